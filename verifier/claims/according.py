"""What "according to" a source attributes to it."""

from __future__ import annotations

from models.types import Span
from verifier.claims.context import Context
from verifier.claims.direct import clean
from verifier.claims.grammar import Tree
from verifier.claims.words import SPEAKING

_NO_CONTENT = frozenset({"but", "and", "or", "so", "yet", "although", "though", "while", "whereas", "which", "who"})
_MERELY = 4  # words of a clause that only names who speaks
_CONCEDING = frozenset({"while", "although", "though", "whereas"})


def according_to(context: Context, number: int) -> tuple[Span, int, tuple[Span, ...]] | None:
    """(cue, token of the source, content) of a sentence with "according to"; its content is the rest of it."""
    tree = context.trees[number]
    at = find_according(tree, 0, len(tree.tokens))
    if at is None:
        return None
    source = tree.child(at + 1, {"pobj"})
    if source is None:
        return None
    end = _end_of_source(tree, at, source)
    sentence = context.sentences[number].span
    phrase = Span(tree.tokens[at].span.start, tree.tokens[end].span.end)
    before = clean(context, number, Span(sentence.start, phrase.start))
    after = clean(context, number, Span(phrase.end, sentence.end))
    opens = tree.inside(after)[:1] if before is not None and after is not None else []
    if opens and tree.tokens[opens[0]].text.lower() in _NO_CONTENT:
        after = None  # the writer goes on: "X leads, according to Y, but Z has not given up"
    before = _after_colon(tree, before) if before is not None else None
    cue = Span(tree.tokens[at].span.start, tree.tokens[at + 1].span.end)
    if before is not None and after is not None and (halves := _halves(tree, before, after)) is not None:
        return cue, source, halves
    parts = [part for part in (before, after) if part is not None and _states(tree, part)]
    return (cue, source, (max(parts, key=len),)) if parts else None


def _end_of_source(tree: Tree, at: int, source: int) -> int:
    """The last token of the source; of "According to a poll out Monday, P" the one before the comma."""
    end = max(tree.subtree(source))
    comma = next((mark for mark in range(end + 1, len(tree.tokens)) if tree.tokens[mark].text == ","), None)
    if at > 0 or comma is None or comma - end > _MERELY or tree.tokens[end + 1].pos in {"VERB", "AUX", "PUNCT"}:
        return end
    return end if tree.is_finite(range(end + 1, comma)) else comma - 1


def _halves(tree: Tree, before: Span, after: Span) -> tuple[Span, ...] | None:
    """The content where the source stands in the middle and the longer part is not all of it: both parts of one
    statement ("Among the ships, according to Ode, are nine", "sold nine ships and, according to Ode, bought ten"), the
    first of two where it opens with "while"; None elsewhere."""
    first, second = tree.inside(before), tree.inside(after)
    if not first or not second:
        return None
    if not _states(tree, before):
        opens = tree.tokens[second[0]]
        return (before, after) if opens.tag in {"VBZ", "VBP", "VBD", "MD"} else None
    if tree.tokens[first[-1]].dep == "cc":
        return (before, after)
    return (before,) if tree.tokens[first[0]].text.lower() in _CONCEDING and _states(tree, after) else None


def _after_colon(tree: Tree, span: Span) -> Span:
    """The statement after a colon and another statement, which is the writer's: "P: Q, according to X"."""
    inside = tree.inside(span)
    for at in inside:
        if tree.tokens[at].text == ":" and at + 1 in inside:
            lead, rest = inside[: inside.index(at)], inside[inside.index(at) + 1 :]
            if tree.is_finite(lead) and tree.is_finite(rest):
                return tree.span(rest)
    return span


def _states(tree: Tree, span: Span) -> bool:
    """Whether the words have a finite verb and more than who speaks: not "Ode asked"."""
    inside = tree.inside(span)
    words = [at for at in inside if any(map(str.isalnum, tree.tokens[at].text))]
    only_speaks = tree.tokens[words[-1]].lemma.lower() in SPEAKING and len(words) <= _MERELY if words else True
    return tree.is_finite(inside) and not only_speaks


def find_according(tree: Tree, start: int, stop: int) -> int | None:
    """The first "according" before "to" among the tokens."""
    for at in range(start, min(stop, len(tree.tokens) - 1)):
        if tree.tokens[at].text.lower() == "according" and tree.tokens[at + 1].text.lower() == "to":
            return at
    return None

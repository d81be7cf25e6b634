"""Relative clauses with a fact of their own, where no doubt is left to which noun they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.types import Span
from verifier.claims.attached import is_of_whole
from verifier.claims.context import Context
from verifier.claims.cuts import clause_with_commas, is_interrupted, without_tail
from verifier.claims.grammar import Tree
from verifier.claims.parts import Detail, spans_of
from verifier.claims.pieces import is_balanced

_NP_LEFT_OUT = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "conj", "cc", "dep"})


def relative(context: Context, number: int, verb: int) -> Iterator[Detail]:
    """ ", which closed in May": what the clause says of the noun before it."""
    tree = context.trees[number]
    clause = tree.subtree(verb)
    first = clause[0]
    pronoun = tree.tokens[first]
    noun = tree.tokens[verb].head
    if pronoun.text.lower() not in {"who", "which"} or pronoun.dep not in {"nsubj", "nsubjpass"}:
        return
    clause = without_tail(tree, clause)
    if clause != list(range(first, clause[-1] + 1)) or first < 2 or tree.tokens[first - 1].text != ",":
        return
    phrase = _phrase(tree, noun)
    if phrase[-1] != first - 2 or not _is_clear(context, number, noun, phrase):
        return
    if is_interrupted(tree, clause) or is_of_whole(tree, noun, verb):
        return
    if any(at < phrase[0] and tree.tokens[at].dep != "punct" for at in tree.children[noun]):
        return  # the run breaks off at a mark: "the “law and order” issue"
    if context.text[tree.tokens[phrase[0]].span.start - 1 : tree.tokens[phrase[0]].span.start] in {"-", "–", "/"}:
        return  # a part of a longer word: "straight-ticket voting"
    inner = tree.tokens[first].head
    start = min(set(tree.subtree(inner)) - {first}) if inner != verb else first + 1
    if inner != verb and (tree.tokens[inner].dep != "ccomp" or inner not in clause or start <= first + 1):
        return
    lead = tuple(range(first + 1, start))
    rest = tuple(range(start, clause[-1] + 1))
    if len(rest) < 2:
        return
    opening = (*spans_of(tree, lead), tree.span(phrase)) if lead else (tree.span(phrase),)
    span = Span(tree.tokens[phrase[0]].span.start, tree.tokens[clause[-1]].span.end)
    told = tree.span(clause[1:])
    if not is_balanced(span.of(context.text)) or not is_balanced(told.of(context.text)):
        return
    yield Detail((*opening, *spans_of(tree, rest)), span, told, without=clause_with_commas(tree, first - 1, clause[-1]))


def _phrase(tree: Tree, noun: int) -> list[int]:
    """The run of a noun and what stands with it, without clauses and appositions."""
    indices = set(tree.subtree(noun, without=_NP_LEFT_OUT))
    run = [noun]
    while run[0] - 1 in indices:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in indices:
        run.append(run[-1] + 1)
    return run


def _is_clear(context: Context, number: int, noun: int, phrase: Sequence[int]) -> bool:
    """Whether the clause can only belong to that noun, and not to one before it or to the whole sentence."""
    tree = context.trees[number]
    token = tree.tokens[noun]
    if any(tree.tokens[at].tag in {"PRP", "PRP$", "WP$"} for at in phrase) or token.pos not in {"NOUN", "PROPN"}:
        return False
    if tree.tokens[phrase[-1] + 2].text.lower() == "who":
        return context.people.at(number, noun) is not None or token.dep in {"nsubj", "nsubjpass"}
    if token.dep in {"nsubj", "nsubjpass"}:
        return True
    above = tree.tokens[token.head]
    if token.dep == "pobj" and tree.tokens[above.head].pos in {"NOUN", "PROPN"}:
        return False
    rivals = (at for at in range(phrase[0]) if tree.tokens[at].dep in {"dobj", "attr"})
    return not any(tree.tokens[child].text.lower() in {"a", "an"} for rival in rivals for child in tree.children[rival])

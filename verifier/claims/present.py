""" "Now", "currently", "still" and "recently" in the words of a claim, and what polls and counts of delegates tell in
the present: as of the day of publication, or shortly before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from models.types import Span, Token
from verifier.claims.grammar import SUBJECTS, Tree
from verifier.claims.patterns import COUNT
from verifier.claims.timewords import written_day
from verifier.claims.words import word_set

_WORDS: Final = frozenset({"now", "currently", "still", "recently"})
_POLLED: Final = word_set("poll average delegate superdelegate pollster")
_STANDING: Final = word_set("lead trail have be sit stand hold")
_TELLING: Final = word_set("show give put peg find")
_AMOUNTS: Final = frozenset({"CARDINAL", "PERCENT", "QUANTITY"})
_YEAR_END: Final = re.compile(r"\bthe end of (?P<year>the year)\b(?! (?:of|in|before|after|that|when)\b)")
_NEXT: Final = re.compile(
    rf"\b(?P<lead>over|in|within|during|for) (?P<words>the (?:next|coming) (?:{COUNT} )?"
    r"(?P<unit>days|weeks?|months?|years?|decades?))\b"
    r"(?![-’'](?!$)| (?:of|before|after|to|until|in office|and a|or)\b)",
    re.IGNORECASE,
)
_AT_PRESENT: Final = re.compile(
    r"\b(?P<words>currently|at present|at the moment)\b(?! (?:of|the|an?|when|that|before|after|in)\b)", re.IGNORECASE
)
_RELATIVE: Final = frozenset({"WDT", "WP"})
_CLOSING: Final = re.compile(r"[.,;]|$")
_COUNTED: Final = _AMOUNTS | {"MONEY"}
_PRESENT: Final = frozenset({"VBZ", "VBP"})


def as_of_day(tree: Tree, day: date) -> Iterator[tuple[Span, str]]:
    """The words to replace, each with ", as of June 22, 2019,": between a subject and its verb in the present, or
    between that and what it carries. Elsewhere ("until now", "now that") the word may mean more than the day."""
    for at, token in enumerate(tree.tokens):
        if not 0 < at < len(tree.tokens) - 1 or token.text not in _WORDS or token.dep != "advmod":
            continue
        before, follows = tree.tokens[at - 1], tree.tokens[at + 1]
        if follows.pos == "PUNCT" or follows.text.lower() == "that" or not _stands_in_verb(tree, at):
            continue
        if token.text == "still" and before.text.lower() not in {"is", "are"}:
            continue
        lead = "shortly before" if token.text == "recently" else "as of"
        rest = " still" if token.text == "still" else ""
        if before.tag in _RELATIVE:  # a claim of the clause leaves out its pronoun, and what touches it
            yield token.span, f"{lead} {written_day(day)},{rest}"
        else:
            yield Span(before.span.end, token.span.end), f", {lead} {written_day(day)},{rest}"


def at_present(tree: Tree, text: str, day: date) -> Iterator[tuple[Span, str]]:
    """ "At the moment" and "at present" beside an amount, and "currently" where it opens or closes: as of the day."""
    if not any(one.label in _COUNTED for one in tree.sentence.entities):
        return
    first, last = tree.sentence.span.start, tree.sentence.span.end
    for found in _AT_PRESENT.finditer(text, first, last):
        where = Span(*found.span("words"))
        carriers = _carriers(tree, where)
        if not carriers or any(token.tag in {"VBD", "MD"} for token in carriers):
            continue
        inside, written = tree.inside(where), f"as of {written_day(day)}"
        before = tree.tokens[inside[0] - 1] if inside[0] > 0 else None
        if before is None:
            if text.startswith(",", where.end):
                yield where, f"A{written[1:]}"
        elif _CLOSING.match(text, where.end, last) is not None:
            if before.pos != "PUNCT":
                yield where, written
        elif before.tag in _PRESENT and found["words"].lower() != "currently":
            yield Span(before.span.end, where.end), f", {written},"


def counted_on_day(tree: Tree, day: date) -> Iterator[tuple[Span, str]]:
    """The blanks to fill before a verb in the present that tells a standing in numbers, of polls or of delegates:
    "leads by six points, according to an average of polls"."""
    lemmas = [token.lemma.lower() for token in tree.tokens]
    if not _POLLED.intersection(lemmas) or not any(one.label in _AMOUNTS for one in tree.sentence.entities):
        return
    for at, token in enumerate(tree.tokens):
        subject = tree.child(at, SUBJECTS)
        if at == 0 or token.tag not in _PRESENT or subject is None or not _is_standing(tree, at, subject):
            continue
        above = [other for other in tree.ancestors(at) if tree.tokens[other].pos in {"VERB", "AUX"}]
        told = [other for other in above if tree.tokens[other].tag != "VBZ" and tree.tokens[other].tag != "VBP"]
        if at - 1 in tree.subtree(subject) and not told and tree.tokens[at - 1].pos != "PUNCT":
            yield Span(tree.tokens[at - 1].span.end, token.span.start), f", as of {written_day(day)}, "
            return


def end_of_year(tree: Tree, text: str, day: date) -> Iterator[tuple[Span, str]]:
    """ "the end of the year" beside a verb in the present or the future: that of the year of publication."""
    for found in _YEAR_END.finditer(text, tree.sentence.span.start, tree.sentence.span.end):
        where = Span(found.start("year"), found.end("year"))
        carriers = _carriers(tree, where)
        if any(token.tag in _PRESENT or token.text.lower() == "will" for token in carriers):
            yield where, str(day.year)


def counted_on(tree: Tree, text: str, day: date) -> Iterator[tuple[Span, str]]:
    """ "Over the next two years" where no verb in the past carries it: the two years after the day of publication."""
    for found in _NEXT.finditer(text, tree.sentence.span.start, tree.sentence.span.end):
        where, count, unit = Span(*found.span("words")), found["count"], found["unit"]
        exact = count is not None or unit.endswith("s") or found["lead"].lower() in {"over", "within"}
        if exact and all(token.tag != "VBD" for token in _carriers(tree, where)):
            yield where, f"the {f'{count} ' if count else ''}{unit} after {written_day(day)}"


def _carriers(tree: Tree, where: Span) -> list[Token]:
    """The verb that the words at `where` hang on, and its auxiliaries."""
    inside = tree.inside(where)
    above = tree.ancestors(inside[0]) if inside else []
    verb = next((at for at in above if tree.tokens[at].pos in {"VERB", "AUX"}), None)
    return [*tree.auxiliaries(verb), tree.tokens[verb]] if verb is not None else []


def _is_standing(tree: Tree, verb: int, subject: int) -> bool:
    lemma = tree.tokens[verb].lemma.lower()
    if lemma in _TELLING:
        return any(tree.tokens[at].lemma.lower() in _POLLED for at in tree.subtree(subject))
    if lemma not in _STANDING or tree.tokens[subject].tag == "EX":
        return False
    if lemma in {"be", "have"}:
        rest = [at for at in tree.subtree(verb) if at > verb]
        return any(tree.tokens[at].pos == "NUM" for at in rest[:3])
    return True


def _stands_in_verb(tree: Tree, at: int) -> bool:
    verb = tree.tokens[at].head
    tags = _PRESENT | {"VBD"} if tree.tokens[at].text == "recently" else _PRESENT
    carriers = [other for other in (*tree.children[verb], verb) if tree.tokens[other].tag in tags]
    carriers = [other for other in carriers if tree.tokens[other].text.lower() != "had"]
    if tree.tokens[verb].dep == "conj" and at - 1 in carriers and tree.child(verb, SUBJECTS) is None:
        return True
    carriers = [other for other in carriers if other == verb or tree.tokens[other].dep in {"aux", "auxpass"}]
    subject = tree.child(verb, SUBJECTS)
    if not carriers or subject is None or subject > at or tree.tokens[subject].text.lower() == "what":
        return False
    return at - 1 in carriers or (at - 1 in tree.subtree(subject) and at < min(carriers))

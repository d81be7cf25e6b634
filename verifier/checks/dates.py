"""Times of a claim against those of evidence sentences.

Ranges that share a day match. Ranges apart are `contradicted` only where much speaks for it: both are closed, the claim
names one time, the sentence speaks of the same subject with most of the claim's content words, this time alone of the
sentence's belongs to one of those words, no amount of the claim differs, and the gap is wider than what reports of one
event commonly differ by. All else is `not_comparable`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from verifier.checks.content import Reader, Sentence, meet, stem
from verifier.claims.surface import Surface
from verifier.types import Check, CheckOutcome, TimeRange

_MOST: Final = 0.6
# A day is often told by the day of the report or by another time zone.
_SLACK: Final = timedelta(days=3)


def compare_times(reader: Reader, amounts: Sequence[Check]) -> list[Check]:
    """One check for each time of the claim, in order. `amounts` are the checks of the claim's quantities: other amounts
    at another time are likely those of another event of the kind, so nothing is contradicted then."""
    same_amounts = all(check.outcome in {"match", "within_rounding"} for check in amounts)
    evidence = [(sentence, time) for sentence in reader.sentences for time in sentence.times]
    return [_check(reader, time, evidence, same_amounts=same_amounts) for time in reader.claim.times]


def _check(
    reader: Reader, claimed: TimeRange, evidence: list[tuple[Sentence, TimeRange]], *, same_amounts: bool
) -> Check:
    said = reader.verbatim(claimed.span)
    if not evidence:
        return Check("date", "not_comparable", said, None, f"claim says {said}, the evidence gives no date")
    ranked = sorted(evidence, key=lambda pair: -reader.share(pair[0]))
    for sentence, time in ranked:
        if meet(claimed, time):
            return _made(said, "match", sentence, time)
    for sentence, time in ranked:
        if same_amounts and _contradicts(reader, claimed, sentence, time):
            return _made(said, "contradicted", sentence, time)
    return _made(said, "not_comparable", *ranked[0])


def _made(said: str, outcome: CheckOutcome, sentence: Sentence, time: TimeRange) -> Check:
    start = sentence.parsed.span.start
    theirs = sentence.raw[time.span.start - start : time.span.end - start]
    detail = f"claim says {said}, evidence says {theirs}"
    if outcome == "not_comparable":
        detail += ", which need not be the time of the same event"
    return Check("date", outcome, said, theirs, detail)


def _contradicts(reader: Reader, claimed: TimeRange, sentence: Sentence, time: TimeRange) -> bool:
    if len(reader.claim.times) != 1 or _in_parentheses(reader, claimed):
        return False
    if claimed.start is None or claimed.end is None or time.start is None or time.end is None:
        return False
    gap = max(time.start - claimed.end, claimed.start - time.end)
    if gap < _SLACK and (claimed.end - claimed.start).days < 28:
        return False
    if not reader.same_subject(sentence) or reader.share(sentence) < _MOST:
        return False
    of_claim = [other for other in sentence.times if _modified(sentence.surface, other) in reader.stems]
    return of_claim == [time]


def _in_parentheses(reader: Reader, claimed: TimeRange) -> bool:
    """Whether the claim's time only tells which thing is meant ("Split (2016 film)")."""
    return reader.source_text[max(0, claimed.span.start - 1) : claimed.span.start] == "("


def _modified(surface: Surface, time: TimeRange) -> str | None:
    """The stem of the verb, or else of the word, that the time belongs to in the tree."""
    tokens = surface.sentence.tokens
    at = surface.token_index(max(0, time.span.end - surface.sentence.span.start - 1))
    for _ in range(8):
        if at is None or not 0 <= at < len(tokens):
            return None
        inside = time.span.covers(tokens[at].span) or tokens[at].pos in {"ADP", "NUM", "ADV", "PUNCT"}
        if not inside:
            return stem(tokens[at].text)
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None

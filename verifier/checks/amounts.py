"""Quantities of a claim against those of evidence sentences.

Any agreement wins over any contradiction. `contradicted` needs the same unit (or one that converts), another value, the
same subject (no other names), at least half of the claim's other content words in the sentence and one of them near the
number, and the same base ("of voters" against "of women", "a day" against "a year" are not the same base).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from verifier.checks.content import Reader, Sentence, stems
from verifier.checks.intervals import Amount, stand
from verifier.checks.kinds import Relation, is_human, relation
from verifier.checks.none import Nothing, nothings
from verifier.claims.amounts import parse_amount
from verifier.claims.numbers import PLURAL_SCALES, lexemes
from verifier.claims.quantities import read_quantities
from verifier.claims.surface import even
from verifier.claims.units import CURRENCY_CODES, WORTH
from verifier.types import Check, CheckOutcome, Comparator, Quantity

_ENOUGH: Final = 0.5
_LITTLE: Final = 0.2
_BESIDE: Final = 80  # characters
_PARTS: Final = 20
_ZERO: Final = Amount(0.0, 0.0, rough=False, slack=0.0, counts=True)
_RATE: Final = re.compile(
    r" *(?:-|(?:\w+ ){0,2}?)(?:a|an|per|each|every|/) *(second|minute|hour|day|night|week|month|quarter|year|person"
    r"|head|capita|household|gallon|barrel|ton|share|mile|pound|kilogram|liter)\b",
    re.IGNORECASE,
)
_OF: Final = re.compile(r" *of (?:\S+ ){0,3}?\S+", re.IGNORECASE)
_BASE_OF_NONE: Final = re.compile(r"\b(?:none|neither|not one|not any|any) of (?:the |these |those )?$", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"\b(?:(?P<word>to|from|by)|(?:ros|ris|fell|fall|increas|decreas|grew|grow|drop|jump|climb|surg|soar|declin|gain"
    r"|slip|shrank|shrunk|plung|slid)\w*) (?:more than |about |nearly |almost |just |over )?$",
    re.IGNORECASE,
)
_ROUNDED_WORDS: Final = re.compile(r"dozen|score|half|third|quarter|fifth|\bin\b|out of", re.IGNORECASE)
_PLURAL: Final = re.compile(rf"\b(?:{'|'.join(PLURAL_SCALES)})\b", re.IGNORECASE)
_WHOLE: Final = frozenset({"year", "month", "week", "day"})
_POINTS: Final = frozenset({"percent", "percentage point", "basis point"})
_RANK: Final[dict[CheckOutcome, int]] = {"match": 0, "within_rounding": 1, "contradicted": 2, "not_comparable": 3}


@dataclass(frozen=True, slots=True)
class Found:
    """An amount, its unit, its place and the text about it; `text` is verbatim."""

    amount: Amount
    unit: str | None
    start: int
    end: int
    text: str
    before: str
    after: str
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    outcome: CheckOutcome
    found: Found
    share: float
    why: str


def compare_quantities(reader: Reader) -> list[Check]:
    """One check for each quantity of the claim, and for a "no one" of it that the evidence speaks of."""
    evidence = [(sentence, found) for sentence in reader.sentences for found in _in_sentence(sentence)]
    claimed = [_of_claim(reader, quantity) for quantity in reader.claim.quantities]
    spoken_for = {
        found
        for one in claimed
        for sentence, found in evidence
        if _compared(reader, one, sentence, found, frozenset()).outcome in {"match", "within_rounding"}
    }
    checks = [_check(reader, one, evidence, frozenset(spoken_for)) for one in claimed]
    none = [_of_nothing(nothing, reader.claim.text) for nothing in nothings(even(reader.claim.text))]
    return checks + [
        check for one in none if (check := _check(reader, one, evidence, frozenset())).outcome != "not_comparable"
    ]


def _check(
    reader: Reader, claimed: Found, evidence: list[tuple[Sentence, Found]], spoken_for: frozenset[Found]
) -> Check:
    """The best agreement, else the contradiction nearest in content, else the nearest that cannot be compared."""
    compared = [_compared(reader, claimed, sentence, found, spoken_for) for sentence, found in evidence]
    compared = [one for one in compared if one.why != _OTHER_KIND]
    if not compared:
        detail = f"claim says {claimed.text}, the evidence gives no amount of that kind"
        return Check("quantity", "not_comparable", claimed.text, None, detail)
    compared = [_unless_named(claimed, one, evidence) for one in compared]
    best = min(compared, key=lambda one: (_RANK[one.outcome], -one.share))
    detail = f"claim says {claimed.text}, evidence says {best.found.text}"
    if best.outcome == "not_comparable":
        detail += f", {best.why}"
    return Check("quantity", best.outcome, claimed.text, best.found.text, detail)


def _unless_named(claimed: Found, one: Comparison, evidence: list[tuple[Sentence, Found]]) -> Comparison:
    """No contradiction where the evidence has the claim's very number with another unit ("eight awards, two wins"), or
    parts of it ("14 foreign and 31 local groups" for 45)."""
    if one.outcome != "contradicted":
        return one
    ours = claimed.amount
    if any(_same_number(ours, found) for _, found in evidence if relation(claimed.unit, found.unit) is None):
        return replace(one, outcome="not_comparable", why="and the claim's number of something else")
    parts = [found.amount.centre for _, found in evidence if found.unit == claimed.unit and not found.nothing]
    if ours.low == ours.high and any(math.isclose(sum(pair), ours.low) for pair in combinations(parts[:_PARTS], 2)):
        return replace(one, outcome="not_comparable", why="which may be a part of it")
    return one


def _same_number(ours: Amount, found: Found) -> bool:
    return (ours.low, ours.high) == (found.amount.low, found.amount.high)


_OTHER_KIND: Final = "of another kind"


def _compared(
    reader: Reader, claimed: Found, sentence: Sentence, found: Found, spoken_for: frozenset[Found]
) -> Comparison:
    related = relation(claimed.unit, found.unit)
    if related is None:
        return Comparison("not_comparable", found, 0.0, _OTHER_KIND)
    kind, factor = related
    unit_stems = stems(claimed.unit or "") | stems(found.unit or "")
    near = sentence.around(found.start, found.end) & (reader.stems - unit_stems)
    share = reader.share(sentence, without=unit_stems) + 0.1 * len(near)
    outcome = stand(claimed.amount, found.amount.times(factor))
    if _rate(claimed.after) != _rate(found.after) and _rate(claimed.after) and _rate(found.after):
        return Comparison("not_comparable", found, share, "which is another rate")
    if outcome in {"match", "within_rounding"}:
        enough = _ENOUGH if kind == "near" and None in (claimed.unit, found.unit) else _LITTLE
        agrees = share >= enough or not reader.stems - unit_stems
        return Comparison(outcome if agrees else "not_comparable", found, share, "which is said of something else")
    if outcome == "not_comparable":
        return Comparison(outcome, found, share, "which neither confirms nor excludes it")
    why = _why_not_contradicted(reader, claimed, sentence, found, kind)
    if why is None and found in spoken_for:
        why = "which another amount of the claim agrees with"
    return Comparison("not_comparable" if why else "contradicted", found, share, why or "")


def _why_not_contradicted(
    reader: Reader, claimed: Found, sentence: Sentence, found: Found, kind: Relation
) -> str | None:
    """What speaks against taking two different amounts for a contradiction; None where nothing does."""
    nothing = claimed.nothing or found.nothing
    unit_stems = stems(claimed.unit or "") | stems(found.unit or "")
    people = is_human(claimed.unit) and is_human(found.unit)
    if kind != "same" and not (nothing and (people or None in (claimed.unit, found.unit))):
        return "of a unit that need not be the same"
    if not reader.same_subject(sentence):
        return "which is said of others"
    if not reader.same_time(sentence):
        return "which is said of another time"
    wanted = reader.stems - unit_stems
    if wanted and reader.share(sentence, without=unit_stems) < _ENOUGH:
        return "which is said of something else"
    near = stems(_clause_after(found.after)) if found.nothing else sentence.around(found.start, found.end)
    if wanted and not wanted & near:
        return "which is said of something else"
    if not _same_base(claimed, found):
        return "which is a share of something else"
    if bool(_rate(claimed.after)) != bool(_rate(found.after)):
        return "which is another rate"
    if not _same_role(claimed.before, found.before):
        return "which plays another part in a change"
    return None


def _clause_after(after: str) -> str:
    return re.split(r"[,.;:]| but | while | and ", after, maxsplit=1)[0]


def _same_base(claimed: Found, found: Found) -> bool:
    """Whether two shares are shares of the same: "of voters" is not "of women"."""
    if claimed.unit != "percent":
        return True
    first, second = _OF.match(claimed.after), _OF.match(found.after)
    if first is None or second is None:
        return True
    ours, theirs = stems(first.group()), stems(second.group())
    return not ours or not theirs or bool(ours & theirs)


def _rate(after: str) -> str | None:
    match = _RATE.match(after)
    return match.group(1).lower() if match else None


def _same_role(first: str, second: str) -> bool:
    """Whether both amounts are the change itself, what it led to or what it began from."""
    roles = {_role(first), _role(second)}
    return len(roles) == 1 or roles <= {"by", "plain"} or ("plain" in roles and "by" not in roles)


def _role(before: str) -> str:
    match = _ROLE.search(before)
    if match is None:
        return "plain"
    return (match.group("word") or "by").lower()


def _in_sentence(sentence: Sentence) -> Iterator[Found]:
    text = sentence.surface.text
    for reading in read_quantities(sentence.surface):
        if _BASE_OF_NONE.search(text[max(0, reading.start - 24) : reading.start]):
            continue
        said = sentence.raw[reading.start : reading.end]
        amount = _amount(*reading.interval, reading.comparator, reading.unit, said)
        yield _found(amount, reading.unit, text, reading.start, reading.end, said)
    for nothing in nothings(text):
        yield _of_nothing(nothing, text, sentence.raw)


def _found(amount: Amount, unit: str | None, text: str, start: int, end: int, said: str) -> Found:
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    return Found(amount, unit, start, end, said, before, after)


def _of_claim(reader: Reader, quantity: Quantity) -> Found:
    said, (start, end) = reader.verbatim(quantity.span), (quantity.span.start, quantity.span.end)
    amount = _amount(quantity.low, quantity.high, quantity.comparator, quantity.unit, said)
    before, after = reader.source_text[max(0, start - _BESIDE) : start], reader.source_text[end : end + _BESIDE]
    return Found(amount, quantity.unit, start, end, said, even(before), even(after))


def _of_nothing(nothing: Nothing, text: str, raw: str | None = None) -> Found:
    said = (raw or text)[nothing.start : nothing.end]
    found = _found(_ZERO, nothing.unit, text, nothing.start, nothing.end, said)
    return replace(found, nothing=True)


def _amount(low: float | None, high: float | None, comparator: Comparator, unit: str | None, said: str) -> Amount:
    lower = -math.inf if low is None else low
    upper = math.inf if high is None else high
    size = abs(low if low is not None else high if high is not None else 0.0)
    rough = comparator == "about"
    words = _ROUNDED_WORDS.search(said) is not None
    counts = not rough and not words and size < 100 and size == int(size) and _is_count(unit)
    return Amount(lower, upper, rough, 0.0 if counts else _slack(size, unit, said, words=words), counts)


def _is_count(unit: str | None) -> bool:
    return unit in _WHOLE or not (unit in WORTH or unit in CURRENCY_CODES or unit in _POINTS)


def _slack(size: float, unit: str | None, said: str, *, words: bool) -> float:
    """The rounding that a number shows: half the place of its last digit that counts, 10 % of it at most. A percentage
    in digits is rounded to what is written."""
    grain = _grain(said)
    if unit in _POINTS and not words:
        return min(grain, 1.0) / 2
    if _PLURAL.search(said):
        return grain
    return min(grain / 2, 0.10 * size)


def _grain(said: str) -> float:
    """The finest grain of the numbers in a text; 0 where there is none."""
    items = lexemes(even(said))
    grains = [amount.grain for at in range(len(items)) if (amount := parse_amount(items, at)) is not None]
    plural = [PLURAL_SCALES[item.lower] for item in items if item.lower in PLURAL_SCALES]
    return math.prod(plural) if plural else min(grains, default=0.0)

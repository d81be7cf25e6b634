"""Quantities of a sentence: amounts as intervals with a unit and a comparator.

Rules
- Numbers in digits and words, scale words, ranges, fractions ("two thirds", "one in ten": percent), money (ISO 4217),
  measures (normalised names) and counts (the counted noun, lower case and singular). Nouns without a number count
  where the number is a plural scale ("thousands of people": at least 2,000).
- "more than" and "at least" leave the top open, "less than", "at most", "up to" the bottom. "about" reaches half the
  place of the last digit that counts to each side, 5 % to 10 % of the value; "nearly" the same below only; "just over"
  and "just under" are closed on the far side in the same way. A bare number is exact.
- An age ("Smith, 25," and "25-year-old") is in years. After a verb of change "from 10 to 15 percent" is two
  quantities; elsewhere it is a range.
- No quantities: dates and years, times of the clock, telephone numbers, ordinals, list numbers, scores and votes
  ("51-49"), numbers that are names ("Boeing 737", "Area 51", "F-16"), "one" the pronoun, and vague amounts ("several").
- A rate says what it is over ("$15 an hour", "12 deaths per 100,000 people"), and a number after a verb or noun of
  change whether it is the change itself ("rose 5 percent"), where it came from or where it went to.
- A span holds comparator, number, scale and sign of money or percent or measure ("more than 2,000"), without the noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from models.types import ParsedSentence
from verifier.claims import units
from verifier.claims.amounts import Amount, parse_amount
from verifier.claims.comparators import Interval, Shade, comparator_after, comparator_before, interval
from verifier.claims.nouns import counted_noun, unit_of
from verifier.claims.numberlike import is_age, is_amount, masked
from verifier.claims.numbers import PLURAL_SCALES, Lexeme, lexemes
from verifier.claims.relations import change_of, follows_change, rate_after
from verifier.claims.surface import Surface, surface_of
from verifier.types import Change, Comparator, Quantity

_TO: Final = re.compile(r" *(?:-{1,2}|to|through) *", re.IGNORECASE)
_AND: Final = re.compile(r" +and +", re.IGNORECASE)
_OR: Final = re.compile(r" +or +", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\b(?:somewhere +|anywhere +)?between +$", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?:anywhere +)?from +$", re.IGNORECASE)
_OLD: Final = re.compile(r"[ -]olds?\b", re.IGNORECASE)


_SCORE_AFTER: Final = re.compile(
    r"[ -](?:vote|decision|ruling|majority|victory|win|loss|defeat|lead|margin|record|score|verdict|split|tie|draw)",
    re.IGNORECASE,
)
_SCORE_BEFORE: Final = re.compile(
    r"\b(?:voted?|votes|beat|beating|won|win|lost|lose|defeat\w*|score\w*|lead|led|passed|approved|ruled|tied)"
    r"\b[^.;]{0,50}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity at [start, end) of the surface. `grain` is the place of its last digit that counts."""

    interval: Interval
    comparator: Comparator
    unit: str | None
    start: int
    end: int
    grain: float
    per: str | None = None
    change: Change | None = None


def find_quantities(sentence: ParsedSentence) -> list[Quantity]:
    """The quantities that the sentence names, in order and disjoint, by the rules of this module; never raises."""
    surface = surface_of(sentence)
    return [
        Quantity(
            *found.interval,
            found.unit,
            found.comparator,
            surface.span(found.start, found.end),
            found.per,
            found.change,
        )
        for found in read_quantities(surface)
    ]


def read_quantities(surface: Surface) -> list[Reading]:
    """As `find_quantities`, in characters of the surface and with how finely each number is given."""
    items = lexemes(surface.text)
    hidden = masked(surface)
    found: list[Reading] = []
    at = 0
    while at < len(items):
        if hidden[items[at].start]:
            at += 1
            continue
        readings, at = _read(surface, items, hidden, at)
        for reading in readings:
            rate = rate_after(surface, items, reading.end, noun=reading.unit)
            at = max(at, rate.after) if rate is not None else at
            change = reading.change or change_of(surface.text, reading.start, reading.end, unit=reading.unit)
            found.append(replace(reading, per=None if rate is None else rate.per, change=change))
            while at < len(items) and items[at].start < reading.end:
                at += 1  # an "or more" after the noun takes in what stands before it
    return found


def _read(surface: Surface, items: list[Lexeme], hidden: bytearray, at: int) -> tuple[list[Reading], int]:
    """What stands at lexeme `at` and the lexeme to go on with."""
    if items[at].lower in PLURAL_SCALES:
        return _many(surface, items, at)
    first = parse_amount(items, at)
    if first is None:
        return [], at + 1
    if not is_amount(surface, items, first):
        return [], max(at + 1, first.after)
    pair = _pair(surface, items, hidden, first)
    if pair is not None:
        return pair
    return [_single(surface, items, first)], first.after


def _single(surface: Surface, items: list[Lexeme], amount: Amount) -> Reading:
    start, end = items[amount.first].start, items[amount.after - 1].end
    unit, noun_end = _unit(surface, items, amount)
    shade, start, end = _shaded(surface.text, start, end, noun_end)
    if unit == "year" and (old := _OLD.match(surface.text, end)):
        end = old.end()
    comparator, bounds = interval(shade, amount.value, amount.grain)
    return Reading(bounds, comparator, unit, start, end, amount.grain)


def _shaded(text: str, start: int, end: int, noun_end: int) -> tuple[Shade, int, int]:
    """The comparator around [start, end), and the span with it; one after the noun takes the noun in ("2,000 people or
    more")."""
    after = comparator_after(text, end) or (comparator_after(text, noun_end) if noun_end > end else None)
    if after is not None:
        return after[0], start, after[1]
    before = comparator_before(text, start)
    return ("exactly", start, end) if before is None else (before[0], before[1], end)


def _unit(surface: Surface, items: list[Lexeme], amount: Amount) -> tuple[str | None, int]:
    """The unit, and where its noun ends in the text."""
    end = items[amount.after - 1].end
    if amount.unit is not None:
        return amount.unit, end
    if is_age(surface, items, amount):
        return "year", end
    noun = counted_noun(surface, end, plural=amount.value != 1)
    if noun is None:
        return None, end
    return unit_of(noun), noun.span.end - surface.sentence.span.start


def _many(surface: Surface, items: list[Lexeme], at: int) -> tuple[list[Reading], int]:
    """ "hundreds of people", "tens of thousands of people": at least two of the scale; its place is the grain."""
    scale, start, after = PLURAL_SCALES[items[at].lower], items[at].start, at + 1
    following = [item.lower for item in items[after : after + 2]]
    if len(following) == 2 and following[0] == "of" and following[1] in PLURAL_SCALES:
        scale, after = scale * PLURAL_SCALES[following[1]], after + 2
    end = items[after - 1].end
    lead = re.search(r"\btens of $", surface.text[max(0, start - 8) : start], re.IGNORECASE)
    if lead is not None:
        scale, start = scale * 10, start - len(lead.group())
    noun = counted_noun(surface, end, plural=True)
    if noun is None:
        return [], after
    unit = units.money_word(noun.text.lower()) or unit_of(noun)
    return [Reading((2 * scale, None), "at_least", unit, start, end, scale)], after


def _pair(surface: Surface, items: list[Lexeme], hidden: bytearray, first: Amount) -> tuple[list[Reading], int] | None:
    """Two amounts joined: a range, two ends of a change, or a score (which gives nothing)."""
    end = items[first.after - 1].end
    before = surface.text[max(0, items[first.first].start - 90) : items[first.first].start]
    joint = _joint(surface.text, end, before)
    at = next(
        (
            index
            for index in range(first.after, min(first.after + 4, len(items)))
            if joint and items[index].start >= joint
        ),
        None,
    )
    if joint is None or at is None or hidden[items[at].start]:
        return None
    second = parse_amount(items, at)
    if second is None or (second.fraction != first.fraction) or not is_amount(surface, items, second, paired=True):
        return None
    return _joined(surface, items, _shared(first, second), before, surface.text[end:joint])


def _joint(text: str, end: int, before: str) -> int | None:
    """Where the second amount begins, after "to", a dash, "or", or "and" with "between"."""
    patterns = [_TO, _OR]
    if _BETWEEN.search(before):
        patterns.append(_AND)
    for pattern in patterns:
        found = pattern.match(text, end)
        if found is not None and found.group().strip():
            return found.end()
    return None


def _shared(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """ "2 to 3 million dollars": scale and unit of the one hold for the other where it has none."""
    same = first.unit is None or second.unit is None or first.unit == second.unit
    if same and first.multiplier == 1 < second.multiplier and 0 < first.value * second.multiplier < second.value:
        first = replace(first, value=first.value * second.multiplier, grain=first.grain * second.multiplier)
    if first.unit is None and second.unit is not None:
        first = replace(first, unit=second.unit)
    elif second.unit is None and first.unit is not None:
        second = replace(second, unit=first.unit)
    return first, second


def _joined(
    surface: Surface, items: list[Lexeme], pair: tuple[Amount, Amount], before: str, link: str
) -> tuple[list[Reading], int] | None:
    first, second = pair
    start, end = items[first.first].start, items[second.after - 1].end
    opening = _BETWEEN.search(before) or _FROM.search(before)
    if _FROM.search(before) and follows_change(before) and link.strip().lower() == "to":
        unit, _ = _unit(surface, items, second)
        return [
            replace(_single(surface, items, replace(first, unit=first.unit or unit)), change="from"),
            replace(_single(surface, items, replace(second, unit=second.unit or unit)), change="to"),
        ], second.after
    if first.unit != second.unit or (link.strip().lower() == "or" and first.value >= second.value):
        return None
    if opening is None and second.unit is None and _is_score(surface.text, end, before, pair):
        return [], second.after
    if first.value >= second.value:
        return None
    unit, _ = _unit(surface, items, second)
    span_start = start if opening is None else start - (len(before) - opening.start())
    if opening is None:
        _, span_start, end = _shaded(surface.text, start, end, end)
    reading = Reading((first.value, second.value), "between", unit, span_start, end, min(first.grain, second.grain))
    return [reading], second.after


def _is_score(text: str, end: int, before: str, pair: tuple[Amount, Amount]) -> bool:
    """A result of a game or a vote: falling numbers, or a word of winning or voting beside them."""
    whole = all(amount.value == int(amount.value) for amount in pair)
    falling = pair[0].value >= pair[1].value
    return whole and bool(falling or _SCORE_AFTER.match(text, end) or _SCORE_BEFORE.search(before))

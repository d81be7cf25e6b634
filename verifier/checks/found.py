"""The amounts of a claim and of a sentence, with how finely they are given and what stands beside them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from verifier.checks.intervals import Amount
from verifier.checks.margins import margins
from verifier.checks.none import Nothing, nothings
from verifier.checks.reader import Place, Reader, Sentence
from verifier.claims.amounts import parse_amount
from verifier.claims.numbers import PLURAL_SCALES, lexemes
from verifier.claims.surface import even
from verifier.claims.units import CURRENCY_CODES, WORTH
from verifier.types import Change, Comparator, Quantity

_BESIDE: Final = 80  # characters
_ZERO: Final = Amount(0.0, 0.0, rough=False, slack=0.0, counts=True)
_BASE_OF_NONE: Final = re.compile(r"\b(?:none|neither|not one|not any|any) of (?:the |these |those )?$", re.IGNORECASE)
_ROUNDED_WORDS: Final = re.compile(r"dozen|score|half|third|quarter|fifth|\bin\b|out of", re.IGNORECASE)
_DECADE: Final = re.compile(r"[1-9][0-9]{0,2}0['’]?s\b|nineteen[ -]\w+ties\b", re.IGNORECASE)
_PLURAL: Final = re.compile(rf"\b(?:{'|'.join(PLURAL_SCALES)})\b", re.IGNORECASE)
_WHOLE: Final = frozenset({"year", "month", "week", "day"})
_POINTS: Final = frozenset({"percent", "percentage point", "basis point"})
_BOUNDS: Final[frozenset[Comparator]] = frozenset({"more_than", "less_than"})


@dataclass(frozen=True, slots=True)
class Found:
    """An amount, its unit, its place and the text about it; [start, end) is in the text it was read in. `per` and
    `change` are as in `verifier.types.Quantity`; `margin` says that it tells only how sure another amount is."""

    amount: Amount
    unit: str | None
    start: int
    end: int
    place: Place
    before: str
    after: str
    per: str | None = None
    change: Change | None = None
    nothing: bool = False
    margin: bool = False


def in_sentence(sentence: Sentence) -> Iterator[Found]:
    """The quantities of a sentence, then its zeros."""
    text = sentence.surface.text
    unsure = margins(text)
    for reading in sentence.quantities:
        if _BASE_OF_NONE.search(text[max(0, reading.start - 24) : reading.start]):
            continue
        place = sentence.place(reading.start, reading.end)
        amount = _amount(*reading.interval, reading.comparator, reading.unit, place.text)
        found = _found(amount, reading.unit, text, reading.start, reading.end, place)
        margin = any(start <= reading.start < end or start < reading.end <= end for start, end in unsure)
        yield replace(found, per=reading.per, change=reading.change, margin=margin)
    for nothing in nothings(text):
        found = _found(
            _ZERO, nothing.unit, text, nothing.start, nothing.end, sentence.place(nothing.start, nothing.end)
        )
        yield replace(found, nothing=True)


def _found(amount: Amount, unit: str | None, text: str, start: int, end: int, place: Place) -> Found:
    return Found(amount, unit, start, end, place, text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE])


def quantities_of(reader: Reader) -> tuple[Quantity, ...]:
    """The claim's quantities, without the decades among them ("the 90's")."""
    text = reader.source_text
    return tuple(one for one in reader.claim.quantities if _DECADE.match(text, one.span.start) is None)


def of_claim(reader: Reader, quantity: Quantity) -> Found:
    place, (start, end) = reader.claimed(quantity.span), (quantity.span.start, quantity.span.end)
    amount = _amount(quantity.low, quantity.high, quantity.comparator, quantity.unit, place.text)
    text = reader.source_text
    before, after = even(text[max(0, start - _BESIDE) : start]), even(text[end : end + _BESIDE])
    return Found(amount, quantity.unit, start, end, place, before, after, quantity.per, quantity.change)


def nothing_of_claim(reader: Reader, nothing: Nothing) -> Found:
    """A "no one" of the claim."""
    place = reader.claimed_in_text(nothing.start, nothing.end)
    found = _found(_ZERO, nothing.unit, even(reader.claim.text), nothing.start, nothing.end, place)
    return replace(found, nothing=True)


def _amount(low: float | None, high: float | None, comparator: Comparator, unit: str | None, said: str) -> Amount:
    lower = -math.inf if low is None else low
    upper = math.inf if high is None else high
    size = abs(low if low is not None else high if high is not None else 0.0)
    rough = comparator == "about"
    words = _ROUNDED_WORDS.search(said) is not None
    counts = not rough and not words and size < 100 and size == int(size) and _is_count(unit)
    exact = counts or comparator in _BOUNDS
    return Amount(lower, upper, rough, 0.0 if exact else _slack(size, unit, said, words=words), counts)


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
    grains, at = [], 0
    while at < len(items):
        amount = parse_amount(items, at)
        grains += [] if amount is None else [amount.grain]
        at = at + 1 if amount is None else amount.after  # "one in five" is no five
    plural = [PLURAL_SCALES[item.lower] for item in items if item.lower in PLURAL_SCALES]
    return math.prod(plural) if plural else min(grains, default=0.0)

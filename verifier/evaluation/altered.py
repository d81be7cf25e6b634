"""Claims whose number or date was changed by rule, further than any rounding goes, to see whether the change is found.

A number in digits becomes one and a half to three times as great (a small count two to five more), a word for a number
another such word as far away, a year another one three to thirty years away, a month another month. The value put in
stands nowhere in the evidence.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Final

from verifier.checks.calendar_dates import written_dates
from verifier.checks.figures import holds, values

if TYPE_CHECKING:
    from models.types import Span
    from verifier.types import Claim

_DIGITS: Final = re.compile(r"(?<![\w.,-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w,.-]*[0-9])")
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}\b")
_WORDS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH: Final = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_BOUND: Final = re.compile(r"(?:before|prior to|after|by|since|until|till|no later than)\b", re.IGNORECASE)
_NOT: Final = re.compile(r"(?:\b(?:not|never)|n't)(?: only)?(?: an?| the)? $", re.IGNORECASE)
_SMALL: Final = 13
_STEPS: Final = (2, 3, 5)
_FACTORS: Final = (1.5, 2.0, 3.0)
_YEARS: Final = (-30, -12, -7, -3, 3, 7, 12, 30)
_LAST_YEAR: Final = 2025


def altered(claim: Claim, evidence: str, *, seed: int) -> str | None:
    """The claim's text with its first number or date that can be changed changed; None where there is none.

    `claim` was given on its own, so that its spans are in its text. Bounds and ranges are left alone, as they may stay
    true ("at least 3", "before 1990", "not 3"), and so is a year that only tells which thing is meant ("(2016 film)").
    """
    chance = random.Random(f"{seed} {claim.text}")  # noqa: S311 - a draw, no secret
    for quantity in claim.quantities:
        denied = _NOT.search(claim.text[: quantity.span.start])
        if quantity.comparator in {"exactly", "about"} and denied is None:
            found = _number(claim.text, quantity.span, evidence, chance)
            if found is not None:
                return found
    for time in claim.times:
        if claim.text[time.span.start - 1 : time.span.start] == "(" or _BOUND.match(claim.text, time.span.start):
            continue
        found = _date(claim.text, time.span, evidence, chance)
        if found is not None:
            return found
    return None


def _number(text: str, span: Span, evidence: str, chance: random.Random) -> str | None:
    known = values(evidence) | values(text)
    digits = _DIGITS.search(text, span.start, span.end)
    if digits is not None:
        return _put(text, digits, _greater(digits[0], known, chance))
    word = _WORD.search(text, span.start, span.end)
    if word is None:
        return None
    value = _WORDS.index(word[0].lower()) + 2
    far = [(at, one) for at, one in enumerate(_WORDS, start=2) if max(at, value) >= _FACTORS[0] * min(at, value)]
    free = [one for at, one in far if not holds(at, known)]
    return _put(text, word, chance.choice(free) if free else None)


def _greater(digits: str, known: frozenset[float], chance: random.Random) -> str | None:
    value = float(digits.replace(",", ""))
    whole = "." not in digits
    if whole and value < _SMALL:
        steps = [value + step for step in chance.sample(_STEPS, len(_STEPS))]
    else:
        steps = [value * factor for factor in chance.sample(_FACTORS, len(_FACTORS))]
    places = 0 if whole else len(digits.rpartition(".")[2])
    for step in steps:
        written = f"{step:,.{places}f}" if "," in digits or step >= 10_000 else f"{step:.{places}f}"
        if not holds(float(written.replace(",", "")), known):
            return written
    return None


def _date(text: str, span: Span, evidence: str, chance: random.Random) -> str | None:
    dates = written_dates(evidence)
    year = _YEAR.search(text, span.start, span.end)
    if year is not None:
        known = {one.year for one in dates} | {int(value) for value in values(evidence)}
        steps = chance.sample(_YEARS, len(_YEARS))
        free = [at for step in steps if (at := int(year[0]) + step) not in known and at <= _LAST_YEAR]
        return _put(text, year, str(free[0]) if free else None)
    month = _MONTH.search(text, span.start, span.end)
    if month is None:
        return None
    told = {one.month for one in dates} | {_MONTHS.index(month[0]) + 1}
    others = [name for at, name in enumerate(_MONTHS, start=1) if at not in told]
    return _put(text, month, chance.choice(others) if others else None)


def _put(text: str, match: re.Match[str], new: str | None) -> str | None:
    if new is None:
        return None
    new = new.capitalize() if match[0][:1].isupper() else new
    return text[: match.start()] + new + text[match.end() :]

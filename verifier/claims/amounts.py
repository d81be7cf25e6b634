"""A number with the unit written beside it: a sign or word of percent or money, a measure, a fraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from verifier.claims import units
from verifier.claims.numbers import Lexeme, Number, parse_number, word_set

_FRACTIONS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
# What follows a letter that stands alone for a measure: "4 m from the door", "30 min after that".
_AFTER_LETTER: Final = word_set(
    "away from of apart deep high tall long wide thick above below to and or after before later per using by for ) ;"
)
FRACTION_GRAIN: Final = 5.0  # percentage points: how finely "a third" is meant


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` in `unit` (None where none is written beside the number) at lexemes [first, after)."""

    value: float
    grain: float
    unit: str | None
    first: int
    after: int
    multiplier: float
    in_digits: bool
    hyphened: bool = False
    fraction: bool = False


def parse_amount(items: Sequence[Lexeme], first: int) -> Amount | None:
    """The longest amount that begins at lexeme `first`, with a currency sign before the number included."""
    code, at = _currency_before(items, first)
    sign, at = _minus(items, at)
    number = parse_number(items, at)
    if number is None:
        return None if code else _fraction(items, first)
    if code is None and sign > 0:
        fraction = _counted_fraction(items, number)
        if fraction is not None:
            return fraction
    amount = Amount(sign * number.value, number.grain, code, first, number.after, number.multiplier, number.in_digits)
    return amount if code else _with_unit(items, amount)


def _currency_before(items: Sequence[Lexeme], first: int) -> tuple[str | None, int]:
    for sign, code in units.CURRENCY_SIGNS:
        parts = 2 if len(sign) > 1 else 1
        written = "".join(item.text for item in items[first : first + parts])
        if written == sign and all(item.glued for item in items[first + 1 : first + parts]):
            return code, first + parts
    if items[first].text in units.CURRENCY_CODES and first + 1 < len(items) and items[first + 1].kind == "number":
        return items[first].text.replace("RMB", "CNY"), first + 1
    return None, first


def _minus(items: Sequence[Lexeme], at: int) -> tuple[float, int]:
    """A sign that belongs to the number: "-5" after white space, "minus five"."""
    if at + 1 >= len(items):
        return 1.0, at
    if items[at].text == "-" and not items[at].glued and items[at + 1].glued and items[at + 1].kind == "number":
        return -1.0, at + 1
    return (-1.0, at + 1) if items[at].lower == "minus" else (1.0, at)


def _fraction(items: Sequence[Lexeme], first: int) -> Amount | None:
    """ "half", "a third", "a quarter" as percent; whether they mean a share at all is for the caller to judge."""
    at = first
    if items[at].lower in {"a", "an"} and at + 1 < len(items):
        at += 1
    part = _FRACTIONS.get(items[at].lower)
    if part is not None and (whole := _part_of_points(items, at + 1, 1 / part)) is not None:
        return replace(whole, first=first)
    if part is None or items[at].kind != "word" or (at == first and items[at].lower != "half"):
        return None
    return Amount(_share(1, part), FRACTION_GRAIN, "percent", first, at + 1, 1.0, in_digits=False, fraction=True)


def _part_of_points(items: Sequence[Lexeme], at: int, part: float) -> Amount | None:
    """ "half of 1 percent", "half a percentage point": that part of one point."""
    at += 1 if _word(items, at) == "of" else 0
    if _word(items, at) not in {"1", "one", "a", "-"}:
        return None
    at += 1
    found = _percent_or_degree(items, at)
    if found is None or not found[0].startswith(("percent", "basis")):
        return None
    return Amount(part, part / 5, found[0], at, found[1], 1.0, in_digits=False)


def _counted_fraction(items: Sequence[Lexeme], number: Number) -> Amount | None:
    """ "two thirds", "three-quarters", "one in ten", "nine out of 10", "1/3 of"."""
    at = number.after
    if number.value < 1 and number.in_digits and at < len(items) and items[at].lower == "of":
        return _percent_of(number, round(number.value * 100, 4), at)
    if at < len(items) and items[at].text == "-" and items[at].glued:
        at += 1
    if at < len(items) and number.multiplier == 1 and number.value == int(number.value):
        part = _FRACTIONS.get(items[at].lower)
        if part is not None and 0 < number.value < part and not (number.in_digits and items[at].glued):
            return _percent_of(number, _share(number.value, part), at + 1)
    return _one_in_ten(items, number)


def _one_in_ten(items: Sequence[Lexeme], number: Number) -> Amount | None:
    at = number.after
    words = [item.lower for item in items[at : at + 2]]
    at += 2 if words == ["out", "of"] else 1 if words[:1] == ["in"] else 0
    if at == number.after:
        return None
    whole = parse_number(items, at) if at < len(items) else None
    if whole is None or not 0 < number.value < whole.value <= 1e6 or not _is_round(whole.value):
        return None
    after = items[whole.after].lower if whole.after < len(items) else ""
    if units.measure_word(after) or after in {"games", "matches", "starts", "attempts", "%", "percent"}:
        return None
    return _percent_of(number, _share(number.value, whole.value), whole.after)


def _is_round(value: float) -> bool:
    return value in {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50} or (value >= 100 and value % 100 == 0)


def _share(part: float, whole: float) -> float:
    return float(f"{100 * part / whole:.6g}")


def _percent_of(number: Number, percent: float, after: int) -> Amount:
    grain = FRACTION_GRAIN if percent >= 10 else percent / 10
    return Amount(percent, grain, "percent", number.first, after, 1.0, number.in_digits, fraction=True)


def _with_unit(items: Sequence[Lexeme], amount: Amount) -> Amount:
    """Reads the unit after the number, across a hyphen too ("a 40-hour week")."""
    at = amount.after
    hyphened = at + 1 < len(items) and items[at].text == "-" and items[at].glued and items[at + 1].glued
    at += 1 if hyphened else 0
    if at >= len(items):
        return amount
    found = _percent_or_degree(items, at) or _money_after(items, at, amount) or _measure(items, at, amount)
    if found is None:
        return amount
    unit, after, worth = found
    return replace(
        amount, value=amount.value * worth, grain=amount.grain * worth, unit=unit, after=after, hyphened=hyphened
    )


_Found = tuple[str, int, float]


def _word(items: Sequence[Lexeme], at: int) -> str:
    return items[at].lower if 0 <= at < len(items) else ""


def _percent_or_degree(items: Sequence[Lexeme], at: int) -> _Found | None:
    word, following = _word(items, at), _word(items, at + 1)
    if word == "-" and following in {"percent", "degree"}:
        at, word, following = at + 1, following, _word(items, at + 2)
    if word in {"%", "percent", "pct"} or (word == "per" and following == "cent"):
        after = at + (2 if word == "per" else 1)
        if _word(items, after) in {"point", "points"}:
            return "percentage point", after + 1, 1.0
        return "percent", after, 1.0
    if word in {"percentage", "basis"} and following in {"point", "points"}:
        return f"{word} point", at + 2, 1.0
    if word in {"degree", "degrees", "°", "º"}:
        scale = {"c": "celsius", "celsius": "celsius", "centigrade": "celsius", "f": "fahrenheit"}.get(
            following, "fahrenheit" if following == "fahrenheit" else ""
        )
        return (f"degree {scale}", at + 2, 1.0) if scale else ("degree", at + 1, 1.0)
    return None


def _money_after(items: Sequence[Lexeme], at: int, amount: Amount) -> _Found | None:
    word, following, third = _word(items, at), _word(items, at + 1), _word(items, at + 2)
    if items[at].text in units.CURRENCY_CODES:
        return items[at].text.replace("RMB", "CNY"), at + 1, 1.0
    if items[at].text in {"€", "£"} and items[at].glued:
        return {"€": "EUR", "£": "GBP"}[items[at].text], at + 1, 1.0
    if word == "u" and following == "." and third == "s":
        skip = at + (4 if _word(items, at + 3) == "." else 3)
        return ("USD", skip + 1, 1.0) if units.singular(_word(items, skip)) == "dollar" else None
    for step, pair in ((2, (word, following)), (3, (following, third))):
        if pair in units.MONEY_PHRASES or (pair[0], units.singular(pair[1])) in units.MONEY_PHRASES:
            if step == 3 and word not in {"new", "hong", "south", "west"}:
                continue
            return _phrase(pair), at + step, 1.0
    if (units.singular(word), following) == ("pound", "sterling"):
        return "GBP", at + 2, 1.0
    if (word in {"pounds", "pound"} and amount.multiplier >= 1e6) or (word == "won" and amount.multiplier >= 1e6):
        return "GBP" if word != "won" else "KRW", at + 1, 1.0
    if word in {"cents", "cent"}:
        return "USD", at + 1, 0.01
    code = units.money_word(word)
    return (code, at + 1, 1.0) if code else None


def _phrase(pair: tuple[str, str]) -> str:
    return units.MONEY_PHRASES.get(pair) or units.MONEY_PHRASES[(pair[0], units.singular(pair[1]))]


def _measure(items: Sequence[Lexeme], at: int, amount: Amount) -> _Found | None:
    word, following = _word(items, at), _word(items, at + 1)
    if word in {"square", "sq", "cubic", "nautical"}:
        skip = at + 2 if following == "." else at + 1
        measure = units.measure_word(_word(items, skip))
        prefix = "square" if word == "sq" else word
        return None if measure is None else (f"{prefix} {measure}", skip + 1, 1.0)
    measure = units.measure_word(word)
    if measure is None or (word in units.SHORT_MEASURES and not amount.in_digits):
        return None
    if word in {"l", "g", "w", "m", "mi", "min", "ha", "hp"} and not (
        items[at].glued or following in {"", ".", ","} or (items[at].text == word and following in _AFTER_LETTER)
    ):
        return None
    if measure in {"kilometer", "mile", "meter"} and following in {"per", "an", "/"}:
        per = {"hour": "hour", "h": "hour", "second": "second", "s": "second"}.get(_word(items, at + 2))
        if per is not None:
            return f"{measure} per {per}", at + 3, 1.0
    return measure, at + 1, 1.0

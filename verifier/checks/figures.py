"""Every numeral of a text, whatever it is: counts, years, ordinals, numbers in names, words that mean a number.

The grammar of quantities (`verifier.claims.quantities`) reads what can be set against something else; this one misses
nothing and understands little. It tells whether a value of a claim stands in the evidence at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from verifier.claims.numbers import Lexeme, lexemes, parse_number
from verifier.claims.surface import even

FigureKind = Literal["number", "ordinal", "decade"]

_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS: Final = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_ORDINALS: Final = {word: value for value, word in enumerate(_UNITS, start=1)} | {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_MEANT: Final = {
    1: "single once sole debut solo premier inaugural", 2: "both pair couple duo twin twins twice double dual sequel",
    3: "trio triple thrice trilogy triplets", 4: "quartet quadruple quad", 5: "quintet", 6: "sextet", 7: "septet",
    8: "octet", 12: "dozen",
}  # fmt: skip
_MEANING: Final = {word: float(value) for value, words in _MEANT.items() for word in words.split()}
_ROMAN: Final = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIV": 14}
_DECADES: Final = {f"{word.removesuffix('y')}ies": 10.0 * (at + 2) for at, word in enumerate(_TENS)}
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_MOST_LETTERS: Final = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral at [start, end) of a text. The value of a decade is its first year, or its tens ("the 60s": 60)."""

    value: float
    kind: FigureKind
    start: int
    end: int


@lru_cache(maxsize=16_384)
def figures(text: str) -> tuple[Figure, ...]:
    """All numerals of a text in digits and words, in order; never raises."""
    items = lexemes(even(text))
    found: list[Figure] = []
    at = 0
    while at < len(items):
        figure, at = _read(items, at)
        if figure is not None:
            found.append(figure)
    return tuple(found)


@lru_cache(maxsize=16_384)
def values(text: str) -> frozenset[float]:
    """The values of a text's numerals, and of words that mean one ("both", "trilogy", "World War II")."""
    meant = {_MEANING[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _MEANING}
    glued = {float(digits) for digits in re.findall(r"(?<=[A-Za-z])-?([0-9]{1,6})\b", text)}
    roman = {float(_ROMAN[word]) for word in re.findall(r"\b[IVX]{2,4}\b", text) if word in _ROMAN}
    return frozenset(figure.value for figure in figures(text)) | meant | roman | glued


def holds(value: float, among: frozenset[float]) -> bool:
    """Whether a value is one of some, apart from the noise of binary fractions."""
    return value in among or any(math.isclose(value, other, rel_tol=1e-9) for other in among)


def _read(items: Sequence[Lexeme], at: int) -> tuple[Figure | None, int]:
    item = items[at]
    if item.kind == "word":
        special = _ordinal_word(items, at) or _decade_word(items, at)
        if special is not None:
            return special
    elif item.kind == "other":
        return None, at + 1
    number = parse_number(items, at)
    if number is None:
        return None, at + 1
    start, end, after = item.start, items[number.after - 1].end, number.after
    following = items[after] if after < len(items) else None
    if following is not None and number.in_digits:
        if following.glued and following.lower in _SUFFIXES:
            return Figure(number.value, "ordinal", start, following.end), after + 1
        if following.glued and following.lower == "s":
            return Figure(number.value, "decade", start, following.end), after + 1
        if (
            following.text == "'"
            and after + 1 < len(items)
            and items[after + 1].lower == "s"
            and number.value % 10 == 0
        ):
            return Figure(number.value, "decade", start, items[after + 1].end), after + 2
    return Figure(number.value, "number", start, end), after


def _ordinal_word(items: Sequence[Lexeme], at: int) -> tuple[Figure, int] | None:
    """ "third", "twenty-first"; a word of a fraction after a number ("two thirds", "one third") is none."""
    word = items[at].lower
    if word in _TENS and at + 2 < len(items) and items[at + 1].text == "-" and items[at + 2].lower in _UNITS:
        value = 10.0 * (_TENS.index(word) + 2) + _UNITS.index(items[at + 2].lower) + 1
        return Figure(value, "ordinal", items[at].start, items[at + 2].end), at + 3
    if word not in _ORDINALS or len(word) > _MOST_LETTERS:
        return None
    return Figure(float(_ORDINALS[word]), "ordinal", items[at].start, items[at].end), at + 1


def _decade_word(items: Sequence[Lexeme], at: int) -> tuple[Figure, int] | None:
    value = _DECADES.get(items[at].lower)
    return None if value is None else (Figure(value, "decade", items[at].start, items[at].end), at + 1)

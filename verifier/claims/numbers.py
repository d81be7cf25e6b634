"""Lexemes of a sentence and the numbers they spell, in digits and in words.

Grammar (lower case is literal):

    number  := digits scale* | words scale* | number "and a half" scale* | "half a" scale | "a" scale
    words   := unit | teen | ten ["-" unit] | words "hundred" ["and" words]
    scale   := hundred | thousand | million | billion | trillion | dozen | k | m | bn ...
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for tables."""
    return frozenset(text.split())


_SMALL_WORDS: Final = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_TEN_WORDS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
_TENS: Final = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "dozen": 12.0,
    "bn": 1e9,
    "mn": 1e6,
    "mln": 1e6,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
_GLUED_SCALES: Final = {"k": 1e3, "bn": 1e9, "b": 1e9, "mn": 1e6, "mln": 1e6, "tn": 1e12, "t": 1e12, "m": 1e6}
PLURAL_SCALES: Final = {
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
NUMBER_WORDS: Final = frozenset(_SMALL) | frozenset(_TENS)
_LARGEST = 1e24

_LEXEME = re.compile(
    r"(?P<other>[0-9]+(?:\.[0-9]+){2,}|[^\W\d_]+[0-9]\w*)"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|[0-9]+(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)"
    r"|(?P<symbol>\S)"
)


LexemeKind = Literal["number", "word", "symbol", "other"]
_KINDS: Final[tuple[LexemeKind, ...]] = ("number", "word", "symbol", "other")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A run of characters; `lower` is its lower case and `glued` says that no white space stands before it."""

    kind: LexemeKind
    text: str
    start: int
    end: int
    glued: bool

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Number:
    """A number that lexemes [first, after) spell. `grain` is the place of its last digit that is not a zero (5 of it
    where that digit is a five): how finely the writer cared to say. `multiplier` is the scale in words, 1 if none."""

    value: float
    grain: float
    first: int
    after: int
    multiplier: float
    in_digits: bool


def lexemes(text: str) -> list[Lexeme]:
    found: list[Lexeme] = []
    end = -1
    for match in _LEXEME.finditer(text):
        kind = next(kind for kind in _KINDS if match.group(kind) is not None)
        found.append(Lexeme(kind, match.group(), match.start(), match.end(), match.start() == end))
        end = match.end()
    return found


def grain_of(value: float, decimals: int = 0) -> float:
    """The place of the last digit that counts: 1000 for 2,000, 500 for 1,500, 0.1 for 2.3, 1 for 0."""
    if decimals:
        return 10.0**-decimals
    whole = round(value)
    if whole == 0:
        return 1.0
    place = 1
    while whole % 10 == 0:
        whole //= 10
        place *= 10
    return float(5 * place if whole % 10 == 5 and place > 1 else place)


def parse_number(items: Sequence[Lexeme], first: int) -> Number | None:
    """The longest number that begins at lexeme `first`; None where none does, or where it is beyond 1e24."""
    if first >= len(items):
        return None
    item = items[first]
    base: tuple[float, float, int, bool] | None
    if item.kind == "number":
        base = _digits(items, first)
    elif item.text in VULGAR:
        base = VULGAR[item.text], 0.05, first + 1, True
    elif item.kind == "word":
        base = _half(items, first) or _words(items, first)
    else:
        base = None
    if base is None:
        return None
    value, grain, after, in_digits = base
    value, grain, after = _and_a_half(items, value, grain, after)
    multiplier, after = _scales(items, after)
    value, grain = value * multiplier, grain * multiplier
    if not math.isfinite(value) or value > _LARGEST:
        return None
    return Number(_tidy(value), _tidy(grain), first, after, multiplier, in_digits)


def _tidy(value: float) -> float:
    """Without the noise of binary fractions: 12 significant digits."""
    return float(f"{value:.12g}")


def _digits(items: Sequence[Lexeme], first: int) -> tuple[float, float, int, bool] | None:
    text = items[first].text.replace(",", "")
    if len(text) > 25:
        return None
    _, _, decimals = text.partition(".")
    value = float(text)
    after = first + 1
    if after < len(items) and items[after].text in VULGAR:
        return value + VULGAR[items[after].text], 0.5, after + 1, True
    fraction = _slashed(items, after)
    if fraction is not None and not items[after].glued:
        return value + fraction, 0.5, after + 3, True
    fraction = _slashed(items, first)
    if fraction is not None:
        return fraction, 0.05, first + 3, True
    return value, grain_of(value, len(decimals)), after, True


def _slashed(items: Sequence[Lexeme], first: int) -> float | None:
    """A common fraction written 1/2, at three lexemes from `first`."""
    if first + 2 >= len(items):
        return None
    top, slash, bottom = items[first : first + 3]
    if slash.text not in {"/", "⁄"} or not (slash.glued and bottom.glued):
        return None
    if first + 3 < len(items) and items[first + 3].glued and items[first + 3].text in {"/", "-"}:
        return None
    pairs = {("1", "2"), ("1", "3"), ("2", "3"), ("1", "4"), ("3", "4"), ("1", "5"), ("1", "8")}
    return int(top.text) / int(bottom.text) if (top.text, bottom.text) in pairs else None


def _half(items: Sequence[Lexeme], first: int) -> tuple[float, float, int, bool] | None:
    """ "half a million", "half-million", "quarter of a million" (as far as the scale, which is read afterwards)."""
    if items[first].lower not in {"half", "quarter"}:
        return None
    value = 0.5 if items[first].lower == "half" else 0.25
    at = first + 1
    while at < len(items) and at < first + 4 and items[at].lower in {"of", "a", "-"}:
        at += 1
    if at < len(items) and items[at].lower in SCALES and (at > first + 1 or value == 0.25):
        return value, value / 5, at, False
    return None


def _and_a_half(items: Sequence[Lexeme], value: float, grain: float, after: int) -> tuple[float, float, int]:
    words = [item.lower for item in items[after : after + 3]]
    if words in (["and", "a", "half"], ["and", "one", "half"]):
        return value + 0.5, 0.5, after + 3
    if words == ["and", "a", "quarter"]:
        return value + 0.25, 0.25, after + 3
    return value, grain, after


def _scales(items: Sequence[Lexeme], after: int) -> tuple[float, int]:
    multiplier = 1.0
    while after < len(items):
        item = items[after]
        if item.kind == "word" and item.glued and items[after - 1].kind == "number" and item.lower in _GLUED_SCALES:
            if item.lower in {"m", "b", "t"} and not _means_million(items, after):
                break
            multiplier *= _GLUED_SCALES[item.lower]
            return multiplier, after + 1
        hyphen = item.text == "-" and item.glued and after + 1 < len(items) and items[after + 1].glued
        word = items[after + 1] if hyphen else item
        if word.lower not in SCALES or multiplier * SCALES[word.lower] > _LARGEST:
            break
        multiplier *= SCALES[word.lower]
        after += 2 if hyphen else 1
    return multiplier, after


def _means_million(items: Sequence[Lexeme], at: int) -> bool:
    """Whether a lone m, b or t after digits is a scale: with a currency sign before, in upper case, or before a word
    ("5m people"); otherwise it is a unit ("100 m")."""
    if items[at].text.isupper() and items[at].lower != "t":
        return True
    before = items[at - 2].text if at >= 2 else ""
    if before in {"$", "€", "£", "¥", "₹"}:
        return True
    return at + 1 < len(items) and items[at + 1].lower in {"people", "euros", "pounds", "dollars", "users", "jobs"}


def _words(items: Sequence[Lexeme], first: int) -> tuple[float, float, int, bool] | None:
    word = items[first].lower
    if word in {"a", "an"}:
        if first + 1 >= len(items) or items[first + 1].lower not in SCALES:
            return None
        return _groups(items, first + 1, 1.0)
    return None if word == "hundred" else _groups(items, first, 0.0)


def _groups(items: Sequence[Lexeme], after: int, group: float) -> tuple[float, float, int, bool] | None:
    """Number words from `after` on, with `group` already read."""
    total, taken = 0.0, group > 0
    while after < len(items):
        step = _step(items, after, group, taken=taken)
        if step is None:
            break
        group, after = step
        taken = True
        scaled = _closed_group(items, after)
        if scaled is not None and group:
            total, group, after = total + group * scaled, 0.0, after + 1
    if not taken:
        return None
    value = total + group
    return value, grain_of(value), after, False


def _closed_group(items: Sequence[Lexeme], at: int) -> float | None:
    """A scale word that more of the number follows: "two thousand" in "two thousand five hundred"."""
    if at + 1 >= len(items) or items[at].lower not in {"thousand", "million", "billion", "trillion"}:
        return None
    following = at + 2 if items[at + 1].lower == "and" and at + 2 < len(items) else at + 1
    return SCALES[items[at].lower] if items[following].lower in NUMBER_WORDS else None


def _step(items: Sequence[Lexeme], at: int, group: float, *, taken: bool) -> tuple[float, int] | None:
    """Adds the next number word to the group below a thousand; None where it does not go on."""
    if taken and items[at].text == "-" and items[at].glued and at + 1 < len(items) and items[at + 1].glued:
        at += 1
        if not (group % 100 >= 20 and group % 10 == 0 and 0 < _SMALL.get(items[at].lower, 0) < 10):
            return None
    elif taken and items[at].lower == "and" and at + 1 < len(items):
        at += 1
        if group % 100 or items[at].lower not in NUMBER_WORDS:
            return None
    word = items[at].lower
    if word == "hundred" and 0 < group < 100:
        return group * 100, at + 1
    if word in _TENS and group % 100 == 0:
        return group + _TENS[word], at + 1
    value = _SMALL.get(word)
    if value is None:
        return None
    fits = (not taken) or (group % 100 == 0 and value > 0) or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10)
    return (group + value, at + 1) if fits else None

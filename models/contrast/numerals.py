"""Numerals of a text that count or measure something: where they stand, their value, and how to write another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from models.contrast.text import listed

_SMALL: Final = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_WORDS: Final = {word: index for index, word in enumerate(_SMALL)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMERAL: Final = re.compile(
    r"(?P<before>\b(?:more than|less than|fewer than|at least|at most|up to|over|under|about|around|approximately|"
    r"nearly|almost|roughly|some|an estimated|only|exactly) )?"
    r"(?P<currency>[$€£] ?)?(?<![\w.,/:–-])(?:(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    rf"|(?P<word>\b(?:{'|'.join(list(_WORDS)[2:])})))(?![\d])"
    r"(?: (?P<scale>thousand|million|billion|trillion)\b)?(?P<percent> ?%| per ?cent\b)?(?![\w/:–,-]\w)",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r" (?:(?P<adjectives>(?:[a-z]+ |[A-Z][a-z]* ){0,2}))(?P<noun>[a-z]{3,}s|people|men|women|children|inhabitants)\b"
)
_NO_NOUN: Final = frozenset(
    listed(
        "was has does his its this us as is always across towards besides perhaps others years' plus thus series times"
    )
)
_NO_ADJECTIVE: Final = frozenset(
    listed("of and in on at to for by with from or the a an that who which is was are were as but than after before")
)
_NOT_A_QUANTITY: Final = frozenset(
    listed(
        "no number chapter season episode volume part age aged route highway section page top the these "
        "those all his her its "
        "their first last next other every a an between from to grade phase type level size least most channel "
        "top my our your "
        "each both any final remaining past under"
    )
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral with its comparator, currency, scale word and per cent sign in [start, end) of the text.

    `noun` is what is counted, "" for money and per cents. `value` has the scale multiplied in.
    """

    start: int
    end: int
    value: float
    noun: str
    comparator: str = ""
    currency: str = ""
    scale: str = ""
    percent: str = ""
    as_word: bool = False

    @property
    def kind(self) -> tuple[str, bool, str]:
        """What two numerals must share to be about the same: what is counted, per cent or not, the currency."""
        return self.noun, bool(self.percent), self.currency

    def written(self, value: float, *, comparator: str = "") -> str:
        """Another value in the same way of writing, after a comparator."""
        return f"{comparator} {self.plain(value)}".strip()

    def plain(self, value: float) -> str:
        """Another value in the same way of writing."""
        if self.as_word and not self.scale and value == int(value) and 2 <= value <= 12:
            return _SMALL[int(value)] + self.percent
        scaled = value / SCALES.get(self.scale, 1)
        number = f"{scaled:,.0f}" if scaled == int(scaled) else f"{scaled:,.6f}".rstrip("0")
        return f"{self.currency}{number}{' ' if self.scale else ''}{self.scale}{self.percent}"


@lru_cache(maxsize=4096)
def numerals(text: str) -> tuple[Numeral, ...]:
    """The numerals that count or measure; years, ordinals, names and numbers inside other things are left out."""
    found = (_read(text, match) for match in _NUMERAL.finditer(text))
    return tuple(numeral for numeral in found if numeral is not None)


def spelled(value: float) -> str | None:
    """The word for a whole number of 2 to 20."""
    return _SMALL[int(value)] if value == int(value) and 2 <= value <= 20 else None


def _read(text: str, match: re.Match[str]) -> Numeral | None:
    given = {name: value or "" for name, value in match.groupdict().items()}
    raw = (
        float(given["digits"].replace(",", "") + given["decimals"])
        if given["digits"]
        else _WORDS[given["word"].lower()]
    )
    value = raw * SCALES.get(given["scale"].lower(), 1)
    measured = bool(given["percent"] or given["currency"])
    noun = "" if measured else _counted(text[match.end() :])
    if noun is None or value < 2 or (given["digits"].startswith("0") and raw >= 1):
        return None
    year_like = given["digits"].isdigit() and len(given["digits"]) == 4 and 1000 <= raw <= 2100
    if (year_like and not (given["scale"] or measured)) or _named(text[: match.start()]):
        return None
    if re.search(r"\d (?:in|to|and|or) $", text[: match.start()]):
        return None
    if measured and re.match(r" (?:to|and|or) ?[$€£]?\d", text[match.end() :]):
        return None
    return Numeral(
        match.start(), match.end(), value, noun, given["before"].strip().lower(), given["currency"], given["scale"],
        given["percent"], bool(given["word"]),
    )  # fmt: skip


def _counted(after: str) -> str | None:
    match = _COUNTED.match(after)
    if match is None or match["noun"] in _NO_NOUN or match["noun"].endswith("ss"):
        return None
    return None if _NO_ADJECTIVE & set(match["adjectives"].lower().split()) else match["noun"]


def _named(before: str) -> bool:
    """Whether the word before makes it the number of a name, of a set already known, or of a range."""
    previous = before.rstrip().rsplit(" ", 1)[-1]
    inside = len(before.split()) > 1 or before.rstrip()[-1:].isupper()
    return previous.lower().strip(".#(") in _NOT_A_QUANTITY or bool(inside and re.match(r"[A-Z][\w.'-]*$", previous))

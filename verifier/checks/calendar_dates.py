"""Dates as they are written, as far as they are written: "3 June 2015", "June 3", "2015", "the 1990s".

A date of the evidence confirms a date of a claim where it gives every part that the claim gives, and the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from verifier.claims.calendar import MONTHS
from verifier.claims.surface import even

_MONTH: Final = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY: Final = r"(?P<{0}>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DIGITS: Final = r"(?P<{0}>1[0-9]{{3}}|20[0-9]{{2}})"
# A dash that was lost leaves a year glued to the month after it: "(June 16, 1971September 13, 1996)".
_GLUED: Final = r"(?!January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR: Final = _DIGITS + rf"(?![0-9,]?[0-9]|{_GLUED}[^\W\d_])"
_DATE: Final = re.compile(
    r"\b(?P<y1>[12][0-9]{3})-(?P<n1>[01][0-9])-(?P<d1>[0-3][0-9])\b"
    rf"|\b{_MONTH.format('m2')} {_DAY.format('d2')}(?![0-9])(?: ?(?:-|to|and) ?(?:[12][0-9]|3[01]|0?[1-9])\b)?"
    rf"(?:,? (?:c\. ?)?{_YEAR.format('y2')})?"
    rf"|(?<![\w.,])(?:(?:[12][0-9]|3[01]|[1-9]) ?(?:-|to|and) ?)?{_DAY.format('d3')} (?:of )?{_MONTH.format('m3')}\b"
    rf"(?:,? {_YEAR.format('y3')})?"
    rf"|\b{_MONTH.format('m4')},? (?:of )?{_YEAR.format('y4')}"
    rf"|(?<![\w.,$€£]){_DIGITS.format('y5')}(?P<decade>'?s\b)?(?![0-9,]?[0-9]|[^\W\d_])"
    r"|(?<![\w.,$€£])(?P<short>'?[2-9]0'?s)\b"
    r"|\b(?P<century>[0-9]{1,2}) ?(?:st|nd|rd|th)[ -]{1,2}century"
    rf"|\b{_MONTH.format('m6')}(?!\w)"
    r"|(?P<range>(?:(?<=[12][0-9]{3}[-/])|(?<=[12][0-9]{3} - ))[0-9]{2}(?![\w%]|[.,][0-9]))"
    r"|(?<!\w)'(?P<tail>[0-9]{2})(?!\w| ?%| percent| per cent)"
)
_LAST_TWO: Final = 100


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at [start, end) of a text; `month` and `day` are None where they are not written, `year` likewise.

    A decade or a century spans `first` to `last` (years, both included) and has no parts; else `first` is `last`.
    """

    year: int | None
    month: int | None
    day: int | None
    first: int | None
    last: int | None
    start: int
    end: int

    @property
    def spans_years(self) -> bool:
        return self.first != self.last

    def confirmed_by(self, other: WrittenDate) -> bool:
        """Whether the other date gives all that this one gives, and the same."""
        if self.spans_years:
            return (
                other.first is not None
                and other.last is not None
                and self.first is not None
                and self.last is not None
                and self.first <= other.first <= other.last <= self.last
            )
        return (
            not other.spans_years
            and self.year in (None, other.year)
            and self.month in (None, other.month)
            and self.day in (None, other.day)
        )


@lru_cache(maxsize=16_384)
def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """The dates of a text, in order and disjoint. A lone four-digit number of 1000 to 2099 counts as a year."""
    return tuple(_dates(even(text)))


def _dates(text: str) -> Iterator[WrittenDate]:
    for match in _DATE.finditer(text):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        year = next((int(groups[name]) for name in ("y1", "y2", "y3", "y4", "y5") if name in groups), None)
        month = next((_month(groups[name]) for name in ("m2", "m3", "m4", "m6") if name in groups), None)
        day = next((int(groups[name]) for name in ("d1", "d2", "d3") if name in groups), None)
        first = last = year
        if "n1" in groups:
            month = int(groups["n1"])
        elif "decade" in groups and year is not None:
            first, last, year = year, year + (99 if year % 100 == 0 and year < 2000 else 9), None
        elif "short" in groups:
            first = 1900 + int(re.sub(r"\D", "", groups["short"]))
            last = first + 9
        elif "century" in groups:
            last = int(groups["century"]) * 100
            first = last - 100
        elif "range" in groups:
            year = first = last = _full_year(text, match.start(), int(groups["range"]))
        elif "tail" in groups:
            year = first = last = 1900 + int(groups["tail"])
        yield WrittenDate(year, month, day, first, last, *match.span())


def _full_year(text: str, at: int, tail: int) -> int:
    """The year that "98" stands for in "1994-98"."""
    before = int(text[:at].rstrip(" -/")[-4:])
    return before // _LAST_TWO * _LAST_TWO + tail


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1

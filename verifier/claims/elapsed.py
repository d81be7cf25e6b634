"""Times counted back from the day of publication: "two weeks ago", "over the past week", "in the last quarter".

They are told as the days, weeks, months or years before that day, which is as exact as the words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from models.types import Span
from verifier.claims.calendar import moved, period
from verifier.claims.patterns import COUNT
from verifier.claims.timewords import written_day
from verifier.types import TimeRange

_AGO: Final = re.compile(
    r"\b(?:day|week|month|year|decade)s? (?P<ago>ago)\b(?! (?:this|last|today|yesterday|in|on|to the|\w+day)\b)",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    rf"\b(?:(?:the|these) (?:past|last) (?:{COUNT} )?(?P<unit>days|weeks?|months?"
    r"|years?|decades?)|this past (?P<own>month|year|decade))\b(?P<rest> and a half| or (?:so|more|two))?"
    r"(?![-’'](?!$)| (?:of|before|to|until|in office|and a (?:half|quarter))\b)",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(r"\bthe (?:past|last) quarter\b(?![-’']| (?:of|century|mile|hour)\b)", re.IGNORECASE)
_ORDINALS: Final = ("first", "second", "third", "fourth")
_VAGUE: Final = frozenset({"a few", "several", "many", "a couple of"})  # "the past few weeks" are told elsewhere
RECENTLY: Final = timedelta(days=60)


def counted_back(text: str, span: Span, times: Sequence[TimeRange], *, day: date) -> Iterator[tuple[Span, str]]:
    """The words to replace in the sentence at `span` of the text, each with others that tell the `day` of publication.

    `times` are those of the sentence: beside an earlier one the words may count from it, and then they stay.
    """
    written, words = written_day(day), span.of(text)

    def at(start: int, end: int) -> Span:
        return Span(span.start + start, span.start + end)

    for found in _AGO.finditer(words):
        if _is_newest(at(*found.span()), times, day):
            yield at(*found.span("ago")), f"before {written}"
    for found in _PAST.finditer(words):
        count, unit = found["count"], found["unit"] or found["own"]
        alone = count is None and unit.lower() == "days"
        if not alone and (count or "").lower() not in _VAGUE and _is_newest(at(*found.span()), times, day):
            long = " ".join(filter(None, (count, unit))) + (found["rest"] or "")
            yield at(*found.span()), f"{_article(found.group())} {long} before {written}"
    for found in _QUARTER.finditer(words):
        if _is_newest(at(*found.span()), times, day) and (start := _quarter_before(day)) is not None:
            number = _ORDINALS[(start.month - 1) // 3]
            yield at(*found.span()), f"{_article(found.group())} {number} quarter of {start.year}"


def _is_newest(found: Span, times: Sequence[TimeRange], day: date) -> bool:
    """Whether no other time of the sentence lies long before the day of publication."""
    return all(time.span.overlaps(found) or _is_recent(time, day) for time in times)


def _is_recent(time: TimeRange, day: date) -> bool:
    """Whether the time began shortly before the day of publication, or is the year or the month of that day."""
    if time.start is None:
        return False
    return day - time.start <= RECENTLY or (time.end is not None and day < time.end)


def _quarter_before(day: date) -> date | None:
    """The first day of the calendar quarter before the one of the day; None before the year 1."""
    try:
        return period("quarter", moved(day, "quarter", -1))[0]
    except (ValueError, OverflowError):
        return None


def _article(words: str) -> str:
    return "The" if words[0].isupper() else "the"

"""The year of a day that follows a full date of its passage: "On March 2, 2015, she left, and on March 25 she came
back" is told of one year, whatever the day of publication; and that of a month after a year of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from models.types import Span
from verifier.claims.calendar import MONTHS, months
from verifier.claims.context import Context
from verifier.claims.patterns import MONTH_DAY
from verifier.types import TimeRange

_REACH: Final = timedelta(days=62)  # after the full date
_DAY: Final = timedelta(days=1)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_BEGINNING: Final = re.compile(r"\b(?:beginning|starting) in $", re.IGNORECASE)
_MONTH: Final = re.compile(rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?", re.IGNORECASE)


def with_years(context: Context, number: int, times: Sequence[TimeRange], *, day: date | None) -> list[TimeRange]:
    """The times of a sentence, where a month and day without a year comes at most two months after a full date that
    stands before it in the sentence, or in the one before, with the year of that date. A month in which something
    began, and which would be ahead of the `day` of publication, may be of the year named before it: "in 2012 it ran
    spots beginning in April"."""
    dated = [_with_year(context, number, time) for time in times]
    return [_of_year_before(context.text, time, dated[:at], day) for at, time in enumerate(dated)]


def _of_year_before(text: str, time: TimeRange, before: Sequence[TimeRange], day: date | None) -> TimeRange:
    if day is None or time.start is None or time.start <= day or _MONTH.fullmatch(time.span.of(text)) is None:
        return time
    if _BEGINNING.search(text, max(time.span.start - 20, 0), time.span.start) is None:
        return time
    years = [int(found[0]) for one in before if (found := _YEAR.search(one.span.of(text))) is not None]
    if not years or years[-1] > day.year or time.start.day != 1:
        return time
    start, end = months(years[-1], time.start.month, 1)
    return replace(time, start=start, end=end, alternative=(time.start, time.end))


def _with_year(context: Context, number: int, time: TimeRange) -> TimeRange:
    found = MONTH_DAY.fullmatch(context.text, time.span.start, time.span.end)
    if found is None or found["year"] is not None or time.start is None:
        return time
    before = context.sentences[max(number - 1, 0)].span.start
    anchor = _last_date(Span(before, time.span.start).of(context.text))
    if anchor is None:
        return time
    for year in (anchor.year, anchor.year + 1):
        day = _day(found, year)
        if day is not None and timedelta() <= day - anchor <= _REACH and day < time.start:
            return replace(time, start=day, end=day + _DAY, alternative=None)
    return time


def _last_date(words: str) -> date | None:
    dates = [_day(found, int(found["year"])) for found in MONTH_DAY.finditer(words) if found["year"] is not None]
    return dates[-1] if dates else None


def _day(found: re.Match[str], year: int) -> date | None:
    try:
        return date(year, MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
    except ValueError:  # a day that no calendar has
        return None

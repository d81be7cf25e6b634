"""How long something lasted, where the evidence only gives the dates between which it did.

Reference works and tables give beginnings and ends ("Recorded: August 2016 - January 2017"), and claims say how long
that was ("five months"). A first or last day or month may be counted or not, so both count.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final

from verifier.checks.calendar_dates import WrittenDate
from verifier.checks.intervals import Amount
from verifier.checks.reader import Reader, Sentence

_YEARS: Final = {"year": 1.0, "decade": 10.0, "century": 100.0}
_DAYS: Final = {"day": 1.0, "week": 7.0, "month": 30.44}
_LONGEST: Final = 31
"""Days that the place of a date may be uncertain by: a month."""
_MOST: Final = 12
"""Dates of a passage that are set against each other."""
_Days = tuple[date, date]


def lasts(reader: Reader, amount: Amount, unit: str | None) -> bool:
    """Whether two dates of the evidence may be as far apart as an amount of time says."""
    if unit in _YEARS:
        return years_apart(reader, amount.times(_YEARS[unit]))
    if unit in _DAYS:
        return _days_apart(reader, amount, _DAYS[unit])
    return False


def years_apart(reader: Reader, amount: Amount) -> bool:
    """Whether two years of the evidence, or one and that of its publication, lie so far apart: a year more where the
    last one was not full, and a year less where a period is counted by the years that it touches."""
    years = {day.first for sentence in reader.evidence for day in sentence.dates if day.first == day.last}
    known = {year for year in years if year is not None}
    known |= {one.evidence_date.year for one in reader.sentences if one.evidence_date is not None}
    if any(amount.low <= abs(first - second) <= amount.high + 1 for first, second in combinations(known, 2)):
        return True
    touched = [
        time.end.year - time.start.year + (0 if (time.end.month, time.end.day) == (1, 1) else 1)
        for sentence in reader.evidence
        for time in sentence.times
        if time.start is not None and time.end is not None
    ]
    return any(one > 1 and amount.low <= one <= amount.high for one in touched)


def _days_apart(reader: Reader, amount: Amount, unit_days: float) -> bool:
    known = list(dict.fromkeys(days for sentence in reader.evidence for days in _days(sentence)))[:_MOST]
    for first, second in combinations(sorted(known), 2):
        shortest = max(0, (second[0] - first[1]).days) / unit_days
        longest = ((second[1] - first[0]).days + 1) / unit_days
        if amount.low <= longest + _whole(unit_days) and amount.high >= shortest - _whole(unit_days):
            return True
    return _months_apart(reader, amount) if unit_days == _DAYS["month"] else False


def _whole(unit_days: float) -> float:
    """What is lost in counting whole units: nothing in days, the better part of one in weeks and months."""
    return 0.0 if unit_days == 1 else 0.5


def _days(sentence: Sentence) -> Iterator[_Days]:
    """The first and last day that each date of a sentence may mean; the ends of its periods."""
    for day in sentence.dates:
        if day.year is not None and day.month is not None:
            yield _meant(day.year, day.month, day.day)
    for time in sentence.times:
        if time.start is not None and time.end is not None and 1 < (time.end - time.start).days <= _LONGEST:
            last = date.fromordinal(time.end.toordinal() - 1)
            yield from ((time.start, time.start), (last, last))


def _meant(year: int, month: int, day: int | None) -> _Days:
    last = monthrange(year, month)[1]
    if day is None or day > last:
        return date(year, month, 1), date(year, month, last)
    return date(year, month, day), date(year, month, day)


def _months_apart(reader: Reader, amount: Amount) -> bool:
    """ "in August ... in November", without years."""
    bare: list[WrittenDate] = [day for one in reader.evidence for day in one.dates if day.year is None and day.month]
    months = {day.month for day in bare if day.month is not None}
    return any(amount.low <= abs(first - second) <= amount.high for first, second in combinations(months, 2))

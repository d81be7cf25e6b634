"""One rule for each kind of time expression: a pattern and how its match becomes days.

A resolver gets the match and the time of the report. It gives a range, None where the
expression cannot be placed (it is then still no quantity), and may raise ValueError or OverflowError for dates that
do not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from verifier.claims import calendar, patterns
from verifier.claims.calendar import Days
from verifier.claims.numbers import lexemes, parse_number

NO_REFERENCE: Final = date(2000, 1, 1)  # stands in where a resolver does not look at it


@dataclass(frozen=True, slots=True)
class When:
    """The day of publication, and whether the expression looks ahead of it."""

    reference: date
    ahead: bool = False


Resolver = Callable[[re.Match[str], When], Days | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`needs_reference` says whether this match is relative; a `weak` match counts only with support around it.

    `other` gives the second reading of a match that has two, None for one that has not.
    """

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver
    needs_reference: Callable[[re.Match[str]], bool]
    weak: bool = False
    other: Resolver | None = None


def _month_number(text: str) -> int:
    return calendar.MONTHS.index(text[:3].lower()) + 1


def _year(match: re.Match[str]) -> int | None:
    found = match.groupdict().get("year")
    return int(found) if found else None


def _count(text: str | None) -> float | None:
    """The number of "two weeks"; None where it is vague."""
    if text is None or text.lower() in {"a", "an"}:
        return 1.0
    lower = " ".join(text.lower().split())
    if lower in {"a few", "several", "many"}:
        return None
    if lower == "a couple of":
        return 2.0
    if lower == "half a":
        return 0.5
    number = parse_number(lexemes(lower), 0)
    return None if number is None else number.value


def _unit(match: re.Match[str]) -> str:
    unit = match.group("unit").lower()
    return "century" if unit == "centurie" else unit


def counted_unit(match: re.Match[str]) -> tuple[float, str] | None:
    """The count and the unit of "two weeks earlier"; None where the count is vague."""
    count = _count(match.group("count"))
    return None if count is None else (count, _unit(match))


def _iso(match: re.Match[str], _when: When) -> Days | None:
    return calendar.day(date(int(match.group("year")), int(match.group("month")), int(match.group("day"))))


def _numeric(match: re.Match[str], _when: When) -> Days | None:
    """22.06.2019 is day first; with slashes the month comes first, as in the United States, where it can."""
    first, second, year = int(match.group("a")), int(match.group("b")), int(match.group("year"))
    if match.group("sep") == "." or first > 12:
        return calendar.day(date(year, second, first))
    return calendar.day(date(year, first, second))


def _numeric_other(match: re.Match[str], _when: When) -> Days | None:
    """6/7/2019 may be the sixth of July."""
    first, second, year = int(match.group("a")), int(match.group("b")), int(match.group("year"))
    if match.group("sep") == "." or max(first, second) > 12 or first == second:
        return None
    return calendar.day(date(year, second, first))


def _one_day(match: re.Match[str], when: When) -> Days | None:
    month, day, year = _month_number(match.group("month")), int(match.group("day")), _year(match)
    if year is None:
        return calendar.recurring_day(month, day, when.reference, future=when.ahead)
    return calendar.day(date(year, month, day))


def _run_of_days(match: re.Match[str], when: When) -> Days | None:
    start = _one_day(match, when)
    month, last = _month_number(match.group("month")), int(match.group("day_2"))
    if start is None or last <= start[0].day:
        return start
    return start[0], calendar.day(date(start[0].year, month, last))[1]


def _month_year(match: re.Match[str], when: When) -> Days | None:
    year = _year(match) or calendar.year_of(match.group("which"), when.reference)
    return calendar.months(year, _month_number(match.group("month")), 1)


def _bare_month(match: re.Match[str], when: When) -> Days | None:
    return calendar.recurring_months(_month_number(match.group("month")), 1, when.reference, future=when.ahead)


def _this_month(match: re.Match[str], when: When) -> Days | None:
    return calendar.which_run(
        match.group("which"), _month_number(match.group("month")), 1, when.reference, ahead=when.ahead
    )


def _this_month_other(match: re.Match[str], when: When) -> Days | None:
    """ "Last June" in the same year, or up to two months after it, may be the June of the year before."""
    found = _this_month(match, when)
    if match.group("which").lower() != "last" or found is None:
        return None
    near = found[0].year == when.reference.year or when.reference - found[1] < timedelta(days=32)
    return calendar.months(found[0].year - 1, found[0].month, 1) if near else None


def _quarter(match: re.Match[str], when: When) -> Days | None:
    number = {"f": 1, "s": 2, "t": 3}.get(match.group("ordinal")[0].lower())
    if match.group("ordinal").lower() in {"fourth", "4th", "1st", "2nd", "3rd"}:
        number = 4 if match.group("ordinal").lower() == "fourth" else int(match.group("ordinal")[0])
    length = 3 if match.group("part").lower() == "quarter" else 6
    if number is None or number * length > 12:
        return None
    month = (number - 1) * length + 1
    if match.group("which"):
        return calendar.months(calendar.year_of(match.group("which"), when.reference), month, length)
    year = _year(match)
    if year is not None:
        return calendar.months(year, month, length)
    return None if length == 6 else calendar.recurring_months(month, length, when.reference, future=when.ahead)


def _q3(match: re.Match[str], when: When) -> Days | None:
    month, year = 3 * int(match.group("number")) - 2, _year(match)
    if year is None:
        return calendar.recurring_months(month, 3, when.reference, future=when.ahead)
    return calendar.months(year, month, 3)


def _season_year(match: re.Match[str], _when: When) -> Days | None:
    return calendar.months(int(match.group("year")), calendar.SEASONS[match.group("season").lower()], 3)


def _season_year_other(match: re.Match[str], _when: When) -> Days | None:
    """ "The winter of 2010" may be the one that began in 2009."""
    if match.group("season").lower() != "winter":
        return None
    return calendar.months(int(match.group("year")) - 1, calendar.SEASONS["winter"], 3)


def _bare_season(match: re.Match[str], when: When) -> Days | None:
    month = calendar.SEASONS[match.group("season").lower()]
    return calendar.which_run(match.group("which"), month, 3, when.reference, ahead=when.ahead)


def _decade(match: re.Match[str], _when: When) -> Days | None:
    if match.group("short"):
        return calendar.years(1900 + int(match.group("short")), 10)
    start = int(match.group("decade"))
    return calendar.years(start, 100 if start % 100 == 0 and start < 2000 else 10)  # "the 1800s" is the century


def _century(match: re.Match[str], _when: When) -> Days | None:
    return calendar.years((int(match.group("century")) - 1) * 100 + 1, 100)


def _run_of_years(match: re.Match[str], _when: When) -> Days | None:
    first, tail = int(match.group("year")), match.group("tail")
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    return calendar.years(first, last - first + 1) if first < last < first + 200 else None


def _one_year(match: re.Match[str], _when: When) -> Days | None:
    return calendar.years(int(match.group("year")))


def _fiscal_other(match: re.Match[str], _when: When) -> Days | None:
    """The fiscal year of the United States begins in October of the year before (31 U.S.C. 1102)."""
    if not match.group().lower().startswith(("fiscal", "fy")):
        return None
    return calendar.months(int(match.group("year")) - 1, 10, 12)


def _ago(match: re.Match[str], when: When) -> Days | None:
    count = _count(match.group("count"))
    return (
        None if count is None else calendar.around(calendar.moved(when.reference, _unit(match), -count), _unit(match))
    )


def _earlier(match: re.Match[str], when: When) -> Days | None:
    """ "a year earlier" than the reference; `verifier.claims.times` puts another date of the sentence in its place."""
    if match.group("way").lower() in {"later", "after", "afterward", "afterwards", "before"}:
        return None
    return _ago(match, when)


def _past(match: re.Match[str], when: When) -> Days | None:
    count, unit, which = _count(match.group("count")), _unit(match), match.group("which").lower()
    if count is None or unit in {"second", "minute", "hour"} or which in {"previous", "preceding", "following"}:
        return None
    if unit in {"quarter", "weekend"} and match.group("count") is None and which in {"past", "last"}:
        return calendar.period_before(unit, when.reference)
    tomorrow = when.reference + timedelta(days=1)
    if which in {"past", "last"}:
        return calendar.moved(tomorrow, unit, -count), tomorrow
    return when.reference, calendar.moved(when.reference, unit, count) + timedelta(days=1)


def _period(match: re.Match[str], when: When) -> Days | None:
    unit, which = _unit(match), " ".join(match.group("which").lower().split())
    if unit in {"second", "minute", "hour"} or (unit == "day" and which not in {"next"}):
        return None
    shift = {"last": -1, "past": -1, "this past": -1, "next": 1, "this coming": 1}.get(which, 0)
    days = calendar.period(unit, calendar.moved(when.reference, unit, shift))
    edge = (match.group("edge") or "").lower()
    if edge.startswith("earlier") and shift == 0:
        return days[0], when.reference + timedelta(days=1)
    if edge.startswith("later") and shift == 0:
        return when.reference, days[1]
    return days


def _period_other(match: re.Match[str], when: When) -> Days | None:
    """ "This weekend", on a Monday to Wednesday and of no plan, may be the one that has just been; "last week", on a
    Sunday, the one that ends with it."""
    if match.group("which").lower() == "last" and _unit(match) == "week" and when.reference.weekday() == 6:
        return calendar.week(when.reference)
    this_weekend = _unit(match) == "weekend" and match.group("which").lower() == "this"
    if not this_weekend or when.ahead or when.reference.weekday() > 2:
        return None
    return calendar.weekend(when.reference - timedelta(days=7))


def _weekend(match: re.Match[str], when: When) -> Days | None:
    """The last weekend that has begun, or the first that is not over where the verb looks ahead."""
    days = calendar.weekend(when.reference)
    if not when.ahead and days[0] > when.reference:
        return calendar.weekend(when.reference - timedelta(days=7))
    return days


def _weekday(match: re.Match[str], when: When) -> Days | None:
    which, name = " ".join((match.group("which") or "").lower().split()), match.group("weekday")
    if which in {"the previous", "the following"}:
        return None
    if which in {"last", "this past"}:
        return calendar.weekday(name, when.reference, future=False, strict=True)
    if which in {"next", "this coming"}:
        return calendar.weekday(name, when.reference, future=True, strict=True)
    return calendar.weekday(name, when.reference, future=when.ahead or which == "this")


def _weekday_other(match: re.Match[str], when: When) -> Days | None:
    """ "Next Friday" before a Friday of this week may be that of the next one, and "last Friday" that of the last."""
    which = " ".join((match.group("which") or "").lower().split())
    found = _weekday(match, when)
    if which not in {"last", "next"} or found is None or calendar.week(found[0]) != calendar.week(when.reference):
        return None
    return calendar.day(found[0] + timedelta(days=7 if which == "next" else -7))


def _named_day(match: re.Match[str], when: When) -> Days | None:
    name = " ".join(match.group("name").lower().split())
    shifts = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    if name.endswith((" day",)):
        return None
    return calendar.day(when.reference + timedelta(days=shifts.get(name, 0)))


def _clock(_match: re.Match[str], _when: When) -> Days | None:
    return None


def _never(_match: re.Match[str]) -> bool:
    return False


def _always(_match: re.Match[str]) -> bool:
    return True


def _without_year(match: re.Match[str]) -> bool:
    return _year(match) is None


# In order: an expression belongs to the first rule that finds it.
RULES: Final = (
    Rule("day", patterns.ISO, _iso, _never),
    Rule("day", patterns.NUMERIC, _numeric, _never, other=_numeric_other),
    Rule("days", patterns.MONTH_DAYS, _run_of_days, _without_year),
    Rule("days", patterns.DAYS_MONTH, _run_of_days, _without_year),
    Rule("day", patterns.MONTH_DAY, _one_day, _without_year),
    Rule("day", patterns.DAY_MONTH, _one_day, _without_year),
    Rule("month", patterns.MONTH_YEAR, _month_year, _never),
    Rule("month", patterns.MONTH_OF_YEAR, _month_year, _always),
    Rule("month", patterns.THIS_MONTH, _this_month, _always, other=_this_month_other),
    Rule("quarter", patterns.QUARTER, _quarter, _without_year),
    Rule("quarter", patterns.Q3, _q3, _without_year),
    Rule("season", patterns.SEASON_YEAR, _season_year, _never, other=_season_year_other),
    Rule("season", patterns.BARE_SEASON, _bare_season, _always),
    Rule("decade", patterns.DECADE, _decade, _never),
    Rule("century", patterns.CENTURY, _century, _never),
    Rule("years", patterns.YEARS, _run_of_years, _never),
    Rule("ago", patterns.AGO, _ago, _always),
    Rule("earlier", patterns.EARLIER, _earlier, _always),
    Rule("past", patterns.PAST, _past, _always),
    Rule("period", patterns.PERIOD, _period, _always, other=_period_other),
    Rule("weekend", patterns.WEEKEND, _weekend, _always),
    Rule("weekday", patterns.WEEKDAY, _weekday, _always, other=_weekday_other),
    Rule("named day", patterns.NAMED_DAY, _named_day, _always),
    Rule("clock", patterns.CLOCK, _clock, _never),
    Rule("month", patterns.BARE_MONTH, _bare_month, _always, weak=True),
    Rule("year", patterns.FISCAL, _one_year, _never, other=_fiscal_other),
    Rule("year", patterns.ONE_YEAR, _one_year, _never, weak=True),
)

"""Calendar arithmetic on half-open ranges of days. Every function may raise ValueError or OverflowError where the
result leaves the years 1 to 9999; `verifier.claims.times` leaves such expressions out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

Days = tuple[date, date]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Meteorological seasons of the northern hemisphere: the first month of three.
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DAY = timedelta(days=1)


def day(of: date) -> Days:
    return of, of + _DAY


def months(year: int, month: int, count: int) -> Days:
    start = date(year, month, 1)
    return start, start + relativedelta(months=count)


def years(start: int, count: int = 1) -> Days:
    return date(start, 1, 1), date(start + count, 1, 1)


def week(of: date) -> Days:
    """The ISO 8601 week, Monday to Sunday, that holds the day."""
    start = of - timedelta(days=of.weekday())
    return start, start + timedelta(days=7)


def weekend(of: date) -> Days:
    """Saturday and Sunday of the ISO week that holds the day."""
    start = week(of)[0] + timedelta(days=5)
    return start, start + timedelta(days=2)


def recurring_months(month: int, count: int, reference: date, *, future: bool) -> Days:
    """The run of `count` months from `month` that began last on or before the reference, or, for the future, the
    first that is not over by then."""
    this = months(reference.year, month, count)
    if future:
        before = months(reference.year - 1, month, count) if reference.year > 1 else this
        if before[1] > reference:
            return before
        return this if this[1] > reference else months(reference.year + 1, month, count)
    return this if this[0] <= reference else months(reference.year - 1, month, count)


def which_run(which: str, month: int, count: int, reference: date, *, ahead: bool) -> Days:
    """ "this summer", "last June", "next spring": the run of this year, the last that is over, the next to begin."""
    which = " ".join(which.lower().split())
    if which == "last":
        run = recurring_months(month, count, reference, future=False)
        return run if run[1] <= reference else months(run[0].year - 1, month, count)
    if which == "next":
        run = recurring_months(month, count, reference, future=True)
        return run if run[0] > reference else months(run[0].year + 1, month, count)
    if which in {"this past", "in the", "during the", "over the"}:
        return recurring_months(month, count, reference, future=ahead)
    if which == "this coming":
        return recurring_months(month, count, reference, future=True)
    return months(reference.year, month, count)


def year_of(which: str, reference: date) -> int:
    """The year of "March of next year": told from the report, whatever the verb."""
    return reference.year + {"this": 0, "last": -1, "next": 1}[which.lower()]


def recurring_day(month: int, day_of_month: int, reference: date, *, future: bool) -> Days:
    """The last such day on or before the reference, or the first on or after it; looks over eight years for 29 Feb."""
    step = 1 if future else -1
    for offset in range(9):
        try:
            found = date(reference.year + step * offset, month, day_of_month)
        except ValueError:
            continue
        if (found >= reference) if future else (found <= reference):
            return day(found)
    raise ValueError(f"no day {day_of_month} in month {month}")


def weekday(name: str, reference: date, *, future: bool, strict: bool = False) -> Days:
    """The last such weekday on or before the reference, or the first on or after it; `strict` leaves out the
    reference itself. News style names the day of publication by its weekday (AP Stylebook, "days of the week")."""
    wanted = WEEKDAYS.index(name[:3].lower())
    if future:
        away = (wanted - reference.weekday()) % 7
        return day(reference + timedelta(days=away or (7 if strict else 0)))
    away = (reference.weekday() - wanted) % 7
    return day(reference - timedelta(days=away or (7 if strict else 0)))


def period(unit: str, of: date) -> Days:
    """The week, month, quarter, year, decade, century, weekend or day that holds a day."""
    match unit:
        case "day":
            return day(of)
        case "week":
            return week(of)
        case "weekend":
            return weekend(of)
        case "month":
            return months(of.year, of.month, 1)
        case "quarter":
            return months(of.year, 3 * ((of.month - 1) // 3) + 1, 3)
        case "year":
            return years(of.year)
        case "decade":
            return years(max(1, of.year // 10 * 10), 10)
        case "century":
            return years((of.year - 1) // 100 * 100 + 1, 100)
        case _:
            raise ValueError(f"not a calendar unit: {unit}")


def period_before(unit: str, of: date) -> Days:
    """The last unit of the calendar that is over on the day; a weekend counts once it has begun."""
    begun = unit == "weekend" and of.weekday() >= 5
    return period(unit, of if begun else moved(of, unit, -1))


def moved(of: date, unit: str, count: float) -> date:
    """The day that lies `count` units later; negative is earlier, a half is allowed for whole days and months."""
    match unit:
        case "hour" | "minute" | "second":
            return of
        case "day":
            return of + timedelta(days=round(count))
        case "week" | "weekend":
            return of + timedelta(days=round(7 * count))
        case "month":
            return of + relativedelta(months=round(count))
        case "quarter":
            return of + relativedelta(months=round(3 * count))
        case "year":
            return of + relativedelta(months=round(12 * count))
        case "decade":
            return of + relativedelta(months=round(120 * count))
        case "century":
            return of + relativedelta(months=round(1200 * count))
        case _:
            raise ValueError(f"not a calendar unit: {unit}")


def around(of: date, unit: str) -> Days:
    """What "two weeks ago" leaves open: the day itself, seven days about it, or its month, year, decade."""
    if unit == "week":
        return of - timedelta(days=3), of + timedelta(days=4)
    if unit in {"hour", "minute", "second"}:
        return day(of)
    if unit == "decade":
        return years(of.year - 5, 10)
    return period(unit, of)

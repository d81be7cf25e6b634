"""The day, month or year of "since Friday" and "through the end of May", without what bounds it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from models.types import Span
from verifier.claims.calendar import Days, period
from verifier.claims.timewords import WEEKDAY_NAME
from verifier.types import TimeRange

_DAY: Final = timedelta(days=1)
_MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.)"
)
_BOUNDED: Final = re.compile(
    r"(?P<limit>ever since|since|until|till|up until|up to|through|before|prior to|after|by|no later than) "
    r"(?:the (?:start|beginning|end) of )?(?:the )?(?P<words>"
    rf"(?P<day>{WEEKDAY_NAME}|yesterday|today"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)|(?P<month>(?:(?:last|next|this) )?{_MONTH}(?: of (?:last|next|this) year)?"
    r"|(?:last|next|this) month)"
    r"|(?P<week>(?:last|next|this) week)|(?P<year>(?:last|next|this) year))",
    re.IGNORECASE,
)


def unbounded(text: str, time: TimeRange) -> TimeRange:
    """The time of the text with the range and the place of what bounds it; another one as it is."""
    found = _BOUNDED.fullmatch(time.span.of(text))
    if found is None or time.alternative is not None:
        return time
    unit = next(name for name in ("day", "week", "month", "year") if found[name] is not None)
    days = _period(found["limit"].lower(), unit, time)
    if days is None:
        return time
    start, end = days
    return replace(time, start=start, end=end, span=Span(time.span.start + found.start("words"), time.span.end))


def _period(limit: str, unit: str, time: TimeRange) -> Days | None:
    """The unit of the calendar that ends or begins where the bounded time is open."""
    try:
        match limit:
            case "since" | "ever since":
                inside = time.start
            case "after":
                inside = None if time.start is None else time.start - _DAY
            case "before" | "prior to":
                inside = time.end
            case _:
                inside = None if time.end is None else time.end - _DAY
        return None if inside is None or inside == date.max else period(unit, inside)
    except (ValueError, OverflowError):  # outside the years 1 to 9999
        return None

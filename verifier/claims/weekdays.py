"""Which Monday is meant by "Monday night's debate": the verb of its sentence does not tell, the article may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from models.types import Span
from verifier.claims.calendar import WEEKDAYS
from verifier.claims.context import Context
from verifier.claims.times import find_times
from verifier.claims.timewords import WEEKDAY_NAME
from verifier.types import TimeRange

WEEKDAY: Final = re.compile(WEEKDAY_NAME, re.IGNORECASE)
_OF_EVENT: Final = re.compile(r"(?: (?:morning|afternoon|evening|night))?(?:[’']s\b| [a-z]+\b(?=[^.,;]))")
_TOMORROW: Final = re.compile(r"\btomorrow\b", re.IGNORECASE)
_WEEK: Final = timedelta(days=7)


def day_of_event(context: Context, number: int, time: TimeRange, *, day: date) -> date | None:
    """The day of an event that is named by the weekday at `time`, in an article of `day`; None where it is open.

    It is the last such day, unless the other sentences with the same weekday look ahead, or the article speaks of
    tomorrow and that is the weekday: then it is the next one. Where some look ahead and some back it is open.
    """
    if time.start is None or time.start > day:
        return time.start
    name = time.span.of(context.text).split()[0]
    ahead = behind = False
    for other, plain in _mentions(context, number, name, day):
        ahead = ahead or other > day
        behind = behind or (plain and other <= day)
    following = (day.weekday() + 1) % 7 == WEEKDAYS.index(name[:3].lower())
    if ahead and behind:
        return None
    if ahead or (following and not behind and _TOMORROW.search(context.text) is not None):
        return time.start + _WEEK if time.start <= date.max - _WEEK else None
    return time.start


def _mentions(context: Context, number: int, name: str, day: date) -> Iterator[tuple[date, bool]]:
    """The day of each mention of the weekday in other sentences, and whether it stands on its own beside a verb."""
    for at, sentence in enumerate(context.sentences):
        if at == number or name not in sentence.span.of(context.text):
            continue
        for found in find_times(sentence, reference=day):
            weekday = WEEKDAY.search(found.span.of(context.text))
            if found.start is not None and weekday is not None and weekday.group() == name:
                after = Span(found.span.end, sentence.span.end).of(context.text)
                yield found.start, _OF_EVENT.match(after) is None

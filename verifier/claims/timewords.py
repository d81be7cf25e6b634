"""Writes a relative time of an article ("Friday", "in February", "this month") so that it stands on its own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from verifier.claims.words import word_set

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = (
    r"(?:jan(?:\.|uary)?|feb(?:\.|ruary)?|mar(?:\.|ch)?|apr(?:\.|il)?|may|june?|july?|aug(?:\.|ust)?"
    r"|sept?(?:\.|ember)?|oct(?:\.|ober)?|nov(?:\.|ember)?|dec(?:\.|ember)?)"
)
WEEKDAY_NAME: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_LONE_DAY = re.compile(
    rf"(?P<lead>(?:early|late|earlier|later) )?(?:(?:last|this|next|this past) )?{WEEKDAY_NAME}(?P<part>{_PART})", re.I
)
_NAMED_DAY = re.compile(
    rf"(?P<lead>(?:early|late|earlier|later) )?(?:yesterday|today|tomorrow|tonight|last(?= night)"
    rf"|this(?= (?:morning|afternoon|evening)))(?P<part>{_PART})",
    re.I,
)
_MONTH_DAY = re.compile(rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?", re.I)
_MONTH_DAYS = re.compile(
    rf"(?:from )?{_MONTH} \d{{1,2}}(?: ?-{{1,2}} ?| (?:to|through|and|until) )(?:{_MONTH} )?\d{{1,2}}", re.I
)
_WEEKDAYS = re.compile(
    rf"(?P<lead>from )?{WEEKDAY_NAME}(?P<link> ?-{{1,2}} ?| (?:to|through|thru|until) ){WEEKDAY_NAME}", re.I
)
_LONE_MONTH = re.compile(
    rf"(?P<lead>(?:early|late|mid-?) ?)?(?:(?:last|this|next|this past) )?(?P<month>{_MONTH})"
    r"(?: of (?:last|this|next) year)?",
    re.I,
)
_UNIT = re.compile(
    r"(?P<lead>(?:earlier|later|early|late|(?:the )?(?:end|beginning|start|middle) of) )?"
    r"(?:this|last|next)(?P<unit> month| year)",
    re.I,
)
_WEEK = re.compile(r"(?P<lead>(?:earlier|later) )?(?:this|last|next|this past) week", re.I)
_PART_OF_UNIT = re.compile(r"(?P<lead>earlier|later) this (?P<unit>month|year)", re.I)
_WEEKEND = re.compile(r"(?:(?P<lead>over|during|at|on) )?(?:this|last|next|this past|the|(?<= )past) weekend", re.I)
_SEASON = re.compile(r"(?:last|this|next|this past) (?P<season>spring|summer|autumn|fall)", re.I)
_AFTER_PREPOSITION: Final = word_set(
    "on in of since until till by from for during before after through between to and or as than"
)


def absolute_words(phrase: str, start: date | None, end: date | None, *, before: str) -> str | None:
    """The phrase with its year or date written out, or None where it is absolute already or no safe wording is known.

    `before` is the word of the sentence before it: it decides whether "on" or "in" is needed.
    """
    if start is None or end is None or re.search(r"\d{4}", phrase):
        return None
    words = " ".join(phrase.split())
    for rule in _RULES:
        made = rule(words, start, end, before.lower())
        if made is not None:
            return made
    return None


def written_day(day: date) -> str:
    """ "June 22, 2019"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _of_day(words: str, start: date, end: date, before: str) -> str | None:
    match = _LONE_DAY.fullmatch(words) or _NAMED_DAY.fullmatch(words)
    if match is None or end - start != timedelta(days=1):
        return None
    written = written_day(start)
    lead = match["lead"] or ""
    part = f"the{match['part']} of " if match["part"] else ""
    preposition = "" if before in _AFTER_PREPOSITION and not lead else "on "
    return f"{lead}{preposition}{part}{written}"


def _of_week(words: str, start: date, end: date, before: str) -> str | None:
    """ "This week" is the week of its first day; "earlier this week" ends with the report, and its week does not."""
    match = _WEEK.fullmatch(words)
    if match is None or not timedelta(0) < end - start <= timedelta(days=7):
        return None
    written = f"the week of {written_day(start)}"
    if match["lead"] and match["lead"].lower() == "later ":
        return None
    return written if before in _AFTER_PREPOSITION else f"in {written}"


def _of_part(words: str, start: date, end: date, before: str) -> str | None:
    """ "Earlier this month" and "later this year" are of that month or year."""
    match = _PART_OF_UNIT.fullmatch(words)
    if match is None:
        return None
    inside = start if match["lead"].lower().startswith("ear") else end - timedelta(days=1)
    month = match["unit"].lower() == "month"
    written = f"{_MONTHS[inside.month - 1]} {inside.year}" if month else str(inside.year)
    return written if before in _AFTER_PREPOSITION else f"in {written}"


def _of_weekend(words: str, start: date, end: date, before: str) -> str | None:
    match = _WEEKEND.fullmatch(words)
    if match is None or not timedelta(days=1) < end - start <= timedelta(days=3):
        return None
    written = f"the weekend of {written_day(start)}"
    lead = match["lead"] or "on"
    return written if before in _AFTER_PREPOSITION | {"over", "at"} else f"{lead} {written}"


def _of_month_day(words: str, start: date, end: date, before: str) -> str | None:
    if _MONTH_DAY.fullmatch(words) is None or end - start != timedelta(days=1):
        return None
    return f"{words}, {start.year}"


def _of_run(words: str, start: date, end: date, before: str) -> str | None:
    """Runs of days: "Nov. 6 to 10" gets its year, "Thursday through Monday" its two dates."""
    last = end - timedelta(days=1)
    if _MONTH_DAYS.fullmatch(words) is not None:
        return f"{words}, {last.year}" if start.year == last.year and start < last else None
    match = _WEEKDAYS.fullmatch(words)
    if match is None or not timedelta(0) < last - start < timedelta(days=7):
        return None
    lead = "" if before in _AFTER_PREPOSITION and match["lead"] is None else match["lead"] or "from "
    return f"{lead}{written_day(start)} through {written_day(last)}"


def _of_month(words: str, start: date, end: date, before: str) -> str | None:
    match = _LONE_MONTH.fullmatch(words)
    if match is None or not _is_month(start, end):
        return None
    lead = match["lead"] or ""
    relative = len(words) > len(lead) + len(match["month"])
    preposition = "in " if relative and before not in _AFTER_PREPOSITION else ""
    return f"{preposition}{lead}{_MONTHS[start.month - 1]} {start.year}"


def _of_unit(words: str, start: date, end: date, before: str) -> str | None:
    match = _UNIT.fullmatch(words)
    if match is None:
        return None
    month = match["unit"].strip().lower() == "month"
    if month and not _is_month(start, end):
        return None
    if not month and (start, end) != (date(start.year, 1, 1), date(min(start.year + 1, 9999), 1, 1)):
        return None
    written = f"{_MONTHS[start.month - 1]} {start.year}" if month else str(start.year)
    lead = match["lead"] or ""
    bare = lead.lower().endswith("of ") or (before in _AFTER_PREPOSITION and not lead)
    return f"{lead}{'' if bare else 'in '}{written}"


def _of_season(words: str, start: date, end: date, before: str) -> str | None:
    """A winter has two years, and which one is meant the words may leave open."""
    match = _SEASON.fullmatch(words)
    if match is None or not timedelta(days=80) < end - start < timedelta(days=100):
        return None
    written = f"the {match['season'].lower()} of {start.year}"
    return written if before in _AFTER_PREPOSITION else f"in {written}"


def _is_month(start: date, end: date) -> bool:
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1) if start.year < 9999 else date.max
    return start.day == 1 and end == following


_RULES: Final = (
    _of_day, _of_run, _of_week, _of_part, _of_weekend, _of_month_day, _of_month, _of_unit, _of_season
)  # fmt: skip

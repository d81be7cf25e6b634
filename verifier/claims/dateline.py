"""The dateline at the head of a news story: place, agency and date before the story's first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.types import Span

_SEARCHED: Final = 1_500  # characters from the start of the text: a headline and a byline may come first
_LONGEST: Final = 90
_LONGEST_PLACE: Final = 4  # words
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:\.|uary)?|Feb(?:\.|ruary)?|Mar(?:\.|ch)?|Apr(?:\.|il)?|May|June?\.?|July?\.?|Aug(?:\.|ust)?"
    r"|Sept?(?:\.|ember)?|Oct(?:\.|ober)?|Nov(?:\.|ember)?|Dec(?:\.|ember)?)"
)
_BLANK = r"[ \t\u00a0]"  # a dateline stands on one line
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_MONTH_DAY = re.compile(rf"\b({_MONTH}){_BLANK}+(\d{{1,2}})(?:,?{_BLANK}+(\d{{4}}))?\b(?!\s*[:\d])")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}){_BLANK}+({_MONTH}),?{_BLANK}+(\d{{4}})\b")
_PLACE = r"[A-Z][A-Z.’'\-]+(?:[ ,]+(?:[A-Z][A-Za-z.’'\-]*|de|del|of|la))*"
_DATE = (
    rf"(?:date{_BLANK}+)?(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|{_MONTH}{_BLANK}+\d{{1,2}}(?:,?{_BLANK}+\d{{4}})?"
    rf"|\d{{1,2}}{_BLANK}+{_MONTH},?{_BLANK}+\d{{4}})"
)
_AGENCY = r"\([A-Z][^()\n]{0,40}\)"
_DASH = r"(?:--+|—|–|―|-(?=\s))"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})?(?:[, \t\u00a0]*(?P<date>{_DATE}))?{_BLANK}*(?P<agency>{_AGENCY})?"
    rf"{_BLANK}*{_DASH}{_BLANK}*(?=\S)"
)
_WIRES = (
    r"\((?:AP|Reuters|AFP|UPI|CNN|Bloomberg|Xinhua|DPA|dpa|ANI|TASS|BBC|CBS|NBC|ABC|Fox News|The Associated Press)\)"
)
_MIXED_PLACE = re.compile(
    rf"(?P<place>(?:[A-Z][\w.’'\-]+,?{_BLANK}+){{1,4}})(?:(?P<agency>{_AGENCY}){_BLANK}*{_DASH}|{_WIRES})"
    rf"{_BLANK}*(?=[A-Z“\"])"
)
_LONE_DATE = re.compile(rf"(?:Published:?{_BLANK}+|Updated:?{_BLANK}+)?(?P<date>{_DATE})\.?[ \t\u00a0]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`span` covers what is not part of the first sentence, white space after it included."""

    span: Span
    place: str | None
    published_at: date | None


def find_dateline(text: str) -> Dateline | None:
    """The first dateline at the start of a line near the head of the text, or None.

    A name in capitals before a dash counts only where a sentence begins after the dash, a place in small letters
    only before an agency in brackets.
    """
    for line in re.finditer(r"[^\n\r]+", text[:_SEARCHED]):
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        match = _match(text, start)
        if match is not None:
            found = match.groupdict()
            place = (found.get("place") or "").strip(" ,") or None
            return Dateline(Span(start, match.end()), place, _date(found.get("date") or ""))
    return None


def _match(text: str, start: int) -> re.Match[str] | None:
    lone = _LONE_DATE.match(text, start)
    if lone is not None:
        return lone
    match = _DATELINE.match(text, start)
    if match is not None and match.end() - start <= _LONGEST and _is_clear(text, match):
        return match
    mixed = _MIXED_PLACE.match(text, start)
    return mixed if mixed is not None and mixed.end() - start <= _LONGEST else None


def _is_clear(text: str, match: re.Match[str]) -> bool:
    """A date or an agency, or a place in capitals before what begins a sentence."""
    if match["date"] or match["agency"]:
        return True
    place = match["place"]
    return place is not None and len(place.split()) <= _LONGEST_PLACE and not text[match.end()].islower()


def _date(text: str) -> date | None:
    """A whole date in the dateline; None where there is none, where its year is missing or it is no real day."""
    if found := _ISO.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_MONTH.search(text):
        year, month, day = int(found.group(3)), _month(found.group(2)), int(found.group(1))
    elif (found := _MONTH_DAY.search(text)) and found.group(3):
        year, month, day = int(found.group(3)), _month(found.group(1)), int(found.group(2))
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # not a day of the calendar
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1

"""When someone was born and died, as reference works write it: "(May 1, 1918 - January 27, 2004)"."""

from __future__ import annotations

import re
from typing import Final

from verifier.checks.calendar_dates import WrittenDate, written_dates

_BORN: Final = re.compile(r"\b(?:born|birth|birthday|birthdate)\b", re.IGNORECASE)
_DIED: Final = re.compile(r"\b(?:die[sd]?|death|dead|deceased|killed|passed away)\b", re.IGNORECASE)
_DASH: Final = re.compile(r" *-+ *(?:c\. *|died )?")


def in_parentheses(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def wrong_end(claim: str, text: str, day: WrittenDate) -> bool:
    """Whether a claim speaks of a birth and the day is when a life ended, or the other way round."""
    born, died = _BORN.search(claim) is not None, _DIED.search(claim) is not None
    if born == died:
        return False
    if not in_parentheses(text, day.start):
        return False
    days = written_dates(text)
    at = days.index(day)
    ends = at > 0 and _DASH.fullmatch(text[days[at - 1].end : day.start]) is not None
    begins = at + 1 < len(days) and _DASH.fullmatch(text[day.end : days[at + 1].start]) is not None
    return (born and ends) or (died and begins)

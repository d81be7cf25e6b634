"""Dates of a claim that its evidence has no occasion to give in full.

A text that has told its year names months without it, and a study does not say on which day it was published, which a
claim about it often does ("in a study posted on July 17"). Neither confirms the date, and neither leaves out a part of
what is claimed.
"""

from __future__ import annotations

import re
from typing import Final

from verifier.checks.calendar_dates import written_dates
from verifier.checks.reader import Reader
from verifier.claims.surface import even
from verifier.types import TimeRange

_REPORT: Final = r"(?:study|studies|paper|preprint|survey|report|article|analysis|review)"
_PUBLISHED: Final = re.compile(
    rf"\b{_REPORT}\b[^.;]{{0,80}}\b(?:published|posted|released|appeared|reported)\b[^.;,]{{0,40}}$"
    r"|\b(?:the|an?|in|on) $",
    re.IGNORECASE,
)
_THEN: Final = re.compile(rf",? (?:an?|one|the|another)? ?(?:new |recent )?{_REPORT}\b", re.IGNORECASE)


def month_agrees(reader: Reader, said: str) -> bool:
    """Whether the evidence gives the month (and day) of a claim's only date, and elsewhere its year and no other."""
    parts = written_dates(said)
    if len(parts) != 1 or parts[0].year is None or parts[0].month is None:
        return False
    ours, theirs = parts[0], [day for one in reader.evidence for day in one.dates]
    if any(one.evidence_date is not None for one in reader.evidence):
        return False
    if {year for day in theirs for year in (day.year, day.first) if year is not None} != {ours.year}:
        return False
    return any(day.month == ours.month and ours.day in (None, day.day) for day in theirs)


def dates_the_report(reader: Reader, claimed_start: int, claimed_end: int) -> bool:
    """Whether the claim's date at [start, end) of its source text is that of a report, and the evidence has none."""
    if any(one.dates or one.times for one in reader.evidence):
        return False
    text = even(reader.source_text)
    before, after = text[:claimed_start], text[claimed_end:]
    if _PUBLISHED.search(before) is None and before.strip():
        return False
    return re.search(rf"\b{_REPORT}\b", before, re.IGNORECASE) is not None or _THEN.match(after) is not None


def is_undated(reader: Reader, claimed: TimeRange, said: str) -> bool:
    return month_agrees(reader, said) or dates_the_report(reader, claimed.span.start, claimed.span.end)

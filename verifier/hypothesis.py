"""The claim as the judge reads it beside one passage.

A self-contained claim says "in February 2026" where the article said "in February"; so does the evidence, and the judge
then misses the year. Where the publication date of the evidence settles it, the claim is worded as the evidence is.
What the dates are is compared apart from the judge, by `verifier.checks`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WRITTEN = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)})(?: (?P<day>[0-9]{{1,2}}))?,? (?P<year>[0-9]{{4}})\b")
_NO_YEAR: Final = r"\b(?! [0-9]{1,2},? [0-9]{4}\b)(?!,? [0-9]{4}\b)"
_ONE_YEAR: Final = timedelta(days=366)
_ONE_WEEK: Final = timedelta(days=7)


def hypothesis_beside(claim: str, premise: str, *, published_at: date | None) -> str:
    """The claim with its dates as near to the premise's wording as the premise's date allows; else the claim itself.

    A year is left out where the premise names the month without a year, and was published within a year of it. A day
    becomes its weekday where the premise names that weekday, not the month, and was published within a week of it.
    """
    if published_at is None or _WRITTEN.search(claim) is None:
        return claim
    return _WRITTEN.sub(lambda match: _reworded(match, premise, published_at), claim)


def _reworded(match: re.Match[str], premise: str, published_at: date) -> str:
    month = _MONTHS.index(match["month"]) + 1
    try:
        day = date(int(match["year"]), month, int(match["day"] or 1))
    except ValueError:
        return match[0]
    distance = abs(day - published_at)
    if distance <= _ONE_YEAR and re.search(rf"\b{match['month']}{_NO_YEAR}", premise):
        return match["month"] if match["day"] is None else f"{match['month']} {match['day']}"
    weekday = _DAYS[day.weekday()]
    if match["day"] is not None and distance <= _ONE_WEEK and re.search(rf"\b{weekday}\b", premise):
        return weekday
    return match[0]

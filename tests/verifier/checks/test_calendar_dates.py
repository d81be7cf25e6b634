"""Dates as they are written, one case a row."""

from __future__ import annotations

import pytest

from verifier.checks.calendar_dates import written_dates

# text, (year, month, day) of each date
DATES = [
    ("on 3 June 2015", [(2015, 6, 3)]),
    ("on June 3rd, 2015", [(2015, 6, 3)]),
    ("2015-06-03", [(2015, 6, 3)]),
    ("in June 2015 and July", [(2015, 6, None), (None, 7, None)]),
    ("1994-98", [(1994, None, None), (1998, None, None)]),
    ("the crash of '87", [(1987, None, None)]),
    ("born June 16, 1971September 13, 1996", [(1971, 6, 16), (1996, None, None)]),
    ("a loan of $1990 and 1990 m", [(1990, None, None)]),
    ("no date", []),
]


@pytest.mark.parametrize(("text", "parts"), DATES)
def test_dates_are_read_as_far_as_they_are_written(text: str, parts: list[tuple[int | None, ...]]) -> None:
    assert [(one.year, one.month, one.day) for one in written_dates(text)] == parts


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("the 1990s", (1990, 1999)),
        ("the 90's", (1990, 1999)),
        ("the 1800s", (1800, 1899)),
        ("the 20th century", (1900, 2000)),
        ("the 20 th -century", (1900, 2000)),
    ],
)
def test_decades_and_centuries_span_years(text: str, years: tuple[int, int]) -> None:
    (one,) = written_dates(text)
    assert (one.first, one.last) == years
    assert one.spans_years


# date of the claim, date of the evidence, whether it is confirmed
CONFIRMED = [
    ("June 2015", "June 3, 2015", True),
    ("June 3, 2015", "June 2015", False),
    ("June 3", "June 3, 2015", True),
    ("2015", "2016", False),
    ("the 1990s", "1994", True),
    ("the 1990s", "2004", False),
    ("the 20th century", "the 1990s", True),
    ("1994", "the 1990s", False),
]


@pytest.mark.parametrize(("claim", "evidence", "confirmed"), CONFIRMED)
def test_a_date_confirms_what_it_gives_all_of(claim: str, evidence: str, *, confirmed: bool) -> None:
    (ours,), (theirs,) = written_dates(claim), written_dates(evidence)
    assert ours.confirmed_by(theirs) == confirmed

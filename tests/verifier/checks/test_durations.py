"""How long something lasted by its dates, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing
from verifier.checks.durations import lasts, years_apart
from verifier.checks.intervals import Amount


def exactly(value: float) -> Amount:
    return Amount(value, value, rough=False, slack=0.0, counts=True)


# evidence, value, unit, whether the evidence's dates may be as far apart
SPANS = [
    ("It opened in 1990 and closed in 1994.", 4, "year", True),
    ("It opened in 1990 and closed in 1994.", 3, "year", True),
    ("It opened in 1990 and closed in 1994.", 9, "year", False),
    ("It opened in 1990 and closed in 2010.", 2, "decade", True),
    ("Recorded: 1999 - 2000.", 2, "year", True),
    ("Recorded: 1999.", 2, "year", False),
    ("Recorded: August 2016 - January 2017.", 5, "month", True),
    ("Recorded: August 2016 - January 2017.", 9, "month", False),
    ("Talks begin in August, and contracts end in November.", 3, "month", True),
    ("Talks begin in August, and contracts end in November.", 7, "month", False),
    ("The games were held on 6-19 August 2016.", 13, "day", True),
    ("The games were held on 6-19 August 2016.", 14, "day", True),
    ("The games were held on 6-19 August 2016.", 20, "day", False),
    ("It began on May 1, 2016 and ended on May 15, 2016.", 2, "week", True),
    ("It began on May 1, 2016 and ended on May 15, 2016.", 5, "week", False),
    ("It began on May 1, 2016 and ended on May 15, 2016.", 14, "tree", False),
]


@pytest.mark.parametrize(("evidence", "value", "unit", "so"), SPANS)
def test_dates_are_as_far_apart_as_a_claim_says(
    comparing: Comparing, evidence: str, value: float, unit: str, *, so: bool
) -> None:
    assert lasts(comparing.reader("It lasted.", evidence, dated=None), exactly(value), unit) == so


def test_the_year_of_publication_counts(comparing: Comparing) -> None:
    evidence = "The bridge was opened in 2009."
    assert years_apart(comparing.reader("It is old.", evidence), exactly(10))
    assert not years_apart(comparing.reader("It is old.", evidence, dated=None), exactly(10))

"""Births and deaths in parentheses, one case a row."""

from __future__ import annotations

import pytest

from verifier.checks.calendar_dates import written_dates
from verifier.checks.lifespans import in_parentheses, wrong_end

LIFE = "The painter (May 1, 1918 - January 27, 2004) was French."
# claim, whether the first and the second day are the wrong end of the life
ENDS = [
    ("The painter was born in 1918.", (False, True)),
    ("The painter died in 2004.", (True, False)),
    ("The painter was born in 1918 and died in 2004.", (False, False)),
    ("The painter lived in 1950.", (False, False)),
]


@pytest.mark.parametrize(("claim", "wrong"), ENDS)
def test_a_birth_is_not_told_by_the_day_of_a_death(claim: str, wrong: tuple[bool, bool]) -> None:
    first, second = written_dates(LIFE)
    assert (wrong_end(claim, LIFE, first), wrong_end(claim, LIFE, second)) == wrong


def test_days_outside_parentheses_are_no_life() -> None:
    text = "He came on May 1, 1918 - January 27, 1919 was worse."
    assert not any(wrong_end("He died then.", text, day) for day in written_dates(text))
    assert not in_parentheses(text, 12)
    assert in_parentheses(LIFE, LIFE.index("May"))

"""A claim beside its evidence."""

from __future__ import annotations

from datetime import date

import pytest

from models.types import Span
from tests.verifier.checks.comparing import Comparing
from verifier.checks.reader import meet, readings
from verifier.types import TimeRange

HERE = Span(0, 1)


def days(start: int | None, end: int | None) -> TimeRange:
    """Days of January 2019."""
    return TimeRange(None if start is None else date(2019, 1, start), None if end is None else date(2019, 1, end), HERE)


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        (days(1, 5), days(4, 9), True),
        (days(1, 5), days(5, 9), False),
        (days(None, 5), days(1, None), True),
        (days(7, None), days(None, 5), False),
        (days(7, None), days(9, None), True),
    ],
)
def test_ranges_meet_where_they_share_a_day(first: TimeRange, second: TimeRange, *, share: bool) -> None:
    assert meet(first, second) == meet(second, first) == share


def test_a_time_has_as_many_readings_as_its_words() -> None:
    other = (date(2019, 2, 1), None)
    ambiguous = TimeRange(date(2019, 1, 1), None, HERE, other)
    assert [(one.start, one.end) for one in readings(ambiguous)] == [(date(2019, 1, 1), None), other]
    assert readings(days(1, 5)) == (days(1, 5),)
    assert len(readings(TimeRange(date(2019, 1, 1), None, HERE, (None, None)))) == 1


# claim, evidence, whether they speak of the same subject, and the share of the claim's words
SUBJECTS = [
    ("Berg opened the bridge.", "Berg opened the bridge.", True, 1.0),
    ("Berg opened the bridge.", "Holm opened the bridge.", False, 2 / 3),
    ("Berg opened the bridge.", "She opened the bridge.", True, 1.0),
    ("Berg opened the bridge.", "It rained.", True, 0.0),
]


@pytest.mark.parametrize(("claim", "evidence", "same", "share"), SUBJECTS)
def test_a_sentence_may_speak_of_others(
    comparing: Comparing, claim: str, evidence: str, share: float, *, same: bool
) -> None:
    reader = comparing.reader(claim, evidence)
    (sentence,) = reader.sentences
    assert reader.same_subject(sentence) == same
    assert reader.share(sentence) == pytest.approx(share)


@pytest.mark.parametrize(
    ("evidence", "same"),
    [
        ("Berg came on June 14, 2019.", True),
        ("Berg came on June 21, 2019.", True),
        ("Berg came on May 3, 2019.", False),
        ("Berg came.", True),
    ],
)
def test_either_reading_of_a_time_may_be_the_same(comparing: Comparing, evidence: str, *, same: bool) -> None:
    reader = comparing.reader("Berg came last Friday.", evidence)
    assert reader.same_time(reader.sentences[0]) == same


def test_all_that_may_name_somebody_is_looked_at(comparing: Comparing) -> None:
    reader = comparing.reader("Berg came.", "It rained.", around="Holm came.")
    assert reader.all_texts == ("It rained.", "Holm came.", "")

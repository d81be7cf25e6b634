"""Times counted back from the day of publication; the articles are of Sunday, 25 September 2016."""

from __future__ import annotations

from datetime import date

import pytest

from models.types import Span
from verifier.claims.elapsed import counted_back
from verifier.types import TimeRange

SUNDAY = date(2016, 9, 25)
YEARS_BEFORE = TimeRange(date(2004, 1, 1), date(2005, 1, 1), Span(0, 2))
LAST_MONTH = TimeRange(date(2016, 8, 1), date(2016, 9, 1), Span(0, 2))


def told(text: str, *times: TimeRange, day: date = SUNDAY) -> str:
    """The text as a paragraph of its own, with the words that are put in place of others."""
    lead = "First. "
    made = lead + text
    found = list(counted_back(made, Span(len(lead), len(made)), times, day=day))
    for span, words in sorted(found, reverse=True):
        made = made[: span.start] + words + made[span.end :]
    return made.removeprefix(lead)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("He won two years ago.", "He won two years before September 25, 2016."),
        ("Fewer came than weeks ago.", "Fewer came than weeks before September 25, 2016."),
        ("It fell over the past week.", "It fell over the week before September 25, 2016."),
        ("It fell in the last three years.", "It fell in the three years before September 25, 2016."),
        ("The past 10 days were calm.", "The 10 days before September 25, 2016 were calm."),
        ("It fell this past year.", "It fell the year before September 25, 2016."),
        ("It fell in the last quarter.", "It fell in the second quarter of 2016."),
    ],
)
def test_the_time_before_the_day_of_publication_names_the_day(text: str, made: str) -> None:
    assert told(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "It closed in the last three months of 2015.",
        "It rose in the last week before the vote.",
        "He won two years ago this week.",
        "It was the past week’s news.",
        "He rang the last few days.",
        "It was in the last quarter of the game.",
        "It happened long ago.",
        "He came home over the next two weeks.",
    ],
)
def test_what_counts_from_elsewhere_stays(text: str) -> None:
    assert told(text) == text


def test_beside_an_earlier_time_the_words_may_count_from_it() -> None:
    text = "It had closed two years ago."
    assert told(text, YEARS_BEFORE) == text
    assert told(text, LAST_MONTH) == "It had closed two years before September 25, 2016."


def test_a_quarter_before_the_first_year_stays() -> None:
    assert told("It fell in the last quarter.", day=date(1, 2, 1)) == "It fell in the last quarter."

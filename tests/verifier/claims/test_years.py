"""A month and day after a full date is of its year, not of the last such day before the publication."""

from __future__ import annotations

from datetime import date

import pytest

from models.english import EnglishPipeline
from verifier.claims.context import Context
from verifier.claims.times import find_times
from verifier.claims.years import with_years


def starts(english: EnglishPipeline, text: str) -> list[date | None]:
    """The first days of the times of the last sentence, in an article of 8 June 2016."""
    context = Context(text, english.parse(text))
    number = len(context.sentences) - 1
    times = find_times(context.sentences[number], reference=date(2016, 6, 8))
    return [time.start for time in with_years(context, number, times, day=date(2016, 6, 8))]


@pytest.mark.parametrize(
    "text",
    [
        "On March 2, 2015, Ann Ode left Oslo, and on March 25 she came back.",
        "Ann Ode left Oslo on March 2, 2015. She came back on March 25.",
    ],
)
def test_a_day_takes_the_year_of_the_date_before(english: EnglishPipeline, text: str) -> None:
    assert starts(english, text)[-1] == date(2015, 3, 25)


def test_a_day_of_january_follows_one_of_december(english: EnglishPipeline) -> None:
    text = "Ann Ode left Oslo on December 20, 2013. She came back on January 12."
    assert starts(english, text) == [date(2014, 1, 12)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode left Oslo on November 2, 2012. She came back on March 25.",
        "Ann Ode left Oslo in 2015. She came back on March 25.",
        "Ann Ode left Oslo on February 31, 2015. She came back on March 25.",
        "Ann Ode left Oslo on March 2, 2016. She came back on March 25.",
    ],
)
def test_a_day_far_from_it_or_of_the_year_itself_stays(english: EnglishPipeline, text: str) -> None:
    assert starts(english, text) == [date(2016, 3, 25)]


def test_other_times_stay(english: EnglishPipeline) -> None:
    text = "Ann Ode left Oslo on March 2, 2015. She came back on Tuesday, on February 29 or on April 2, 2014."
    assert starts(english, text) == [date(2016, 6, 7), date(2016, 2, 29), date(2014, 4, 2)]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("In 2012, Ann Ode sold boats of Oslo on Sundays beginning in April.", date(2012, 4, 1)),
        ("In 2016, Ann Ode will sell boats of Oslo on Sundays beginning in September.", date(2016, 9, 1)),
        ("The lease of Oslo, signed in 2012, expires in December.", date(2016, 12, 1)),
    ],
)
def test_a_month_in_which_something_began_may_be_of_the_year_before_it(
    english: EnglishPipeline, text: str, month: date
) -> None:
    assert starts(english, text)[-1] == month

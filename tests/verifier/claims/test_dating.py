"""Relative times of claims written out with their dates; the articles are of Sunday, 25 September 2016."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

SUNDAY = date(2016, 9, 25)


def texts(extractor: ClaimExtractor, text: str, *, published: date | None = SUNDAY) -> list[str]:
    found = extractor.extract(Article(text, published_at=published))
    return [claim.text for claim in found.claims if claim.role != "saying"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Ann Ode fell ill at Sunday’s Sept. 11 service in Oslo.", "at Sunday’s Sept. 11, 2016 service"),
        ("In recent weeks and months, the port of Oslo lost 40 boats.", "In recent weeks and months, the port"),
        ("A year ago today the mayor of Oslo left the port.", "A year ago today the mayor"),
        ("Ann Ode praised the judge of Friday night's first debate.", "the September 23, 2016 first debate"),
        ("Ann Ode has not seen the port since the Friday night debate.", "since the September 23, 2016 debate"),
        ("Ann Ode spoke at a Friday rally in Oslo.", "at a September 23, 2016 rally"),
        ("The ferry of Oslo has been shut since Friday’s debate.", "since the September 23, 2016 debate"),
        ("Norway unveiled a plan in Oslo ahead of Monday’s meeting.", "ahead of the September 26, 2016 meeting"),
        ("Norway unveiled a plan in Oslo before Sunday’s vote.", "before the September 25, 2016 vote"),
        ("Last night's storm sank 40 boats off Oslo.", "The September 24, 2016 storm"),
        ("Ann Ode spoke at a Friday town hall in Oslo.", "at a September 23, 2016 town hall"),
        ("This summer’s storm sank 40 boats off Oslo.", "The summer 2016 storm sank"),
        ("Ann Ode stands on the ballot of Oslo this fall.", "on the ballot of Oslo in the fall of 2016."),
        ("Ann Ode was elected in Oslo last spring.", "in Oslo in the spring of 2016."),
        ("The port of Oslo lost 40 boats over the past week.", "over the week before September 25, 2016."),
        ("This week's storm sank 40 boats off Oslo.", "The storm in the week of September 19, 2016 sank"),
        ("This weekend’s storm sank 40 boats off Oslo.", "The storm on the weekend of September 24, 2016 sank"),
    ],
)
def test_the_time_of_an_event_is_written_out(extractor: ClaimExtractor, text: str, claim: str) -> None:
    (made,) = texts(extractor, text)
    assert claim in made


def test_the_article_before_a_day_fits_its_month(extractor: ClaimExtractor) -> None:
    (made,) = texts(extractor, "Ann Ode spoke at a Monday rally in Oslo.", published=date(2016, 8, 3))
    assert made == "Ann Ode spoke at an August 1, 2016 rally in Oslo."


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The port of Oslo has lost 40 boats since Friday.", "since September 23, 2016."),
        ("The port of Oslo lost 40 boats before Friday.", "before September 23, 2016."),
        ("The port of Oslo lost 40 boats by yesterday.", "by September 24, 2016."),
        ("The port of Oslo has been closed since Friday evening.", "since the evening of September 23, 2016."),
        ("The port of Oslo closed last night.", "on the night of September 24, 2016."),
        ("Ann Ode spent Friday morning in the port of Oslo.", "spent the morning of September 23, 2016 in"),
    ],
)
def test_days_that_bound_and_parts_of_days_are_written_out(extractor: ClaimExtractor, text: str, claim: str) -> None:
    (made,) = texts(extractor, text)
    assert claim in made


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Thieves have robbed the banks of Oslo in recent months.", "in the months before September 25, 2016."),
        ("Over the past few weeks, the port of Oslo lost 40 boats.", "Over the weeks before September 25, 2016, the"),
        ("To date, 14 boats have left Oslo.", "As of September 25, 2016, 14"),
        ("So far, 14 boats have left Oslo.", "As of September 25, 2016, 14"),
        ("Ann Ode wrote to the port of Oslo overnight.", "in the night to September 25, 2016."),
    ],
)
def test_vague_times_are_told_from_the_day_of_publication(extractor: ClaimExtractor, text: str, claim: str) -> None:
    (made,) = texts(extractor, text)
    assert claim in made
    assert texts(extractor, text, published=None) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday paper of Oslo printed the list.",
        "The port of Oslo became rich overnight.",
        "Ann Ode wants to date a sailor from Oslo.",
        "In 2008, the port of Oslo lost 40 boats in recent months.",
        "The boats of Oslo are dear in today's world.",
        "Even today, the port of Oslo has 40 boats.",
        "The port was opened in what today is the harbor of Oslo.",
        "The port of Oslo closed “in recent months.”",
    ],
)
def test_what_only_looks_like_a_relative_time_stays(extractor: ClaimExtractor, text: str) -> None:
    assert texts(extractor, text) == [text]


@pytest.mark.parametrize(
    ("beside", "written"),
    [
        ("Ola Nor fell ill on Monday.", "the September 19, 2016 debate"),
        ("Ola Nor will speak on Monday.", "the September 26, 2016 debate"),
        ("“The debate is tomorrow,” Ola Nor said.", "the September 26, 2016 debate"),
        ("Ola Nor fell ill on Monday. Erik Karlsen will speak on Monday.", "Monday's debate"),
    ],
)
def test_the_article_tells_which_monday_is_meant(extractor: ClaimExtractor, beside: str, written: str) -> None:
    made = texts(extractor, f"Ann Ode praised the judge of Monday's debate. {beside}")
    assert made[0] == f"Ann Ode praised the judge of {written}."


@pytest.mark.parametrize(
    "text",
    [
        "Ahead of Friday's meeting, Norway and Sweden unveiled a proposal in Oslo.",
        "Erik Dahl closed the port of Oslo before Friday's vote.",
        "The port of Oslo was closed ahead of the Friday night debate.",
    ],
)
def test_the_day_of_an_event_that_something_came_before_is_open(extractor: ClaimExtractor, text: str) -> None:
    (claim,) = extractor.extract(Article(text, published_at=SUNDAY)).claims
    assert claim.text == text
    assert claim.ambiguities


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Erik Dahl agreed to pay Oslo $40 million by March of next year.", "by March 2017."),
        ("Ann Ode left the port of Oslo in early February of last year.", "in early February 2015."),
        ("The port of Oslo has lost 40 boats since June of this year.", "since June 2016."),
    ],
)
def test_a_month_of_next_or_last_year_is_one_time(extractor: ClaimExtractor, text: str, claim: str) -> None:
    (made,) = texts(extractor, text)
    assert made.endswith(claim)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Monday night's debate in Oslo drew a record audience.", date.min),
        ("Monday night's debate in Oslo drew a record audience.", date.max),
        ("The port closed yesterday in Oslo.", date(1, 1, 20)),
        ("The port has been closed until Friday in Oslo.", date.max),
        ("The port has been closed since Friday in Oslo.", date.min),
        ("Ann Ode closed the port of Oslo before Friday's vote.", date.max),
        ("Ann Ode left Oslo in March of last year.", date.min),
    ],
)
def test_days_at_the_ends_of_the_calendar_raise_nothing(text: str, day: date, extractor: ClaimExtractor) -> None:
    assert extractor.extract(Article(text, published_at=day)).claims


@pytest.mark.parametrize(
    "text",
    [
        "Vega has worked since the Monday of the strike in Oslo.",
        "Last week's vote of confidence in Oslo failed.",
        "This week's “ruling” ended the strike in Oslo.",
    ],
)
def test_a_time_that_could_be_written_out_by_halves_only_stays(text: str, extractor: ClaimExtractor) -> None:
    (claim,) = extractor.extract(Article(text, published_at=date(2019, 6, 22))).claims
    assert claim.text == text


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The port of Oslo has lost 40 boats since Jan. 22.", "since Jan. 22, 2016."),
        ("The port of Oslo has lost 40 boats since last October.", "since October 2015."),
        ("The port of Oslo lost 40 boats through the end of July.", "through the end of July 2016."),
        ("Until last month, the port of Oslo had lost 40 boats.", "Until August 2016, the port"),
        ("Ann Ode left the port of Oslo at the beginning of this month.", "at the beginning of September 2016."),
    ],
)
def test_months_and_dates_that_bound_get_their_year(extractor: ClaimExtractor, text: str, claim: str) -> None:
    (made,) = texts(extractor, text)
    assert claim in made


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The poll of 400 sailors was taken Sept. 6 to 10 in Oslo.", "taken Sept. 6 to 10, 2016 in Oslo"),
        (
            "The poll of 400 sailors was taken Thursday through Saturday in Oslo.",
            "taken from September 22, 2016 through September 24, 2016 in",
        ),
        ("The port of Oslo lost 40 boats over the weekend.", "over the weekend of September 24, 2016."),
        ("Ann Ode spent Friday campaigning in the port of Oslo.", "spent September 23, 2016 campaigning in"),
        ("This year's campaign of Oslo cost $40 million.", "The 2016 campaign of Oslo"),
        (
            "Ann Ode is moving 40 boats to Oslo over the next two years.",
            "over the two years after September 25, 2016.",
        ),
        ("The port of Oslo lost 40 boats in the past year and a half.", "in the year and a half before September 25,"),
    ],
)
def test_runs_of_days_and_of_years_are_written_out(extractor: ClaimExtractor, text: str, claim: str) -> None:
    (made,) = [one for one in texts(extractor, text) if "2016" in one]
    assert claim in made


def test_an_hour_of_a_day_keeps_its_place(extractor: ClaimExtractor) -> None:
    (made,) = texts(extractor, "A letter sent by the port of Oslo late Friday named 40 boats.")
    assert "late on September 23, 2016" in made
    (made,) = texts(extractor, "The port of Oslo lost 40 boats this morning.")
    assert made == "The port of Oslo lost 40 boats on the morning of September 25, 2016."


def test_a_day_with_an_adjective_stays(extractor: ClaimExtractor) -> None:
    text = "Ann Ode of Oslo spoke to 40 sailors on a mild Friday night."
    assert texts(extractor, text) == [text]

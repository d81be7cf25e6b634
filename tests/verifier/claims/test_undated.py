"""Relative times that are left as they are make a claim unclear; names and habits do not."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

THURSDAY, SUNDAY = date(2016, 9, 22), date(2016, 9, 25)


def left(extractor: ClaimExtractor, text: str, day: date | None = THURSDAY) -> list[list[str]]:
    found = extractor.extract(Article(text, published_at=day))
    return [[one.text for one in claim.ambiguities] for claim in found.claims if claim.role != "saying"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Ann Ode is spending $4 million to keep Erik Dahl from winning Tuesday's primary in Oslo.", "Tuesday"),
        ("Ann Ode left the port of Oslo five years ago this week with 40 boats.", "five years ago"),
        ("Only recently Ann Ode closed 40 ports of Norway.", "Only recently"),
        ("Ann Ode of Oslo spoke about 40 ports at the most recent debate.", "the most recent debate"),
        ("At a recent dinner in Oslo, Ann Ode spoke about 40 ports.", "At a recent dinner"),
        ("At a recent fundraising gig in Oslo, Ann Ode spoke about 40 ports.", "At a recent fundraising"),
        ("Ann Ode missed the goal of 40 boats for Oslo by the end of the year.", "by the end of the year"),
    ],
)
def test_a_time_that_is_not_written_out_is_told(extractor: ClaimExtractor, text: str, time: str) -> None:
    (found,) = left(extractor, text)
    assert time in found


def test_last_week_is_open_on_a_sunday(extractor: ClaimExtractor) -> None:
    text = "A poll of 40 ports last week showed Ann Ode in third place."
    assert left(extractor, text, SUNDAY) == [["last week"]]
    assert left(extractor, text) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode spoke on Sunday interview shows about 40 ports of Norway.",
        "Ann Ode won 40 ports of Norway on Super Tuesday.",
        "The Port Bureau said in its recent report that Norway lost 40 ports.",
        "Norway lost 40 ports during the recent recession of 2008.",
        "Ann Ode spoke to 40 sailors of Norway on radio shows at odd hours, such as Friday evenings.",
        "Ann Ode sold 40 boats in Oslo in the last three months of 2015.",
        "Ann Ode closed 40 ports of Norway in recent years.",
        "Ann Ode held 40 ports of Norway to win votes in Tuesday's primary.",
        "Ann Ode closed 40 ports of Norway on Tuesday.",
        "Ann Ode has led 40 ports of Norway since May.",
        "Ann Ode closed 40 ports of Norway on Tuesday, 20 September.",
        "Ann Ode closed 40 ports of Norway on Tuesday, Sept. 20.",
    ],
)
def test_dates_names_and_habits_are_clear(extractor: ClaimExtractor, text: str) -> None:
    assert left(extractor, text) == [[]]


def test_nothing_is_told_where_the_day_of_publication_is_not_known(extractor: ClaimExtractor) -> None:
    assert left(extractor, "Only recently Ann Ode closed 40 ports of Norway.", None) == [[]]

"""Times that count from an event which the claim does not name leave it unclear."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article


def unclear(extractor: ClaimExtractor, text: str) -> list[list[str]]:
    found = extractor.extract(Article(text, published_at=date(2016, 9, 25)))
    return [[one.text for one in claim.ambiguities] for claim in found.claims if claim.role != "saying"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Three days later, Ann Ode remains mayor of Oslo.", "Three days later"),
        ("Weeks later, Ann Ode closed 40 ports of Norway.", "Weeks later"),
        ("Since then, Ann Ode has closed 40 ports of Norway.", "Since then"),
        ("Paying Ann Ode that day was Erik Dahl of Bergen.", "that day"),
        ("Ann Ode raised $40 million in Oslo during the same period.", "the same period"),
        ("The Herald reported at the time that Ann Ode closed 40 ports of Norway.", "at the time"),
        ("Ann Ode was mayor of Oslo at the time.", "at the time"),
        ("Earlier in the season, Ann Ode closed 40 ports of Norway.", "Earlier in the season"),
        ("Ann Ode began the morning with a visit to the port of Oslo.", "began the morning"),
    ],
)
def test_a_time_that_counts_from_elsewhere_is_told(extractor: ClaimExtractor, text: str, time: str) -> None:
    assert unclear(extractor, text) == [[time]]


def test_a_part_that_is_cut_off_from_its_event_is_unclear(extractor: ClaimExtractor) -> None:
    assert unclear(extractor, "Ann Ode fell ill in Oslo and died three days later.") == [[], ["three days later"]]


@pytest.mark.parametrize(
    "text",
    [
        "In 2013 Ann Ode lost the race, and two years later, she won it.",
        "Ann Ode died in Oslo while the ferry was burning three days later.",
        "Ann Ode drew 40 voters more than in the same period in 2012.",
        "Ann Ode opened the port of Oslo on the same day as the bridge.",
        "Ann Ode began the morning of September 3, 2016 in Oslo.",
        "Ann Ode said that day care costs $400 a month in Oslo.",
    ],
)
def test_a_time_that_the_claim_dates_is_clear(extractor: ClaimExtractor, text: str) -> None:
    assert unclear(extractor, text) == [[]]

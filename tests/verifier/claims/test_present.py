""" "Now" and "currently" name the day of publication, which is Sunday, 25 September 2016."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article


def texts(extractor: ClaimExtractor, text: str) -> list[str]:
    found = extractor.extract(Article(text, published_at=date(2016, 9, 25)))
    return [claim.text for claim in found.claims if claim.role != "saying"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Ann Ode now has 40 boats in Oslo.", "Ann Ode, as of September 25, 2016, has 40 boats in Oslo."),
        ("Ann Ode is now the mayor of Oslo.", "Ann Ode is, as of September 25, 2016, the mayor of Oslo."),
        ("Ann Ode has now won 40 races.", "Ann Ode has, as of September 25, 2016, won 40 races."),
        (
            "Some 14 captains are still in the race in Oslo.",
            "Some 14 captains are, as of September 25, 2016, still in the race in Oslo.",
        ),
        (
            "Ann Ode recently sat for a talk in Oslo.",
            "Ann Ode, shortly before September 25, 2016, sat for a talk in Oslo.",
        ),
        (
            "Ann Ode leads by 6 points in the Oslo polls.",
            "Ann Ode, as of September 25, 2016, leads by 6 points in the Oslo polls.",
        ),
        ("Radio Oslo says Ann Ode has 1,061 delegates.", "Ann Ode, as of September 25, 2016, has 1,061 delegates."),
        (
            "An Oslo poll shows Ann Ode with 46 percent.",
            "An Oslo poll, as of September 25, 2016, shows Ann Ode with 46 percent.",
        ),
        ("The port act of Oslo expires at the end of the year.", "The port act of Oslo expires at the end of 2016."),
        (
            "Turnout in Oslo currently sits at 85 percent.",
            "Turnout in Oslo, as of September 25, 2016, sits at 85 percent.",
        ),
        ("The port of Oslo has 40 boats at the moment.", "The port of Oslo has 40 boats as of September 25, 2016."),
        (
            "The share of full boats in Oslo, which currently sits at 85 percent, will rise.",
            "The share of full boats in Oslo as of September 25, 2016, sits at 85 percent.",
        ),
        ("Currently, the port of Oslo has 40 boats.", "As of September 25, 2016, the port of Oslo has 40 boats."),
        ("The toll in Oslo is at present $40.", "The toll in Oslo is, as of September 25, 2016, $40."),
        ("There are currently 40 boats in Oslo.", "There are, as of September 25, 2016, 40 boats in Oslo."),
    ],
)
def test_a_state_is_told_as_of_the_day(extractor: ClaimExtractor, text: str, claim: str) -> None:
    assert texts(extractor, text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode was now the mayor of Oslo.",
        "Ann Ode was still the mayor of Oslo.",
        "Ann Ode had recently left Oslo.",
        "Radio Oslo reported Ann Ode has 40 delegates.",
        "An Oslo poll gave Ann Ode 46 percent.",
        "Ann Ode has asked for 40 delegates in Oslo.",
        "Ann Ode left Oslo at the end of the year.",
        "Ann Ode had no boats in Oslo until now.",
        "Ann Ode has “now has 40 boats” on her door in Oslo.",
        "In 1990 Ann Ode moved to Oslo, and she now has 40 boats.",
        "At the moment the ferry sank, Ann Ode had 40 boats in Oslo.",
        "Ann Ode had 40 boats in Oslo at the moment.",
        "Ann Ode said the port of Oslo “has 40 boats at the moment.”",
        "Ann Ode came from what is now Norway.",
    ],
)
def test_elsewhere_the_word_stays(extractor: ClaimExtractor, text: str) -> None:
    assert all("as of" not in made for made in texts(extractor, text))

"""Clauses are told apart only where their sentence stays whole without them, and they without it."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

LEAD = "Harbor Chief Ann Ode met the board. "


def texts(extractor: ClaimExtractor, text: str) -> list[str]:
    """The claims after the lead."""
    found = [claim.text for claim in extractor.extract(Article(LEAD + text)).claims]
    return [one for one in found if one not in {"Harbor Chief Ann Ode met the board.", "Ann Ode is Harbor Chief."}]


@pytest.mark.parametrize(
    "text",
    [
        "The board met Ann Ode, who believes the old port – since the storm of May 2015 – has no captains.",
        "The winner is the Oslo Boat Club, which built two ships that were quick, quiet–and, for the most part, cheap.",
        "Yes, the “wind and water” rule, which helped Ann Ode win the port of Oslo in 2015, is back.",
    ],
)
def test_a_clause_that_would_be_a_piece_stays_in_its_sentence(extractor: ClaimExtractor, text: str) -> None:
    assert texts(extractor, text) == [text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "the chairman of the Harbor Transport and Bridges Committee",
            "the chairman of the Harbor Transport and Bridges Committee",
        ),
        ("a columnist for the newspaper Corriere della Sera", "a columnist for the newspaper Corriere della Sera"),
        (
            "an expert at the Center for Strategic and Harbor Studies",
            "an expert at the Center for Strategic and Harbor Studies",
        ),
        ("the mega-donor and co-founder of the Oslo Fund", "the mega-donor and co-founder of the Oslo Fund"),
        ("the mayor of Oslo and a former captain", "the mayor of Oslo"),
    ],
)
def test_a_name_is_not_cut(extractor: ClaimExtractor, text: str, told: str) -> None:
    assert f"Tom Rask is {told}." in texts(extractor, f"Tom Rask, {text}, won the vote of 2015.")


def test_a_word_is_not_cut_and_what_anybody_may_be_is_no_fact(extractor: ClaimExtractor) -> None:
    for text in ("an executive at an Oslo-based firm that builds ships", "a retiree"):
        assert texts(extractor, f"Tom Rask, {text}, won the vote of 2015.") == [
            f"Tom Rask, {text}, won the vote of 2015."
        ]


def test_a_clause_is_not_taken_from_the_noun_that_goes_with_it(extractor: ClaimExtractor) -> None:
    text = (
        "Ann Ode sent 40 ships to Oslo, which has a large market of small and rich traders, old families that bought "
        "the fish of the port in other years."
    )
    assert texts(extractor, text) == [text, "Oslo has a large market of small and rich traders."]


def test_a_clause_before_the_verb_of_its_noun_is_still_taken_out(extractor: ClaimExtractor) -> None:
    assert texts(extractor, "The Oslo Boat Club, which built 12 ships, lost the race of 2015.") == [
        "The Oslo Boat Club built 12 ships.",
        "The Oslo Boat Club lost the race of 2015.",
    ]


def test_a_second_statement_with_a_subject_of_its_own_does_not_get_the_first(extractor: ClaimExtractor) -> None:
    text = "Ann Ode was calm in Oslo in May 2015 — but all signs of the harbor victory of 2014 were gone."
    assert texts(extractor, text) == [
        "Ann Ode was calm in Oslo in May 2015.",
        "All signs of the harbor victory of 2014 were gone.",
    ]

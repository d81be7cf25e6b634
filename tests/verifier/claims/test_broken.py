"""Where what is told is a piece of its sentence, the sentence is the claim, and nobody's words."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Claim


def claims(extractor: ClaimExtractor, text: str) -> list[Claim]:
    found = extractor.extract(Article(text, published_at=date(2016, 6, 8))).claims
    return [claim for claim in found if claim.text != "Ann Ode is the director."]


@pytest.mark.parametrize(
    "text",
    [
        "In May 2015, dock leaders — and, in particular, Ann Ode — insisted that any package include a two-year delay.",
        "Ann Ode testified “thousands” of letters in fact had not been turned over to the board.",
        "The director, Ann Ode, further stated, while testifying in May 2016, that Bill Falk was not truthful at all.",
        "No captain of Oslo has said who set fire to the port, leading the police to question whether it was a crime.",
    ],
)
def test_a_piece_leaves_the_sentence_whole(extractor: ClaimExtractor, text: str) -> None:
    (claim,) = claims(extractor, text)
    assert (claim.text, claim.attribution) == (text, None)


def test_a_condition_is_no_statement_of_the_speaker(extractor: ClaimExtractor) -> None:
    text = "If the storm makes the road to Oslo too long, Ann Ode said, the board can still pass a plan for the bridge."
    assert [claim.text for claim in claims(extractor, text)] == [text]


def test_the_time_of_a_survey_is_kept(extractor: ClaimExtractor) -> None:
    text = "Surveys of Oslo voters late last week indicated that fully one-third of them were making up their minds."
    (claim,) = claims(extractor, text)
    assert claim.text.startswith("Surveys of Oslo voters late in the week of May 30, 2016 indicated that")
    assert claim.attribution is None


def test_a_demand_with_a_modal_and_a_sound_statement_stay_those_of_the_speaker(extractor: ClaimExtractor) -> None:
    text = "Ann Ode insisted that the port has 40 ships. Bill Falk said that since May 2015 the port has lost 40 ships."
    assert [(claim.text, claim.attribution is None) for claim in claims(extractor, text) if claim.role == "said"] == [
        ("The port has 40 ships.", False),
        ("Since May 2015 the port has lost 40 ships.", False),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Bill Falk fired back, saying that the bridge was stopped by the voters - and arguing that Ode knew.",
            "The bridge was stopped by the voters.",
        ),
        (
            "Sitting down with Radio Oslo, during which she met him, Ann Ode remarked that she was born in Bergen.",
            "Ann Ode was born in Bergen.",
        ),
        (
            "The mayor, who left the board last year, noted that the port of Oslo lost 40 ships.",
            "The port of Oslo lost 40 ships.",
        ),
        ("Ann Ode noted that the port lost 40 ships, and that 12 came back.", "12 came back."),
    ],
)
def test_what_is_told_has_its_own_statement(extractor: ClaimExtractor, text: str, said: str) -> None:
    assert said in [claim.text for claim in claims(extractor, text) if claim.role == "said"]

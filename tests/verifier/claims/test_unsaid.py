"""What has the form of a saying and is the writer's own sentence."""

from __future__ import annotations

import pytest

from tests.verifier.claims.telling import told
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article


@pytest.mark.parametrize(
    "text",
    [
        "Ode has raised doubts about the port, falsely suggesting that the port lost 40 ships in 2019.",
        "Ode sailed to Bergen in May, showing how the storm of 2019 still weighs on 40 captains.",
        "The board of Oslo lacks 40 guards, a gap that captains say makes the port unsafe.",
        "Ode declined to name the captains of Oslo, nor did she report that 40 ships had been lost.",
        "Local captains speak in one voice, arguing that the Falk agenda has been not just a failure, but a fraud.",
        "Falk grew tired in Oslo in 2019, as they discovered that the 40 ships could not sail.",
    ],
)
def test_what_nobody_states_is_the_writers_sentence(extractor: ClaimExtractor, text: str) -> None:
    rows = told(extractor, text)
    assert rows
    assert {speaker for _, speaker in rows} == {None}


def test_what_somebody_may_find_out_is_not_said(extractor: ClaimExtractor) -> None:
    assert not told(extractor, "Captains of Oslo will determine if the port can take 40 ships.")


def test_what_a_source_tells_of_a_pronoun_is_not_the_saying_of_another(extractor: ClaimExtractor) -> None:
    text = "After the storm came and Falk left for Bergen, he told 40 captains that Ode should go, according to aides."
    assert not [row for row in told(extractor, text) if row[1] == "Ann Ode"]


def test_so_few_quoted_words_are_no_claim(extractor: ClaimExtractor) -> None:
    assert not told(extractor, "“There is today,” Ode admitted.")


def test_few_quoted_words_about_a_thing_are_a_statement(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article("“Taxes rose,” Harbor Chief Ann Ode said on May 3, 2018.")).claims
    assert {claim.text for claim in found} >= {"Ann Ode said: “Taxes rose”.", "Taxes rose."}

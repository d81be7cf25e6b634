"""What "according to" a source, and a verb of saying, attributes."""

from __future__ import annotations

from tests.verifier.claims.telling import told
from verifier.claims.extract import ClaimExtractor


def test_a_source_covers_only_its_half_of_a_sentence_with_while(extractor: ClaimExtractor) -> None:
    text = "While most ships were sent to Bergen, according to a port official, two ships were sold in Oslo in 2019."
    assert {speaker for _, speaker in told(extractor, text)} == {None}


def test_a_source_inside_a_statement_has_both_parts(extractor: ClaimExtractor) -> None:
    text = "Among the old ships at risk, according to Falk, are 16 that carry wool from Oslo."
    assert ("Bo Falk said among the old ships at risk are 16 that carry wool from Oslo.", "Bo Falk") in told(
        extractor, text
    )


def test_the_day_of_a_survey_is_not_part_of_what_it_found(extractor: ClaimExtractor) -> None:
    text = "According to a new survey out Thursday, the port of Oslo lost 40 ships in 2019."
    assert "The port of Oslo lost 40 ships in 2019." in [row for row, _ in told(extractor, text)]


def test_what_sums_up_the_saying_is_not_said(extractor: ClaimExtractor) -> None:
    text = "Ode said the port had lost 40 ships in 2019, a charge that Falk denied."
    assert ("The port had lost 40 ships in 2019.", "Ann Ode") in told(extractor, text)

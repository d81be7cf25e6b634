"""What of a saying is the speaker's own: statements, silence, and where the writer goes on."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

LEAD = "Harbor Chief Ann Ode met the board. "


def told(extractor: ClaimExtractor, text: str) -> list[tuple[str, str | None]]:
    """Text and speaker of the claims after the lead."""
    found = extractor.extract(Article(LEAD + text)).claims
    rows = [(claim.text, claim.attribution.speaker if claim.attribution else None) for claim in found]
    return [row for row in rows if row[0] not in {"Harbor Chief Ann Ode met the board.", "Ann Ode is Harbor Chief."}]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "A study of the port shows in detail how 40 ships hid their cargo in Oslo.",
            [("A study of the port shows in detail how 40 ships hid their cargo in Oslo.", "A study of the port")],
        ),
        (
            "Ode mentioned harsh remarks the mayor had made about Oslo as examples of his anger.",
            [("Ann Ode mentioned harsh remarks the mayor had made about Oslo as examples of his anger.", None)],
        ),
        (
            "Ode isn't saying much about the port of Oslo, with one exception.",
            [("Ann Ode isn't saying much about the port of Oslo, with one exception.", None)],
        ),
        (
            "Ode could not explain why the port of Oslo lost 40 ships.",
            [("Ann Ode could not explain why the port of Oslo lost 40 ships.", None)],
        ),
    ],
)
def test_what_is_no_statement_of_the_speaker_is_the_sentence_itself(
    extractor: ClaimExtractor, text: str, claims: list[tuple[str, str | None]]
) -> None:
    assert told(extractor, text) == claims


def test_words_that_end_before_a_quotation_go_on_with_it(extractor: ClaimExtractor) -> None:
    text = "Ode said the captains of Oslo took 40 crowns for harping on “this pier, that pier.”"
    assert told(extractor, text)[-1] == (
        "The captains of Oslo took 40 crowns for harping on “this pier, that pier.”",
        "Ann Ode",
    )


def test_who_is_told_something_is_not_what_is_told(extractor: ClaimExtractor) -> None:
    assert told(extractor, "Ode told reporters the port of Oslo lost 40 ships.") == [
        ("Ann Ode said the port of Oslo lost 40 ships.", "Ann Ode"),
        ("The port of Oslo lost 40 ships.", "Ann Ode"),
    ]


def test_that_before_a_plural_joins_the_clause(extractor: ClaimExtractor) -> None:
    text = (
        "In May, Ode, who made millions with tolls, told captains "
        "that concerns about ports like Oslo were shared by 40 towns."
    )
    assert told(extractor, text)[-1] == ("Concerns about ports like Oslo were shared by 40 towns.", "Ann Ode")


def test_what_only_shows_something_does_not_say_it(extractor: ClaimExtractor) -> None:
    (claim,) = told(extractor, "It showed that the port of Oslo can take 40 ships.")
    assert claim == ("The board showed that the port of Oslo can take 40 ships.", None)


def test_what_somebody_may_tell_is_not_said(extractor: ClaimExtractor) -> None:
    (claim,) = told(extractor, "The rules of Oslo allow captains to tell one port that a ferry is a barge.")
    assert claim[1] is None


def test_the_writer_goes_on_after_a_source(extractor: ClaimExtractor) -> None:
    text = "According to the register, Ann Ode owned 40 ships in Oslo in 2012, but still lost the port."
    assert told(extractor, text)[-1] == ("Ann Ode still lost the port.", None)


def test_what_the_writer_states_beside_a_piece_is_a_claim(extractor: ClaimExtractor) -> None:
    text = "As Ode explained, 40 ships left the port of Oslo in 2019, “which sounds like a lot of ships.”"
    assert "40 ships left the port of Oslo in 2019" in told(extractor, text)[-1][0]


def test_a_detail_of_a_quotation_is_told_in_words_of_its_own(extractor: ClaimExtractor) -> None:
    text = "“The board met Erik Dahl, who once owned 40 ships in Oslo,” Ode said."
    (detail,) = [
        claim for claim in extractor.extract(Article(LEAD + text)).claims if claim.text.startswith("Ann Ode said Erik")
    ]
    assert detail.text == "Ann Ode said Erik Dahl once owned 40 ships in Oslo."
    assert detail.attribution is not None
    assert not detail.attribution.verbatim

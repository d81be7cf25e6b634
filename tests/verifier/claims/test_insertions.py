"""What dashes insert stays in its sentence, and names with a slash stay whole; sayings that were withheld, and what
people say who are not named."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.claims.references import noun_phrase
from verifier.types import Article


def test_no_statement_is_cut_at_a_dash(extractor: ClaimExtractor) -> None:
    text = "The ferry sailed through -- and was sometimes set back by -- winter storms in Oslo in May."
    assert [claim.text for claim in extractor.extract(Article(text)).claims] == [text]


def test_a_clause_that_ends_an_insertion_stays_in_it(extractor: ClaimExtractor) -> None:
    text = (
        "The meeting of 27 captains - but not Harbor Chief Ann Ode, who was not invited - took place in Bergen in May."
    )
    assert [claim.text for claim in extractor.extract(Article(text)).claims] == [text, "Ann Ode is Harbor Chief."]


def test_a_description_ends_before_a_dash(english: EnglishPipeline) -> None:
    text = "The meeting of 27 captains - but not Harbor Chief Ann Ode, who was not invited - took place in May."
    context = Context(text, english.parse(text))
    assert noun_phrase(context, 0, 1) == "the meeting of 27 captains"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Oslo did not threaten Bergen or even declare the port responsible for the spill.",
        "The mayor of Oslo declined to threaten Bergen or even directly declare the port responsible for the spill.",
        "The mayor of Oslo stopped short of saying the port was closed by Bergen.",
        "Erik Dahl left Oslo without saying the port had closed in May.",
    ],
)
def test_what_was_not_said_is_told_by_the_writer(extractor: ClaimExtractor, text: str) -> None:
    (claim,) = extractor.extract(Article(text)).claims
    assert (claim.text, claim.attribution) == (text, None)


def test_what_a_participle_adds_is_said(extractor: ClaimExtractor) -> None:
    text = "Ann Ode declined to resign, saying the port of Oslo closed in May."
    claims = extractor.extract(Article(text)).claims
    assert {claim.attribution.speaker for claim in claims if claim.attribution} == {"Ann Ode"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Bergen Times/NRK News poll said 40 percent of sailors own a boat.", "A Bergen Times/NRK News poll"),
        (
            "About 40 percent of sailors own a boat, according to a University of Oslo/Bergen Times poll.",
            "a University of Oslo/Bergen Times poll",
        ),
    ],
)
def test_a_name_with_a_slash_stays_whole(extractor: ClaimExtractor, text: str, speaker: str) -> None:
    claims = extractor.extract(Article(text)).claims
    assert {claim.attribution.speaker for claim in claims if claim.attribution} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "“People say, ‘It does not matter who runs the port in Oslo,’” said Ann Ode.",
        "“Critics say the port of Oslo lost 40 boats,” said Erik Dahl.",
    ],
)
def test_what_unnamed_people_say_is_no_claim(extractor: ClaimExtractor, text: str) -> None:
    found = extractor.extract(Article(text))
    assert not found.claims
    assert [skipped.kind for skipped in found.skipped] == ["opinion"]

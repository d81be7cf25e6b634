"""An article without its dateline and layout, and the part of it that is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from models.english import EnglishPipeline
from models.types import Span
from verifier.claims.extract import ClaimExtractor
from verifier.claims.prepared import prepare
from verifier.types import Article

TEXT = (
    "OSLO, March 2, 2020 (AP) — Mayor Ann Ode opened the port in February.\n\n"
    "By Tom Dahl\n\nOde closed the pier in January."
)
CLOSED = Span(TEXT.index("Ode closed"), len(TEXT))


def test_the_reference_day_is_the_articles_or_that_of_the_dateline(english: EnglishPipeline) -> None:
    assert prepare(Article(TEXT), english).reference == date(2020, 3, 2)
    assert prepare(Article(TEXT, published_at=date(2021, 3, 5)), english).reference == date(2021, 3, 5)
    assert prepare(Article("The port opened."), english).reference is None


def test_blanks_stand_for_what_is_set_aside(english: EnglishPipeline) -> None:
    prepared = prepare(Article(TEXT), english)
    assert len(prepared.context.text) == len(TEXT)
    assert "AP" not in prepared.context.text
    assert [one.kind for number in range(3) if (one := prepared.set_aside(number)) is not None] == ["boilerplate"]


def test_the_sentence_of_the_lead_has_its_dateline(extractor: ClaimExtractor) -> None:
    lead, closed = extractor.extract(Article(TEXT)).claims
    assert lead.sentence == TEXT[: TEXT.index("\n")]
    assert lead.text == "Mayor Ann Ode opened the port in February 2020."
    assert closed.text == "Ann Ode closed the pier in January 2020."


def test_a_dateline_without_a_sentence_after_it_is_skipped(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article("OSLO, March 2, 2020 (AP) — - The port opened."))
    assert [(one.kind, one.reason) for one in found.skipped] == [("boilerplate", "It is the dateline.")]


def test_a_part_is_read_with_the_whole_as_its_context(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article(TEXT, fragment=CLOSED))
    assert [claim.text for claim in found.claims] == ["Ann Ode closed the pier in January 2020."]
    assert found.skipped == ()
    assert found.claims == extractor.extract(Article(TEXT)).claims[1:]


@pytest.mark.parametrize("part", [Span(0, 5), Span(TEXT.index("By Tom"), TEXT.index("By Tom") + 4)])
def test_a_part_that_touches_a_sentence_takes_it_whole(extractor: ClaimExtractor, part: Span) -> None:
    found = extractor.extract(Article(TEXT, fragment=part))
    assert len(found.claims) + len(found.skipped) == 1

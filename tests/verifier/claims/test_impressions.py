"""What a writer tells without a source: impressions, readings, and that nobody answered."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article


def claims(extractor: ClaimExtractor, text: str) -> list[str]:
    return [claim.text for claim in extractor.extract(Article(text)).claims]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode seemed to plead with the harbor board on Monday.",
        "The Oslo harbor board appears weak before the new owner.",
        "The storm has laid bare the old quarrel between Oslo and Bergen.",
        "The vote in Oslo was the most consequential of the mayor's career.",
        "The closed pier presents an opportunity for the port of Bergen.",
    ],
)
def test_how_something_seems_to_the_writer_is_an_opinion(extractor: ClaimExtractor, text: str) -> None:
    found = extractor.extract(Article(text))
    assert not found.claims
    assert [one.kind for one in found.skipped] == ["opinion"]


@pytest.mark.parametrize(
    "text",
    [
        "The video appears to show two boats beside the Oslo pier.",
        "Ann Ode appeared before the harbor board of Oslo.",
        "The harbor board was seen by reporters on the Oslo pier.",
    ],
)
def test_what_a_picture_shows_and_where_somebody_appeared_are_claims(extractor: ClaimExtractor, text: str) -> None:
    assert claims(extractor, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "A spokeswoman for the Oslo harbor board declined to comment.",
        "Neither Ann Ode nor Tom Hallam responded to requests for comment.",
        "Ann Ode did not respond to several questions about the pier.",
    ],
)
def test_that_somebody_did_not_answer_is_listed_and_no_claim(extractor: ClaimExtractor, text: str) -> None:
    found = extractor.extract(Article(text))
    assert not found.claims
    assert [one.kind for one in found.skipped] == ["boilerplate"]


def test_what_is_told_beside_the_missing_answer_stays(extractor: ClaimExtractor) -> None:
    text = "Ann Ode, who declined to comment, sold the pier of Oslo in 2019."
    assert any("sold the pier" in claim for claim in claims(extractor, text))


def test_an_impression_told_by_the_way_is_listed_and_left_out(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article("Ann Ode, who through her office declined to comment, sold the pier of Oslo."))
    assert [claim.text for claim in found.claims] == ["Ann Ode sold the pier of Oslo."]
    assert [one.kind for one in found.skipped] == ["boilerplate"]


@pytest.mark.parametrize(
    "text",
    [
        "The town of Arlen appeared empty on May 3, 2018.",
        "The company declined to be named in the lawsuit of May 2018.",
    ],
)
def test_what_can_be_looked_up_is_no_impression(extractor: ClaimExtractor, text: str) -> None:
    assert [claim.text for claim in extractor.extract(Article(text)).claims] == [text]

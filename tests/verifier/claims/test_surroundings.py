"""What of an article is given with a claim: its opening, what was said right before, and who and what it speaks of."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Extraction

HEADLINE = "Port of Bergen to close its pier"
TEXT = (
    f"{HEADLINE}\n\nMayor Ann Ode told the council of Bergen that the pier is to close. It dates from 1911. "
    "The repairs cost $3 million in 2019.\n\nBy Tom Dahl\n\nThe council of Bergen met in June. "
    "The harbour office of Bergen counted 40,000 visitors."
)


@pytest.fixture(scope="module")
def found(extractor: ClaimExtractor) -> Extraction:
    return extractor.extract(Article(TEXT))


def _around(found: Extraction, words: str) -> list[str]:
    (claim,) = {claim.context: claim for claim in found.claims if words in claim.sentence}.values()
    assert all(claim.span is not None and span.end <= claim.span.start for span in claim.context)
    return [span.of(TEXT) for span in claim.context]


def test_the_first_sentence_has_the_headline_only(found: Extraction) -> None:
    assert _around(found, "is to close") == [HEADLINE]


def test_a_claim_has_the_headline_and_the_sentence_before(found: Extraction) -> None:
    told = "Mayor Ann Ode told the council of Bergen that the pier is to close."
    assert _around(found, "1911") == [HEADLINE, told]


def test_the_first_sentence_and_the_two_before_are_given(found: Extraction) -> None:
    told = "Mayor Ann Ode told the council of Bergen that the pier is to close."
    assert _around(found, "$3 million") == [HEADLINE, told, "It dates from 1911."]


def test_what_belongs_to_the_page_is_no_context(found: Extraction) -> None:
    around = _around(found, "40,000 visitors")
    assert "By Tom Dahl" not in around
    assert around[-2:] == ["The repairs cost $3 million in 2019.", "The council of Bergen met in June."]


LONG = (
    "Bergen opened a port in 1911. Mayor Ann Ode spoke at the opening of a museum. Rain fell in Bergen on Monday. "
    "Its harbour has 40 berths. Oslo sent three ships. The ships of Oslo carried 900 guests. "
    "Ode praised the museum in Oslo. {} Tom Dahl sold 90 maps."
)


@pytest.mark.parametrize(
    ("last", "given"),
    [
        ("It cost $3 million. He left Oslo in May.", ["Ode praised the museum in Oslo.", "It cost $3 million."]),
        ("Rain fell. He left Oslo in May.", ["Rain fell."]),
    ],
)
def test_a_sentence_that_points_back_brings_the_one_before_it(
    extractor: ClaimExtractor, last: str, given: list[str]
) -> None:
    text = LONG.format(last)
    claim = next(one for one in extractor.extract(Article(text)).claims if "90 maps" in one.text)
    shown = [span.of(text) for span in claim.context]
    assert shown == ["Bergen opened a port in 1911.", *given, "He left Oslo in May."]


def test_who_and_what_a_claim_speaks_of_is_introduced(extractor: ClaimExtractor) -> None:
    text = LONG.format("Nobody else came from Oslo.")
    claim = next(one for one in extractor.extract(Article(text)).claims if "praised" in one.text)
    assert "Mayor Ann Ode spoke at the opening of a museum." in [span.of(text) for span in claim.context]
    assert claim.context == tuple(sorted(claim.context))


def test_without_a_headline_the_first_sentence_opens(extractor: ClaimExtractor) -> None:
    text = "Ann Ode opened the port of Oslo. Rain fell in Oslo on Monday. Tom Dahl closed the pier of Oslo."
    last = extractor.extract(Article(text)).claims[-1]
    assert [span.of(text) for span in last.context] == [
        "Ann Ode opened the port of Oslo.",
        "Rain fell in Oslo on Monday.",
    ]


def test_a_claim_given_on_its_own_has_none(extractor: ClaimExtractor) -> None:
    assert extractor.analyse("Ann Ode opened the port. It rained.", as_of=None).context == ()

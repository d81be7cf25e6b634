"""What a sentence gives: claims of the writer and of speakers, what the speaker did besides, and what is skipped."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

DAY = date(2021, 3, 5)  # a Friday


def claims(extractor: ClaimExtractor, text: str) -> list[tuple[str, str | None]]:
    """(text, speaker) of each claim that something is so."""
    found = extractor.extract(Article(text, published_at=DAY)).claims
    return [(one.text, one.attribution.speaker if one.attribution else None) for one in found if one.role != "saying"]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "Ann Ode said the port of Oslo was safe, and on Thursday closed the pier.",
            [("Ann Ode on March 4, 2021 closed the pier.", None), ("The port of Oslo was safe.", "Ann Ode")],
        ),
        (
            "Ann Ode condemned the plan and said the port of Oslo was safe.",
            [("Ann Ode condemned the plan.", None), ("The port of Oslo was safe.", "Ann Ode")],
        ),
        (
            "“The ferry left Oslo in 2019 and the pier closed in 2020,” Mayor Ann Ode said.",
            [("The ferry left Oslo in 2019.", "Ann Ode"), ("The pier closed in 2020.", "Ann Ode")],
        ),
        (
            "“We sold 40 boats in 2019,” the Harbor Board said.",
            [("The Harbor Board sold 40 boats in 2019.", "the Harbor Board")],
        ),
    ],
)
def test_what_is_said_and_what_is_done_are_claims_of_their_own(
    extractor: ClaimExtractor, text: str, made: list[tuple[str, str | None]]
) -> None:
    assert claims(extractor, text) == made


@pytest.mark.parametrize(
    "text",
    [
        "66 percent said it made no difference to the port.",
        "Ann Ode denied that the port of Oslo had lost money.",
        "Ann Ode said the port of Oslo should close.",
        "The port, as it was known, “was caught in the middle of two fires,” Ann Ode said.",
    ],
)
def test_where_only_the_saying_can_be_checked_it_is_the_claim(extractor: ClaimExtractor, text: str) -> None:
    (claim,) = extractor.extract(Article(text, published_at=DAY)).claims
    assert (claim.kind, claim.text) == ("quotation", text)


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("The board plans to close the pier in May.", "promise", "plans"),
        ("The town would lose 40 boats in the storm.", "prediction", "will be"),
        ("Thank you very much.", "rhetorical", "set phrase"),
        ("Because the pier closed in May.", "fragment", "reason or condition"),
        ("Who would have thought that the pier would close?", "rhetorical", "for effect"),
        ("“We sold 40 boats in Oslo,” Ann Ode said.", "quantity", "first person"),
        ("The old laws of the port have not.", "fragment", "leaves out the verb"),
        ("Nor would the mayor of Oslo.", "fragment", "leaves out the verb"),
        ("Nor was the mayor of Oslo.", "fragment", "leaves out the verb"),
        ("It was like that.", "factual", "points at what was said before"),
    ],
)
def test_what_is_skipped_has_its_kind_and_the_reason(
    extractor: ClaimExtractor, text: str, kind: str, reason: str
) -> None:
    found = extractor.extract(Article(text, published_at=DAY))
    assert found.claims == ()
    assert [(one.kind, reason in one.reason) for one in found.skipped] == [(kind, True)]


@pytest.mark.parametrize("text", ["Prices rose.", "The ferry sails on Sundays.", "The pier appears to be closed."])
def test_short_and_hedged_statements_are_claims(extractor: ClaimExtractor, text: str) -> None:
    assert claims(extractor, text) == [(text, None)]


def test_who_somebody_is_is_less_worth_than_what_they_did(extractor: ClaimExtractor) -> None:
    office, deed = extractor.extract(Article("Oslo Mayor Ann Ode sold 40 boats in 2019.")).claims
    assert office.text == "Ann Ode is Oslo Mayor."
    assert office.check_worthiness <= 0.3 < deed.check_worthiness


def test_the_same_claim_twice_is_one_with_two_places(extractor: ClaimExtractor) -> None:
    text = "The port of Oslo sold 40 boats in 2019.\n\nAnn Ode left.\n\nThe port of Oslo sold 40 boats in 2019."
    first = extractor.extract(Article(text)).claims[0]
    assert [span.start for span in first.repeats] == [text.rindex("The port")]

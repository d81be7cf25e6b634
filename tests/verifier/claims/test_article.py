"""A whole article, read as a fact-checker would: what is claimed, who says it, when, and what is no claim."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Claim, Extraction

ARTICLES = Path(__file__).parent / "articles"
TEXT = (ARTICLES / "estuary.txt").read_text(encoding="utf-8")
EXPECTED = [json.loads(line) for line in (ARTICLES / "estuary.claims.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def found(extractor: ClaimExtractor) -> Extraction:
    """The day is that of the dateline, a Saturday."""
    return extractor.extract(Article(TEXT))


def claim_with(found: Extraction, words: str) -> Claim:
    """The claim that something is so, not the one that it was said."""
    (claim,) = [claim for claim in found.claims if words in claim.text and claim.role != "saying"]
    return claim


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["claim"][:40])
def test_every_statement_is_a_claim_of_its_speaker(found: Extraction, row: dict[str, str | None]) -> None:
    (claim,) = [one for one in found.claims if one.text == row["claim"]]
    assert (claim.attribution and claim.attribution.speaker) == row["speaker"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("So what are our options?", "rhetorical"),
        ("We have no choice", "opinion"),
        ("Next week ESSA will begin", "prediction"),
        ("Harrow Falls’ Answer", "fragment"),
        ("I do worry", "opinion"),
        ("We know how hard", "opinion"),
    ],
)
def test_what_cannot_be_checked_is_skipped_with_its_kind(found: Extraction, words: str, kind: str) -> None:
    (skipped,) = [one for one in found.skipped if words in one.span.of(TEXT)]
    assert skipped.kind == kind
    assert not any(words in claim.text for claim in found.claims)


def test_no_day_is_left_relative(found: Extraction) -> None:
    relative = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this (?:week|month)|last|next|yesterday)\b")
    assert [claim.text for claim in found.claims if relative.search(claim.text)] == []
    days = {time.span.of(TEXT): time for claim in found.claims for time in claim.times}
    assert days["Sunday"].start == date(2021, 3, 7)
    assert (days["this weekend"].start, days["this weekend"].end) == (date(2021, 3, 6), date(2021, 3, 8))
    assert days["Thursday"].start == date(2021, 3, 4)
    assert all(time.start and time.end and time.end - time.start <= timedelta(31) for time in days.values())


def test_open_words_are_told_with_their_readings(found: Extraction) -> None:
    (warned,) = claim_with(found, "two warnings").ambiguities
    assert warned.text == "They"
    assert "more than 1,500 skippers" in warned.readings
    assert claim_with(found, "That deal").ambiguities[0].readings == ()


def test_amounts_are_intervals(found: Extraction) -> None:
    (notices,) = claim_with(found, "sent notices").quantities
    assert (notices.low, notices.high, notices.unit, notices.comparator) == (1500.0, None, "skipper", "more_than")
    (boats,) = next(claim for claim in found.claims if "90 boats" in claim.text).quantities
    assert (boats.low, boats.high, boats.unit) == (90.0, 90.0, "boat")

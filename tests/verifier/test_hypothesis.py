"""The judge reads a claim's dates in the evidence's own wording where the date of the evidence allows it."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.hypothesis import hypothesis_beside

MONTH = "The office sent letters in February 2026."
DAY = "The office will close on September 20, 2026, she said."


@pytest.mark.parametrize(
    ("claim", "premise", "published", "read"),
    [
        (MONTH, "Letters went out in February.", date(2026, 3, 4), "The office sent letters in February."),
        (MONTH, "Founded in 1998, it wrote in February.", date(2026, 3, 4), "The office sent letters in February."),
        (DAY, "The office closes on Sunday.", date(2026, 9, 17), "The office will close on Sunday, she said."),
        (DAY, "It closes on September 20.", date(2026, 9, 1), "The office will close on September 20, she said."),
    ],
)
def test_a_date_is_worded_as_in_the_evidence(claim: str, premise: str, published: date, read: str) -> None:
    assert hypothesis_beside(claim, premise, published_at=published) == read


@pytest.mark.parametrize(
    ("claim", "premise", "published"),
    [
        (MONTH, "Letters went out in February.", None),
        (MONTH, "Letters went out in February.", date(2024, 3, 4)),
        (MONTH, "Letters went out in February 2025.", date(2026, 3, 4)),
        (MONTH, "Letters went out on February 3, 2025.", date(2026, 3, 4)),
        (MONTH, "Letters went out in March.", date(2026, 3, 4)),
        (DAY, "The office closes on Monday.", date(2026, 9, 17)),
        (DAY, "The office closes on Sunday.", date(2026, 8, 17)),
        ("It opened on February 30, 2026.", "It opened in February.", date(2026, 3, 4)),
        ("It opened.", "It opened in February.", date(2026, 3, 4)),
    ],
)
def test_otherwise_the_claim_stays_as_it_is(claim: str, premise: str, published: date | None) -> None:
    assert hypothesis_beside(claim, premise, published_at=published) == claim

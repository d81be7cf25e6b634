"""How a check is made."""

from __future__ import annotations

import pytest

from models.types import Span
from verifier.checks.made import made
from verifier.checks.reader import Place
from verifier.types import CheckEffect, CheckOutcome

OURS, THEIRS = Place("12", Span(3, 5)), Place("13", None)


@pytest.mark.parametrize(
    ("outcome", "effect", "has"),
    [
        ("contradicted", "none", "veto"),
        ("contradicted", "lower", "veto"),
        ("not_comparable", "lower", "lower"),
        ("not_comparable", "none", "none"),
        ("match", "none", "none"),
    ],
)
def test_what_is_contradicted_is_always_a_veto(outcome: CheckOutcome, effect: CheckEffect, has: CheckEffect) -> None:
    assert made("quantity", outcome, OURS, THEIRS, "told", effect=effect).effect == has


def test_both_places_are_kept() -> None:
    check = made("quantity", "match", OURS, THEIRS, "told")
    assert (check.claim_text, check.claim_span, check.evidence_text, check.evidence_span) == (
        "12",
        Span(3, 5),
        "13",
        None,
    )
    assert made("quantity", "not_comparable", OURS, None, "told").evidence_text is None

"""Checks as the comparisons make them: both sides' words with their places."""

from __future__ import annotations

from verifier.checks.reader import Place
from verifier.types import Check, CheckEffect, CheckName, CheckOutcome


def made(
    name: CheckName,
    outcome: CheckOutcome,
    claimed: Place,
    found: Place | None,
    detail: str,
    *,
    effect: CheckEffect = "none",
) -> Check:
    """A check; what is contradicted is never supported, so that it is always a veto."""
    return Check(
        name,
        outcome,
        claimed.text,
        None if found is None else found.text,
        detail,
        "veto" if outcome == "contradicted" else effect,
        claimed.span,
        None if found is None else found.span,
    )

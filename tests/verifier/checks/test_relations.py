"""Bases of rates and parts of a change, one case a row."""

from __future__ import annotations

import pytest

from verifier.checks.relations import base_factor, other_part
from verifier.types import Change

# base of the claim, base of the evidence, what the evidence's amount is multiplied by (None: not the same base)
BASES = [
    (None, None, 1.0),
    ("hour", None, 1.0),
    (None, "hour", 1.0),
    ("hour", "hour", 1.0),
    ("hour", "day", None),
    ("100000 person", "1000 person", 100.0),
    ("person", "1000 person", 0.001),
    ("1e+06 person", "1000 person", 1000.0),
    ("1000 person", "1000 birth", None),
]


@pytest.mark.parametrize(("claim", "evidence", "factor"), BASES)
def test_rates_over_the_same_thing_are_turned_into_each_other(
    claim: str | None, evidence: str | None, factor: float | None
) -> None:
    assert base_factor(claim, evidence) == (None if factor is None else pytest.approx(factor))


PARTS: list[tuple[Change | None, Change | None, str | None]] = [
    (None, "by", None),
    ("to", None, None),
    ("to", "to", None),
    ("to", "by", "which is the change itself"),
    ("by", "to", "which is what a change led to"),
    ("to", "from", "which is what a change began from"),
]


@pytest.mark.parametrize(("claim", "evidence", "why"), PARTS)
def test_amounts_may_play_another_part_in_a_change(
    claim: Change | None, evidence: Change | None, why: str | None
) -> None:
    assert other_part(claim, evidence) == why

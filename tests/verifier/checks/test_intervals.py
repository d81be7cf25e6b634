"""How two amounts stand to each other, one case a row."""

from __future__ import annotations

import pytest

from verifier.checks.intervals import Amount, stand
from verifier.types import CheckOutcome


def exact(value: float, *, slack: float = 0.0, counts: bool = False) -> Amount:
    return Amount(value, value, rough=False, slack=slack, counts=counts)


def between(low: float, high: float, *, rough: bool = False) -> Amount:
    return Amount(low, high, rough, slack=0.0, counts=False)


INF = float("inf")
# claim, evidence, outcome
STANDS: list[tuple[Amount, Amount, CheckOutcome]] = [
    (exact(5), exact(5), "match"),
    (exact(0.1 + 0.2), exact(0.3), "match"),
    (exact(5, counts=True), exact(6, counts=True), "contradicted"),
    (exact(1_000), exact(1_040), "not_comparable"),
    (exact(1_000), exact(1_200), "contradicted"),
    (exact(1_000, slack=250), exact(1_200), "within_rounding"),
    (exact(1_200), exact(1_000, slack=250), "contradicted"),
    (between(80, 90), exact(85), "match"),
    (between(80, 90, rough=True), exact(86), "within_rounding"),
    (exact(85), between(80, 90), "match"),
    (exact(2_100), between(2_000, INF), "within_rounding"),
    (exact(5_000), between(2_000, INF), "not_comparable"),
    (between(3_000, INF), between(2_000, INF), "not_comparable"),
    (between(-INF, 20), between(-INF, 40), "not_comparable"),
    (between(2, INF), exact(20), "not_comparable"),
    (between(10, 20), between(10, 30), "not_comparable"),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome"), STANDS)
def test_an_interval_stands_so_to_another(claim: Amount, evidence: Amount, outcome: CheckOutcome) -> None:
    assert stand(claim, evidence) == outcome


def test_another_unit_turns_value_and_rounding() -> None:
    turned = exact(3, slack=0.5, counts=True).times(12)
    assert (turned.low, turned.high, turned.slack, turned.counts) == (36, 36, 6, False)
    assert exact(3, counts=True).times(1.0).counts


@pytest.mark.parametrize(("amount", "centre"), [(between(2, INF), 2), (between(-INF, 9), 9), (between(2, 4), 3)])
def test_the_number_of_an_interval_is_its_middle_or_its_bound(amount: Amount, centre: float) -> None:
    assert amount.centre == centre

"""Which units can be set against each other."""

from __future__ import annotations

import pytest

from verifier.checks.kinds import is_human, relation

# unit of the claim, unit of the evidence, how they stand and what one of the evidence's is in the claim's
UNITS: list[tuple[str | None, str | None, tuple[str, float] | None]] = [
    ("migrant", "migrant", ("same", 1.0)),
    (None, None, ("near", 1.0)),
    (None, "migrant", ("near", 1.0)),
    (None, "USD", None),
    ("percent", None, None),
    ("year", "month", ("same", 1 / 12)),
    ("kilometer", "year", None),
    ("person", "migrant", ("near", 1.0)),
    ("migrant", "refugee", ("near", 1.0)),
    ("oscar", "award", ("near", 1.0)),
    ("academy award", "award", ("near", 1.0)),
    ("USD", "EUR", None),
    ("tree", "house", None),
]


@pytest.mark.parametrize(("claim", "evidence", "stands"), UNITS)
def test_units_stand_so_to_each_other(
    claim: str | None, evidence: str | None, stands: tuple[str, float] | None
) -> None:
    found = relation(claim, evidence)
    assert (found is None) == (stands is None)
    if found is not None and stands is not None:
        assert found[0] == stands[0]
        assert found[1] == pytest.approx(stands[1], rel=0.02)


def test_nouns_of_people_are_known() -> None:
    assert [is_human(unit) for unit in ("migrant", "tree", None)] == [True, False, False]

"""The released screen with its real weights: a whole model of the table."""

from __future__ import annotations

import pytest

from models.evaluate import decide, deciding_stance
from models.nli import CrossEncoder, load_nli
from models.registry import spec

PAIRS = [
    ("The agency said that 2,300 people crossed the border in March.", "People crossed the border in March."),
    ("The old bridge in Arlen was closed on Monday.", "The bridge in Arlen was not closed."),
    ("A baker in the harbour town sells bread at dawn.", "The police chief was born in Norway."),
]


@pytest.fixture(scope="module", params=["fp32", "int8"])
def screen(request: pytest.FixtureRequest) -> CrossEncoder:
    return load_nli("screen", runtime=request.param)


def test_plain_cases_are_read_right(screen: CrossEncoder) -> None:
    read = [decide(deciding_stance(reading))[0] for reading in screen.read(PAIRS)]
    assert read == ["entailment", "contradiction", "neutral"]


def test_a_reading_does_not_depend_on_the_pairs_beside_it(screen: CrossEncoder) -> None:
    together = screen.read([*PAIRS, ("", ""), *((f"Report {n}: " + "boats " * n, "Boats.") for n in range(9))])
    assert [screen.read([pair])[0] for pair in PAIRS] == together[: len(PAIRS)]


def test_it_is_named_by_the_table_and_the_runtime() -> None:
    identity = load_nli("screen", runtime="fp32").identity
    assert str(identity) == f"screen@{spec('screen').identity.sha256[:12]}/fp32"
    assert load_nli("screen").identity.sha256 == spec("screen").identity.sha256 != spec("judge").identity.sha256

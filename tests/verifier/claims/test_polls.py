"""A share of one group is none of everybody: of whom it is must stand in the claim."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

GROUP = "A Herald poll shows that people living in coastal towns of Norway have left the Harbor party. "
EVERYBODY = "A Herald poll shows that the Harbor party of Norway has lost ground. "


def last_open(extractor: ClaimExtractor, text: str) -> list[str]:
    """What the last claim leaves open."""
    return [one.text for one in extractor.extract(Article(text)).claims[-1].ambiguities]


@pytest.mark.parametrize(
    "text",
    ["Ann Ode beats Erik Dahl by 46 percent to 42 percent, according to the poll.", "Twelve percent were not sure."],
)
def test_a_share_after_a_poll_of_one_group_is_open(extractor: ClaimExtractor, text: str) -> None:
    assert "percent" in last_open(extractor, GROUP + text)
    assert "percent" not in last_open(extractor, EVERYBODY + text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode beats Erik Dahl by 46 percent to 42 percent among people of the coast, according to the poll.",
        "In the poll 85 percent of Democrats favored the tolls.",
        "In the poll 85 percent of Herald readers favored the tolls.",
        "The tolls of Oslo rose by 46 percent in 2019.",
    ],
)
def test_a_share_that_says_of_whom_or_of_what_is_not(extractor: ClaimExtractor, text: str) -> None:
    assert "percent" not in last_open(extractor, GROUP + text)

"""Claims with another number or date."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.extract import ClaimExtractor
from verifier.evaluation.altered import altered


@pytest.fixture(scope="module")
def extractor() -> ClaimExtractor:
    return ClaimExtractor(EnglishPipeline())


# claim, what it becomes but for the new value (None: nothing can be changed)
CHANGES = [
    ("The fire killed 12 people.", "The fire killed {} people."),
    ("The fire killed two people.", "The fire killed {} people."),
    ("Two people died.", "{} people died."),
    ("The town has 2,000 trees.", "The town has {} trees."),
    ("The bridge cost $1.5 million.", "The bridge cost ${} million."),
    ("The bridge was opened in 2015.", "The bridge was opened in {}."),
    ("The bridge was opened in March 2015.", "The bridge was opened in March {}."),
    ("At least 12 people died.", None),
    ("The total is not 12 trees.", None),
    ("The bridge was opened before 2015.", None),
    ("Split (2016 film) was shot.", None),
    ("The bridge is long.", None),
]


@pytest.mark.parametrize(("claim", "becomes"), CHANGES)
def test_the_first_number_or_date_is_changed(extractor: ClaimExtractor, claim: str, becomes: str | None) -> None:
    for seed in range(5):
        found = altered(extractor.analyse(claim, as_of=None), "It has 3 and 4 and 18.", seed=seed)
        if becomes is None:
            assert found is None
            continue
        assert found is not None
        before, after = becomes.split("{}")
        assert found.startswith(before)
        assert found.endswith(after)
        assert found != claim


def test_the_new_value_is_far_off_and_not_in_the_evidence(extractor: ClaimExtractor) -> None:
    claim = extractor.analyse("The town has 2,000 trees.", as_of=None)
    found = {altered(claim, "Not 3,000 and not 4,000 trees.", seed=seed) for seed in range(9)}
    assert found == {"The town has 6,000 trees."}


def test_a_seed_gives_the_same_change(extractor: ClaimExtractor) -> None:
    claim = extractor.analyse("The bridge was opened in 2015.", as_of=None)
    assert altered(claim, "", seed=1) == altered(claim, "", seed=1)
    assert len({altered(claim, "", seed=seed) for seed in range(20)}) > 2

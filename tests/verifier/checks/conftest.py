"""The real English pipeline, loaded once, and the checks of two texts."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from tests.verifier.checks.comparing import Comparing


@pytest.fixture(scope="session")
def english() -> EnglishPipeline:
    return EnglishPipeline()


@pytest.fixture(scope="session")
def comparing(english: EnglishPipeline) -> Comparing:
    return Comparing(english)

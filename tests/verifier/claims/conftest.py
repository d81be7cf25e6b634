"""The real English pipeline, loaded once for the tests of the claims."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.extract import ClaimExtractor


@pytest.fixture(scope="session")
def english() -> EnglishPipeline:
    return EnglishPipeline()


@pytest.fixture(scope="session")
def extractor(english: EnglishPipeline) -> ClaimExtractor:
    return ClaimExtractor(english)

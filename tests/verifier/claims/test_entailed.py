"""What is read to see whether the window around a claim entails it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.english import EnglishPipeline
from models.fakes import OverlapNli
from models.types import ModelIdentity, PairReading
from verifier.claims.entailed import Pair, entailments, pair_of
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

TEXT = (
    "Mayor Ann Ode opened the port of Oslo. It was late. The board met.\n\n"
    "Nobody spoke. Ode said the port lost $40 million in June."
)


class CountingNli(OverlapNli):
    """Keeps how many pairs it was given at once."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    @property
    def identity(self) -> ModelIdentity:
        return super().identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        self.sizes.append(len(pairs))
        return super().read(pairs)


def pairs_of(text: str, extractor: ClaimExtractor, english: EnglishPipeline) -> list[Pair]:
    article = Article(text)
    return [pair_of(article, claim, english.sentences(text)) for claim in extractor.extract(article).claims]


@pytest.fixture
def pairs(extractor: ClaimExtractor, english: EnglishPipeline) -> list[Pair]:
    return pairs_of(TEXT, extractor, english)


def test_a_claim_of_a_speaker_is_read_as_said(pairs: list[Pair]) -> None:
    assert pairs[-1].hypothesis.startswith("Ann Ode said ")
    assert pairs[-1].hypothesis.endswith("lost $40 million in June.")
    assert pairs[-1].rewritten
    assert (pairs[0].hypothesis, pairs[0].rewritten) == ("Mayor Ann Ode opened the port of Oslo.", False)


def test_the_window_has_neighbours_and_what_the_rewriting_drew_on(pairs: list[Pair]) -> None:
    wide, narrow = pairs[-1].premises
    assert wide == "Mayor Ann Ode opened the port of Oslo. Nobody spoke. Ode said the port lost $40 million in June."
    assert narrow == "Mayor Ann Ode opened the port of Oslo. Ode said the port lost $40 million in June."


def test_resolved_days_are_told_to_the_reader(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    text = "OSLO, March 5, 2021 (AP) — The port opened on Monday and closed in February."
    premises = " ".join(premise for pair in pairs_of(text, extractor, english) for premise in pair.premises)
    assert "Monday” is March 1, 2021." in premises
    assert "February” is February 2021." in premises


def test_the_larger_entailment_of_the_premises_counts() -> None:
    nli = CountingNli()
    premises = ("Rain fell.", "The port opened.")
    opened, fell = entailments(nli, [(premises, "The port opened."), (premises, "Rain fell for days.")])
    assert opened > 0.9 > 0.5 > fell
    assert nli.sizes == [4]


def test_nothing_is_read_where_nothing_is_asked() -> None:
    nli = CountingNli()
    assert (entailments(nli, []), nli.sizes) == ([], [])

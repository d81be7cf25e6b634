"""What is read to see whether the window around a claim entails it, and what is counted."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.english import EnglishPipeline
from models.fakes import OverlapNli
from models.types import ModelIdentity, PairReading
from verifier.claims.entailed import Pair, Reading, measure, pairs_of, report, sample
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


@pytest.fixture
def pairs(extractor: ClaimExtractor, english: EnglishPipeline) -> list[Pair]:
    article = Article(TEXT)
    return pairs_of(article, extractor.extract(article), english.sentences(TEXT))


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
    article = Article(text)
    found = pairs_of(article, extractor.extract(article), english.sentences(text))
    premises = " ".join(premise for pair in found for premise in pair.premises)
    assert "Monday” is March 1, 2021." in premises
    assert "February” is February 2021." in premises


def test_the_larger_entailment_of_the_premises_counts() -> None:
    nli = CountingNli()
    pair = Pair(("Rain fell.", "The port opened."), "The port opened.", "Rain fell for days.", rewritten=True)
    (reading,) = measure([pair], nli)
    assert reading.entailment > 0.9 > 0.5 > reading.verbatim_entailment
    assert nli.sizes == [2, 2]


def test_rates_have_their_counts() -> None:
    def reading(entailment: float, verbatim: float, *, rewritten: bool) -> Reading:
        return Reading(Pair(("a",), "b", "c", rewritten), entailment, verbatim)

    found = report(
        [reading(0.9, 0.9, rewritten=True), reading(0.5, 0.9, rewritten=True), reading(0.9, 0.1, rewritten=False)]
    )
    assert found == {
        "claims": 3,
        "entailed": 2 / 3,
        "claims_rewritten": 2,
        "rewritten_entailed": 1 / 2,
        "sentences_entailed": 2 / 3,
        "claims_of_sentences_entailed": 2,
        "entailed_of_those": 1 / 2,
    }


def test_nothing_has_no_rate() -> None:
    found = report([])
    assert (found["claims"], found["entailed"], found["rewritten_entailed"]) == (0, None, None)


def test_a_sample_is_the_same_for_a_seed(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    rows = [{"text": TEXT}, {"text": "The pier closed. The ferry sank."}]
    whole = sample(rows, extractor, english, limit=None, seed=1)
    some = sample(rows, extractor, english, limit=2, seed=1)
    assert len(some) == 2 < len(whole)
    assert some == sample(rows, extractor, english, limit=2, seed=1)
    assert all(pair in whole for pair in some)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(f"{json.dumps({'text': TEXT})}\n".encode() * 2))
    return path

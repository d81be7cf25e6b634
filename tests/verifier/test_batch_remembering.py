"""The same claim in several articles is read once, and keeping readings changes none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexes.collection import Collection
from indexes.types import Document
from models.fakes import HashingEmbedder, OverlapNli
from models.types import ModelIdentity, PairReading
from verifier.batch import CHUNK_CLAIMS, read_items, run_batch
from verifier.cli.fakes import PlainSentences
from verifier.pipeline import Verifier
from verifier.remembering import RememberingNli

PAIRS = [("The bridge was closed.", "The bridge was closed."), ("It rained.", "The bridge was closed."), ("a", "b")]


class CountingNli:
    """Keeps every pair that it was asked to read."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self._nli = OverlapNli()

    @property
    def identity(self) -> ModelIdentity:
        return self._nli.identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        self.pairs += pairs
        return self._nli.read(pairs)


def test_readings_are_those_of_the_model_in_the_order_of_the_pairs() -> None:
    remembering = RememberingNli(OverlapNli())
    asked = [PAIRS[1], PAIRS[0], PAIRS[1], PAIRS[2]]
    assert remembering.read(asked) == OverlapNli().read(asked)
    assert remembering.read(asked[::-1]) == OverlapNli().read(asked[::-1])
    assert remembering.read([]) == []
    assert remembering.identity == OverlapNli().identity


def test_a_pair_is_read_once() -> None:
    counting = CountingNli()
    remembering = RememberingNli(counting)
    for _ in range(3):
        remembering.read([PAIRS[0], PAIRS[1], PAIRS[0]])
    assert counting.pairs == PAIRS[:2]


def test_pairs_that_join_to_the_same_text_are_told_apart() -> None:
    counting = CountingNli()
    remembering = RememberingNli(counting)
    pairs = [("ab", "c"), ("a", "bc"), ("", "abc"), ("\ud800", "")]
    remembering.read(pairs)
    assert remembering.read(pairs[::-1]) == OverlapNli().read(pairs[::-1])
    assert counting.pairs == pairs


def test_the_pair_that_was_not_asked_for_longest_is_forgotten() -> None:
    counting = CountingNli()
    remembering = RememberingNli(counting, capacity=2)
    for pair in (PAIRS[0], PAIRS[1], PAIRS[0], PAIRS[2], PAIRS[0], PAIRS[1]):
        remembering.read([pair])
    assert counting.pairs == [PAIRS[0], PAIRS[1], PAIRS[2], PAIRS[1]]


def test_more_pairs_than_are_kept_are_all_answered() -> None:
    remembering = RememberingNli(OverlapNli(), capacity=1)
    assert remembering.read(PAIRS) == OverlapNli().read(PAIRS)


def test_a_capacity_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="capacity"):
        RememberingNli(OverlapNli(), capacity=0)


def test_a_claim_in_many_articles_of_a_batch_is_read_once(tmp_path: Path) -> None:
    counting, plain = CountingNli(), PlainSentences()
    shared = "The old bridge was closed in March."
    lines = [
        json.dumps({"custom_id": str(n), "article": {"text": f"{shared} House number {n} burned down on Sunday."}})
        for n in range(CHUNK_CLAIMS)
    ]
    with Collection.open(tmp_path / "c", embedder=HashingEmbedder(), splitter=plain, create=True) as collection:
        collection.add([Document("bridge", "The old bridge was closed in March, the mayor said. It was old.")])
        verifier = Verifier(collection, nli=RememberingNli(counting), extractor=plain, parser=plain)
        counts = run_batch(verifier, read_items(lines), tmp_path / "out")
    assert counts.completed == CHUNK_CLAIMS
    read = [pair for pair in counting.pairs if pair[1] == shared]
    assert read
    assert len(read) == len(set(read))

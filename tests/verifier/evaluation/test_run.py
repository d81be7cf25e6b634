"""A measurement over a real collection with fake models: what is kept, what is done again, what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from indexes.collection import Collection
from indexes.types import Document
from models.fakes import HashingEmbedder
from tests.verifier import making
from tests.verifier.evaluation import making as data_making
from verifier.cli.fakes import PlainSentences
from verifier.clock import Clock
from verifier.evaluation.fever import read_fever
from verifier.evaluation.library import fill
from verifier.evaluation.run import AT_ONCE, Measurement, evaluate_verdicts
from verifier.evaluation.tasks import Task
from verifier.pipeline import Verifier
from verifier.settings import VerificationSettings
from verifier.types import ClaimRequest, Provenance, Verdict


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    data = data_making.fever(tmp_path_factory.mktemp("data"))
    return read_fever(data, split="dev", splitter=PlainSentences()).sample(40, seed=1)


@pytest.fixture
def collection(tmp_path: Path, task: Task) -> Iterator[Collection]:
    with making.collection(tmp_path / "collection", task.documents) as opened:
        yield opened


class Counting:
    """A verifier that counts what it is asked, and is interrupted after so many claims."""

    def __init__(self, inner: Verifier, *, until: int | None = None) -> None:
        self.asked: list[str | None] = []
        self._inner = inner
        self._until = until

    def provenance(self) -> Provenance:
        return self._inner.provenance()

    def check(
        self, requests: Sequence[ClaimRequest], *, on_timings: Callable[[Mapping[str, float]], None] | None = None
    ) -> list[Verdict]:
        if self._until is not None and len(self.asked) >= self._until:
            raise KeyboardInterrupt
        self.asked += [request.id for request in requests]
        return self._inner.check(requests, on_timings=on_timings)


def run(task: Task, checker: Counting, folder: Path) -> Measurement:
    folder.mkdir(exist_ok=True)
    return evaluate_verdicts(task, checker, folder, clock=Clock())


def test_claims_are_verified_and_their_evidence_is_told_right_from_wrong(
    task: Task, collection: Collection, tmp_path: Path
) -> None:
    found = run(task, Counting(making.verifier(collection)), tmp_path)
    assert found.answered_now == found.measured.n == 40
    figures = found.measured.figures
    assert figures["precision_supported"].value == 1.0
    assert figures["right_evidence"].value == 1.0
    assert figures["coverage"].n == 40
    assert {"search", "read", "verify", "measure"} <= found.seconds.keys()
    assert len(found.predictions.read_text().splitlines()) == 40


def test_an_interrupted_run_goes_on_and_ends_as_an_unbroken_one(
    task: Task, collection: Collection, tmp_path: Path
) -> None:
    verifier = making.verifier(collection)
    broken = Counting(verifier, until=AT_ONCE)
    with pytest.raises(KeyboardInterrupt):
        run(task, broken, tmp_path / "broken")
    rest = Counting(verifier)
    again = run(task, rest, tmp_path / "broken")
    assert len(rest.asked) == again.answered_now == 40 - AT_ONCE
    assert not set(rest.asked) & set(broken.asked)
    whole = run(task, Counting(verifier), tmp_path / "whole")
    assert again.predictions.read_bytes() == whole.predictions.read_bytes()
    assert again.measured == whole.measured


def test_a_smaller_sample_reads_what_a_greater_one_wrote(task: Task, collection: Collection, tmp_path: Path) -> None:
    verifier = making.verifier(collection)
    run(task, Counting(verifier), tmp_path)
    checker = Counting(verifier)
    assert run(task.sample(10, seed=1), checker, tmp_path).measured.n == 10
    assert checker.asked == []


def test_other_settings_make_other_predictions(task: Task, collection: Collection, tmp_path: Path) -> None:
    first = run(task, Counting(making.verifier(collection)), tmp_path)
    stricter = making.verifier(collection, settings=VerificationSettings(support_threshold=0.99))
    second = run(task, Counting(stricter), tmp_path)
    assert second.predictions != first.predictions
    assert second.measured.figures["recall_supported"].value == 0.0


class CountingEmbedder(HashingEmbedder):
    """Counts the passages it embeds."""

    embedded = 0

    def embed_passages(self, texts: Sequence[str]):  # type: ignore[no-untyped-def]  # the type of the base class
        self.embedded += len(texts)
        return super().embed_passages(texts)


def test_a_collection_is_filled_once_and_follows_its_documents(tmp_path: Path) -> None:
    documents = [Document(f"d{at}", f"Sentence number {at} stands here.") for at in range(5)]
    embedder = CountingEmbedder()
    stamp = tmp_path / "collection.json"
    with Collection.open(tmp_path / "c", embedder=embedder, splitter=PlainSentences(), create=True) as collection:
        collection.add([Document("stray", "It does not belong here.")])
        assert fill(collection, documents, stamp)
        assert embedder.embedded == 6
        assert collection.get("stray") is None
        assert not fill(collection, documents, stamp)
        assert fill(collection, documents[:4], stamp)
        assert (collection.info().documents, embedder.embedded) == (4, 6)
        collection.remove(["d0"])
        assert fill(collection, documents[:4], stamp)
        assert (collection.info().documents, embedder.embedded) == (4, 7)

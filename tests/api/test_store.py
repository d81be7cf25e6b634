"""Batches on disk: whole or not there, whole lines, one process, and nothing outside the folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.batches.runner import BatchRunner
from api.batches.store import Batch, BatchStore
from api.errors import BatchUnknown, StateInUse
from api.settings import Limits
from api.worker import ModelWorker


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BatchStore]:
    store = BatchStore.open(tmp_path / "state")
    yield store
    store.close()


def accepted(store: BatchStore, text: bytes = b"{}\n", *, total: int = 1) -> Batch:
    async def chunks() -> AsyncIterator[bytes]:
        yield text

    return asyncio.run(store.receive(chunks())).accept(total=total)


def test_an_accepted_batch_is_there_as_it_was_sent(store: BatchStore) -> None:
    batch = accepted(store, b"one\ntwo\n", total=2)
    assert store.get(batch.id) == batch
    assert (batch.state, batch.total) == ("queued", 2)
    assert store.input_path(batch.id).read_bytes() == b"one\ntwo\n"


def test_a_batch_that_breaks_off_while_it_comes_in_leaves_nothing(store: BatchStore, tmp_path: Path) -> None:
    async def breaks_off() -> AsyncIterator[bytes]:
        yield b"one\n"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        asyncio.run(store.receive(breaks_off()))
    assert store.page(limit=10) == []
    assert list((tmp_path / "state" / "incoming").iterdir()) == []


def test_what_a_killed_process_left_half_received_is_removed_at_the_next_start(tmp_path: Path) -> None:
    half = tmp_path / "state" / "incoming" / "0000000000000000-00000000"
    half.mkdir(parents=True)
    (half / "input.jsonl").write_bytes(b"half")
    BatchStore.open(tmp_path / "state").close()
    assert not half.exists()


def test_a_second_process_is_told_that_the_state_is_in_use(store: BatchStore, tmp_path: Path) -> None:
    with pytest.raises(StateInUse, match="another process"):
        BatchStore.open(tmp_path / "state")


@pytest.mark.parametrize("batch_id", ["", "..", "../x", "a/b", "0" * 25, "0001957d2f3c4a00-5f0c9a1e/../x", "\x00"])
def test_an_id_that_is_none_leads_nowhere(store: BatchStore, batch_id: str) -> None:
    with pytest.raises(BatchUnknown):
        store.get(batch_id)
    with pytest.raises(BatchUnknown):
        store.results_path(batch_id)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"", b""),
        (b'{"a": 1}\n', b'{"a": 1}\n'),
        (b'{"a": 1}\n{"b"', b'{"a": 1}\n'),
        (b'{"a"', b""),
        (b"x" * 200_000, b""),
        (b"x\n" + b"y" * 200_000, b"x\n"),
        (b"x" * 200_000 + b"\n" + b"y" * 200_000, b"x" * 200_000 + b"\n"),
    ],
)
def test_only_whole_lines_of_results_are_read(store: BatchStore, written: bytes, read: bytes) -> None:
    batch = accepted(store)
    store.results_path(batch.id).write_bytes(written)
    assert b"".join(store.results(batch.id)) == read


def test_an_unfinished_batch_that_the_queue_lost_is_queued_once_again(store: BatchStore) -> None:
    lost, queued, done = accepted(store), accepted(store), accepted(store)
    store.change(lost.id, lambda batch: replace(batch, state="running"))
    store.change(done.id, lambda batch: replace(batch, state="completed"))
    worker = ModelWorker(max_waiting=1)
    first = BatchRunner(store, worker, Limits())
    assert sorted(first.queued()) == sorted([lost.id, queued.id])
    first.stop(grace_s=1)
    second = BatchRunner(store, worker, Limits())
    assert sorted(second.queued()) == sorted([lost.id, queued.id])
    assert store.get(lost.id).state == "queued"
    second.stop(grace_s=1)

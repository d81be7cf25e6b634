"""Batches as files, so that they outlive the process and can be looked at without it.

    <state>/lock                       held by the one process that works here
    <state>/queue.sqlite3              huey's queue (api.batches.runner)
    <state>/incoming/<id>/             a batch that is still being received; removed at the next start
    <state>/batches/<id>/input.jsonl   what was sent
    <state>/batches/<id>/meta.json     state, counts and times; replaced in one step
    <state>/batches/<id>/results.jsonl what was answered; lines are only ever appended (verifier.batch)

A batch folder appears by one rename after all of it is on disk: it is whole or it is not there.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import AsyncIterable, Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, Self

from api.errors import BatchUnknown, StateInUse

State = Literal["queued", "running", "completed", "cancelled", "failed"]

FINISHED: Final[frozenset[State]] = frozenset({"completed", "cancelled", "failed"})
_ID = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")
_READ_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Batch:
    """What is known of a batch. Times are in UTC, ISO 8601. `cancel_requested` outlives a restart."""

    id: str
    state: State
    total: int
    completed: int
    failed: int
    created_at: str
    started_at: str | None = None
    finished_at: str | None = None
    cancel_requested: bool = False
    error: dict[str, object] | None = None

    @property
    def finished(self) -> bool:
        return self.state in FINISHED

    def record(self) -> dict[str, object]:
        """The JSON form that is sent."""
        return {
            "id": self.id,
            "state": self.state,
            "counts": {"total": self.total, "completed": self.completed, "failed": self.failed},
            "created_at": self.created_at,
            "started_at": self.started_at,
            "finished_at": self.finished_at,
            "error": self.error,
        }


def now() -> str:
    """The time in UTC, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class BatchStore:
    """The batches of one state folder. Safe to use from several threads of the one process that opened it."""

    def __init__(self, root: Path, lock_descriptor: int) -> None:
        self._root = root
        self._lock_descriptor = lock_descriptor
        self._changing = threading.Lock()

    @classmethod
    def open(cls, root: Path) -> Self:
        """Make the folder where needed and hold it; StateInUse where another process does."""
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        (root / "batches").mkdir(exist_ok=True, mode=0o700)
        descriptor = os.open(root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise StateInUse(
                f"{root}: another process works on the batches of this state folder",
                hint="Stop the other service, or set VERIFIER_API_STATE_DIR to another folder.",
            ) from error
        shutil.rmtree(root / "incoming", ignore_errors=True)
        (root / "incoming").mkdir(mode=0o700)
        return cls(root, descriptor)

    def close(self) -> None:
        os.close(self._lock_descriptor)

    @property
    def queue_path(self) -> Path:
        return self._root / "queue.sqlite3"

    def input_path(self, batch_id: str) -> Path:
        return self._folder(batch_id) / "input.jsonl"

    def results_path(self, batch_id: str) -> Path:
        return self._folder(batch_id) / "results.jsonl"

    async def receive(self, chunks: AsyncIterable[bytes]) -> Incoming:
        """Write what comes in to a file beside the batches; `Incoming.accept` makes it a batch."""
        batch_id = f"{time.time_ns():016x}-{secrets.token_hex(4)}"
        folder = self._root / "incoming" / batch_id
        folder.mkdir(mode=0o700)
        incoming = Incoming(self, batch_id, folder)
        try:
            with incoming.path.open("wb") as file:
                async for chunk in chunks:
                    await asyncio.to_thread(file.write, chunk)
        except BaseException:
            incoming.discard()
            raise
        return incoming

    def get(self, batch_id: str) -> Batch:
        """BatchUnknown where there is none."""
        try:
            found = json.loads((self._folder(batch_id) / "meta.json").read_bytes())
        except FileNotFoundError as error:
            raise _unknown(batch_id) from error
        return Batch(**found)

    def change(self, batch_id: str, how: Callable[[Batch], Batch]) -> Batch:
        """Read, change and write a batch as one step; writes only what differs."""
        with self._changing:
            before = self.get(batch_id)
            after = how(before)
            if after != before:
                write_meta(self._folder(batch_id), after)
            return after

    def page(self, *, limit: int, before_id: str | None = None) -> list[Batch]:
        """Up to `limit` batches, newest first, older than `before_id`."""
        return [self.get(batch_id) for batch_id in self._ids_newest_first(before_id)[:limit]]

    def unfinished(self) -> list[Batch]:
        """Batches that are not finished, oldest first."""
        batches = [self.get(batch_id) for batch_id in reversed(self._ids_newest_first(None))]
        return [batch for batch in batches if not batch.finished]

    def results(self, batch_id: str) -> Iterator[bytes]:
        """The results as they stand now, in chunks: whole lines only, also while a line is being written."""
        path = self.results_path(batch_id)
        if not path.exists():
            return
        with path.open("rb") as file:
            left = _whole_lines_size(file.fileno())
            while left and (chunk := file.read(min(left, _READ_BYTES))):
                left -= len(chunk)
                yield chunk

    def _ids_newest_first(self, before_id: str | None) -> list[str]:
        ids = (entry.name for entry in os.scandir(self._root / "batches") if _ID.fullmatch(entry.name))
        return sorted((one for one in ids if before_id is None or one < before_id), reverse=True)

    def _folder(self, batch_id: str) -> Path:
        if not _ID.fullmatch(batch_id):
            raise _unknown(batch_id)
        return self._root / "batches" / batch_id


class Incoming:
    """A batch that was received and is not accepted yet."""

    def __init__(self, store: BatchStore, batch_id: str, folder: Path) -> None:
        self._store = store
        self._id = batch_id
        self._folder = folder
        self.path = folder / "input.jsonl"

    def accept(self, *, total: int) -> Batch:
        """Make it a batch that is on disk and queued."""
        batch = Batch(self._id, "queued", total, 0, 0, now())
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        write_meta(self._folder, batch)
        target = self._store.input_path(self._id).parent
        self._folder.rename(target)
        sync_folder(target.parent)
        return batch

    def discard(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def write_meta(folder: Path, batch: Batch) -> None:
    """Replace `meta.json` in one step: after a crash it holds the old state or the new one."""
    beside = folder / "meta.json.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(batch), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / "meta.json")
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _whole_lines_size(descriptor: int) -> int:
    """Bytes up to and with the last newline."""
    size = os.fstat(descriptor).st_size
    while size:
        start = max(0, size - _READ_BYTES)
        found = os.pread(descriptor, size - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        size = start
    return 0


def _unknown(batch_id: str) -> BatchUnknown:
    return BatchUnknown(
        f"expected the id of a batch, found {ascii(batch_id)[:60]}", hint="GET /v1/batches lists the batches there are."
    )

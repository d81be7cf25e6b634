"""The output file of a batch, which is also its state.

Every line is one JSON object that begins with "custom_id" and holds "report", "verdict" or "error"; a line about
input that could not be read as an item holds "line", the number of the input line, as well. Lines are appended, whole
and synced, so a killed process leaves at most one torn line at the end. Opening cuts that line off and says what is
finished. One process at a time: the file is locked with flock(2), which every POSIX system has and the kernel frees
when the process dies.
"""

from __future__ import annotations

import fcntl
import json
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from verifier.errors import OutputBusy, OutputUnusable

_BEGINNING = b'{"custom_id"'
_ANSWERS = ("report", "verdict", "error")


@dataclass(slots=True)
class Finished:
    """What an output holds. `succeeded` maps a custom_id to whether it was answered without an error, `faults` are
    the numbers of input lines that were answered with an error, `provenances` counts answers by their provenance
    in canonical JSON."""

    succeeded: dict[str, bool] = field(default_factory=dict)
    faults: set[int] = field(default_factory=set)
    provenances: Counter[str] = field(default_factory=Counter)

    def note(self, line: dict[str, object]) -> None:
        custom_id, number = line.get("custom_id"), line.get("line")
        if isinstance(number, int):
            self.faults.add(number)
        if isinstance(custom_id, str):
            self.succeeded[custom_id] = self.succeeded.get(custom_id, False) or "error" not in line
        found = provenance_of(line)
        if found is not None:
            self.provenances[found] += 1


def provenance_of(line: dict[str, object]) -> str | None:
    """The provenance of an output line in canonical JSON; None for an error line."""
    answer = line.get("report", line.get("verdict"))
    if not isinstance(answer, dict):
        return None
    return json.dumps(answer.get("provenance"), sort_keys=True)


class BatchOutput:
    """An output file, locked and open for appending. Made by `open_output`."""

    def __init__(self, path: Path, descriptor: int, finished: Finished) -> None:
        self.path = path
        self.finished = finished
        self._descriptor = descriptor

    def append(self, lines: Sequence[bytes]) -> None:
        """Writes the lines (each ends with a newline) and syncs. An error or interrupt leaves all of them or none."""
        data = b"".join(lines)
        before = os.fstat(self._descriptor).st_size
        try:
            _write(self._descriptor, data)
            os.fsync(self._descriptor)
        except BaseException:
            if os.fstat(self._descriptor).st_size < before + len(data):
                os.ftruncate(self._descriptor, before)
            raise


@contextmanager
def open_output(path: Path, *, drop_errors: bool = False) -> Iterator[BatchOutput]:
    """Opens, locks and mends an output; with `drop_errors` its error lines are removed, so that they are tried again.

    Raises OutputBusy where another process writes it, OutputUnusable where the file holds something else or cannot
    be written. A file that is not the output of a batch is never changed.
    """
    descriptor = _open_locked(path)
    try:
        finished, sound_until = _read(descriptor, path)
        os.ftruncate(descriptor, sound_until)
        if drop_errors and (finished.faults or not all(finished.succeeded.values())):
            replaced = _without_errors(descriptor, path)
            os.close(descriptor)
            descriptor = replaced
            finished, _ = _read(descriptor, path)
        yield BatchOutput(path, descriptor, finished)
    finally:
        os.close(descriptor)


def _open_locked(path: Path) -> int:
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise OutputUnusable(
                f"{path}: expected a file that can be written, found: {error.strerror}",
                hint="Give an output file in a folder that exists and that you may write to.",
            ) from error
        try:
            _lock(descriptor, path)
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                _sync_folder(path.parent)
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # replaced by another process between opening and locking: once more


def _lock(descriptor: int, path: Path) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OutputUnusable(
            f"{path}: expected a regular file, found a device or a pipe",
            hint="Give an ordinary file: a batch continues from its own output.",
        )
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputBusy(
            f"{path}: another process is writing this output",
            hint="Wait until it has finished, or give another output file.",
        ) from error


def _read(descriptor: int, path: Path) -> tuple[Finished, int]:
    """What the file holds, and the offset in bytes up to which it is sound."""
    finished, sound_until = Finished(), 0
    with _reader(descriptor) as file:
        for number, raw in enumerate(file, start=1):
            line = _parsed(raw)
            if line is not None:
                finished.note(line)
                sound_until += len(raw)
            elif _torn(raw) and not file.read(1):
                break
            else:
                raise OutputUnusable(
                    f"{path}, line {number}: expected a line of batch output, found {raw[:40]!a}",
                    hint="Give another output file; this one was left as it is.",
                )
    return finished, sound_until


def _reader(descriptor: int) -> BinaryIO:
    file = os.fdopen(os.dup(descriptor), "rb")
    file.seek(0)
    return file


def _parsed(raw: bytes) -> dict[str, object] | None:
    """The line of output, or None where it is torn or something else."""
    line = _object(raw) if raw.startswith(_BEGINNING) and raw.endswith(b"\n") else None
    return line if line is not None and any(answer in line for answer in _ANSWERS) else None


def _torn(raw: bytes) -> bool:
    """Whether a last line can be the beginning of one of ours; after a power cut, zeros can stand in its place.

    A whole object without an answer is somebody's input, given as the output by mistake.
    """
    if not raw.startswith(_BEGINNING):
        return _BEGINNING.startswith(raw.rstrip(b"\x00"))
    line = _object(raw)
    return line is None or any(answer in line for answer in _ANSWERS)


def _object(raw: bytes) -> dict[str, object] | None:
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None


def _without_errors(descriptor: int, path: Path) -> int:
    """Puts a copy without its error lines in the file's place; returns the copy, locked before it can be seen."""
    beside = path.with_name(f".{path.name}.retry")
    copy = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(copy, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with _reader(descriptor) as file:
            for raw in file:
                if "error" not in (_parsed(raw) or {}):
                    _write(copy, raw)
        os.fsync(copy)
        beside.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        os.close(copy)
        raise
    return copy


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

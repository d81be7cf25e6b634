"""Unpacks a zip that lies in several volumes into a folder: all or nothing, safe beside other processes."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from models.cached import make_whole
from models.errors import ModelDamaged

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

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

    `check` and `size_bytes` are those of `models.cached.make_whole`. Raises ModelMissing where the disk cannot take
    the files and ModelDamaged where the zip cannot be read; an error of `check` passes through.
    """

    def write(part: Path) -> None:
        with (
            JoinedFiles(volumes) as joined,
            io.BufferedReader(joined, _CHUNK) as stream,
            zipfile.ZipFile(stream) as archive,
        ):
            for name in files:
                _extract(archive, f"{folder}/{name}", part / _safe(name))

    try:
        make_whole(target, write=write, check=check, size_bytes=size_bytes, doing="unpacking a model")
    except zipfile.BadZipFile as error:
        raise ModelDamaged(f"expected a zip in {len(volumes)} volumes, found {error}", hint=hint) from error


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

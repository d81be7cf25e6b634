"""Folders of the cache that appear complete or not at all, also beside other processes."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import ModelError, ModelMissing

_LOG = logging.getLogger(__name__)


def make_whole(
    target: Path, *, write: Callable[[Path], None], check: Callable[[Path], None], size_bytes: int, doing: str
) -> None:
    """Makes the folder `target` unless it is there and good; it appears complete or not at all.

    `write` fills a folder beside it and flushes its files to the disk (`synced`), `check` raises a ModelError where a
    folder is not good, and the folder is then renamed. A lock lets one process at a time do it; the others find it
    done. What a killed process left is removed. `size_bytes` is what the files take, `doing` what a log line says.

    Raises ModelMissing where the disk cannot take them; errors of `write` and `check` pass through.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.with_name(f".{target.name}.lock")):
            if not _is_good(target, check):
                _replace(target, write, check, size_bytes, doing)
    except OSError as error:
        raise _disk_error(error, target, size_bytes) from error


def synced(file: Path) -> None:
    """Flushes a written file to the disk."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _replace(
    target: Path, write: Callable[[Path], None], check: Callable[[Path], None], size_bytes: int, doing: str
) -> None:
    prefix = f".{target.name}.part-"
    for stale in target.parent.glob(f"{prefix}*"):  # we hold the lock: nobody is writing them
        shutil.rmtree(stale, ignore_errors=True)
    free = shutil.disk_usage(target.parent).free
    if free < size_bytes:
        raise OSError(errno.ENOSPC, f"{free / 1e6:.0f} MB free")
    _LOG.info("%s into %s", doing, target, extra={"target": str(target), "size_bytes": size_bytes})
    part = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    try:
        write(part)
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


def _is_good(target: Path, check: Callable[[Path], None]) -> bool:
    if not target.exists():
        return False
    try:
        check(target)
    except ModelError as error:
        _LOG.warning("making anew", extra={"target": str(target), "found": str(error)})
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

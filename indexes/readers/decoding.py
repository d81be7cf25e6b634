"""From the bytes of a file to text."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from indexes.errors import DocumentUnreadable
from indexes.storable import cleaned

MAX_FILE_BYTES: Final = 50 * 2**20

_WIDE_MARKS: Final = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def file_bytes(path: Path) -> bytes:
    """The file's bytes; DocumentUnreadable over `MAX_FILE_BYTES`."""
    with open_regular(path) as file:
        data = file.read(MAX_FILE_BYTES + 1)  # what the file system says of a size may be wrong by now
        size_bytes = max(len(data), os.fstat(file.fileno()).st_size)
    if size_bytes > MAX_FILE_BYTES:
        raise DocumentUnreadable(
            f"{path}: expected at most {MAX_FILE_BYTES} bytes ({MAX_FILE_BYTES // 2**20} MB), found {size_bytes}",
            hint="Cut the file into smaller ones, or give its documents as lines of a .jsonl file.",
        )
    return data


def open_regular(path: Path) -> BinaryIO:
    """The file, open for reading bytes; DocumentUnreadable for a pipe, a device or a socket, which could wait or go on
    for ever. OSError where it cannot be opened."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise _irregular(path)
    # Not to wait either where a pipe has taken the file's place since.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise _irregular(path)
    return file


def _irregular(path: Path) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"{path}: expected a regular file, found a folder, a pipe, a device or a socket",
        hint="Save what it gives as a file and add that, or leave it out.",
    )


def wide_encoding(start: bytes) -> str | None:
    """The encoding that a byte order mark of UTF-16 or UTF-32 announces."""
    for mark, encoding in _WIDE_MARKS.items():
        if start.startswith(mark):
            return encoding
    return None


def decode(data: bytes, *, source: str) -> str:
    """Text of UTF-8 (with or without a byte order mark), or of UTF-16 or UTF-32 with one.

    Raises DocumentUnreadable that names the first byte that does not fit, or that the file is binary (NUL bytes).
    """
    encoding = wide_encoding(data) or "utf-8-sig"
    if encoding == "utf-8-sig" and b"\x00" in data:
        raise DocumentUnreadable(
            f"{source}: expected text, found binary data (a NUL at byte {data.index(0)})",
            hint="Save it as UTF-8 text; formats that are read are .txt, .md, .html, .pdf, .jsonl and .csv.",
        )
    try:
        return cleaned(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise DocumentUnreadable(
            f"{source}: expected UTF-8 (or UTF-16 with a byte order mark), found"
            f" {data[error.start : error.start + 1]!r} at byte {error.start}",
            hint="Save the file as UTF-8.",
        ) from error

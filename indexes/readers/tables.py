"""Files of many documents: JSON lines (also gzipped) and CSV, read record by record."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from indexes.errors import CollectionError, DocumentUnreadable
from indexes.readers.decoding import MAX_FILE_BYTES, decode, wide_encoding
from indexes.readers.formats import Item, unreadable
from indexes.readers.records import document_from_record

MAX_RECORD_BYTES: Final = MAX_FILE_BYTES


def read_json_lines(path: Path, *, max_record_bytes: int = MAX_RECORD_BYTES) -> Iterator[Item]:
    """A document a line; blank lines are passed over, a bad line is reported with its number."""
    with _open(path) as file:
        for number, raw in enumerate(_lines(file, path, max_record_bytes), start=1):
            source = f"{path}, line {number}"
            try:
                line = decode(_whole(raw, source, max_record_bytes), source=source)
                if line.strip():
                    yield document_from_record(_object(line, source), source=source)
            except CollectionError as error:
                yield unreadable(error, source=str(path), line=number)


def read_csv(path: Path) -> Iterator[Item]:
    """A document a row, under a header that names the fields; a bad row is reported with its line."""
    csv.field_size_limit(MAX_RECORD_BYTES)
    with path.open("rb") as file:
        encoding = wide_encoding(file.read(4)) or "utf-8-sig"
    with path.open(encoding=encoding, newline="") as table:
        rows = csv.DictReader(table, strict=True)
        try:
            yield from _rows(rows, path)
        except (csv.Error, UnicodeDecodeError) as error:
            raise DocumentUnreadable(
                f"{path}: expected CSV in UTF-8, found a fault after line {rows.line_num}: {error}",
                hint="Save the table as CSV in UTF-8; the rows before that line were read.",
            ) from error


def _rows(rows: csv.DictReader[str], path: Path) -> Iterator[Item]:
    if "text" not in (rows.fieldnames or ()):
        found = ", ".join(rows.fieldnames or ()) or "none"
        raise DocumentUnreadable(
            f"{path}: expected a header with a field 'text', found {found[:200]}",
            hint="Name the columns in the first row: id, title, text, url, publisher, published_at, ...",
        )
    for row in rows:
        line = rows.line_num
        try:
            # Cells beyond the header come under None.
            record = {key: value for key, value in row.items() if isinstance(key, str)}
            yield document_from_record(record, source=f"{path}, line {line}")
        except CollectionError as error:
            yield unreadable(error, source=str(path), line=line)


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        if not path.name.lower().endswith(".gz"):
            yield file
            return
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield cast("IO[bytes]", unpacked)


def _lines(file: IO[bytes], path: Path, limit: int) -> Iterator[bytes]:
    """Lines as bytes, in UTF-8 also where the file is in UTF-16; of an overlong one only the beginning."""
    try:
        start = file.read(4)
        file.seek(0)
        encoding = wide_encoding(start)
        if encoding is not None:
            with io.TextIOWrapper(file, encoding=encoding) as text:
                for line in text:
                    yield line.encode("utf-8", "surrogatepass")
            return
        while raw := file.readline(limit + 1):
            yield raw
            while len(raw) > limit and not raw.endswith(b"\n"):
                raw = file.readline(limit + 1)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DocumentUnreadable(
            f"{path}: expected lines of JSON, found a damaged file: {error}",
            hint="Fetch or write the file again; the lines before were read.",
        ) from error


def _whole(raw: bytes, source: str, limit: int) -> bytes:
    if len(raw) > limit:
        raise DocumentUnreadable(
            f"{source}: expected at most {limit} bytes ({limit // 2**20} MB) a line, found more",
            hint="Cut the document into smaller ones.",
        )
    return raw


def _object(line: str, source: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentUnreadable(
            f"{source}: expected a JSON object, found {line.strip()[:40]!r}: {error}",
            hint="Write one JSON object a line.",
        ) from error
    if not isinstance(value, dict):
        raise DocumentUnreadable(
            f"{source}: expected a JSON object, found {type(value).__name__}", hint="Write one JSON object a line."
        )
    return value

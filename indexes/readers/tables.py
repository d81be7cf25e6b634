"""Files of many documents: JSON lines (also gzipped) and CSV, read record by record."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from indexes.errors import CollectionError, DocumentUnreadable
from indexes.readers.decoding import MAX_FILE_BYTES, decode, open_regular, wide_encoding
from indexes.readers.formats import Item, unreadable
from indexes.readers.records import document_from_record
from indexes.storable import cleaned

MAX_RECORD_BYTES: Final = MAX_FILE_BYTES

_ESCAPED: Final = re.compile("[\udc80-\udcff]+")  # how surrogateescape keeps bytes that are no UTF-8


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
    with open_regular(path) as file:
        encoding = wide_encoding(file.read(4)) or "utf-8-sig"
        file.seek(0)
        # Bytes that are no UTF-8 stay in the text as surrogates, so that only their row is lost. In wide encodings a
        # fault moves everything after it, and ends the reading.
        errors = "surrogateescape" if encoding == "utf-8-sig" else "strict"
        rows = csv.DictReader(io.TextIOWrapper(file, encoding=encoding, errors=errors, newline=""), strict=True)
        try:
            yield from _rows(rows, path)
        except (csv.Error, UnicodeDecodeError) as error:
            raise DocumentUnreadable(
                f"{path}: expected CSV, found a fault after line {rows.line_num}: {error}",
                hint="Correct the table there, or save it anew as CSV in UTF-8; the rows before that line were read.",
            ) from error


def _rows(rows: csv.DictReader[str], path: Path) -> Iterator[Item]:
    if "text" not in (rows.fieldnames or ()):
        found = cleaned(", ".join(rows.fieldnames or ())) or "none"
        raise DocumentUnreadable(
            f"{path}: expected a header with a field 'text', found {found[:200]}",
            hint="Name the columns in the first row: id, title, text, url, publisher, published_at, ...",
        )
    for row in rows:
        line = rows.line_num
        try:
            # Cells beyond the header come under None.
            record = {key: value for key, value in row.items() if isinstance(key, str)}
            source = f"{path}, line {line}"
            _require_utf_8(record, source)
            yield document_from_record(record, source=source)
        except CollectionError as error:
            yield unreadable(error, source=str(path), line=line)


def _require_utf_8(record: Mapping[str, str | None], source: str) -> None:
    for field, value in record.items():
        found = _ESCAPED.search(value or "")
        if found is not None:
            raise DocumentUnreadable(
                f"{source}: field {cleaned(field)!r}: expected UTF-8, found"
                f" {found.group().encode('utf-8', 'surrogateescape')!r} at character {found.start()}",
                hint="Save the table as CSV in UTF-8, or correct the row; the other rows were read.",
            )


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    with open_regular(path) as file:
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

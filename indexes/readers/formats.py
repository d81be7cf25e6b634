"""Files that are one document each: text, Markdown, HTML and PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from indexes.errors import CollectionError, DocumentUnreadable
from indexes.readers.decoding import decode, file_bytes, wide_encoding
from indexes.readers.languages import language_of
from indexes.readers.pdf import pdf_text
from indexes.storable import cleaned
from indexes.types import Document, UnreadableItem

Item = Document | UnreadableItem

_HEADING: Final = re.compile(r"\A\s*#\s+(\S[^\n]*?)\s*#*\s*$", re.MULTILINE)


def read_text(path: Path, id_: str) -> Iterator[Item]:
    """The whole file as the text."""
    text = decode(file_bytes(path), source=str(path))
    yield _document(path, id_, text)


def read_markdown(path: Path, id_: str) -> Iterator[Item]:
    """The file as it stands; a heading at its start is the title."""
    text = decode(file_bytes(path), source=str(path))
    heading = _HEADING.match(text)
    yield _document(path, id_, text, title=heading.group(1) if heading else None)


def read_html(path: Path, id_: str) -> Iterator[Item]:
    """The main text of the page and what its metadata say, by trafilatura."""
    import trafilatura  # half a second, and only pages need it

    data = file_bytes(path)
    # Without a mark the page itself names its encoding; trafilatura reads that.
    wide = wide_encoding(data) is not None or b"\x00" in data
    page: str | bytes = decode(data, source=str(path)) if wide else data
    try:
        extracted: Any = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True) if page else None
    except Exception as error:  # a foreign parser meets hostile bytes here with errors of any kind
        raise DocumentUnreadable(
            f"{path}: expected a page that can be taken apart, found {str(error) or type(error).__name__}",
            hint="Save the text of the page as a .txt file and add that.",
        ) from error
    text = "" if extracted is None else extracted.text or ""
    if not text.strip():
        raise DocumentUnreadable(
            f"{path}: expected a page with a main text, found none",
            hint="Save the text of the page as a .txt file and add that.",
        )
    yield _document(
        path,
        id_,
        cleaned(text),
        title=_line(extracted.title),
        url=_line(extracted.url),
        publisher=_line(extracted.sitename),
        published_at=_day(extracted.date),
    )


def read_pdf(path: Path, id_: str) -> Iterator[Item]:
    """The text of all pages; pages without any are named besides."""
    found = pdf_text(file_bytes(path), source=str(path))
    yield _document(path, id_, cleaned(found.text), title=_line(found.title))
    if found.blank_pages:
        numbers = ", ".join(map(str, found.blank_pages[:20])) + (", …" if len(found.blank_pages) > 20 else "")
        yield UnreadableItem(
            source=str(path),
            error=f"expected text on all {found.pages} pages, found none on page {numbers}; the others were read",
            hint="Where those pages are scans, run OCR over the file and add it again.",
        )


FORMATS: Final[Mapping[str, Callable[[Path, str], Iterator[Item]]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
}


def unreadable(error: CollectionError, *, source: str, line: int | None = None) -> UnreadableItem:
    """The item that reports an error of one file or record."""
    return UnreadableItem(source=source, error=str(error), hint=error.hint, line=line)


def _document(
    path: Path,
    id_: str,
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published_at: date | None = None,
) -> Document:
    if not text.strip():
        raise DocumentUnreadable(
            f"{path}: expected a text, found none in {path.stat().st_size} bytes", hint="Leave the file out."
        )
    return Document(
        id=id_,
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        published_at=published_at,
        language=language_of(text),
    )


def _line(value: str | None) -> str | None:
    line = " ".join(cleaned(value or "").split())
    return line or None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None

"""Document records: the fields of a document as JSON or CSV holds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, cast, get_args

from indexes.digests import content_digest
from indexes.errors import DocumentInvalid
from indexes.readers.languages import language_of
from indexes.storable import cleaned
from indexes.types import Document, DocumentKind

_ID_HEX_DIGITS: Final = 16
_WITHOUT_ID: Final = "-"  # what stands in the digest of a document that gets its id from it


def document_from_record(record: Mapping[str, object], *, source: str) -> Document:
    """A document of a record `{"id","title","text","url","publisher","published_at","language","kind"}`.

    All but `text` may be missing, null or blank; other fields are passed over. `_id` stands for `id` where that is
    missing (BEIR). Without an id it is "doc-" and 16 hex digits of the content's sha256; without a language, that is
    detected. A time of day in `published_at` is dropped. NUL and lone surrogates become U+FFFD. Raises DocumentInvalid
    that names `source`, the field, what was expected and what was found.
    """
    text = _text(record, "text", source)
    if text is None:
        raise _invalid(source, "text", "a text that is not blank", record.get("text"))
    given = _id(record, source)
    document = Document(
        id=given or _WITHOUT_ID,
        text=text,
        title=_line(record, "title", source),
        url=_line(record, "url", source),
        publisher=_line(record, "publisher", source),
        published_at=_date(record, source),
        language=(_line(record, "language", source) or language_of(text)).lower(),
        kind=_kind(record, source),
    )
    return with_content_id(document) if given is None else document


def document_record(document: Document) -> dict[str, str | None]:
    """The record of a document; the date in ISO form."""
    published = document.published_at
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "url": document.url,
        "publisher": document.publisher,
        "published_at": None if published is None else published.isoformat(),
        "language": document.language,
        "kind": document.kind,
    }


def with_content_id(document: Document) -> Document:
    """The document under an id made of its content."""
    digest = content_digest(document).hex()[:_ID_HEX_DIGITS]
    return Document(
        id=f"doc-{digest}",
        text=document.text,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        published_at=document.published_at,
        language=document.language,
        kind=document.kind,
    )


def _id(record: Mapping[str, object], source: str) -> str | None:
    for field in ("id", "_id"):
        value = record.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        line = _line(record, field, source)
        if line is not None:
            return line
    return None


def _text(record: Mapping[str, object], field: str, source: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _invalid(source, field, "a string", value)
    return cleaned(value) if value.strip() else None


def _line(record: Mapping[str, object], field: str, source: str) -> str | None:
    value = _text(record, field, source)
    return None if value is None else " ".join(value.split())


def _date(record: Mapping[str, object], source: str) -> date | None:
    value = record.get("published_at")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _line(record, "published_at", source)
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise _invalid(source, "published_at", "an ISO date such as 2019-06-22", text) from error


def _kind(record: Mapping[str, object], source: str) -> DocumentKind:
    kind = _line(record, "kind", source) or "other"
    if kind not in get_args(DocumentKind):
        raise _invalid(source, "kind", f"one of {', '.join(get_args(DocumentKind))}", kind)
    return cast("DocumentKind", kind)


def _invalid(source: str, field: str, expected: str, found: object) -> DocumentInvalid:
    shown = repr(found)
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    return DocumentInvalid(
        f"{source}: field {field!r}: expected {expected}, found {shown}",
        hint="Correct the field and add the record again.",
    )

"""From rows of the catalog to documents and passages, and what a damaged row is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

import numpy as np

from indexes.errors import CollectionDamaged, DocumentInvalid
from indexes.types import Document, DocumentKind, Passage
from models.types import Span


@contextmanager
def sound(table: str) -> Iterator[None]:
    """The one place where a row that cannot be what this room wrote becomes CollectionDamaged."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError, DocumentInvalid) as error:
        raise CollectionDamaged(
            f"expected rows of {table} as they were written, found one that cannot be read:"
            f" {type(error).__name__}: {error}",
            hint="Restore the folder from a backup, or build the collection again from its documents.",
        ) from error


def document_of(row: Sequence[Any]) -> Document:
    """Columns: id, text, title, url, publisher, published_at, language, kind."""
    id_, text, title, url, publisher, published, language, kind = row
    with sound("documents"):
        return Document(
            id=id_,
            text=text,
            title=title,
            url=url,
            publisher=publisher,
            published_at=None if published is None else date.fromisoformat(published),
            language=language,
            kind=cast("DocumentKind", kind),
        )


def passage_of(row: Sequence[Any]) -> Passage:
    """Columns: id, id of the document, start, text, sentences."""
    id_, document_id, start, text, sentences = row
    with sound("passages"):
        pairs = np.frombuffer(sentences, dtype="<u4").reshape(-1, 2).tolist()
        spans = tuple(Span(first, last) for first, last in pairs)
        return Passage(id_, document_id, Span(start, start + len(text)), text, spans)

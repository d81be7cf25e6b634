"""From documents to what the catalog stores: cut, embedded, counted as if given one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from indexes.catalog import Prepared
from indexes.digests import content_digest
from indexes.errors import DocumentInvalid
from indexes.passages import Cut, cut_passages
from indexes.storable import is_storable
from indexes.types import AddResult, Document
from indexes.vectors import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.protocols import Embedder, SentenceSplitter

CHUNK_DOCUMENTS: Final = 256
CHUNK_CHARACTERS: Final = 2**20

_EMBED_AT_ONCE: Final = 512


def chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in runs of at most `CHUNK_DOCUMENTS`, and of about `CHUNK_CHARACTERS`: what is committed at once."""
    chunk: list[Document] = []
    characters = 0
    for document in documents:
        chunk.append(_storable(document))
        characters += len(document.text)
        if len(chunk) == CHUNK_DOCUMENTS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def tally(
    documents: Sequence[Document], known: Mapping[str, bytes]
) -> tuple[AddResult, dict[str, tuple[Document, bytes]]]:
    """Counts the documents as if they were added one after the other, and says which of them are to be written.

    `known` are the content digests of what is there. Of several with one id the last one wins.
    """
    added = replaced = unchanged = 0
    now = dict(known)
    last: dict[str, tuple[Document, bytes]] = {}
    for document in documents:
        digest = content_digest(document)
        before = now.get(document.id)
        added += before is None
        unchanged += before == digest
        replaced += before is not None and before != digest
        now[document.id] = digest
        last[document.id] = (document, digest)
    writing = {id_: pair for id_, pair in last.items() if known.get(id_) != pair[1]}
    return AddResult(added, replaced, unchanged), writing


def prepare(
    documents: Iterable[tuple[Document, bytes]], *, splitter: SentenceSplitter, embedder: Embedder
) -> list[Prepared]:
    """Cuts documents into passages and embeds those together."""
    cut = [(document, content, _cut(document, splitter)) for document, content in documents]
    texts = [one.span.of(document.text) for document, _, cuts in cut for one in cuts]
    vectors = _embed(texts, embedder)
    prepared = []
    at = 0
    for document, content, cuts in cut:
        prepared.append(Prepared(document, content, cuts, vectors[at : at + len(cuts)]))
        at += len(cuts)
    return prepared


def _cut(document: Document, splitter: SentenceSplitter) -> tuple[Cut, ...]:
    return tuple(cut_passages(document.text, splitter))


def _embed(texts: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    parts = [np.empty((0, embedder.dimension), dtype=np.float32)]
    for start in range(0, len(texts), _EMBED_AT_ONCE):
        parts.append(unit_rows(embedder.embed_passages(texts[start : start + _EMBED_AT_ONCE])))
    return np.concatenate(parts)


def _storable(document: Document) -> Document:
    """The document itself; DocumentInvalid where a field holds what SQLite cannot keep as it is."""
    for name in ("id", "text", "title", "url", "publisher", "language"):
        value = getattr(document, name)
        if value is not None and not is_storable(value):
            raise DocumentInvalid(
                f"document {document.id[:40]!r}: expected Unicode text in {name}, found a NUL or a lone surrogate",
                hint="Read it through the readers, which replace such characters with U+FFFD, or replace them first.",
            )
    return document

"""Names for content: of a record, of a document as it is stored, and of a whole collection.

The snapshot id of a collection is a multiset hash, MSet-Add-Hash of Clarke et al. (Incremental Multiset Hash
Functions, ASIACRYPT 2003): the sum, modulo 2^256, of one sha256 a document. It does not depend on the order of
writing, a document is added or taken out in constant time, and taking it out restores the earlier id. It guards against
mistakes, not against somebody who crafts documents to collide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from indexes.types import Document
    from models.types import Span

EMPTY_SNAPSHOT: Final = "0" * 64

_MODULUS: Final = 2**256


def content_digest(document: Document) -> bytes:
    """The sha256 of every field of a record: two documents are the same exactly where these are equal."""
    date = document.published_at
    fields = (
        document.id,
        document.text,
        document.title,
        document.url,
        document.publisher,
        None if date is None else date.isoformat(),
        document.language,
        document.kind,
    )
    digest = hashlib.sha256()
    for value in fields:
        if value is None:
            digest.update(b"-")
        else:
            data = value.encode("utf-8")
            digest.update(b"+%d:" % len(data))
            digest.update(data)
    return digest.digest()


def stored_digest(
    content: bytes, passages: Sequence[tuple[Span, Sequence[Span]]], vectors: NDArray[np.float32]
) -> bytes:
    """The sha256 of a document as stored: its content digest, its passages with their sentences, its vectors."""
    digest = hashlib.sha256(content)
    for span, sentences in passages:
        digest.update(pack_spans((span, *sentences)))
        digest.update(b";")
    digest.update(np.ascontiguousarray(vectors, dtype="<f4").tobytes())
    return digest.digest()


def moved_snapshot(snapshot: str, *, without: Sequence[bytes], plus: Sequence[bytes]) -> str:
    """The snapshot id after documents with these digests were taken out and put in."""
    total = int(snapshot, 16)
    total -= sum(int.from_bytes(digest, "big") for digest in without)
    total += sum(int.from_bytes(digest, "big") for digest in plus)
    return f"{total % _MODULUS:064x}"


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Spans as little-endian unsigned 32-bit pairs."""
    return np.array([(span.start, span.end) for span in spans], dtype="<u4").tobytes()

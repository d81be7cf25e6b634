"""Does all of a collection agree? Reads everything and trusts nothing that was recorded."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from indexes.digests import EMPTY_SNAPSHOT, content_digest, moved_snapshot, stored_digest
from indexes.errors import CollectionError

if TYPE_CHECKING:
    from indexes.catalog import Catalog
    from indexes.vectors import FaissIndex

_PAGE: Final = 500


def inconsistencies(catalog: Catalog, index: Callable[[], FaissIndex], *, dimension: int) -> list[str]:
    """What does not agree, one sentence each; called inside `catalog.trying()`."""
    found = list(_storage(catalog))
    try:
        found += [*_counts(catalog), *_documents(catalog, dimension), *_index(catalog, index(), dimension)]
    except (CollectionError, ValueError) as error:
        found.append(f"the catalog cannot be read whole: {error}")
    return found


def _storage(catalog: Catalog) -> Iterator[str]:
    for (answer,) in catalog.query("PRAGMA quick_check"):
        if answer != "ok":
            yield f"SQLite: {answer}"
    for row in catalog.query("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} has lost what it belongs to"
    try:
        # With rank 1 FTS5 compares its index with the text of every passage.
        list(catalog.query("INSERT INTO passages_text (passages_text, rank) VALUES ('integrity-check', 1)"))
    except sqlite3.DatabaseError as error:
        yield f"the full-text index does not agree with the passages: {error}"


def _counts(catalog: Catalog) -> Iterator[str]:
    state = catalog.state()
    for table, recorded in (("documents", state.documents), ("passages", state.passages), ("vectors", state.passages)):
        ((count,),) = catalog.query(f"SELECT count(*) FROM {table}")  # noqa: S608 (constant tables)
        if count != recorded:
            yield f"{table}: {recorded} recorded, {count} there"
    digests = [digest for (digest,) in catalog.query("SELECT digest FROM documents")]
    if moved_snapshot(EMPTY_SNAPSHOT, without=(), plus=digests) != state.snapshot:
        yield "the snapshot id is not the one of the documents"


def _documents(catalog: Catalog, dimension: int) -> Iterator[str]:
    after: str | None = None
    while page := catalog.list(limit=_PAGE, after_id=after):
        after = page[-1].id
        for document in page:
            ids = [
                id_
                for (id_,) in catalog.query(
                    "SELECT p.id FROM passages p JOIN documents d ON d.number = p.document WHERE d.id = ?"
                    " ORDER BY p.start",
                    (document.id,),
                )
            ]
            passages = [catalog.passages(ids)[id_] for id_ in ids]
            if any(passage.span.of(document.text) != passage.text for passage in passages):
                yield f"document {document.id!r}: a passage is not what stands in the text"
            vectors = catalog.vectors(np.array(ids, dtype=np.int64), dimension=dimension)
            digest = stored_digest(
                content_digest(document), [(passage.span, passage.sentences) for passage in passages], vectors
            )
            ((recorded,),) = catalog.query("SELECT digest FROM documents WHERE id = ?", (document.id,))
            if digest != recorded:
                yield f"document {document.id!r}: what is stored is not what was added"


def _index(catalog: Catalog, index: FaissIndex, dimension: int) -> Iterator[str]:
    have, live = index.ids, catalog.passage_ids()
    if not np.array_equal(have, live):
        missing, gone = np.setdiff1d(live, have), np.setdiff1d(have, live)
        yield f"the vector index lacks {len(missing)} passages and holds {len(gone)} that are gone"
    both = np.intersect1d(have, live)
    for start in range(0, len(both), _PAGE):
        ids = both[start : start + _PAGE]
        if not np.array_equal(index.vectors(ids), catalog.vectors(ids, dimension=dimension)):
            yield f"the vector index holds other vectors than the catalog for passages from {ids[0]} to {ids[-1]}"

"""The catalog: one SQLite file that holds documents, passages, vectors and their full-text index.

It is the one source of truth of a collection. All that belongs to a change commits in one transaction, with the
snapshot id; everything else (the FAISS index, its manifest) is derived from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from indexes.database import DEFAULT_BUSY_TIMEOUT_S, Database
from indexes.digests import EMPTY_SNAPSHOT, moved_snapshot, pack_spans, stored_digest
from indexes.errors import CollectionDamaged, CollectionMissing, EmbedderMismatch
from indexes.passages import Cut
from indexes.rows import document_of, passage_of, sound
from indexes.schema import APPLICATION_ID, FORMAT_VERSION, TABLES
from models.types import ModelIdentity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from indexes.types import Document, Passage

CATALOG_NAME: Final = "catalog.sqlite"

_DOCUMENT_COLUMNS: Final = "d.id, d.text, d.title, d.url, d.publisher, d.published_at, d.language, d.kind"
_ADD_DOCUMENT: Final = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be stored: its content digest, its passages, and one unit vector a passage."""

    document: Document
    content: bytes
    cuts: tuple[Cut, ...]
    vectors: NDArray[np.float32]

    @property
    def digest(self) -> bytes:
        return stored_digest(self.content, [(cut.span, cut.sentences) for cut in self.cuts], self.vectors)


@dataclass(frozen=True, slots=True)
class State:
    """What the catalog holds, in counts, and the snapshot id that names it.

    `changes` counts the changes ever made: a document that is removed and added again restores the snapshot id, but has
    new passage ids. `saved` is the token of the last index file that was derived from this very catalog.
    """

    documents: int
    passages: int
    snapshot: str
    changes: int
    saved: str


class Catalog:
    """Reading and writing of the catalog file. Methods are called inside `reading` or `writing`; the caller locks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.connection

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        embedder: ModelIdentity,
        dimension: int,
        create: bool,
        busy_timeout_s: float = DEFAULT_BUSY_TIMEOUT_S,
    ) -> Catalog:
        """Opens the catalog of a folder, or makes one with `create`.

        Raises CollectionMissing, CollectionDamaged (also for a newer format) and EmbedderMismatch.
        """
        path = folder / CATALOG_NAME
        if not create and not path.is_file():
            raise _missing(folder)
        database = Database(path, create=create, busy_timeout_s=busy_timeout_s)
        catalog = cls(database)
        try:
            if create and catalog._is_blank():
                catalog._make(embedder, dimension)
            catalog._verify(folder, embedder, dimension)
            if create:
                database.write_ahead()
        except BaseException:
            database.close()
            raise
        return catalog

    def close(self) -> None:
        self._database.close()

    def reading(self) -> AbstractContextManager[None]:
        return self._database.reading()

    def writing(self) -> AbstractContextManager[None]:
        return self._database.writing()

    def trying(self) -> AbstractContextManager[None]:
        return self._database.trying()

    def state(self) -> State:
        meta = self._meta()
        with sound("meta"):
            int(meta["snapshot"], 16)
            return State(
                int(meta["documents"]), int(meta["passages"]), meta["snapshot"], int(meta["changes"]), meta["saved"]
            )

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The content digests of those documents that are there."""
        rows = self._sql.execute(
            "SELECT id, content FROM documents WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return dict(rows)

    def put(self, prepared: Sequence[Prepared]) -> None:
        """Stores documents with distinct ids, in the place of those that have the same ids."""
        before = self.state()
        gone = self._delete([one.document.id for one in prepared])
        number = self._one("SELECT coalesce(max(number), 0) FROM documents") + 1
        passage = self._last_passage_id() + 1
        digests = [one.digest for one in prepared]
        documents, passages, vectors = [], [], []
        for at, (one, digest) in enumerate(zip(prepared, digests, strict=True)):
            documents.append(_document_row(number + at, one, digest))
            for cut, vector in zip(one.cuts, one.vectors, strict=True):
                text = cut.span.of(one.document.text)
                passages.append((passage, number + at, cut.span.start, text, pack_spans(cut.sentences)))
                vectors.append((passage, vector.astype("<f4").tobytes()))
                passage += 1
        self._sql.executemany(_ADD_DOCUMENT, documents)
        self._sql.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", passages)
        self._sql.executemany("INSERT INTO vectors VALUES (?, ?)", vectors)
        self._record(
            documents=before.documents - len(gone.digests) + len(documents),
            passages=before.passages - gone.passages + len(passages),
            snapshot=moved_snapshot(before.snapshot, without=gone.digests, plus=digests),
            changes=before.changes + 1,
        )

    def remove(self, ids: Sequence[str]) -> None:
        """Takes out documents that are there."""
        before = self.state()
        gone = self._delete(ids)
        self._record(
            documents=before.documents - len(gone.digests),
            passages=before.passages - gone.passages,
            snapshot=moved_snapshot(before.snapshot, without=gone.digests, plus=()),
            changes=before.changes + 1,
        )

    def record_saved(self, token: str) -> None:
        """Notes that an index file with this token is about to be written from the present state."""
        self._record(saved=token)

    def get(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those documents that are there, by id."""
        rows = self._sql.execute(
            f"SELECT {_DOCUMENT_COLUMNS} FROM documents d WHERE d.id IN (SELECT value FROM json_each(?))",  # noqa: S608 (constant columns)
            (json.dumps(list(ids)),),
        )
        return {row[0]: document_of(row) for row in rows}

    def list(self, *, limit: int, after_id: str | None) -> list[Document]:
        """Documents in the order of their ids, from the first that comes after `after_id`."""
        rows = self._sql.execute(
            f"SELECT {_DOCUMENT_COLUMNS} FROM documents d WHERE d.id > ? ORDER BY d.id LIMIT ?",  # noqa: S608 (constant columns)
            (after_id or "", limit),
        )
        return [document_of(row) for row in rows]

    def passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        """Those passages that are there, by id."""
        rows = self._sql.execute(
            "SELECT p.id, d.id, p.start, p.text, p.sentences FROM passages p JOIN documents d ON d.number = p.document"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[0]: passage_of(row) for row in rows}

    def places(self, ids: Iterable[int]) -> dict[int, tuple[str, int]]:
        """Document id and start of those passages that are there: an order that does not depend on who wrote first."""
        rows = self._sql.execute(
            "SELECT p.id, d.id, p.start FROM passages p JOIN documents d ON d.number = p.document"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def passage_ids(self, *, above: int = 0) -> NDArray[np.int64]:
        """(n,) int64, ascending: the ids greater than `above`."""
        rows = self._sql.execute("SELECT id FROM passages WHERE id > ? ORDER BY id", (above,)).fetchall()
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def vectors(self, ids: NDArray[np.int64], *, dimension: int) -> NDArray[np.float32]:
        """(n, dimension) float32 in the order of `ids`; CollectionDamaged where one is missing."""
        rows = self._sql.execute(
            "SELECT passage, vector FROM vectors WHERE passage IN (SELECT value FROM json_each(?))",
            (json.dumps(ids.tolist()),),
        )
        stored = {row[0]: row[1] for row in rows}
        found = [stored.get(id_, b"") for id_ in ids.tolist()]
        if any(len(vector) != 4 * dimension for vector in found):
            raise CollectionDamaged(
                f"expected a vector of {dimension} numbers for every passage, found some missing or cut short",
                hint="Restore the folder from a backup, or build the collection again from its documents.",
            )
        return np.frombuffer(b"".join(found), dtype="<f4").reshape(len(ids), dimension).astype(np.float32)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows of a statement of this room's own (lexical search, filters, checks)."""
        return cast("Iterator[tuple[Any, ...]]", self._sql.execute(sql, parameters))

    def _is_blank(self) -> bool:
        """Whether the file is nobody's yet. A foreign one is not changed in any way."""
        with self.reading():
            return not self._one("SELECT count(*) FROM sqlite_master") and not self._one("PRAGMA application_id")

    def _make(self, embedder: ModelIdentity, dimension: int) -> None:
        self._database.write_ahead()
        with self.writing():
            if self._one("SELECT count(*) FROM sqlite_master"):
                return
            for statement in TABLES:
                self._sql.execute(statement)
            self._sql.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._sql.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
            rows = {
                "embedder": embedder.name,
                "embedder_sha256": embedder.sha256,
                "dimension": str(dimension),
                "documents": "0",
                "passages": "0",
                "snapshot": EMPTY_SNAPSHOT,
                "changes": "0",
                "saved": "",
            }
            self._sql.executemany("INSERT INTO meta VALUES (?, ?)", rows.items())

    def _verify(self, folder: Path, embedder: ModelIdentity, dimension: int) -> None:
        with self.reading():
            application, version = self._one("PRAGMA application_id"), self._one("PRAGMA user_version")
            if not application and not self._one("SELECT count(*) FROM sqlite_master"):
                raise _missing(folder)
            if application != APPLICATION_ID or version > FORMAT_VERSION:
                raise CollectionDamaged(
                    f"expected a catalog of format {FORMAT_VERSION} or older in {folder}, found application id"
                    f" {application:#x}, format {version}",
                    hint="Open it with the version of the program that made it, or name another folder.",
                )
            meta = self._meta()
        with sound("meta"):
            found, built_for = ModelIdentity(meta["embedder"], meta["embedder_sha256"]), int(meta["dimension"])
        if found != embedder or built_for != dimension:
            raise EmbedderMismatch(
                f"the collection in {folder} was built with {found} ({built_for} dimensions), and is opened"
                f" with {embedder} ({dimension} dimensions)",
                hint="Open it with the embedder it was built with, or build it again with the new one.",
            )

    def _delete(self, ids: Sequence[str]) -> _Gone:
        wanted = json.dumps(list(ids))
        digests = self._sql.execute(
            "SELECT digest FROM documents WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
        ).fetchall()
        if not digests:
            return _Gone((), 0)
        passages = self._one(
            "SELECT count(*) FROM documents d JOIN passages p ON p.document = d.number"
            " WHERE d.id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        self._sql.execute("DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
        return _Gone(tuple(row[0] for row in digests), passages)

    def _last_passage_id(self) -> int:
        return self._one("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'passages'")

    def _meta(self) -> dict[str, str]:
        return dict(self._sql.execute("SELECT key, value FROM meta").fetchall())

    def _record(self, **values: object) -> None:
        rows = [(str(value), key) for key, value in values.items()]
        self._sql.executemany("UPDATE meta SET value = ? WHERE key = ?", rows)

    def _one(self, sql: str, parameters: Sequence[object] = ()) -> int:
        return int(self._sql.execute(sql, parameters).fetchone()[0])


@dataclass(frozen=True, slots=True)
class _Gone:
    digests: tuple[bytes, ...]
    passages: int


def _missing(folder: Path) -> CollectionMissing:
    return CollectionMissing(
        f"expected a collection in {folder}, found none",
        hint="Name the folder of a collection, or add documents to make one.",
    )


def _document_row(number: int, one: Prepared, digest: bytes) -> tuple[object, ...]:
    document = one.document
    publisher = document.publisher
    published = document.published_at
    return (
        number,
        document.id,
        document.text,
        document.title,
        document.url,
        publisher,
        None if publisher is None else publisher.casefold(),
        None if published is None else published.isoformat(),
        document.language,
        document.kind,
        one.content,
        digest,
    )

"""A collection: reference documents in a folder, added to, removed from and searched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from indexes.catalog import CATALOG_NAME, Catalog, Prepared
from indexes.checking import inconsistencies
from indexes.database import DEFAULT_BUSY_TIMEOUT_S
from indexes.derived import DerivedIndex
from indexes.errors import CollectionDamaged, CollectionMissing
from indexes.filters import FilterCache
from indexes.ingest import chunks, prepare, tally
from indexes.manifest import MANIFEST_NAME
from indexes.schema import FORMAT_VERSION
from indexes.searching import Request, Searcher
from indexes.storable import cleaned, is_storable
from indexes.types import (
    AddResult,
    CollectionInfo,
    Document,
    Hit,
    RemoveResult,
    SearchFilter,
    SearchMode,
    SearchResult,
)

if TYPE_CHECKING:
    from models.protocols import Embedder, SentenceSplitter


class Collection:
    """Reference documents in a folder: a catalog (SQLite), and a vector index (FAISS) derived from it.

    Safe to use from several threads: they take turns, but for the embedding of documents. Another process may write
    meanwhile: every search sees one committed state, and never an older one than the last. Open with `open`, and close,
    or use it in a `with` statement.
    """

    def __init__(
        self, folder: Path, catalog: Catalog, index: DerivedIndex, *, embedder: Embedder, splitter: SentenceSplitter
    ) -> None:
        self.path = folder
        self._catalog = catalog
        self._index = index
        self._embedder = embedder
        self._splitter = splitter
        self._filters = FilterCache()
        self._lock = threading.RLock()
        self._model_lock = threading.Lock()
        self._closed = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        embedder: Embedder,
        splitter: SentenceSplitter,
        create: bool = False,
        busy_timeout_s: float = DEFAULT_BUSY_TIMEOUT_S,
    ) -> Collection:
        """Opens the collection in a folder; with `create`, makes an empty one where there is none.

        Neither the embedder nor the splitter is loaded by this. Raises CollectionMissing, EmbedderMismatch,
        CollectionDamaged (also for a newer format) and CollectionBusy.
        """
        path = Path(path)
        _look_at(path, create=create)
        catalog = Catalog.open(
            path,
            embedder=embedder.identity,
            dimension=embedder.dimension,
            create=create,
            busy_timeout_s=busy_timeout_s,
        )
        index = DerivedIndex(path, embedder=embedder.identity, dimension=embedder.dimension)
        return cls(path, catalog, index, embedder=embedder, splitter=splitter)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Saves the vector index where that pays, and closes the catalog. A second call does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            try:
                self._index.save_if_due(self._catalog, closing=True)
            finally:
                self._catalog.close()

    def add(self, documents: Iterable[Document], *, on_progress: Callable[[int], None] | None = None) -> AddResult:
        """Adds documents, in the place of those with the same ids; ones that are there as given cost nothing.

        Documents commit in chunks (at most 256) as they come: an error, Ctrl-C or a killed process keeps the chunks
        before. Each given document is counted once, as if they came one by one; of several with one id the last wins.
        `on_progress` gets the number of documents done so far, after each chunk. Raises DocumentInvalid for text with
        NUL or lone surrogates, CollectionBusy, CollectionFull, and the embedder's errors.
        """
        total = AddResult()
        done = 0
        for chunk in chunks(documents):
            total += self._add_chunk(chunk)
            done += len(chunk)
            if on_progress is not None:
                on_progress(done)
        with self._lock:
            self._index.save_if_due(self._catalog, closing=False)
        return total

    def remove(self, ids: Iterable[str]) -> RemoveResult:
        """Removes documents; all of them in one transaction. Ids are told apart into removed and missing, in order."""
        wanted = list(dict.fromkeys(ids))
        with self._lock, self._catalog.writing():
            before = self._catalog.state()
            there = self._catalog.contents([id_ for id_ in wanted if is_storable(id_)])
            if there:
                self._catalog.remove(list(there))
            self._index.note_change(before.passages - self._catalog.state().passages)
        with self._lock:
            self._index.save_if_due(self._catalog, closing=False)
        return RemoveResult(
            removed=tuple(id_ for id_ in wanted if id_ in there),
            missing=tuple(id_ for id_ in wanted if id_ not in there),
        )

    def get(self, id: str) -> Document | None:  # noqa: A002 (the field's name)
        """The document with this id."""
        if not is_storable(id):
            return None
        with self._lock, self._catalog.reading():
            return self._catalog.get([id]).get(id)

    def search(
        self,
        queries: Sequence[str],
        *,
        top_k: int,
        where: SearchFilter = SearchFilter(),  # noqa: B008 (frozen)
        mode: SearchMode = "fused",
    ) -> SearchResult:
        """The `top_k` best passages for each query, all from one state of the collection.

        Fused hits are ordered by reciprocal rank fusion of the dense and the lexical ranking, hits of one mode by that
        ranking. A blank query finds nothing. A query's hits do not depend on the queries beside it.
        """
        if top_k < 1:
            raise ValueError(f"expected top_k of at least 1, got {top_k}")
        asked = [cleaned(query) for query in queries]
        telling = [query for query in asked if query.strip()]
        with self._model_lock:
            vectors = self._embedder.embed_queries(telling) if telling else np.empty((0, 0), dtype=np.float32)
        with self._lock, self._catalog.reading():
            if not telling:
                nothing: tuple[tuple[Hit, ...], ...] = ((),) * len(asked)
                return SearchResult(self._catalog.state().snapshot, nothing, {}, ((),) * len(asked))
            searcher = Searcher(self._catalog, self._index.synced(self._catalog), self._filters)
            found = searcher.answer(Request(telling, vectors, top_k=top_k, where=where, mode=mode))
        answers = iter(zip(found.hits, found.outside_dates, strict=True))
        every = [next(answers) if query.strip() else ((), ()) for query in asked]
        return replace(
            found, hits=tuple(hits for hits, _ in every), outside_dates=tuple(outside for _, outside in every)
        )

    def info(self) -> CollectionInfo:
        """What the collection holds, and for which embedder."""
        with self._lock, self._catalog.reading():
            state = self._catalog.state()
        return CollectionInfo(
            embedder=self._embedder.identity,
            dimension=self._embedder.dimension,
            metric="cosine",
            documents=state.documents,
            passages=state.passages,
            snapshot=state.snapshot,
            format_version=FORMAT_VERSION,
        )

    def check(self) -> list[str]:
        """Every inconsistency within the catalog, and between it, its full-text index and the vector index.

        Empty when sound. Reads everything: seconds for tens of thousands of passages.
        """
        with self._lock, self._catalog.trying():
            return inconsistencies(
                self._catalog, lambda: self._index.synced(self._catalog), dimension=self._embedder.dimension
            )

    def list(self, *, limit: int, after_id: str | None = None) -> list[Document]:
        """At most `limit` documents in the order of their ids, beginning after `after_id`."""
        if limit < 1:
            raise ValueError(f"expected a limit of at least 1, got {limit}")
        with self._lock, self._catalog.reading():
            return self._catalog.list(limit=limit, after_id=None if after_id is None else cleaned(after_id))

    def _add_chunk(self, chunk: Sequence[Document]) -> AddResult:
        ids = {document.id for document in chunk}
        prepared: dict[str, Prepared] = {}
        with self._lock, self._catalog.reading():
            _, writing = tally(chunk, self._catalog.contents(ids))
        while True:
            missing = [pair for id_, pair in writing.items() if id_ not in prepared]
            if missing:
                with self._model_lock:
                    new = prepare(missing, splitter=self._splitter, embedder=self._embedder)
                prepared |= {one.document.id: one for one in new}
            with self._lock, self._catalog.writing():
                # Another writer may have been here since; then there may be more to prepare, or less to write.
                counts, writing = tally(chunk, self._catalog.contents(ids))
                if writing.keys() <= prepared.keys():
                    self._put([prepared[id_] for id_ in writing])
                    return counts

    def _put(self, prepared: Sequence[Prepared]) -> None:
        if not prepared:
            return
        before = self._catalog.state().passages
        self._catalog.put(prepared)
        written = sum(len(one.cuts) for one in prepared)
        self._index.note_change(2 * written + before - self._catalog.state().passages)


def _look_at(folder: Path, *, create: bool) -> None:
    """Makes the folder with `create`; raises where no collection can lie in it, or where its catalog is lost."""
    try:
        if folder.exists() and not folder.is_dir():
            raise CollectionMissing(
                f"expected a folder at {folder}, found a file", hint="Name the folder that the collection lies in."
            )
        if (folder / MANIFEST_NAME).exists() and not (folder / CATALOG_NAME).exists():
            raise CollectionDamaged(
                f"expected {CATALOG_NAME} beside {MANIFEST_NAME} in {folder}, found no such file",
                hint="Restore it from a backup, or delete the folder and build the collection again.",
            )
        if create:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CollectionMissing(
            f"expected a folder that can be used at {folder}, found: {error.strerror or error}",
            hint="Name another folder, or see that its owner and permissions allow to read and to write it.",
        ) from error

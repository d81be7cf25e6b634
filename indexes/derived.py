"""The FAISS index of a collection: derived from the catalog, kept in step with it, saved now and then.

Correctness never rests on the file. An index in memory is brought to the very state that a transaction of the catalog
sees, by id: passage ids are never used again, so what is missing is added and what is gone is dropped. The file only
saves work at the next open, so it need not be written after every change:

- after a change once `CHANGED_SHARE` of the passages (and at least `CHANGED_LEAST`) are not in the file, so that adding
  in a loop costs little;
- at close where anything changed, if the index is small (`SMALL_BYTES`) or a twentieth of it changed.

A file counts only with the manifest that names its sha256 and carries the token that the catalog knows: a damaged,
missing or foreign one, or one left over beside a catalog restored from a backup, is logged and built again.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from indexes.errors import CollectionError
from indexes.manifest import Manifest, file_sha256, put_in_place
from indexes.schema import FORMAT_VERSION
from indexes.vectors import FaissIndex

if TYPE_CHECKING:
    from indexes.catalog import Catalog, State
    from models.types import ModelIdentity

INDEX_NAME: Final = "index.faiss"
CHANGED_SHARE: Final = 0.2
CHANGED_LEAST: Final = 10_000
CLOSING_SHARE: Final = 0.05
SMALL_BYTES: Final = 64 * 2**20

_LEFTOVER_AGE_S: Final = 600.0
_CHUNK: Final = 4096

_log = logging.getLogger(__name__)


class DerivedIndex:
    """The vector index of one open collection. The caller locks, and opens the catalog's transactions."""

    def __init__(self, folder: Path, *, embedder: ModelIdentity, dimension: int) -> None:
        self._folder = folder
        self._embedder = embedder
        self._dimension = dimension
        self._index: FaissIndex | None = None
        self._at: int | None = None
        self._changed = 0

    def synced(self, catalog: Catalog) -> FaissIndex:
        """The index, in exactly the state that the present transaction of the catalog sees."""
        state = catalog.state()
        if self._index is None:
            self._index = self._load(state)
            # What a file holds is compared id by id: its count may be right by chance.
            self._changed += self._bring_up(self._index, catalog, state, whole=True)
        elif self._at != state.changes:
            self._bring_up(self._index, catalog, state, whole=False)
        self._at = state.changes
        return self._index

    def note_change(self, passages: int) -> None:
        """Counts passages that this process has written or removed since the file was saved."""
        self._changed += passages

    def save_if_due(self, catalog: Catalog, *, closing: bool) -> None:
        """Saves the index where that is worth its cost. Failing to is logged and harms nothing."""
        try:
            if self._is_due(catalog, closing=closing):
                self._save(catalog)
        except (CollectionError, OSError, RuntimeError) as error:
            _log.warning("The index file was not saved; it will be built again from the catalog: %s", error)

    def _is_due(self, catalog: Catalog, *, closing: bool) -> bool:
        with catalog.reading():
            state = catalog.state()
        if closing and not state.saved and state.passages == 0:
            return True  # once, so that a new collection has its manifest too
        if self._changed == 0:
            return False
        if closing and state.passages * self._dimension * 4 <= SMALL_BYTES:
            return True
        share = CLOSING_SHARE * state.passages if closing else max(CHANGED_LEAST, CHANGED_SHARE * state.passages)
        return self._changed >= share

    def _save(self, catalog: Catalog) -> None:
        """Writes index and manifest beside, and puts them in place."""
        token = secrets.token_hex(16)
        # The token and the state it stands for are fixed under the write lock. Were the file to hold more than the
        # catalog had when it learned the token, a catalog restored from a backup could take it for its own.
        with catalog.writing():
            index = self.synced(catalog)
            state = catalog.state()
            catalog.record_saved(token)
        self._write(index, state, token)
        self._changed = 0

    def _write(self, index: FaissIndex, state: State, token: str) -> None:
        self._remove_leftovers()
        beside = self._folder / f"{INDEX_NAME}.{os.getpid()}.tmp"
        try:
            index.write(beside)
            manifest = Manifest(
                format_version=FORMAT_VERSION,
                embedder=self._embedder.name,
                embedder_sha256=self._embedder.sha256,
                dimension=self._dimension,
                metric="cosine",
                documents=state.documents,
                passages=state.passages,
                snapshot=state.snapshot,
                changes=state.changes,
                token=token,
                index_sha256=file_sha256(beside),
            )
            put_in_place(beside, self._folder / INDEX_NAME)
        finally:
            beside.unlink(missing_ok=True)
        manifest.write(self._folder)

    def _remove_leftovers(self) -> None:
        """What a killed process left half written. Another living one would have finished long ago."""
        for path in self._folder.glob("*.tmp"):
            if time.time() - path.stat().st_mtime > _LEFTOVER_AGE_S:
                path.unlink(missing_ok=True)

    def _load(self, state: State) -> FaissIndex:
        try:
            manifest = Manifest.read(self._folder)
            # Read once: another process may put a newer file in place between two looks at it.
            data = (self._folder / INDEX_NAME).read_bytes()
            problem = self._problem(manifest, data, state)
            if problem is None:
                index = FaissIndex.from_bytes(data)
                if index.dimension == self._dimension and len(index) == manifest.passages:
                    return index
                problem = f"the file holds {len(index)} vectors of {index.dimension} numbers"
        except FileNotFoundError as error:
            problem = f"{error.filename} is not there"
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            problem = str(error)
        if state.saved:
            _log.warning("Building the index of %s again from its catalog: %s", self._folder, problem)
        return FaissIndex(self._dimension)

    @staticmethod
    def _problem(manifest: Manifest, data: bytes, state: State) -> str | None:
        if manifest.format_version != FORMAT_VERSION:
            return f"the manifest is of format {manifest.format_version}"
        if manifest.token != state.saved:
            return "the file is not the last one saved for this catalog"
        if manifest.index_sha256 != hashlib.sha256(data).hexdigest():
            return "the file's sha256 is not the one in the manifest"
        return None

    @staticmethod
    def _bring_up(index: FaissIndex, catalog: Catalog, state: State, *, whole: bool) -> int:
        """Adds what is missing, drops what is gone; the count of both. Counts tell where that is only at the end of an
        index that was in step before; with `whole` all ids are compared."""
        have = index.ids
        gone = np.empty(0, dtype=np.int64)
        new = catalog.passage_ids(above=int(have.max(initial=0)))
        if whole or len(have) + len(new) != state.passages:
            live = catalog.passage_ids()
            gone = np.setdiff1d(have, live, assume_unique=True)
            new = np.setdiff1d(live, have, assume_unique=True)
            if len(gone):
                index.remove(gone)
        for start in range(0, len(new), _CHUNK):
            ids = new[start : start + _CHUNK]
            index.add(ids, catalog.vectors(ids, dimension=index.dimension))
        return len(new) + len(gone)

"""Vector indexes: the seam, FAISS behind it, and an exact NumPy oracle.

Both searches are exact and linear: every query reads every vector, 4 * dimension bytes each. That is sensible up to
about a million passages on one machine (1.5 GB and roughly 0.1 s a query at 384 dimensions); past that the collection
belongs in a distributed engine behind the same protocol.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import faiss as _faiss
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIMILARITY_DIGITS: Final = 6

# The stubs describe the C++ constructors, not the ones for arrays that FAISS puts in their place in Python.
faiss: Any = _faiss

_UNIT_TOLERANCE: Final = 1e-6
_MARGIN: Final = 5e-6  # more than what float32 sums of different kernels (SIMD, BLAS) differ by
_EXTRA: Final = 16
_BLOCK: Final = 64


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What one query found: `ids` (n,) int64 and `similarities` (n,) float64, nearest first, ties by id."""

    ids: NDArray[np.int64]
    similarities: NDArray[np.float64]


class VectorIndex(Protocol):
    """Finds the vectors nearest to a query by cosine, exactly.

    Vectors and queries need not be of unit length: both are scaled to it; a zero or non-finite row raises ValueError.
    Similarities lie in [-1, 1], are computed in float64 and rounded to `SIMILARITY_DIGITS`. They do not depend on the
    other queries, nor on how many vectors the index holds.
    """

    @property
    def ids(self) -> NDArray[np.int64]:
        """(n,) int64, ascending."""
        ...

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Puts in (n, dimension) float32 under (n,) ids that are not there yet."""
        ...

    def remove(self, ids: NDArray[np.int64]) -> None:
        """Takes out these ids; ones that are not there are passed over."""
        ...

    def search(
        self, queries: NDArray[np.float32], *, k: int, allowed: NDArray[np.int64] | None = None
    ) -> list[Neighbours]:
        """For each of the (n, dimension) queries the k nearest, and besides them all that tie with the k-th.

        Fewer where the index holds fewer; none in an empty index. With `allowed`, only those ids are considered.
        """
        ...


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows scaled to length 1; rows of that length are returned bit for bit. ValueError for zero or non-finite."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    if not np.isfinite(lengths).all() or not lengths.all():
        raise ValueError("expected finite rows that are not all zero")
    off = np.abs(lengths - 1.0) > _UNIT_TOLERANCE
    unit = np.ascontiguousarray(rows, dtype=np.float32)
    if off.any():
        unit = unit.copy()
        unit[off] = (unit[off].astype(np.float64) / lengths[off, None]).astype(np.float32)
    return unit


def cosines(rows: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n,) rounded cosines of (n, dimension) unit rows and one unit query; each row's does not depend on the others."""
    products = rows.astype(np.float64) * query.astype(np.float64)
    rounded: NDArray[np.float64] = np.clip(np.round(products.sum(axis=1), SIMILARITY_DIGITS), -1.0, 1.0)
    return rounded


def nearest(ids: NDArray[np.int64], similarities: NDArray[np.float64], *, k: int) -> Neighbours:
    """The k best and all that tie with the k-th, in order."""
    order = np.lexsort((ids, -similarities))
    ids, similarities = ids[order], similarities[order]
    if len(ids) > k:
        count = int(np.searchsorted(-similarities, -similarities[k - 1], side="right"))
        ids, similarities = ids[:count], similarities[:count]
    return Neighbours(ids, similarities)


class NumpyIndex:
    """Computes every similarity in float64: slow, plainly right, the oracle for the others."""

    def __init__(self, dimension: int) -> None:
        self._ids = np.empty(0, dtype=np.int64)
        self._rows = np.empty((0, dimension), dtype=np.float32)

    @property
    def ids(self) -> NDArray[np.int64]:
        return np.sort(self._ids)

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        self._rows = np.concatenate([self._rows, unit_rows(vectors)])
        self._ids = np.concatenate([self._ids, ids])

    def remove(self, ids: NDArray[np.int64]) -> None:
        keep = ~np.isin(self._ids, ids)
        self._ids, self._rows = self._ids[keep], self._rows[keep]

    def search(
        self, queries: NDArray[np.float32], *, k: int, allowed: NDArray[np.int64] | None = None
    ) -> list[Neighbours]:
        ids, rows = self._ids, self._rows
        if allowed is not None:
            keep = np.isin(ids, allowed)
            ids, rows = ids[keep], rows[keep]
        return [nearest(ids, cosines(rows, query), k=k) for query in unit_rows(queries)]


class FaissIndex:
    """IndexFlatIP under an IndexIDMap2. FAISS finds candidates in float32, a few more than asked for; their
    similarities are then computed again as the contract says, until no passage outside can reach the k-th.

    Removing is linear in the size of the index however many ids go (vectors move up, the id map is built anew): gather
    removals and make one call.
    """

    def __init__(self, dimension: int) -> None:
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @property
    def ids(self) -> NDArray[np.int64]:
        ids: NDArray[np.int64] = np.sort(faiss.vector_to_array(self._index.id_map))
        return ids

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        self._index.add_with_ids(unit_rows(vectors), ids)

    def remove(self, ids: NDArray[np.int64]) -> None:
        self._index.remove_ids(ids)

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """(n, dimension) float32, the stored rows of ids that are there."""
        if len(ids) == 0:
            return np.empty((0, self.dimension), dtype=np.float32)
        rows: NDArray[np.float32] = self._index.reconstruct_batch(ids)
        return rows

    def search(
        self, queries: NDArray[np.float32], *, k: int, allowed: NDArray[np.int64] | None = None
    ) -> list[Neighbours]:
        if len(queries) == 0:
            return []
        unit = unit_rows(queries)
        selector = None if allowed is None else _bitmap(allowed)
        found: list[Neighbours] = []
        for start in range(0, len(unit), _BLOCK):
            found.extend(self._search_block(unit[start : start + _BLOCK], k, selector))
        return found

    def write(self, path: Path) -> None:
        """Writes the index to a file (RuntimeError where that fails)."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def from_bytes(cls, data: bytes) -> FaissIndex:
        """The index of a file's bytes that `write` wrote; RuntimeError or TypeError for anything else."""
        index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        inner = faiss.downcast_index(index.index) if isinstance(index, faiss.IndexIDMap2) else index
        if inner is index or not isinstance(inner, faiss.IndexFlatIP):
            raise TypeError(f"expected a flat inner-product index with ids, found {type(inner).__name__}")
        result = cls(index.d)
        result._index = index
        return result

    def _search_block(self, queries: NDArray[np.float32], k: int, selector: Any | None) -> list[Neighbours]:
        found: dict[int, Neighbours] = {}
        waiting = np.arange(len(queries))
        fetch = k + _EXTRA
        while len(waiting):
            fetch = max(1, min(fetch, len(self)))
            raw, ids = self._fetch(queries[waiting], fetch, selector)
            for row, at in enumerate(waiting):
                kept = ids[row][ids[row] >= 0]
                exact = nearest(kept, cosines(self.vectors(kept), queries[at]), k=k)
                whole = len(kept) < fetch or fetch >= len(self)
                if whole or raw[row][-1] < exact.similarities[k - 1] - _MARGIN:
                    found[int(at)] = exact
            waiting = np.array([at for at in waiting if int(at) not in found], dtype=np.int64)
            fetch *= 4
        return [found[at] for at in range(len(queries))]

    def _fetch(
        self, queries: NDArray[np.float32], count: int, selector: Any | None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        if len(self) == 0:
            return np.empty((len(queries), 0), dtype=np.float32), np.empty((len(queries), 0), dtype=np.int64)
        parameters = None if selector is None else faiss.SearchParameters(sel=selector)
        with _threads(1 if len(queries) == 1 else None):
            raw, ids = self._index.search(queries, count, params=parameters)
        return raw, ids


@contextmanager
def _threads(count: int | None) -> Iterator[None]:
    """One query is bound by memory: more threads gain nothing, and wait for one another where the machine is busy."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(count or before)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _bitmap(ids: NDArray[np.int64]) -> Any:
    bits = np.zeros(int(ids.max(initial=0)) + 1, dtype=bool)
    bits[ids] = True
    return faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))

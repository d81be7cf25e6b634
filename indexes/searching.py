"""Searching one state of a collection: dense and lexical candidates, fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from indexes.filters import conditions, passing_documents
from indexes.fusion import reciprocal_rank
from indexes.lexical import match_expression
from indexes.types import Hit, SearchFilter, SearchMode, SearchResult
from indexes.vectors import Neighbours, cosines, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from indexes.catalog import Catalog
    from indexes.filters import FilterCache
    from indexes.vectors import VectorIndex

POOL_FACTOR: Final = 4
POOL_LEAST: Final = 50

Place = tuple[str, int]

_NOTHING: Final = Neighbours(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Request:
    """Queries (none of them blank) with their (n, dimension) vectors, and what is asked of them."""

    queries: Sequence[str]
    vectors: NDArray[np.float32]
    top_k: int
    where: SearchFilter
    mode: SearchMode


@dataclass(frozen=True, slots=True)
class _Found:
    """Candidates of one query: similarity and ranks by passage id, best first."""

    ids: list[int]
    similarities: Mapping[int, float]
    dense: Mapping[int, int]
    lexical: Mapping[int, int]


class Searcher:
    """Answers a request inside one reading transaction, with an index in step with it.

    Each search gives its `POOL_FACTOR` * top_k (at least `POOL_LEAST`) best of what the filter allows; filters apply
    before, so they starve nothing. Equal passages are ordered by document id and place, so the answer does not depend
    on the order in which documents were added.
    """

    def __init__(self, catalog: Catalog, index: VectorIndex, filters: FilterCache) -> None:
        self._catalog = catalog
        self._index = index
        self._filters = filters

    def answer(self, request: Request) -> SearchResult:
        allowed = self._filters.allowed(self._catalog, request.where)
        pool = max(POOL_LEAST, POOL_FACTOR * request.top_k)
        dense = self._dense(request, pool, allowed)
        lexical = [self._lexical(query, pool, request) for query in request.queries]
        places = self._catalog.places(
            {id_ for found in dense for id_ in found.ids.tolist()} | {id_ for found in lexical for id_ in found}
        )
        found = [
            self._merge(vector, near, words, places, request, pool)
            for vector, near, words in zip(unit_rows(request.vectors), dense, lexical, strict=True)
        ]
        passages = self._catalog.passages({id_ for one in found for id_ in one.ids})
        hits = tuple(
            tuple(
                Hit(
                    passage=passages[id_],
                    similarity=one.similarities[id_],
                    dense_rank=one.dense.get(id_),
                    lexical_rank=one.lexical.get(id_),
                    fused=reciprocal_rank(one.dense.get(id_), one.lexical.get(id_)),
                )
                for id_ in one.ids
            )
            for one in found
        )
        return SearchResult(
            snapshot=self._catalog.state().snapshot,
            hits=hits,
            documents=self._catalog.get({passage.document_id for passage in passages.values()}),
            outside_dates=self._outside_dates(request),
        )

    def _dense(self, request: Request, pool: int, allowed: NDArray[np.int64] | None) -> list[Neighbours]:
        if request.mode == "lexical":
            return [_NOTHING for _ in request.queries]
        return self._index.search(request.vectors, k=pool, allowed=allowed)

    def _lexical(self, query: str, pool: int, request: Request) -> list[int]:
        expression = None if request.mode == "dense" else match_expression(query)
        if expression is None:
            return []
        clauses, parameters = conditions(request.where)
        accepted = " AND ".join(["passages_text MATCH ?", *clauses])
        tables = "passages_text t JOIN passages p ON p.id = t.rowid JOIN documents d ON d.number = p.document"
        order = "bm25(passages_text), d.id, p.start"
        sql = f"SELECT t.rowid FROM {tables} WHERE {accepted} ORDER BY {order} LIMIT ?"  # noqa: S608 (values are bound)
        rows = self._catalog.query(sql, [expression, *parameters, pool])
        return [row[0] for row in rows]

    def _merge(
        self,
        vector: NDArray[np.float32],
        near: Neighbours,
        words: Sequence[int],
        places: Mapping[int, Place],
        request: Request,
        pool: int,
    ) -> _Found:
        similarities = dict(zip(near.ids.tolist(), near.similarities.tolist(), strict=True))
        dense = {id_: rank for rank, id_ in enumerate(_order(near, places)[:pool], start=1)}
        lexical = {id_: rank for rank, id_ in enumerate(words, start=1)}
        best = sorted(
            dense.keys() | lexical.keys(),
            key=lambda id_: (-reciprocal_rank(dense.get(id_), lexical.get(id_)), places[id_]),
        )[: request.top_k]
        similarities |= self._similarities([id_ for id_ in best if id_ not in similarities], vector)
        return _Found(best, similarities, dense, lexical)

    def _similarities(self, ids: Sequence[int], vector: NDArray[np.float32]) -> dict[int, float]:
        if not ids:
            return {}
        rows = unit_rows(self._catalog.vectors(np.array(ids, dtype=np.int64), dimension=len(vector)))
        return dict(zip(ids, cosines(rows, vector).tolist(), strict=True))

    def _outside_dates(self, request: Request) -> tuple[tuple[float, ...], ...]:
        """Similarities of the documents among the top_k nearest of each query that only the dates keep out."""
        where = request.where
        if where.after is None and where.before is None and where.include_undated:
            return ((),) * len(request.queries)
        dateless = replace(where, after=None, before=None, include_undated=True)
        allowed = self._filters.allowed(self._catalog, dateless)
        near = self._index.search(request.vectors, k=request.top_k, allowed=allowed)
        ids = {id_ for one in near for id_ in one.ids.tolist()}
        places = self._catalog.places(ids)
        passing = passing_documents(self._catalog, {place[0] for place in places.values()}, where)
        return tuple(_kept_out(one, places, passing, top_k=request.top_k) for one in near)


def _kept_out(near: Neighbours, places: Mapping[int, Place], passing: Set[str], *, top_k: int) -> tuple[float, ...]:
    """The similarity of the nearest passage of each document that does not pass, greatest first."""
    similarities = dict(zip(near.ids.tolist(), near.similarities.tolist(), strict=True))
    nearest: dict[str, float] = {}
    for id_ in _order(near, places)[:top_k]:
        nearest.setdefault(places[id_][0], similarities[id_])
    return tuple(similarity for document, similarity in nearest.items() if document not in passing)


def _order(near: Neighbours, places: Mapping[int, Place]) -> list[int]:
    """Ids by similarity, equals by document id and place."""
    pairs = zip(near.ids.tolist(), near.similarities.tolist(), strict=True)
    return [id_ for id_, _ in sorted(pairs, key=lambda pair: (-pair[1], places[pair[0]]))]

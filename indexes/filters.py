"""Search filters as conditions on the catalog's documents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from indexes.catalog import Catalog
    from indexes.types import SearchFilter

FILTERS_KEPT: Final = 4


def conditions(where: SearchFilter) -> tuple[list[str], list[object]]:
    """SQL conditions on `documents d`, to be joined with AND, and their parameters. Publishers match whatever their
    case."""
    clauses: list[str] = []
    parameters: list[object] = []
    undated = " OR d.published_at IS NULL" if where.include_undated else ""
    if where.after is not None:
        clauses.append(f"(d.published_at >= ?{undated})")
        parameters.append(where.after.isoformat())
    if where.before is not None:
        clauses.append(f"(d.published_at < ?{undated})")
        parameters.append(where.before.isoformat())
    if not where.include_undated:
        clauses.append("d.published_at IS NOT NULL")
    sets = {
        "d.publisher_key": {publisher.casefold() for publisher in where.publishers},
        "d.language": where.languages,
        "d.kind": where.kinds,
    }
    for column, values in sets.items():
        if values:
            clauses.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608 (constant conditions, bound values)
            parameters.append(json.dumps(sorted(values)))
    return clauses, parameters


def allowed_passages(catalog: Catalog, where: SearchFilter) -> NDArray[np.int64] | None:
    """(n,) int64, ascending: ids of the passages whose documents pass; None where every one does."""
    clauses, parameters = conditions(where)
    if not clauses:
        return None
    accepted = " AND ".join(clauses)
    sql = f"SELECT p.id FROM documents d JOIN passages p ON p.document = d.number WHERE {accepted}"  # noqa: S608 (constant conditions, bound values)
    rows = list(catalog.query(sql, parameters))
    return np.sort(np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows)))


class FilterCache:
    """Remembers which passages the last few filters allow, until the catalog changes: claims of one article mostly
    share their dates. At 8 bytes a passage and filter it keeps few."""

    def __init__(self) -> None:
        self._changes = -1
        self._allowed: dict[SearchFilter, NDArray[np.int64] | None] = {}

    def allowed(self, catalog: Catalog, where: SearchFilter) -> NDArray[np.int64] | None:
        """As `allowed_passages`."""
        changes = catalog.state().changes
        if changes != self._changes:
            self._changes, self._allowed = changes, {}
        if where not in self._allowed:
            if len(self._allowed) == FILTERS_KEPT:
                del self._allowed[next(iter(self._allowed))]
            self._allowed[where] = allowed_passages(catalog, where)
        return self._allowed[where]


def passing_documents(catalog: Catalog, ids: Iterable[str], where: SearchFilter) -> set[str]:
    """Those of the documents that pass."""
    clauses, parameters = conditions(where)
    accepted = " AND ".join(["d.id IN (SELECT value FROM json_each(?))", *clauses])
    sql = f"SELECT d.id FROM documents d WHERE {accepted}"  # noqa: S608 (constant conditions, bound values)
    rows = catalog.query(sql, [json.dumps(sorted(ids)), *parameters])
    return {row[0] for row in rows}

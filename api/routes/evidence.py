"""Evidence without a verdict."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import json_answer, problems
from api.errors import SearchRangeEmpty
from api.limits import require_search
from api.ports import Verifying
from api.requests import JsonRoute
from api.schemas.requests import SearchBody
from api.schemas.responses import Hits
from api.service import ServiceDep
from indexes.types import SearchFilter
from verifier.evidence_records import Record, hit_record

router = APIRouter(prefix="/v1/evidence", tags=["evidence"], route_class=JsonRoute)


@router.post("/search", response_model=Hits, responses=problems(400, 413, 415, 422, 503))
async def search(request: Request, service: ServiceDep, body: SearchBody) -> Response:
    """Passages near the query, best first."""
    require_search(body, service.settings.limits)
    where = _filter(body)

    def work(verifier: Verifying) -> Record:
        found = verifier.search([body.query], top_k=body.top_k, where=where, mode=body.mode)
        return {
            "collection_snapshot": found.snapshot,
            "hits": [hit_record(hit, found.documents[hit.passage.document_id]) for hit in found.hits[0]],
            "documents_outside_dates": len(found.outside_dates[0]),
        }

    return json_answer(await service.run(request, work))


def _filter(body: SearchBody) -> SearchFilter:
    if body.after is not None and body.before is not None and body.after >= body.before:
        raise SearchRangeEmpty(
            f"expected `after` to be earlier than `before`, found {body.after} and {body.before}",
            hint="`after` is the first day that counts and `before` the first that does not.",
        )
    return SearchFilter(
        after=body.after,
        before=body.before,
        include_undated=body.include_undated,
        publishers=frozenset(body.publishers),
        languages=frozenset(body.languages),
        kinds=frozenset(body.kinds),
    )

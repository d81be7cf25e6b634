"""Batches: many articles or claims, answered in the background and across restarts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api.answers import cursor_of, json_answer, key_of, problems
from api.batches.intake import take_in
from api.limits import require_page_size
from api.schemas import examples
from api.schemas.responses import Batch, BatchPage
from api.service import ServiceDep

router = APIRouter(prefix="/v1/batches", tags=["batches"])

JSON_LINES = "application/x-ndjson"
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            JSON_LINES: {"schema": {"type": "string"}, "example": examples.BATCH_LINES},
            "application/json": {
                "schema": {
                    "anyOf": [
                        {"type": "array", "items": {"$ref": "#/components/schemas/BatchItem"}},
                        {
                            "type": "object",
                            "properties": {
                                "items": {"type": "array", "items": {"$ref": "#/components/schemas/BatchItem"}}
                            },
                            "required": ["items"],
                            "additionalProperties": False,
                        },
                    ]
                },
                "example": {"items": examples.BATCH_ITEMS},
            },
        },
    }
}


@router.post(
    "", status_code=202, response_model=Batch, responses=problems(400, 413, 415, 422, 503), openapi_extra=_BODY
)
async def submit(request: Request, service: ServiceDep) -> Response:
    """Take a batch in, as JSON lines or as a list. What is answered with 202 is on disk, is worked through also after
    a restart, and is found under Location. A line that is no item becomes an error in the results."""
    service.verifier()
    batch = await take_in(request, service.store, service.settings.limits)
    await run_in_threadpool(service.batches.submit, batch)
    return json_answer(batch.record(), status=202, headers={"Location": f"/v1/batches/{batch.id}"})


@router.get("", response_model=BatchPage, responses=problems(422))
async def list_batches(
    service: ServiceDep, limit: Annotated[int, Query(ge=1)] = 50, cursor: Annotated[str | None, Query()] = None
) -> Response:
    """Batches, newest first; `next` goes into `cursor` for the next page."""
    require_page_size(limit, service.settings.limits)
    before_id = None if cursor is None else key_of(cursor)
    found = await run_in_threadpool(service.store.page, limit=limit + 1, before_id=before_id)
    page = found[:limit]
    following = cursor_of(page[-1].id) if len(found) > limit else None
    return json_answer({"batches": [batch.record() for batch in page], "next": following})


@router.get("/{batch_id}", response_model=Batch, responses=problems(404))
async def get(service: ServiceDep, batch_id: str) -> Response:
    """State and counts."""
    return json_answer((await run_in_threadpool(service.store.get, batch_id)).record())


@router.get(
    "/{batch_id}/results",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": 'One line an item: {"custom_id", "report"}, {"custom_id", "verdict"} or '
            '{"custom_id", "error": {"type", "message", "hint"}}',
            "content": {JSON_LINES: {"schema": {"type": "string"}}},
        },
        **problems(404),
    },
)
async def results(service: ServiceDep, batch_id: str) -> Response:
    """What is answered by now, as JSON lines in the order of the items; whole lines only, also while it runs."""
    await run_in_threadpool(service.store.get, batch_id)
    return StreamingResponse(service.store.results(batch_id), media_type=JSON_LINES)


@router.post("/{batch_id}/cancel", response_model=Batch, responses=problems(404, 409))
async def cancel(service: ServiceDep, batch_id: str) -> Response:
    """Cancel a batch that is queued or running; a running one ends after its present step. What is answered stays."""
    return json_answer((await run_in_threadpool(service.batches.cancel, batch_id)).record())

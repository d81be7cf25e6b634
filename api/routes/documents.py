"""The reference documents of the collection."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers import cursor_of, json_answer, key_of, problems
from api.errors import DocumentUnknown
from api.limits import require_documents, require_page_size
from api.requests import JsonRoute
from api.schemas.requests import DocumentBody, DocumentOrDocuments
from api.schemas.responses import Added, Document, DocumentPage
from api.service import Service, ServiceDep
from indexes.readers import document_from_record, document_record
from indexes.types import AddResult
from indexes.types import Document as StoredDocument

router = APIRouter(prefix="/v1/documents", tags=["documents"], route_class=JsonRoute)

# Documents that are embedded in one step of the models' thread: others get their turn in between.
_STEP_DOCUMENTS = 32


@router.post("", response_model=Added, responses=problems(400, 413, 415, 422, 503, 507))
async def add(request: Request, service: ServiceDep, body: Annotated[DocumentOrDocuments, Body()]) -> Response:
    """Add one document, or several under `documents`. One under a known id takes its place; to send the same twice
    changes nothing, so a request that was broken off can be sent again. What was answered is on disk."""
    alone = isinstance(body, DocumentBody)
    records = [body] if isinstance(body, DocumentBody) else body.documents
    require_documents(records, service.settings.limits, alone=alone)
    documents = [
        document_from_record(record.model_dump(mode="json", exclude_none=True), source=f"document {number}")
        for number, record in enumerate(records, start=1)
    ]
    total = AddResult()
    for start in range(0, len(documents), _STEP_DOCUMENTS):
        total += await _add(request, service, documents[start : start + _STEP_DOCUMENTS])
    return json_answer(
        {
            "added": total.added,
            "replaced": total.replaced,
            "unchanged": total.unchanged,
            "ids": [document.id for document in documents],
        }
    )


@router.get("", response_model=DocumentPage, responses=problems(422, 503))
async def list_documents(
    service: ServiceDep, limit: Annotated[int, Query(ge=1)] = 50, cursor: Annotated[str | None, Query()] = None
) -> Response:
    """Documents in the order of their ids, without their texts; `next` goes into `cursor` for the next page."""
    require_page_size(limit, service.settings.limits)
    after_id = None if cursor is None else key_of(cursor)
    collection = service.verifier().collection
    found = await run_in_threadpool(collection.list, limit=limit + 1, after_id=after_id)
    page = found[:limit]
    records = [{key: value for key, value in document_record(one).items() if key != "text"} for one in page]
    return json_answer({"documents": records, "next": cursor_of(page[-1].id) if len(found) > limit else None})


@router.get("/{document_id:path}", response_model=Document, responses=problems(404, 503))
async def get(service: ServiceDep, document_id: str) -> Response:
    """One document. Its id may hold slashes."""
    document = await run_in_threadpool(service.verifier().collection.get, document_id)
    if document is None:
        raise _unknown(document_id)
    return json_answer(document_record(document))


@router.delete("/{document_id:path}", status_code=204, responses=problems(404, 503))
async def remove(service: ServiceDep, document_id: str) -> Response:
    """Remove one document; no search finds it from then on."""
    result = await run_in_threadpool(service.verifier().collection.remove, [document_id])
    if not result.removed:
        raise _unknown(document_id)
    return Response(status_code=204)


async def _add(request: Request, service: Service, documents: list[StoredDocument]) -> AddResult:
    return await service.run(request, lambda verifier: verifier.collection.add(documents))


def _unknown(document_id: str) -> DocumentUnknown:
    return DocumentUnknown(
        f"expected the id of a document in the collection, found {ascii(document_id)[:80]}",
        hint="GET /v1/documents lists the documents there are.",
    )

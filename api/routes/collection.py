"""What the collection holds."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers import json_answer, problems
from api.schemas.responses import Collection
from api.service import ServiceDep

router = APIRouter(prefix="/v1/collection", tags=["documents"])


@router.get("", response_model=Collection, responses=problems(503))
async def info(service: ServiceDep) -> Response:
    """Counts, the embedder, and the snapshot that names the exact content."""
    info = await run_in_threadpool(service.verifier().collection.info)
    return json_answer(
        {
            "documents": info.documents,
            "passages": info.passages,
            "embedder": str(info.embedder),
            "dimension": info.dimension,
            "metric": info.metric,
            "snapshot": info.snapshot,
            "format_version": info.format_version,
        }
    )

"""Whether the process is alive, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.answers import json_answer, problems
from api.schemas.responses import Health
from api.service import ServiceDep

router = APIRouter(tags=["health"])


@router.get("/livez", response_model=Health)
async def livez() -> Response:
    """The process runs and its event loop turns."""
    return json_answer({"status": "alive"})


@router.get("/readyz", response_model=Health, responses=problems(503))
async def readyz(service: ServiceDep) -> Response:
    """The models are loaded and the collection is open."""
    service.verifier()
    return json_answer({"status": "ready"})

"""The application. Nothing happens at import: `create_app` builds, the lifespan loads, dependencies hand over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.access import RequestLog
from api.ports import Verifying
from api.problems import ROOTS, respond
from api.routes import articles, batches, claims, collection, documents, evidence, health
from api.schemas.requests import BatchItem
from api.schemas.responses import Problem
from api.service import Service
from api.settings import ApiSettings, Limits

_DESCRIPTION = """Checks factual claims against your own reference documents and cites the exact sentences.

Errors are `application/problem+json` (RFC 9457). There is no authentication: keep the service on the local machine or
behind something that has it.

Limits: """


def create_app(
    settings: ApiSettings, *, open_verifier: Callable[[], AbstractContextManager[Verifying]] | None = None
) -> FastAPI:
    """The HTTP service over the collection that the settings name.

    `open_verifier` opens what answers; by default the real models over that collection. It is entered, used and left
    on the models' own thread. The pages /docs and /redoc are off, since they load scripts from elsewhere.
    """
    opener = open_verifier or (lambda: _real_verifier(settings))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = await run_in_threadpool(Service, settings, opener)
        service.start()
        app.state.service = service
        try:
            yield
        finally:
            await run_in_threadpool(service.stop)
            del app.state.service

    app = FastAPI(
        title="Verifier",
        version=version("verifier"),
        description=_DESCRIPTION + _limits_told(settings.limits),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
    )
    app.state.settings = settings
    for module in (claims, articles, evidence, documents, collection, batches, health):
        app.include_router(module.router)
    for error in (*ROOTS, RequestValidationError, HTTPException):
        app.add_exception_handler(error, respond)
    app.add_middleware(RequestLog, retry_after_s=settings.retry_after_s)
    _document_more(app)
    return app


def _real_verifier(settings: ApiSettings) -> AbstractContextManager[Verifying]:
    from api.opening import open_loaded_verifier  # loads torch

    return open_loaded_verifier(settings.collection)


def _limits_told(limits: Limits) -> str:
    return ", ".join(
        f"{getattr(limits, name):,} {field.description} (`{name}`)" for name, field in Limits.model_fields.items()
    )


def _document_more(app: FastAPI) -> None:
    """Add what no route's signature shows: the form of problems and of batch items."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            _, extra = models_json_schema(
                [(Problem, "serialization"), (BatchItem, "validation")], ref_template="#/components/schemas/{model}"
            )
            schema["components"]["schemas"] |= extra["$defs"]
            _drop_framework_forms(schema)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's own way of extending the schema


def _drop_framework_forms(schema: dict[str, Any]) -> None:
    """FastAPI documents a form of its own for validation errors, which is never sent: Problem is."""
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
    for methods in schema["paths"].values():
        for operation in methods.values():
            if "HTTPValidationError" in str(operation["responses"].get("422")):
                del operation["responses"]["422"]


def _operation_id(route: APIRoute) -> str:
    return f"{route.tags[0] if route.tags else 'service'}_{route.name}"

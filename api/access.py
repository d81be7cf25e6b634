"""Around every request: its id, one line in the log, and an answer where everything else failed.

What is under check is private: neither texts nor queries nor ids of documents are logged, only the route's template.
"""

from __future__ import annotations

import logging
import time
import uuid
from typing import TYPE_CHECKING

from api.logs import log_failure
from api.problems import problem_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

access_log = logging.getLogger("verifier.api.access")
logger = logging.getLogger("verifier.api")


class RequestLog:
    """ASGI middleware, the outermost of ours."""

    def __init__(self, app: ASGIApp, *, retry_after_s: int) -> None:
        self._app = app
        self._retry_after_s = retry_after_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = str(uuid.uuid4())
        scope.setdefault("state", {})["request_id"] = request_id
        began = time.monotonic()
        status = 0

        async def tagged(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, tagged)
        except Exception as error:
            log_failure(logger, f"request {request_id} failed", error, request_id=request_id)
            if status:
                raise  # half an answer is out: the server must break the connection
            response = problem_of(error).response(request_id, retry_after_s=self._retry_after_s)
            await response(scope, receive, tagged)
        finally:
            _log_access(scope, request_id, status, time.monotonic() - began)


def _log_access(scope: Scope, request_id: str, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", "(no route)")
    access_log.info(
        "%s %s %d",
        scope["method"],
        route,
        status,
        extra={
            "request_id": request_id,
            "method": scope["method"],
            "route": route,
            "status": status,
            "duration_ms": round(seconds * 1000, 1),
        },
    )

"""Reading bodies: the right kind, not over the limit, JSON that is JSON. Done before a route sees the request."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, NoReturn

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from api.errors import BodyMalformed, BodyTooLarge, MediaTypeUnsupported

_LENGTH_DIGITS = 18
JSON_HINT = "Send a body of valid JSON in UTF-8."


def media_type(request: Request) -> str:
    """The media type of the body without its parameters, in lower case; empty where none is given."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def require_media_type(request: Request, *accepted: str) -> str:
    found = media_type(request)
    if found not in accepted:
        raise MediaTypeUnsupported(
            f"Content-Type: expected {' or '.join(accepted)}, found {found[:80] or 'none'}",
            hint=f"Send the header Content-Type: {accepted[0]}.",
        )
    return found


async def bounded_stream(request: Request, *, limit: int, name: str) -> AsyncIterator[bytes]:
    """The chunks of the body; raises BodyTooLarge at the first byte over `limit`, or at once where the length that is
    announced is over it."""
    announced = request.headers.get("content-length", "")
    found = int(announced) if announced.isdecimal() and len(announced) <= _LENGTH_DIGITS else 0
    if found > limit:
        raise BodyTooLarge(name, limit=limit, found=found, what="bytes of the body")
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise BodyTooLarge(name, limit=limit, found=None, what="bytes of the body")
        yield chunk


def parse_json(body: bytes) -> object:
    """JSON as RFC 8259 has it; raises BodyMalformed for anything else, NaN and too deep a nesting included."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        message = f"expected UTF-8, found the byte 0x{body[error.start]:02x} at position {error.start}"
    except json.JSONDecodeError as error:
        message = f"expected JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        message = "expected JSON of a moderate depth, found it nested too deeply"
    except ValueError as error:  # NaN, and integers of thousands of digits
        message = f"expected JSON: {error}"
    raise BodyMalformed(message, hint=JSON_HINT)


def _refuse_constant(constant: str) -> NoReturn:
    message = f"{constant} is no JSON number"
    raise ValueError(message)


class BodyRequest(Request):
    """A request whose body was read and parsed."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = parse_json(await self.body())
        return self._json

    async def read(self, *, limit: int) -> None:
        chunks = [chunk async for chunk in bounded_stream(self, limit=limit, name="max_body_bytes")]
        self._body = b"".join(chunks)
        await self.json()


class JsonRoute(APIRoute):
    """A route whose body, if it takes one, is JSON within `max_body_bytes`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        if self.body_field is None:
            return handler

        async def with_body(request: Request) -> Response:
            require_media_type(request, "application/json")
            body = BodyRequest(request.scope, request.receive)
            await body.read(limit=request.app.state.settings.limits.max_body_bytes)
            return await handler(body)

        return with_body

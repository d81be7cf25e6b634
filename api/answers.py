"""Answers: JSON made by `verifier.records`, and what the documentation says of errors."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from starlette.responses import Response

from api.errors import CursorInvalid
from api.problems import MEDIA_TYPE
from verifier.records import dumps

Responses = dict[int | str, dict[str, Any]]


def json_answer(record: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(dumps(record), status_code=status, media_type="application/json", headers=headers)


def problems(*statuses: int) -> Responses:
    """What a route documents of the problems it can answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _MEANING[status], "content": content} for status in sorted(statuses)}


_MEANING = {
    400: "The body is not JSON",
    404: "There is no such thing",
    409: "The state does not allow it",
    413: "The body is over a limit, which is named",
    415: "The body is of another kind than the route reads",
    422: "The request does not fit its schema or is over a limit, which is named",
    503: "Not ready, or overloaded; ask again after Retry-After seconds",
    507: "The collection cannot grow",
}


def cursor_of(key: str) -> str:
    """A cursor that continues after `key`: an opaque word that is safe in a URL."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def key_of(cursor: str) -> str:
    """The key of a cursor; CursorInvalid where no page gave it."""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid(
            f"cursor: expected the `next` of an earlier page, found {ascii(cursor)[:60]}",
            hint="Leave the cursor out to begin at the first page.",
        ) from error

"""Every error as `application/problem+json` (RFC 9457), from ONE table.

Beside the members of the RFC a problem has `hint` (the cure in one sentence), `errors` (validation: where in the
request, as a JSON pointer, and what) and `limit` (name, value and what was found). `instance` is the id of the request,
which is also the header X-Request-ID and stands in the log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import errors as api
from indexes import errors as indexes
from models import errors as models
from verifier import errors as verifier

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:verifier:problem:"
MAX_ERRORS_LISTED: Final = 20
RETRY_STATUSES: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})

# The tags by which unions are told apart stand in pydantic's locations, but not in the body: brackets mark them.
TAG_MARK: Final = "<"


@dataclass(frozen=True, slots=True)
class Kind:
    """What all problems of one type share."""

    status: int
    slug: str
    title: str


VALIDATION: Final = Kind(422, "request-invalid", "The request does not fit its schema")
UNEXPECTED: Final = Kind(500, "unexpected", "The service has a defect")

_DEFECT = Kind(500, "internal", "The service could not do this")
_NO_MODEL = "The models cannot be used"
_NO_COLLECTION = "The collection cannot be used"

# The one table of law 10: each class of the four rooms' error trees, and what it is in HTTP.
TABLE: Final[Mapping[type[Exception], Kind]] = MappingProxyType(
    {
        models.ModelError: _DEFECT,
        models.ModelMissing: Kind(503, "model-missing", _NO_MODEL),
        models.ModelDamaged: Kind(503, "model-damaged", _NO_MODEL),
        models.ModelUnsuitable: Kind(503, "model-unsuitable", _NO_MODEL),
        models.PairsUnreadable: Kind(500, "pairs-unreadable", "A file of labelled pairs cannot be read"),
        models.UnsupportedLanguage: Kind(422, "unsupported-language", "The text is in a language that is not read"),
        indexes.CollectionError: _DEFECT,
        indexes.CollectionMissing: Kind(503, "collection-missing", _NO_COLLECTION),
        indexes.CollectionDamaged: Kind(503, "collection-damaged", _NO_COLLECTION),
        indexes.CollectionClosed: Kind(503, "collection-closed", _NO_COLLECTION),
        indexes.CollectionBusy: Kind(503, "collection-busy", "The collection is being written"),
        indexes.CollectionFull: Kind(507, "collection-full", "The collection cannot grow"),
        indexes.EmbedderMismatch: Kind(503, "embedder-mismatch", _NO_COLLECTION),
        indexes.DocumentInvalid: Kind(422, "document-invalid", "A document breaks a rule"),
        indexes.DocumentUnreadable: Kind(422, "document-unreadable", "A document cannot be read"),
        verifier.VerifierError: _DEFECT,
        verifier.InputUnreadable: Kind(422, "input-unreadable", "The input cannot be read"),
        verifier.InputEmpty: Kind(422, "input-empty", "The input has no text"),
        verifier.InputTooLarge: Kind(422, "input-too-large", "The input is over a limit"),
        verifier.ProfileInvalid: Kind(422, "profile-invalid", "The desk profile is not what one should be"),
        verifier.OutputUnusable: Kind(500, "output-unusable", "The results cannot be written"),
        verifier.OutputBusy: Kind(503, "output-busy", "The results are being written by another process"),
        verifier.CalibrationUnusable: Kind(422, "calibration-unusable", "No error rate can be promised"),
        verifier.SettingsInvalid: Kind(500, "settings-invalid", "A setting of the service is out of range"),
        api.ApiError: _DEFECT,
        api.BodyTooLarge: Kind(413, "body-too-large", "The body is over a limit"),
        api.BodyMalformed: Kind(400, "body-malformed", "The body cannot be read"),
        api.MediaTypeUnsupported: Kind(415, "media-type-unsupported", "The body is of a kind that is not read here"),
        api.LimitExceeded: Kind(422, "limit-exceeded", "The request is over a limit"),
        api.CursorInvalid: Kind(422, "cursor-invalid", "The cursor is of no page"),
        api.SearchRangeEmpty: Kind(422, "search-range-empty", "No day lies between the two"),
        api.NotReady: Kind(503, "not-ready", "The service is not ready"),
        api.Overloaded: Kind(503, "overloaded", "Too many requests wait"),
        api.ClientGone: Kind(499, "client-gone", "The client left"),
        api.DocumentUnknown: Kind(404, "document-unknown", "No such document"),
        api.BatchUnknown: Kind(404, "batch-unknown", "No such batch"),
        api.BatchFinished: Kind(409, "batch-finished", "The batch is finished"),
        api.BatchEmpty: Kind(422, "batch-empty", "The batch has no item"),
        api.StateInUse: Kind(500, "state-in-use", "Another process holds the state folder"),
        api.AddressUnusable: Kind(500, "address-unusable", "The address cannot be listened on"),
    }
)
ROOTS: Final = (models.ModelError, indexes.CollectionError, verifier.VerifierError, api.ApiError)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, ready to be sent. `extra` holds the members beyond the RFC's, but for the hint."""

    kind: Kind
    detail: str
    hint: str
    extra: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def record(self, *, instance: str | None = None) -> dict[str, object]:
        """The JSON form; `instance` is left out where there is no request."""
        return {
            "type": f"{TYPE_PREFIX}{self.kind.slug}" if self.kind.slug else "about:blank",
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            **({"instance": instance} if instance else {}),
            "hint": self.hint,
            **self.extra,
        }

    def response(self, request_id: str, *, retry_after_s: int) -> Response:
        headers = dict(self.headers)
        if self.kind.status in RETRY_STATUSES:
            headers.setdefault("Retry-After", str(retry_after_s))
        record = self.record(instance=f"urn:uuid:{request_id}")
        # Escaped to ASCII: a message may quote half of a surrogate pair, which has no UTF-8.
        return Response(json.dumps(record), status_code=self.kind.status, headers=headers, media_type=MEDIA_TYPE)


def kind_of(error_class: type[Exception]) -> Kind:
    """The row of the nearest class in the table; UNEXPECTED for what is of none of the trees."""
    return next((TABLE[base] for base in error_class.__mro__ if base in TABLE), UNEXPECTED)


def problem_of(error: Exception) -> Problem:
    """Any exception as a problem. Nothing of an unexpected one is told: it may hold anything."""
    if isinstance(error, RequestValidationError):
        return _validation_problem(error.errors())
    if isinstance(error, HTTPException):
        return _http_problem(error)
    kind = kind_of(type(error))
    if kind is UNEXPECTED:
        return Problem(UNEXPECTED, "an unexpected error", "Look for the request's id in the log of the service.")
    extra: dict[str, object] = {}
    if isinstance(error, api.LimitExceeded):
        extra["limit"] = {"name": error.name, "value": error.limit, "found": error.found}
        if error.pointer is not None:
            extra["errors"] = [{"pointer": error.pointer, "code": "limit_exceeded", "detail": str(error)}]
    if isinstance(error, models.UnsupportedLanguage):
        extra["language"] = error.language
    return Problem(kind, str(error), str(getattr(error, "hint", "")), extra)


def respond(request: Request, error: Exception) -> Response:
    """The exception handler of the whole application."""
    state = request.scope.get("state", {})
    settings = request.app.state.settings
    return problem_of(error).response(state.get("request_id", ""), retry_after_s=settings.retry_after_s)


def _http_problem(error: HTTPException) -> Problem:
    """What the framework itself answers: unknown routes, methods that a route does not have."""
    status = HTTPStatus(error.status_code)
    hints = {
        HTTPStatus.NOT_FOUND: "GET /openapi.json lists the routes.",
        HTTPStatus.METHOD_NOT_ALLOWED: "The header Allow lists the methods of this route.",
    }
    kind = Kind(status.value, "", status.phrase)
    hint = hints.get(status, "See the documentation of the route in /openapi.json.")
    return Problem(kind, status.description or status.phrase, hint, headers=dict(error.headers or {}))


def _validation_problem(errors: Sequence[Mapping[str, object]]) -> Problem:
    """All errors where they stand. What was found is not repeated: it may be large, private, or no Unicode."""
    listed = [_listed(error) for error in errors[:MAX_ERRORS_LISTED]]
    first = listed[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    place = first.get("pointer") or first.get("parameter")
    return Problem(
        VALIDATION,
        f"{place}: {first['detail']}{more}",
        "Compare the request with the route's schema and example in /openapi.json.",
        {"errors": listed},
    )


def _listed(error: Mapping[str, object]) -> dict[str, object]:
    location = error.get("loc")
    parts = [str(part) for part in location] if isinstance(location, tuple | list) else []
    source, inner = (parts[0], parts[1:]) if parts else ("body", [])
    shown = {"code": str(error.get("type")), "detail": str(error.get("msg"))}
    if source != "body":
        return {"parameter": "/".join(inner), **shown}
    steps = [part.replace("~", "~0").replace("/", "~1") for part in inner if not part.startswith(TAG_MARK)]
    return {"pointer": "#" + "".join(f"/{step}" for step in steps), **shown}

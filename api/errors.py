"""Errors of the api room.

ApiError
├── BodyTooLarge          a body over the limit of bytes
├── BodyMalformed         a body that is not what its Content-Type says
├── MediaTypeUnsupported  a body of another kind than the route reads
├── LimitExceeded         a count or a length over a stated limit
├── CursorInvalid         a cursor that no page gave
├── SearchRangeEmpty      a search between two days with no day between them
├── NotReady              the models or the collection are not there (yet), or the service is stopping
├── Overloaded            more requests wait for the models than the service lets wait
├── ClientGone            the client left before its answer was there
├── DocumentUnknown       no document has that id
├── BatchUnknown          no batch has that id
├── BatchFinished         a finished batch cannot be cancelled
├── BatchEmpty            a batch without a single readable item
├── StateInUse            another process holds the state folder
└── AddressUnusable       the host and port cannot be listened on

Every message says what was expected, what was found and the cure. `api.problems` maps each to HTTP.
"""

from __future__ import annotations


class ApiError(Exception):
    """Root of the room's errors; `hint` is the cure in one sentence."""

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class LimitExceeded(ApiError):
    """A count or a length over a stated limit; `name` is the setting, `pointer` where in the body it was broken."""

    def __init__(self, name: str, *, limit: int, found: int | None, what: str, pointer: str | None = None) -> None:
        amount = "more" if found is None else f"{found:,}"
        super().__init__(
            f"{what}: expected at most {limit:,} ({name}), found {amount}",
            hint=f"Send less at once, or raise VERIFIER_API_{name.upper()} where the service runs.",
        )
        self.name = name
        self.limit = limit
        self.found = found
        self.pointer = pointer


class BodyTooLarge(LimitExceeded):
    """A body over the limit of bytes; `found` is None where the body came without its length."""


class BodyMalformed(ApiError):
    """The body is not what its Content-Type says."""


class MediaTypeUnsupported(ApiError):
    """The body is of another kind than the route reads."""


class CursorInvalid(ApiError):
    """A cursor that no page gave."""


class SearchRangeEmpty(ApiError):
    """A search between two days with no day between them."""


class NotReady(ApiError):
    """The models or the collection are not there (yet), or the service is stopping."""


class Overloaded(ApiError):
    """More requests wait for the models than may wait."""


class ClientGone(ApiError):
    """The client left before its answer was there."""


class DocumentUnknown(ApiError):
    """No document has that id."""


class BatchUnknown(ApiError):
    """No batch has that id."""


class BatchFinished(ApiError):
    """A finished batch cannot be cancelled."""


class BatchEmpty(ApiError):
    """A batch without a single readable item."""


class StateInUse(ApiError):
    """Another process holds the state folder."""


class AddressUnusable(ApiError):
    """The host and port cannot be listened on."""

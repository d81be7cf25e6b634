"""Errors of the indexes room.

CollectionError
├── CollectionMissing     no collection in that folder
├── CollectionDamaged     the catalog cannot be read, or is of a newer format
├── CollectionClosed      it was used after it was closed
├── CollectionBusy        another process has been writing for longer than the timeout
├── CollectionFull        the disk or a limit does not allow the write
├── EmbedderMismatch      the collection was built with another embedder
├── DocumentInvalid       a record breaks a rule of `Document`
└── DocumentUnreadable    a file cannot be turned into documents

Every message says what was expected, what was found and the cure.
"""

from __future__ import annotations


class CollectionError(Exception):
    """Root of the room's errors; `hint` is the cure in one sentence."""

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class CollectionMissing(CollectionError):
    """There is no collection in that folder."""


class CollectionDamaged(CollectionError):
    """The catalog cannot be read, or was written by a newer version."""


class CollectionClosed(CollectionError):
    """The collection was used after it was closed."""


class CollectionBusy(CollectionError):
    """Another process has been writing for longer than the timeout."""


class CollectionFull(CollectionError):
    """The disk, or a stated limit, does not allow the write; nothing of it was kept."""


class EmbedderMismatch(CollectionError):
    """The collection was built with another embedder than the one it is opened with."""


class DocumentInvalid(CollectionError):
    """A document record breaks a rule of `Document`."""


class DocumentUnreadable(CollectionError):
    """A file cannot be turned into documents."""

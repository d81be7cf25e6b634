"""The collection that a measurement searches: built once, kept, and known again when nothing has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexes.readers.records import document_record
from verifier.records import dumps

if TYPE_CHECKING:
    from indexes.collection import Collection
    from indexes.types import Document

_PAGE: Final = 1_000


def fill(
    collection: Collection,
    documents: Sequence[Document],
    stamp: Path,
    *,
    on_progress: Callable[[int], None] | None = None,
) -> bool:
    """Makes the collection hold exactly these documents; whether anything had to be looked at.

    `stamp` is a file that says what was filled in last: where that and the collection are as they were, nothing is
    done. What is there is not embedded again, so that a run that was ended goes on. Raises the errors of the indexes.
    """
    wanted = _digest(documents)
    if _read(stamp) == {"documents": wanted, "snapshot": collection.info().snapshot}:
        return False
    ids = {document.id for document in documents}
    collection.remove([id_ for id_ in _ids(collection) if id_ not in ids])
    collection.add(documents, on_progress=on_progress)
    beside = stamp.with_name(f".{stamp.name}.new")
    beside.write_text(dumps({"documents": wanted, "snapshot": collection.info().snapshot}), encoding="utf-8")
    beside.replace(stamp)
    return True


def _ids(collection: Collection) -> Iterator[str]:
    last: str | None = None
    while page := collection.list(limit=_PAGE, after_id=last):
        yield from (document.id for document in page)
        last = page[-1].id


def _digest(documents: Sequence[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(dumps(document_record(document)).encode())
    return digest.hexdigest()


def _read(stamp: Path) -> object:
    try:
        found: object = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found

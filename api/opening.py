"""The real verifier, opened and warm: apart from `api.app`, because importing it loads the neural libraries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verifier.assembly import open_verifier
from verifier.pipeline import Verifier
from verifier.settings import Settings
from verifier.types import ClaimRequest

_WARM_UP = "The bridge was opened in May 2019 by the mayor of the town."


@contextmanager
def open_loaded_verifier(collection: Path) -> Iterator[Verifier]:
    """A verifier whose models are loaded, so that the first request does not wait for them."""
    with open_verifier(collection, settings=Settings(collection=collection)) as verifier:
        verifier.check([ClaimRequest(_WARM_UP)])
        yield verifier

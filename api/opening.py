"""The real verifier with its models loaded: apart from `api.app`, because importing it loads the neural libraries."""

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
def open_loaded_verifier(path: Path) -> Iterator[Verifier]:
    """A verifier over the collection in a folder, its models verified, loaded and used once.

    Raises CollectionMissing, CollectionDamaged and EmbedderMismatch before, and the models' errors while loading.
    """
    with open_verifier(path, settings=Settings(collection=path), load=True) as verifier:
        verifier.check([ClaimRequest(_WARM_UP)])
        yield verifier

"""What the tests of the indexes room share: sentences of our own and collections in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from indexes.collection import Collection
from indexes.types import Document
from models.english import EnglishPipeline
from models.fakes import HashingEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models.protocols import Embedder
    from models.types import ModelIdentity

FIRST_DAY = date(2020, 1, 1)

_PLACES = ("harbour", "library", "bridge", "market", "school", "tunnel", "museum", "airport", "stadium", "hospital")
_VERBS = ("opened", "closed", "repaired", "inspected", "extended", "painted", "fenced", "sold")


def document(number: int, *, version: int = 0, sentences: int = 4) -> Document:
    """A document whose text, date and publisher follow from its number and version."""
    lines = [
        f"Crew {number} {_VERBS[(number + version + at) % len(_VERBS)]} the {_PLACES[(number * 3 + at) % len(_PLACES)]}"
        f" in phase {version}-{at}."
        for at in range(sentences)
    ]
    return Document(
        id=f"doc-{number:04}",
        text=" ".join(lines),
        title=f"Works {number}",
        publisher=("Harbour Post", "Hill Gazette", "City Wire")[number % 3],
        published_at=None if number % 7 == 6 else FIRST_DAY + timedelta(days=number),
        language="en" if number % 5 else "de",
        kind="news" if number % 2 else "primary",
    )


def open_collection(folder: Path, *, embedder: Embedder | None = None, busy_timeout_s: float = 30.0) -> Collection:
    """A collection with a small deterministic embedder and the real sentence splitter."""
    return Collection.open(
        folder,
        embedder=embedder or HashingEmbedder(),
        splitter=EnglishPipeline(),
        create=True,
        busy_timeout_s=busy_timeout_s,
    )


class CountingEmbedder:
    """A HashingEmbedder that counts the texts it was given."""

    def __init__(self) -> None:
        self._inner = HashingEmbedder()
        self.texts = 0

    @property
    def identity(self) -> ModelIdentity:
        return self._inner.identity

    @property
    def dimension(self) -> int:
        return self._inner.dimension

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        return self._inner.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        return self._inner.embed_passages(texts)

"""The seams of the models room. Fakes that obey the same contracts are in `models.fakes`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models.types import ModelIdentity, PairReading, Span, Worthiness


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product is the cosine similarity.

    Rows come in the order of the texts. No texts give a (0, dimension) array. A text longer than the model's limit
    is read in windows whose vectors are averaged, so that nothing is cut. A query's vector does not depend on the
    queries beside it, bit for bit. Constructing is cheap; weights load on first use (ModelMissing, ModelDamaged).
    """

    @property
    def identity(self) -> ModelIdentity: ...

    @property
    def dimension(self) -> int: ...

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dimension) float32, unit rows."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dimension) float32, unit rows."""
        ...


class NliModel(Protocol):
    """Reads premises (evidence) beside hypotheses (claims).

    Readings come in the order of the pairs; no pairs give an empty list. A premise over the model's limit is read
    in overlapping windows that together cover it. A pair's reading does not depend on the pairs beside it, bit for
    bit, nor on how many are given at once. Constructing is cheap; weights load on first use.
    """

    @property
    def identity(self) -> ModelIdentity: ...

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        """One reading a (premise, hypothesis) pair."""
        ...


class SentenceSplitter(Protocol):
    """Cuts a text into sentences: ordered, disjoint spans without surrounding white space, that leave out nothing
    but white space. Never raises; an empty or blank text has no sentences. No sentence crosses a paragraph break.
    """

    def sentences(self, text: str) -> list[Span]: ...


class CheckWorthiness(Protocol):
    """Tells of each sentence of a text whether it is worth checking, read beside the sentences around it.

    A text is its sentences in order. Readings come in the order of the texts and of their sentences; no texts give an
    empty list, and a text without sentences an empty list of readings. A sentence's reading depends on its text
    alone, bit for bit, not on the texts beside it, nor on how many are given at once. Constructing is cheap; weights
    load on first use (ModelMissing, ModelDamaged, ModelUnsuitable).
    """

    @property
    def identity(self) -> ModelIdentity: ...

    def read(self, texts: Sequence[Sequence[str]]) -> list[list[Worthiness]]:
        """One reading a sentence."""
        ...

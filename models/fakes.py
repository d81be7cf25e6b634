"""Small deterministic stand-ins that obey the contracts of `models.protocols`, for tests of the other rooms.

They ship with the library so that nothing has to be patched. They are no models: never use them for verdicts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from models.types import ModelIdentity, PairReading, Span, Stance, WindowReading, Worthiness

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_NEGATION = frozenset({"not", "no", "never", "denied", "none"})


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _identity(name: str) -> ModelIdentity:
    return ModelIdentity(name, hashlib.sha256(name.encode()).hexdigest())


class HashingEmbedder:
    """Signed feature hashing of words (Weinberger et al. 2009): texts that share words are close."""

    def __init__(self, *, dimension: int = 64, name: str = "hashing-embedder") -> None:
        self._dimension = dimension
        self._name = name

    @property
    def identity(self) -> ModelIdentity:
        return _identity(f"{self._name}-{self._dimension}")

    @property
    def dimension(self) -> int:
        return self._dimension

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self._dimension), dtype=np.float64)
        for row, text in zip(rows, texts, strict=True):
            for word in _words(text):
                digest = hashlib.sha256(word.encode()).digest()
                row[int.from_bytes(digest[:4], "big") % self._dimension] += 1.0 if digest[4] % 2 else -1.0
            if not row.any():
                row[0] = 1.0
        unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit


class OverlapNli:
    """Entailment where the premise holds every word of the hypothesis, contradiction where it does and one of the
    two is negated, neutral otherwise. A premise is read whole."""

    @property
    def identity(self) -> ModelIdentity:
        return _identity("overlap-nli")

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        return [
            PairReading(
                (WindowReading(Span(0, len(premise)), self._stance(premise, hypothesis)),),
                Span(0, len(hypothesis)),
            )
            for premise, hypothesis in pairs
        ]

    @staticmethod
    def _stance(premise: str, hypothesis: str) -> Stance:
        said, claimed = set(_words(premise)), set(_words(hypothesis))
        if not claimed - _NEGATION <= said:
            return Stance(0.05, 0.9, 0.05)
        if bool(said & _NEGATION) != bool(claimed & _NEGATION):
            return Stance(0.03, 0.03, 0.94)
        return Stance(0.94, 0.03, 0.03)


class NumbersAreWorthy:
    """A sentence with a digit is worth checking, and the more so where one beside it has a digit too; one without
    words says nothing."""

    @property
    def identity(self) -> ModelIdentity:
        return _identity("numbers-are-worthy")

    def read(self, texts: Sequence[Sequence[str]]) -> list[list[Worthiness]]:
        return [[self._reading(sentences, at) for at in range(len(sentences))] for sentences in texts]

    @staticmethod
    def _reading(sentences: Sequence[str], at: int) -> Worthiness:
        own = _has_digit(sentences[at])
        beside = any(map(_has_digit, (*sentences[max(0, at - 1) : at], *sentences[at + 1 : at + 2])))
        worthy = (0.7 if own else 0.2) + 0.1 * beside
        rest = 1.0 - worthy
        return Worthiness(worthy, rest / 2, rest / 2) if _words(sentences[at]) else Worthiness(0.0, 0.0, 1.0)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))

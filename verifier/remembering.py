"""Readings that are kept: the same claim beside the same evidence is read once, in however many articles it stands."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.types import ModelIdentity, PairReading

CAPACITY = 20_000
"""Pairs kept by default: those of some thousand claims. A pair takes about 0.7 kB however long its texts are, 1 kB with
two windows: some 15 to 20 MB in all."""


class RememberingNli:
    """An `NliModel` that keeps the latest `capacity` readings of another one, by model and text.

    It changes no answer: a pair's reading does not depend on the pairs beside it, bit for bit. Texts are kept as their
    digests (BLAKE2b, 256 bits). Safe to use from several threads if the other one is.
    """

    def __init__(self, nli: NliModel, *, capacity: int = CAPACITY) -> None:
        if capacity < 1:
            raise ValueError(f"expected a capacity of at least 1, got {capacity}")
        self._nli = nli
        self._capacity = capacity
        self._kept: OrderedDict[bytes, PairReading] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def identity(self) -> ModelIdentity:
        return self._nli.identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        """One reading a (premise, hypothesis) pair, in order; only pairs that are not kept go to the model."""
        if not pairs:
            return []
        model = str(self.identity)
        keys = {pair: _key(model, *pair) for pair in pairs}
        with self._lock:
            known = {pair: self._kept[key] for pair, key in keys.items() if key in self._kept}
        new = [pair for pair in keys if pair not in known]
        known.update(zip(new, self._nli.read(new), strict=True))
        with self._lock:
            for pair, key in keys.items():
                self._kept[key] = known[pair]
                self._kept.move_to_end(key)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return [known[pair] for pair in pairs]


def _key(*texts: str) -> bytes:
    """Names the texts in their order; each goes in with its length, so that no two lists of texts are joined alike."""
    digest = hashlib.blake2b(digest_size=32)
    for text in texts:
        encoded = text.encode(errors="surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.digest()

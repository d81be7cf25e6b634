"""Readings that are kept: the same claim beside the same evidence is read once, in however many articles it stands."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.types import ModelIdentity, PairReading

CAPACITY = 20_000
"""Pairs kept by default: those of some thousand claims, at about 1 kB each."""


class RememberingNli:
    """An `NliModel` that keeps the latest `capacity` readings of another one.

    It changes no answer: a pair's reading does not depend on the pairs beside it, bit for bit. Safe to use from
    several threads if the other one is.
    """

    def __init__(self, nli: NliModel, *, capacity: int = CAPACITY) -> None:
        if capacity < 1:
            raise ValueError(f"expected a capacity of at least 1, got {capacity}")
        self._nli = nli
        self._capacity = capacity
        self._kept: OrderedDict[tuple[str, str], PairReading] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def identity(self) -> ModelIdentity:
        return self._nli.identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        """One reading a (premise, hypothesis) pair, in order; only pairs that are not kept go to the model."""
        distinct = dict.fromkeys(pairs)
        with self._lock:
            known = {pair: self._kept[pair] for pair in distinct if pair in self._kept}
        new = [pair for pair in distinct if pair not in known]
        known.update(zip(new, self._nli.read(new), strict=True))
        with self._lock:
            for pair in distinct:
                self._kept[pair] = known[pair]
                self._kept.move_to_end(pair)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return [known[pair] for pair in pairs]

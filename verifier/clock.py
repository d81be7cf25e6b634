"""How long the stages of a call took."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_TOTAL = "total"


class Clock:
    """Seconds spent in each stage of a call; those of one may lie inside another's."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._add(name, time.perf_counter() - began)

    def inside(self, timings: Mapping[str, float]) -> None:
        """Adds the stages of a call that is counted here as a whole."""
        for name, seconds in timings.items():
            if name != _TOTAL:
                self._add(name, seconds)

    def timings(self) -> dict[str, float]:
        return {**self._spent, _TOTAL: time.perf_counter() - self._started}

    def _add(self, name: str, seconds: float) -> None:
        self._spent[name] = self._spent.get(name, 0.0) + seconds

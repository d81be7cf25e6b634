"""The figures of a suite: shares of its cases, each with its n and a 95 % interval."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.metrics import Figure

if TYPE_CHECKING:
    from verifier.evaluation.perturbations.judging import Judged
    from verifier.records import Record

_Z: Final = 1.959964
"""Of the normal distribution, for 95 %."""

MEANINGS: Final[Mapping[str, str]] = {
    "unaltered_right": "unaltered: gold label",
    "altered_supported": "altered: still SUPPORTED",
    "altered_refuted": "altered: REFUTED",
    "kept": "altered: verdict kept",
    "flipped": "verdict flipped",
}
_OF_SUITE: Final[Mapping[str, tuple[str, ...]]] = {
    "paraphrase": ("unaltered_right", "kept"),
    "distractors": ("unaltered_right", "flipped"),
}
_OTHERS: Final = ("unaltered_right", "altered_supported", "altered_refuted")


@dataclass(frozen=True, slots=True)
class SuiteFigures:
    """The figures of one suite by the names of `MEANINGS`; `rules` and `sources` count its cases, `labels` the pairs
    of verdicts before and after as "SUPPORTED > REFUTED"."""

    suite: str
    n: int
    figures: Mapping[str, Figure]
    rules: Mapping[str, int]
    sources: Mapping[str, int]
    labels: Mapping[str, int]

    def record(self) -> Record:
        return {
            "suite": self.suite,
            "n": self.n,
            "figures": {
                name: {"value": one.value, "n": one.n, "interval": one.interval} for name, one in self.figures.items()
            },
            "rules": self.rules,
            "sources": self.sources,
            "labels": self.labels,
        }


def measure(suite: str, judged: Sequence[Judged]) -> SuiteFigures:
    """The figures of the cases of one suite."""
    hits = {
        "unaltered_right": sum(one.before == one.case.gold for one in judged),
        "altered_supported": sum(one.after == "SUPPORTED" for one in judged),
        "altered_refuted": sum(one.after == "REFUTED" for one in judged),
        "kept": sum(not one.changed for one in judged),
        "flipped": sum(one.changed for one in judged),
    }
    return SuiteFigures(
        suite,
        len(judged),
        {name: share(hits[name], len(judged)) for name in _OF_SUITE.get(suite, _OTHERS)},
        _counted(one.case.rule for one in judged),
        _counted(one.case.source for one in judged),
        _counted(f"{one.before} > {one.after}" for one in judged),
    )


def share(hits: int, n: int) -> Figure:
    """A share with its interval by Wilson's score (Wilson 1927), which has a width at none of 300 too, where resampling
    sees none; value and interval are None for n = 0."""
    if not n:
        return Figure(None, 0, None)
    p = hits / n
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return Figure(p, n, (max(0.0, middle - half), min(1.0, middle + half)))


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))

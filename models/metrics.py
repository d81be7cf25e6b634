"""Figures of labelled answers: counts that add up, what follows from them, and how sure that is. Pure NumPy.

A statistic gets weights, (resamples, n) float64: how often each of n answers was drawn. It gives one value a
resample, NaN where that is undefined. The figure of all answers is the one with every weight 1, so that value and
interval come from the same formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    Statistic = Callable[[Values], Values]

SEED: Final = 20261124
RESAMPLES: Final = 1000
BINS: Final = 10
COVERAGES: Final = tuple(at / 20 for at in range(1, 21))
_CHUNK: Final = 50
_PERCENT: Final = (2.5, 97.5)

Label = TypeVar("Label", bound=str)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value over `n` answers with its 95 % interval; both None where undefined."""

    value: float | None
    n: int
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one label, None where undefined; `support` is the number of its answers."""

    precision: float | None
    recall: float | None
    f1: float | None
    support: int


@dataclass(frozen=True, slots=True)
class Confusion(Generic[Label]):
    """Counts of (gold, told). Adds up."""

    labels: tuple[Label, ...]
    counts: Mapping[tuple[Label, Label], int]

    @classmethod
    def of(cls, labels: tuple[Label, ...], answers: Sequence[tuple[Label, Label]]) -> Confusion[Label]:
        counts: dict[tuple[Label, Label], int] = {}
        for answer in answers:
            counts[answer] = counts.get(answer, 0) + 1
        return cls(labels, counts)

    def __add__(self, other: Confusion[Label]) -> Confusion[Label]:
        keys = self.counts.keys() | other.counts.keys()
        return Confusion(self.labels, {key: self.counts.get(key, 0) + other.counts.get(key, 0) for key in keys})

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    @property
    def accuracy(self) -> float | None:
        return ratio(sum(self.counts.get((label, label), 0) for label in self.labels), self.n)

    def gold(self, label: Label) -> int:
        return sum(self.counts.get((label, other), 0) for other in self.labels)

    def told(self, label: Label) -> int:
        return sum(self.counts.get((other, label), 0) for other in self.labels)

    def label(self, label: Label) -> LabelScore:
        hits, gold, told = self.counts.get((label, label), 0), self.gold(label), self.told(label)
        return LabelScore(ratio(hits, told), ratio(hits, gold), ratio(2 * hits, gold + told), gold)

    @property
    def macro_f1(self) -> float | None:
        """Mean F1 of the labels that stand in gold: a set without neutral pairs is averaged over two."""
        scores = [score.f1 for score in map(self.label, self.labels) if score.support and score.f1 is not None]
        return ratio(sum(scores), len(scores))

    def table(self) -> dict[Label, dict[Label, int]]:
        """Gold to told to count, every label in both."""
        return {gold: {told: self.counts.get((gold, told), 0) for told in self.labels} for gold in self.labels}


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Of all answers the surest `coverage` were given: `risk` of those are wrong. `confidence` is the least of them."""

    coverage: float
    n: int
    risk: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Confidence in [0, 1] and whether the answer was right, one answer each. Adds up."""

    confidence: tuple[float, ...] = ()
    right: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        if len(self.confidence) != len(self.right):
            raise ValueError(f"expected a confidence for each answer, got {len(self.confidence)} and {len(self.right)}")

    def __add__(self, other: Outcomes) -> Outcomes:
        return Outcomes(self.confidence + other.confidence, self.right + other.right)

    @property
    def n(self) -> int:
        return len(self.right)

    def statistics(self) -> dict[str, Statistic]:
        """`ece`, `brier` and `aurc` of these answers, by name."""
        confidence = np.array(self.confidence, dtype=np.float64)
        right = np.array(self.right, dtype=np.float64)
        return {"ece": ece(confidence, right), "brier": brier(confidence, right), "aurc": aurc(confidence, right)}

    def figures(self) -> dict[str, Figure]:
        return figures(self.n, self.statistics())

    def risk_coverage(self, *, of: int | None = None) -> tuple[RiskPoint, ...]:
        """The curve in steps of a twentieth of these answers; `of` is how many were asked, unanswered ones included.

        Answers of the same confidence stand or fall together, so that a step is the next at which that holds.
        """
        asked = self.n if of is None else of
        ordered = sorted(zip(self.confidence, self.right, strict=True), reverse=True)
        wanted = {max(1, round(share * self.n)) for share in COVERAGES}
        points: list[RiskPoint] = []
        wrong, due = 0, False
        for given, (confidence, right) in enumerate(ordered, start=1):
            wrong += not right
            due = due or given in wanted
            if due and (given == self.n or ordered[given][0] < confidence):
                points.append(RiskPoint(given / asked, given, wrong / given, confidence))
                due = False
        return tuple(points)


def mean(values: Values, among: Values | None = None) -> Statistic:
    """The mean of `values` over the answers where `among` is 1, or over all; of zeros and ones it is a share."""
    counted = np.ones_like(values) if among is None else among
    return lambda weights: _divided(weights @ (values * counted), weights @ counted)


def macro_f1(gold: Sequence[Label], told: Sequence[Label], labels: Sequence[Label]) -> Statistic:
    """Mean F1 over the labels that stand in gold."""
    of_gold, of_told = _one_hot(gold, labels), _one_hot(told, labels)

    def statistic(weights: Values) -> Values:
        support = weights @ of_gold
        scores = _divided(2 * (weights @ (of_gold * of_told)), support + weights @ of_told)
        there = support > 0
        return _divided(np.where(there, scores, 0.0).sum(axis=1), there.sum(axis=1).astype(np.float64))

    return statistic


def ece(confidence: Values, right: Values) -> Statistic:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017), in [0, 1]; smaller is better."""
    places = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    gaps = np.zeros((len(places), BINS))
    gaps[np.arange(len(places)), places] = right - confidence
    return lambda weights: _divided(np.abs(weights @ gaps).sum(axis=1), weights.sum(axis=1))


def brier(confidence: Values, right: Values) -> Statistic:
    """Mean square of confidence minus being right (Brier 1950, of the answer given), in [0, 1]; smaller is better."""
    return mean((confidence - right) ** 2)


def aurc(confidence: Values, right: Values) -> Statistic:
    """Area under the risk-coverage curve (Geifman et al. 2019): the mean error over all coverages, answers given in
    the order of confidence and those of the same confidence at once. In [0, 1]; smaller is better."""
    order = np.argsort(-confidence, kind="stable")
    _, starts = np.unique(-confidence[order], return_index=True)
    wrong = 1.0 - right[order]

    def statistic(weights: Values) -> Values:
        if not len(order):
            return np.full(len(weights), np.nan)
        drawn = weights[:, order]
        groups = np.add.reduceat(drawn, starts, axis=1)
        errors = np.add.reduceat(drawn * wrong, starts, axis=1)
        risks = np.nan_to_num(_divided(np.cumsum(errors, axis=1), np.cumsum(groups, axis=1)))
        return _divided((groups * risks).sum(axis=1), groups.sum(axis=1))

    return statistic


def figures(
    size: int, statistics: Mapping[str, Statistic], *, among: Mapping[str, int] | None = None
) -> dict[str, Figure]:
    """Each statistic of `size` answers with its 95 % percentile bootstrap interval (Efron 1979), seeded.

    `among` gives the number of answers that a figure speaks of where that is not all of them.
    """
    counts = among or {}
    whole = np.ones((1, size))
    values = {name: _known(statistic(whole)[0]) for name, statistic in statistics.items()}
    drawn: dict[str, list[Values]] = {name: [] for name in statistics}
    chance = np.random.default_rng(SEED)
    for _ in range(RESAMPLES // _CHUNK if size else 0):
        weights = _resamples(size, chance)
        for name, statistic in statistics.items():
            drawn[name].append(statistic(weights))
    return {
        name: Figure(value, counts.get(name, size), None if value is None else _interval(drawn[name]))
        for name, value in values.items()
    }


def ratio(part: float, whole: float) -> float | None:
    """None where there is nothing to divide by."""
    return part / whole if whole else None


def _resamples(size: int, chance: np.random.Generator) -> Values:
    drawn = chance.integers(0, size, size=(_CHUNK, size))
    return np.stack([np.bincount(one, minlength=size) for one in drawn]).astype(np.float64)


def _interval(drawn: Sequence[Values]) -> tuple[float, float] | None:
    values = np.concatenate(drawn)
    low, high = np.percentile(values[~np.isnan(values)], _PERCENT)
    return float(low), float(high)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _divided(part: Values, whole: Values) -> Values:
    result: Values = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return result


def _one_hot(given: Sequence[Label], labels: Sequence[Label]) -> Values:
    return np.array([[one == label for label in labels] for one in given], dtype=np.float64).reshape(-1, len(labels))

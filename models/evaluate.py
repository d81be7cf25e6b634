"""How well an NLI model reads labelled pairs: counts that add up, and the figures that follow from them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np

from models.pairs import NliPair
from models.protocols import NliModel
from models.types import NliLabel, PairReading, Stance

LABELS: Final[tuple[NliLabel, ...]] = get_args(NliLabel)
_BINS: Final = 10
_BATCH: Final = 256
_RESAMPLES: Final = 2000
_SEED: Final = 20261124


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one label, None where undefined; `support` is the number of its pairs."""

    precision: float | None
    recall: float | None
    f1: float | None
    support: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of (gold, predicted). Adds up."""

    counts: Mapping[tuple[NliLabel, NliLabel], int]

    def __add__(self, other: Confusion) -> Confusion:
        keys = self.counts.keys() | other.counts.keys()
        return Confusion({key: self.counts.get(key, 0) + other.counts.get(key, 0) for key in keys})

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    @property
    def correct(self) -> int:
        return sum(self.counts.get((label, label), 0) for label in LABELS)

    @property
    def accuracy(self) -> float | None:
        return _ratio(self.correct, self.n)

    def label(self, label: NliLabel) -> LabelScore:
        hits = self.counts.get((label, label), 0)
        support = sum(self.counts.get((label, other), 0) for other in LABELS)
        predicted = sum(self.counts.get((other, label), 0) for other in LABELS)
        return LabelScore(
            _ratio(hits, predicted), _ratio(hits, support), _ratio(2 * hits, support + predicted), support
        )

    @property
    def macro_f1(self) -> float | None:
        """Mean F1 of the labels that have pairs: a set without neutral pairs is averaged over two."""
        scores = [score.f1 for score in map(self.label, LABELS) if score.support and score.f1 is not None]
        return sum(scores) / len(scores) if scores else None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Ten bins of equal width over confidence: number of pairs, number right, sum of confidence. Adds up."""

    pairs: tuple[int, ...] = (0,) * _BINS
    right: tuple[int, ...] = (0,) * _BINS
    confidence: tuple[float, ...] = (0.0,) * _BINS

    @classmethod
    def of(cls, outcomes: Sequence[tuple[float, bool]]) -> Calibration:
        pairs, right, confidence = [0] * _BINS, [0] * _BINS, [0.0] * _BINS
        for value, correct in outcomes:
            at = min(_BINS - 1, int(value * _BINS))
            pairs[at] += 1
            right[at] += correct
            confidence[at] += value
        return cls(tuple(pairs), tuple(right), tuple(confidence))

    def __add__(self, other: Calibration) -> Calibration:
        return Calibration(
            tuple(a + b for a, b in zip(self.pairs, other.pairs, strict=True)),
            tuple(a + b for a, b in zip(self.right, other.right, strict=True)),
            tuple(a + b for a, b in zip(self.confidence, other.confidence, strict=True)),
        )

    @property
    def ece(self) -> float | None:
        """Expected calibration error (Guo et al. 2017), in [0, 1]; smaller is better."""
        gaps = (abs(right - confidence) for right, confidence in zip(self.right, self.confidence, strict=True))
        return _ratio(sum(gaps), sum(self.pairs))


@dataclass(frozen=True, slots=True)
class NliEvaluation:
    """The figures of one run. `accuracy_interval` is a 95 % bootstrap interval. `confusion` is gold to predicted to
    count. `windows` counts those read, `hypotheses_cut` the pairs whose hypothesis was over the limit."""

    model: str
    n: int
    accuracy: float | None
    accuracy_interval: tuple[float, float] | None
    macro_f1: float | None
    ece: float | None
    per_label: Mapping[NliLabel, LabelScore]
    confusion: Mapping[NliLabel, Mapping[NliLabel, int]]
    windows: int
    hypotheses_cut: int
    pairs_per_s: float | None


def evaluate_nli(
    pairs: Sequence[NliPair], model: NliModel, *, on_progress: Callable[[int], None] | None = None
) -> NliEvaluation:
    """Reads every pair; `on_progress` gets the number of pairs done. Loading is not part of `pairs_per_s`.

    A premise read in several windows is judged by the one with the largest entailment or contradiction.
    """
    model.read([(pair.premise, pair.hypothesis) for pair in pairs[:1]])  # loads
    started = time.perf_counter()
    readings: list[PairReading] = []
    for at in range(0, len(pairs), _BATCH):
        readings += model.read([(pair.premise, pair.hypothesis) for pair in pairs[at : at + _BATCH]])
        if on_progress is not None:
            on_progress(len(readings))
    seconds = time.perf_counter() - started
    confusion, calibration = score(pairs, readings)
    return NliEvaluation(
        model=str(model.identity),
        n=confusion.n,
        accuracy=confusion.accuracy,
        accuracy_interval=interval(confusion.correct, confusion.n),
        macro_f1=confusion.macro_f1,
        ece=calibration.ece,
        per_label={label: confusion.label(label) for label in LABELS},
        confusion={gold: {told: confusion.counts.get((gold, told), 0) for told in LABELS} for gold in LABELS},
        windows=sum(len(reading.windows) for reading in readings),
        hypotheses_cut=sum(
            len(reading.hypothesis_read) < len(pair.hypothesis) for pair, reading in zip(pairs, readings, strict=True)
        ),
        pairs_per_s=_ratio(len(pairs), seconds),
    )


def score(pairs: Sequence[NliPair], readings: Sequence[PairReading]) -> tuple[Confusion, Calibration]:
    """The counts of readings against gold labels, in the same order."""
    counts: dict[tuple[NliLabel, NliLabel], int] = {}
    outcomes: list[tuple[float, bool]] = []
    for pair, reading in zip(pairs, readings, strict=True):
        told, confidence = decide(deciding_stance(reading))
        counts[pair.label, told] = counts.get((pair.label, told), 0) + 1
        outcomes.append((confidence, told == pair.label))
    return Confusion(counts), Calibration.of(outcomes)


def deciding_stance(reading: PairReading) -> Stance:
    """The stance of the window with the largest entailment or contradiction, the first of equals."""
    return max((window.stance for window in reading.windows), key=lambda one: max(one.entailment, one.contradiction))


def decide(stance: Stance) -> tuple[NliLabel, float]:
    """The most probable label and its probability; of equals the first in the order of `LABELS`."""
    values: dict[NliLabel, float] = {
        "entailment": stance.entailment,
        "neutral": stance.neutral,
        "contradiction": stance.contradiction,
    }
    label = max(LABELS, key=values.__getitem__)
    return label, values[label]


def interval(correct: int, n: int) -> tuple[float, float] | None:
    """95 % percentile bootstrap interval of a share; None where n is 0.

    Drawing n pairs with replacement and counting the right ones is a binomial draw, so that is what is drawn.
    """
    if n == 0:
        return None
    shares = np.random.default_rng(_SEED).binomial(n, correct / n, size=_RESAMPLES) / n
    low, high = np.percentile(shares, [2.5, 97.5])
    return float(low), float(high)


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None

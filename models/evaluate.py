"""How well an NLI model reads labelled pairs: counts that add up, and the figures that follow from them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np

from models.metrics import Confusion, Figure, LabelScore, Outcomes, RiskPoint, figures, macro_f1, mean, ratio
from models.pairs import NliPair
from models.protocols import NliModel
from models.types import NliLabel, PairReading, Stance

LABELS: Final[tuple[NliLabel, ...]] = get_args(NliLabel)
NO_PREMISE: Final = ""
"""What stands in the premise's place when a model has only the hypothesis to go by."""
_BATCH: Final = 256

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class HypothesisOnly:
    """What the hypotheses alone give away (Poliak et al. 2018): the same pairs read without their premises."""

    accuracy: float | None
    accuracy_interval: Interval | None
    macro_f1: float | None


@dataclass(frozen=True, slots=True)
class NliEvaluation:
    """The figures of one run. Intervals are 95 % bootstrap intervals; `confusion` is gold to told to count.

    `counted` says which labels are told apart. `ece`, `brier` and `aurc` are of the probability of the label told.
    `windows` counts those read, `hypotheses_cut` the pairs whose hypothesis was over the limit.
    """

    model: str
    n: int
    counted: str
    accuracy: float | None
    accuracy_interval: Interval | None
    macro_f1: float | None
    macro_f1_interval: Interval | None
    ece: float | None
    ece_interval: Interval | None
    brier: float | None
    brier_interval: Interval | None
    aurc: float | None
    per_label: Mapping[NliLabel, LabelScore]
    confusion: Mapping[NliLabel, Mapping[NliLabel, int]]
    risk_coverage: tuple[RiskPoint, ...]
    hypothesis_only: HypothesisOnly | None
    windows: int
    hypotheses_cut: int
    pairs_per_s: float | None


def evaluate_nli(
    pairs: Sequence[NliPair],
    model: NliModel,
    *,
    hypothesis_only: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> NliEvaluation:
    """Reads every pair; `on_progress` gets the number of pairs done. Loading is not part of `pairs_per_s`.

    A premise read in several windows is judged by the one with the largest entailment or contradiction. In a set that
    has entailment and neutral pairs only, neutral stands for "not entailment", and contradiction counts as that too.
    In a set without neutral pairs an answer of neutral is wrong. With `hypothesis_only` the pairs are read a second
    time without their premises.
    """
    model.read([(pair.premise, pair.hypothesis) for pair in pairs[:1]])  # loads
    started = time.perf_counter()
    readings = _read(pairs, model, on_progress)
    seconds = time.perf_counter() - started
    confusion, outcomes = score(pairs, readings)
    found = _figures(pairs, readings)
    return NliEvaluation(
        model=str(model.identity),
        n=confusion.n,
        counted=counted(pairs),
        accuracy=found["accuracy"].value,
        accuracy_interval=found["accuracy"].interval,
        macro_f1=found["macro_f1"].value,
        macro_f1_interval=found["macro_f1"].interval,
        ece=found["ece"].value,
        ece_interval=found["ece"].interval,
        brier=found["brier"].value,
        brier_interval=found["brier"].interval,
        aurc=found["aurc"].value,
        per_label={label: confusion.label(label) for label in LABELS},
        confusion=confusion.table(),
        risk_coverage=outcomes.risk_coverage(),
        hypothesis_only=_without_premises(pairs, model) if hypothesis_only else None,
        windows=sum(len(reading.windows) for reading in readings),
        hypotheses_cut=sum(
            len(reading.hypothesis_read) < len(pair.hypothesis) for pair, reading in zip(pairs, readings, strict=True)
        ),
        pairs_per_s=ratio(len(pairs), seconds),
    )


def score(pairs: Sequence[NliPair], readings: Sequence[PairReading]) -> tuple[Confusion[NliLabel], Outcomes]:
    """The counts of readings against gold labels, in the same order."""
    told = _told(pairs, readings)
    gold = [pair.label for pair in pairs]
    confusion = Confusion.of(LABELS, [(one, label) for one, (label, _) in zip(gold, told, strict=True)])
    right = tuple(one == label for one, (label, _) in zip(gold, told, strict=True))
    return confusion, Outcomes(tuple(confidence for _, confidence in told), right)


def counted(pairs: Sequence[NliPair]) -> str:
    """Which labels are told apart, for people."""
    there = {pair.label for pair in pairs}
    if _entailment_or_not(pairs):
        return "entailment or not: neutral and contradiction are one"
    if "neutral" not in there:
        return "no neutral pairs: an answer of neutral is wrong"
    return "entailment, neutral, contradiction"


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


def _read(
    pairs: Sequence[NliPair], model: NliModel, on_progress: Callable[[int], None] | None = None
) -> list[PairReading]:
    readings: list[PairReading] = []
    for at in range(0, len(pairs), _BATCH):
        readings += model.read([(pair.premise, pair.hypothesis) for pair in pairs[at : at + _BATCH]])
        if on_progress is not None:
            on_progress(len(readings))
    return readings


def _without_premises(pairs: Sequence[NliPair], model: NliModel) -> HypothesisOnly:
    bare = [NliPair(NO_PREMISE, pair.hypothesis, pair.label) for pair in pairs]
    found = _figures(bare, _read(bare, model))
    return HypothesisOnly(found["accuracy"].value, found["accuracy"].interval, found["macro_f1"].value)


def _figures(pairs: Sequence[NliPair], readings: Sequence[PairReading]) -> dict[str, Figure]:
    _, outcomes = score(pairs, readings)
    gold, told = [pair.label for pair in pairs], [label for label, _ in _told(pairs, readings)]
    statistics = {
        "accuracy": mean(np.array(outcomes.right, dtype=np.float64)),
        "macro_f1": macro_f1(gold, told, LABELS),
        **outcomes.statistics(),
    }
    return figures(len(pairs), statistics)


def _told(pairs: Sequence[NliPair], readings: Sequence[PairReading]) -> list[tuple[NliLabel, float]]:
    stances = [deciding_stance(reading) for reading in readings]
    if _entailment_or_not(pairs):
        stances = [Stance(one.entailment, min(1.0, one.neutral + one.contradiction), 0.0) for one in stances]
    return [decide(stance) for stance in stances]


def _entailment_or_not(pairs: Sequence[NliPair]) -> bool:
    return {pair.label for pair in pairs} == {"entailment", "neutral"}

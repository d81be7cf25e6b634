"""How well check-worthiness is told: by class, as a ranking, and as a probability, with what chance does to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from models.metrics import LabelScore
from models.protocols import CheckWorthiness
from models.types import Worthiness, WorthinessLabel
from models.worthiness_data import Debate, Tweet

if TYPE_CHECKING:
    from numpy.typing import NDArray

LABELS: Final[tuple[WorthinessLabel, ...]] = get_args(WorthinessLabel)
Interval = tuple[float, float]

_BINS: Final = 10
_RESAMPLES: Final = 1000
_SEED: Final = 20261124


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """Sentences whose probability of being check-worthy lies in [low, high): their mean probability, and the share
    that people held check-worthy; both None where there are none."""

    low: float
    high: float
    n: int
    probability: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Average precision of check-worthy texts ranked by their probability, beside their share, which is what a
    ranking by chance gets."""

    n: int
    positives: int
    average_precision: float | None
    interval: Interval | None
    share: float | None


@dataclass(frozen=True, slots=True)
class WorthinessEvaluation:
    """The figures of one run. Intervals are 95 % bootstrap intervals over sentences, or tweets: sentences of one
    debate are less independent than that. `ece` is of the probability of being check-worthy. `confusion` is gold to
    told to count; a sentence is told as its most probable class."""

    model: str
    n: int
    debates: tuple[str, ...]
    macro_f1: float | None
    macro_f1_interval: Interval | None
    per_label: Mapping[WorthinessLabel, LabelScore]
    confusion: Mapping[WorthinessLabel, Mapping[WorthinessLabel, int]]
    ranking: Ranking
    ece: float | None
    reliability: tuple[ReliabilityRow, ...]
    tweets: Ranking


def evaluate_worthiness(
    debates: Sequence[Debate],
    tweets: Sequence[Tweet],
    model: CheckWorthiness,
    *,
    on_progress: Callable[[int], None] | None = None,
) -> WorthinessEvaluation:
    """Reads debates in their order and each tweet on its own; `on_progress` gets the number of texts done."""
    told: list[Worthiness] = []
    done = 0
    for debate in debates:
        told += model.read([debate.texts])[0]
        done += len(debate.statements)
        if on_progress is not None:
            on_progress(done)
    gold = np.array([LABELS.index(statement.label) for debate in debates for statement in debate.statements], dtype=int)
    probabilities = np.array([_row(one) for one in told]).reshape(len(told), len(LABELS))
    answers = probabilities.argmax(axis=1)
    worthy = [reading[0].check_worthy for reading in model.read([[tweet.text] for tweet in tweets])]
    if on_progress is not None:
        on_progress(done + len(tweets))
    counts = _counts(gold, answers)
    rows = reliability(probabilities[:, 0], gold == 0)
    return WorthinessEvaluation(
        model=str(model.identity),
        n=len(gold),
        debates=tuple(debate.name for debate in debates),
        macro_f1=macro_f1(counts),
        macro_f1_interval=_interval(lambda drawn: macro_f1(_counts(gold[drawn], answers[drawn])), len(gold)),
        per_label={label: _score(counts, number) for number, label in enumerate(LABELS)},
        confusion={
            label: {other: int(counts[row, column]) for column, other in enumerate(LABELS)}
            for row, label in enumerate(LABELS)
        },
        ranking=_ranking(probabilities[:, 0], gold == 0),
        ece=calibration_error(rows),
        reliability=rows,
        tweets=_ranking(np.array(worthy), np.array([tweet.check_worthy for tweet in tweets], dtype=bool)),
    )


def macro_f1(counts: NDArray[np.int64]) -> float | None:
    """Mean F1 of the classes that have sentences, from counts[gold, told]; None where there are none."""
    scores = [_score(counts, number).f1 for number in range(len(counts)) if counts[number].sum()]
    found = [score for score in scores if score is not None]
    return sum(found) / len(found) if found else None


def average_precision(probabilities: NDArray[np.float64], positive: NDArray[np.bool_]) -> float | None:
    """Mean precision at the rank of each positive; equal probabilities share their last rank. None without any."""
    total = int(positive.sum())
    if total == 0:
        return None
    order = np.argsort(-probabilities, kind="stable")
    ranked, hits = probabilities[order], np.cumsum(positive[order])
    last = np.flatnonzero(np.append(np.diff(ranked) != 0, True))
    gained = np.diff(hits[last], prepend=0)
    return float((gained * hits[last] / (last + 1)).sum() / total)


def reliability(probabilities: NDArray[np.float64], positive: NDArray[np.bool_]) -> tuple[ReliabilityRow, ...]:
    """Ten rows of equal width; a probability of 1 is in the last."""
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    rows: list[ReliabilityRow] = []
    for number in range(_BINS):
        inside = bins == number
        n = int(inside.sum())
        mean = float(probabilities[inside].mean()) if n else None
        share = float(positive[inside].mean()) if n else None
        rows.append(ReliabilityRow(number / _BINS, (number + 1) / _BINS, n, mean, share))
    return tuple(rows)


def calibration_error(rows: Sequence[ReliabilityRow]) -> float | None:
    """Expected calibration error (Naeini et al. 2015): the mean gap of the rows, weighted by their sentences."""
    total = sum(row.n for row in rows)
    gaps = (row.n * abs((row.probability or 0.0) - (row.share or 0.0)) for row in rows)
    return sum(gaps) / total if total else None


def _row(one: Worthiness) -> tuple[float, float, float]:
    return one.check_worthy, one.unimportant, one.non_factual


def _counts(gold: NDArray[np.int64], told: NDArray[np.int64]) -> NDArray[np.int64]:
    size = len(LABELS)
    return np.bincount(gold * size + told, minlength=size * size).reshape(size, size)


def _score(counts: NDArray[np.int64], number: int) -> LabelScore:
    hits, support, told = int(counts[number, number]), int(counts[number].sum()), int(counts[:, number].sum())
    return LabelScore(
        hits / told if told else None,
        hits / support if support else None,
        2 * hits / (support + told) if support + told else None,
        support,
    )


def _ranking(probabilities: NDArray[np.float64], positive: NDArray[np.bool_]) -> Ranking:
    n, positives = len(positive), int(positive.sum())
    return Ranking(
        n,
        positives,
        average_precision(probabilities, positive),
        _interval(lambda drawn: average_precision(probabilities[drawn], positive[drawn]), n),
        positives / n if n else None,
    )


def _interval(figure: Callable[[NDArray[np.int64]], float | None], n: int) -> Interval | None:
    """95 % percentile bootstrap interval of a figure over n texts; None where it is defined for none of the draws."""
    if n == 0:
        return None
    draws = np.random.default_rng(_SEED)
    found = [figure(draws.integers(0, n, size=n)) for _ in range(_RESAMPLES)]
    values = [value for value in found if value is not None]
    if not values:
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)

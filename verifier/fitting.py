"""Fitting a calibration on predictions, and measuring one: `verifier calibrate`, `verifier evaluate selective`.

Predictions are parted by a hash of the claim's id: one half is fitted on, the other measured, so that the same claims
fall on the same side in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from verifier.calibration import (
    CURVE_POINTS,
    FEATURES,
    Calibration,
    CurvePoint,
    LabelCalibration,
    features,
)
from verifier.errors import InputUnreadable
from verifier.evaluation.predictions import label_from, signals_from
from verifier.records import mapping_from_json
from verifier.types import LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from verifier.types import Label, Signals

LEAST_CLAIMS: Final = 20
"""Claims with a label, below which it is not fitted."""
_PENALTY: Final = 1.0
_STEPS: Final = 4_000
_BINS: Final = 10
_CONSTANT: Final = 1e-9  # a feature that hardly differs tells nothing, and would get a boundless weight


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a prediction tells of a verdict on a claim whose label is known; `confidence` is the one that it had."""

    id: str
    gold: Label
    label: Label
    confidence: float
    signals: Signals
    nli: str

    @property
    def right(self) -> bool:
        return self.gold == self.label


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How well confidence is calibrated on `n` claims: expected calibration error over ten bins of equal width
    (Guo et al. 2017) and Brier score; None where n is 0."""

    n: int
    ece: float | None
    brier: float | None


@dataclass(frozen=True, slots=True)
class Selected:
    """What an error rate gives: of `n` claims `answered` were answered, `wrong` of them wrongly; `expected_answers` of
    `calibrated_on` claims were expected to be. `by_label` is (answered, wrong) of each label that is an answer."""

    max_error_rate: float
    n: int
    answered: int
    wrong: int
    expected_answers: int
    calibrated_on: int
    by_label: Mapping[Label, tuple[int, int]]

    @property
    def error(self) -> float | None:
        return self.wrong / self.answered if self.answered else None

    @property
    def coverage(self) -> float | None:
        return self.answered / self.n if self.n else None

    @property
    def expected_coverage(self) -> float | None:
        return self.expected_answers / self.calibrated_on if self.calibrated_on else None


def read_outcomes(lines: Iterable[str]) -> list[Outcome]:
    """What calibration needs of predictions, from lines of {"id", "gold", "label", "confidence", "signals", "nli"};
    other fields are left alone.

    Raises InputUnreadable, which names the line and the field.
    """
    found: list[Outcome] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = mapping_from_json(line, what=f"line {number}")
        try:
            found.append(_outcome(record))
        except (KeyError, TypeError, ValueError) as error:
            raise InputUnreadable(
                f"line {number}: expected a prediction with id, gold, label, confidence, signals and nli, found "
                f"{type(error).__name__}: {error}",
                hint="Write the file with `verifier evaluate verdicts`.",
            ) from error
    return found


def _outcome(record: Mapping[str, object]) -> Outcome:
    return Outcome(
        id=str(record["id"]),
        gold=label_from(record["gold"]),
        label=label_from(record["label"]),
        confidence=float(str(record["confidence"])),
        signals=signals_from(record["signals"]),
        nli=str(record["nli"]),
    )


def is_held_out(claim_id: str) -> bool:
    """Whether a claim is in the half that is measured and not fitted on: a coin thrown by the sha256 of its id."""
    return hashlib.sha256(claim_id.encode(errors="surrogatepass")).digest()[0] % 2 == 1


def fit(outcomes: Sequence[Outcome], *, source: str) -> Calibration:
    """A calibration of these predictions, but for claims that were not looked up. Raises InputUnreadable where there
    are none, or of several judges."""
    judges = sorted({one.nli for one in outcomes})
    if len(judges) != 1:
        raise InputUnreadable(
            f"expected predictions of one judge, found {len(judges)}: {', '.join(judges) or 'no predictions'}",
            hint="Write the predictions in one run of `verifier evaluate verdicts`.",
        )
    looked_up = [one for one in outcomes if one.signals.entailment is not None]
    known = {
        one.gold for one in outcomes
    }  # of a label that no claim has, these claims cannot tell how often it is right
    labels = {
        label: _fit_label(label, [one for one in looked_up if one.label == label]) for label in LABELS if label in known
    }
    fitted = {label: found for label, found in labels.items() if found is not None}
    return Calibration(judges[0], source, len(outcomes), fitted, fingerprint="")


def _fit_label(label: Label, outcomes: Sequence[Outcome]) -> LabelCalibration | None:
    if len(outcomes) < LEAST_CLAIMS:
        return None
    rows = np.array([list(features(label, one.signals).values()) for one in outcomes], dtype=np.float64)
    right = np.array([one.right for one in outcomes], dtype=np.float64)
    intercept, weights = _logistic_regression(rows, right)
    fitted = LabelCalibration(
        n=len(outcomes),
        right=int(right.sum()),
        intercept=round(intercept, 6),
        weights={name: round(float(weight), 6) for name, weight in zip(FEATURES[label], weights, strict=True)},
        curve=(),
    )
    scored = sorted((fitted.probability(label, one.signals), one.right) for one in outcomes)[::-1]
    return LabelCalibration(fitted.n, fitted.right, fitted.intercept, fitted.weights, _curve(scored))


def _logistic_regression(rows: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """(intercept, weights) with weights of at least 0 and a ridge on them, by projected gradient descent on the
    standardised rows; the loss is convex, so that the start does not matter. Targets are Platt's (1999): never quite
    0 or 1."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread < _CONSTANT] = 1.0
    scaled = (rows - mean) / spread
    positives, n = right.sum(), len(right)
    targets = np.where(right == 1.0, (positives + 1) / (positives + 2), 1 / (n - positives + 2))
    weights, intercept = np.zeros(rows.shape[1]), 0.0
    step = 4.0 / (1.0 + float(np.linalg.norm(scaled, 2)) ** 2 / n + 4.0 * _PENALTY / n)
    for _ in range(_STEPS):
        wrong = 1.0 / (1.0 + np.exp(-(scaled @ weights + intercept))) - targets
        intercept -= step * float(wrong.mean())
        weights = np.maximum(0.0, weights - step * (scaled.T @ wrong + _PENALTY * weights) / n)
    weights = weights / spread
    return float(intercept - weights @ mean), weights


def _curve(scored: Sequence[tuple[float, bool]]) -> tuple[CurvePoint, ...]:
    """At most `CURVE_POINTS` points over (confidence, right), the surest first; equal confidences stay together."""
    points: list[CurvePoint] = []
    wrong = 0
    wanted = {round((at + 1) * len(scored) / CURVE_POINTS) for at in range(CURVE_POINTS)}
    due = False
    for answered, (confidence, right) in enumerate(scored, start=1):
        wrong += not right
        due = due or answered in wanted
        last = answered == len(scored) or scored[answered][0] < confidence
        if due and last:
            points.append(CurvePoint(confidence, answered, wrong))
            due = False
    return tuple(points)


def measure(outcomes: Sequence[Outcome], calibration: Calibration | None) -> Calibrated:
    """How well the confidence of a calibration fits these claims; without one, the confidence they were given."""
    pairs = [(_confidence(one, calibration), one.right) for one in outcomes]
    if not pairs:
        return Calibrated(0, None, None)
    confidence, right = np.array([one for one, _ in pairs]), np.array([float(one) for _, one in pairs])
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((confidence[bins == at] - right[bins == at]).sum())) for at in range(_BINS)]
    return Calibrated(len(pairs), sum(gaps) / len(pairs), float(((confidence - right) ** 2).mean()))


def select(outcomes: Sequence[Outcome], calibration: Calibration, *, max_error_rate: float) -> Selected:
    """What would be answered of these claims at a greatest error rate, and how much of it is wrong."""
    stand = [
        one
        for one in outcomes
        if one.label != "NOT_ENOUGH_EVIDENCE"
        and calibration.answers(one.label, _confidence(one, calibration), max_error_rate=max_error_rate)
    ]
    by_label: dict[Label, tuple[int, int]] = {
        label: (sum(one.label == label for one in stand), sum(one.label == label and not one.right for one in stand))
        for label in LABELS
        if label != "NOT_ENOUGH_EVIDENCE"
    }
    return Selected(
        max_error_rate,
        len(outcomes),
        len(stand),
        sum(not one.right for one in stand),
        calibration.expected_answers(max_error_rate),
        calibration.claims,
        by_label,
    )


def _confidence(outcome: Outcome, calibration: Calibration | None) -> float:
    found = None if calibration is None else calibration.confidence(outcome.label, outcome.signals)
    return outcome.confidence if found is None else found

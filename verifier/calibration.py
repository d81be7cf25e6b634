"""Confidence as a probability, and how sure a label must be for an error rate that was asked for.

A calibration holds, for each label, a small monotone model from `Signals` to the probability that the label is right
(logistic regression with weights that are never negative: Platt 1999, Zadrozny & Elkan 2002), and the curve of answers
and wrong answers over falling confidence. From the curve a threshold is chosen with a binomial upper bound, so that
the error among the answered claims stays below the rate (selective classification with guaranteed risk, Geifman &
El-Yaniv 2017). It was fitted with one judge and speaks of no other. Fitting is in `verifier.fitting`; this module
only reads and applies, and imports nothing heavy.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from verifier.errors import CalibrationUnusable
from verifier.types import LABELS, Label, Signals

FORMAT: Final = 1
DELTA: Final = 0.1
"""Chance, over held-out claims, that the error of one label is above the rate after all."""
CURVE_POINTS: Final = 64
FEATURES: Final[Mapping[Label, tuple[str, ...]]] = {
    "SUPPORTED": ("sure", "unopposed", "relevance", "sources", "agreeing"),
    "REFUTED": ("sure", "unopposed", "relevance", "sources", "contradicted"),
    "CONFLICTING": ("sure", "relevance", "sources"),
    "NOT_ENOUGH_EVIDENCE": ("neutral", "distant"),
}
_CLIP: Final = 0.005


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Of the held-out claims with this label, `answered` are at least as sure as `threshold`, and `wrong` of them are
    wrong."""

    threshold: float
    answered: int
    wrong: int


@dataclass(frozen=True, slots=True)
class LabelCalibration:
    """One label's model, fitted on `n` claims that got the label, `right` of them rightly. `weights` are by name and
    never negative; `curve` falls in threshold."""

    n: int
    right: int
    intercept: float
    weights: Mapping[str, float]
    curve: tuple[CurvePoint, ...]

    def probability(self, label: Label, signals: Signals) -> float:
        """That the label is right, in (0, 1); rises with each feature."""
        values = features(label, signals)
        return logistic(self.intercept + sum(self.weights[name] * value for name, value in values.items()))

    def cut(self, max_error_rate: float, *, delta: float = DELTA) -> CurvePoint | None:
        """The lowest threshold whose error is at most the rate with probability 1 - `delta`; None where no threshold
        is sure enough. A binary search over the curve shares `delta` among its steps (Geifman & El-Yaniv 2017)."""
        steps = max(1, math.ceil(math.log2(len(self.curve) + 1)))
        low, high, best = 0, len(self.curve) - 1, None
        while low <= high:
            middle = (low + high + 1) // 2
            point = self.curve[middle]
            if upper_bound(point.wrong, point.answered, delta / steps) <= max_error_rate:
                best, low = point, middle + 1
            else:
                high = middle - 1
        return best


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted calibration. `nli` names the judge ("name@sha256"), `source` the claims, `claims` their number; labels
    that too few claims got are missing. `fingerprint` is the sha256 of the file."""

    nli: str
    source: str
    claims: int
    labels: Mapping[Label, LabelCalibration]
    fingerprint: str

    def confidence(self, label: Label, signals: Signals) -> float | None:
        """The probability that the label is right; None for a label that was not fitted, and for a claim that was not
        looked up, which is no matter of probabilities."""
        fitted = self.labels.get(label)
        return None if fitted is None or signals.entailment is None else fitted.probability(label, signals)

    def answers(self, label: Label, confidence: float, *, max_error_rate: float) -> bool:
        """Whether the label stands at this rate. Not to decide is no answer, and always stands."""
        if label == "NOT_ENOUGH_EVIDENCE":
            return True
        point = self.cuts(max_error_rate).get(label)
        return point is not None and confidence >= point.threshold

    def expected_answers(self, max_error_rate: float) -> int:
        """How many of `claims` are answered at this rate."""
        return sum(point.answered for point in self.cuts(max_error_rate).values())

    def cuts(self, max_error_rate: float) -> dict[Label, CurvePoint]:
        """The threshold of each label that is answered at this rate."""
        found = {
            label: fitted.cut(max_error_rate) for label, fitted in self.labels.items() if label != "NOT_ENOUGH_EVIDENCE"
        }
        return {label: point for label, point in found.items() if point is not None}


def features(label: Label, signals: Signals) -> dict[str, float]:
    """What a label's model reads, each rising with the chance that the label is right."""
    entailment, contradiction = signals.entailment or 0.0, signals.contradiction or 0.0
    mine, other = (contradiction, entailment) if label == "REFUTED" else (entailment, contradiction)
    values = {
        "sure": logit(min(mine, other) if label == "CONFLICTING" else mine),
        "unopposed": -logit(other),
        "neutral": -logit(max(mine, other)),
        "relevance": signals.relevance or 0.0,
        "distant": 1.0 - (signals.relevance or 0.0),
        "sources": math.log(max(1, signals.sources)),
        "agreeing": float(min(1, signals.agreeing)),
        "contradicted": float(min(1, signals.contradicted)),
    }
    return {name: values[name] for name in FEATURES[label]}


def logit(probability: float) -> float:
    """The log odds, with probabilities held `_CLIP` away from 0 and 1."""
    held = min(max(probability, _CLIP), 1.0 - _CLIP)
    return math.log(held / (1.0 - held))


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))


@lru_cache(maxsize=8_192)
def upper_bound(wrong: int, n: int, delta: float) -> float:
    """The error rate that is not exceeded with probability 1 - `delta`, after `wrong` of `n`: the one-sided bound of
    Clopper and Pearson (1934). 1 where n is 0 or all are wrong."""
    if n == 0 or wrong >= n:
        return 1.0
    low, high = wrong / n, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if _at_most(wrong, n, middle) > delta:
            low = middle
        else:
            high = middle
    return high


def _at_most(wrong: int, n: int, rate: float) -> float:
    """The probability of at most `wrong` errors in n at this rate."""
    if rate <= 0.0:
        return 1.0
    odds = [
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        + k * math.log(rate) + (n - k) * math.log1p(-rate)
        for k in range(wrong + 1)
    ]  # fmt: skip
    most = max(odds)
    return math.exp(most) * math.fsum(math.exp(one - most) for one in odds)


# ---------------------------------------------------------------------------------------------------- as a file


def packaged() -> Calibration | None:
    """The calibration that ships with the package; None where there is none."""
    file = files("verifier").joinpath("calibration.json")
    return calibration_from(file.read_bytes(), where="verifier/calibration.json") if file.is_file() else None


def load(path: Path) -> Calibration:
    """A calibration from a file. Raises CalibrationUnusable."""
    try:
        return calibration_from(path.read_bytes(), where=str(path))
    except OSError as error:
        raise CalibrationUnusable(
            f"{path}: expected a file that can be read, found: {error.strerror}", hint=_REFIT
        ) from error


def calibration_from(data: bytes, *, where: str) -> Calibration:
    """Raises CalibrationUnusable for what is no calibration, and for another format."""
    try:
        record = json.loads(data)
        if record["format"] != FORMAT:
            raise CalibrationUnusable(
                f"{where}: expected a calibration of format {FORMAT}, found {record['format']!r}", hint=_REFIT
            )
        return Calibration(
            nli=str(record["nli"]),
            source=str(record["source"]),
            claims=int(record["claims"]),
            labels={label: _fitted(record["labels"][label], label) for label in LABELS if label in record["labels"]},
            fingerprint=hashlib.sha256(data).hexdigest(),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CalibrationUnusable(
            f"{where}: expected a calibration, found {type(error).__name__}: {error}", hint=_REFIT
        ) from error


_REFIT: Final = "Fit one with `verifier calibrate --predictions FILE --out FILE`."


def calibration_record(calibration: Calibration) -> dict[str, object]:
    """The JSON form, without the fingerprint, which is the file's."""
    return {
        "format": FORMAT,
        "nli": calibration.nli,
        "source": calibration.source,
        "claims": calibration.claims,
        "labels": {
            label: {
                "n": fitted.n,
                "right": fitted.right,
                "intercept": fitted.intercept,
                "weights": dict(fitted.weights),
                "curve": [[point.threshold, point.answered, point.wrong] for point in fitted.curve],
            }
            for label, fitted in calibration.labels.items()
        },
    }


def _fitted(record: Mapping[str, object], label: Label) -> LabelCalibration:
    weights, curve = record["weights"], record["curve"]
    if not isinstance(weights, Mapping) or not isinstance(curve, Sequence):
        raise TypeError(f"weights and curve of {label}")
    return LabelCalibration(
        n=int(str(record["n"])),
        right=int(str(record["right"])),
        intercept=float(str(record["intercept"])),
        weights={name: float(weights[name]) for name in FEATURES[label]},
        curve=tuple(CurvePoint(float(at), int(answered), int(wrong)) for at, answered, wrong in curve),
    )

"""The figures of verdicts on labelled claims. Each carries the number of claims that it is over, and its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from models.metrics import Confusion, Figure, Outcomes, RiskPoint, figures, mean
from verifier.evaluation.predictions import Prediction
from verifier.types import ANSWERS, LABELS, Label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from verifier.records import Record

Test = Callable[[Prediction], bool]

MEANINGS: Final[Mapping[str, str]] = {
    "accuracy": "label right",
    "accuracy_with_evidence": "label right, where evidence is there",
    "label_and_evidence": "label right and right evidence cited",
    "coverage": "answered (SUPPORTED or REFUTED)",
    "precision_supported": "precision of SUPPORTED",
    "precision_refuted": "precision of REFUTED",
    "precision_supported_with_evidence": "precision of SUPPORTED, where evidence is there",
    "precision_refuted_with_evidence": "precision of REFUTED, where evidence is there",
    "recall_supported": "recall of SUPPORTED",
    "recall_refuted": "recall of REFUTED",
    "right_evidence": "of the answered: a cited document is right",
    "right_first": "of the answered: the first cited one is right",
    "right_sentence": "of the answered: a cited sentence is right",
    "ece": "calibration error of the answered",
    "brier": "Brier score of the answered",
    "aurc": "area under risk and coverage of the answered",
    "ece_all": "calibration error of all labels",
    "brier_all": "Brier score of all labels",
}
"""What each figure is, in the order of a table. Shares are of the claims that the figure's n counts."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by the names of `MEANINGS`, the counts of gold to told, and the risk over the coverage of all claims at
    falling confidence of the answered."""

    n: int
    figures: Mapping[str, Figure]
    confusion: Mapping[Label, Mapping[Label, int]]
    risk_coverage: tuple[RiskPoint, ...]

    def record(self) -> Record:
        return {
            "n": self.n,
            "figures": {
                name: {"value": one.value, "n": one.n, "interval": one.interval} for name, one in self.figures.items()
            },
            "confusion": self.confusion,
            "risk_coverage": [
                {"coverage": one.coverage, "n": one.n, "risk": one.risk, "confidence": one.confidence}
                for one in self.risk_coverage
            ],
        }


def measure(predictions: Sequence[Prediction]) -> Measured:
    """All figures of these predictions, with 95 % bootstrap intervals over claims.

    CONFLICTING is no answer and never right in these sets. Calibration and risk are of the answered, whose number is
    taken as given.
    """
    answered = _outcomes([one for one in predictions if one.answered])
    every = _outcomes(predictions)
    found = {
        **_shares(predictions),
        **answered.figures(),
        **{f"{name}_all": figure for name, figure in every.figures().items()},
    }
    return Measured(
        len(predictions),
        {name: found[name] for name in MEANINGS},
        Confusion.of(LABELS, [(one.gold, one.label) for one in predictions]).table(),
        answered.risk_coverage(of=len(predictions)),
    )


def _shares(predictions: Sequence[Prediction]) -> dict[str, Figure]:
    statistics, among = {}, {}
    for name, (hit, counted) in _SHARES.items():
        where = _column(predictions, counted)
        statistics[name] = mean(_column(predictions, hit), where)
        among[name] = int(where.sum())
    return figures(len(predictions), statistics, among=among)


def _column(predictions: Sequence[Prediction], test: Test) -> NDArray[np.float64]:
    return np.array([test(one) for one in predictions], dtype=np.float64)


def _outcomes(predictions: Sequence[Prediction]) -> Outcomes:
    return Outcomes(tuple(one.confidence for one in predictions), tuple(one.right for one in predictions))


def _all(_: Prediction) -> bool:
    return True


def _right(one: Prediction) -> bool:
    return one.right


def _answered(one: Prediction) -> bool:
    return one.answered


def _has_evidence(one: Prediction) -> bool:
    return one.gold in ANSWERS


def _told(label: Label, *, with_evidence: bool = False) -> Test:
    return lambda one: one.label == label and (not with_evidence or _has_evidence(one))


def _gold(label: Label) -> Test:
    return lambda one: one.gold == label


def _cites_right(one: Prediction) -> bool:
    return any(cited.right_document for cited in one.evidence)


def _cites_right_first(one: Prediction) -> bool:
    return bool(one.evidence) and one.evidence[0].right_document


def _cites_right_sentence(one: Prediction) -> bool:
    return any(cited.right_sentence for cited in one.evidence)


def _label_and_evidence(one: Prediction) -> bool:
    return one.right and (not _has_evidence(one) or _cites_right(one))


# What is counted as a hit, and among which claims.
_SHARES: Final[Mapping[str, tuple[Test, Test]]] = {
    "accuracy": (_right, _all),
    "accuracy_with_evidence": (_right, _has_evidence),
    "label_and_evidence": (_label_and_evidence, _all),
    "coverage": (_answered, _all),
    "precision_supported": (_right, _told("SUPPORTED")),
    "precision_refuted": (_right, _told("REFUTED")),
    "precision_supported_with_evidence": (_right, _told("SUPPORTED", with_evidence=True)),
    "precision_refuted_with_evidence": (_right, _told("REFUTED", with_evidence=True)),
    "recall_supported": (_right, _gold("SUPPORTED")),
    "recall_refuted": (_right, _gold("REFUTED")),
    "right_evidence": (_cites_right, _answered),
    "right_first": (_cites_right_first, _answered),
    "right_sentence": (_cites_right_sentence, _answered),
}

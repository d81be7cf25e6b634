"""Figures follow from the predictions, each over the claims that it speaks of."""

from __future__ import annotations

import pytest

from models.types import Span, Stance
from verifier.evaluation.figures import MEANINGS, measure
from verifier.evaluation.predictions import Cited, Prediction
from verifier.types import Label, Signals

RIGHT, WRONG = True, False


def cited(*, right: bool, sentence: bool | None = None) -> Cited:
    inside = right if sentence is None else sentence
    return Cited(
        "d", Span(0, 9), (Span(0, 5),), Stance(0.8, 0.1, 0.1), 0.5, right_document=right, right_sentence=inside
    )


def prediction(gold: Label, label: Label, confidence: float, *evidence: Cited) -> Prediction:
    return Prediction("1", "A claim.", gold, label, confidence, evidence, (), Signals(), "judge@0")


PREDICTIONS = [
    prediction("SUPPORTED", "SUPPORTED", 0.9, cited(right=WRONG), cited(right=RIGHT, sentence=False)),
    prediction("SUPPORTED", "SUPPORTED", 0.8, cited(right=WRONG)),
    prediction("NOT_ENOUGH_EVIDENCE", "SUPPORTED", 0.7, cited(right=WRONG)),
    prediction("REFUTED", "REFUTED", 0.6, cited(right=RIGHT)),
    prediction("REFUTED", "CONFLICTING", 0.9, cited(right=RIGHT)),
    prediction("REFUTED", "NOT_ENOUGH_EVIDENCE", 0.5),
    prediction("NOT_ENOUGH_EVIDENCE", "NOT_ENOUGH_EVIDENCE", 1.0, cited(right=WRONG)),
]


@pytest.mark.parametrize(
    ("name", "hits", "n"),
    [
        ("accuracy", 4, 7),
        ("accuracy_with_evidence", 3, 5),
        ("label_and_evidence", 3, 7),
        ("coverage", 4, 7),
        ("precision_supported", 2, 3),
        ("precision_supported_with_evidence", 2, 2),
        ("precision_refuted", 1, 1),
        ("recall_supported", 2, 2),
        ("recall_refuted", 1, 3),
        ("right_evidence", 2, 4),
        ("right_first", 1, 4),
        ("right_sentence", 1, 4),
    ],
)
def test_each_share_is_of_the_claims_it_speaks_of(name: str, hits: int, n: int) -> None:
    figure = measure(PREDICTIONS).figures[name]
    assert figure.value == pytest.approx(hits / n)
    assert figure.n == n
    assert figure.interval is not None
    assert figure.interval[0] <= hits / n <= figure.interval[1]


def test_calibration_and_risk_are_of_the_answered_and_coverage_of_all() -> None:
    found = measure(PREDICTIONS)
    assert found.figures["ece"].n == 4
    assert found.figures["ece_all"].n == 7
    assert found.figures["brier"].value == pytest.approx((0.1**2 + 0.2**2 + 0.7**2 + 0.4**2) / 4)
    assert [(point.n, round(point.coverage, 3), point.risk) for point in found.risk_coverage] == [
        (1, 0.143, 0.0),
        (2, 0.286, 0.0),
        (3, 0.429, pytest.approx(1 / 3)),
        (4, 0.571, 0.25),
    ]


def test_counts_stand_for_every_label() -> None:
    confusion = measure(PREDICTIONS).confusion
    assert confusion["REFUTED"] == {"SUPPORTED": 0, "REFUTED": 1, "CONFLICTING": 1, "NOT_ENOUGH_EVIDENCE": 1}
    assert sum(confusion["CONFLICTING"].values()) == 0


def test_what_was_never_answered_has_no_precision() -> None:
    found = measure(PREDICTIONS[5:])
    assert found.figures["precision_supported"].value is None
    assert found.figures["ece"].value is None
    assert found.figures["accuracy"].value == 0.5
    assert found.risk_coverage == ()
    assert set(found.figures) == set(MEANINGS)

"""Confidence as a probability: what is fitted rises with the evidence, and an error rate that is asked for holds."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.verifier.making import predictions
from verifier.calibration import (
    Calibration,
    CurvePoint,
    LabelCalibration,
    calibration_from,
    calibration_record,
    load,
    packaged,
    upper_bound,
)
from verifier.errors import CalibrationUnusable, InputUnreadable
from verifier.fitting import Outcome, fit, is_held_out, measure, read_outcomes, select
from verifier.types import Label, Signals

CURVE = (CurvePoint(0.9, 100, 0), CurvePoint(0.8, 200, 4), CurvePoint(0.6, 400, 100))


def halves(count: int, *, seed: int = 1) -> tuple[list[Outcome], list[Outcome]]:
    """Fitted on, and held out."""
    outcomes = read_outcomes(predictions(count, chance=random.Random(seed)))
    return [one for one in outcomes if not is_held_out(one.id)], [one for one in outcomes if is_held_out(one.id)]


@pytest.fixture(scope="module")
def fitted() -> Calibration:
    return fit(halves(4_000)[0], source="made up")


@pytest.mark.parametrize(
    ("label", "surer"),
    [
        ("SUPPORTED", {"entailment": 0.99}),
        ("SUPPORTED", {"contradiction": 0.01}),
        ("SUPPORTED", {"relevance": 0.9}),
        ("SUPPORTED", {"sources": 3}),
        ("SUPPORTED", {"agreeing": 1}),
        ("REFUTED", {"contradiction": 0.99}),
        ("REFUTED", {"contradicted": 1}),
        ("NOT_ENOUGH_EVIDENCE", {"entailment": 0.1, "contradiction": 0.1}),
    ],
)
def test_more_evidence_never_lowers_confidence(fitted: Calibration, label: Label, surer: dict[str, float]) -> None:
    signals = Signals(0.7, 0.3, 0.6, 1)
    before, after = fitted.confidence(label, signals), fitted.confidence(label, replace(signals, **surer))  # type: ignore[arg-type]  # values of one mapping
    assert before is not None
    assert after is not None
    assert 0.0 < before <= after < 1.0


def test_confidence_is_the_share_of_right_labels_on_claims_it_was_not_fitted_on(fitted: Calibration) -> None:
    held_out = halves(4_000)[1]
    before, after = measure(held_out, None), measure(held_out, fitted)
    assert before.n == after.n == len(held_out) > 1_800
    assert before.ece is not None
    assert after.ece is not None
    assert after.ece < 0.05 < before.ece
    assert after.brier is not None
    assert before.brier is not None
    assert after.brier < before.brier
    assert measure([], fitted) == type(after)(0, None, None)


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_error_among_answered_claims_stays_below_the_rate(rate: float, seed: int) -> None:
    fitted_on, held_out = halves(4_000, seed=seed)
    found = select(held_out, fit(fitted_on, source="made up"), max_error_rate=rate)
    assert found.answered > 0
    assert found.error is not None
    assert found.error <= rate + 0.02
    assert found.coverage == pytest.approx(found.expected_coverage, abs=0.08)
    assert found.by_label["SUPPORTED"][0] + found.by_label["REFUTED"][0] == found.answered


def test_a_lower_rate_answers_less(fitted: Calibration) -> None:
    answered = [fitted.expected_answers(rate) for rate in (0.01, 0.05, 0.1, 0.2, 0.5)]
    assert answered == sorted(answered)
    assert answered[0] < answered[-1] <= fitted.claims


def test_the_threshold_is_the_lowest_whose_bound_keeps_the_rate() -> None:
    label = LabelCalibration(400, 300, 0.0, {}, CURVE)
    assert label.cut(0.30) == CURVE[2]
    assert label.cut(0.06) == CURVE[1]
    assert label.cut(0.04) == CURVE[0]
    assert label.cut(0.01) is None, "even no error in a hundred does not show one in a hundred"
    assert LabelCalibration(0, 0, 0.0, {}, ()).cut(0.5) is None


def test_the_bound_is_that_of_clopper_and_pearson() -> None:
    assert upper_bound(0, 100, 0.05) == pytest.approx(1 - 0.05 ** (1 / 100), abs=1e-6)
    assert upper_bound(5, 100, 0.05) == pytest.approx(0.10225, abs=1e-4)
    assert upper_bound(3, 3, 0.05) == upper_bound(0, 0, 0.05) == 1.0


def test_a_label_that_too_few_claims_got_is_not_fitted_and_promises_nothing(fitted: Calibration) -> None:
    assert "CONFLICTING" not in fitted.labels
    assert fitted.confidence("CONFLICTING", Signals(0.9, 0.9, 0.9, 2)) is None
    assert not fitted.answers("CONFLICTING", 1.0, max_error_rate=0.5)
    assert fitted.answers("NOT_ENOUGH_EVIDENCE", 0.0, max_error_rate=0.01)


def test_a_calibration_is_the_same_read_back_and_named_by_its_bytes(fitted: Calibration, tmp_path: Path) -> None:
    data = json.dumps(calibration_record(fitted)).encode()
    (tmp_path / "c.json").write_bytes(data)
    read = load(tmp_path / "c.json")
    assert replace(read, fingerprint="") == fitted
    assert len(read.fingerprint) == 64
    assert read.fingerprint != calibration_from(data + b"\n", where="here").fingerprint


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"no json", "JSONDecodeError"),
        (b"[]", "TypeError"),
        (b'{"format": 2}', "format 1, found 2"),
        (b'{"format": 1, "nli": "x", "source": "", "claims": 3}', "KeyError"),
        (b'{"format": 1, "nli": "x", "source": "", "claims": 3, "labels": {"SUPPORTED": {"weights": 3, "curve": []}}}',
         "weights and curve of SUPPORTED"),
    ],
)  # fmt: skip
def test_what_is_no_calibration_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(CalibrationUnusable, match=found) as caught:
        calibration_from(data, where="c.json")
    assert "verifier calibrate" in caught.value.hint


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalibrationUnusable, match="No such file"):
        load(tmp_path / "none.json")


def test_the_packaged_calibration_can_be_read_and_names_its_judge_and_claims() -> None:
    found = packaged()
    assert found is not None
    assert "@" in found.nli
    assert found.source
    assert found.claims >= sum(label.n for label in found.labels.values()) > 0
    for label in found.labels.values():
        thresholds = [point.threshold for point in label.curve]
        assert thresholds == sorted(thresholds, reverse=True)
        assert label.curve[-1].answered == label.n
        assert label.curve[-1].wrong == label.n - label.right


@pytest.mark.parametrize(
    ("change", "found"),
    [({"gold": "TRUE"}, "no label: TRUE"), ({"signals": None}, "no object"), ({"nli": ...}, "'nli'")],
)
def test_a_line_that_is_no_prediction_is_named(change: dict[str, object], found: str) -> None:
    record = {**json.loads(predictions(1, chance=random.Random(1))[0]), **change}
    line = json.dumps({name: value for name, value in record.items() if value is not ...})
    with pytest.raises(InputUnreadable, match=f"line 2: .*{found}"):
        read_outcomes(["\n", line])


def test_predictions_of_no_or_of_two_judges_are_not_fitted() -> None:
    outcomes = halves(50)[0]
    with pytest.raises(InputUnreadable, match="one judge, found 0"):
        fit([], source="none")
    with pytest.raises(InputUnreadable, match="one judge, found 2"):
        fit([*outcomes, replace(outcomes[0], nli="other@1")], source="two")

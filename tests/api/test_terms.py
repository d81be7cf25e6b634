"""What may be asked of a question over HTTP: later evidence, and a greatest error rate."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.schemas import responses
from tests.api.harness import SUPPORTED_CLAIM, json_lines, make_app, running, until
from tests.verifier.making import predictions
from verifier import reasons
from verifier.fitting import fit, read_outcomes

EARLY = {"claim": SUPPORTED_CLAIM, "as_of": "2024-06-01"}


@pytest.fixture
def calibrated(folder: Path) -> Iterator[TestClient]:
    """A client of a service whose judge is calibrated."""
    calibration = fit(read_outcomes(predictions(1_200, chance=random.Random(2))), source="made up")
    with running(make_app(folder, calibration=calibration)) as client:
        yield client


def test_later_evidence_is_used_where_it_is_asked_for(client: TestClient) -> None:
    strict = client.post("/v1/claims/verify", json=EARLY).json()["verdicts"][0]
    later = client.post("/v1/claims/verify", json={**EARLY, "use_later_evidence": True}).json()["verdicts"][0]
    assert (strict["label"], later["label"]) == ("NOT_ENOUGH_EVIDENCE", "SUPPORTED")
    assert reasons.EVIDENCE_AFTER_CUTOFF in [reason["code"] for reason in strict["reasons"]]
    assert (strict["provenance"]["settings"]["use_later_evidence"], later["coverage"]["evidence_before"]) == (
        False,
        None,
    )
    several = client.post("/v1/claims/verify", json={"claims": [EARLY], "use_later_evidence": True}).json()
    assert several["verdicts"][0]["label"] == "SUPPORTED"
    article = {"text": SUPPORTED_CLAIM, "published_at": "2024-06-01", "use_later_evidence": True}
    assert client.post("/v1/articles/verify", json=article).json()["verdicts"][0]["label"] == "SUPPORTED"


def test_an_error_rate_states_what_is_answered(calibrated: TestClient) -> None:
    found = calibrated.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM, "max_error_rate": 0.2}).json()
    assert responses.Verdicts.model_validate(found).model_dump(mode="json") == found
    verdict = found["verdicts"][0]
    assert verdict["label"] == "SUPPORTED"
    assert verdict["selection"]["max_error_rate"] == 0.2
    assert 0 < verdict["selection"]["expected_coverage"] < 1
    assert verdict["selection"]["expected_coverage_n"] == 1_200
    strict = calibrated.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM, "max_error_rate": 0.001}).json()
    assert strict["verdicts"][0]["label"] == "NOT_ENOUGH_EVIDENCE"
    assert strict["verdicts"][0]["selection"]["withheld_label"] == "SUPPORTED"
    report = calibrated.post("/v1/articles/verify", json={"text": SUPPORTED_CLAIM, "max_error_rate": 0.2}).json()
    assert responses.Report.model_validate(report).model_dump(mode="json") == report
    assert (report["selection"]["answered"], report["selection"]["claims"]) == (1, 1)


@pytest.mark.parametrize("rate", [0, -0.1, 0.51, "0.1", True])
def test_a_rate_out_of_range_is_named(client: TestClient, rate: object) -> None:
    answer = client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM, "max_error_rate": rate})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/max_error_rate"


def test_a_rate_that_no_calibration_can_promise_is_a_problem_with_its_cure(client: TestClient) -> None:
    answer = client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM, "max_error_rate": 0.1})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:verifier:problem:calibration-unusable")
    assert "Leave max_error_rate out" in answer.json()["hint"]


def test_items_of_a_batch_have_terms_of_their_own(client: TestClient) -> None:
    body = json_lines(
        {"custom_id": "strict", **EARLY},
        {"custom_id": "later", **EARLY, "use_later_evidence": True},
        {"custom_id": "rate", **EARLY, "max_error_rate": 0.1},
        {"custom_id": "wrong", **EARLY, "max_error_rate": 3},
    )
    sent = client.post("/v1/batches", content=body, headers={"content-type": "application/x-ndjson"})
    until(lambda: client.get(sent.headers["location"]).json()["state"] == "completed")
    lines = client.get(f"{sent.headers['location']}/results").text.splitlines()
    strict, later, rate, wrong = (json.loads(line) for line in lines)
    assert (strict["verdict"]["label"], later["verdict"]["label"]) == ("NOT_ENOUGH_EVIDENCE", "SUPPORTED")
    assert rate["error"]["type"] == "CalibrationUnusable"
    assert wrong["error"]["type"] == "InputUnreadable"

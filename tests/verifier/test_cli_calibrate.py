"""`verifier calibrate`, `verifier evaluate selective` and `--max-error-rate`."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.verifier.making import predictions
from verifier.cli.app import run
from verifier.cli.fakes import FakeParts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "predictions.jsonl"
    path.write_text("\n".join(predictions(1_200, chance=random.Random(5))) + "\n", encoding="utf-8")
    return path


def verifier(*arguments: object) -> int:
    return run([str(one) for one in arguments], parts=FakeParts())


def test_a_calibration_is_fitted_on_one_half_and_measured_on_the_other(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = file.parent / "calibration.json"
    assert verifier("calibrate", "--predictions", file, "--out", out, "--source", "made up", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["fitted_on"] + found["after"]["n"] == 1_200
    assert found["after"]["ece"] < found["before"]["ece"]
    assert json.loads(out.read_text())["source"] == "made up"
    first = out.read_bytes()
    assert verifier("calibrate", "--predictions", file, "--out", out, "--source", "made up") == 0
    assert out.read_bytes() == first, "the same predictions give the same file"
    assert "no: too few" in capsys.readouterr().out


def test_error_and_coverage_are_measured_on_the_other_half(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.parent / "calibration.json"
    verifier("calibrate", "--predictions", file, "--out", out)
    capsys.readouterr()
    asked = ("--max-error-rate", 0.1, "--max-error-rate", 0.3)
    command = ("evaluate", "selective", "--predictions", file, "--calibration", out, *asked)
    assert verifier(*command, "--json") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["n"] == second["n"] < 1_200
    assert first["error"] <= 0.12
    assert first["coverage"] < second["coverage"]
    assert verifier(*command) == 0
    assert "expected coverage" in capsys.readouterr().out
    assert verifier(*command, "--all", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["n"] == 1_200


@pytest.mark.parametrize("rate", ["0", "-0.1", "0.51", "nan"])
def test_a_rate_out_of_range_is_wrong_usage(file: Path, rate: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.parent / "calibration.json"
    verifier("calibrate", "--predictions", file, "--out", out)
    rates = ("--predictions", file, "--calibration", out, f"--max-error-rate={rate}")
    assert verifier("evaluate", "selective", *rates) == 2
    assert "max_error_rate lies above 0 and is at most 0.5" in capsys.readouterr().err
    collection = file.parent / "collection"
    (file.parent / "doc.txt").write_text("Two bears were born.", encoding="utf-8")
    assert verifier("index", "add", file.parent / "doc.txt", "--collection", collection) == 0
    claim = ("Two bears were born.", "--collection", collection, f"--max-error-rate={rate}")
    assert verifier("check", *claim) == 2


def test_a_rate_without_a_calibration_of_the_judge_is_an_error_with_its_cure(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collection = file.parent / "collection"
    (file.parent / "doc.txt").write_text("Two bears were born.", encoding="utf-8")
    verifier("index", "add", file.parent / "doc.txt", "--collection", collection)
    assert verifier("check", "Two bears were born.", "--collection", collection, "--max-error-rate", 0.1) == 2
    assert "verifier calibrate" in capsys.readouterr().err


def test_files_that_cannot_be_read_or_written_are_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone, nowhere = file.parent / "gone.jsonl", file.parent / "no" / "c.json"
    assert verifier("calibrate", "--predictions", gone, "--out", nowhere) == 2
    assert verifier("calibrate", "--predictions", file, "--out", nowhere) == 2
    rest = ("--calibration", nowhere, "--max-error-rate", 0.1)
    assert verifier("evaluate", "selective", "--predictions", file, *rest) == 2
    assert capsys.readouterr().err.count("No such file") == 3

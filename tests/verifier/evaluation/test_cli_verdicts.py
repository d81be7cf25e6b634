"""`verifier evaluate verdicts` over fake models."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verifier.cli_harness import Cli, fake_cli
from tests.verifier.evaluation import making


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    return fake_cli(capsysbinary)


def test_verdicts_are_measured_and_kept(cli: Cli, tmp_path: Path) -> None:
    data, out = making.scifact(tmp_path / "data"), tmp_path / "out"
    given = ("evaluate", "verdicts", "--data", data, "--set", "scifact", "--out", out)
    first = cli(*given, "--json").record
    assert (first["set"], first["split"], first["n"], first["documents"], first["answered_now"]) == (
        "scifact", "dev", 3, 3, 3,
    )  # fmt: skip
    assert isinstance(first["figures"], dict)
    assert set(first["figures"]["accuracy"]) == {"value", "n", "interval"}
    assert Path(str(first["predictions"])).parent == out / "scifact"
    again = cli(*given, "--json").record
    assert (again["answered_now"], again["figures"]) == (0, first["figures"])


def test_the_table_says_what_each_figure_is(cli: Cli, tmp_path: Path) -> None:
    data = making.fever(tmp_path / "data", dev=30)
    shown = cli("evaluate", "verdicts", "--data", data, "--set", "fever", "--limit", "12", "--out", tmp_path / "out")
    assert shown.code == 0
    assert "precision of SUPPORTED" in shown.out
    assert "NOT_ENOUGH_EVIDENCE" in shown.out
    assert "12 answered now" in shown.err


def test_a_split_or_data_that_is_not_there_is_told(cli: Cli, tmp_path: Path) -> None:
    given = ("evaluate", "verdicts", "--data", tmp_path, "--out", tmp_path / "out")
    wrong = cli(*given, "--set", "scifact", "--split", "calibration")
    assert (wrong.code, "expected one of dev, train" in wrong.err) == (2, True)
    missing = cli(*given, "--set", "fever")
    assert (missing.code, "retrieval/ and nli/" in missing.err) == (2, True)

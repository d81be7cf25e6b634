"""`verifier models evaluate`: what is printed of a model, and as JSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.verifier.cli_harness import Cli, fake_cli
from verifier.cli import run
from verifier.cli.parts import RealParts

ROWS = (
    ("The bridge was closed.", "The bridge was closed.", "entailment", "dev"),
    ("The bridge was not closed.", "The bridge was closed.", "contradiction", "dev"),
    ("It rained.", "The bridge was closed.", "contradiction", "dev"),
    ("It rained.", "The bridge was closed.", "neutral", "train"),
)


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    return fake_cli(capsysbinary)


def write(file: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    names = ("premise", "hypothesis", "label", "split")
    file.parent.mkdir(exist_ok=True)
    lines = "".join(f"{json.dumps(dict(zip(names, row, strict=True)))}\n" for row in rows)
    file.write_bytes(gzip.compress(lines.encode()))
    return file


def test_a_model_is_measured_with_intervals_and_beside_what_hypotheses_give_away(cli: Cli, tmp_path: Path) -> None:
    pairs = write(tmp_path / "pairs.jsonl.gz")
    given = ("models", "evaluate", "nli", "--pairs", pairs, "--split", "dev", "--hypothesis-only")
    found = cli(*given, "--json").record
    assert (found["n"], found["accuracy"]) == (3, pytest.approx(2 / 3))
    assert found["counted"] == "no neutral pairs: an answer of neutral is wrong"
    assert found["hypothesis_only"] == {"accuracy": 0.0, "accuracy_interval": [0.0, 0.0], "macro_f1": 0.0}
    assert isinstance(found["risk_coverage"], list)
    shown = cli(*given)
    assert (shown.code, "0.667 (0.000 to 1.000)" in shown.out) == (0, True)
    assert "accuracy without premises" in shown.out
    assert "accuracy without premises" not in cli("models", "evaluate", "nli", "--pairs", pairs).out
    assert cli("models", "evaluate", "nli", "--pairs", pairs, "--split", "test").code == 2


def test_pairs_of_whole_texts_are_measured_alone(cli: Cli, tmp_path: Path) -> None:
    pairs = write(tmp_path / "pairs.jsonl.gz")
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"title": "It", "text": "rained."}\n', encoding="utf-8")
    given = ("models", "evaluate", "nli", "--pairs", pairs, "--whole-texts", corpus, "--json")
    assert cli(*given).record["n"] == 2
    assert cli(*given, "--split", "dev").record["n"] == 1


def test_all_development_sets_are_measured_a_row_each(cli: Cli, tmp_path: Path) -> None:
    write(tmp_path / "nli" / "infotabs.jsonl.gz")
    write(tmp_path / "nli" / "sick.jsonl.gz")
    write(tmp_path / "nli" / "fm2.jsonl.gz")
    rows = cli("models", "evaluate", "sets", "--data", tmp_path, "--json").records
    assert [(row["set"], row["split"], row["n"], row["non_commercial"]) for row in rows] == [
        ("infotabs", "dev", 3, False),
        ("sick", "dev", 3, True),
    ]
    shown = cli("models", "evaluate", "sets", "--data", tmp_path / "nli", "--only", "sick", "--limit", "2")
    assert (shown.code, shown.out.count("sick"), "NC" in shown.out, "infotabs" in shown.out) == (0, 1, True, False)
    assert "sick dev: no neutral pairs" in shown.err
    assert cli("models", "evaluate", "sets", "--data", tmp_path / "absent").code == 2


def test_a_name_that_is_no_model_is_told_with_those_that_are(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    pairs = write(tmp_path / "pairs.jsonl.gz")
    given = ["models", "evaluate", "nli", "--pairs", str(pairs), "--model", "oracle"]
    assert run(given, parts=RealParts()) == 1
    told = capsysbinary.readouterr().err.decode()
    assert "oracle" in told
    assert "a name of the table: judge" in told

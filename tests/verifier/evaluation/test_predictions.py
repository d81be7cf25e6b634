"""A file of predictions is the state of a run: what was written stays, a torn line goes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.types import Span, Stance
from verifier.errors import OutputBusy, OutputUnusable
from verifier.evaluation.predictions import Cited, Prediction, open_predictions
from verifier.types import Signals

CITED = Cited(
    "d1", Span(0, 20), (Span(3, 9),), Stance(0.8, 0.15, 0.05), 0.62, right_document=True, right_sentence=False
)
FIRST = Prediction(
    "1",
    "Ünd so.",
    "SUPPORTED",
    "REFUTED",
    0.75,
    (CITED,),
    ("contradicted",),
    Signals(0.25, None, 0.5, 2, 0, 1),
    "judge@0",
)


def test_predictions_come_back_as_they_were_written(tmp_path: Path) -> None:
    path, second = tmp_path / "dev.jsonl", replace(FIRST, id="2", evidence=())
    with open_predictions(path) as file:
        assert file.found == {}
        file.append([FIRST])
        file.append([second])
        assert file.found == {"1": FIRST, "2": second}
    with open_predictions(path) as file:
        assert file.found == {"1": FIRST, "2": second}


def test_a_torn_last_line_is_cut_off_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    with open_predictions(path) as file:
        file.append([FIRST])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    with open_predictions(path) as file:
        assert list(file.found) == ["1"]
        file.append([replace(FIRST, id="2")])
    with open_predictions(path) as file:
        assert list(file.found) == ["1", "2"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("{", "line 1"),
        ('{"id": "1"}', "claim"),
        ("\N{LATIN SMALL LETTER E WITH ACUTE}", "line 1"),
        (None, "no label"),
    ],
)
def test_a_file_that_holds_something_else_is_left_as_it_is(tmp_path: Path, wrong: str | None, named: str) -> None:
    path = tmp_path / "dev.jsonl"
    if wrong is None:
        with open_predictions(path) as file:
            file.append([FIRST])
        wrong = path.read_text(encoding="utf-8").rstrip().replace("REFUTED", "WRONG")
    path.write_text(f"{wrong}\n", encoding="utf-8")
    with pytest.raises(OutputUnusable, match=named), open_predictions(path):
        pass
    assert path.read_text(encoding="utf-8") == f"{wrong}\n"


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    with open_predictions(path), pytest.raises(OutputBusy), open_predictions(path):
        pass
    with pytest.raises(OutputUnusable, match="can be written"), open_predictions(tmp_path / "absent" / "dev.jsonl"):
        pass

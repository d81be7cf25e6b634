"""`verifier rank`, `verifier claims --profile` and the evaluation of check-worthiness, over fake models."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from verifier.cli import run
from verifier.cli.fakes import FakeParts

FERRY = "The ferry sank on Sunday. The mill burned down."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The mill burned down. Rents rose by a third.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "desk.toml").write_text('name = "Fire desk"\n[topic]\nweight = 0.5\nwords = ["burn*"]\n')
    return tmp_path


def call(*arguments: str) -> int:
    return run(list(arguments), parts=FakeParts())


def test_many_articles_give_one_list_with_places_that_slice_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("rank", "a.txt", "bad.txt", "b.txt", "--profile", "desk.toml", "--json") == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err.startswith("warning: left out bad.txt")
    assert found["profile"] == "Fire desk"
    assert [bool(one["error"]) for one in found["articles"]] == [False, False, True]
    first, *rest = found["ranked"]
    assert [place["article"] for place in first["places"]] == ["a.txt", "b.txt"]
    for place in first["places"]:
        text = (folder / place["article"]).read_text(encoding="utf-8")
        assert text[place["span"]["start"] : place["span"]["end"]] == place["text"] == "The mill burned down."
    assert first["reasons"][1] == {"criterion": "topic", "points": 0.5, "detail": "burned"}
    assert len(rest) == 2


@pytest.mark.usefixtures("folder")
def test_text_shows_reasons_and_only_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rank", "a.txt", "b.txt", "--profile", "desk.toml", "--top", "1") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "topic +0.50 (burned)" in shown
    assert "a.txt 26-47, b.txt 0-21" in shown
    assert "1 of 3 claims of 2 articles, ranked for Fire desk; 0 left out." in shown


@pytest.mark.usefixtures("folder")
def test_claims_with_a_profile_are_ranked(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("claims", "a.txt", "--profile", "desk.toml", "--json") == 0
    assert [one["claim"]["text"] for one in json.loads(capsys.readouterr().out)["ranked"]] == [
        "The mill burned down.",
        "The ferry sank on Sunday.",
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rank", "bad.txt"], "bad.txt"),
        (["rank", "bad.txt", "none.txt"], "expected at least one article"),
        (["rank", "a.txt", "--profile", "none.toml"], "none.toml"),
        (["rank", "a.txt", "--profile", "a.txt"], "a.txt line 1: expected TOML"),
    ],
)
def test_what_cannot_be_ranked_is_an_error_of_usage(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "hint: " in err


def test_check_worthiness_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {
            "text": f"We lost {n} jobs." if n % 2 else "Thank you.",
            "label": "CFS" if n % 2 else "NFS",
            "file": f"{n % 3}",
        }
        for n in range(12)
    ]
    tweets = [{"text": "9 died", "label": "1", "split": "dev"}, {"text": "Hello", "label": "0", "split": "dev"}]
    for name, lines in (("claimbuster_crowdsourced", rows), ("checkthat", tweets)):
        content = "".join(f"{json.dumps(row)}\n" for row in lines)
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(content.encode()))
    assert call("models", "evaluate", "check-worthiness", "--data", str(tmp_path), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["n"], found["ranking"]["average_precision"], found["tweets"]["n"]) == (4, 1.0, 2)
    assert call("models", "evaluate", "check-worthiness", "--data", str(tmp_path)) == 0
    assert "4 of 1 debates held out" in " ".join(capsys.readouterr().out.split())

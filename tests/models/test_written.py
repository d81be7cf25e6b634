"""Pairs written over premises of public sets: named by digest, and joined with the texts again."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import PairsUnreadable
from models.pairs import NliPair, iterate_pairs, write_pairs
from models.train.written import digest, joined, main, read_written

PREMISE = "Trains ran late on four days of May."
HYPOTHESIS = "Trains are punctual."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_pairs(tmp_path / "check_covid.jsonl.gz", [NliPair(PREMISE, HYPOTHESIS, "neutral")])
    return tmp_path


def written(folder: Path, *lines: str) -> Path:
    file = folder / "written.tsv"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def test_a_premise_and_a_claim_are_found_again_by_their_digests(data: Path) -> None:
    file = written(
        data,
        f"check_covid\t{digest(PREMISE)}\tcontradiction\t#{digest(HYPOTHESIS)}",
        f"check_covid\t{digest(PREMISE)}\tentailment\tSome trains of May were late.",
    )
    assert main(["--data", str(data), "--written", str(file), "--out", str(data / "out.jsonl.gz")]) == 0
    assert list(iterate_pairs(data / "out.jsonl.gz")) == [
        (NliPair(PREMISE, HYPOTHESIS, "contradiction"), "train"),
        (NliPair(PREMISE, "Some trains of May were late.", "entailment"), "train"),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("check_covid\tonly three\tneutral", "line 1"),
        (f"check_covid\t{digest(PREMISE)}\tmaybe\tA claim.", "line 1"),
        (f"check_covid\t{digest('another')}\tneutral\tA claim.", digest("another")),
        (f"check_covid\t{digest(PREMISE)}\tneutral\t#{digest('another')}", digest("another")),
        (f"scifact\t{digest(PREMISE)}\tneutral\tA claim.", "NC"),
    ],
)
def test_what_cannot_be_joined_is_named(data: Path, line: str, found: str) -> None:
    write_pairs(data / "scifact.jsonl.gz", [NliPair(PREMISE, HYPOTHESIS, "neutral")])
    with pytest.raises(PairsUnreadable, match=found):
        list(joined(read_written(written(data, line)), data))


def test_a_file_that_is_missing_is_told_with_its_place(data: Path) -> None:
    with pytest.raises(PairsUnreadable, match=r"nowhere\.tsv"):
        read_written(data / "nowhere.tsv")


def test_the_pairs_of_the_judge_are_well_formed_and_of_sets_that_may_be_trained_on() -> None:
    pairs = read_written(Path(__file__).parents[2] / "models" / "judge" / "written.tsv")
    assert {one.source for one in pairs} == {"check_covid", "covid_fact"}
    assert len({(one.premise, one.claim) for one in pairs}) == len(pairs)
    for label in ("entailment", "neutral", "contradiction"):
        assert sum(one.label == label for one in pairs) > 1_000

"""What the checks do to labelled pairs, measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.english import EnglishPipeline
from tests.verifier.cli_harness import Cli, fake_cli
from tests.verifier.evaluation.making import pair, write_rows
from verifier.claims.extract import ClaimExtractor
from verifier.clock import Clock
from verifier.errors import InputUnreadable
from verifier.evaluation.check_figures import MEANINGS, CheckFigures, check_pairs, measure_checks
from verifier.evaluation.check_pairs import SETS, LabelledPair, read_pairs

ROWS = [
    pair("The fire killed 12 people.", "The fire killed 12 people.", "entailment", "train"),
    pair("The fire killed a family of nine.", "The fire killed 12 people.", "entailment", "train"),
    pair("The fire killed 12 people.", "The fire killed 40 people.", "contradiction", "train"),
    pair("The bridge was opened by Carl Holm.", "The bridge was opened by Anna Berg.", "contradiction", "train"),
    pair("The bridge is old.", "The bridge is old.", "entailment", "train"),
    pair("The bridge is old.", "The bridge has 12 arches.", "neutral", "train"),
    pair("The bridge is old.", "The bridge has 12 arches.", "entailment", "test"),
]


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


def written(data: Path) -> Path:
    first, *others = SETS["train"]
    write_rows(data / "nli" / f"{first}.jsonl.gz", ROWS)
    for name in others:
        write_rows(data / "nli" / f"{name}.jsonl.gz", [])
    return data


def read(data: Path, english: EnglishPipeline, *, limit: int | None = None, seed: int = 1) -> list[LabelledPair]:
    return read_pairs(data, split="train", limit=limit, seed=seed, analyser=ClaimExtractor(english))


def measured(pairs: list[LabelledPair], english: EnglishPipeline) -> CheckFigures:
    clock, done = Clock(), list[int]()
    checked = check_pairs(
        pairs, parser=english, analyser=ClaimExtractor(english), seed=1, clock=clock, on_progress=done.append
    )
    assert done[-1:] == ([len(pairs)] if pairs else [])
    return measure_checks(checked, clock.timings())


def test_pairs_are_those_of_the_split_that_are_decided(tmp_path: Path, english: EnglishPipeline) -> None:
    found = read(written(tmp_path), english)
    assert sorted((one.claim.text, one.label, one.numbered) for one in found) == [
        ("The bridge is old.", "entailment", False),
        ("The bridge was opened by Anna Berg.", "contradiction", False),
        ("The fire killed 12 people.", "entailment", True),
        ("The fire killed 12 people.", "entailment", True),
        ("The fire killed 40 people.", "contradiction", True),
    ]


def test_a_smaller_sample_is_the_beginning_of_a_greater(tmp_path: Path, english: EnglishPipeline) -> None:
    data = written(tmp_path)
    small, whole = read(data, english, limit=1, seed=3), read(data, english, seed=3)
    assert len(small) == 4
    first = next(one for one in whole if one.numbered and one.label == "entailment")
    assert first in small


def test_data_that_is_not_there_is_told(tmp_path: Path, english: EnglishPipeline) -> None:
    with pytest.raises(InputUnreadable, match="fever_train_joined"):
        read(tmp_path, english)


def test_shares_are_over_the_pairs_that_they_speak_of(tmp_path: Path, english: EnglishPipeline) -> None:
    found = measured(read(written(tmp_path), english), english)
    shares = {name: (one.value, one.n) for name, one in found.figures.items()}
    assert list(shares) == list(MEANINGS)
    assert shares["false_vetoes"] == (0.5, 2)
    assert shares["altered_vetoed"] == (1.0, 2)
    assert (shares["found"], shares["found_contradicted"]) == ((1.0, 1), (1.0, 1))
    assert (shares["false_name_vetoes"], shares["name_vetoes"]) == ((0.0, 3), (1.0, 1))
    assert found.n == 5
    assert list(found.by_set) == ["fever_train_joined"]
    assert found.ms_per_pair is not None


def test_shares_of_nothing_are_undefined(english: EnglishPipeline) -> None:
    found = measured([], english)
    assert {(one.value, one.n) for one in found.figures.values()} == {(None, 0)}
    assert (found.ms_per_pair, found.record()["n"]) == (None, 0)


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    return fake_cli(capsysbinary)


def test_the_command_prints_a_table_or_json(cli: Cli, tmp_path: Path) -> None:
    data = written(tmp_path)
    record = cli("evaluate", "checks", "--data", data, "--limit", "1", "--json").record
    assert (record["split"], record["limit"], record["n"]) == ("train", 1, 4)
    assert isinstance(record["figures"], dict)
    assert set(record["figures"]["false_vetoes"]) == {"value", "n", "interval"}
    shown = cli("evaluate", "checks", "--data", data)
    assert (shown.code, "fever_train_joined" in shown.out, "5 pairs" in shown.err) == (0, True, True)


def test_a_missing_folder_is_an_error_of_use(cli: Cli, tmp_path: Path) -> None:
    shown = cli("evaluate", "checks", "--data", tmp_path)
    assert (shown.code, "nli/" in shown.err) == (2, True)

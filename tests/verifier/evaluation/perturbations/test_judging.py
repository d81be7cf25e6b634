"""The verdicts on cases over fakes, the figures, and the command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexes.collection import Collection
from tests.verifier import making
from tests.verifier.cli_harness import Cli, fake_cli
from tests.verifier.evaluation.making import pair, write_rows
from verifier.evaluation.perturbations.cases import Case
from verifier.evaluation.perturbations.figures import measure, share
from verifier.evaluation.perturbations.judging import DISTRACTORS, Judged, judge, judge_distracted
from verifier.types import ClaimRequest, Verdict

SAID = "Green tea shortened sleep."
TEA = Case("negation", "inserted", "own", SAID, SAID, "Green tea not shortened sleep.")


class Watching:
    """A checker that notes what its collection holds whenever it is asked."""

    def __init__(self, folder: Path) -> None:
        self.collection: Collection = making.collection(folder, [])
        self._verifier = making.verifier(self.collection)
        self.held: list[dict[str, str]] = []

    def check(self, requests: Sequence[ClaimRequest]) -> list[Verdict]:
        self.held.append({document.id: document.text for document in self.collection.list(limit=100)})
        return self._verifier.check(requests)


def test_both_claims_are_judged_over_the_evidence_of_their_case_alone(tmp_path: Path) -> None:
    other = Case("entity", "name", "own", "Elm has a mayor.", "Elm has a mayor.", "Oak has a mayor.")
    checker = Watching(tmp_path)
    found = judge([TEA, other], checker)
    assert [(one.before, one.after) for one in found] == [
        ("SUPPORTED", "REFUTED"),
        ("SUPPORTED", "NOT_ENOUGH_EVIDENCE"),
    ]
    assert checker.held == [{"evidence": TEA.evidence}, {"evidence": other.evidence}]


def test_fifty_documents_that_share_nothing_with_the_claim_are_added_and_taken_away(tmp_path: Path) -> None:
    case = Case("distractors", "as it is", "own", TEA.evidence, TEA.claim, TEA.claim)
    pool = [f"Boat {number} lay by the quay." for number in range(60)]
    near = ["Green tea shortened nothing.", "Green boats."]
    checker = Watching(tmp_path)
    done: list[int] = []
    found = judge_distracted([case] * 12, [*pool, *near], checker, seed=1, on_progress=done.append)
    assert not any(one.changed for one in found)
    assert done == [10, 12]
    sizes = [len(held) for held in checker.held]
    assert sizes == [1] * 10 + [DISTRACTORS + 1] * 10 + [1] * 2 + [DISTRACTORS + 1] * 2
    assert not any(text in near for held in checker.held for text in held.values())


def test_the_figures_of_each_suite_are_shares_of_its_cases() -> None:
    judged = [Judged(TEA, "SUPPORTED", "REFUTED"), Judged(TEA, "NOT_ENOUGH_EVIDENCE", "SUPPORTED")]
    figures = {name: one.value for name, one in measure("negation", judged).figures.items()}
    assert figures == {"unaltered_right": 0.5, "altered_supported": 0.5, "altered_refuted": 0.5}
    kept = measure("paraphrase", [Judged(TEA, "SUPPORTED", "SUPPORTED"), *judged]).figures["kept"]
    assert kept.value == pytest.approx(1 / 3)
    assert kept.n == 3
    flips = measure("distractors", judged)
    assert flips.figures["flipped"].value == 1.0
    assert flips.labels == {"NOT_ENOUGH_EVIDENCE > SUPPORTED": 1, "SUPPORTED > REFUTED": 1}


def test_none_of_three_hundred_has_an_interval_and_nothing_has_none() -> None:
    none = share(0, 300)
    assert none.interval == pytest.approx((0.0, 0.012643), abs=1e-5)
    half = share(5, 10)
    assert half.interval == pytest.approx((0.236593, 0.763407), abs=1e-5)
    assert (share(0, 0).value, share(0, 0).interval) == (None, None)


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    return fake_cli(capsysbinary)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    mills = [f"The mill of Elm{letter} was built in 19{10 + place}." for place, letter in enumerate("abcdefghijklmno")]
    rows = [pair(mill, mill, "entailment") for mill in mills]
    write_rows(tmp_path / "nli" / "fever_rte_dev.jsonl.gz", rows)
    return tmp_path


def test_the_command_measures_the_suites_and_saves_the_cases(cli: Cli, data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "cases.jsonl"
    given = ("evaluate", "perturbations", "--data", data, "--limit", "6")
    found = cli(*given, "--suite", "date", "--suite", "distractors", "--save", saved, "--json").record
    assert isinstance(found["suites"], list)
    assert [(one["suite"], one["n"]) for one in found["suites"]] == [("date", 6), ("distractors", 6)]
    assert found["suites"][0]["figures"]["altered_supported"]["value"] == 0.0
    assert found["suites"][0]["figures"]["unaltered_right"]["value"] == 1.0
    lines = [json.loads(line) for line in saved.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 12
    assert {"id", "suite", "rule", "source", "evidence", "claim", "altered", "gold", "before", "after"} == set(lines[0])
    assert cli(*given, "--suite", "date", "--json").record["suites"] == [found["suites"][0]]


def test_the_table_says_what_each_figure_is(cli: Cli, data: Path) -> None:
    shown = cli("evaluate", "perturbations", "--data", data, "--limit", "3")
    assert shown.code == 0
    assert "still SUPPORTED" in shown.out
    assert "verdict flipped" in shown.out


def test_an_unknown_suite_missing_data_and_a_file_that_cannot_be_written_are_told(cli: Cli, data: Path) -> None:
    wrong = cli("evaluate", "perturbations", "--data", data, "--suite", "smell")
    assert (wrong.code, "expected one of number" in wrong.err) == (2, True)
    missing = cli("evaluate", "perturbations", "--data", data / "nowhere")
    assert (missing.code, "expected claims" in missing.err) == (2, True)
    nowhere = data / "nowhere" / "cases.jsonl"
    unwritten = cli("evaluate", "perturbations", "--data", data, "--suite", "date", "--limit", "1", "--save", nowhere)
    assert unwritten.code != 0
    assert "a file that can be written" in unwritten.err

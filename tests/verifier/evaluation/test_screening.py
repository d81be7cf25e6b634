"""How often a cascade's verdict is that of reading everything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.verifier.cli_harness import Cli, fake_cli
from tests.verifier.evaluation import making
from tests.verifier.making import collection, document, verifier
from verifier.evaluation.screening import compared
from verifier.types import ClaimRequest


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    return fake_cli(capsysbinary)


def test_equal_labels_and_equal_first_evidence_are_counted_apart(tmp_path: Path) -> None:
    texts = ("Two bears were born in the zoo of Ostmark.", "The harbour office sent letters to 2,000 captains.")
    with collection(tmp_path, [document(str(n), text) for n, text in enumerate(texts)]) as over:
        bears, letters = verifier(over).check([ClaimRequest(text) for text in texts])
    lost = replace(bears, label="NOT_ENOUGH_EVIDENCE")
    elsewhere = replace(bears, evidence=letters.evidence)
    found = compared([(bears, bears), (bears, lost), (bears, elsewhere), (letters, letters)])
    assert (found.same.value, found.same.n) == (0.75, 4)
    assert found.same_evidence.value == 0.5
    assert found.confusion["SUPPORTED"]["NOT_ENOUGH_EVIDENCE"] == 1
    assert found.windows_full == 3 * bears.coverage.windows_read + letters.coverage.windows_read


def test_nothing_compared_is_undefined() -> None:
    found = compared([])
    assert (found.same.value, found.same.n, found.windows_full) == (None, 0, 0)


def test_a_screen_that_says_what_the_judge_says_changes_no_verdict(cli: Cli, tmp_path: Path) -> None:
    data = making.fever(tmp_path / "data", dev=30)
    given = ("evaluate", "screening", "--data", data, "--set", "fever", "--limit", "20", "--out", tmp_path / "out")
    found = cli(*given, "--json").record
    assert (found["n"], found["same_label"]) == (20, 1.0)
    assert 0 < int(str(found["windows_judged_cascade"])) < int(str(found["windows_judged_full"]))
    shown = cli(*given, "--best", "1", "--floor", "0.5")
    assert (shown.code, "same label" in shown.out, "the cascade" in shown.out) == (0, True, True)

"""Commands tell which claims are ready to be checked as they are, and keep to those where that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.types import Span
from verifier.cli import run
from verifier.cli.fakes import FakeParts, PlainSentences
from verifier.types import Article, Claim, Extraction

TEXT = "The bridge in Arlen closed. The market in Arlen opened."
CLOSED, OPENED = Span(0, 27), Span(28, 55)


class Reading(PlainSentences):
    """Gives the two sentences their readiness."""

    def __init__(self, closed: float, opened: float | None) -> None:
        super().__init__()
        self._rated = ((CLOSED, closed), (OPENED, opened))

    def extract(self, article: Article) -> Extraction:
        return Extraction(
            tuple(
                Claim(span.of(TEXT), span, span.of(TEXT), 0.6, "factual", readiness=value)
                for span, value in self._rated
            ),
            (),
        )


class ReadingParts(FakeParts):
    """The first sentence is ready, the second is not, unless they are rated otherwise."""

    def __init__(self, closed: float = 0.93, opened: float | None = 0.61) -> None:
        super().__init__()
        self._rated = (closed, opened)

    def make_extractor(self) -> PlainSentences:
        return Reading(*self._rated)


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def test_each_claim_tells_its_readiness(article: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", article], parts=ReadingParts()) == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert "worth 0.60, ready 0.93" in shown
    assert "worth 0.60, draft 0.61" in shown
    assert "1 claim and 1 draft, 0 of them unclear" in shown


@pytest.mark.parametrize("command", ["claims", "rank"])
def test_only_what_is_ready_is_left_where_asked_for(
    command: str, article: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([command, article, "--ready"], parts=ReadingParts()) == 0
    shown = capfd.readouterr().out
    assert "bridge" in shown
    assert "market" not in shown


def test_json_has_both(article: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", article, "--json"], parts=ReadingParts()) == 0
    found = json.loads(capfd.readouterr().out)
    assert [(one["readiness"], one["ready"]) for one in found] == [(0.93, True), (0.61, False)]


def test_what_is_ready_comes_first_in_the_listing_and_not_in_json(
    article: str, capfd: pytest.CaptureFixture[str]
) -> None:
    parts = ReadingParts(closed=0.61, opened=0.93)
    assert run(["claims", article], parts=parts) == 0
    shown = " ".join(capfd.readouterr().out.split())
    order = (
        "Claims (1)",
        "1 The market",
        "Drafts, to be looked over before they are checked (1)",
        "2 The bridge",
    )
    assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)
    assert run(["claims", article, "--json"], parts=parts) == 0
    assert [one["ready"] for one in json.loads(capfd.readouterr().out)] == [False, True]


def test_a_ranked_claim_tells_its_readiness(article: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["rank", article], parts=ReadingParts()) == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert "factual, ready 0.93;" in shown
    assert "factual, draft 0.61;" in shown


def test_what_was_never_read_is_a_draft_beside_what_was(article: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", article], parts=ReadingParts(opened=None)) == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert shown.index("Claims (1)") < shown.index("bridge") < shown.index("Drafts,") < shown.index("market")


def test_where_nothing_is_known_of_it_nothing_is_told(article: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", article], parts=FakeParts()) == 0
    assert "read" not in capfd.readouterr().out.replace("already", "")


def test_the_listing_leaves_out_what_is_hardly_usable_and_json_has_it(
    article: str, capfd: pytest.CaptureFixture[str]
) -> None:
    parts = ReadingParts(opened=0.31)
    assert run(["claims", article], parts=parts) == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert "market" not in shown
    assert "hardly usable as they are (--least-readiness 0 shows them): 1." in shown
    assert run(["claims", article, "--least-readiness", "0"], parts=parts) == 0
    assert "market" in capfd.readouterr().out
    assert run(["claims", article, "--json"], parts=parts) == 0
    assert [one["readiness"] for one in json.loads(capfd.readouterr().out)] == [0.93, 0.31]
    assert run(["claims", article, "--least-readiness", "1.5"], parts=parts) == 2


def test_the_ranking_tells_what_is_hardly_usable(article: str, capfd: pytest.CaptureFixture[str]) -> None:
    parts = ReadingParts(opened=0.31)
    assert run(["rank", article], parts=parts) == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert "market" not in shown
    assert "1 left out" in shown
    assert run(["rank", article, "--json"], parts=parts) == 0
    (left,) = json.loads(capfd.readouterr().out)["left_out"]
    assert (left["text"], left["reason"]) == (OPENED.of(TEXT), "its readiness is under 0.5")
    assert run(["rank", article, "--least-readiness", "0", "--json"], parts=parts) == 0
    assert json.loads(capfd.readouterr().out)["left_out"] == []

"""What is hardly worth checking is set aside by commands and verifiers alike, as far as they are asked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.english import EnglishPipeline
from models.fakes import OverlapNli
from models.types import Span
from tests.verifier.making import collection, document
from verifier.cli import run
from verifier.cli.fakes import FakeParts, PlainSentences
from verifier.pipeline import Verifier
from verifier.settings import Settings, VerificationSettings
from verifier.types import Article, Claim, Extraction

TEXT = "The bridge in Arlen closed. The market in Arlen opened."
CLOSED, OPENED = Span(0, 27), Span(28, 55)


class Weighing(PlainSentences):
    """The second sentence is hardly worth checking."""

    def extract(self, article: Article) -> Extraction:
        rated = ((CLOSED, 0.6), (OPENED, 0.05))
        claims = (
            Claim(span.of(TEXT), span, span.of(TEXT), worth, "factual", context=(CLOSED,)) for span, worth in rated
        )
        return Extraction(tuple(claims), ())


class WeighingParts(FakeParts):
    def make_extractor(self) -> PlainSentences:
        return Weighing()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", ["claims", "rank"])
def test_commands_set_aside_by_default_and_keep_all_at_nought(
    command: str, article: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([command, str(article)], parts=WeighingParts()) == 0
    assert "market" not in capfd.readouterr().out
    assert run([command, str(article), "--least-worth", "0"], parts=WeighingParts()) == 0
    assert "market" in capfd.readouterr().out


def test_the_environment_says_how_much_it_takes(
    article: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFIER_LEAST_WORTH", "0.7")
    assert run(["claims", str(article)], parts=WeighingParts()) == 0
    assert capfd.readouterr().out.replace("\n", " ").replace("  ", " ").strip() == (
        "0 claims, 0 of them unclear on their own; 0 sentences make none; left out as hardly worth "
        "checking (--least-worth 0 shows them): 2."
    )
    assert Settings().deciding(None).least_worth == 0.7


def test_a_share_out_of_range_is_refused(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", str(article), "--least-worth", "1.5"], parts=WeighingParts()) == 2
    assert "--least-worth" in capfd.readouterr().err


def test_what_stands_before_a_claim_is_shown_once(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", str(article), "--least-worth", "0"], parts=WeighingParts()) == 0
    assert capfd.readouterr().out.count("after: “The bridge in Arlen closed.”") == 1


@pytest.mark.parametrize(("least", "told", "aside"), [(0.1, [CLOSED], [OPENED]), (0.0, [CLOSED, OPENED], [])])
def test_a_verifier_checks_what_is_worth_it(tmp_path: Path, least: float, told: list[Span], aside: list[Span]) -> None:
    with collection(tmp_path, [document("bridge", "The bridge in Arlen reopened in May.")]) as opened:
        verifier = Verifier(
            opened,
            nli=OverlapNli(),
            extractor=Weighing(),
            settings=VerificationSettings(least_worth=least),
            parser=EnglishPipeline(),
        )
        report = verifier.verify(Article(TEXT))
    assert [one.claim.span for one in report.verdicts] == told
    assert [one.span for one in report.skipped] == aside
    assert report.provenance.settings["least_worth"] == least

"""The guard over the claims of articles, as settings and the command line ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from models.english import EnglishPipeline
from models.fakes import OverlapNli
from models.types import Span
from tests.verifier.cli_harness import fake_cli
from tests.verifier.making import collection, document
from verifier.cli import run
from verifier.cli.fakes import FakeParts, PlainSentences
from verifier.pipeline import Verifier
from verifier.settings import Settings, VerificationSettings
from verifier.types import Article, Claim, Extraction

TEXT = "The old bridge in Arlen closed in March."


class SaysMore(PlainSentences):
    """Adds to every claim what its sentence does not say."""

    def extract(self, article: Article) -> Extraction:
        span = Span(0, len(article.text.rstrip()))
        sentence = span.of(article.text)
        return Extraction((Claim(f"{sentence[:-1]} for ever.", span, sentence, 0.9, "factual"),), ())

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]:
        return [Claim(text, None, text, 0.9, "factual") for text, _ in claims]


class SayingMore(FakeParts):
    def make_extractor(self) -> PlainSentences:
        return SaysMore()


@pytest.mark.parametrize(("guard", "kept"), [(True, True), (False, False)])
def test_a_verifier_guards_where_its_settings_say_so(tmp_path: Path, guard: bool, kept: bool) -> None:
    with collection(tmp_path, [document("bridge", "The bridge in Arlen reopened in May.")]) as opened:
        verifier = Verifier(
            opened,
            nli=OverlapNli(),
            extractor=SaysMore(),
            settings=VerificationSettings(guard_claims=guard),
            parser=EnglishPipeline(),
        )
        (verdict,) = verifier.verify(Article(TEXT)).verdicts
        assert (verdict.claim.kept_verbatim, verdict.claim.text == TEXT) == (kept, kept)
        assert verdict.provenance.settings["guard_claims"] is guard
        assert verifier.extract(Article(TEXT)).claims == (verdict.claim,)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_the_command_line_guards_where_it_is_asked_to(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", str(article)], parts=SayingMore()) == 0
    assert "for ever" in capfd.readouterr().out
    for command in ("claims", "rank"):
        assert run([command, str(article), "--guard"], parts=SayingMore()) == 0
        out = capfd.readouterr().out
        assert "for ever" not in out
        assert "closed in March" in out


def test_the_environment_switches_the_guard_on(
    article: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFIER_GUARD", "1")
    assert run(["claims", str(article)], parts=SayingMore()) == 0
    assert "kept verbatim" in capfd.readouterr().out
    assert Settings().deciding(None).guard_claims


def test_a_report_under_the_guard_says_so(
    article: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with collection(tmp_path / "collection", [document("bridge", "The bridge in Arlen reopened in May.")]):
        pass
    found = fake_cli(capsysbinary)(
        "article", article, "--collection", tmp_path / "collection", "--guard", "--json"
    ).record
    provenance = found["provenance"]
    assert isinstance(provenance, dict)
    assert provenance["settings"]["guard_claims"] is True

"""The command that measures extraction over articles with marked attributions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from models.english import EnglishPipeline
from models.fakes import OverlapNli
from models.protocols import NliModel
from verifier.claims.extract import ClaimExtractor
from verifier.cli.app import run
from verifier.cli.parts import RealParts
from verifier.errors import InputUnreadable
from verifier.evaluation.extraction import MarkedArticle, evaluate_extraction, figures, read_marked
from verifier.settings import Settings
from verifier.types import Article, Extraction

TEXT = "Mayor Ann Ode said the port of Oslo lost $40 million in 2020. It will close."
ROW = {
    "article": "one",
    "text": TEXT,
    "attributions": [{"source": [[0, 13]], "cue": [[14, 18]], "content": [[19, 60]]}],
}


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write((json.dumps(ROW) + "\n") * 3)
    return path


class Broken:
    def extract(self, article: Article) -> Extraction:
        raise RuntimeError(article.text)


def test_counts_what_was_found_and_what_people_marked(data: Path, english: EnglishPipeline) -> None:
    counts = evaluate_extraction(read_marked(data, limit=2), ClaimExtractor(english), english)
    assert (counts.articles, counts.errors, counts.sentences, counts.sound) == (2, [], 4, True)
    assert counts.claims >= 2
    found = figures(counts)
    assert isinstance(found["attributions"], dict)
    assert found["attributions"]["whole"]["exact_f1"] == 1.0
    assert found["attributions"]["content"]["marked"] == 2


def test_an_article_that_fails_is_counted_and_named(english: EnglishPipeline) -> None:
    counts = evaluate_extraction([MarkedArticle("one", TEXT, ())], Broken(), english)
    assert (counts.errors, counts.sound) == (["one"], False)


def test_no_articles_have_no_rates(english: EnglishPipeline) -> None:
    found = figures(evaluate_extraction([], ClaimExtractor(english), english))
    assert (found["articles"], found["seconds_per_article"], found["sentences_per_second"]) == (0, None, None)


@pytest.mark.parametrize("row", [b"no json", b'{"text": "A."}', b'{"text": "A.", "attributions": {"a": 1}}'])
def test_other_data_is_refused(tmp_path: Path, row: bytes) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(row))
    with pytest.raises(InputUnreadable, match="attributions"):
        read_marked(path)


def test_the_command_writes_its_figures_as_json(data: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["evaluate", "extraction", "--data", str(data), "--limit", "1", "--json"], parts=RealParts()) == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert (found["articles"], found["errors"]) == (1, 0)
    assert found["attributions"]["content"]["f1"] == 1.0


def test_the_command_measures_entailment_where_that_is_asked_for(
    data: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    class FakeJudge(RealParts):
        def load_nli(self, path_or_name: str | None, *, settings: Settings) -> NliModel:
            return OverlapNli()

    asked = ["evaluate", "extraction", "--data", str(data), "--limit", "1", "--entailment", "1"]
    assert run([*asked, "--json"], parts=FakeJudge()) == 0
    found = json.loads(capfdbinary.readouterr().out)["entailment"]
    assert (found["claims"], found["entailed"] in (0.0, 1.0), found["kept_verbatim"] in (0, 1)) == (1, True, True)
    assert run(asked, parts=FakeJudge()) == 0
    assert b"entailed guarded" in capfdbinary.readouterr().out


def test_the_command_prints_tables_for_people(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "extraction", "--data", str(data)], parts=RealParts()) == 0
    out = capfd.readouterr().out
    assert "by token overlap" in out
    assert "1.000" in out

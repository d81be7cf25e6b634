"""The command that measures extraction over articles with marked attributions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from models.english import EnglishPipeline
from verifier.claims.evaluate import Overlap, evaluate, main, report
from verifier.claims.extract import ClaimExtractor

TEXT = "Mayor Ann Ode said the port of Oslo lost $40 million in 2020. It will close."
ROW = {
    "article": "one",
    "text": TEXT,
    "attributions": [{"source": [[0, 13]], "cue": [[14, 18]], "content": [[19, 60]]}],
}


def test_counts_what_was_found_and_what_people_marked(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    counts = evaluate([ROW, ROW], extractor, english)
    assert (counts.articles, counts.errors, counts.sentences, counts.claims, counts.skipped) == (2, 0, 4, 2, 2)
    assert (counts.wrong_offsets, counts.uncovered) == (0, 0)
    assert counts.content.found == counts.content.marked == counts.content.both > 0
    assert (counts.named, counts.named_right) == (2, 2)


def test_what_people_did_not_mark_lowers_precision(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    counts = evaluate([{**ROW, "attributions": []}], extractor, english)
    assert counts.content.ratios()["precision"] == 0.0
    assert counts.content.ratios()["recall"] is None


def test_nothing_to_divide_by_is_none() -> None:
    assert Overlap().ratios() == {"precision": None, "recall": None, "f1": None}


def test_no_articles_have_no_rates(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    figures = report(evaluate([], extractor, english))
    assert figures["articles"] == 0
    assert figures["seconds_per_article"] is None


def test_the_command_writes_its_figures_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(ROW) + "\n")
    assert main(["--data", str(path), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["articles"], figures["claims"], figures["claims_attributed"]) == (1, 1, 1)

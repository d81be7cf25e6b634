"""The benchmark of extraction: what is timed, and what it says where there is nothing to time."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from models.types import Span
from verifier.claims.bench import LENGTHS, cost_by_length, main, run, sentences_a_second
from verifier.types import Article, Extraction


class Recorder:
    """An extractor that only keeps what it was given, and a splitter at full stops."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def extract(self, article: Article) -> Extraction:
        self.texts.append(article.text)
        return Extraction((), ())

    def sentences(self, text: str) -> list[Span]:
        ends = [at + 1 for at, char in enumerate(text) if char == "."]
        return [Span(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def test_every_article_is_timed_once() -> None:
    recorder = Recorder()
    count, seconds = sentences_a_second(["A. B.", "C."], recorder, recorder)
    assert (count, recorder.texts) == (3, ["A. B.", "C."])
    assert seconds > 0


def test_articles_of_each_length_are_cut_from_the_same_text() -> None:
    recorder = Recorder()
    found = cost_by_length(["A." * 60, "B." * 60], recorder, recorder)
    assert list(found) == [length for length in LENGTHS if length <= 120]
    counts = {text.count(".") for text in recorder.texts}
    assert counts == set(found)
    assert all(cost > 0 for cost in found.values())


def test_short_texts_have_no_cost_of_long_ones() -> None:
    recorder = Recorder()
    found = run(["A. B."], recorder, recorder)
    assert (found["articles"], found["sentences"]) == (1, 2)
    assert found["milliseconds_per_sentence_by_length"] == {}
    assert found["longest_to_shortest"] is None


def test_no_articles_have_no_speed() -> None:
    recorder = Recorder()
    assert run([], recorder, recorder)["sentences_per_second"] is None


@pytest.mark.parametrize("flags", [["--rules"], ["--json"]])
def test_the_command_prints_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str], flags: list[str]) -> None:
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(f"{json.dumps({'text': 'The port opened. The pier closed.'})}\n".encode() * 2))
    assert main(["--data", str(path), "--limit", "1", *flags]) == 0
    out = capsys.readouterr().out
    if "--json" in flags:
        assert (json.loads(out)["articles"], json.loads(out)["sentences"]) == (1, 2)
    else:
        assert "sentences: 2\n" in out

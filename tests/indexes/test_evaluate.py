from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from indexes.evaluate import evaluate, read_task, table
from models.english import EnglishPipeline
from models.fakes import HashingEmbedder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    animals = ("otter", "badger", "falcon", "lizard", "walrus", "ferret")
    corpus = [{"_id": f"s{at}", "title": "", "text": f"One {name} lives here."} for at, name in enumerate(animals)]
    queries = [{"_id": str(at), "text": f"Where does the {name} live?"} for at, name in enumerate(animals)]
    for name, records in (("corpus", corpus), ("queries", queries)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    pairs = [("0", "s0", 1), ("1", "s1", 1), ("1", "s2", 1), ("2", "s5", 1), ("3", "s3", 1), ("4", "s0", 0)]
    rows = "".join(f"{query}\t{document}\t{score}\n" for query, document, score in pairs)
    (folder / "qrels_dev.tsv").write_text("query-id\tcorpus-id\tscore\n" + rows)
    return folder


def test_only_queries_whose_relevant_documents_are_indexed_are_asked(data: Path) -> None:
    whole = read_task(data, split="dev", limit_corpus=None, limit_queries=None)
    assert whole.relevant == {"0": {"s0"}, "1": {"s1", "s2"}, "2": {"s5"}, "3": {"s3"}}
    part = read_task(data, split="dev", limit_corpus=4, limit_queries=None)
    assert list(part.queries) == ["0", "1", "3"]
    assert len(part.documents) == 4
    assert list(read_task(data, split="dev", limit_corpus=4, limit_queries=2).queries) == ["0", "1"]


def test_recall_is_the_mean_share_of_relevant_documents_that_were_found(data: Path, tmp_path: Path) -> None:
    task = read_task(data, split="dev", limit_corpus=None, limit_queries=None)
    figures = evaluate(task, tmp_path / "collection", embedder=HashingEmbedder(), splitter=EnglishPipeline())
    assert (figures.documents, figures.passages) == (6, 6)
    # By words, query 0 and 3 find theirs, query 1 one of two, query 2 (about another animal) only through "lives".
    assert figures.modes["lexical"].recall_at_10 == 1.0
    assert figures.modes["dense"].recall_at_10 == 1.0
    assert {one.queries for one in figures.modes.values()} == {4}
    assert "recall@10" in table(figures)

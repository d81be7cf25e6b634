"""Measures a collection on retrieval data in BEIR layout: build rate, lookup latency, recall.

    python -m indexes.evaluate --data DIR [--split dev] [--limit-corpus N] [--limit-queries N] [--json]

`DIR` holds `corpus.jsonl.gz`, `queries.jsonl.gz` and `qrels_<split>.tsv`. The collection is built in a temporary
folder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from indexes.collection import Collection
from indexes.derived import INDEX_NAME
from indexes.readers.records import document_from_record
from indexes.types import Document, SearchMode
from indexes.vectors import FaissIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.protocols import Embedder, SentenceSplitter

TOP_K: Final = 10
LATENCY_QUERIES: Final = 200
BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class Task:
    """Documents, queries (by id) and for each query the ids of its relevant documents, all of them indexed."""

    documents: Sequence[Document]
    queries: dict[str, str]
    relevant: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ModeFigures:
    """`recall_at_10`: the share of a query's relevant documents among those of its ten hits, averaged over queries.

    Latency is of one query at a time, its embedding included, over the first `LATENCY_QUERIES`; `batch_ms_per_query` is
    of `BATCH` queries at once, over all of them.
    """

    recall_at_10: float
    queries: int
    latency_p50_ms: float
    latency_p95_ms: float
    batch_ms_per_query: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured in one run. `numpy_over_faiss` is the time of a plain float32 matrix product with a partial
    sort over that of the vector index, for one query without its embedding, in the same process."""

    embedder: str
    documents: int
    passages: int
    build_s: float
    passages_per_s: float
    reopen_and_first_search_s: float
    modes: dict[SearchMode, ModeFigures]
    vector_search_p50_ms: float
    numpy_over_faiss: float


def read_task(data: Path, *, split: str, limit_corpus: int | None, limit_queries: int | None) -> Task:
    """The first documents of the corpus, and in the order of the qrels the first queries that need only those."""
    documents = [
        document_from_record({"language": "en", **record}, source="corpus")
        for record in islice(_records(data / "corpus.jsonl.gz"), limit_corpus)
    ]
    known = {document.id for document in documents}
    relevant: dict[str, set[str]] = {}
    with (data / f"qrels_{split}.tsv").open(encoding="utf-8") as file:
        next(file)
        for line in file:
            query, document, score = line.rstrip("\n").split("\t")
            if int(score) > 0:
                relevant.setdefault(query, set()).add(document)
    usable = islice((query for query, ids in relevant.items() if ids <= known), limit_queries)
    wanted = {query: frozenset(relevant[query]) for query in usable}
    texts = {str(record["_id"]): str(record["text"]) for record in _records(data / "queries.jsonl.gz")}
    return Task(documents, {query: texts[query] for query in wanted}, wanted)


def evaluate(task: Task, folder: Path, *, embedder: Embedder, splitter: SentenceSplitter) -> Figures:
    """Builds a collection of the task's documents in an empty folder and measures it."""
    embedder.embed_queries(["Loads the weights before the clock starts."])
    with Collection.open(folder, embedder=embedder, splitter=splitter, create=True) as collection:
        build_s = _seconds(lambda: collection.add(task.documents, on_progress=_progress(len(task.documents))))
        passages = collection.info().passages
    collection = Collection.open(folder, embedder=embedder, splitter=splitter)
    first = next(iter(task.queries.values()))
    with collection:
        reopen_s = _seconds(lambda: collection.search([first], top_k=TOP_K))
        modes: dict[SearchMode, ModeFigures] = {mode: _measure(collection, task, mode) for mode in get_args(SearchMode)}
    vectors = embedder.embed_queries(list(task.queries.values())[:LATENCY_QUERIES])
    faiss_ms, numpy_ms = _vector_search(FaissIndex.from_bytes((folder / INDEX_NAME).read_bytes()), vectors)
    return Figures(
        embedder=str(embedder.identity),
        documents=len(task.documents),
        passages=passages,
        build_s=round(build_s, 2),
        passages_per_s=round(passages / build_s, 1),
        reopen_and_first_search_s=round(reopen_s, 3),
        modes=modes,
        vector_search_p50_ms=round(faiss_ms, 2),
        numpy_over_faiss=round(numpy_ms / faiss_ms, 2),
    )


def table(figures: Figures) -> str:
    """The figures for people."""
    head = f"{'mode':8} {'recall@10':>9} {'n':>6} {'p50 ms':>8} {'p95 ms':>8} {'batch ms/query':>15}"
    rows = [
        f"{mode:8} {one.recall_at_10:9.4f} {one.queries:6} {one.latency_p50_ms:8.1f} {one.latency_p95_ms:8.1f}"
        f" {one.batch_ms_per_query:15.1f}"
        for mode, one in figures.modes.items()
    ]
    return (
        f"{figures.documents} documents, {figures.passages} passages, embedder {figures.embedder}\n"
        f"build {figures.build_s:.1f} s, {figures.passages_per_s:.0f} passages/s;"
        f" reopen and first search {figures.reopen_and_first_search_s:.2f} s\n"
        f"vector search alone p50 {figures.vector_search_p50_ms:.2f} ms;"
        f" NumPy takes {figures.numpy_over_faiss:.2f} times as long\n\n" + "\n".join([head, *rows])
    )


def _measure(collection: Collection, task: Task, mode: SearchMode) -> ModeFigures:
    texts = list(task.queries.values())
    recalls: list[float] = []

    def in_batches() -> None:
        for start in range(0, len(texts), BATCH):
            result = collection.search(texts[start : start + BATCH], top_k=TOP_K, mode=mode)
            for hits, relevant in zip(result.hits, list(task.relevant.values())[start : start + BATCH], strict=True):
                found = {hit.passage.document_id for hit in hits}
                recalls.append(len(found & relevant) / len(relevant))

    batch_s = _seconds(in_batches)
    times_ms = [
        1000 * _seconds(partial(collection.search, [text], top_k=TOP_K, mode=mode)) for text in texts[:LATENCY_QUERIES]
    ]
    return ModeFigures(
        recall_at_10=round(statistics.fmean(recalls), 4),
        queries=len(recalls),
        latency_p50_ms=round(float(np.percentile(times_ms, 50)), 2),
        latency_p95_ms=round(float(np.percentile(times_ms, 95)), 2),
        batch_ms_per_query=round(1000 * batch_s / len(texts), 2),
    )


def _vector_search(index: FaissIndex, queries: NDArray[np.float32]) -> tuple[float, float]:
    """Median milliseconds of one query: the vector index, and a plain product with a partial sort."""
    rows = index.vectors(index.ids)

    def plain(query: NDArray[np.float32]) -> None:
        similarities = rows @ query
        best = np.argpartition(-similarities, TOP_K)[:TOP_K] if len(rows) > TOP_K else np.arange(len(rows))
        best[np.argsort(-similarities[best])]

    faiss_s = [_seconds(partial(index.search, query[None], k=TOP_K)) for query in queries]
    numpy_s = [_seconds(partial(plain, query)) for query in queries]
    return 1000 * statistics.median(faiss_s), 1000 * statistics.median(numpy_s)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _records(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record: dict[str, object] = json.loads(line)
            yield record


def _progress(total: int) -> Callable[[int], None]:
    def show(done: int) -> None:
        if done == total or done % 4096 == 0:
            sys.stderr.write(f"{done} of {total} documents\n")

    return show


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line; see the module's docstring."""
    from models.embedder import SentenceEmbedder
    from models.english import EnglishPipeline

    parser = argparse.ArgumentParser(prog="python -m indexes.evaluate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder in BEIR layout")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit-corpus", type=int)
    parser.add_argument("--limit-queries", type=int)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    given = parser.parse_args(arguments)
    task = read_task(given.data, split=given.split, limit_corpus=given.limit_corpus, limit_queries=given.limit_queries)
    with tempfile.TemporaryDirectory() as folder:
        figures = evaluate(task, Path(folder), embedder=SentenceEmbedder(), splitter=EnglishPipeline())
    sys.stdout.write((json.dumps(asdict(figures), indent=2) if given.json else table(figures)) + "\n")


if __name__ == "__main__":
    main()

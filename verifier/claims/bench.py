"""Times extraction: sentences a second over articles, and the cost of a sentence as articles get longer.

    python -m verifier.claims.bench --data articles.jsonl.gz [--limit N] [--rules] [--json]

What is timed is the whole of it, with the classifiers of check-worthiness and readiness; with --rules it is the rules
alone. A line of the data is an object with a "text". Long articles are made by putting the given ones one after
another. The load of the machine is told beside the figures: on a busy machine they are lower bounds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from models.english import EnglishPipeline
from models.types import Span
from verifier.assembly import make_extractor
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Extraction

LENGTHS = (20, 100, 1_000)
"""Sentences of the articles whose cost is compared."""
_ROUNDS = 3  # the fastest of them counts, as others only add what the machine did besides
_SENTENCES = 1_000  # read for each length, so that short articles are timed over as much text as long ones
_PUBLISHED = date(2016, 9, 15)


class Extractor(Protocol):
    def extract(self, article: Article) -> Extraction: ...


class Splitter(Protocol):
    def sentences(self, text: str) -> list[Span]: ...


def sentences_a_second(texts: Sequence[str], extractor: Extractor, splitter: Splitter) -> tuple[int, float]:
    """(sentences, seconds) of all the articles."""
    count = sum(len(splitter.sentences(text)) for text in texts)
    return count, _seconds(texts, extractor)


def cost_by_length(texts: Sequence[str], extractor: Extractor, splitter: Splitter) -> dict[int, float]:
    """Seconds a sentence of articles of so many sentences, cut from all the texts in one; lengths for which there is
    too little text are left out."""
    whole = "\n\n".join(texts)
    spans = splitter.sentences(whole)
    found: dict[int, float] = {}
    for length in LENGTHS:
        if length > len(spans):
            break
        used = min(len(spans), max(_SENTENCES, length)) // length * length
        parts = [whole[spans[first].start : spans[first + length - 1].end] for first in range(0, used, length)]
        found[length] = min(_seconds(parts, extractor) for _ in range(_ROUNDS)) / used
    return found


def _seconds(texts: Sequence[str], extractor: Extractor) -> float:
    began = time.perf_counter()
    for text in texts:
        extractor.extract(Article(text, published_at=_PUBLISHED))
    return time.perf_counter() - began


def run(texts: Sequence[str], extractor: Extractor, splitter: Splitter) -> dict[str, object]:
    """All figures; None where there is nothing to time."""
    if texts:
        extractor.extract(Article(texts[0]))  # loads the model
    count, seconds = sentences_a_second(texts, extractor, splitter)
    costs = cost_by_length(texts, extractor, splitter)
    shortest, longest = costs.get(LENGTHS[0]), costs.get(LENGTHS[-1])
    return {
        "articles": len(texts),
        "sentences": count,
        "sentences_per_second": count / seconds if count else None,
        "milliseconds_per_sentence_by_length": {str(length): 1_000 * cost for length, cost in costs.items()},
        "longest_to_shortest": longest / shortest if longest is not None and shortest is not None else None,
        "load": os.getloadavg()[0],
        "cores": os.cpu_count(),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m verifier.claims.bench", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="articles, gzip-compressed JSON lines")
    parser.add_argument("--limit", type=int, help="at most so many articles")
    parser.add_argument("--rules", action="store_true", help="without the classifiers")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    with gzip.open(options.data, "rt", encoding="utf-8") as lines:
        rows: list[Mapping[str, object]] = [json.loads(line) for line in lines]
    english = EnglishPipeline()
    extractor = ClaimExtractor(english) if options.rules else make_extractor(english=english)
    figures = run([str(row["text"]) for row in rows[: options.limit]], extractor, english)
    if options.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in figures.items())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

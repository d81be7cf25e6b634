"""Measures extraction over articles with marked attributions (PolNeAR: Newell, Margolin and Ruths 2018).

A line of the data is {"article", "text", "attributions": [{"source", "cue", "content"}]}, each a list of [start, end)
in characters of the text; a source may be empty. How found and marked attributions are compared, and what token
overlap means, is said in `attribution_scores`. PolNeAR marks no attribution inside another, so those are left out of
the comparison. Beside them, what is counted of claims and of sentences without any is reported.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from models.types import Span
from verifier.errors import InputUnreadable
from verifier.evaluation.attribution_scores import PARTS, Agreement, Part, Parted, agree, interval, total
from verifier.types import Article, Attribution, Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable

_PUBLISHED = date(2016, 9, 15)  # the articles carry no date: any day will do to resolve relative times


class _Extractor(Protocol):
    def extract(self, article: Article) -> Extraction: ...


class _Splitter(Protocol):
    def sentences(self, text: str) -> list[Span]: ...


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    name: str
    text: str
    attributions: tuple[Parted, ...]


@dataclass(slots=True)
class ExtractionEvaluation:
    """What was counted over all articles. `errors` are the names of articles whose extraction raised."""

    articles: int = 0
    errors: list[str] = field(default_factory=list)
    sentences: int = 0
    claims: int = 0
    attributed: int = 0
    skipped: int = 0
    uncovered: int = 0
    wrong_offsets: int = 0
    seconds: float = 0.0
    agreements: dict[Part, list[Agreement]] = field(default_factory=lambda: {part: [] for part in PARTS})

    @property
    def sound(self) -> bool:
        """Whether nothing raised, every offset slices back, and every sentence is accounted for."""
        return not (self.errors or self.wrong_offsets or self.uncovered)


def read_marked(path: Path, *, limit: int | None = None) -> list[MarkedArticle]:
    """The articles of a gzip-compressed JSONL file, the first `limit` of them; raises InputUnreadable."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [_marked(json.loads(line)) for line in islice(lines, limit)]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise InputUnreadable(
            f'expected gzip-compressed lines of {{"text", "attributions"}} in {path}, found: {error!r}',
            hint="Give a file like polnear_dev.jsonl.gz.",
        ) from error


def _marked(row: Mapping[str, object]) -> MarkedArticle:
    marked = row["attributions"]
    if not isinstance(marked, list):
        raise TypeError("attributions is no list")
    parted = tuple(Parted(*(_spans(one[part]) for part in ("source", "cue", "content"))) for one in marked)
    return MarkedArticle(str(row.get("article", "")), str(row["text"]), parted)


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def evaluate_extraction(
    articles: Sequence[MarkedArticle],
    extractor: _Extractor,
    splitter: _Splitter,
    *,
    on_progress: Callable[[int], None] | None = None,
    on_extracted: Callable[[Article, Extraction, Sequence[Span]], None] | None = None,
) -> ExtractionEvaluation:
    """Extracts every article; one that raises is counted as an error and the rest go on.

    `on_extracted` gets each article that was extracted, what was found in it, and its sentences.
    """
    counts = ExtractionEvaluation()
    for marked in articles:
        counts.articles += 1
        article = Article(marked.text, published_at=_PUBLISHED)
        began = time.perf_counter()
        try:
            extraction = extractor.extract(article)
        except Exception:  # noqa: BLE001 - that nothing raises is part of what is measured
            counts.errors.append(marked.name)
            continue
        counts.seconds += time.perf_counter() - began
        sentences = splitter.sentences(article.text)
        _count(counts, article.text, extraction, sentences)
        found = [_parted(one) for one in extraction.attributions if not one.inner]
        for part, agreement in agree(article.text, found, marked.attributions).items():
            counts.agreements[part].append(agreement)
        if on_extracted is not None:
            on_extracted(article, extraction, sentences)
        if on_progress is not None:
            on_progress(counts.articles)
    return counts


def _parted(one: Attribution) -> Parted:
    return Parted(() if one.source is None else (one.source,), one.cue_spans, one.content)


def _count(counts: ExtractionEvaluation, text: str, extraction: Extraction, sentences: Sequence[Span]) -> None:
    counts.sentences += len(sentences)
    counts.claims += len(extraction.claims)
    counts.skipped += len(extraction.skipped)
    counts.attributed += sum(claim.attribution is not None for claim in extraction.claims)
    spans = [*_places(extraction), *(skipped.span for skipped in extraction.skipped)]
    counts.wrong_offsets += sum(not span.of(text).strip() for span in spans)
    for claim in extraction.claims:
        counts.wrong_offsets += claim.span is None or claim.span.of(text) not in claim.sentence
        counts.wrong_offsets += claim.sentence not in text
    counts.uncovered += sum(not any(span.overlaps(sentence) for span in spans) for sentence in sentences)


def _places(extraction: Extraction) -> Iterator[Span]:
    for claim in extraction.claims:
        yield from ([claim.span] if claim.span is not None else [])
        yield from (quantity.span for quantity in claim.quantities)
        yield from (when.span for when in claim.times)
    for one in extraction.attributions:
        yield from (*one.content, *one.cue_spans, *([one.source] if one.source is not None else []))


def figures(counts: ExtractionEvaluation) -> dict[str, object]:
    """The figures with their counts, for people and machines; undefined ones are None."""
    done = counts.articles - len(counts.errors)
    return {
        "articles": counts.articles,
        "errors": len(counts.errors),
        "sentences": counts.sentences,
        "claims": counts.claims,
        "claims_attributed": counts.attributed,
        "skipped": counts.skipped,
        "sentences_uncovered": counts.uncovered,
        "wrong_offsets": counts.wrong_offsets,
        "seconds_per_article": counts.seconds / done if done else None,
        "sentences_per_second": counts.sentences / counts.seconds if counts.seconds else None,
        "attributions": {part: _figures(rows) for part, rows in counts.agreements.items()},
    }


def _figures(rows: Sequence[Agreement]) -> dict[str, object]:
    summed = total(rows)
    return {
        "found": summed.found,
        "marked": summed.marked,
        "precision": summed.precision,
        "recall": summed.recall,
        "f1": summed.f1,
        "f1_interval": interval(rows, lambda one: one.f1),
        "exact_precision": summed.exact_precision,
        "exact_recall": summed.exact_recall,
        "exact_f1": summed.exact_f1,
        "exact_f1_interval": interval(rows, lambda one: one.exact_f1),
        "words_precision": summed.words_precision,
        "words_recall": summed.words_recall,
        "words_f1": summed.words_f1,
        "words_f1_interval": interval(rows, lambda one: one.words_f1),
    }

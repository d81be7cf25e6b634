"""Runs extraction over articles with marked attributions (PolNeAR, Newell, Margolin and Ruths 2018) and counts.

    python -m verifier.claims.evaluate --data polnear_dev.jsonl.gz [--json]

A line of the data is {"article", "text", "attributions": [{"source", "cue", "content"}]}, each a list of [start, end)
in characters of the text. Precision and recall are over characters other than white space, for contents and for
sources; sources can only be compared where the speaker is named by the words that stand in the sentence.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.english import EnglishPipeline
from models.types import ParsedSentence, Span
from verifier.claims.attribution import find_sayings
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Extraction

_PUBLISHED = date(2016, 9, 15)  # the articles carry no date: any day will do to resolve relative times

_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "you", "others", "that", "which"})


@dataclass(slots=True)
class Overlap:
    """Counts of characters: found, marked by people, and both."""

    found: int = 0
    marked: int = 0
    both: int = 0

    def add(self, found: set[int], marked: set[int]) -> None:
        self.found += len(found)
        self.marked += len(marked)
        self.both += len(found & marked)

    def ratios(self) -> dict[str, float | None]:
        """Precision, recall and F1; None where there is nothing to divide by."""
        precision = self.both / self.found if self.found else None
        recall = self.both / self.marked if self.marked else None
        total = self.found + self.marked
        return {"precision": precision, "recall": recall, "f1": 2 * self.both / total if total else None}


@dataclass(slots=True)
class Counts:
    """What was counted over all articles."""

    articles: int = 0
    errors: int = 0
    sentences: int = 0
    claims: int = 0
    attributed: int = 0
    skipped: int = 0
    uncovered: int = 0
    wrong_offsets: int = 0
    seconds: float = 0.0
    content: Overlap = field(default_factory=Overlap)
    named: int = 0
    named_right: int = 0


def evaluate(rows: Sequence[Mapping[str, object]], extractor: ClaimExtractor, english: EnglishPipeline) -> Counts:
    """Extracts every article; an article that raises is counted as an error and the rest go on."""
    counts = Counts()
    english.load()
    for row in rows:
        counts.articles += 1
        text = str(row["text"])
        began = time.perf_counter()
        try:
            extraction = extractor.extract(Article(text, published_at=_PUBLISHED))
        except Exception as error:  # noqa: BLE001 - the count of errors is what is measured
            counts.errors += 1
            sys.stderr.write(f"{row.get('article')}: {error!r}\n")
            continue
        counts.seconds += time.perf_counter() - began
        _count(counts, text, extraction, english.sentences(text))
        _compare(counts, text, english.parse(text), row["attributions"])
    return counts


def _count(counts: Counts, text: str, extraction: Extraction, sentences: Sequence[Span]) -> None:
    counts.sentences += len(sentences)
    counts.claims += len(extraction.claims)
    counts.skipped += len(extraction.skipped)
    counts.attributed += sum(claim.attribution is not None for claim in extraction.claims)
    spans = [*_spans(extraction), *(skipped.span for skipped in extraction.skipped)]
    counts.wrong_offsets += sum(not span.of(text).strip() for span in spans)
    for claim in extraction.claims:
        counts.wrong_offsets += claim.span is None or claim.span.of(text) not in claim.sentence
        counts.wrong_offsets += claim.sentence not in text
    counts.uncovered += sum(not any(span.overlaps(sentence) for span in spans) for sentence in sentences)


def _spans(extraction: Extraction) -> Iterator[Span]:
    for claim in extraction.claims:
        yield from ([claim.span] if claim.span is not None else [])
        yield from (quantity.span for quantity in claim.quantities)
        yield from (when.span for when in claim.times)
        yield from ([claim.attribution.span] if claim.attribution is not None else [])


def _compare(counts: Counts, text: str, sentences: Sequence[ParsedSentence], marked: object) -> None:
    """Every attribution that the rules see, also those whose content gives no claim."""
    attributions = marked if isinstance(marked, list) else []
    found = [saying for saying in find_sayings(Context(text, sentences)) if saying is not None]
    ours = {at for saying in found for at in _characters(text, [(part.start, part.end) for part in saying.content])}
    counts.content.add(ours, {at for one in attributions for at in _characters(text, one["content"])})
    for saying in found:
        source = _best(text, saying.span, attributions)
        if source is not None and source.lower() not in _PRONOUNS:
            counts.named += 1
            counts.named_right += _same_name(saying.speaker, source)


def _best(text: str, span: Span, attributions: Sequence[Mapping[str, list[list[int]]]]) -> str | None:
    """The source, as marked, of the content that the span overlaps most; None without a marked source."""
    ours = _characters(text, [[span.start, span.end]])
    scored = [(len(ours & _characters(text, one["content"])), one) for one in attributions if one["source"]]
    overlap, one = max(scored, key=lambda pair: pair[0], default=(0, None))
    if one is None or 2 * overlap < len(ours):
        return None
    return " ".join(text[start:end] for start, end in one["source"])


def _same_name(speaker: str, source: str) -> bool:
    """Whether the names share a word that is no pronoun or article: "Ann Ode" and "Mayor Ode"."""
    small = {"the", "a", "an", "of", "in", "and", "mr.", "mrs.", "ms."}
    return bool(({*speaker.lower().split()} - small) & ({*source.lower().replace(",", " ").split()} - small))


def _characters(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


def report(counts: Counts) -> dict[str, object]:
    """The figures with their counts, for people and machines."""
    done = counts.articles - counts.errors
    return {
        "articles": counts.articles,
        "errors": counts.errors,
        "sentences": counts.sentences,
        "claims": counts.claims,
        "claims_attributed": counts.attributed,
        "skipped": counts.skipped,
        "sentences_uncovered": counts.uncovered,
        "wrong_offsets": counts.wrong_offsets,
        "seconds_per_article": counts.seconds / done if done else None,
        "sentences_per_second": counts.sentences / counts.seconds if counts.seconds else None,
        "content_characters": {
            "found": counts.content.found,
            "marked": counts.content.marked,
            **counts.content.ratios(),
        },
        "speakers_comparable": counts.named,
        "speakers_sharing_a_word": counts.named_right,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; exit code 1 where an article failed or an offset is wrong."""
    parser = argparse.ArgumentParser(prog="python -m verifier.claims.evaluate", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="articles with attributions, gzip-compressed JSON lines"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    with gzip.open(options.data, "rt", encoding="utf-8") as lines:
        rows: list[Mapping[str, object]] = [json.loads(line) for line in lines]
    english = EnglishPipeline()
    figures = report(evaluate(rows, ClaimExtractor(english), english))
    if options.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in figures.items())
    return 1 if figures["errors"] or figures["wrong_offsets"] or figures["sentences_uncovered"] else 0


if __name__ == "__main__":
    raise SystemExit(main())

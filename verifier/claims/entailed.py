"""Measures whether claims say no more than their article: does the window around a claim entail it?

    python -m verifier.claims.entailed --data articles.jsonl.gz [--limit N] [--seed S] [--nli-model PATH] [--failures]
        [--json]

A line of the data is an object with a "text". The window is the sentence of the claim with a neighbour on each side,
after what its rewriting drew on: the days that its times were resolved to and the sentences that name its people and
things in full. What a part of the window entails the window entails, so the sentence without its neighbours is read as
well and the larger entailment counts. A claim of what somebody said is read as "SPEAKER said ...", for the window does
not say that it is so. A claim counts as entailed where the NLI model gives entailment more than half. The
sentences themselves, as they stand, are read in the same way: what the model makes of a sentence that stands in its own
window says how far it can be trusted, and the claims whose sentence it finds entailed are told apart.
After the entailment rate of Claimify (Metropolitansky and Larson 2025), whose judge is a large language model.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from models.english import EnglishPipeline
from models.nli import load_nli
from models.types import Span
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Claim, Extraction, TimeRange

if TYPE_CHECKING:
    from models.protocols import NliModel

_PUBLISHED = date(2016, 9, 15)  # the articles carry no date: any day will do to resolve relative times
_AT_ONCE = 16  # pairs
_ENTAILED = 0.5
_WORD = re.compile(r"\w+")


class Extractor(Protocol):
    def extract(self, article: Article) -> Extraction: ...


class Splitter(Protocol):
    def sentences(self, text: str) -> list[Span]: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim as the model reads it. `verbatim` is its sentence as it stands; `rewritten` tells whether they differ."""

    premises: tuple[str, ...]
    hypothesis: str
    verbatim: str
    rewritten: bool


@dataclass(frozen=True, slots=True)
class Reading:
    pair: Pair
    entailment: float
    verbatim_entailment: float


def pairs_of(article: Article, extraction: Extraction, sentences: Sequence[Span]) -> list[Pair]:
    """One pair a claim, in order; that something was said and that it is so are one pair, being read as said."""
    said = {claim.span for claim in extraction.claims if claim.role == "said"}
    claims = (claim for claim in extraction.claims if claim.role != "saying" or claim.span not in said)
    return [_pair(article, claim, sentences) for claim in claims]


def _pair(article: Article, claim: Claim, sentences: Sequence[Span]) -> Pair:
    text, span = article.text, claim.span or Span(0, 0)
    here = [number for number, sentence in enumerate(sentences) if sentence.overlaps(span)]
    first, last = (max(here[0] - 1, 0), min(here[-1] + 2, len(sentences))) if here else (0, 0)
    window = " ".join(_line(sentence.of(text)) for sentence in sentences[first:last])
    said = claim.attribution is not None and claim.kind != "quotation"
    hypothesis = claim.text
    if claim.attribution is not None and said:
        hypothesis = f"{_capital(claim.attribution.speaker)} said {_inside(claim.text, window)}"
    drawn = [_line(sentence.of(text)) for sentence in _drawn_on(text, hypothesis, window, sentences[:first])]
    days = [_day(text, time) for time in claim.times if time.start is not None and time.end is not None]
    sentence = _line(claim.sentence)
    premises = (" ".join([*days, *drawn, window]), " ".join([*days, *drawn, sentence]))
    return Pair(tuple(dict.fromkeys(premises)), hypothesis, sentence, hypothesis != sentence)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _inside(claim: str, window: str) -> str:
    """The claim as it goes on in a sentence: its first word small unless the window has it only with a capital."""
    first = claim.split(" ", 1)[0]
    small = first[:1].lower() + first[1:]
    return small + claim[len(first) :] if first != "I" and small in _words(window) else claim


def _day(text: str, time: TimeRange) -> str:
    """What a time of the article was resolved to, in words."""
    first, after = time.start or date.min, time.end or date.max
    last = after - timedelta(days=1)
    shown = f"{first:%B} {first.day}, {first.year}"
    if last > first:
        whole = first.day == 1 and after.day == 1 and after - first < timedelta(days=32)
        shown = f"{first:%B %Y}" if whole else f"{shown} to {last:%B} {last.day}, {last.year}"
    return f"“{_line(time.span.of(text))}” is {shown}."


def _drawn_on(text: str, claim: str, window: str, before: Sequence[Span]) -> list[Span]:
    """The first sentences before the window with names of the claim that the window lacks."""
    there = _words(window.lower())
    missing = {word for word in _words(claim) if word[:1].isupper() and word.lower() not in there}
    found: list[Span] = []
    for sentence in before:
        words = _words(sentence.of(text))
        if missing & words:
            found.append(sentence)
            missing -= words
    return found


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def _line(words: str) -> str:
    return " ".join(words.split())


def measure(pairs: Iterable[Pair], nli: NliModel) -> list[Reading]:
    """Reads every pair and every verbatim sentence."""
    wanted = list(pairs)
    found: list[Reading] = []
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[start : start + _AT_ONCE]
        ours = _entailments(nli, [(pair.premises, pair.hypothesis) for pair in chunk])
        as_is = _entailments(nli, [(pair.premises, pair.verbatim) for pair in chunk])
        found += [Reading(*row) for row in zip(chunk, ours, as_is, strict=True)]
    return found


def _entailments(nli: NliModel, wanted: Sequence[tuple[tuple[str, ...], str]]) -> list[float]:
    """The largest entailment of each hypothesis by any of its premises."""
    rows = [(premise, hypothesis) for premises, hypothesis in wanted for premise in premises]
    read = iter(nli.read(rows))
    return [max(window.stance.entailment for _ in premises for window in next(read).windows) for premises, _ in wanted]


def report(readings: Sequence[Reading]) -> dict[str, object]:
    """Rates with their counts; None where there is nothing to divide by."""
    rewritten = [one for one in readings if one.pair.rewritten]
    trusted = [one for one in readings if one.verbatim_entailment > _ENTAILED]
    return {
        "claims": len(readings),
        "entailed": _rate([one.entailment for one in readings]),
        "claims_rewritten": len(rewritten),
        "rewritten_entailed": _rate([one.entailment for one in rewritten]),
        "sentences_entailed": _rate([one.verbatim_entailment for one in readings]),
        "claims_of_sentences_entailed": len(trusted),
        "entailed_of_those": _rate([one.entailment for one in trusted]),
    }


def _rate(entailments: Sequence[float]) -> float | None:
    return sum(value > _ENTAILED for value in entailments) / len(entailments) if entailments else None


def sample(
    rows: Iterable[Mapping[str, object]], extractor: Extractor, splitter: Splitter, *, limit: int | None, seed: int
) -> list[Pair]:
    """Pairs of all articles, or `limit` of them drawn with the seed."""
    pairs: list[Pair] = []
    for row in rows:
        article = Article(str(row["text"]), published_at=_PUBLISHED)
        pairs += pairs_of(article, extractor.extract(article), splitter.sentences(article.text))
    if limit is None or limit >= len(pairs):
        return pairs
    return random.Random(seed).sample(pairs, limit)  # noqa: S311 - a sample, no secret


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m verifier.claims.entailed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="articles, gzip-compressed JSON lines")
    parser.add_argument("--limit", type=int, help="at most so many claims, drawn from all articles")
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--nli-model", help="another NLI model than the released judge")
    parser.add_argument("--failures", action="store_true", help="print the claims that are not entailed")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    with gzip.open(options.data, "rt", encoding="utf-8") as lines:
        rows: list[Mapping[str, object]] = [json.loads(line) for line in lines]
    english = EnglishPipeline()
    pairs = sample(rows, ClaimExtractor(english), english, limit=options.limit, seed=options.seed)
    readings = measure(pairs, load_nli(options.nli_model))
    if options.failures:
        failed = (one for one in readings if one.entailment <= _ENTAILED)
        sys.stdout.writelines(
            f"{one.entailment:.2f} {one.verbatim_entailment:.2f} {one.pair.hypothesis}\n" for one in failed
        )
    figures = report(readings)
    if options.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in figures.items())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

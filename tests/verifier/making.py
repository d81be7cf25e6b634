"""Small builders for the tests of the verifier room."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from indexes.collection import Collection
from indexes.types import Document, DocumentKind, Passage
from models.english import EnglishPipeline
from models.fakes import HashingEmbedder, OverlapNli
from models.protocols import NliModel
from models.types import Span, Stance
from verifier.evidence import Candidate, Gathered, Question, Reading
from verifier.pipeline import Verifier
from verifier.records import signals_record
from verifier.settings import VerificationSettings
from verifier.types import Article, Check, CheckEffect, CheckName, CheckOutcome, Claim, Coverage, Extraction, Signals

ENTAILS = Stance(0.94, 0.03, 0.03)
NEUTRAL = Stance(0.05, 0.9, 0.05)
CONTRADICTS = Stance(0.03, 0.03, 0.94)

_SENTENCES = EnglishPipeline()


def document(
    id_: str,
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    kind: DocumentKind = "news",
) -> Document:
    day = None if published is None else date.fromisoformat(published)
    return Document(id_, text, title=title, url=url, publisher=publisher, published_at=day, kind=kind)


def passage(of: Document, *, id_: int = 1) -> Passage:
    """The whole document as one passage."""
    return Passage(id_, of.id, Span(0, len(of.text)), of.text, tuple(_SENTENCES.sentences(of.text)))


def claim(text: str, *, span: Span | None = None) -> Claim:
    return Claim(text, span, text, 0.9, "factual")


def question(text: str) -> Question:
    return Question(claim(text), text)


def check(
    name: CheckName,
    outcome: CheckOutcome,
    *,
    claimed: str = "2,000",
    found: str | None = "500",
    detail: str = "Compared.",
    effect: CheckEffect = "none",
) -> Check:
    return Check(name, outcome, claimed, found, detail, effect)


def candidate(
    of: Document,
    whole: Stance,
    *singles: Stance,
    overlap: float = 0.9,
    shared: int = 5,
    named: bool = True,
    designated: float = 1.0,
    similarity: float = 0.8,
    id_: int = 1,
) -> Candidate:
    """A document as one passage, read as `whole`, and its first sentences as `singles`."""
    one = passage(of, id_=id_)
    return Candidate(
        of,
        one,
        similarity,
        overlap,
        shared,
        named,
        designated,
        (Reading(one.sentences, whole, overlap),),
        tuple(Reading((span,), stance, overlap) for span, stance in zip(one.sentences, singles, strict=False)),
    )


def gathered(text: str, candidates: Iterable[Candidate], *, coverage: Coverage | None = None) -> Gathered:
    return Gathered(question(text), tuple(candidates), coverage or counts())


def counts(*, found: int = 1, outside: int = 0, same: int = 0, before: date | None = None) -> Coverage:
    return Coverage(found, found, found, found, outside, same, 0, 0, None, before)


class SentenceClaims:
    """An extractor that takes every sentence for a claim, its text and place unchanged."""

    def extract(self, article: Article) -> Extraction:
        spans = _SENTENCES.sentences(article.text)
        return Extraction(tuple(claim(span.of(article.text), span=span) for span in spans), ())

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]:
        return [Claim(text, None, text, 0.9, "question" if text.endswith("?") else "factual") for text, _ in claims]


def collection(folder: Path, documents: Iterable[Document]) -> Collection:
    """A real collection over the fake embedder."""
    opened = Collection.open(folder, embedder=HashingEmbedder(), splitter=_SENTENCES, create=True)
    opened.add(documents)
    return opened


def verifier(
    over: Collection,
    *,
    settings: VerificationSettings | None = None,
    nli: NliModel | None = None,
    screen: NliModel | None = None,
) -> Verifier:
    """A verifier of fakes over a real collection."""
    return Verifier(
        over,
        nli=nli or OverlapNli(),
        extractor=SentenceClaims(),
        settings=settings,
        parser=_SENTENCES,
        screen=screen,
    )


def predictions(count: int, *, chance: random.Random, nli: str | None = None) -> list[str]:
    """Lines of a file of predictions by a judge whose probabilities are too bold: it is right more often the surer it
    is, yet less often than it says."""
    return [json.dumps(_prediction(number, chance, nli or str(OverlapNli().identity))) for number in range(count)]


def _prediction(number: int, chance: random.Random, nli: str) -> dict[str, object]:
    label = chance.choice(["SUPPORTED", "REFUTED", "NOT_ENOUGH_EVIDENCE"])
    sure, other = 0.6 + 0.4 * chance.random(), 0.25 * chance.random()
    entailment, contradiction = (other, sure) if label == "REFUTED" else (sure, other)
    if label == "NOT_ENOUGH_EVIDENCE":
        entailment, sure = other, 1.0 - other
    right = chance.random() < 0.35 + 0.64 * min(1.0, 4.0 * max(0.0, sure - 0.6))
    gold = label if right else chance.choice([one for one in ("SUPPORTED", "REFUTED") if one != label])
    signals = Signals(round(entailment, 4), round(contradiction, 4), 0.7, 1, int(chance.random() < 0.2))
    return {
        "id": f"claim {number}",
        "gold": gold,
        "label": label,
        "confidence": round(sure, 4),
        "signals": signals_record(signals),
        "nli": nli,
    }

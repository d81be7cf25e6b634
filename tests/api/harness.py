"""What the tests of the service are built from: a real verifier over a real collection and the fake models."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings, Limits
from indexes.collection import Collection
from indexes.types import Document
from models.english import EnglishPipeline
from models.errors import ModelMissing
from models.fakes import HashingEmbedder, OverlapNli
from models.protocols import NliModel
from models.types import ModelIdentity, PairReading, Span
from verifier.calibration import Calibration
from verifier.pipeline import Verifier
from verifier.types import Article, Claim, Extraction

ENGLISH = EnglishPipeline()

DOCUMENTS = (
    Document(
        "harbour/2024-06",
        "In May the ferry to Lindholm carried 41,212 passengers. The old pier has been closed since March.",
        title="Traffic of the harbour",
        publisher="Harbour Office",
        published_at=date(2024, 6, 5),
        kind="primary",
    ),
    Document("pier", "The town council did not open the new pier.", publisher="Courier", published_at=date(2024, 4, 2)),
    Document("weather", "Rain fell on the island for three days.", publisher="Courier"),
)

SUPPORTED_CLAIM = "The old pier has been closed since March."
ARTICLE = (
    "The old pier has been closed since March. The town council did open the new pier. "
    "A whale was seen near the lighthouse on Sunday evening."
)


class SentenceClaims:
    """An extractor that takes every sentence for a claim, as it stands."""

    def extract(self, article: Article) -> Extraction:
        wanted = article.fragment or Span(0, len(article.text))
        spans = [span for span in ENGLISH.sentences(article.text) if span.overlaps(wanted)]
        claims = (Claim(span.of(article.text), span, span.of(article.text), 0.9, "factual") for span in spans)
        return Extraction(tuple(claims), ())

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]:
        return [Claim(text, None, text, 0.9, "factual") for text, _ in claims]


class GatedNli(OverlapNli):
    """A model that stands still from its first reading until it is let go."""

    def __init__(self) -> None:
        self.reading, self.go = threading.Event(), threading.Event()

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        if pairs:
            self.reading.set()
            assert self.go.wait(60)
        return super().read(pairs)


class SlowNli(OverlapNli):
    """A model that takes its time, like a real one."""

    def __init__(self, seconds_a_pair: float) -> None:
        self._seconds_a_pair = seconds_a_pair

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        time.sleep(self._seconds_a_pair * len(pairs))
        return super().read(pairs)


class FailingNli:
    """A model with a defect, whose message quotes what it was given."""

    @property
    def identity(self) -> ModelIdentity:
        return OverlapNli().identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        if pairs:
            message = f"cannot read {pairs[0][1]!r}"
            raise ZeroDivisionError(message)
        return []


class MissingNli(FailingNli):
    """A model whose weights are gone by the time they are needed."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        if pairs:
            raise ModelMissing("expected the weights, found nothing", hint="Put them back.")
        return []


def make_collection(folder: Path, documents: Sequence[Document] = DOCUMENTS) -> Path:
    with Collection.open(folder, embedder=HashingEmbedder(), splitter=ENGLISH, create=True) as collection:
        collection.add(documents)
    return folder


def opener(
    folder: Path, nli: NliModel | None = None, calibration: Calibration | None = None
) -> Callable[[], AbstractContextManager[Verifier]]:
    """What opens a verifier of fakes over the collection in a folder."""

    @contextmanager
    def open_verifier() -> Iterator[Verifier]:
        with Collection.open(folder, embedder=HashingEmbedder(), splitter=ENGLISH) as collection:
            yield Verifier(
                collection, nli=nli or OverlapNli(), extractor=SentenceClaims(), parser=ENGLISH, calibration=calibration
            )

    return open_verifier


def make_app(
    folder: Path,
    *,
    nli: NliModel | None = None,
    max_waiting: int = 32,
    limits: Mapping[str, int] | None = None,
    calibration: Calibration | None = None,
) -> FastAPI:
    settings = ApiSettings(collection=folder, max_waiting=max_waiting, limits=Limits.model_validate(limits or {}))
    return create_app(settings, open_verifier=opener(folder, nli, calibration))


@contextmanager
def running(app: FastAPI) -> Iterator[TestClient]:
    """A client of the running application, once it is ready."""
    with TestClient(app) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        yield client


def until(condition: Callable[[], object], *, timeout_s: float = 60) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def json_lines(*items: object) -> bytes:
    return "".join(f"{json.dumps(item)}\n" for item in items).encode()

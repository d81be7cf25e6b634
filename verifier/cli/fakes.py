"""Parts without models, for tests of the command line: see `models.fakes`. Never use them for verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from indexes.collection import Collection
from models.fakes import HashingEmbedder, NumbersAreWorthy, OverlapNli
from models.protocols import NliModel
from models.types import ParsedSentence, Span, Token
from verifier.remembering import RememberingNli
from verifier.settings import Settings, VerificationSettings
from verifier.types import Article, Claim, Extraction

if TYPE_CHECKING:
    from verifier.pipeline import Verifier

_SENTENCE = re.compile(r"[^\s.!?\n](?:[^.!?\n]*[^\s.!?\n])?[.!?]*")


class PlainSentences:
    """Cuts at full stops and line breaks; its tokens are words and tell no grammar. A splitter, a parser and an
    extractor in one."""

    def sentences(self, text: str) -> list[Span]:
        return [Span(*match.span()) for match in _SENTENCE.finditer(text)]

    def parse_all(self, texts: Sequence[str]) -> list[list[ParsedSentence]]:
        return [[ParsedSentence(span, 0, _words(text, span), ()) for span in self.sentences(text)] for text in texts]

    def extract(self, article: Article) -> Extraction:
        claims = (
            Claim(span.of(article.text), span, span.of(article.text), 1.0, "factual")
            for span in self.sentences(article.text)
            if article.fragment is None or span.overlaps(article.fragment)
        )
        return Extraction(tuple(claims), ())

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]:
        return [Claim(text, None, text, 1.0, "factual") for text, _ in claims]


def _words(text: str, sentence: Span) -> tuple[Token, ...]:
    found = re.finditer(r"\w+|[^\w\s]", sentence.of(text))
    return tuple(
        Token(Span(*match.span()).shift(sentence.start), match.group(), match.group(), "X", "XX", "dep", at)
        for at, match in enumerate(found)
    )


class FakeParts:
    """Real collections and the real pipeline over fake models."""

    def __init__(self, *, nli: NliModel | None = None) -> None:
        self._nli = nli or OverlapNli()

    def open_collection(
        self, path: Path, *, settings: Settings, create: bool = False
    ) -> AbstractContextManager[Collection]:
        return Collection.open(path, embedder=HashingEmbedder(), splitter=PlainSentences(), create=create)

    @contextmanager
    def open_verifier(
        self, path: Path, *, settings: Settings, verification: VerificationSettings, create: bool = False
    ) -> Iterator[Verifier]:
        from verifier.pipeline import Verifier

        plain = PlainSentences()
        deciding = settings.deciding(verification)
        with self.open_collection(path, settings=settings, create=create) as collection:
            yield Verifier(
                collection,
                nli=RememberingNli(self._nli),
                extractor=plain,
                settings=deciding,
                parser=plain,
                screen=self._nli if deciding.cascade else None,
            )

    def make_extractor(self) -> PlainSentences:
        return PlainSentences()

    def load_nli(self, path_or_name: str | None, *, settings: Settings) -> NliModel:
        return self._nli

    def load_worthiness(self, *, settings: Settings) -> NumbersAreWorthy:
        return NumbersAreWorthy()

"""Which texts are copies of one another: word shingles, their resemblance and containment.

Broder (1997), "On the resemblance and containment of documents": with S(T) the set of runs of w words of a text,
resemblance is |S(A) & S(B)| / |S(A) | S(B)| and the containment of A in B is |S(A) & S(B)| / |S(A)|. Independent
reports of one event share few runs of five words beyond quotations; copies and cut agency versions share most.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from verifier.claims.numbers import NUMBER_WORDS

if TYPE_CHECKING:
    from indexes.types import Document
    from verifier.types import Article

MIN_SHINGLES = 30
"""Below this a text may lie whole in another one by being quoted; containment then says nothing about copying."""

SHORT_RESEMBLANCE = 0.9
"""Below `MIN_SHINGLES` one sentence is much of a text: two short reports that share it are not yet one text."""

_WORD = re.compile(r"\w+")
_FACT = re.compile(r"\d+(?:[.,]\d+)*|\w+")


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a text as 64-bit digests."""

    digests: frozenset[int]

    @classmethod
    def of(cls, text: str, *, words: int) -> Shingles:
        """The runs of `words` words, case and punctuation set aside; one run where the text is shorter."""
        found = [word.casefold() for word in _WORD.findall(text)]
        runs = {" ".join(found[start : start + words]) for start in range(max(1, len(found) - words + 1))}
        return cls(frozenset(_digest(run) for run in runs if run))

    def resemblance(self, other: Shingles) -> float | None:
        """In [0, 1]; None where both are empty."""
        together = len(self.digests | other.digests)
        return len(self.digests & other.digests) / together if together else None

    def containment_in(self, other: Shingles) -> float | None:
        """The share of these shingles that `other` holds, in [0, 1]; None where there are none."""
        return len(self.digests & other.digests) / len(self.digests) if self.digests else None

    def copies(self, other: Shingles, *, threshold: float) -> bool:
        """Whether the texts are one text: alike, or one held by the other; short texts must be all but equal."""
        resemblance, smaller, larger = self.resemblance(other), *sorted((self, other), key=len)
        if resemblance is None:
            return False
        if len(smaller) < MIN_SHINGLES:
            return resemblance >= max(threshold, SHORT_RESEMBLANCE)
        contained = smaller.containment_in(larger)
        return contained is not None and contained >= threshold

    def __len__(self) -> int:
        return len(self.digests)


def facts(text: str) -> frozenset[str]:
    """The numbers, in digits or words, and the names of a text: its words with a digit or a capital letter.

    Two releases made from one template, or a report and its correction, share most shingles and differ in these.
    """
    return frozenset(
        word.casefold()
        for word in _FACT.findall(text)
        if word[0].isupper() or any(char.isdigit() for char in word) or word in NUMBER_WORDS
    )


class ShingleCache:
    """Shingles of documents, kept while one call lasts, so that a document met by many claims is cut once."""

    def __init__(self, *, words: int) -> None:
        self._words = words
        self._known: dict[str, Shingles] = {}

    def document(self, document: Document) -> Shingles:
        known = self._known.get(document.id)
        if known is None:
            known = self._known[document.id] = Shingles.of(document.text, words=self._words)
        return known

    def text(self, text: str) -> Shingles:
        return Shingles.of(text, words=self._words)


@dataclass(frozen=True, slots=True)
class Original:
    """The article under check, as its copies are recognised."""

    url: str | None
    shingles: Shingles

    @classmethod
    def of(cls, article: Article, cache: ShingleCache) -> Original:
        return cls(normal_url(article.url), cache.text(article.text))

    def is_same(self, document: Document, shingles: Shingles, *, threshold: float) -> bool:
        """Whether a document is the article, a copy, or a syndicated, cut or embedding version of it.

        A primary document (a statement, a letter) that the article quotes in full is not a copy of the article.
        """
        if self.url is not None and self.url == normal_url(document.url):
            return True
        if document.kind == "primary":
            resemblance = shingles.resemblance(self.shingles)
            return resemblance is not None and resemblance >= threshold
        return shingles.copies(self.shingles, threshold=threshold)


def distinct(documents: Iterable[Document], cache: ShingleCache, threshold: float) -> dict[str, str]:
    """For each document's id the id of the source it counts as: its own, or that of the earliest copy.

    The earliest dated document stands for its copies, then the smallest id; undated ones come last.
    """
    kept: list[Document] = []
    counted_as: dict[str, str] = {}
    for document in sorted(documents, key=_earliest):
        shingles = cache.document(document)
        original = next((one for one in kept if shingles.copies(cache.document(one), threshold=threshold)), None)
        counted_as[document.id] = document.id if original is None else original.id
        if original is None:
            kept.append(document)
    return counted_as


def normal_url(url: str | None) -> str | None:
    """A web address without what does not change the page: scheme, www., port, a last slash, tracking, fragment."""
    if url is None:
        return None
    try:
        parts: SplitResult = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return url.strip() or None
    if not host:
        return url.strip() or None
    query = "&".join(_own_parameters(parts.query.split("&")))
    path = parts.path.rstrip("/")
    return f"{host.removeprefix('www.')}{path}{'?' if query else ''}{query}"


def _own_parameters(parameters: Sequence[str]) -> list[str]:
    return sorted(one for one in parameters if one and not one.lower().startswith(("utm_", "fbclid", "gclid")))


def _digest(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


def _earliest(document: Document) -> tuple[bool, date, str]:
    return (document.published_at is None, document.published_at or date.min, document.id)

"""Plain types of the indexes room. Importing this module loads nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from indexes.errors import DocumentInvalid
from models.types import ModelIdentity, Span

DocumentKind = Literal["primary", "news", "fact-check", "other"]
SearchMode = Literal["fused", "dense", "lexical"]

MAX_ID_CHARACTERS = 512


@dataclass(frozen=True, slots=True)
class Document:
    """Reference material. `published_at` None means that the date is not known."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_at: date | None = None
    language: str = "en"
    kind: DocumentKind = "other"

    def __post_init__(self) -> None:
        if not self.id.strip() or len(self.id) > MAX_ID_CHARACTERS or "\x00" in self.id:
            raise DocumentInvalid(
                f"a document id has 1 to {MAX_ID_CHARACTERS} characters and no NUL, got {self.id[:40]!r}",
                hint="Give the record another id, or none at all.",
            )
        if not self.text.strip():
            raise DocumentInvalid(
                f"document {self.id!r} has no text", hint="Leave it out, or give it a text that is not blank."
            )
        if self.kind not in get_args(DocumentKind):
            raise DocumentInvalid(
                f"document {self.id!r} has kind {self.kind!r}; expected one of {', '.join(get_args(DocumentKind))}",
                hint="Use one of the four kinds, or leave the field out for 'other'.",
            )


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one document.

    `span` and `sentences` are in characters of the document's text, and `text` is exactly what `span` covers.
    An id is never used again, not even after its document was removed.
    """

    id: int
    document_id: str
    span: Span
    text: str
    sentences: tuple[Span, ...]

    def __post_init__(self) -> None:
        if len(self.span) != len(self.text):
            raise ValueError(f"passage {self.id}: span of {len(self.span)} characters, text of {len(self.text)}")
        if not self.sentences or any(not self.span.covers(sentence) for sentence in self.sentences):
            raise ValueError(f"passage {self.id}: needs at least one sentence, each inside its span")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found.

    `similarity` is the cosine of query and passage, in [-1, 1], greater is closer. Ranks count from 1 and are None
    where that search did not return the passage. `fused` is the reciprocal rank fusion value, greater is better.
    """

    passage: Passage
    similarity: float
    dense_rank: int | None
    lexical_rank: int | None
    fused: float


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which documents a search may use. An empty set means no restriction.

    `after` is inclusive and `before` exclusive: the publication date lies in [after, before). Documents without a
    date pass unless `include_undated` is False.
    """

    after: date | None = None
    before: date | None = None
    include_undated: bool = True
    publishers: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    kinds: frozenset[DocumentKind] = frozenset()

    def __post_init__(self) -> None:
        if self.after is not None and self.before is not None and self.after >= self.before:
            raise ValueError(f"no date is on or after {self.after} and before {self.before}")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to several queries, all from one snapshot of the collection.

    `hits` has one tuple a query, best first. `documents` holds every document that a hit belongs to.
    `outside_dates` has for each query the documents among the nearest passages (as many as `top_k`) that only the date
    filter kept out: the similarity of the nearest passage of each, greatest first.
    """

    snapshot: str
    hits: tuple[tuple[Hit, ...], ...]
    documents: Mapping[str, Document]
    outside_dates: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class AddResult:
    """Counts of documents: new, changed under a known id, and already there as given."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0

    def __add__(self, other: AddResult) -> AddResult:
        return AddResult(self.added + other.added, self.replaced + other.replaced, self.unchanged + other.unchanged)


@dataclass(frozen=True, slots=True)
class RemoveResult:
    """Ids that were removed, and ids that were not there."""

    removed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """What the manifest says. `snapshot` (64 hex digits) names the exact content, whatever the order of writing."""

    embedder: ModelIdentity
    dimension: int
    metric: Literal["cosine"]
    documents: int
    passages: int
    snapshot: str
    format_version: int


@dataclass(frozen=True, slots=True)
class UnreadableItem:
    """A file, or one record of a file, that was left out: where, why and the cure."""

    source: str
    error: str
    hint: str
    line: int | None = field(default=None)

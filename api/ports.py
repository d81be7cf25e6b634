"""What the service needs of `verifier.pipeline.Verifier`, so that a test can hand over less than models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from indexes.types import AddResult, CollectionInfo, Document, RemoveResult, SearchFilter, SearchMode, SearchResult
from verifier.types import Article, ClaimRequest, Extraction, Report, Terms, Verdict

Progress = Callable[[int], None]


class Collecting(Protocol):
    """What the service needs of `indexes.collection.Collection`; safe to use from several threads."""

    def add(self, documents: Iterable[Document]) -> AddResult: ...

    def remove(self, ids: Sequence[str]) -> RemoveResult: ...

    def get(self, id: str, /) -> Document | None: ...  # noqa: A002 - the collection's own name for it

    def list(self, *, limit: int, after_id: str | None) -> list[Document]: ...

    def info(self) -> CollectionInfo: ...


class Verifying(Protocol):
    """The domain's verbs. Only the models' one thread may call them; `collection` may be used from any."""

    @property
    def collection(self) -> Collecting: ...

    def under(self, terms: Terms) -> Verifying: ...

    def extract(self, article: Article) -> Extraction: ...

    def check(self, requests: Sequence[ClaimRequest], *, on_progress: Progress | None = None) -> list[Verdict]: ...

    def verify(self, article: Article, *, on_progress: Progress | None = None) -> Report: ...

    def verify_many(self, articles: Sequence[Article], *, on_progress: Progress | None = None) -> list[Report]: ...

    def search(self, queries: Sequence[str], *, top_k: int, where: SearchFilter, mode: SearchMode) -> SearchResult: ...

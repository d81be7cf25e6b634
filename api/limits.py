"""Counts and lengths of a request against the service's limits. What is broken is named, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.errors import LimitExceeded
from verifier.errors import InputTooLarge, InputUnreadable
from verifier.records import looks_like_html

if TYPE_CHECKING:
    from api.schemas.requests import ArticleBody, ClaimBody, DocumentBody, SearchBody
    from api.settings import Limits
    from verifier.batch import BatchItem


def require_article(article: ArticleBody, limits: Limits) -> None:
    _require(len(article.text), limits.max_article_characters, "max_article_characters", "characters", "#/text")
    _require_no_html(article.text, "#/text")


def require_claims(claims: Sequence[ClaimBody], limits: Limits, *, alone: bool) -> None:
    """`alone` says that the body is the one claim itself."""
    _require(len(claims), limits.max_claims, "max_claims", "claims", "#/claims")
    for number, claim in enumerate(claims):
        place = "#/claim" if alone else f"#/claims/{number}/claim"
        _require(len(claim.claim), limits.max_claim_characters, "max_claim_characters", "characters", place)


def require_item(item: BatchItem, limits: Limits) -> None:
    """The limits of `require_article` and `require_claims` for an item of a batch. Raises InputTooLarge and
    InputUnreadable, which are the item's own error and not the batch's."""
    try:
        if item.article is not None:
            found, limit = len(item.article.text), limits.max_article_characters
            _require(found, limit, "max_article_characters", "characters", "#/article/text")
            _require_no_html(item.article.text, "#/article/text")
        if item.claim is not None:
            found, limit = len(item.claim.text), limits.max_claim_characters
            _require(found, limit, "max_claim_characters", "characters", "#/claim")
    except LimitExceeded as error:
        raise InputTooLarge(str(error), hint=error.hint) from error


def require_search(search: SearchBody, limits: Limits) -> None:
    _require(len(search.query), limits.max_claim_characters, "max_claim_characters", "characters", "#/query")
    _require(search.top_k, limits.max_top_k, "max_top_k", "passages", "#/top_k")


def require_documents(documents: Sequence[DocumentBody], limits: Limits, *, alone: bool) -> None:
    """`alone` says that the body is the one document itself."""
    _require(len(documents), limits.max_documents, "max_documents", "documents", "#/documents")
    for number, document in enumerate(documents):
        place = "#/text" if alone else f"#/documents/{number}/text"
        _require(len(document.text), limits.max_document_characters, "max_document_characters", "characters", place)


def require_page_size(size: int, limits: Limits) -> None:
    _require(size, limits.max_page_size, "max_page_size", "entries of a page", None)


def _require(found: int, limit: int, name: str, unit: str, pointer: str | None) -> None:
    if found > limit:
        what = unit if pointer is None else f"{pointer}: {unit}"
        raise LimitExceeded(name, limit=limit, found=found, what=what, pointer=pointer)


def _require_no_html(text: str, pointer: str) -> None:
    if looks_like_html(text):
        raise InputUnreadable(
            f"{pointer}: expected the text of an article, found the source of an HTML page",
            hint="Send the article's text alone, or give the page to the command line, which reads HTML files.",
        )

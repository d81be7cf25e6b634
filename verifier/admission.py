"""What is let in: an article or a claim must have a text, within the stated limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.language import require_english
from verifier.errors import InputEmpty, InputTooLarge, InputUnreadable

if TYPE_CHECKING:
    from verifier.settings import VerificationSettings
    from verifier.types import Article, ClaimRequest


def require_article(article: Article, settings: VerificationSettings) -> None:
    """Raises InputEmpty, InputTooLarge, InputUnreadable for a fragment that is no part of the text, or
    UnsupportedLanguage (of the models room)."""
    _require_text("an article", article.text, settings.max_article_characters)
    _require_fragment(article)
    require_english(article.text)


def require_claim(request: ClaimRequest, settings: VerificationSettings) -> None:
    """Raises InputEmpty or InputTooLarge; a claim in another language gets a verdict that says so."""
    _require_text("a claim", request.text, settings.max_claim_characters)


def _require_fragment(article: Article) -> None:
    part, length = article.fragment, len(article.text)
    if part is None or (part.start < part.end <= length and part.of(article.text).strip()):
        return
    raise InputUnreadable(
        f"fragment: expected a part of the text with words in it, found {part.start}:{part.end} of {length:,}"
        " characters",
        hint="Give the first character and the one after the last, counted from 0 in the article's text.",
    )


def _require_text(what: str, text: str, limit: int) -> None:
    if not any(character.isalnum() for character in text):
        raise InputEmpty(
            f"expected {what} with a text, found {len(text):,} characters without a letter or a digit",
            hint=f"Give {what} that says something.",
        )
    if len(text) > limit:
        raise InputTooLarge(
            f"expected {what} of at most {limit:,} characters, found {len(text):,}",
            hint="Cut it into parts and verify them one by one.",
        )

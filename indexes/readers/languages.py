"""The language of a document that does not name one."""

from __future__ import annotations

from typing import Final

from models.language import detect_language

FALLBACK: Final = "en"

_SAMPLE_CHARACTERS: Final = 2_000


def language_of(text: str) -> str:
    """ISO 639-1 code, detected on the first 2,000 characters; "en" where they are too few to tell."""
    return detect_language(text[:_SAMPLE_CHARACTERS]) or FALLBACK

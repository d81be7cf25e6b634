"""The language of a document that does not name one."""

from __future__ import annotations

import importlib
from typing import Final

FALLBACK: Final = "en"

_SAMPLE_CHARACTERS: Final = 2_000


def language_of(text: str) -> str:
    """ISO 639-1 code, detected on the first 2,000 characters; "en" where they are too few to tell."""
    try:
        models_language = importlib.import_module("models.language")
    except ModuleNotFoundError:
        return FALLBACK
    return models_language.detect_language(text[:_SAMPLE_CHARACTERS]) or FALLBACK

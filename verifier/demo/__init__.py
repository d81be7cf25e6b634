"""The project's own demonstration: a news story and the reference documents to check it against.

All of it was written for this project. Persons, places and institutions are invented.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from verifier.records import article_from_record
from verifier.types import Article

_FOLDER: Final = Path(__file__).parent
ARTICLE_FILE: Final = _FOLDER / "article.txt"
DOCUMENTS_FILE: Final = _FOLDER / "documents.jsonl"


def demo_article() -> Article:
    """The demo article with its title, address, publisher and date (2026-09-19)."""
    details = json.loads((_FOLDER / "article.json").read_text(encoding="utf-8"))
    return article_from_record({**details, "text": ARTICLE_FILE.read_text(encoding="utf-8")})

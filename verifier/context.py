"""What is read before a sentence that does not stand on its own: the title and the date of its document.

"He resigned." says nothing of anybody; "Harbour master Ole Ness (2019-02-11). He resigned." does. Where a sentence
stands on its own a title only distracts the judge, so that it is put before text that needs it, and no other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from verifier.names import named_in

if TYPE_CHECKING:
    from indexes.types import Document

LONGEST_TITLE: Final = 200
"""Characters; a longer "title" is a text of its own."""
_OPENS_WITH_PRONOUN: Final = re.compile(
    r"[\"'“‘(\[]*(?:(?:He|She|It|They|This|These|Those|His|Her|Its|Their|Such|Both)\b"
    r"|The (?:former|latter|same)\b)"
)


def context_before(text: str, document: Document, names: frozenset[str]) -> str:
    """The title and date to read before `text`, ending in a space; "" where the text needs none or there is no title.

    It needs them where it opens with a pronoun, or where the title names the claim's subject (`names`, as in
    `verifier.names.subject_names`) and the text does not.
    """
    title = (document.title or "").strip()
    if not title or len(title) > LONGEST_TITLE:
        return ""
    missing = bool(names & named_in(title)) and not names & named_in(text)
    if not (missing or _OPENS_WITH_PRONOUN.match(text)):
        return ""
    day = "" if document.published_at is None else f" ({document.published_at.isoformat()})"
    end = "" if not day and title[-1] in ".!?" else "."
    return f"{title}{day}{end} "

"""What both reports share: names of the labels, counts, and text made safe to show."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexes.types import Document
    from verifier.types import Label, Verdict

LABEL_WORDS: Final[dict[Label, str]] = {
    "SUPPORTED": "SUPPORTED",
    "REFUTED": "REFUTED",
    "CONFLICTING": "CONFLICTING",
    "NOT_ENOUGH_EVIDENCE": "NOT ENOUGH EVIDENCE",
}

# Control characters (escape sequences among them) and lone surrogates have no business in a page or a terminal.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that reorder or hide text in a terminal; a page isolates them instead.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def shown(text: str) -> str:
    """The text, character for character, with what cannot be shown replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text for a terminal: on one line, and without marks that reorder it."""
    return " ".join(_REORDERING.sub("\ufffd", shown(text)).split())


def label_counts(verdicts: Iterable[Verdict]) -> list[tuple[Label, int]]:
    """Labels in a fixed order with how many verdicts have them, none left out."""
    counts = Counter(verdict.label for verdict in verdicts)
    return [(label, counts[label]) for label in LABEL_WORDS]


def selection_words(verdicts: Sequence[Verdict]) -> str:
    """What an error rate did to these verdicts, with the coverage to be expected and the actual one; "" where none was
    asked for."""
    selections = [verdict.selection for verdict in verdicts if verdict.selection is not None]
    if not selections:
        return ""
    first = selections[0]
    answered = sum(verdict.label != "NOT_ENOUGH_EVIDENCE" for verdict in verdicts)
    withheld = sum(one.withheld is not None for one in selections)
    return (
        f"At an error rate of at most {first.max_error_rate:g}, {answered:,} of {counted(len(verdicts), 'claim')} "
        f"answered and {withheld:,} withheld as not sure enough; of {first.calibrated_on:,} held-out claims "
        f"{first.expected_answers:,} were answered at this rate."
    )


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def byline(document: Document) -> str:
    """Publisher, date and id of a document, as far as they are known."""
    day = document.published_at.isoformat() if document.published_at is not None else "no date"
    parts = [document.publisher, day, document.id]
    return ", ".join(part for part in parts if part)

"""Turns of a transcript: a label with the speaker's name before a colon, at the beginning of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from models.types import Span
from verifier.claims.context import Context

_NAME: Final = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}"
_LABEL = re.compile(rf"(?P<name>(?:{_NAME}|Q|A))(?:, [^:.?!\n]{{2,60}})?(?: \([^()\n]{{1,60}}\))?(?P<colon>:)(?=\s+\S)")
_FEWEST: Final = 2  # different turns, below which a colon is only a colon


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in one sentence of a turn. `source` and `mark`, the label's name and colon, are in `sentence`, the
    first one of the turn."""

    name: str
    source: Span
    mark: Span
    sentence: int
    content: Span


def find_labels(context: Context) -> dict[int, Label]:
    """The sentences that are turns of a transcript; none where the text has fewer than two labels, all in capitals or
    each of them on two paragraphs or more."""
    starts = _starts(context)
    names = [match["name"] for match in starts.values()]
    if len(names) < _FEWEST or not all(name.isupper() or names.count(name) >= _FEWEST for name in names):
        return {}
    found: dict[int, Label] = {}
    current: tuple[int, re.Match[str]] | None = None
    for number, sentence in enumerate(context.sentences):
        if number in starts:
            current = (number, starts[number])
        elif current is not None and sentence.paragraph != context.paragraph_of(current[0]):
            current = None
        if current is not None:
            first, match = current
            begin = match.end() if number == first else sentence.span.start
            content = _trimmed(context.text, begin, sentence.span.end)
            if content is not None:
                found[number] = Label(
                    match["name"], Span(*match.span("name")), Span(*match.span("colon")), first, content
                )
    return found


def _starts(context: Context) -> dict[int, re.Match[str]]:
    """The sentences that begin a paragraph with a label."""
    starts: dict[int, re.Match[str]] = {}
    before = None
    for number, sentence in enumerate(context.sentences):
        if sentence.paragraph != before:
            match = _LABEL.match(context.text, sentence.span.start, sentence.span.end)
            if match is not None:
                starts[number] = match
        before = sentence.paragraph
    return starts


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else None

"""Where quotations stand in a text: curly, straight and doubled single marks; an opened quotation goes on to the end
of its paragraph where the next paragraph opens it again, as newspapers do."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.types import ParsedSentence, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
_MARK = re.compile(r"''|``|[“”„«»\"]|(?<![\w.,!?…])[‘](?=\S)")
_OPENING = frozenset({"“", "„", "«", '"', "''", "``", "‘"})
_CLOSED_BY = {
    "“": frozenset({"”", '"'}),
    "„": frozenset({"“", "”"}),
    "«": frozenset({"»"}),
    '"': frozenset({'"', "”"}),
    "''": frozenset({"''"}),
    "``": frozenset({"''"}),
}
_SINGLE_END = re.compile(r"’(?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: with its marks, without them, and whether a closing mark was found in the paragraph."""

    outer: Span
    inner: Span
    closed: bool


def find_quotes(text: str) -> list[Quote]:
    """The outermost quotations in the order of the text."""
    return [quote for line in _LINE.finditer(text) for quote in _in_line(text, line.start(), line.end())]


def _in_line(text: str, start: int, end: int) -> Iterator[Quote]:
    at = start
    while (opening := _MARK.search(text, at, end)) is not None:
        mark = opening.group()
        at = opening.end()
        if mark not in _OPENING or (at < end and text[at].isspace() and mark in {'"', "''"}):
            continue
        closing = _closing(text, mark, at, end)
        if closing is not None:
            yield Quote(Span(opening.start(), closing.end()), Span(at, closing.start()), closed=True)
            at = closing.end()
        elif mark in {"“", "„", "«"} or (mark != "‘" and not text[start : opening.start()].strip()):
            stop = max(at, start + len(text[start:end].rstrip()))
            yield Quote(Span(opening.start(), stop), Span(at, stop), closed=False)
            return


def _closing(text: str, mark: str, at: int, end: int) -> re.Match[str] | None:
    if mark == "‘":
        return _single(text, at, end)
    depth = 0
    for found in _MARK.finditer(text, at, end):
        if found.group() in _CLOSED_BY[mark]:
            if depth == 0:
                return found
            depth -= 1
        elif found.group() == mark and mark in {"«"}:
            depth += 1
    return None


def _single(text: str, at: int, end: int) -> re.Match[str] | None:
    """The end of a quotation in single marks, which look like apostrophes: one after punctuation, before the next
    quotation begins, or else the first one that ends a word."""
    stop = text.find("‘", at, end)
    first: re.Match[str] | None = None
    for found in _SINGLE_END.finditer(text, at, end if stop < 0 else stop):
        if text[found.start() - 1] in ".,?!…":
            return found
        first = first or found
    return first


def quoted_tokens(text: str, sentences: Sequence[ParsedSentence]) -> list[list[bool]]:
    """For each token of each sentence of the text whether it stands in a quotation, its marks included."""
    spans = [quote.outer for quote in find_quotes(text)]
    quoted: list[list[bool]] = []
    for sentence in sentences:
        first = bisect_left(spans, sentence.span.start, key=lambda span: span.end - 1)
        last = bisect_left(spans, sentence.span.end, key=lambda span: span.start)
        near = spans[first:last]
        quoted.append([any(span.covers(token.span) for span in near) for token in sentence.tokens])
    return quoted

"""Cuts texts that are over a model's limit into windows, in characters of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.types import Span

Offsets = Sequence[tuple[int, int]]
PieceOffsets = Callable[[str], Offsets]
"""Gives the (start, end) characters of each word piece of a text, special pieces left out."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """The text with lone surrogates, which no tokenizer takes, replaced one for one: offsets hold."""
    return _SURROGATE.sub("\ufffd", text)


def cut(text: str, *, pieces: PieceOffsets, limit: int, overlap: int = 0) -> list[Span]:
    """Windows of at most `limit` word pieces that together cover the text, white space at its ends included.

    Neighbours share about `overlap` pieces. A window ends after white space where there is any in its second half,
    and otherwise between two pieces. A text within the limit, also an empty one, is one window.
    """
    if not 0 <= overlap < limit:
        raise ValueError(f"expected 0 <= overlap < limit, got overlap {overlap}, limit {limit}")
    offsets = pieces(text)
    windows: list[Span] = []
    first, last = 0, 0  # pieces: where the window starts, and where the one before it ended
    while _exceeds(text, offsets, first, limit, pieces):
        fits = _fitting(text, offsets, first, limit, pieces)
        if fits <= last:  # read on its own the window has more pieces, and no room is left for an overlap
            first = last
            continue
        windows.append(Span(_start(offsets, first), offsets[fits][0]))
        earliest = max(first + 1, fits - 2 * overlap, fits + 1 - limit)
        first, last = _boundary(text, offsets, max(earliest, fits - overlap), earliest), fits
    windows.append(Span(_start(offsets, first), len(text)))
    return windows


def _start(offsets: Offsets, first: int) -> int:
    return offsets[first][0] if first else 0


def _exceeds(text: str, offsets: Offsets, first: int, limit: int, pieces: PieceOffsets) -> bool:
    """Whether what is left from piece `first` on is over the limit, read on its own; one piece never is."""
    left = len(offsets) - first
    return left > limit or (first > 0 and left > 1 and len(pieces(text[_start(offsets, first) :])) > limit)


def _fitting(text: str, offsets: Offsets, first: int, limit: int, pieces: PieceOffsets) -> int:
    """The piece before which the window that starts at piece `first` ends."""
    # A window read on its own can have a few pieces more than it had inside the text (a word that is cut), so the
    # count is taken again on what will be read.
    room = min(limit, len(offsets) - first - 1)
    while True:
        last = _boundary(text, offsets, first + room, first + 1 + room // 2)
        excess = len(pieces(text[_start(offsets, first) : offsets[last][0]])) - limit
        if excess <= 0 or room == 1:
            return last
        room = max(1, room - excess)


def _boundary(text: str, offsets: Offsets, latest: int, earliest: int) -> int:
    """The last piece in [earliest, latest] that starts after white space, `latest` where there is none."""
    for index in range(latest, earliest - 1, -1):
        at = offsets[index][0]
        if at > 0 and text[at - 1].isspace():
            return index
    return latest

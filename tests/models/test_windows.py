"""Windows cover a text and keep to the limit."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.windows import cut, readable


def pieces(text: str) -> list[tuple[int, int]]:
    """Pieces of up to three letters of each word, and each other visible character."""
    return [match.span() for match in re.finditer(r"\w{1,3}|[^\w\s]", text)]


texts = st.text(alphabet="abcde .,\n\u00e9\u202f", max_size=120)


@given(texts, st.integers(1, 9), st.integers(0, 4))
def test_windows_cover_the_text_in_order_and_keep_to_the_limit(text: str, limit: int, overlap: int) -> None:
    overlap = min(overlap, limit - 1)
    windows = cut(text, pieces=pieces, limit=limit, overlap=overlap)
    assert windows[0].start == 0
    assert windows[-1].end == len(text)
    assert all(a.start < b.start <= a.end < b.end for a, b in itertools.pairwise(windows))
    assert all(len(pieces(window.of(text))) <= limit for window in windows)


def opening_pieces(text: str) -> list[tuple[int, int]]:
    """As `pieces`, but a word's first letter is a piece of its own: what starts inside a word has more read alone."""
    return [match.span() for match in re.finditer(r"\b\w|\B\w{1,3}|[^\w\s]", text)]


@given(st.text(alphabet="abc- ", max_size=80), st.integers(2, 9), st.integers(0, 4))
def test_no_window_is_over_the_limit_when_it_is_read_on_its_own(text: str, limit: int, overlap: int) -> None:
    windows = cut(text, pieces=opening_pieces, limit=limit, overlap=min(overlap, limit - 1))
    assert (windows[0].start, windows[-1].end) == (0, len(text))
    assert all(a.start < b.start <= a.end < b.end for a, b in itertools.pairwise(windows))
    assert all(len(opening_pieces(window.of(text))) <= limit for window in windows)


@given(texts)
def test_a_text_within_the_limit_is_one_window(text: str) -> None:
    assert [window.of(text) for window in cut(text, pieces=pieces, limit=200)] == [text]


def test_windows_end_after_white_space_and_overlap() -> None:
    text = "one two six ten. " * 12
    windows = cut(text, pieces=pieces, limit=15, overlap=5)
    assert len(windows) > 3
    assert all(text[window.end - 1] == " " for window in windows)
    assert all(len(pieces(text[b.start : a.end])) >= 4 for a, b in itertools.pairwise(windows))


def test_a_word_over_the_limit_is_cut_between_pieces() -> None:
    text = "a" * 50
    assert [window.of(text) for window in cut(text, pieces=pieces, limit=4)] == ["a" * 12] * 4 + ["aa"]


def test_an_overlap_as_long_as_the_window_is_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        cut("a b", pieces=pieces, limit=2, overlap=2)


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert readable("a\ud800b\udfff") == "a\ufffdb\ufffd"
    assert readable("na\u00efve \U0001f600") == "na\u00efve \U0001f600"

"""Where quotations stand, whatever their marks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“It rains,” she said.", ["It rains,"]),
        ('"It rains," she said. "It pours."', ["It rains,", "It pours."]),
        ("''It rains,'' she said.", ["It rains,"]),
        ("``It rains,'' she said.", ["It rains,"]),
        ("“He said ‘go’ to us,” she said.", ["He said ‘go’ to us,"]),
        ("‘It rains,’ she said of the harbor’s roof.", ["It rains,"]),
        ("the ‘big wave’ claim", ["big wave"]),
        ("“It rains.\n\n“It pours,” she said.", ["It rains.", "It pours,"]),
        ("It doesn't rain on the mayors' roofs.", []),
        ("A board of 5'10\" was found.", []),
        ("", []),
    ],
)
def test_quotations_are_found_without_their_marks(text: str, inside: list[str]) -> None:
    assert [quote.inner.of(text) for quote in find_quotes(text)] == inside


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_not_closed() -> None:
    assert [quote.closed for quote in find_quotes("“It rains.\n“It pours,” she said.")] == [False, True]


@given(st.text(alphabet="ab “”\"'‘’`.\n"))
def test_quotations_are_ordered_and_do_not_overlap(text: str) -> None:
    quotes = find_quotes(text)
    assert all(quote.outer.covers(quote.inner) for quote in quotes)
    assert all(a.outer.end <= b.outer.start for a, b in itertools.pairwise(quotes))

"""Numerals of a text, one case a row."""

from __future__ import annotations

import pytest

from verifier.checks.figures import figures, holds, values

# text, its numerals as (value, kind)
NUMERALS = [
    ("He came third with 12 points.", [(3.0, "ordinal"), (12.0, "number")]),
    ("the 21st of twenty-first", [(21.0, "ordinal"), (21.0, "ordinal")]),
    ("in the 1980s and the eighties", [(1980.0, "decade"), (80.0, "decade")]),
    ("the 90's", [(90.0, "decade")]),
    ("two thousand and 2,500", [(2_000.0, "number"), (2_500.0, "number")]),
    ("No number.", []),
]


@pytest.mark.parametrize(("text", "found"), NUMERALS)
def test_numerals_are_read_in_digits_and_words(text: str, found: list[tuple[float, str]]) -> None:
    assert [(one.value, one.kind) for one in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "value"), [("a trilogy", 3), ("World War II", 2), ("both twins", 2), ("Apollo11", 11), ("her debut", 1)]
)
def test_words_and_names_may_mean_a_number(text: str, value: float) -> None:
    assert value in values(text)


def test_the_noise_of_binary_fractions_is_no_difference() -> None:
    assert holds(0.1 + 0.2, frozenset({0.3}))
    assert not holds(0.31, frozenset({0.3}))

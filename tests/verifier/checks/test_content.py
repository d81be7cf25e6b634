"""The stems of content words."""

from __future__ import annotations

import pytest

from verifier.checks.content import stem, stems


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("killed", "kill"),
        ("fell", "falls"),
        ("cities", "city"),
        ("stopped", "stop"),
        ("Berg's", "berg"),
        ("died", "death"),
    ],
)
def test_inflections_have_one_stem(first: str, second: str) -> None:
    assert stem(first) == stem(second)


@pytest.mark.parametrize(("first", "second"), [("class", "clas"), ("bridge", "bird"), ("open", "oper")])
def test_other_words_have_others(first: str, second: str) -> None:
    assert stem(first) != stem(second)


def test_function_words_numbers_days_and_months_are_no_content() -> None:
    assert stems("The two of them said in March that on Friday 12 bridges were about to open.") == {
        stem("bridge"),
        stem("open"),
    }

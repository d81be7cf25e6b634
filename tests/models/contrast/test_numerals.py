"""Which numerals count or measure, and how another value is written in their place."""

from __future__ import annotations

import pytest

from models.contrast.numerals import numerals, spelled


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("It has 2,300 people.", 2300, "people"),
        ("It has twelve rooms.", 12, "rooms"),
        ("It cost $4.5 million.", 4_500_000, ""),
        ("It fell by 12.5%.", 12.5, ""),
        ("It has 3 thousand small boats.", 3000, "boats"),
    ],
)
def test_a_numeral_is_read_with_what_it_counts(text: str, value: float, noun: str) -> None:
    (found,) = numerals(text)
    assert (found.value, found.noun) == (value, noun)


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1931.",
        "He is aged 40.",
        "Chapter 12 is long.",
        "Type 2 tests fail.",
        "It was the 5th.",
        "It is 3/4 full.",
        "the two boats",
    ],
)
def test_years_ages_names_and_ordinals_are_no_counts(text: str) -> None:
    assert not numerals(text)


def test_another_value_is_written_in_the_same_way() -> None:
    (money,) = numerals("It cost $4 million.")
    assert money.plain(5_000_000) == "$5 million"
    (word,) = numerals("It has three boats.")
    assert (word.plain(7), word.plain(250)) == ("seven", "250")
    (spelled_share,) = numerals("They gave ten percent of it.")
    assert spelled_share.plain(12) == "twelve percent"
    (share,) = numerals("It fell by 12%.")
    assert share.written(20, comparator="about") == "about 20%"
    assert (spelled(20), spelled(21), spelled(2.5)) == ("twenty", None, None)

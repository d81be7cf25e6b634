"""Numerals of a claim that are neither amounts nor times, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing
from verifier.checks.numerals import compare_numerals, name_around

# claim, evidence, the numerals that the evidence does not give
ABSENT = [
    ("The album is her fourth.", "The album is her fifth.", ["fourth"]),
    ("The album is her fifth.", "The album is her fifth.", []),
    ("The first album sold well.", "The second album sold well.", ["first"]),
    ("The first album sold well.", "The album sold well.", []),
    ("The rocket Saturn 5 flew.", "The rocket Saturn 1 flew.", ["5"]),
    ("The rocket Saturn 5 flew.", "A rocket flew.", []),
    ("It opened in the second half of the season.", "It opened late in the season.", []),
    ("He died before his 85th birthday.", "He lived from 23 June 1925 to 15 May 2010.", []),
    ("He died before his 60th birthday.", "He lived from 23 June 1925 to 15 May 2010.", ["60th"]),
]


@pytest.mark.parametrize(("claim", "evidence", "absent"), ABSENT)
def test_a_numeral_must_stand_in_the_evidence(
    comparing: Comparing, claim: str, evidence: str, absent: list[str]
) -> None:
    found = compare_numerals(comparing.reader(claim, evidence, dated=None))
    assert [one.claim_text for one in found] == absent
    assert all((one.outcome, one.effect) == ("not_comparable", "veto") for one in found)


# text, the numeral, the word that it makes a name with
WORDS = [
    ("The rocket Saturn 5 flew.", "5", "Saturn"),
    ("Fifty Shades sold well.", "Fifty", "Shades"),
    ("Twenty One Pilots played.", "Twenty One", "Pilots"),
    ("Approximately 300 million AK-47 were made.", "Approximately 300 million", None),
    ("The town has 12 trees.", "12", None),
    ("The town has twelve Oaks.", "twelve", None),
]


@pytest.mark.parametrize(("text", "numeral", "name"), WORDS)
def test_a_numeral_may_be_a_part_of_a_name(text: str, numeral: str, name: str | None) -> None:
    at = text.index(numeral)
    assert name_around(text, at, at + len(numeral)) == name

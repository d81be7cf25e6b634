"""Numbers that the evidence gives in another way, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing
from verifier.checks.given import is_given, listed
from verifier.checks.intervals import Amount

# value, unit, evidence, whether the evidence gives it
GIVEN = [
    (53_000, "unit", "The shop sold 53,000 copies.", True),
    (53_000, "unit", "The shop sold 35,000 copies.", False),
    (3, "politician", "Ann Ode, Bo Holm, and Cy Berg came.", True),
    (4, "politician", "Ann Ode, Bo Holm, and Cy Berg came.", False),
    (2, "label", "Labels: Harbour, Tower.", True),
    (2, "label", "Studios: Harbour, Tower.", False),
    (2, "brother", "Relatives: Ann Ode, Bo Ode.", True),
    (3, "percent", "Ann Ode, Bo Holm, and Cy Berg came.", False),
    (1, "tree", "It rained.", True),
    (4, "tree", "The town has four bridges.", False),
    (4, "tree", "The four came back.", True),
    (5, "year", "It opened in 1990 and closed in 1995.", True),
]


@pytest.mark.parametrize(("value", "unit", "evidence", "given"), GIVEN)
def test_a_number_may_be_given_in_another_way(
    comparing: Comparing, value: float, unit: str, evidence: str, *, given: bool
) -> None:
    amount = Amount(value, value, rough=False, slack=0.0, counts=True)
    reader = comparing.reader("It was so.", evidence, dated=None)
    assert is_given(reader, amount, unit, after="", countable=True) == given


def test_lists_are_not_counted_where_another_number_is_told(comparing: Comparing) -> None:
    amount = Amount(3, 3, rough=False, slack=0.0, counts=True)
    reader = comparing.reader("It was so.", "Ann Ode, Bo Holm, and Cy Berg came.", dated=None)
    assert not is_given(reader, amount, "politician", after="", countable=False)


def test_years_in_parentheses_are_a_list(comparing: Comparing) -> None:
    (sentence,) = comparing.reader("So.", "Her films are Tide (1990), Ebb (1994) and Flow (1999).").sentences
    assert 3 in listed(sentence, frozenset(), people=False)

"""The amounts of a sentence and of a claim, as they are compared."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing
from verifier.checks.found import in_sentence, of_claim, quantities_of

# sentence, (low, high, unit, per, change) of each amount
AMOUNTS = [
    ("The firm pumps 40,000 barrels a day.", [(40_000, 40_000, "barrel", "day", None)]),
    ("Rents rose by 5 percent.", [(5, 5, "percent", None, "by")]),
    ("None of the passengers died.", [(0, 0, "passenger", None, None)]),
    ("Any of the 12 judges may ask.", []),
]


@pytest.mark.parametrize(("text", "amounts"), AMOUNTS)
def test_amounts_carry_unit_base_and_part(comparing: Comparing, text: str, amounts: list[tuple[object, ...]]) -> None:
    (sentence,) = comparing.reader("So.", text).sentences
    found = [(one.amount.low, one.amount.high, one.unit, one.per, one.change) for one in in_sentence(sentence)]
    assert found == amounts


# claim, the rounding that its number shows, whether it counts things
ROUNDINGS = [
    ("The town has 2,000 trees.", 200.0, False),
    ("The town has 2,174 trees.", 0.5, False),
    ("The town has 12 trees.", 0.0, True),
    ("The tax takes 5 percent.", 0.5, False),
    ("The town has more than 2,000 trees.", 0.0, False),
]


@pytest.mark.parametrize(("claim", "slack", "counts"), ROUNDINGS)
def test_a_number_shows_its_rounding(comparing: Comparing, claim: str, slack: float, *, counts: bool) -> None:
    reader = comparing.reader(claim, "It rained.")
    (one,) = [of_claim(reader, quantity) for quantity in quantities_of(reader)]
    assert (one.amount.slack, one.amount.counts) == (slack, counts)


def test_a_decade_is_no_amount(comparing: Comparing) -> None:
    assert quantities_of(comparing.reader("In the 90's the painter began.", "It rained.")) == ()


def test_what_stands_beside_an_amount_is_kept(comparing: Comparing) -> None:
    (sentence,) = comparing.reader("So.", "The town has 12 old trees.").sentences
    (one,) = in_sentence(sentence)
    assert (one.before, one.after, one.place.text) == ("The town has ", " old trees.", "12")

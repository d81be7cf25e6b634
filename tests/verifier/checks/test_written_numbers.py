"""Numbers as medical journals, headlines and authors from other countries write them."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing

SAME = [
    ("The survey found 3.1 million cases of asthma.", "The survey found 3·1 million cases of asthma."),
    ("The trial enrolled 132,000 adults.", "The trial enrolled 132 000 adults."),
    ("The trial enrolled 132,450 adults.", "The trial enrolled 132\u202f450 adults."),
    ("Wolves were heard up to 20 feet away.", "Wolves were heard 5 m away from the fence."),
    ("The culture is ready in half an hour or 30 minutes.", "The culture is ready 30 min after mixing."),
    ("One in five nurses left the clinic.", "21% of nurses left the clinic."),
]


@pytest.mark.parametrize(("claim", "evidence"), SAME)
def test_a_number_is_the_same_however_it_is_written(claim: str, evidence: str, comparing: Comparing) -> None:
    first = comparing.named("quantity", claim, evidence)[-1]

    assert first.outcome in {"match", "within_rounding"}


def test_another_number_with_a_raised_point_is_contradicted(comparing: Comparing) -> None:
    claim = "The survey found 3.1 million cases of asthma."

    [check] = comparing.named("quantity", claim, "The survey found 9·8 million cases of asthma.")

    assert check.outcome == "contradicted"


def test_a_quotation_mark_before_a_percentage_makes_no_year_of_it(comparing: Comparing) -> None:
    evidence = "The company called the gel more than 90 percent effective."

    assert not comparing.named("date", "The company called the gel '90 % effective'.", evidence)

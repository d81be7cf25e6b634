"""What only says how sure a number is never bears out another number, and never stands against one."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing
from verifier.checks.margins import margins, without_sureness

MARGINS = [
    ("The share was 44% (95% CI, 25-69%).", ["95% ", "CI, 25-69%"]),
    ("Use was lower (0.29 vs 0.44 mg; P =.03).", ["P =.03"]),
    ("It grew by 22.3% (20.5% to 24.3%).", ["(20.5% to 24.3%)"]),
    ("The mean was 24.0 (SD 3.1).", ["SD 3.1"]),
    ("The ship sank in 1912 (42 of 90 survived).", []),
    ("The park has 95 ponds and 12 paths.", []),
]


@pytest.mark.parametrize(("text", "expected"), MARGINS)
def test_margins_are_found_where_they_are_written(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in margins(text)] == expected


def test_an_end_of_an_interval_bears_nothing_out(comparing: Comparing) -> None:
    [check] = comparing.named(
        "quantity", "An estimated 66 percent of cases were mild.", "In all, 44% (95% CI, 25-69%) of cases were mild."
    )

    assert check.effect == "veto"


def test_an_end_of_an_interval_stands_against_nothing(comparing: Comparing) -> None:
    [check] = comparing.named(
        "quantity", "In all, 67% of cases were mild.", "Of the cases 67% were mild, and 22% (20% to 24%) were not."
    )

    assert check.outcome == "match"


def test_a_level_of_confidence_is_no_value() -> None:
    assert without_sureness("a (95% CI, 2)") == "a (    CI, 2)"

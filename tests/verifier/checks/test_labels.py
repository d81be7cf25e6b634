"""Numbers that are part of a name count nothing, and another number makes another name."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing

UNNAMED = [
    ("Masks slow the spread of coronavirus disease 2019.", "Masks slow the spread of the new infection."),
    ("Smokers are more at risk of 2019-nCoV.", "Smokers are more at risk of the new virus."),
    ("The gel was tried in a phase 2b/3 study.", "The gel was tried in a study of sixty nurses."),
    ("The old drug slows coronavirus 2 in cells.", "The old drug slows the virus in cells."),
    ("The university builds the sensor with 3m.", "3M builds the sensor with the university."),
]


def _vetoed(comparing: Comparing, claim: str, evidence: str) -> bool:
    return any(check.effect == "veto" for check in comparing.checks(claim, evidence, dated=None))


@pytest.mark.parametrize(("claim", "evidence"), UNNAMED)
def test_a_thing_may_be_called_without_its_number(claim: str, evidence: str, comparing: Comparing) -> None:
    assert not _vetoed(comparing, claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The old drug slows coronavirus 4 in cells.", "The old drug slows coronavirus 2 in cells."),
        ("The gel was tried in a phase 3 study.", "The gel was tried in a phase 1 study."),
        ("The university built the sensor in 2019.", "The university built the sensor in 2011."),
        ("The clinic keeps a virus 12 laboratories asked for.", "The clinic keeps a virus."),
    ],
)
def test_another_number_is_another_thing(claim: str, evidence: str, comparing: Comparing) -> None:
    assert _vetoed(comparing, claim, evidence)

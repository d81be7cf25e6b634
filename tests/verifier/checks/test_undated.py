"""Dates that the evidence has no occasion to give: the year of a month, the day on which a study came out."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing
from verifier.checks import compare

UNDATED = [
    ("The fever spread faster in March 2020.", "From January 2020 on there was fever. It spread faster during March."),
    ("In June, a study found that the gel heals burns.", "We found that the gel heals burns."),
    ("In a study posted online on July 17, the gel healed burns.", "The gel healed burns."),
    ("In a July 21 report the gel healed burns.", "The gel healed burns."),
]

DATED = [
    ("The fever spread faster in May 2020.", "The fever spread faster during March."),
    ("The fever spread faster in March 2020.", "The fever spread faster in March, as in April 2014."),
    ("The fever spread faster in March 2020.", "The fever spread faster during March."),
    ("The fever spread faster in March 2020.", "The fever spread faster."),
    ("In a study posted online on July 17, the gel healed burns.", "In a study of May 3, the gel healed burns."),
    ("In June, a bridge to the island was opened.", "A bridge to the island was opened."),
]


def _vetoed(comparing: Comparing, claim: str, evidence: str) -> bool:
    claimed, parsed = comparing.claim(claim, as_of=None), comparing.english.parse(evidence)
    return any(check.effect == "veto" for check in compare(claimed, claim, parsed, evidence_date=None))


@pytest.mark.parametrize(("claim", "evidence"), UNDATED)
def test_a_date_that_evidence_need_not_give_is_no_veto(claim: str, evidence: str, comparing: Comparing) -> None:
    assert not _vetoed(comparing, claim, evidence)


@pytest.mark.parametrize(("claim", "evidence"), DATED)
def test_a_date_that_is_another_or_left_out_is_vetoed(claim: str, evidence: str, comparing: Comparing) -> None:
    assert _vetoed(comparing, claim, evidence)

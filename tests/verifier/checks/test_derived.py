"""Amounts that the evidence bears out in another way than by the same number of the same kind."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing

DERIVED = [
    ("By May millions of people had the fever.", "By May 5,556,679 cases of fever had been confirmed."),
    ("Almost 25,000 pigs died on the farms.", "The deaths of 24,693 piglets on the farms were counted."),
    ("The rash is most common in individuals from 16 to 24.", "The rash is most common at 16-24 years of age."),
    ("The pill cuts the risk of stroke by a third.", "The pill had a hazard ratio for stroke of 0.69 (0.56-0.84)."),
    ("Smoking raises the risk by 40 percent.", "For smokers the odds ratio was 1.40."),
    ("He wrote for ten years.", "He had a decade of writing behind him."),
    ("Anna joined the crew after turning 22.", "Anna: born 1960. Crew: 1982-1990."),
    ("The film earned over a million dollars.", "The film earned $3 million."),
    ("The town has a density of 9,800 people.", "The town has a density of 9,700 people."),
    ("The band was under more than three labels.", "Labels: Bluebird, Northgate, Low Tide, Parrot."),
    ("Ben was fifteen years older than Anna.", "Ben was 36 years old and Anna 21 years old."),
]

ELSEWHERE = [
    ("By May millions of people had the fever.", "By May 5,556 cases of fever had been confirmed."),
    ("Almost 25,000 pigs died on the farms.", "The deaths of 14,693 piglets on the farms were counted."),
    ("The rash is most common in individuals from 16 to 24.", "The rash is most common at 30-39 years of age."),
    ("The pill cuts the risk of stroke by a third.", "The pill had a hazard ratio for stroke of 0.92 (0.56-0.67)."),
    ("The pill raises the risk of stroke by 31 percent.", "The pill had a hazard ratio for stroke of 0.69."),
    ("He wrote for ten years.", "He had a century of writing behind him."),
    ("Anna joined the crew after turning 32.", "Anna: born 1960. Crew: 1982-1990."),
    ("The film earned over a million dollars.", "The film earned $305."),
    ("The town has a density of 9,800 people.", "The town has a density of 8,100 people."),
    ("The band was under more than six labels.", "Labels: Bluebird, Northgate, Low Tide, Parrot."),
    ("Ben was nine years older than Anna.", "Ben was 36 years old and Anna 21 years old."),
]


def _vetoed(comparing: Comparing, claim: str, evidence: str) -> bool:
    return any(check.effect == "veto" for check in comparing.checks(claim, evidence, dated=None))


@pytest.mark.parametrize(("claim", "evidence"), DERIVED)
def test_what_follows_from_the_evidence_keeps_its_support(claim: str, evidence: str, comparing: Comparing) -> None:
    assert not _vetoed(comparing, claim, evidence)


@pytest.mark.parametrize(("claim", "evidence"), ELSEWHERE)
def test_what_does_not_follow_is_vetoed(claim: str, evidence: str, comparing: Comparing) -> None:
    assert _vetoed(comparing, claim, evidence)


def test_counting_on_from_three_is_not_against_four(comparing: Comparing) -> None:
    [check, *_] = comparing.named(
        "quantity", "The headline has at least four qualities.", "The headline has three qualities until the fourth."
    )

    assert check.outcome != "contradicted"

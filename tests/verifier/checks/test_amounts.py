"""Amounts of a claim against evidence, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import SATURDAY, Comparing
from verifier.checks.amounts import compare_quantities
from verifier.checks.reader import Reader, sentence_of
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

# claim, evidence, outcome of the claim's first quantity, what the evidence says
QUANTITIES = [
    ("The agency sent letters to more than 2,000 migrants.", "ICE sent letters to 2,174 migrants.", "match", "2,174"),
    (
        "The agency sent letters to 2,000 migrants.",
        "The agency sent letters to 20,000 migrants.",
        "contradicted",
        "20,000",
    ),
    (
        "The agency sent letters to about 2,000 migrants.",
        "The agency wrote letters to 2,100 migrants.",
        "within_rounding",
        "2,100",
    ),
    (
        "The agency sent letters to 2,000 migrants.",
        "The agency sent letters to 2,174 migrants.",
        "within_rounding",
        "2,174",
    ),
    (
        "The agency sent letters to 2,000 migrants.",
        "The agency sent letters to 2,400 migrants.",
        "contradicted",
        "2,400",
    ),
    (
        "The agency sent letters to more than 2,000 migrants.",
        "The agency sent letters to 1,200 migrants.",
        "contradicted",
        "1,200",
    ),
    (
        "The agency sent letters to more than 2,000 migrants.",
        "The agency sent letters to 20,000 migrants.",
        "not_comparable",
        "20,000",
    ),
    (
        "The agency sent letters to 2,000 migrants.",
        "The agency sent letters to more than 2,000 migrants.",
        "within_rounding",
        "more than 2,000",
    ),
    (
        "The agency sent letters to 20,000 migrants.",
        "The agency sent letters to more than 2,000 migrants.",
        "not_comparable",
        "more than 2,000",
    ),
    (
        "The drug works in between 80 % and 90 % of patients.",
        "The drug works in 85 %, 86 % and 89.4 % of patients.",
        "match",
        "89.4 %",
    ),
    (
        "The drug works in 85 %, 86 % and 89.4 % of patients.",
        "The drug works in between 80 % and 90 % of patients.",
        "match",
        "between 80 % and 90 %",
    ),
    (
        "The drug works in between 80 % and 90 % of patients.",
        "The drug works in 45 % of patients.",
        "contradicted",
        "45 %",
    ),
    ("The country has 67 million people.", "The country has 999 million people.", "contradicted", "999 million"),
    ("The country has 67 million people.", "The country has 67,000,000 people.", "match", "67,000,000"),
    (
        "Two thirds of voters backed the plan.",
        "The plan was backed by 67 percent of voters.",
        "within_rounding",
        "67 percent",
    ),
    (
        "Two thirds of voters backed the plan.",
        "The plan was backed by 40 percent of voters.",
        "contradicted",
        "40 percent",
    ),
    ("Half of the members resigned.", "50 percent of the members resigned.", "match", "50 percent"),
    ("Half of the members resigned.", "15 percent of the members resigned.", "contradicted", "15 percent"),
    ("One in ten adults cannot read.", "10 percent of adults cannot read.", "match", "10 percent"),
    ("The road is 1,200 kilometers long.", "The road is 745 miles long.", "within_rounding", "745 miles"),
    ("The road is 1,200 kilometers long.", "The road is 1,200 miles long.", "contradicted", "1,200 miles"),
    ("The trial lasted three years.", "The trial lasted 36 months.", "match", "36 months"),
    ("The trial lasted three years.", "The trial lasted eight months.", "contradicted", "eight months"),
    ("The farm covers 100 hectares.", "The farm covers one square kilometer.", "match", "one square kilometer"),
    ("The bridge cost $1.2 billion.", "The bridge cost 1,200 million dollars.", "match", "1,200 million dollars"),
    ("The bridge cost $1.2 billion.", "The bridge cost $1.24 billion.", "within_rounding", "$1.24 billion"),
    ("The bridge cost $1.2 billion.", "The bridge cost $12 billion.", "contradicted", "$12 billion"),
    ("The bridge cost $1.2 billion.", "The bridge cost €1.2 billion.", "not_comparable", None),
    ("The bridge cost $1.2 billion.", "The bridge cost 12 workers their lives.", "not_comparable", None),
    ("The bridge cost 90 cents to cross.", "The bridge cost $0.90 to cross.", "match", "$0.90"),
    ("No one was injured in the fire.", "12 people were injured in the fire.", "contradicted", "12"),
    ("None of the passengers died in the crash.", "Three passengers died in the crash.", "contradicted", "Three"),
    ("12 people were injured in the fire.", "No one was injured in the fire.", "contradicted", "No one"),
    ("12 people were injured in the fire.", "None of the 12 people were injured in the fire.", "contradicted", "None"),
    ("12 people were arrested.", "Police arrested several people; no one was injured.", "not_comparable", "no one"),
    ("The fire killed 12 people.", "The fire killed 12 people.", "match", "12"),
    ("The fire killed twelve people.", "The fire killed a dozen people.", "match", "a dozen"),
    ("The fire killed 12 people.", "The fire killed 13 people.", "contradicted", "13"),
    ("The fire killed at least 12 people.", "The fire killed 15 people.", "match", "15"),
    ("The fire killed at least 12 people.", "The fire killed nine people.", "contradicted", "nine"),
    ("The fire killed fewer than 12 people.", "The fire killed 15 people.", "contradicted", "15"),
    ("The fire killed up to 40 people.", "The fire killed 35 people.", "match", "35"),
    ("The fire killed 12 people.", "The fire killed 12 migrants.", "match", "12"),
    ("The fire killed 12 people.", "The fire killed 30 migrants.", "not_comparable", "30"),
    ("The fire killed dozens of people.", "The fire killed 47 people.", "match", "47"),
    ("The fire killed hundreds of people.", "The fire killed 12 people.", "contradicted", "12"),
    ("The fire killed 12 people.", "The fire broke out in a hotel.", "not_comparable", None),
    ("The fire killed 12 people.", "Officials counted 40 people at a concert.", "not_comparable", "40"),
    ("Twelve people died and 30 were injured.", "Twelve people died in the crash.", "match", "Twelve"),
    ("The Houston police arrested 12 people.", "The Dallas police arrested 30 people.", "not_comparable", "30"),
    ("In 2018, 12 people died in floods.", "In 2015, 30 people died in floods.", "not_comparable", "30"),
    ("Unemployment rose to 5 percent.", "Unemployment rose 2 percent.", "not_comparable", "2 percent"),
    ("Unemployment rose to 5 percent.", "Unemployment rose to 9 percent.", "contradicted", "9 percent"),
    ("Unemployment rose to 5 percent.", "Unemployment rose from 4 to 5 percent.", "match", "5 percent"),
    ("The tax takes 5 percent of wages.", "The tax takes 9 percent of profits.", "not_comparable", "9 percent"),
    (
        "The firm pumps 40,000 barrels a day.",
        "The firm pumps 14 million barrels a year.",
        "not_comparable",
        "14 million barrels",
    ),
    ("The firm pumps 40,000 barrels a day.", "The firm pumps 90,000 barrels a day.", "contradicted", "90,000 barrels"),
    (
        "The union won two awards.",
        "The union was nominated for eight awards, with two wins.",
        "not_comparable",
        "eight",
    ),
    ("The painter died at age 29.", "He died at age 27.", "contradicted", "27"),
    (
        "Rents rose 85 percent in the capital.",
        "Rents rose 85.2 percent in the capital.",
        "within_rounding",
        "85.2 percent",
    ),
    (
        "Rents rose 85 percent in the capital.",
        "Rents rose by two percentage points in the capital.",
        "not_comparable",
        None,
    ),
    (
        "The vote was watched by 45 groups.",
        "The vote was watched by 14 foreign and 31 local groups.",
        "not_comparable",
        "14",
    ),
    ("The council has 51 seats.", "The council has 51 seats and 400 employees.", "match", "51"),
    ("The council has 400 seats.", "The council has 51 seats and 400 employees.", "not_comparable", "51"),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome", "said"), QUANTITIES)
def test_a_quantity_stands_so_to_the_evidence(
    comparing: Comparing, claim: str, evidence: str, outcome: str, said: str | None
) -> None:
    first = next(check for check in comparing.checks(claim, evidence) if check.name == "quantity")
    assert (first.outcome, first.evidence_text) == (outcome, said)


# claim, evidence, why the number is not the claim's though it is the same
EXCLUDED = [
    ("Clerks earn $15 an hour.", "Clerks earn $15 a day.", "which is another rate"),
    ("The firm makes 90 cars per hour.", "The firm makes 90 cars per day.", "which is another rate"),
    ("Rents rose by 5 percent.", "Rents rose to 5 percent.", "which is what a change led to"),
    ("Rents rose to 5 percent.", "Rents rose by 5 percent.", "which is the change itself"),
    ("Rents fell to 5 percent.", "Rents fell from 5 percent.", "which is what a change began from"),
]


@pytest.mark.parametrize(("claim", "evidence", "why"), EXCLUDED)
def test_the_same_number_over_something_else_or_in_another_part_of_a_change_is_vetoed(
    comparing: Comparing, claim: str, evidence: str, why: str
) -> None:
    (check,) = comparing.named("quantity", claim, evidence)
    assert (check.outcome, check.effect) == ("not_comparable", "veto")
    assert check.detail.endswith(why)


def test_a_number_that_tells_no_base_may_be_over_any(comparing: Comparing) -> None:
    (check,) = comparing.named("quantity", "The firm pumps 40,000 barrels a day.", "The firm pumps 40,000 barrels.")
    assert (check.outcome, check.effect) == ("match", "none")


def test_the_detail_names_both_texts(comparing: Comparing) -> None:
    (check,) = comparing.checks(
        "The agency sent letters to 2,000 migrants.", "The agency sent letters to 20,000 migrants."
    )
    assert check.detail == "claim says 2,000, evidence says 20,000"


def test_an_agreement_anywhere_wins_over_a_contradiction(comparing: Comparing) -> None:
    evidence = "The fire killed 30 people, early reports said. The fire killed 12 people, the coroner said."
    (check,) = comparing.checks("The fire killed 12 people.", evidence)
    assert (check.outcome, check.evidence_text) == ("match", "12")


def test_an_amount_that_agrees_with_one_of_the_claim_contradicts_no_other(comparing: Comparing) -> None:
    claim = "The crash killed 12 passengers and injured 30 passengers."
    first, second = comparing.checks(claim, "The crash killed 12 passengers and injured many.")
    assert (first.outcome, second.outcome) == ("match", "not_comparable")


def test_a_sentence_that_says_hardly_anything_but_the_claim_contradicts_it(comparing: Comparing) -> None:
    claim = (
        "Norland, facing new tariffs on its ships, agreed to send 6,000 soldiers to its border with Sudland in order "
        "to slow the flow of travellers toward the north."
    )
    (found,) = comparing.named("quantity", claim, "Norland will send 3,000 soldiers to its border with Sudland.")
    assert (found.outcome, found.evidence_text) == ("contradicted", "3,000")


@pytest.mark.parametrize("denial", ["That is not correct.", "That isn’t true.", "That's not true.", "It was false."])
@pytest.mark.parametrize("first", [0, 2])
def test_what_the_next_sentence_denies_does_not_bear_a_number_out(
    denial: str, first: int, comparing: Comparing
) -> None:
    claim = "Norland agreed to send 6,000 soldiers to its border."
    passage = (
        f"Newspapers have said that Norland agreed to send 6,000 soldiers to its border. {denial} Norland agreed to "
        "send 3,000 soldiers to its border."
    )
    whole = comparing.english.parse(passage)
    read = Reader(
        comparing.claim(claim),
        claim,
        tuple(sentence_of(one, SATURDAY) for one in whole[first:]),
        tuple(sentence_of(one, SATURDAY) for one in whole[:first]),
    )
    (found,) = compare_quantities(read)
    assert (found.outcome, found.evidence_text) == ("contradicted", "3,000")


def test_a_number_that_is_written_out_in_the_claim_stands_against_no_other_of_it(comparing: Comparing) -> None:
    article = "The agency wrote to more than 1,800 captains. Fewer than 50 of those captains came to Oslo."
    claim = ClaimExtractor(comparing.english).extract(Article(article)).claims[-1]
    assert claim.text == "Fewer than 50 of the more than 1,800 captains came to Oslo."
    evidence = comparing.english.parse("The agency asked more than 1,800 captains to come to Oslo.")
    told = tuple(comparing.english.parse(claim.text))
    read = Reader(claim, article, tuple(sentence_of(one, SATURDAY) for one in evidence), claim_sentences=told)
    assert [check.outcome for check in compare_quantities(read)] == ["not_comparable"]


def test_the_day_of_a_date_in_the_claim_is_no_amount_of_it(comparing: Comparing) -> None:
    claim = "Oslo sold 15 ships to Bergen on June 20, 2019."
    (found,) = comparing.named("quantity", claim, "Oslo sold 20 ships to Bergen on June 20, 2019.")
    assert (found.outcome, found.evidence_text) == ("contradicted", "20")

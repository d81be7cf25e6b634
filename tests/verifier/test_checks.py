"""Amounts, dates and modality of a claim against evidence, one case a row."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.english import EnglishPipeline
from verifier.checks import compare
from verifier.claims.quantities import find_quantities
from verifier.claims.times import find_times
from verifier.types import Check, Claim

SATURDAY = date(2019, 6, 22)

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

# claim, evidence, outcome of the claim's first time, what the evidence says
DATES = [
    ("The bridge was opened in 2015.", "The bridge was opened on June 3, 2015.", "match", "June 3, 2015"),
    ("The bridge was opened in 2015.", "The bridge was opened in 2016.", "contradicted", "2016"),
    ("The bridge was opened on June 3, 2015.", "The bridge was opened in 2015.", "not_comparable", "2015"),
    ("The bridge was opened in May 2015.", "The bridge was opened in May 1995.", "contradicted", "May 1995"),
    ("The bridge was opened in 2015.", "The bridge collapsed in 2016.", "not_comparable", "2016"),
    ("The bridge was opened in 2015.", "The bridge is long.", "not_comparable", None),
    ("The bridge closed in 2010.", "The bridge was opened in 1950 and closed in 2005.", "contradicted", "2005"),
    ("The bridge was opened on Friday.", "The bridge was opened on Thursday.", "not_comparable", "Thursday"),
    ("The bridge was opened on Friday.", "The bridge was opened yesterday.", "match", "yesterday"),
    ("The bridge was opened in Paris in 2015.", "The bridge was opened in Rome in 2016.", "not_comparable", "2016"),
    ("In 2018, 12 people died in floods.", "In 2015, 30 people died in floods.", "not_comparable", "2015"),
    ("The mayor has served since 2010.", "The mayor served in 2014.", "not_comparable", "2014"),
    ("The mayor was elected between 2010 and 2014.", "The mayor was elected in 2012.", "match", "2012"),
    (
        "The film Split (2016) was shot in Ohio.",
        "The film Split was shot in Ohio in November 2015.",
        "not_comparable",
        "November 2015",
    ),
]

# claim, evidence, outcome of the check of modality (None: no check), the evidence's word
MODALITY = [
    (
        "The mayor took bribes from builders.",
        "The mayor denied that he took bribes from builders.",
        "contradicted",
        "denied",
    ),
    ("The mayor took bribes from builders.", "The mayor took bribes from builders, a court found.", None, None),
    (
        "The mayor took bribes from builders.",
        "The mayor allegedly took bribes from builders.",
        "not_comparable",
        "allegedly",
    ),
    ("The city built a stadium.", "The city plans to build a stadium.", "not_comparable", "plans to"),
    ("The city built a stadium.", "The city proposed building a stadium.", "not_comparable", "proposed"),
    ("The city plans to build a stadium.", "The city intends to build a stadium.", None, None),
    ("The vaccine causes fever.", "The vaccine may cause fever.", "not_comparable", "may"),
    ("The vaccine causes fever.", "In May the vaccine caused fever.", None, None),
    (
        "The vaccine causes fever.",
        "There is no evidence that the vaccine causes fever.",
        "contradicted",
        "no evidence that",
    ),
    (
        "The mayor took bribes from builders.",
        "The mayor denied him entry. The mayor took bribes from builders.",
        None,
        None,
    ),
    ("The mayor took bribes from builders.", "The governor denied a report on schools.", None, None),
]


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


def _claim(english: EnglishPipeline, text: str) -> Claim:
    sentences = english.parse(text)
    quantities = tuple(found for sentence in sentences for found in find_quantities(sentence))
    times = tuple(found for sentence in sentences for found in find_times(sentence, reference=SATURDAY))
    return Claim(text, None, text, 0.5, "factual", None, quantities, times)


def _checks(english: EnglishPipeline, claim: str, evidence: str) -> tuple[Check, ...]:
    return compare(_claim(english, claim), claim, english.parse(evidence), evidence_date=SATURDAY)


@pytest.mark.parametrize(("claim", "evidence", "outcome", "said"), QUANTITIES)
def test_a_quantity_stands_so_to_the_evidence(
    english: EnglishPipeline, claim: str, evidence: str, outcome: str, said: str | None
) -> None:
    first = next(check for check in _checks(english, claim, evidence) if check.name == "quantity")
    assert (first.outcome, first.evidence_text) == (outcome, said)


@pytest.mark.parametrize(("claim", "evidence", "outcome", "said"), DATES)
def test_a_date_stands_so_to_the_evidence(
    english: EnglishPipeline, claim: str, evidence: str, outcome: str, said: str | None
) -> None:
    first = next(check for check in _checks(english, claim, evidence) if check.name == "date")
    assert (first.outcome, first.evidence_text) == (outcome, said)


@pytest.mark.parametrize(("claim", "evidence", "outcome", "said"), MODALITY)
def test_modality_stands_so_to_the_evidence(
    english: EnglishPipeline, claim: str, evidence: str, outcome: str | None, said: str | None
) -> None:
    found = [check for check in _checks(english, claim, evidence) if check.name == "modality"]
    assert [(check.outcome, check.evidence_text) for check in found] == ([] if outcome is None else [(outcome, said)])


def test_the_detail_names_both_texts(english: EnglishPipeline) -> None:
    (check,) = _checks(
        english, "The agency sent letters to 2,000 migrants.", "The agency sent letters to 20,000 migrants."
    )
    assert check.detail == "claim says 2,000, evidence says 20,000"


def test_an_agreement_anywhere_wins_over_a_contradiction(english: EnglishPipeline) -> None:
    evidence = "The fire killed 30 people, early reports said. The fire killed 12 people, the coroner said."
    (check,) = _checks(english, "The fire killed 12 people.", evidence)
    assert (check.outcome, check.evidence_text) == ("match", "12")


def test_an_amount_that_agrees_with_one_of_the_claim_contradicts_no_other(english: EnglishPipeline) -> None:
    claim = "The crash killed 12 passengers and injured 30 passengers."
    first, second = _checks(english, claim, "The crash killed 12 passengers and injured many.")
    assert (first.outcome, second.outcome) == ("match", "not_comparable")


def test_each_quantity_and_time_of_the_claim_gets_a_check_in_order(english: EnglishPipeline) -> None:
    claim = "In 2018 the fire killed 12 people and burned 40 houses."
    checks = _checks(english, claim, "The dog slept.")
    assert [(check.name, check.claim_text) for check in checks] == [
        ("quantity", "12"),
        ("quantity", "40"),
        ("date", "2018"),
    ]
    assert {check.evidence_text for check in checks} == {None}


def test_relative_dates_of_undated_evidence_are_not_compared(english: EnglishPipeline) -> None:
    claim = _claim(english, "The bridge was opened on Friday.")
    (check,) = compare(claim, claim.text, english.parse("The bridge was opened yesterday."), evidence_date=None)
    assert (check.outcome, check.evidence_text) == ("not_comparable", None)


def test_spans_of_a_claim_are_read_in_its_article(english: EnglishPipeline) -> None:
    article = "A headline.\n\nThe agency sent letters to more than 2,000 migrants."
    quantities = tuple(found for sentence in english.parse(article) for found in find_quantities(sentence))
    text = "ICE sent letters to more than 2,000 migrants."
    claim = Claim(text, None, text, 0.5, "factual", None, quantities)
    (check,) = compare(claim, article, english.parse("ICE sent letters to 2,174 migrants."), evidence_date=None)
    assert (check.outcome, check.claim_text) == ("match", "more than 2,000")


def test_evidence_texts_are_verbatim_also_late_in_a_text(english: EnglishPipeline) -> None:
    evidence = "One thing first.\n\nThe drug works in “between 80 % and 90 %” of patients."
    (check,) = _checks(english, "The drug works in 85 % of patients.", evidence)
    assert check.evidence_text == "between 80 % and 90 %"


def _words_of(part: str, whole: str) -> list[str]:
    """The words of a part as they stand in the whole, white space apart; no words where it is not in it."""
    return part.split() if " ".join(part.split()) in " ".join(whole.split()) else []


_TEXTS = st.lists(
    st.sampled_from(
        [
            "The fire killed",
            "12",
            "no one",
            "in 2015",
            "nobody",
            "denied",
            "$5",
            "people",
            "percent",
            "half",
            "on Friday",
            ".",
        ]
    )
    | st.text(max_size=6),
    max_size=10,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS)
def test_any_texts_give_verbatim_checks(english: EnglishPipeline, claim: str, evidence: str) -> None:
    if not claim.strip():
        return
    for check in _checks(english, claim, evidence):
        assert check.claim_text in claim
        assert check.evidence_text is None or check.evidence_text.split() == _words_of(check.evidence_text, evidence)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_exact_amounts_agree_when_equal_and_differ_when_far(english: EnglishPipeline, first: int, second: int) -> None:
    claim, evidence = f"The city counted {first:,} trees.", f"The city counted {second:,} trees."
    (check,) = [one for one in _checks(english, claim, evidence) if one.name == "quantity"]
    if first == second:
        assert check.outcome == "match"
    elif abs(first - second) > 0.2 * max(first, second):
        assert check.outcome == "contradicted"
    else:
        assert check.outcome in {"within_rounding", "not_comparable", "contradicted"}


# claim, evidence, whether what the claim says of a number or a date takes support away
VETOES = [
    ("The album is her fourth.", "The album is her fifth.", True),
    ("The album is her fifth.", "The album is her fifth.", False),
    ("The painter was born in March 1701.", "The painter (28 January 1701 - 13 February 1774) was French.", True),
    ("The painter was born in 1774.", "The painter (28 January 1701 - 13 February 1774) was French.", True),
    ("The painter died in 1774.", "The painter (28 January 1701 - 13 February 1774) was French.", False),
    ("The mayor ruled from 1994 to 2001.", "The mayor ruled from 1994 to 1999.", True),
    ("The mayor ruled in 1996.", "The mayor ruled from 1994 to 1999.", False),
    ("The army sent 6,000 soldiers.", "The army sent 3,000 troops.", True),
    ("The shop sold 53,000 units in a week.", "The shop sold 53,000 copies in a week.", False),
    ("The bridge was opened in 2015.", "The bridge was opened with a parade.", True),
    ("The city built a stadium.", "The city plans to build a stadium.", True),
    ("The rocket Saturn 5 flew.", "The rocket Saturn 1 flew.", True),
]


@pytest.mark.parametrize(("claim", "evidence", "vetoed"), VETOES)
def test_what_the_evidence_does_not_give_is_not_supported(
    english: EnglishPipeline, claim: str, evidence: str, vetoed: bool
) -> None:
    assert any(check.effect == "veto" for check in _checks(english, claim, evidence)) == vetoed


def test_spans_slice_back_to_the_texts_of_a_check(english: EnglishPipeline) -> None:
    claim, evidence = "In 2018 the fire killed 12 people.", "It was late. In 2018 the fire killed 12 people."
    for check in _checks(english, claim, evidence):
        assert check.claim_span is not None
        assert check.evidence_span is not None
        assert check.claim_span.of(claim) == check.claim_text
        assert check.evidence_span.of(evidence) == check.evidence_text

"""All comparisons of a claim with evidence together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verifier.checks.comparing import Comparing
from verifier.checks import compare
from verifier.claims.quantities import find_quantities
from verifier.types import Claim

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
    comparing: Comparing, claim: str, evidence: str, vetoed: bool
) -> None:
    assert any(check.effect == "veto" for check in comparing.checks(claim, evidence)) == vetoed


def test_each_quantity_and_time_of_the_claim_gets_a_check_in_order(comparing: Comparing) -> None:
    claim = "In 2018 the fire killed 12 people and burned 40 houses."
    checks = comparing.checks(claim, "The dog slept.")
    assert [(check.name, check.claim_text) for check in checks] == [
        ("quantity", "12"),
        ("quantity", "40"),
        ("date", "2018"),
    ]
    assert {check.evidence_text for check in checks} == {None}


def test_spans_of_a_claim_are_read_in_its_article(comparing: Comparing) -> None:
    article = "A headline.\n\nThe agency sent letters to more than 2,000 migrants."
    quantities = tuple(found for sentence in comparing.english.parse(article) for found in find_quantities(sentence))
    text = "ICE sent letters to more than 2,000 migrants."
    claim = Claim(text, None, text, 0.5, "factual", None, quantities)
    (check,) = compare(
        claim, article, comparing.english.parse("ICE sent letters to 2,174 migrants."), evidence_date=None
    )
    assert (check.outcome, check.claim_text) == ("match", "more than 2,000")


def test_spans_slice_back_to_the_texts_of_a_check(comparing: Comparing) -> None:
    claim, evidence = "In 2018 the fire killed 12 people.", "It was late. In 2018 the fire killed 12 people."
    for check in comparing.checks(claim, evidence):
        assert check.claim_span is not None
        assert check.evidence_span is not None
        assert check.claim_span.of(claim) == check.claim_text
        assert check.evidence_span.of(evidence) == check.evidence_text


def test_evidence_texts_are_verbatim_also_late_in_a_text(comparing: Comparing) -> None:
    evidence = "One thing first.\n\nThe drug works in “between 80 % and 90 %” of patients."
    (check,) = comparing.checks("The drug works in 85 % of patients.", evidence)
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
def test_any_texts_give_verbatim_checks(comparing: Comparing, claim: str, evidence: str) -> None:
    if not claim.strip():
        return
    for check in comparing.checks(claim, evidence):
        assert check.claim_text in claim
        assert check.evidence_text is None or check.evidence_text.split() == _words_of(check.evidence_text, evidence)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_exact_amounts_agree_when_equal_and_differ_when_far(comparing: Comparing, first: int, second: int) -> None:
    claim, evidence = f"The city counted {first:,} trees.", f"The city counted {second:,} trees."
    (check,) = [one for one in comparing.checks(claim, evidence) if one.name == "quantity"]
    if first == second:
        assert check.outcome == "match"
    elif abs(first - second) > 0.2 * max(first, second):
        assert check.outcome == "contradicted"
    else:
        assert check.outcome in {"within_rounding", "not_comparable", "contradicted"}

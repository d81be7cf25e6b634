"""A quotation is set against the words of the evidence: verbatim, altered and how, or not to be found."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.checks import compare
from verifier.checks.quotation import align, compare_quotations
from verifier.types import Claim

SAID = "Ann Ode said: “The port lost forty boats in the storm”."


@pytest.mark.parametrize(
    "evidence",
    [
        "“The port lost forty boats in the storm,” Ode said.",
        'Ode told us: "THE PORT lost forty boats, in the storm."',
        "The port lost forty boats in the storm.",
    ],
)
def test_the_same_words_are_a_match_whatever_their_marks(evidence: str) -> None:
    (check,) = compare_quotations(SAID, evidence)
    assert (check.name, check.outcome, check.effect) == ("attribution", "match", "none")
    assert check.detail == "verbatim in the evidence"
    assert check.claim_text == "The port lost forty boats in the storm"
    assert check.evidence_text is not None
    assert check.evidence_text in evidence


@pytest.mark.parametrize(
    ("evidence", "distance", "difference"),
    [
        ("“The port lost fourteen boats in the storm,” Ode said.", 1, "“forty” for “fourteen”"),
        ("“The port lost nearly forty boats in the storm,” Ode said.", 1, "left out “nearly”"),
        ("“The port lost boats in the storm,” Ode said.", 1, "added “forty”"),
        ("“The port never lost forty boats in a storm,” Ode said.", 2, "left out “never”"),
    ],
)
def test_what_is_altered_is_told_word_by_word(evidence: str, distance: int, difference: str) -> None:
    (check,) = compare_quotations(SAID, evidence)
    assert (check.outcome, check.effect) == ("contradicted", "veto")
    assert check.detail.startswith(f"altered by {distance} words: ")
    assert difference in check.detail


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (SAID, "Rain fell on the island for three days."),
        (SAID, ""),
        ("Ann Ode said: “Forty boats”.", "Forty boats were lost."),
        ("Ann Ode said the port lost forty boats in the storm.", "The port lost forty boats in the storm."),
    ],
)
def test_what_is_not_there_or_no_quotation_is_not_compared(claim: str, evidence: str) -> None:
    assert compare_quotations(claim, evidence) == []


def test_an_omission_that_the_quotation_marks_is_no_alteration() -> None:
    evidence = "“The port, as we all know, lost forty boats in the storm,” Ode said."
    (check,) = compare_quotations("Ode said: “The port ... lost forty boats in the storm”.", evidence)
    assert check.outcome == "match"
    found = align("The port lost forty boats in the storm", evidence)
    assert found is not None
    assert [(one.quoted, one.evidence) for one in found.differences] == [("", "as we all know")]
    assert found.distance == 4


def test_the_nearest_place_of_the_evidence_is_compared() -> None:
    evidence = "The port closed in June. The port lost forty boats. The port lost forty boats in the storm of May."
    found = align("The port lost forty boats in the storm", evidence)
    assert found is not None
    assert evidence[found.start : found.end] == "The port lost forty boats in the storm"


def test_it_stands_beside_the_other_checks(english: EnglishPipeline) -> None:
    claim = Claim(SAID, None, SAID, 0.5, "quotation")
    evidence = english.parse("“The port lost fourteen boats in the storm,” Ode said.")
    (check,) = [one for one in compare(claim, SAID, evidence, evidence_date=None) if one.name == "attribution"]
    assert check.outcome == "contradicted"


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()

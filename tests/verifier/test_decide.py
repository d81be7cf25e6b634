"""The rules from weighed evidence to a label, with reasons a machine can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from models.types import Stance
from tests.verifier.making import (
    CONTRADICTS,
    ENTAILS,
    NEUTRAL,
    candidate,
    check,
    claim,
    counts,
    document,
    gathered,
)
from verifier import reasons
from verifier.decide import Decision, abstain, decide, not_checkable
from verifier.evidence import Candidate
from verifier.explain import explain
from verifier.settings import VerificationSettings
from verifier.types import Check, Claim, Coverage, SentenceKind
from verifier.weighing import Weighed, focus_of, weigh

SETTINGS = VerificationSettings()
CLAIM = "The harbour office sent 2,000 letters."
SAYS = document("says", "The harbour office sent 2,000 letters.", published="2020-01-01", publisher="Post")
DENIES = document("denies", "The harbour office sent no letters.", published="2020-01-02", publisher="Mail")
OTHER = document("other", "The harbour office has a new roof.")


def weighed(*of: tuple[Candidate, Sequence[Check]]) -> list[Weighed]:
    return [weigh(one, focus_of(one, CLAIM, SETTINGS), checks, SETTINGS) for one, checks in of]


def decided(*candidates: Candidate, checks: Sequence[Check] = (), coverage: Coverage | None = None) -> Decision:
    return decide(
        gathered(CLAIM, candidates, coverage=coverage), weighed(*((one, checks) for one in candidates)), SETTINGS
    )


def codes(decision: Decision) -> list[str]:
    return [reason.code for reason in decision.reasons]


def supporting(id_: int = 1) -> Candidate:
    return candidate(SAYS, ENTAILS, id_=id_)


def refuting(id_: int = 2) -> Candidate:
    return candidate(DENIES, CONTRADICTS, id_=id_)


def neutral(id_: int = 3) -> Candidate:
    return candidate(OTHER, NEUTRAL, id_=id_)


def test_one_source_that_says_it_supports() -> None:
    decision = decided(neutral(), supporting())
    assert decision.label == "SUPPORTED"
    assert [one.candidate.document.id for one in decision.deciding] == ["says"]
    assert codes(decision) == [reasons.ENTAILED]
    assert "Post (2020-01-01)" in decision.reasons[0].detail


def test_one_source_that_denies_it_refutes() -> None:
    decision = decided(refuting(), neutral())
    assert decision.label == "REFUTED"
    assert codes(decision) == [reasons.CONTRADICTED]


def test_independent_sources_on_both_sides_conflict_and_both_are_shown_first() -> None:
    decision = decided(neutral(), supporting(), refuting())
    assert decision.label == "CONFLICTING"
    assert codes(decision)[0] == reasons.SOURCES_DISAGREE
    assert [one.candidate.document.id for one in decision.deciding] == ["says", "denies"]
    assert decision.confidence == pytest.approx(0.94)


def test_a_document_does_not_conflict_with_itself() -> None:
    weaker = candidate(SAYS, Stance(0.05, 0.05, 0.9), id_=9)
    assert decided(supporting(), weaker).label == "SUPPORTED"


def test_a_contradiction_below_its_higher_bar_does_not_upset_a_supporting_source() -> None:
    doubtful = candidate(DENIES, Stance(0.1, 0.1, 0.8), id_=2)
    alone, beside = decided(doubtful), decided(supporting(), doubtful)
    assert alone.label == "REFUTED"
    assert beside.label == "SUPPORTED"
    assert beside.confidence < decided(supporting()).confidence


def test_irrelevant_passages_change_neither_label_nor_confidence_nor_what_decides() -> None:
    # the judge calls the unrelated roof a contradiction; it repeats none of the claim's names
    roofs = [candidate(OTHER, CONTRADICTS, overlap=0.3, named=False, id_=n) for n in range(10, 60)]
    for base in ([supporting()], [refuting()], [supporting(), refuting()], [neutral()]):
        alone, among = decided(*base), decided(*base, *roofs)
        assert (alone.label, alone.confidence) == (among.label, among.confidence)
        assert [one.candidate for one in alone.deciding] == [one.candidate for one in among.deciding]


def test_the_order_of_reading_changes_nothing() -> None:
    candidates = (supporting(), refuting(), neutral(), candidate(SAYS, ENTAILS, id_=7))
    decisions = {
        (d.label, d.confidence, tuple(one.candidate.passage.id for one in d.deciding))
        for d in (decided(*order) for order in permutations(candidates))
    }
    assert len(decisions) == 1


def test_another_amount_refutes_and_is_named() -> None:
    decision = decided(supporting(), checks=[check("quantity", "contradicted", detail="2,000 is not 500.")])
    assert decision.label == "REFUTED"
    assert codes(decision) == [reasons.QUANTITY_CONTRADICTED, reasons.CONTRADICTED]
    assert decision.reasons[0].detail == "2,000 is not 500."


def test_a_plan_does_not_support_the_fact() -> None:
    decision = decided(supporting(), checks=[check("modality", "contradicted", detail="It was only planned.")])
    assert decision.label == "NOT_ENOUGH_EVIDENCE"
    assert codes(decision) == [reasons.WEAK_EVIDENCE, reasons.MODALITY_DIFFERS]


def test_an_agreeing_amount_raises_confidence() -> None:
    plain, agreeing = decided(supporting()), decided(supporting(), checks=[check("quantity", "match")])
    assert plain.confidence < agreeing.confidence <= 1.0


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        (counts(found=0), [reasons.NO_EVIDENCE]),
        (counts(found=0, outside=3, before=date(2020, 1, 1)), [reasons.NO_EVIDENCE, reasons.EVIDENCE_AFTER_CUTOFF]),
    ],
)
def test_abstaining_says_why(coverage: Coverage, expected: list[str]) -> None:
    decision = decided(coverage=coverage)
    assert decision.label == "NOT_ENOUGH_EVIDENCE"
    assert codes(decision) == expected


def test_where_only_the_article_itself_says_it_that_is_the_reason() -> None:
    only = replace(gathered(CLAIM, [], coverage=counts(same=1)), only_same_text=True)
    assert codes(decide(only, [], SETTINGS)) == [reasons.ONLY_SAME_TEXT]
    assert codes(decided(coverage=counts(same=1))) == [reasons.NO_EVIDENCE]


def test_weak_evidence_is_counted_and_shown_nearest_first() -> None:
    far = candidate(OTHER, NEUTRAL, overlap=0.2, similarity=0.3, id_=8)
    decision = decided(far, neutral())
    assert codes(decision) == [reasons.WEAK_EVIDENCE]
    assert [one.candidate.passage.id for one in decision.others] == [3, 8]


def test_a_claim_that_was_read_in_part_is_not_supported_but_may_be_refuted() -> None:
    support, refute = (
        decide(replace(gathered(CLAIM, [one]), claim_unread=9), weighed((one, ())), SETTINGS)
        for one in (supporting(), refuting())
    )
    assert (support.label, refute.label) == ("NOT_ENOUGH_EVIDENCE", "REFUTED")
    assert reasons.CLAIM_TOO_LONG in codes(support)
    assert reasons.CLAIM_TOO_LONG in codes(refute)


def test_undated_evidence_is_named_only_where_a_day_was_given() -> None:
    undated = candidate(document("undated", SAYS.text), ENTAILS)
    assert reasons.UNDATED_EVIDENCE not in codes(decided(undated))
    assert reasons.UNDATED_EVIDENCE in codes(decided(undated, coverage=counts(before=date(2020, 1, 1))))


@pytest.mark.parametrize("kind", ["question", "opinion", "prediction", "promise", "fragment"])
def test_what_states_no_fact_is_not_looked_up(kind: SentenceKind) -> None:
    reason = not_checkable(Claim("Some words here", None, "Some words here", 0.1, kind), language="en")
    assert reason is not None
    assert reason.code == reasons.CLAIM_NOT_CHECKABLE


def test_one_word_and_another_language_are_not_looked_up() -> None:
    word, german = not_checkable(claim("Rain"), language=None), not_checkable(claim("Es hat geregnet"), language="de")
    assert word is not None
    assert german is not None
    assert (word.code, german.code) == (reasons.CLAIM_NOT_CHECKABLE, reasons.UNSUPPORTED_LANGUAGE)
    assert not_checkable(claim("It rained"), language=None) is None
    assert explain(abstain(german)).startswith("Not enough evidence. The claim seems to be written in 'de'")


def test_an_explanation_quotes_names_the_source_and_says_what_was_compared() -> None:
    text = explain(
        decided(supporting(), checks=[check("quantity", "contradicted", claimed="2,000 letters", found="500 letters")])
    )
    assert text.startswith("Refuted. Post (2020-01-01): “The harbour office sent 2,000 letters.”")
    assert "The quantity differs: the claim has “2,000 letters”, the evidence “500 letters”." in text


def test_an_explanation_of_a_conflict_quotes_both_sides() -> None:
    text = explain(decided(supporting(), refuting()))
    assert SAYS.text in text
    assert DENIES.text in text


def test_a_long_quotation_ends_with_a_whole_sentence() -> None:
    long = document("long", " ".join(f"The harbour office wrote letter {n} of its 2,000 letters." for n in range(40)))
    text = explain(decided(candidate(long, ENTAILS)))
    assert "[...]" in text
    assert len(text) < 600

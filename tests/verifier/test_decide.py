"""The rules from weighed evidence to a label, with reasons a machine can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from models.types import Span, Stance
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
from verifier.evidence import Candidate, Question
from verifier.settings import VerificationSettings
from verifier.types import Check, Claim, Coverage, SentenceKind, Signals, TimeRange
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
    beside = decided(supporting(), doubtful)
    assert beside.label == "SUPPORTED"
    assert beside.confidence < decided(supporting()).confidence


@pytest.mark.parametrize(("leaning", "label"), [(0.39, "REFUTED"), (0.4, "NOT_ENOUGH_EVIDENCE")])
def test_evidence_against_does_not_refute_what_other_text_leans_to(leaning: float, label: str) -> None:
    decision = decided(refuting(), candidate(SAYS, Stance(leaning, 1.0 - leaning, 0.0), id_=1))
    assert decision.label == label
    assert (reasons.OPPOSED in codes(decision)) is (label == "NOT_ENOUGH_EVIDENCE")


def test_another_amount_refutes_whatever_else_leans_to_the_claim() -> None:
    candidates = (refuting(), candidate(SAYS, Stance(0.5, 0.5, 0.0), id_=1))
    rows = weighed((candidates[0], [check("quantity", "contradicted")]), (candidates[1], []))
    assert decide(gathered(CLAIM, candidates), rows, SETTINGS).label == "REFUTED"


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


OPEN = "The harbour office is open on Sundays."
WAS_OPEN = document("was", "The harbour office is open on Sundays.", published="2019-05-01", publisher="Post")
IS_SHUT = document("shut", "The harbour office is closed on Sundays.", published="2021-03-01", publisher="Mail")


def state(*candidates: Candidate, changeable: bool = True, times: tuple[TimeRange, ...] = ()) -> Decision:
    """The decision on a claim in the present tense."""
    asked = Question(replace(claim(OPEN), times=times), OPEN, changeable=changeable)
    read = [weigh(one, focus_of(one, OPEN, SETTINGS), (), SETTINGS) for one in candidates]
    return decide(replace(gathered(OPEN, candidates), question=asked), read, SETTINGS)


@pytest.mark.parametrize("newer", ["support", "refute"])
def test_newer_evidence_on_what_can_change_stands_and_the_older_is_named_with_both_dates(newer: str) -> None:
    stances = (CONTRADICTS, ENTAILS) if newer == "support" else (ENTAILS, CONTRADICTS)
    decision = state(candidate(WAS_OPEN, stances[0], id_=1), candidate(IS_SHUT, stances[1], id_=2))
    assert decision.label == ("SUPPORTED" if newer == "support" else "REFUTED")
    assert [one.candidate.document.id for one in decision.deciding] == ["shut"]
    assert [one.candidate.document.id for one in decision.older] == ["was"]
    (named,) = [reason for reason in decision.reasons if reason.code == reasons.SUPERSEDED]
    assert "Post (2019-05-01)" in named.detail
    assert "2021-03-01" in named.detail


def test_what_happened_is_not_superseded_nor_what_was_over_by_then() -> None:
    both = (candidate(WAS_OPEN, ENTAILS, id_=1), candidate(IS_SHUT, CONTRADICTS, id_=2))
    past = TimeRange(date(2018, 1, 1), date(2019, 1, 1), Span(0, 3))
    assert state(*both, changeable=False).label == "CONFLICTING"
    assert state(*both, times=(past,)).label == "CONFLICTING"
    assert state(*both, times=(TimeRange(date(2018, 1, 1), None, Span(0, 3)),)).label == "REFUTED"


@pytest.mark.parametrize("published", [None, "2019-05-04"])
def test_without_a_date_or_within_days_sources_conflict(published: str | None) -> None:
    other = document("other", IS_SHUT.text, published=published)
    decision = state(candidate(WAS_OPEN, ENTAILS, id_=1), candidate(other, CONTRADICTS, id_=2))
    assert decision.label == "CONFLICTING"


def test_a_side_that_is_older_and_newer_than_the_other_stands_by_its_newest() -> None:
    again = document("again", "The harbour office is open on Sundays again.", published="2022-01-01")
    read = (candidate(WAS_OPEN, ENTAILS, id_=1), candidate(IS_SHUT, CONTRADICTS, id_=2))
    decision = state(*read, candidate(again, ENTAILS, id_=3))
    assert decision.label == "SUPPORTED"
    assert [one.candidate.document.id for one in decision.deciding] == ["again"]


def test_signals_tell_what_confidence_is_reckoned_from() -> None:
    supported = decided(supporting(), refuting(7), checks=[check("quantity", "match")]).signals
    assert (supported.entailment, supported.contradiction, supported.agreeing) == (0.94, 0.94, 2 - 1)
    assert supported.relevance == 0.85
    assert decided(neutral()).signals == Signals(0.05, 0.05, 0.85)
    assert decided().signals == Signals(0.0, 0.0, 0.0), "looked up, and nothing found"
    assert abstain(decided().reasons[0]).signals == Signals()


def test_copies_are_named_only_where_the_label_rests_on_what_they_copy() -> None:
    read = [supporting(), neutral()]
    for source, named in (("says", True), ("other", False)):
        copied = replace(gathered(CLAIM, read), copies=(("copy", source),))
        decision = decide(copied, weighed(*((one, ()) for one in read)), SETTINGS)
        assert (reasons.DUPLICATE_SOURCES in codes(decision)) == named


@pytest.mark.parametrize(("overlap", "named"), [(0.85, True), (0.4, False)])
def test_unread_text_is_named_only_where_it_might_have_changed_the_label(*, overlap: float, named: bool) -> None:
    left = candidate(DENIES, NEUTRAL, overlap=overlap, id_=9)
    for read in (supporting(), neutral()):
        decision = decide(replace(gathered(CLAIM, [read]), left=(left,)), weighed((read, ())), SETTINGS)
        assert (reasons.TEXT_NOT_READ in codes(decision)) == named
    same_document = candidate(SAYS, NEUTRAL, id_=9)
    decision = decide(replace(gathered(CLAIM, [read]), left=(same_document,)), weighed((supporting(), ())), SETTINGS)
    assert reasons.TEXT_NOT_READ not in codes(decision), "a document does not disagree with itself"

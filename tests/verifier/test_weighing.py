"""How strongly one passage speaks for or against a claim."""

from __future__ import annotations

import pytest

from models.types import Stance
from tests.verifier.making import CONTRADICTS, ENTAILS, NEUTRAL, candidate, check, document
from verifier.evidence import Candidate
from verifier.settings import VerificationSettings
from verifier.types import Check, CheckName
from verifier.weighing import focus_of, sides, weigh

SETTINGS = VerificationSettings()
CLAIM = "The harbour office sent 2,000 letters."
SOURCE = document("d", "It was a wet spring. The harbour office sent 2,000 letters. Few people came.")


def weights(of: Candidate, *checks: Check) -> tuple[float, float, bool]:
    weighed = weigh(of, focus_of(of, CLAIM, SETTINGS), checks, SETTINGS)
    return weighed.support, weighed.refute, weighed.by_check


def test_the_judge_counts_where_words_and_names_are_shared() -> None:
    assert weights(candidate(SOURCE, ENTAILS)) == (0.94, 0.0, False)
    assert weights(candidate(SOURCE, CONTRADICTS)) == (0.0, 0.94, False)


def test_a_contradiction_of_text_about_something_else_counts_nothing() -> None:
    assert weights(candidate(SOURCE, CONTRADICTS, overlap=0.1, similarity=0.3)) == (0.0, 0.0, False)
    assert weights(candidate(SOURCE, CONTRADICTS, shared=2)) == (0.0, 0.0, False)
    assert weights(candidate(SOURCE, CONTRADICTS, named=False)) == (0.0, 0.0, False)


def test_support_needs_text_about_the_claim_too() -> None:
    assert weights(candidate(SOURCE, ENTAILS, overlap=0.1, similarity=0.3))[0] == 0.0
    assert weights(candidate(SOURCE, ENTAILS, named=False))[0] == 0.0


@pytest.mark.parametrize("name", ["quantity", "date", "modality", "attribution"])
def test_any_contradicted_check_takes_support_away(name: str) -> None:
    one = candidate(SOURCE, ENTAILS, overlap=0.45)
    assert weights(one, check(name, "contradicted"))[0] == 0.0  # type: ignore[arg-type]  # names come as texts here


@pytest.mark.parametrize("name", ["attribution", "modality"])
def test_lowered_support_carries_no_label_and_still_stands(name: CheckName) -> None:
    lowered = check(name, "not_comparable", effect="lower")
    support, refute, by_check = weights(candidate(SOURCE, ENTAILS), lowered)
    assert support == pytest.approx(0.9 * SETTINGS.support_threshold)
    assert (refute, by_check) == (0.0, False)
    weak = Stance(0.4, 0.5, 0.1)
    assert weights(candidate(SOURCE, weak), lowered)[0] == weights(candidate(SOURCE, weak))[0] == 0.4
    assert weights(candidate(SOURCE, ENTAILS), lowered, check("modality", "contradicted"))[0] == 0.0


def test_another_name_takes_support_away_and_refutes_nothing() -> None:
    other = check("name", "not_comparable", effect="veto")
    assert weights(candidate(SOURCE, ENTAILS), other) == (0.0, 0.0, False)
    assert weights(candidate(SOURCE, NEUTRAL), other) == (0.0, 0.0, False)


def test_another_amount_of_the_same_event_refutes() -> None:
    assert weights(candidate(SOURCE, ENTAILS), check("quantity", "contradicted")) == (0.0, 0.97, True)
    # the judge sees no relation, but the sentence repeats the statement
    support, refute, by_check = weights(candidate(SOURCE, NEUTRAL), check("quantity", "contradicted"))
    assert (support, refute, by_check) == (0.0, SETTINGS.refute_threshold, True)


def test_another_amount_refutes_from_further_than_the_judge_alone() -> None:
    further = candidate(SOURCE, CONTRADICTS, overlap=0.6, similarity=0.55)
    assert SETTINGS.check_relevance <= further.relevance < SETTINGS.refute_relevance
    assert weights(further) == (0.0, 0.0, False)
    assert weights(further, check("quantity", "contradicted"))[1:] == (0.97, True)


def test_another_speaker_or_mood_does_not_refute() -> None:
    assert weights(candidate(SOURCE, ENTAILS), check("modality", "contradicted")) == (0.0, 0.0, False)


def test_another_amount_on_another_day_is_another_event() -> None:
    checks = (check("quantity", "contradicted"), check("date", "contradicted"))
    assert weights(candidate(SOURCE, Stance(0.1, 0.1, 0.8)), *checks) == (0.0, 0.0, False)
    assert weights(candidate(SOURCE, CONTRADICTS), *checks) == (0.0, 0.94, False)


def test_an_equal_amount_asks_for_a_surer_contradiction() -> None:
    one = candidate(SOURCE, Stance(0.1, 0.1, 0.8))
    assert weights(one)[1] == 0.8
    assert weights(one, check("quantity", "match"))[1] == 0.0


def test_a_sentence_out_of_context_counts_only_as_far_as_the_passage_allows() -> None:
    assert sides(candidate(SOURCE, ENTAILS, CONTRADICTS)) == pytest.approx((0.94, 0.06))
    assert sides(candidate(SOURCE, NEUTRAL, CONTRADICTS)) == pytest.approx((0.05, 0.94))


def test_the_focus_is_the_single_sentence_that_carries_the_side() -> None:
    focus = focus_of(candidate(SOURCE, ENTAILS, NEUTRAL, ENTAILS), CLAIM, SETTINGS)
    assert [span.of(SOURCE.text) for span in focus.reading.sentences] == ["The harbour office sent 2,000 letters."]
    assert focus.leans


def test_where_no_sentence_carries_it_the_focus_is_the_whole_window() -> None:
    one = candidate(SOURCE, ENTAILS, NEUTRAL, NEUTRAL)
    assert focus_of(one, CLAIM, SETTINGS).reading == one.whole[0]


def test_where_nothing_leans_the_nearest_sentence_is_shown() -> None:
    focus = focus_of(candidate(SOURCE, NEUTRAL), CLAIM, SETTINGS)
    assert [span.of(SOURCE.text) for span in focus.reading.sentences] == ["The harbour office sent 2,000 letters."]
    assert focus.reading.stance == NEUTRAL
    assert not focus.leans

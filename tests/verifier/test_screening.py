"""The cascade: which windows the judge must read, and that nothing else changes a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fakes import OverlapNli
from models.types import ModelIdentity, PairReading, Span, Stance, WindowReading
from tests.verifier.making import collection, document, verifier
from verifier.errors import SettingsInvalid
from verifier.screening import to_judge
from verifier.settings import Settings, VerificationSettings
from verifier.types import ClaimRequest

CLAIM = "The harbour office sent letters to 2,000 captains."
SURELY_NEITHER = Stance(0.01, 0.98, 0.01)


def stance(entailment: float, contradiction: float) -> Stance:
    return Stance(entailment, 1.0 - entailment - contradiction, contradiction)


def picked(*sides: tuple[float, float], best: int = 1) -> tuple[int, ...]:
    return to_judge([stance(*one) for one in sides], best=best, floor=0.05, certain=0.8)


def test_the_best_of_each_side_and_the_nearest_are_read() -> None:
    assert picked((0.0, 0.0), (0.9, 0.0), (0.95, 0.0), (0.0, 0.9), (0.02, 0.02)) == (0, 2, 3)
    assert picked((0.0, 0.0), (0.9, 0.0), (0.95, 0.0), (0.0, 0.9), (0.02, 0.02), best=2) == (0, 1, 2, 3)


def test_windows_that_say_nothing_are_left_out_but_for_the_nearest() -> None:
    assert picked((0.01, 0.02), (0.04, 0.03), (0.02, 0.02)) == (0,)
    assert picked() == ()


def test_an_uncertain_window_is_read_beside_surer_ones() -> None:
    assert picked((0.0, 0.0), (0.9, 0.0), (0.0, 0.9), (0.3, 0.2), (0.4, 0.1), (0.85, 0.0)) == (0, 1, 2, 4)


def test_of_equal_windows_the_nearer_is_read() -> None:
    assert picked((0.0, 0.0), (0.9, 0.0), (0.9, 0.0), (0.85, 0.0)) == (0, 1)


@given(st.lists(st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)), max_size=30), st.integers(1, 5), st.floats(0, 1))
def test_at_most_so_many_windows_are_read_and_always_the_strongest(
    sides: list[tuple[float, float]], best: int, floor: float
) -> None:
    stances = [stance(*one) for one in sides]
    found = to_judge(stances, best=best, floor=floor, certain=0.8)
    assert list(found) == sorted(set(found))
    assert len(found) <= 1 + 3 * best
    for side in (attrgetter("entailment"), attrgetter("contradiction")):
        if stances and side(max(stances, key=side)) >= floor:
            assert max(side(stances[place]) for place in found) == max(side(one) for one in stances)


class _Reads:
    """An NLI model that says the same of every premise with a certain word, and tells how many pairs it read."""

    def __init__(self, said: dict[str, Stance]) -> None:
        self.said = said
        self.pairs: list[tuple[str, str]] = []

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity("reads", "0" * 64)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        self.pairs += pairs
        return [
            PairReading((WindowReading(Span(0, len(premise)), self._of(premise)),), Span(0, len(hypothesis)))
            for premise, hypothesis in pairs
        ]

    def _of(self, premise: str) -> Stance:
        return next((found for word, found in self.said.items() if word in premise), SURELY_NEITHER)


DOCUMENTS = [
    document("a", "The harbour office sent letters to captains about the quay."),
    document("b", "The harbour office sent no letters to any of the 2,000 captains."),
    document("c", "The captains of the harbour got letters in spring, its office said."),
    document("d", "The harbour office sent letters to 2,000 captains in spring."),
]
EVERYTHING = VerificationSettings(passages_found=4, passages_read=4)
CASCADE = VerificationSettings(passages_found=4, passages_read=1, cascade=True, cascade_best=1)


def test_the_judge_reads_what_the_screen_picks_and_decides_as_if_it_had_read_everything(tmp_path: Path) -> None:
    screen, judge = _Reads({"2,000 captains in": stance(0.6, 0.1)}), _Reads({"2,000 captains in": stance(0.97, 0.01)})
    with collection(tmp_path, DOCUMENTS) as over:
        (full,) = verifier(over, nli=judge, settings=EVERYTHING).check([ClaimRequest(CLAIM)])
        everything = len(judge.pairs)
        judge.pairs.clear()
        (quick,) = verifier(over, nli=judge, screen=screen, settings=CASCADE).check([ClaimRequest(CLAIM)])
    assert (full.label, quick.label) == ("SUPPORTED", "SUPPORTED")
    assert full.evidence[0] == quick.evidence[0]
    assert len(screen.pairs) == full.coverage.passages_read
    assert len(judge.pairs) < everything
    assert quick.coverage.passages_read < full.coverage.passages_read
    assert quick.coverage.characters_unread == 0


def test_the_screen_never_overrules_the_judge(tmp_path: Path) -> None:
    screen, judge = _Reads({"harbour": stance(0.99, 0.0)}), _Reads({})
    with collection(tmp_path, DOCUMENTS) as over:
        (verdict,) = verifier(over, nli=judge, screen=screen, settings=CASCADE).check([ClaimRequest(CLAIM)])
    assert verdict.label == "NOT_ENOUGH_EVIDENCE"


def test_a_cascade_is_named_in_the_verdict_and_changes_its_id(tmp_path: Path) -> None:
    screen = _Reads({})
    with collection(tmp_path, DOCUMENTS) as over:
        (quick,) = verifier(over, screen=screen, settings=CASCADE).check([ClaimRequest(CLAIM)])
        off = verifier(over, screen=screen)
        (plain,) = off.check([ClaimRequest(CLAIM)])
        (switched,) = off.with_settings(CASCADE).check([ClaimRequest(CLAIM)])
    assert quick.provenance.settings["screen"] == str(screen.identity)
    assert quick.provenance.settings["cascade"] is True
    assert "screen" not in plain.provenance.settings
    assert quick == switched
    assert quick.id != plain.id


def test_a_verdict_by_cascade_does_not_depend_on_what_is_asked_beside_it(tmp_path: Path) -> None:
    requests = [ClaimRequest(one.text) for one in DOCUMENTS]
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over, screen=OverlapNli(), settings=CASCADE)
        assert one.check(requests) == [verdict for request in requests for verdict in one.check([request])]


def test_a_cascade_without_a_screen_is_refused_and_settings_switch_it_on(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over, pytest.raises(SettingsInvalid, match="screen"):
        verifier(over, settings=CASCADE)
    assert Settings(cascade=True).deciding(None).cascade
    assert not Settings().deciding(None).cascade
    assert Settings().deciding(CASCADE) == CASCADE

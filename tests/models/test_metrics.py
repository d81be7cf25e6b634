"""Counts add up; figures follow from them with intervals; what is undefined is None."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.metrics import Confusion, Outcomes, figures, macro_f1, mean

ANSWERS = st.lists(st.tuples(st.sampled_from([0.2, 0.5, 0.5001, 0.9, 1.0]), st.booleans()), min_size=1, max_size=30)
YES_NO = ("yes", "no")


def outcomes(*answers: tuple[float, bool]) -> Outcomes:
    return Outcomes(tuple(one for one, _ in answers), tuple(one for _, one in answers))


def value(of: Outcomes, name: str) -> float:
    found = of.figures()[name].value
    assert found is not None
    return found


def test_what_is_undefined_is_none() -> None:
    empty = Confusion(YES_NO, {})
    assert (empty.n, empty.accuracy, empty.macro_f1, empty.label("no").f1) == (0, None, None, None)
    for figure in Outcomes().figures().values():
        assert (figure.value, figure.n, figure.interval) == (None, 0, None)
    none = np.zeros(3)
    assert figures(3, {"of nothing": mean(np.ones(3), none)})["of nothing"].value is None


def test_confusions_add_up_and_labels_without_answers_do_not_weigh_on_the_mean() -> None:
    one = Confusion.of(YES_NO, [("yes", "yes"), ("no", "yes")])
    two = one + Confusion.of(YES_NO, [("no", "no")])
    assert two.n == 3
    assert two.accuracy == pytest.approx(2 / 3)
    assert two.table() == {"yes": {"yes": 1, "no": 0}, "no": {"yes": 1, "no": 1}}
    assert (two.label("no").precision, two.label("no").recall) == (1.0, 0.5)
    assert Confusion.of(YES_NO, [("yes", "yes"), ("yes", "no")]).macro_f1 == pytest.approx(2 / 3)


def test_calibration_error_is_the_mean_gap_of_confidence_and_being_right() -> None:
    found = outcomes((0.95, True), (0.95, False), (0.55, True), (1.0, True))
    assert value(found, "ece") == pytest.approx((abs(2 - 2.9) + abs(1 - 0.55)) / 4)
    assert value(found, "brier") == pytest.approx((0.05**2 + 0.95**2 + 0.45**2) / 4)


def test_the_curve_gives_the_surest_answers_first_and_equals_at_once() -> None:
    points = outcomes((0.9, True), (0.5, False), (0.5, True), (0.2, False)).risk_coverage()
    assert [(one.coverage, one.n, one.risk, one.confidence) for one in points] == [
        (0.25, 1, 0.0, 0.9),
        (0.75, 3, pytest.approx(1 / 3), 0.5),
        (1.0, 4, 0.5, 0.2),
    ]
    asked = outcomes((0.9, True), (0.5, False)).risk_coverage(of=4)
    assert [one.coverage for one in asked] == [0.25, 0.5]


def test_the_area_is_the_mean_risk_over_all_coverages() -> None:
    assert value(outcomes((0.9, True), (0.8, False), (0.7, True)), "aurc") == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    assert value(outcomes((0.9, True), (0.5, False), (0.5, True)), "aurc") == pytest.approx((0 + 2 / 3) / 3)


@settings(deadline=None, max_examples=25)  # each draws two thousand samples
@given(ANSWERS)
def test_figures_do_not_depend_on_the_order_of_the_answers(answers: list[tuple[float, bool]]) -> None:
    forth, back = outcomes(*answers), outcomes(*reversed(answers))
    assert forth.risk_coverage() == back.risk_coverage()
    for name in ("ece", "brier", "aurc"):
        assert 0.0 <= value(forth, name) <= 1.0
        assert value(forth, name) == pytest.approx(value(back, name))


def test_outcomes_of_parts_add_up() -> None:
    left, right = outcomes((0.9, True)), outcomes((0.4, False), (0.4, True))
    assert left + right == outcomes((0.9, True), (0.4, False), (0.4, True))
    with pytest.raises(ValueError, match="confidence for each"):
        Outcomes((0.5,), ())


def test_intervals_are_repeatable_narrow_with_n_and_hold_the_share() -> None:
    def interval(right: int, n: int) -> tuple[float, float]:
        found = figures(n, {"share": mean(np.array([1.0] * right + [0.0] * (n - right)))})["share"].interval
        assert found is not None
        return found

    wide, narrow = interval(8, 10), interval(1600, 2000)
    assert wide == interval(8, 10)
    assert wide[0] < narrow[0] < 0.8 < narrow[1] < wide[1]
    assert narrow[1] - narrow[0] == pytest.approx(2 * 1.96 * (0.8 * 0.2 / 2000) ** 0.5, rel=0.15)


def test_macro_f1_as_a_statistic_is_that_of_the_counts() -> None:
    gold, told = ["yes", "yes", "no", "yes"], ["yes", "no", "no", "yes"]
    found = figures(4, {"f1": macro_f1(gold, told, YES_NO)})["f1"]
    assert found.value == pytest.approx(Confusion.of(YES_NO, list(zip(gold, told, strict=True))).macro_f1)
    assert found.interval is not None
    assert found.value is not None
    assert found.interval[0] < found.value <= found.interval[1] <= 1.0


def test_a_figure_of_a_part_says_how_many_it_is_of() -> None:
    found = figures(3, {"part": mean(np.array([1.0, 0.0, 1.0]), np.array([1.0, 1.0, 0.0]))}, among={"part": 2})["part"]
    assert (found.value, found.n) == (0.5, 2)

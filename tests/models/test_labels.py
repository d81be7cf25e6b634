"""Label orders and stances."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ModelDamaged, ModelMissing, ModelUnsuitable
from models.labels import label_order, read_labels, stance
from models.types import NliLabel

THREE: tuple[NliLabel, ...] = ("entailment", "neutral", "contradiction")


def test_every_order_of_three_labels_is_read() -> None:
    for order in itertools.permutations(THREE):
        assert label_order(dict(enumerate(order)), owner="m") == order


@pytest.mark.parametrize("other", ["not_entailment", "NOT-ENTAILMENT", "non_entailment", "Non entailment"])
def test_two_labels_are_read_in_either_order_and_the_other_is_neutral(other: str) -> None:
    assert label_order({0: "entailment", 1: other}, owner="m") == ("entailment", "neutral")
    assert label_order({0: other, 1: "ENTAILMENT"}, owner="m") == ("neutral", "entailment")


@pytest.mark.parametrize("second", ["neutral", "contradiction", "LABEL_1"])
def test_two_labels_that_leave_open_what_the_other_means_are_refused(second: str) -> None:
    with pytest.raises(ModelUnsuitable, match="expected the labels"):
        label_order({0: "entailment", 1: second}, owner="m")


def test_numbering_that_leaves_an_output_out_is_refused() -> None:
    with pytest.raises(ModelUnsuitable, match="expected the labels"):
        label_order({0: "entailment", 2: "neutral", 3: "contradiction"}, owner="m")


@given(st.lists(st.floats(-60, 60), min_size=3, max_size=3))
def test_a_stance_keeps_the_softmax_to_six_digits(logits: list[float]) -> None:
    read = stance(logits, THREE, owner="m")
    total = sum(math.exp(value - max(logits)) for value in logits)
    for label, value in zip(THREE, logits, strict=True):
        assert getattr(read, label) == pytest.approx(math.exp(value - max(logits)) / total, abs=2e-6)
        assert round(getattr(read, label), 6) == getattr(read, label)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_an_output_that_is_no_finite_number_is_an_error(bad: float) -> None:
    with pytest.raises(ModelDamaged, match="finite"):
        stance([0.0, bad, 1.0], THREE, owner="m")


def test_labels_of_an_adapter_are_read_from_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "labels.json"
    with pytest.raises(ModelMissing, match=r"labels\.json"):
        read_labels(file, owner="m")
    file.write_text('{"1": "entailment", "0": "contradiction", "2": "neutral"}')
    assert read_labels(file, owner="m") == ("contradiction", "entailment", "neutral")
    for broken in ("{", "[1]", '{"a": "neutral"}'):
        file.write_text(broken)
        with pytest.raises(ModelDamaged, match=r"labels\.json"):
            read_labels(file, owner="m")

"""Figures of an evaluation come from counts."""

from __future__ import annotations

import pytest

from verifier.errors import InputUnreadable
from verifier.evaluate import Confusion, read_labelled


def test_ratios_come_from_counts_and_a_ratio_of_nothing_is_none() -> None:
    confusion = Confusion()
    assert confusion.accuracy() is None
    for expected, given, times in (
        ("SUPPORTED", "SUPPORTED", 3),
        ("REFUTED", "SUPPORTED", 1),
        ("REFUTED", "REFUTED", 2),
    ):
        for _ in range(times):
            confusion.add(expected, given)  # type: ignore[arg-type]  # labels come as texts here
    assert (confusion.n, confusion.accuracy()) == (6, 0.8333)
    assert (confusion.precision("SUPPORTED"), confusion.recall("SUPPORTED")) == (0.75, 1.0)
    assert (confusion.precision("REFUTED"), confusion.recall("REFUTED")) == (1.0, 0.6667)
    assert confusion.precision("CONFLICTING") is None
    assert confusion.recall("CONFLICTING") is None


def test_labelled_claims_are_read_and_a_wrong_label_is_named() -> None:
    ((request, label),) = read_labelled(['{"claim": "It rained.", "label": "REFUTED", "as_of": null}', ""])
    assert (request.text, label) == ("It rained.", "REFUTED")
    with pytest.raises(InputUnreadable, match="line 2: label: expected one of SUPPORTED"):
        read_labelled(["", '{"claim": "It rained.", "label": "true"}'])

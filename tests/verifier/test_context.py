"""What is read before text that does not stand on its own, and runs of sentences around one."""

from __future__ import annotations

import pytest

from models.types import Span
from tests.verifier.making import document
from verifier.context import LONGEST_TITLE, context_before
from verifier.reading import runs_around

NESS = document("ness", "He resigned.", title="Harbour master Ole Ness", published="2019-02-11")
NAMES = frozenset({"ole", "nes"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He resigned in May.", "Harbour master Ole Ness (2019-02-11). "),
        ("“They left,” it said.", "Harbour master Ole Ness (2019-02-11). "),
        ("The resignation came in May.", "Harbour master Ole Ness (2019-02-11). "),  # the title alone names him
        ("Ole Ness resigned in May.", ""),
        ("Hector and Ole Ness resigned.", ""),
    ],
)
def test_title_and_date_come_before_text_that_needs_them(text: str, expected: str) -> None:
    assert context_before(text, NESS, NAMES) == expected


def test_a_claim_without_a_name_or_a_title_that_does_not_help_adds_nothing() -> None:
    assert context_before("The resignation came in May.", NESS, frozenset()) == ""
    assert context_before("The resignation came in May.", NESS, frozenset({"brandt"})) == ""


def test_an_undated_title_ends_once_and_a_missing_or_endless_one_is_not_read() -> None:
    assert context_before("He left.", document("d", "x", title="Who left?"), NAMES) == "Who left? "
    assert context_before("He left.", document("d", "x", title="Ness leaves"), NAMES) == "Ness leaves. "
    assert context_before("He left.", document("d", "x"), NAMES) == ""
    assert context_before("He left.", document("d", "x", title="x" * (LONGEST_TITLE + 1)), NAMES) == ""


def test_runs_hold_the_sentence_and_are_shorter_than_the_passage() -> None:
    one, two, three, four = (Span(at * 10, at * 10 + 9) for at in range(4))
    assert runs_around((one, two, three), two, 3) == [(one, two), (two, three)]
    assert runs_around((one, two, three), one, 3) == [(one, two)]
    assert runs_around((one, two, three, four), two, 3) == [
        (one, two), (two, three), (one, two, three), (two, three, four)
    ]  # fmt: skip
    assert runs_around((one, two), one, 3) == []

"""Claims in parts, and claims of states that may change."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.parts import is_changeable, parts_of

ENGLISH = EnglishPipeline()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "In 2019, the council approved the plan and rejected the budget.",
            ("In 2019, the council approved the plan.", "In 2019, the council rejected the budget."),
        ),
        (
            "Ada Lund was born in London and raised in Kent.",
            ("Ada Lund was born in London.", "Ada Lund was raised in Kent."),
        ),
        (
            "The ferry carried 41,000 people in May, and it ran aground in June.",
            ("The ferry carried 41,000 people in May.", "The ferry ran aground in June."),
        ),
        (
            "The town was founded in 1820. The town has 3,000 people.",
            ("The town was founded in 1820.", "The town has 3,000 people."),
        ),
        (
            "The Gale (novel) was edited by Ana Lund and published in 1936.",
            ("The Gale (novel) was edited by Ana Lund.", "The Gale (novel) was published in 1936."),
        ),
        (
            "Norway is a member of NATO but is not a member of the EU.",
            ("Norway is a member of NATO.", "Norway is not a member of the EU."),
        ),
    ],
)
def test_coordinated_predicates_and_sentences_are_parts(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text, ENGLISH.parse(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The ferry carried 41,000 people in May.",
        "Anna and Ben met in Paris.",  # what holds of both together
        "He did not eat and drink.",  # one negation over both
        "The company makes and sells tyres.",  # one object of both
        "The minister said that taxes rose and wages fell.",  # one saying
        "If it rains the game ends and we go home.",
        "The town was founded in 1820. It has 3,000 people.",  # the second does not stand on its own
        "It rained.",
        "",
    ],
)
def test_what_does_not_stand_apart_is_left_whole(text: str) -> None:
    assert parts_of(text, ENGLISH.parse(text)) == ()


@pytest.mark.parametrize(
    ("text", "changeable"),
    [
        ("The ferry is out of service.", True),
        ("The bridge has been closed since March.", True),
        ("Ola Brekke runs the harbour office.", True),
        ("The council has approved the plan.", False),
        ("The mayor opened the bridge.", False),
        ("The bridge was closed in March.", False),
        ("Quiet harbour.", False),
    ],
)
def test_only_the_present_may_change(text: str, *, changeable: bool) -> None:
    assert is_changeable(ENGLISH.parse(text)) == changeable

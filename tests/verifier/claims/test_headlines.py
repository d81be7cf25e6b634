"""Names in headlines, where verbs and nouns in capitals stand beside them."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.context import Context
from verifier.claims.headlines import is_headline


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mara Vega Slams Tom Hallam On Harbor Fees After Board Vote.", True),
        ("Tom Hallam Sells Boats To Vega Rival.", True),
        ("Mara Vega criticized Tom Hallam on Monday.", False),
        ("Harbor Chief Ann Ode met Captain Bo Falk in Oslo on Monday.", False),
        ("Mara Vega and Tom Hallam.", False),
        ("Harbor Board Report.", False),
    ],
)
def test_a_headline_has_all_longer_words_in_capitals(english: EnglishPipeline, line: str, expected: bool) -> None:
    assert is_headline(english.parse(line)[0]) is expected


def test_no_word_of_a_headline_is_a_title(english: EnglishPipeline) -> None:
    text = "Mara Vega Slams Tom Hallam On Harbor Fees After Board Vote.\n\nTom Hallam sold 40 boats. Mara Vega left."
    context = Context(text, english.parse(text))
    assert dict(context.titles.known()) == {}


def test_a_name_of_which_only_a_headline_knows_is_nobody(english: EnglishPipeline) -> None:
    text = "Tom Hallam To Sell Boats After Pressure From Vega Ally.\n\nTom Hallam sold 40 boats. Vega bought them."
    context = Context(text, english.parse(text))
    people = {found.person.full for sentence in context.people.mentions for found in sentence}
    assert people == {"Tom Hallam"}


def test_whom_a_headline_names_first_is_meant_by_the_last_name(english: EnglishPipeline) -> None:
    text = (
        "Tom Hallam Praises Wife At Harbor Board Meeting.\n\nIn Oslo, Ann Hallam met Tom Hallam. It rained. "
        "It snowed. Nobody came. Hallam sold 40 boats."
    )
    context = Context(text, english.parse(text))
    assert [found.person.full for found in context.people.mentions[-1]] == ["Tom Hallam"]

"""Desk profiles: what they mean, and how a wrong one is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verifier.claims.profile import HARM, Profile, parse_profile
from verifier.errors import ProfileInvalid

README = (Path(__file__).parents[3] / "verifier/README.md").read_text(encoding="utf-8")


def test_the_profile_of_the_readme_is_read_as_it_is_explained() -> None:
    found = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert found is not None
    profile = parse_profile(found.group(1), name="desk.toml")
    assert (profile.name, profile.worthiness, profile.minimum) == ("Border desk", 1.0, 0.1)
    assert [one.name for one in profile.criteria] == ["topic", "entity", "quantity", "harm", "source"]
    assert profile.criteria[0].exclude == ("football",)
    assert profile.criteria[3].terms == HARM
    assert dict(profile.kinds) == {"quantity": 0.1, "quotation": -0.1}
    assert profile.only == frozenset({"factual", "quantity", "quotation"})


def test_an_empty_profile_ranks_by_check_worthiness_alone() -> None:
    assert parse_profile("", name="desk.toml") == Profile(name="desk.toml")


@pytest.mark.parametrize(
    ("text", "said", "cure"),
    [
        ("[topic\n", "line 1", "README"),
        ("\n[topic]\nwieght = 1\n", "line 3, [topic]: expected one of weight, words", "'weight'"),
        ("[topics]\n", "line 1: expected one of name", "'topic'"),
        ('[topic]\nwords = ["a"]\nweight = "high"\n', "line 3, [topic]: expected a number", "README"),
        ("[worthiness]\nminimum = 2\n", "line 2, [worthiness]: expected a number from 0 to 1", "README"),
        ("[topic]\nweight = nan\nwords = ['a']\n", "line 2, [topic]: expected a number from -10", "README"),
        ("[topic]\nweight = 1\n", "[topic]: expected words to look for, found 'none'", "README"),
        ('[topic]\nwords = "a"\n', "line 2, [topic]: expected a list of texts", "README"),
        ("[harm]\nwords = [1]\n", "line 2, [harm]: expected only texts", "README"),
        ("[source]\nrequire = 1\n", "line 2, [source]: expected true or false", "README"),
        ('[quantity]\nexclude = ["USD"]\n', "line 2, [quantity]: expected one of", "README"),
        ("[kind]\nweights = { fact = 1 }\n", "[kind]: expected one of the kinds factual", "README"),
        ("[kind]\nweights = 1\n", "line 2, [kind]: expected a table", "README"),
        ('[kind]\nonly = ["fact"]\n', "line 2, [kind]: expected one of the kinds", "README"),
        ("topic = 1\n", "line 1: expected a table [topic], found 1", "README"),
        ("name = 3\n", "line 1: expected a text for the name", "README"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_line_what_was_expected_and_the_cure(
    text: str, said: str, cure: str
) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        parse_profile(text, name="desk.toml")
    assert str(refused.value).startswith("desk.toml")
    assert said in str(refused.value)
    assert cure in refused.value.hint

"""That P is so, or is not so, is no evidence of who said it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.types import Span
from tests.verifier.making import CONTRADICTS, ENTAILS, candidate, claim, document
from verifier.saying import of_the_sayer
from verifier.settings import VerificationSettings
from verifier.types import Attribution
from verifier.weighing import Weighed, focus_of, weigh

SETTINGS = VerificationSettings()
TEXT = "The Border Guard said crossings fell by 40 percent."
SAYING = replace(
    claim(TEXT), kind="quotation", attribution=Attribution("The Border Guard", "said", verbatim=False, span=Span(0, 5))
)


def weighed(text: str, *, publisher: str = "Institute", against: bool = True) -> Weighed:
    one = candidate(document("d", text, publisher=publisher), CONTRADICTS if against else ENTAILS)
    return weigh(one, focus_of(one, TEXT, SETTINGS), (), SETTINGS)


@pytest.mark.parametrize("against", [True, False])
def test_what_is_so_counts_neither_for_nor_against_a_saying(*, against: bool) -> None:
    found = weighed("The crossings rose by 6 percent.", against=against)
    assert max(found.support, found.refute) > 0.0
    silent = of_the_sayer(SAYING, found)
    assert (silent.support, silent.refute) == (0.0, 0.0)
    other = weighed("The crossings rose by 6 percent.", publisher="Institute for Border Studies", against=against)
    assert of_the_sayer(SAYING, other).refute == 0.0, "one word of a name is not the name"
    assert of_the_sayer(claim(TEXT), found) == found, "on a claim that it is so it counts"


def test_what_names_the_sayer_or_is_by_them_counts() -> None:
    named = weighed("The Border Guard told of a rise by 6 percent.")
    own = weighed("The crossings rose by 6 percent.", publisher="Border Guard")
    assert of_the_sayer(SAYING, named) == named
    assert of_the_sayer(SAYING, own) == own


def test_a_sayer_without_a_name_is_not_looked_for() -> None:
    found = weighed("The crossings rose by 6 percent.")
    unnamed = replace(SAYING, attribution=Attribution("officials", "said", verbatim=False, span=Span(0, 5)))
    assert of_the_sayer(unnamed, found) == found

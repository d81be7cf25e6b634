"""What in the words of a claim speaks against taking it over: each class found, and what is like it left alone."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from models.types import Span
from verifier.claims.hindrances import WORDS, hindrances
from verifier.types import Attribution, Claim, ClaimRole, Hindrance, Quantity, TimeRange

PLAIN = "The port of Oslo handled 40 boats in 2019."


def claim(
    text: str, sentence: str | None = None, *, speaker: str | None = None, role: ClaimRole | None = None
) -> Claim:
    told = None if speaker is None else Attribution(speaker, "said", verbatim=False, span=Span(0, 1))
    return Claim(text, Span(0, len(text)), sentence or text, 0.5, "factual", role=role, attribution=told)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (claim(PLAIN), ()),
        (claim("Ann Ode is a former mayor of Oslo."), ("introduction",)),
        (claim("Ann Ode is married to Tom Ode."), ("introduction",)),
        (claim("Ann Ode was the first mayor of Oslo."), ()),
        (claim("Oslo is the capital of Norway."), ()),
        (claim("It was the mayor of Oslo."), ()),
        (claim("Ann Ode took a shot at Erik Karlsen."), ("lead_in",)),
        (claim("Ann Ode spoke against the port.", "Ann Ode spoke against the port:"), ("lead_in",)),
        (claim("Ann Ode said Erik responded.", speaker="Ann Ode", role="saying"), ()),
        (claim("Ann Ode opened the port on Thursday."), ("relative_time",)),
        (claim("Last week Ann Ode opened the port."), ("relative_time",)),
        (claim("Ann Ode leads in the latest poll."), ("relative_time",)),
        (claim("Ann Ode opened the port on March 3, 2016."), ()),
        (claim("Ann Ode opened the port on Thursday, March 3, 2016."), ()),
        (claim("The port was shut.", "“The port was shut."), ("words_without_speaker",)),
        (claim("The port was “shut by the wind."), ("words_without_speaker",)),
        (claim("The port was “shut” by the wind."), ()),
        (claim("“Hamilton” won 11 awards."), ()),
        (claim("Ann Ode is 6'2\" high."), ()),
        (claim("“The port” was shut.", speaker="Ann Ode", role="saying"), ()),
        (claim("Ann Ode said Ann Ode left.", speaker="Ann Ode", role="saying"), ("speaker_again",)),
        (claim("Ann Ode said she left.", speaker="Ann Ode", role="saying"), ("speaker_again",)),
        (claim("Ann Ode said it was raining.", speaker="Ann Ode", role="saying"), ()),
        (claim("Ann Ode said the port was shut.", speaker="Ann Ode", role="saying"), ()),
        (claim("Two captains said the port was shut.", speaker="Two captains", role="saying"), ("many_speakers",)),
        (claim("Bernie Sanders said so.", speaker="Bernie Sanders", role="saying"), ()),
        (claim("The New York Times said so.", speaker="The New York Times", role="saying"), ()),
        (claim("Ann Ode left the board.", "Ann Ode left the board, which had met in Oslo in 2019."), ("cut",)),
        (claim("The board had met in Oslo in 2019.", "Ann Ode left the board, which had met in Oslo in 2019."), ()),
        (claim("Ann Ode left.", "Ann Ode left but came back."), ("cut",)),
        (claim("Ann Ode came back.", "Ann Ode left but came back."), ()),
        (claim("Ann Ode left.", "But Ann Ode left."), ()),
        (claim("Ann Ode left but came back."), ()),
        (claim("Both captains left."), ("compared",)),
        (claim("Oslo allowed same-sex marriage before any other town."), ()),
        (claim(f"Ann Ode saw {'very ' * 45}old boats."), ("long_sentence",)),
        (claim("Both left on Thursday."), ("relative_time", "compared")),
    ],
)  # fmt: skip
def test_a_class_of_fault_is_told_by_its_words(found: Claim, expected: tuple[Hindrance, ...]) -> None:
    assert hindrances(found) == expected


def test_who_is_introduced_with_an_amount_or_a_date_is_told_something() -> None:
    text = "Ann Ode is the mayor of 40 islands."
    amount = Quantity(40.0, 40.0, "island", "exactly", Span(24, 26))
    dated = TimeRange(date(2019, 1, 1), None, Span(24, 26))
    bare = claim(text)
    assert hindrances(bare) == ("introduction",)
    for quantities, times in (((amount,), ()), ((), (dated,))):
        told = Claim(text, Span(0, len(text)), text, 0.5, "factual", quantities=quantities, times=times)
        assert hindrances(told) == ()


def test_every_hindrance_is_told_in_words() -> None:
    assert tuple(WORDS) == get_args(Hindrance)
    assert all(words and words[0].islower() and not words.endswith(".") for words in WORDS.values())

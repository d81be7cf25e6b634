"""What kind of sentence it is, each with sentences that are and that only look like it."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.context import Context
from verifier.claims.kinds import CHECKABLE, judge
from verifier.claims.worth import worthiness
from verifier.types import SentenceKind


def kind(english: EnglishPipeline, text: str, *, given: bool = False) -> SentenceKind:
    context = Context(text, english.parse(text))
    return judge(context.trees[0], context.sentences[0].span, text=text, given=given).kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port opened in May.", "factual"),
        ("The port has cost the town $40 million.", "quantity"),
        ("Officials said that the port opened.", "quotation"),
        ("Did the port open in May?", "question"),
        ("“So who pays for the port?”", "question"),
        ("Harbor Street", "fragment"),
        ("Oslo Opens Second Port", "fragment"),
        ("OSLO OPENED A PORT.", "factual"),
        ("A long way home for the fishermen of Oslo", "fragment"),
        ("Read the rest of the story here.", "fragment"),
        ("***", "fragment"),
        ("The Herald of Oslo reports:", "fragment"),
        ("The port will open in May.", "prediction"),
        ("The port would open in May.", "prediction"),
        ("The port is expected to open in May.", "prediction"),
        ("The port is going to open in May.", "prediction"),
        ("The port could be closed by then.", "prediction"),
        ("We will build a second port in Oslo.", "promise"),
        ("We have no choice.", "opinion"),
        ("The town should close the port.", "opinion"),
        ("I think the port opened in May.", "opinion"),
        ("It was a great day.", "opinion"),
        ("We need to act.", "opinion"),
    ],
)
def test_kinds(english: EnglishPipeline, text: str, expected: str) -> None:
    assert kind(english, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The mayor could not be reached on Friday.",
        "The port would have cost the town its beach.",
        "The mayor was expected to open the port but stayed at home.",
        "Will Ferrell starred in the film about the port.",
        "The port is the biggest in Norway.",
        "We opened the port in Oslo in 2019.",
    ],
)
def test_statements_that_only_look_like_forecasts_or_feelings_can_be_checked(
    english: EnglishPipeline, text: str
) -> None:
    assert kind(english, text) in CHECKABLE


@pytest.mark.parametrize("text", ["Nepal borders France.", "Fish oil may be helpful against colds.", "Ann Ode dances."])
def test_a_given_claim_is_read_leniently(english: EnglishPipeline, text: str) -> None:
    assert kind(english, text, given=True) in CHECKABLE


@pytest.mark.parametrize(
    ("text", "expected"), [("Oslo", "fragment"), ("Is it?", "question"), ("We should go.", "opinion")]
)
def test_a_given_claim_that_states_nothing_is_not_checkable(english: EnglishPipeline, text: str, expected: str) -> None:
    assert kind(english, text, given=True) == expected


def test_names_amounts_and_dates_make_a_claim_worth_checking(english: EnglishPipeline) -> None:
    def worth(text: str, *, quantities: int = 0, times: int = 0, vague: bool = False) -> float:
        context = Context(text, english.parse(text))
        span = context.sentences[0].span
        return worthiness(
            context.trees[0], span, "factual", quantities=quantities, times=times, named_speaker=False, vague=vague
        )

    plain = worth("The people of the town walked along the shore.")
    named = worth("The people of Oslo walked along the shore.")
    dated = worth("The people of Oslo walked along the shore in May.", times=1)
    counted = worth("The 300 people of Oslo walked along the shore in May.", quantities=1, times=1)
    vague = worth("They of the town walked along the shore.", vague=True)
    assert 0 < vague < plain < named < dated < counted < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t fall for the plan of the council.", "fragment"),
        ("Do not sell the port of Oslo.", "fragment"),
        ("Do the people of Oslo not sell boats?", "question"),
        ("The people of Oslo do not sell boats.", "factual"),
    ],
)
def test_forbidding_states_nothing(english: EnglishPipeline, text: str, expected: str) -> None:
    assert kind(english, text) == expected

"""Rhetoric in the form of facts, each with facts that only look like it."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.claims.kinds import Judged
from verifier.claims.opinions import opinion
from verifier.types import Article


def read(english: EnglishPipeline, text: str, *, spoken: bool = False, doubt: float | None = None) -> Judged | None:
    context = Context(text, english.parse(text))
    tree = context.trees[0]
    return opinion(tree, range(len(tree.tokens)), text=text, spoken=spoken, verbatim=spoken, doubt=doubt)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The vote of the council is nothing short of a revolt.", "figure of speech"),
        ("The port authority is under the mayor's thumb.", "figure of speech"),
        ("The new rule is a step towards the end of the ferry.", "figure of speech"),
        ("The election makes it hard to see how the port survives.", "figure of speech"),
        ("Erik Karlsen is paid for.", "figure of speech"),
        ("Fishermen are demoralized.", "group"),
        ("A lot of sailors care more about the cranes than about the port.", "group"),
        ("There are a lot of sailors who aren't enamored of the mayor.", "group"),
        ("The electorate is angry.", "group"),
        ("Without the ferry, the town would never have grown.", "would have been"),
        ("Had the council closed the port, the town would have emptied.", "would have been"),
        ("There are many sailors who are tired of Oslo, so they are voting for the mayor.", "group"),
        ("In Oslo we get a good laugh out of the mayor.", "reader"),
        ("We watch the mayor of Oslo call the port a “jewel”.", "reader"),
        ("Yes, the debate about the port is back.", "reader"),
        ("Ann Vega went on to attack Erik Karlsen.", "attack or a victory"),
        ("Ann Vega slammed Erik Karlsen and Jon Ode.", "attack or a victory"),
        ("Ann Vega also did not hold back.", "attack or a victory"),
    ],
)
def test_rhetoric_of_the_writer_is_an_opinion(english: EnglishPipeline, text: str, reason: str) -> None:
    found = read(english, text)
    assert found is not None
    assert (found.kind, reason in found.reason) == ("opinion", True)


@pytest.mark.parametrize(
    "text",
    [
        "The ship was sold without a crane.",
        "The boat of Erik Karlsen is paid for by the council.",
        "The crew of the ferry saw a red light.",
        "The ferry is a step away from the market.",
        "Three fishermen were angry.",
        "The sailors of the Ode line were tired.",
        "There are a lot of sailors who work in Oslo.",
        "The law would have closed the port of Oslo.",
        "Yes, the council closed the port of Oslo.",
        "Ann Vega attacked Erik Karlsen over the cost of the port.",
        "Ann Vega slammed the record of Erik Karlsen, calling him a tyrant.",
        "Ann Vega won the election in Oslo.",
        "Norway won.",
        "There is fear among the sailors of Oslo.",
        "Fishermen were angered by the vote of the council.",
        "Sailors have been outraged by the raids.",
        "Sailors have been upset that the council of Oslo closed the port.",
        "Yes, boats have sunk in Oslo.",
        "The danger that Karlsen sees is “that we have two ports in Norway”.",
    ],
)
def test_facts_that_look_like_rhetoric_stay_facts(english: EnglishPipeline, text: str) -> None:
    assert read(english, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The letter is further evidence of the politics of the mayor.",
        "There is a growing level of anxiety in the council.",
        "Erik Karlsen tends to read letters twice.",
        "If Karlsen got in, he owes nothing to the council.",
        "The sailors of Oslo were “nuts.”",
    ],
)
def test_what_a_speaker_draws_from_a_fact_is_an_opinion(english: EnglishPipeline, text: str) -> None:
    assert read(english, text, spoken=True) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The letter is evidence in the case against the council.",
        "There is a growing level of anxiety in the council.",
        "Karlsen tends to the boats of the town.",
        "Cod tend to swim north.",
    ],
)
def test_what_a_writer_draws_from_a_fact_is_news(english: EnglishPipeline, text: str) -> None:
    assert read(english, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The sale of the port is a genius move.",
        "The port of Oslo has too many cranes to choose from.",
    ],
)
def test_a_word_that_judges_inside_a_noun_phrase_is_a_judgement(english: EnglishPipeline, text: str) -> None:
    found = read(english, text)
    assert found is not None
    assert "judgement" in found.reason


@pytest.mark.parametrize("text", ["The council was hardly harmonious.", "The road to a second port is very hard."])
def test_a_denied_or_raised_word_judges_where_the_classifier_doubts_a_little(
    english: EnglishPipeline, text: str
) -> None:
    assert read(english, text, doubt=0.3) is not None
    assert read(english, text, doubt=0.1) is None
    assert read(english, text) is None


def test_rhetoric_with_a_date_stays_a_claim(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article("On March 3, 2021, Ann Vega attacked Erik Karlsen."))
    assert [claim.role for claim in found.claims] == [None]


def test_that_rhetoric_was_said_is_a_claim_and_the_rhetoric_is_skipped(extractor: ClaimExtractor) -> None:
    text = "“The vote of the council is nothing short of a revolt,” Mayor Ann Ode said."
    found = extractor.extract(Article(text))
    assert [(claim.role, claim.text) for claim in found.claims] == [
        ("saying", "Ann Ode said: “The vote of the council is nothing short of a revolt”.")
    ]
    assert [one.kind for one in found.skipped] == ["opinion"]


def test_a_bare_attack_before_a_speech_is_no_claim(extractor: ClaimExtractor) -> None:
    bare = extractor.extract(Article("Ann Vega went on to attack Erik Karlsen, saying the port of Oslo is closed."))
    told = extractor.extract(
        Article("Ann Vega went on to sell the boat of the town, saying the port of Oslo is closed.")
    )
    assert [claim.role for claim in bare.claims] == ["saying", "said"]
    assert [claim.role for claim in told.claims] == [None, "saying", "said"]


def test_a_date_that_is_told_by_the_way_ties_nothing_to_the_world(extractor: ClaimExtractor) -> None:
    text = "Yes, the harbor board, which sold the port of Oslo in 1968, is back."
    found = extractor.extract(Article(text))
    assert [claim.text for claim in found.claims] == ["The harbor board sold the port of Oslo in 1968."]
    assert [one.kind for one in found.skipped] == ["opinion"]

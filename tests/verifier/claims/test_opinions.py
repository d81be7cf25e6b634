"""Opinions in the form of facts, each with facts that only look like one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from models.english import EnglishPipeline
from models.types import ModelIdentity, Worthiness
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.claims.kinds import Judged
from verifier.claims.opinions import opinion
from verifier.types import Article, Extraction


class Doubts:
    """A classifier to which every sentence is no factual statement with the same probability."""

    def __init__(self, doubt: float) -> None:
        self._reading = Worthiness(1.0 - doubt, 0.0, doubt)

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity("doubts", "0" * 64)

    def read(self, texts: Sequence[Sequence[str]]) -> list[list[Worthiness]]:
        return [[self._reading for _ in sentences] for sentences in texts]


def read(english: EnglishPipeline, text: str, *, spoken: bool = True, doubt: float | None = None) -> Judged | None:
    context = Context(text, english.parse(text))
    tree = context.trees[0]
    return opinion(tree, range(len(tree.tokens)), text=text, spoken=spoken, verbatim=spoken, doubt=doubt)


def claims(found: Extraction) -> list[tuple[str | None, str]]:
    return [(claim.role, claim.text) for claim in found.claims]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor is a disgrace.",
        "Karlsen is unhinged.",
        "The plan of the town was unhinged from the start.",
        "Karlsen comes off as arrogant.",
        "The taxes of Oslo are too high.",
        "Too much is made of the letters of the mayor.",
        "The mayor has done an awful job.",
        "The mayor has a unique way of talking to fishermen.",
        "The mayor embodies the spirit of the sea.",
        "The council has shown bad judgment.",
        "The port of Oslo is like a bad dream.",
        "The truth is that Karlsen is a coward.",
        "The letter underscores that Karlsen is unworthy of the office.",
        "The fishermen of Oslo have a choice.",
    ],
)
def test_a_judgement_is_an_opinion_in_the_mouth_of_a_speaker(english: EnglishPipeline, text: str) -> None:
    found = read(english, text)
    assert found is not None
    assert (found.kind, "judgement" in found.reason) == ("opinion", True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The town cannot afford a second port.", "ought"),
        ("All ports should require a list; that of Oslo has one.", "ought"),
        ("The council is to blame for the storm damage.", "ought"),
        ("Karlsen cares about the fishermen of Oslo.", "mind"),
        ("The mayor doesn't understand the sea.", "mind"),
        ("Karlsen knows as much about boats as a cat.", "mind"),
        ("Karlsen has big plans for the port of Oslo.", "mind"),
        ("Anybody who complains about the port is having no luck.", "general"),
        ("When something goes wrong, Karlsen loses his nerve.", "general"),
    ],
)
def test_advice_states_of_mind_and_generalities_are_opinions(english: EnglishPipeline, text: str, reason: str) -> None:
    found = read(english, text)
    assert found is not None
    assert reason in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "The port is the biggest in Norway.",
        "Karlsen is a lawyer from Oslo.",
        "The boat was too heavy to lift.",
        "The council closed the port.",
        "The port has a crane.",
        "Karlsen knew about the leak.",
        "The mayor wants the council to sell the port.",
        "Karlsen opposes the plan.",
        "When the storm came, the ferry sank.",
        "The strike hit people who cannot afford a second boat.",
        "The guide has been a good one, but the town sold the boat to Sweden.",
        "Fish like cold water, and seals eat fish.",
        "The virus spreads through the air.",
    ],
)
def test_facts_stay_facts_in_the_mouth_of_a_speaker(english: EnglishPipeline, text: str) -> None:
    assert read(english, text) is None


@pytest.mark.parametrize(
    "text",
    ["Karlsen cares about the fishermen.", "The port of Oslo has plans for a crane.", "Everybody left the hall."],
)
def test_what_a_writer_tells_of_minds_is_news(english: EnglishPipeline, text: str) -> None:
    assert read(english, text, spoken=False) is None


@pytest.mark.parametrize(
    "text", ["The record of the mayor has been mixed.", "The road to a second port is hard.", "That is a clear signal."]
)
def test_a_weak_word_judges_only_where_the_classifier_doubts(english: EnglishPipeline, text: str) -> None:
    assert read(english, text, doubt=0.1) is None
    assert read(english, text) is None
    assert read(english, text, doubt=0.6) is not None


def test_of_which_the_classifier_is_sure_is_no_fact_without_a_name_or_a_past(english: EnglishPipeline) -> None:
    for text, sure in [
        ("It goes far beyond that.", True),
        ("Norway goes far beyond that.", False),
        ("It went far beyond that.", False),
    ]:
        assert (read(english, text, doubt=0.9) is not None) == sure
        assert read(english, text, doubt=0.7) is None
        assert read(english, text, doubt=0.9, spoken=False) is None


@pytest.mark.parametrize(
    ("text", "saying", "opinion"),
    [
        (
            "“The plan is a disgrace,” Mayor Ann Ode said.",
            "Ann Ode said: “The plan is a disgrace”.",
            "The plan is a disgrace",
        ),
        (
            "Mayor Ann Ode said Erik Karlsen was unhinged.",
            "Ann Ode said Erik Karlsen was unhinged.",
            "Erik Karlsen was unhinged",
        ),
        (
            "Mayor Ann Ode said that the port of Oslo closed and that Erik Karlsen is a coward.",
            "Ann Ode said Erik Karlsen is a coward.",
            "Erik Karlsen is a coward",
        ),
    ],
)
def test_that_an_opinion_was_said_is_a_claim_and_the_opinion_is_skipped(
    extractor: ClaimExtractor, text: str, saying: str, opinion: str
) -> None:
    found = extractor.extract(Article(text))
    assert ("saying", saying) in claims(found)
    assert not any(claim.role == "said" and opinion in claim.text for claim in found.claims)
    assert [(one.span.of(text), one.kind) for one in found.skipped] == [(opinion, "opinion")]
    assert all(claim.kind != "opinion" for claim in found.claims)


def test_what_somebody_thinks_is_told_of_themselves_and_guessed_of_others(extractor: ClaimExtractor) -> None:
    own = extractor.extract(Article("Mayor Ann Ode thinks the port of Oslo belongs to the fishermen."))
    other = extractor.extract(Article("“Erik Karlsen thinks this is a ferry,” Mayor Ann Ode said."))
    assert claims(own) == [("saying", "Mayor Ann Ode thinks the port of Oslo belongs to the fishermen.")]
    assert claims(other) == [("saying", "Ann Ode said: “Erik Karlsen thinks this is a ferry”.")]
    assert [one.kind for one in other.skipped] == ["opinion"]


def test_an_opinion_of_the_writer_is_skipped_and_what_stands_beside_it_is_claimed(extractor: ClaimExtractor) -> None:
    text = "The plan of Ann Ode is a disgrace, and the council of Oslo sold the port."
    found = extractor.extract(Article(text))
    assert claims(found) == [(None, "The council of Oslo sold the port.")]
    assert [(one.span.of(text), one.kind) for one in found.skipped] == [
        ("The plan of Ann Ode is a disgrace", "opinion")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The plan is a disgrace that cost $40 million,” Ann Ode said.",
        "“The storm of March 3 was an awful sight,” Ann Ode said.",
    ],
)
def test_words_with_an_amount_or_a_date_stay_claims(extractor: ClaimExtractor, text: str) -> None:
    found = extractor.extract(Article(text, published_at=date(2021, 3, 5)))
    assert [claim.role for claim in found.claims] == ["saying", "said"]


def test_the_doubt_of_the_classifier_reaches_the_claims(english: EnglishPipeline) -> None:
    text = "The record of Ann Ode has been mixed."
    kept = ClaimExtractor(english, worthiness=Doubts(0.1)).extract(Article(text))
    left = ClaimExtractor(english, worthiness=Doubts(0.9)).extract(Article(text))
    assert claims(kept) == [(None, text)]
    assert (claims(left), [one.kind for one in left.skipped]) == ([], ["opinion"])


def test_a_claim_given_on_its_own_is_not_judged(english: EnglishPipeline) -> None:
    extractor = ClaimExtractor(english, worthiness=Doubts(0.9))
    assert extractor.analyse("The record of Ann Ode has been mixed.", as_of=None).kind == "factual"

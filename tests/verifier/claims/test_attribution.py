"""Who said what: direct, indirect and mixed speech, and speakers that stand in another sentence."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.attribution import Saying, find_sayings
from verifier.claims.context import Context

INTRODUCED = "Mayor Ann Ode and Port Chief Erik Karlsen met in Oslo on Monday.\n\n"


def sayings(english: EnglishPipeline, text: str) -> list[tuple[Saying, str]]:
    """Each saying with its content."""
    context = Context(text, english.parse(text))
    return [(found, " / ".join(part.of(text) for part in found.content)) for found in find_sayings(context) if found]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Mayor Ann Ode said the port opened in May.", "Ann Ode", "said", "the port opened in May"),
        ("Mayor Ann Ode said on Friday that the port opened.", "Ann Ode", "said", "the port opened"),
        ("The port opened in May, Ann Ode said.", "Ann Ode", "said", "The port opened in May"),
        ("The port opened in May, said Ann Ode, the mayor of Oslo.", "Ann Ode", "said", "The port opened in May"),
        ("The port, two officials said, opened in May.", "two officials", "said", "The port / opened in May"),
        (
            "According to the harbor board, the port opened in May.",
            "the harbor board",
            "according to",
            "the port opened in May",
        ),
        (
            "The port opened in May, according to the harbor board.",
            "the harbor board",
            "according to",
            "The port opened in May",
        ),
        (
            "The storm closed the port, several city officials said Friday, speaking on condition of anonymity.",
            "several city officials",
            "said",
            "The storm closed the port",
        ),
        (
            "Ann Ode condemned the plan and said she had stopped the work.",
            "Ann Ode",
            "said",
            "she had stopped the work",
        ),
        ("Ann Ode attacked the plan, saying the port had lost money.", "Ann Ode", "saying", "the port had lost money"),
        ("Ann Ode said that claim was false.", "Ann Ode", "said", "that claim was false"),
        ("Ann Ode told reporters that the port had lost money.", "Ann Ode", "told", "the port had lost money"),
    ],
)
def test_indirect_speech(english: EnglishPipeline, text: str, speaker: str, cue: str, content: str) -> None:
    ((found, said),) = sayings(english, text)
    assert (found.speaker, found.cue, said, found.verbatim, found.asserted) == (speaker, cue, content, False, True)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("“The port opened in May,” Ann Ode said.", "Ann Ode", "The port opened in May"),
        ('"The port opened in May," said Ann Ode, the mayor.', "Ann Ode", "The port opened in May"),
        ("Ann Ode said: “The port opened in May.”", "Ann Ode", "The port opened in May."),
        ("“The port,” Ann Ode said, “opened in May.”", "Ann Ode", "The port / opened in May."),
        ("“Did the port open?” Ann Ode asked.", "Ann Ode", "Did the port open?"),
        ("Ann Ode announced a plan in a tweet: “The port opened in May.”", "Ann Ode", "The port opened in May."),
    ],
)
def test_direct_speech(english: EnglishPipeline, text: str, speaker: str, content: str) -> None:
    found, said = sayings(english, text)[0]
    assert (found.speaker, found.verbatim) == (speaker, True)
    assert said in {content, content.split(" / ")[-1]} if " / " in content else said == content


def test_words_woven_into_the_writers_sentence_are_no_direct_speech(english: EnglishPipeline) -> None:
    ((found, said),) = sayings(english, "Ann Ode said that the port “stinks of fish” in summer.")
    assert (said, found.verbatim) == ("the port “stinks of fish” in summer", False)


def test_a_bare_last_name_is_the_fullest_name_of_the_article(english: EnglishPipeline) -> None:
    assert [found.speaker for found, _ in sayings(english, INTRODUCED + "Karlsen said the port had opened.")] == [
        "Erik Karlsen"
    ]


def test_he_said_and_she_said_are_the_last_who_can_be_meant(english: EnglishPipeline) -> None:
    text = (
        INTRODUCED
        + "Karlsen said the port had opened. It was late, he said.\n\nOde was glad. The town had waited, she said."
    )
    assert [found.speaker for found, _ in sayings(english, text)] == ["Erik Karlsen", "Erik Karlsen", "Ann Ode"]


def test_a_quotation_without_a_cue_goes_on_with_the_speaker_of_its_paragraph(english: EnglishPipeline) -> None:
    text = INTRODUCED + "“The port has opened,” Karlsen said. “It took two years.”\n\n“Nobody knows.”"
    assert [(found.speaker, said) for found, said in sayings(english, text)] == [
        ("Erik Karlsen", "The port has opened"),
        ("Erik Karlsen", "It took two years."),
    ]


def test_a_quotation_of_two_sentences_belongs_to_the_cue_at_its_end(english: EnglishPipeline) -> None:
    text = INTRODUCED + "“The port has opened. It took two years,” Karlsen said."
    assert [(found.speaker, said) for found, said in sayings(english, text)] == [
        ("Erik Karlsen", "The port has opened."),
        ("Erik Karlsen", "It took two years"),
    ]


def test_a_quotation_after_a_colon_and_a_paragraph_break_has_its_speaker(english: EnglishPipeline) -> None:
    text = INTRODUCED + "Karlsen wrote in a letter:\n\n“The port has opened.”"
    assert [found.speaker for found, _ in sayings(english, text)] == ["Erik Karlsen"]


@pytest.mark.parametrize(
    "text", ["Ann Ode denied that the port had lost money.", "Ann Ode did not say the port had lost money."]
)
def test_what_is_denied_or_not_said_is_not_asserted(english: EnglishPipeline, text: str) -> None:
    ((found, _),) = sayings(english, text)
    assert not found.asserted


@pytest.mark.parametrize(
    "text",
    ["The port opened in May.", "Ann Ode reported the thief to the police.", "The “old harbor” opened in May."],
)
def test_no_saying_where_nobody_says_anything(english: EnglishPipeline, text: str) -> None:
    assert sayings(english, text) == []


def test_two_people_of_one_last_name_are_not_mixed_up(english: EnglishPipeline) -> None:
    text = "Ann Ode met Peter Ode in Oslo.\n\nOde said the port had opened."
    assert [found.speaker for found, _ in sayings(english, text)] == ["Ode"]


def test_a_clause_beside_the_saying_is_not_what_was_said(english: EnglishPipeline) -> None:
    text = "While she acknowledged money was a major reason she left Oslo, Ann Ode also noted several rules cost boats."
    (saying,) = find_sayings(Context(text, english.parse(text)))
    assert saying is not None
    assert [span.of(text) for span in saying.content] == ["several rules cost boats"]

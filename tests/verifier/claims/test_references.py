"""What "it", "they", "the city", "the agency" and acronyms mean: named where that is sure, else told as open."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.acronyms import written_out
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.claims.references import is_elliptic, noun_phrase, readings, stands_for_clause
from verifier.types import Article, Claim


def last(extractor: ClaimExtractor, text: str) -> Claim:
    return extractor.extract(Article(text)).claims[-1]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Harbor Board published its report. It names 40 boats.", "The Harbor Board names 40 boats."),
        ("The boats left Oslo in 2019. They carried 40 cars.", "The boats carried 40 cars."),
        ("Ann Ode visited Norway. The country has 40 ports.", "Norway has 40 ports."),
        ("Ann Ode visited Texas. The state has 40 ports.", "Texas has 40 ports."),
        ("Ann Ode visited Bergen. The city of Oslo has 40 piers.", "The city of Oslo has 40 piers."),
        ("Ann Ode visited the U.S. The country has 40 ports.", "The U.S. has 40 ports."),
        (
            "The National Boat League (NBL) met. It was late. The NBL sold 40 boats.",
            "The National Boat League (NBL) sold 40 boats.",
        ),
    ],
)
def test_what_can_mean_one_thing_only_is_named(extractor: ClaimExtractor, text: str, claim: str) -> None:
    made = last(extractor, text)
    assert (made.text, made.ambiguities) == (claim, ())


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        (
            "The Harbor Board met the Pilot Board in Oslo. It names 40 boats.",
            "It",
            ("the Harbor Board", "the Pilot Board", "Oslo"),
        ),
        ("Ann Ode visited Norway. That deal has failed.", "That deal", ()),
        (
            "Ann Ode and Bo Falk met. They include the port of Oslo.",
            "They",
            ("Ann Ode and Bo Falk",),
        ),
    ],
)
def test_what_is_open_is_told_with_its_readings(
    extractor: ClaimExtractor, text: str, word: str, meant: tuple[str, ...]
) -> None:
    made = last(extractor, text)
    (found,) = made.ambiguities
    assert (found.text, found.readings, found.span.of(text)) == (word, meant, word)
    assert made.text.startswith(word)


def test_two_countries_are_not_guessed_between(extractor: ClaimExtractor) -> None:
    text = "Ann Ode visited Norway and Sweden. The country has 40 ports."
    assert last(extractor, text).text == "The country has 40 ports."


def test_words_of_a_speaker_stay_as_they_were_said(extractor: ClaimExtractor) -> None:
    text = "Ann Ode visited Norway. “The country has 40 ports,” Ode said."
    assert last(extractor, text).text == "The country has 40 ports."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The National Boat League (NBL) met.", {"NBL": "National Boat League"}),
        ("The Port and Harbor Authority (PHA) met.", {"PHA": "Port and Harbor Authority"}),
        ("The League (NBL) met.", {}),
        ("The National Boat League (NBL) met the Northern Bell Lodge (NBL).", {}),
    ],
)
def test_an_acronym_is_what_the_article_writes_out(english: EnglishPipeline, text: str, names: dict[str, str]) -> None:
    assert written_out(text, english.parse(text)) == names


def parsed(english: EnglishPipeline, text: str, word: str) -> tuple[Context, int, int]:
    """The context, and the last sentence and token with the word."""
    context = Context(text, english.parse(text))
    places = [
        (number, at)
        for number, sentence in enumerate(context.sentences)
        for at, token in enumerate(sentence.tokens)
        if token.text == word
    ]
    return context, *places[-1]


def test_readings_are_nearest_things_of_the_sentence_before(english: EnglishPipeline) -> None:
    context, number, at = parsed(english, "The board sold a boat in May.\n\nIt sank.", "It")
    assert readings(context, number, at, [at]) == ("the board", "the boat")


@pytest.mark.parametrize("text", ["The board met. It rained.", "The board met. It is clear that boats sank."])
def test_an_it_that_means_nothing_has_no_readings(english: EnglishPipeline, text: str) -> None:
    context, number, at = parsed(english, text, "It")
    assert readings(context, number, at, [at]) == ()


def test_what_lies_paragraphs_back_is_no_reading(english: EnglishPipeline) -> None:
    context, number, at = parsed(english, "The board met.\n\nAnn Ode left.\n\nIt sank.", "It")
    assert readings(context, number, at, [at]) == ()


def test_a_count_without_its_noun_leaves_something_out(english: EnglishPipeline) -> None:
    context, number, at = parsed(english, "The board sent letters. Not many answered.", "many")
    assert is_elliptic(context.trees[number], at)
    context, number, at = parsed(english, "The board sent letters. Many of the skippers answered.", "Many")
    assert not is_elliptic(context.trees[number], at)


def test_an_it_that_is_something_may_stand_for_what_happened(english: EnglishPipeline) -> None:
    context, number, at = parsed(english, "The board met. It is the latest effort.", "It")
    assert stands_for_clause(context.trees[number], at)
    context, number, at = parsed(english, "The board met. It sold 40 boats.", "It")
    assert not stands_for_clause(context.trees[number], at)


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("A board of pilots met.", "board", "the board of pilots"),
        ("The old board met.", "board", "the old board"),
        ("His board met.", "board", None),
        ("Another board met.", "board", None),
    ],
)
def test_a_noun_phrase_is_made_definite(english: EnglishPipeline, text: str, noun: str, phrase: str | None) -> None:
    context, number, at = parsed(english, text, noun)
    assert noun_phrase(context, number, at) == phrase


def test_a_body_in_a_clause_without_a_verb_stays(extractor: ClaimExtractor) -> None:
    text = "Harbor Corp sold 40 boats.\n\nAnn Ode came to Oslo. Ode has led plans to make the company “carbon neutral.”"
    assert "the company" in last(extractor, text).text


def test_what_somebody_owns_is_not_their_role(extractor: ClaimExtractor) -> None:
    text = "Tom Hallam, whose 2005 book on ports sold well, was sued.\n\nNorton printed the book in 2016."
    assert last(extractor, text).text == "Norton printed the book in 2016."


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor met the pilots of the ships in Oslo. They’re mostly selling 40 boats.", "They"),
        ("Ann Ode left the Harbor Board in May. It was not that simple in 2019.", "It"),
        ("Ann Ode wrote a book on Norway in May. It names 40 boats.", "It"),
    ],
)
def test_what_was_told_by_the_way_is_not_put_for_a_pronoun(extractor: ClaimExtractor, text: str, word: str) -> None:
    made = last(extractor, text)
    assert made.text.startswith(word)
    assert word in {found.text for found in made.ambiguities}


def test_they_are_all_who_are_joined_and_the_short_verb_is_written_out(extractor: ClaimExtractor) -> None:
    text = "Oslo and Bergen have used the port most. They’ve sold 40 boats."
    assert last(extractor, text).text == "Oslo and Bergen have sold 40 boats."


@pytest.mark.parametrize(
    "text",
    [
        "The board asked about the use of relief committees by the Harbor Committee. The committee sold 40 boats.",
        "Ann Ode taxes boats by the Harbor tax. Once a tax is moved, the tax costs Oslo 40 boats.",
        "The crowd came for the Bergen event. In Oslo, 40 boats withdrew from the event.",
    ],
)
def test_a_description_stays_where_others_of_the_kind_are_about(extractor: ClaimExtractor, text: str) -> None:
    made = last(extractor, text).text
    assert made in text

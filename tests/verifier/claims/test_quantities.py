"""Quantities that English sentences name."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.english import EnglishPipeline
from models.types import Entity, ParsedSentence, Span, Token
from verifier.claims.quantities import find_quantities
from verifier.types import Quantity

# One sentence a line, with the rule that it holds.
TABLE = Path(__file__).parent / "tables" / "quantities.jsonl"
LABELLED = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


def _read(english: EnglishPipeline, text: str) -> list[Quantity]:
    return [quantity for sentence in english.parse(text) for quantity in find_quantities(sentence)]


@pytest.mark.parametrize("row", LABELLED, ids=[f"{row['rule']}: {row['text']}" for row in LABELLED])
def test_a_sentence_has_its_quantities(english: EnglishPipeline, row: dict[str, Any]) -> None:
    found = [as_labelled(quantity, row["text"]) for quantity in _read(english, row["text"])]
    assert found == [
        expected | {"low": _close(expected["low"]), "high": _close(expected["high"])} for expected in row["quantities"]
    ]


def as_labelled(quantity: Quantity, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "text": quantity.span.of(text),
    }
    return row | {key: value for key, value in (("per", quantity.per), ("change", quantity.change)) if value}


def _close(value: float | None) -> object:
    return None if value is None else pytest.approx(value, rel=1e-6)


def test_the_labelled_quantities_are_many_and_no_sentence_is_there_twice() -> None:
    assert len({row["text"] for row in LABELLED}) == len(LABELLED) > 240
    assert sum(len(row["quantities"]) for row in LABELLED) > 200


def test_spans_are_in_characters_of_the_whole_text(english: EnglishPipeline) -> None:
    text = "The mayor spoke.\n\nMore than 2,000 migrants came, and 15 \u201cstayed\u201d."
    assert [q.span.of(text) for q in _read(english, text)] == ["More than 2,000", "15"]


def test_the_quantities_of_one_sentence_come_in_order(english: EnglishPipeline) -> None:
    found = _read(english, "The vaccine worked in 85 %, 86 % and 89.4 % of the patients.")
    assert [(q.low, q.unit) for q in found] == [(85, "percent"), (86, "percent"), (89.4, "percent")]


def test_a_wrong_parse_does_not_hide_the_number() -> None:
    text = "more than 2,000 people"
    tokens = tuple(
        Token(Span(start, end), text[start:end], text[start:end], "X", "XX", "dep", 0)
        for start, end in ((0, 4), (5, 9), (10, 15), (16, 22))
    )
    (found,) = find_quantities(ParsedSentence(Span(0, len(text)), 0, tokens, ()))
    assert (found.low, found.high, found.span.of(text)) == (2000, None, "more than 2,000")


_WORDS = (
    "5 2,000 twenty - five half a million % percent $ € of in to and between from 2019 1/2 ½ dozen hundreds tens one "
    "1e9 9999999999999999999999999 .5 3.14.15 k m people Friday . , ( ) + # 51-49 degrees or more about no nearly per "
    "İ \u0661\u0662 \ud800"
)
_PIECES = st.sampled_from(_WORDS.split())
_TAGS = st.sampled_from(["NN", "NNS", "NNP", "CD", "JJ", "IN", "DT", "VBD", "."])


@st.composite
def _sentences(draw: st.DrawFn) -> tuple[str, ParsedSentence]:
    """A sentence of pieces of grammar or of any text, with tags and heads that need not make sense."""
    words = [word for word in draw(st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=14)) if word.strip()]
    lead = draw(st.integers(0, 50))
    text, tokens = " " * lead, []
    for word in words:
        span = Span(len(text), len(text) + len(word))
        head = draw(st.integers(-2, len(words) + 1))
        tokens.append(
            Token(span, word, word.lower(), draw(st.sampled_from(["NUM", "NOUN", "VERB"])), draw(_TAGS), "", head)
        )
        text += word + draw(st.sampled_from([" ", " ", ""]))
    span = Span(lead, len(text))
    label = draw(st.sampled_from(["DATE", "PERSON", "ORG", "CARDINAL"]))
    return text, ParsedSentence(span, 0, tuple(tokens), (Entity(span, text[lead:], label),) if len(span) else ())


@settings(max_examples=400, deadline=None)
@given(_sentences())
def test_any_tokens_give_sound_quantities(drawn: tuple[str, ParsedSentence]) -> None:
    _, sentence = drawn
    found = find_quantities(sentence)
    for quantity in found:
        assert sentence.span.covers(quantity.span)
        assert len(quantity.span) > 0
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))


def test_a_number_that_a_plus_takes_in_is_no_second_quantity() -> None:
    text, at, tokens = "5 5 5+", 0, []
    for word in ("5", "5", "5", "+"):
        start = text.index(word, at)
        at = start + 1
        tokens.append(Token(Span(start, at), word, word, "NUM", "NNS", "", 0))
    found = find_quantities(ParsedSentence(Span(0, 6), 0, tuple(tokens), (Entity(Span(0, 6), text, "DATE"),)))
    assert [quantity.span for quantity in found] == [Span(0, 1), Span(2, 6)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_sound_quantities(english: EnglishPipeline, text: str) -> None:
    for quantity in _read(english, text):
        assert quantity.span.of(text).strip()


@settings(max_examples=200, deadline=None)
@example(911)
@given(st.integers(0, 10**12))
def test_digits_with_separators_are_read_exactly(english: EnglishPipeline, value: int) -> None:
    (found,) = _read(english, f"The city counted {value:,} visitors.")
    assert (found.low, found.high, found.unit) == (value, value, "visitor")


@pytest.mark.parametrize("text", ["She dialled 911 in the night.", "The city got 911 calls all night."])
def test_the_emergency_number_is_no_amount(english: EnglishPipeline, text: str) -> None:
    assert _read(english, text) == []

"""Words that state nothing because a part of them is missing, and words that only look like it."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.claims.kinds import judge
from verifier.claims.pieces import is_closed, is_cut
from verifier.types import Article


def reason(english: EnglishPipeline, text: str) -> str:
    context = Context(text, english.parse(text))
    return judge(context.trees[0], context.sentences[0].span, text=text).reason


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Here in Oslo last night I was in the rain with 40 —.", "breaks off"),
        ("The mayor was in the middle of the —", "breaks off"),
        ("How the board of Oslo lost the port in 2019.", "question"),
        ("Which is another reason that the port of Oslo closed.", "question"),
        ("has repeatedly closed the port of Oslo to all ships.", "subject"),
        ("The years that followed.", "names something"),
        ("Because the port of Oslo closed.", "reason"),
        ("Whether the port of Oslo is of use to the public.", "question"),
        ("When the old mayor died, Ann Ode released the following statement:", "not what is said"),
        ("The letter of Ann Ode goes on to say:", "not what is said"),
        ("The areas where Ann Ode wants changes include:", "not what is said"),
        ("Ann Ode told reporters.", "not what is said"),
        ("Ann Ode said of the storm.", "not what is said"),
        ("Ann Ode asked, according to a report of the board.", "not what is said"),
        ("Ann Ode responded on Friday.", "not what is said"),
        ("Ann Ode telling people they are wrong.", "no main verb"),
        ("Passing a harbor law that hurt 40 towns.", "no main verb"),
    ],
)
def test_a_piece_is_no_statement(english: EnglishPipeline, text: str, told: str) -> None:
    assert told in reason(english, text)


@pytest.mark.parametrize(
    "text",
    [
        "The captains of Oslo voted in the second round of the ballot —",
        "What the port of Oslo needs is money.",
        "Whether the port of Oslo closes is open.",
        "Ann Ode said no.",
        "Ann Ode said the same.",
        "Last month, 26 percent said the same.",
        "Ann Ode did what she said.",
        "The port of Oslo lost 40 ships, Ann Ode said.",
        "Ann Ode told the board of the storm.",
        "Ann Ode asked for a vote.",
        "Ann Ode was asked about the port.",
        "Ann Ode responded by closing the port.",
        "Ann Ode is telling people they are wrong.",
        "When the port of Oslo closed, the board met.",
        "The captain who lost the ferry left Oslo.",
        "the port of Oslo closed in May.",
    ],
)
def test_a_statement_that_looks_like_a_piece_is_one(english: EnglishPipeline, text: str) -> None:
    assert reason(english, text) == ""


@pytest.mark.parametrize(
    ("text", "end", "cut"),
    [
        ("The mayor blamed them for harping on “this and that”.", "harping on", True),
        ("The ports that they depend on, Ode said, are shut.", "depend on", False),
        ("The mayor wants a port (and a pier) in Oslo.", "a port (and a pier", True),
        ("The mayor wants a port (and a pier) in Oslo.", "(and a pier)", False),
    ],
)
def test_words_that_need_the_next_one_are_cut(english: EnglishPipeline, text: str, end: str, cut: bool) -> None:
    tree = Context(text, english.parse(text)).trees[0]
    words = text[: text.index(end) + len(end)]
    assert is_cut(tree, [at for at, token in enumerate(tree.tokens) if token.span.end <= len(words)], words) is cut


def test_brackets_are_closed_in_pairs() -> None:
    assert [is_closed(words) for words in ("a (b) c", "a (b", "b) c", "[a] b")] == [True, False, False, True]


def test_a_sentence_is_not_parted_inside_a_bracket(extractor: ClaimExtractor) -> None:
    text = "The board of Oslo wants less debt this year (the captains want lower tolls and the towns want lower rents)."
    assert [claim.text for claim in extractor.extract(Article(text)).claims] == [text]


def test_what_was_set_aside_as_a_piece_is_listed(extractor: ClaimExtractor) -> None:
    text = "How the board of Oslo lost the port in 2019."
    found = extractor.extract(Article(text))
    assert [(one.span.of(text), one.kind) for one in found.skipped] == [(text, "fragment")]
    assert not found.claims

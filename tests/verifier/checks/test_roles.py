"""Which part a name plays."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.checks.roles import named

# sentence, each name with its kind, its part, and the stem of the word that it plays it to
PARTS = [
    ("Anna Berg opened the bridge.", [("Anna Berg", "person", "subject", "open")]),
    ("The bridge was opened by Anna Berg.", [("Anna Berg", "person", "subject", "open")]),
    ("Police arrested Anna Berg.", [("Anna Berg", "person", "object", "arrest")]),
    ("Anna Berg was arrested.", [("Anna Berg", "person", "object", "arrest")]),
    ("The film was shot in Paris.", [("Paris", "place", "in", "shoot")]),
    (
        "Paris is the capital of France.",
        [("Paris", "place", "subject", "capital"), ("France", "place", "of", "capital")],
    ),
    ("Anna Berg's boat sank.", [("Anna Berg", "person", "of", "boat")]),
    ("The boat sank.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_a_name_plays_a_part(english: EnglishPipeline, text: str, parts: list[tuple[str, str, str, str]]) -> None:
    (sentence,) = english.parse(text)
    assert [(one.text, one.kind, one.part, one.on) for one in named(sentence)] == parts


def test_places_of_names_are_those_of_their_sentence(english: EnglishPipeline) -> None:
    _, sentence = english.parse("It rained. Anna Berg opened the bridge.")
    (one,) = named(sentence)
    assert (one.start, one.end) == (0, len("Anna Berg"))

"""Sentence boundaries, each rule with a sentence where it holds and one where it must not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.sentences import MAX_SENTENCE_CHARACTERS, split_paragraphs, split_sentences

PIECES = st.sampled_from(
    [
        "A",
        "b",
        " ",
        "\n",
        "\n\n",
        ".",
        "?",
        "!",
        "…",
        "”",
        "“",
        '"',
        "'",
        "(",
        ")",
        "Mr.",
        "U.S.",
        "3",
        "\x00",
        "\u200f",
        "\ud800",
        "\u2029",
        "\x1c",
        "•",
        "- ",
        "word ",
        "Word ",
        "。",
    ]
)


def cut(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The bridge opened. Cars crossed it.", ["The bridge opened.", "Cars crossed it."]),
        ("Mr. Ode met Sen. Karlsen. They talked.", ["Mr. Ode met Sen. Karlsen.", "They talked."]),
        ("Ode met then-Sen. Karlsen. They talked.", ["Ode met then-Sen. Karlsen.", "They talked."]),
        (
            "The U.S. Senate voted at 9 p.m. Monday. It failed.",
            ["The U.S. Senate voted at 9 p.m. Monday.", "It failed."],
        ),
        ("He left the U.S. The talks ended.", ["He left the U.S.", "The talks ended."]),
        ("It closed at 9 p.m. Police arrived later.", ["It closed at 9 p.m.", "Police arrived later."]),
        (
            "Ruling No. 5 stands. The answer is No. Then he left.",
            ["Ruling No. 5 stands.", "The answer is No.", "Then he left."],
        ),
        ("It began on Jan. 3 in Ohio. It rained.", ["It began on Jan. 3 in Ohio.", "It rained."]),
        (
            "Harbor Inc. Chairman J. R. Ode resigned. He is 60.",
            ["Harbor Inc. Chairman J. R. Ode resigned.", "He is 60."],
        ),
        ("She runs Harbor Inc. The firm is small.", ["She runs Harbor Inc.", "The firm is small."]),
        (
            "He paused... and went on. He stopped... Then he spoke.",
            ["He paused... and went on.", "He stopped...", "Then he spoke."],
        ),
        ("It rose 3.5 percent. 12 towns gained.", ["It rose 3.5 percent.", "12 towns gained."]),
        ("We are no arm of it….I worry, he said.", ["We are no arm of it….", "I worry, he said."]),
        ("The crowd left.The square was empty.", ["The crowd left.", "The square was empty."]),
        ("See www.example.com and Node.js today.", ["See www.example.com and Node.js today."]),
    ],
)
def test_cuts_at_ends_and_not_at_abbreviations(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“They stayed.” Ode added that it rains.", ["“They stayed.”", "Ode added that it rains."]),
        ('"They stayed." Ode added that it rains.', ['"They stayed."', "Ode added that it rains."]),
        ("''They stayed.'' Ode added that it rains.", ["''They stayed.''", "Ode added that it rains."]),
        ("“Why now?” Ode asked. “Money!” he said.", ["“Why now?” Ode asked.", "“Money!” he said."]),
        ("“Why now?” Ann Lee Ode said on Monday.", ["“Why now?” Ann Lee Ode said on Monday."]),
        ("“He told me ‘Go away.’ Then he left.”", ["“He told me ‘Go away.’", "Then he left.”"]),
        ("It rained. “It always does,” she said.", ["It rained.", "“It always does,” she said."]),
        ("It rained. (It always does.) She left.", ["It rained.", "(It always does.)", "She left."]),
    ],
)
def test_quotation_marks_and_brackets_stay_with_their_sentence(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Harbor Reopens\nThe harbor reopened.", ["Harbor Reopens", "The harbor reopened."]),
        ("A town without a stop\n\nthe next paragraph", ["A town without a stop", "the next paragraph"]),
        ("OSLO (AP) — The harbor reopened. It is big.", ["OSLO (AP) — The harbor reopened.", "It is big."]),
        ("OSLO, Minn. (AP) -- The harbor reopened.", ["OSLO, Minn. (AP) -- The harbor reopened."]),
        ("- first point\n- second point", ["- first point", "- second point"]),
        ("1. The harbor. It is big.\n2. The town.", ["1. The harbor.", "It is big.", "2. The town."]),
        (
            "The harbor reopened after the long winter and\nthe town was glad of it.",
            ["The harbor reopened after the long winter and\nthe town was glad of it."],
        ),
    ],
)
def test_line_ends_break_unless_prose_was_wrapped(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_lines_wrapped_at_a_width_are_one_paragraph_also_before_a_name() -> None:
    text = (
        "The harbor was opened again on Monday by the mayor\n"
        "of the town, and a crowd of people came to see what\n"
        "Karlsen had promised for so long and never built at\n"
        "all."
    )
    assert cut(text) == [text]


def test_paragraphs_are_counted_from_zero_without_gaps() -> None:
    text = "\n\nHead\n\n\nOne. Two.\nThree."
    assert [number for number, _ in split_paragraphs(text)] == [0, 1, 1, 2]


def test_a_text_without_any_stop_is_cut_at_white_space() -> None:
    text = "word " * 3_000
    spans = split_sentences(text)
    assert all(len(span) <= MAX_SENTENCE_CHARACTERS for span in spans)
    assert " ".join(span.of(text) for span in spans) == text.strip()


@pytest.mark.parametrize("text", ["", "  \n\t\u2029 ", "\x1c\x1d"])
def test_a_blank_text_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    assert spans == sorted(spans)
    assert all(not before.overlaps(after) for before, after in itertools.pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES).map("".join), st.text(" \n\t\u2029", max_size=5))
def test_trailing_white_space_changes_nothing(text: str, white: str) -> None:
    assert split_sentences(text + white) == split_sentences(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES).map("".join), st.lists(PIECES).map("".join))
def test_no_sentence_crosses_a_blank_line(before: str, after: str) -> None:
    text = before + "\n\n" + after
    assert not any(span.start < len(before) and span.end > len(before) + 2 for span in split_sentences(text))

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from indexes.passages import MAX_CHARACTERS, MAX_SENTENCE_WORDS, MAX_SENTENCES, MAX_WORDS, Cut, cut_passages
from models.english import EnglishPipeline

ENGLISH = EnglishPipeline()

LONG = "The committee heard nine witnesses about the cost of the new harbour wall and its effect on the fishing fleet. "


def texts(text: str) -> list[str]:
    return [cut.span.of(text) for cut in cut_passages(text, ENGLISH)]


def assert_sound(text: str, cuts: list[Cut]) -> None:
    """Ordered, disjoint, made of their sentences, and covering every character but white space exactly once."""
    covered = 0
    for cut in cuts:
        assert cut.span.start >= covered
        assert not text[covered : cut.span.start].strip()
        assert (cut.sentences[0].start, cut.sentences[-1].end) == (cut.span.start, cut.span.end)
        at = cut.span.start
        for sentence in cut.sentences:
            assert len(sentence) > 0
            assert not text[at : sentence.start].strip()
            assert sentence.of(text) == sentence.of(text).strip()
            at = sentence.end
        covered = cut.span.end
    assert not text[covered:].strip()


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_passages_of_any_text_cover_it_once_and_in_order(text: str) -> None:
    assert_sound(text, cut_passages(text, ENGLISH))


PARTS = ("Mr. Low spoke.", "Work began", "\n", "\n\n", "\r\n", " ", "“No!”", "x" * 900, "a " * 130)


@given(st.lists(st.sampled_from(PARTS)))
@settings(max_examples=200, deadline=None)
def test_passages_of_news_like_text_cover_it_and_keep_to_their_limits(parts: list[str]) -> None:
    text = " ".join(parts)
    cuts = cut_passages(text, ENGLISH)
    assert_sound(text, cuts)
    for cut in cuts:
        assert len(cut.sentences) <= MAX_SENTENCES
        assert len(cut.span.of(text).split()) <= max(MAX_WORDS, MAX_SENTENCE_WORDS)
        assert len(cut.span) <= MAX_CHARACTERS


def test_a_blank_text_has_no_passages() -> None:
    assert cut_passages("", ENGLISH) == []
    assert cut_passages(" \n\t ", ENGLISH) == []


def test_a_passage_holds_at_most_three_sentences() -> None:
    text = "One came. Two came. Three came. Four came."
    assert texts(text) == ["One came. Two came. Three came.", "Four came."]


def test_long_sentences_do_not_share_a_passage_past_ninety_words() -> None:
    text = (LONG * 6).strip()
    assert [len(passage.split()) for passage in texts(text)] == [60, 60]


def test_full_paragraphs_stay_apart_and_short_ones_go_together() -> None:
    full = (LONG * 2).strip()
    assert texts(f"{full}\n\n{full}") == [full, full]
    assert texts("The vote was close.\n\nThe mayor left.") == ["The vote was close.\n\nThe mayor left."]


def test_a_headline_opens_a_passage_and_never_closes_one() -> None:
    text = "The vote was close.\n\nHarbour wall to be raised\n\nWork begins in May."
    assert texts(text) == ["The vote was close.", "Harbour wall to be raised\n\nWork begins in May."]


def test_a_soft_line_end_is_no_paragraph_where_blank_lines_are() -> None:
    full = (LONG * 2).strip().replace(". The", ".\nThe")
    text = f"{full}\nShort end.\n\nNext."
    assert texts(text)[0] == f"{full}\nShort end."


def test_an_overlong_sentence_is_cut_between_words_and_loses_none() -> None:
    text = " ".join(f"word{number}" for number in range(1000))
    passages = texts(text)
    assert " ".join(passages) == text
    assert max(len(passage.split()) for passage in passages) <= MAX_SENTENCE_WORDS


def test_ten_megabytes_without_a_full_stop_are_cut_and_covered() -> None:
    text = "x" * 5_000_000 + " " + "ab cd " * 850_000
    cuts = cut_passages(text, ENGLISH)
    assert_sound(text, cuts)
    assert max(len(cut.span) for cut in cuts) <= MAX_CHARACTERS
    assert sum(len(re.sub(r"\s", "", cut.span.of(text))) for cut in cuts) == len(re.sub(r"\s", "", text))

"""The English pipeline with its real weights."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.english import EnglishPipeline, readable
from models.errors import ModelMissing
from models.types import ParsedSentence

TEXT = (
    "OSLO (AP) — Mayor Ann Ode sent 40 letters in May.\n\n"
    "“We waited,” she said. “Nobody  came.”\n\nHarbor Reopens\nIt was the first of 12 ports in the U.S. to do so."
)


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


def assert_sound(text: str, parsed: list[ParsedSentence], english: EnglishPipeline) -> None:
    assert [sentence.span for sentence in parsed] == english.sentences(text)
    for sentence in parsed:
        spans = [token.span for token in sentence.tokens]
        assert spans == sorted(spans)
        assert all(sentence.span.covers(span) for span in spans)
        assert all(token.span.of(text) == token.text for token in sentence.tokens)
        assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)
        assert all(entity.span.of(text) == entity.text for entity in sentence.entities)


def test_parses_tokens_heads_and_entities_at_their_place_in_the_text(english: EnglishPipeline) -> None:
    parsed = english.parse(TEXT)
    assert_sound(TEXT, parsed, english)
    first = parsed[0]
    sent = next(token for token in first.tokens if token.text == "sent")
    letters = next(token for token in first.tokens if token.text == "letters")
    assert (sent.lemma, letters.dep, first.tokens[letters.head]) == ("send", "dobj", sent)
    assert ("Ann Ode", "PERSON") in [(entity.text, entity.label) for entity in first.entities]


def test_paragraphs_are_numbered(english: EnglishPipeline) -> None:
    assert [sentence.paragraph for sentence in english.parse(TEXT)] == [0, 1, 1, 2, 3]


def test_one_sentence_has_one_root_although_the_parser_would_cut_it(english: EnglishPipeline) -> None:
    (sentence,) = english.parse("Harbor open 9 a.m. to 5 p.m. Mondays tickets five dollars call the office")
    assert sum(token.head == at for at, token in enumerate(sentence.tokens)) == 1


def test_a_sentence_is_parsed_the_same_whatever_stands_around_it(english: EnglishPipeline) -> None:
    alone = english.parse("Mayor Ann Ode sent 40 letters in May.")[0]
    among = english.parse("Mayor Ann Ode sent 40 letters in May.\n\n" + TEXT * 40)[0]
    assert alone == among


@pytest.mark.parametrize(
    "text",
    ["", " \n", "\x00", "\ud800 met \udfff.", "\u202eabc\u202c def.", "a" * 1_000_000, "\x00" * 5_000, "?" * 5_000,
     "هذا نص. وهذا نص آخر.", "“" * 3_000, "1." * 4_000, "\u200f\u200f The end."],
    ids=["empty", "blank", "nul", "surrogates", "marks", "long word", "nuls", "marks", "arabic", "quotes", "digits",
         "rtl"],
)  # fmt: skip
def test_text_that_is_no_prose_does_not_raise(english: EnglishPipeline, text: str) -> None:
    assert_sound(text, english.parse(text), english)


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=[]), max_size=200))
def test_any_text_parses_with_the_boundaries_of_sentences(text: str) -> None:
    english = _shared()
    assert_sound(text, english.parse(text), english)


_SHARED: list[EnglishPipeline] = []


def _shared() -> EnglishPipeline:
    if not _SHARED:
        _SHARED.append(EnglishPipeline())
    return _SHARED[0]


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_what_spacy_reads_has_the_length_of_the_text(text: str) -> None:
    made = readable(text)
    assert len(made) == len(text)
    made.encode()


def test_several_threads_load_once_and_agree() -> None:
    english = EnglishPipeline()
    found: list[list[ParsedSentence]] = []
    threads = [threading.Thread(target=lambda: found.append(english.parse(TEXT))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(parsed == found[0] for parsed in found)


def test_cutting_sentences_does_not_import_spacy() -> None:
    code = (
        "import sys; from models.english import EnglishPipeline; "
        "assert EnglishPipeline().sentences('A b. C d.'); assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_the_identity_names_the_weights(english: EnglishPipeline) -> None:
    assert english.identity.name == "en_core_web_sm"
    assert len(english.identity.sha256) == 64
    assert issubclass(ModelMissing, Exception)


def test_texts_parsed_together_are_parsed_as_they_are_alone(english: EnglishPipeline) -> None:
    texts = [TEXT, "", "Ann Ode left.", "\x00", TEXT + " More."]
    assert english.parse_all(texts) == [english.parse(text) for text in texts]


@pytest.mark.parametrize("rank", ["Capt.", "Lt.", "Sgt.", "Cmdr."])
def test_a_rank_keeps_its_stop(english: EnglishPipeline, rank: str) -> None:
    (sentence,) = english.parse(f"The board met Army {rank} Christian Pardo in Oslo.")
    assert rank in [token.text for token in sentence.tokens]

"""Cutting a document's text into passages: what is embedded, searched and cited.

A passage is a run of whole consecutive sentences, at most `MAX_SENTENCES` of them, `MAX_WORDS` words (a single sentence
may have more) and `MAX_CHARACTERS` characters. It stays inside a paragraph, but for paragraphs too short to stand
alone: those go together. A headline opens a passage and never closes one, so that it stands with the text it is about.
Passages do not overlap; together they hold every character of the text but white space between sentences.

A single sentence over `MAX_SENTENCE_WORDS` words or `MAX_CHARACTERS` characters (a table, a line without full stops) is
cut between words, and a "word" over `MAX_WORD_CHARACTERS` is cut inside, so that nothing is dropped. Each piece then
counts as one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from models.types import Span

if TYPE_CHECKING:
    from models.protocols import SentenceSplitter

MAX_SENTENCES: Final = 3
MAX_WORDS: Final = 90
MAX_SENTENCE_WORDS: Final = 120
MAX_WORD_CHARACTERS: Final = 400
MAX_CHARACTERS: Final = 2_000
SHORT_PARAGRAPH_WORDS: Final = 30
HEADLINE_WORDS: Final = 14

_WORD: Final = re.compile(r"\S+")
_LINE_END: Final = re.compile(r"[\n\r\u2028\u2029]")
_BLANK_LINE: Final = re.compile(r"(?:\n|\r\n?)[^\S\n\r]*(?:\n|\r)|\u2029")
_TERMINAL: Final = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage's place in a text: what it covers, and the sentences in it."""

    span: Span
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: int
    opens_paragraph: bool
    headline: bool


def cut_passages(text: str, splitter: SentenceSplitter) -> list[Cut]:
    """The passages of a text in order; spans are in characters of `text`. A blank text has none."""
    cuts: list[Cut] = []
    run: list[_Sentence] = []
    for sentence in _sentences(text, splitter):
        if run and not _belongs(sentence, run):
            cuts.append(_cut(run))
            run = []
        run.append(sentence)
    if run:
        cuts.append(_cut(run))
    return cuts


def _belongs(sentence: _Sentence, run: list[_Sentence]) -> bool:
    words = sum(one.words for one in run)
    characters = sentence.span.end - run[0].span.start
    if len(run) == MAX_SENTENCES or words + sentence.words > MAX_WORDS or characters > MAX_CHARACTERS:
        return False
    if sentence.headline:
        return all(one.headline for one in run)
    return not sentence.opens_paragraph or words < SHORT_PARAGRAPH_WORDS


def _cut(run: list[_Sentence]) -> Cut:
    return Cut(Span(run[0].span.start, run[-1].span.end), tuple(sentence.span for sentence in run))


def _sentences(text: str, splitter: SentenceSplitter) -> Iterator[_Sentence]:
    spans = [piece for span in splitter.sentences(text) for piece in _pieces(text, span)]
    # Where paragraphs stand apart by blank lines, a single line end is a soft wrap.
    ends = _BLANK_LINE if _BLANK_LINE.search(text) else _LINE_END
    breaks = [True, *(ends.search(text, left.end, right.start) is not None for left, right in pairwise(spans)), True]
    for at, span in enumerate(spans):
        words = _count_words(text, span)
        alone = breaks[at] and breaks[at + 1]
        headline = alone and words <= HEADLINE_WORDS and not _TERMINAL.search(span.of(text))
        yield _Sentence(span, words, breaks[at], headline)


def _count_words(text: str, span: Span) -> int:
    return sum(1 for _ in _WORD.finditer(text, span.start, span.end))


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence itself, or its pieces of at most `MAX_WORDS` words where it is overlong."""
    words = list(_words(text, sentence))
    if len(words) <= MAX_SENTENCE_WORDS and len(sentence) <= MAX_CHARACTERS:
        yield sentence
        return
    first = 0
    for at, word in enumerate(words):
        full = at - first == MAX_WORDS or word.end - words[first].start > MAX_CHARACTERS
        if full and at > first:
            yield Span(words[first].start, words[at - 1].end)
            first = at
    yield Span(words[first].start, words[-1].end)


def _words(text: str, span: Span) -> Iterator[Span]:
    for match in _WORD.finditer(text, span.start, span.end):
        for start in range(match.start(), match.end(), MAX_WORD_CHARACTERS):
            yield Span(start, min(start + MAX_WORD_CHARACTERS, match.end()))

"""Run-in headings: the words in the manner of a title, with a colon, or all in capitals, before the first sentence of a
section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.types import Span
from verifier.claims.words import TITLES, word_set

_RUN_IN: Final = re.compile(r"\s*(?P<head>[A-Z][^:.?!;\"“”()\n]{4,80}):[ \t\u00a0]+(?=[A-Z“\"])")
_CAPITALS: Final = re.compile(
    r"\s*(?P<head>(?:‘?[A-Z0-9][A-Z0-9‘’'&/.-]*[,:!?]?[ \t\u00a0]{1,2}){4,14})"
    r"(?=[A-Z][a-z]|A [a-z]|[“\"](?:[A-Z]?[a-z]|[A-Z]+ [a-z]))"
)
_CREDIT: Final = re.compile(r"\s*\[[^\[\]\n]{1,40}\]\s*$")  # "[Oslo Times.]"
_SMALL: Final = word_set("a an the of to on in at by for from with and or but as vs is are be not over into its it up")
_OF_NAMES: Final = word_set("of the de van von al")
_LONG: Final = 4  # letters, from which on a word of a title has a capital
_FEWEST_CAPITALS: Final = 3  # words of letters only
_FEWEST: Final = 2  # headings: one alone may be anything
_PROSE: Final = 6  # words of the sentence after a heading
_NO_NAME: Final = 4  # words, from which on words in capitals are no name


def run_in_headings(text: str, lines: Sequence[Span]) -> dict[int, Span]:
    """The headings with their colon, by the start of the line. An article has several, all of them different, and one
    at least has small words that no name and no label of a speaker has."""
    found: dict[int, Span] = {}
    sure = False
    heads: list[str] = []
    for line in lines:
        match = _RUN_IN.match(text, line.start, line.end)
        if match is None or not _is_prose(text[match.end() : line.end]) or not is_titled(match["head"], fewest=2):
            continue
        words = match["head"].lower().split()
        small = bool(set(words) & (_SMALL - _OF_NAMES))
        if small or (len(words) >= _NO_NAME and words[0].rstrip(".") not in TITLES):
            sure = sure or small
            heads.append(match["head"])
            found[line.start] = Span(match.start("head"), text.index(":", match.end("head")) + 1)
    return found if sure and len(heads) >= _FEWEST and len(set(heads)) == len(heads) else {}


def headings_in_capitals(text: str, lines: Sequence[Span]) -> dict[int, Span]:
    """The headings in capitals that stand in one line with the sentence after them, by the start of the line. An
    article has several."""
    found: dict[int, Span] = {}
    for line in lines:
        match = _CAPITALS.match(text, line.start, line.end)
        if match is None or not _is_prose(_CREDIT.sub("", text[match.end() : line.end])):
            continue
        if sum(len(word) > 1 and word.isalpha() for word in match["head"].split()) >= _FEWEST_CAPITALS:
            found[line.start] = Span(match.start("head"), len(text[: match.end("head")].rstrip()))
    return found if len(found) >= _FEWEST else {}


def is_titled(words: str, *, fewest: int = 4) -> bool:
    """Whether the words are written in the manner of a title: at least `fewest` of them and every long one has a
    capital, and no other word is small than those that are in titles."""
    parts = [part for part in re.findall(r"[\w’'-]+", words) if part[:1].isalpha()]
    capital = [part for part in parts if part[:1].isupper()]
    small = [part for part in parts if not part[:1].isupper()]
    return len(capital) >= fewest and all(part in _SMALL and len(part) <= _LONG for part in small)


def _is_prose(words: str) -> bool:
    parts = words.split()
    return len(parts) >= _PROSE and not is_titled(words) and words.rstrip().endswith((".", "!", "?", "”", '"'))

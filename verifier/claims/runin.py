"""Run-in headings: the words before the first sentence of a section, in the manner of a title and with a colon, or all
in capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.types import Span
from verifier.claims.words import TITLES, word_set

_RUN_IN: Final = re.compile(r"\s*(?P<head>[A-Z][^:.?!;\"“”()\n]{4,80}):[ \t\u00a0]+(?=[A-Z“\"])")
_SHORT: Final = re.compile(r"\s*(?P<head>[A-Z][a-z]{2,}(?: [a-z]{2,}){0,2}):[ \t\u00a0]+(?=[A-Z“\"])")
_FEWEST_SHORT: Final = 3  # headings of a few words each
_SMALL: Final = word_set("a an the of to on in at by for from with and or but as vs is are be not over into its it up")
_OF_NAMES: Final = word_set("of the de van von al")
_LONG: Final = 4  # letters, from which on a word of a title has a capital
_FEWEST: Final = 2  # headings: one alone may be anything
_SHORTEST: Final = 2  # words of a heading in capitals, where an article has longer ones
_PROSE: Final = 6  # words of the sentence after a heading
_NO_NAME: Final = 4  # words, from which on words in capitals are no name
_SHOUTED: Final = re.compile(
    r"\s*(?P<head>[A-Z0-9](?:[A-Z0-9’‘'&,.:-]*[ \u00a0]){2,24})(?=[“\"]?[A-Z][a-z]|[“\"]A )(?P<rest>.*)", re.DOTALL
)
_OPEN: Final = (":", ",", "-", "–", "—")


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
    if sure and len(heads) >= _FEWEST and len(set(heads)) == len(heads):
        return found
    return _short_headings(text, lines)


def _short_headings(text: str, lines: Sequence[Span]) -> dict[int, Span]:
    """Headings of one to three words of which only the first has a capital: three at least, all different, and one
    with a second word, which no label of a speaker has."""
    found: dict[str, Span] = {}
    for line in lines:
        match = _SHORT.match(text, line.start, line.end)
        if match is None or not _is_prose(text[match.end() : line.end]):
            continue
        if match["head"] in found:
            return {}
        found[match["head"]] = Span(match.start("head"), text.index(":", match.end("head")) + 1)
    sure = len(found) >= _FEWEST_SHORT and any(" " in head for head in found)
    return {_line_of(lines, span): span for span in found.values()} if sure else {}


def _line_of(lines: Sequence[Span], span: Span) -> int:
    return next(line.start for line in lines if line.covers(span))


def shouted_headings(text: str, lines: Sequence[Span]) -> dict[int, Span]:
    """The words in capitals before a sentence in small letters, by the start of the line. An article has several, and
    two of them at least are longer than a name, the label of a speaker or the place of a dateline."""
    found: dict[int, Span] = {}
    long = 0
    for line in lines:
        match = _SHOUTED.match(text, line.start, line.end)
        head = match["head"].rstrip() if match is not None else ""
        if match is None or head.endswith(_OPEN) or not _is_prose(match["rest"]):
            continue
        words = [word for word in head.split() if sum(map(str.isalpha, word)) > 1]
        if len(words) >= _SHORTEST:
            long += len(words) >= _NO_NAME
            found[line.start] = Span(match.start("head"), match.start("head") + len(head))
    return found if long >= _FEWEST else {}


def is_titled(words: str, *, fewest: int = 4) -> bool:
    """Whether the words are written in the manner of a title: at least `fewest` of them and every long one has a
    capital, and no other word is small than those that are in titles."""
    parts = [part for part in re.findall(r"[\w’'-]+", words) if part[:1].isalpha()]
    capital = [part for part in parts if part[:1].isupper()]
    small = [part for part in parts if not part[:1].isupper()]
    return len(capital) >= fewest and all(part in _SMALL and len(part) <= _LONG for part in small)


def _is_prose(words: str) -> bool:
    parts = words.split()
    return len(parts) >= _PROSE and not is_titled(words) and words.rstrip().endswith((".", "!", "?", "”", '"', "]"))

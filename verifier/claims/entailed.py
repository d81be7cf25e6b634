"""What is read to see whether the article says what a claim says: does the window around a claim entail it?

The window is the sentence of the claim with a neighbour on each side, after what its rewriting drew on: the days that
its times were resolved to and the sentences that name its people and things in full. What a part of the window entails
the window entails, so the sentence without its neighbours is read as well and the larger entailment counts. A claim of
what somebody said is read as "SPEAKER said ...", for the window does not say that it is so.
After the entailment of Claimify (Metropolitansky and Larson 2025), whose judge is a large language model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.claims.repeats import place_of
from verifier.types import Article, Claim, TimeRange

if TYPE_CHECKING:
    from models.protocols import NliModel

ENTAILED: Final = 0.5
"""A claim is entailed where its window gives it more than this probability."""

_AT_ONCE: Final = 16  # claims
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim as the model reads it: any of the `premises` may entail it. `verbatim` is its sentence as it stands."""

    premises: tuple[str, ...]
    hypothesis: str
    verbatim: str

    @property
    def rewritten(self) -> bool:
        return self.hypothesis != self.verbatim


def pair_of(article: Article, claim: Claim, sentences: Sequence[Span]) -> Pair:
    """The pair of a claim that stands in an article of these sentences."""
    text, span = article.text, place_of(claim)
    here = [number for number, sentence in enumerate(sentences) if sentence.overlaps(span)]
    first, last = (max(here[0] - 1, 0), min(here[-1] + 2, len(sentences))) if here else (0, 0)
    window = " ".join(one_line(sentence.of(text)) for sentence in sentences[first:last])
    said = claim.attribution is not None and claim.kind != "quotation"
    hypothesis = claim.text
    if claim.attribution is not None and said:
        hypothesis = f"{_capital(claim.attribution.speaker)} said {_inside(claim.text, window)}"
    drawn = [one_line(sentence.of(text)) for sentence in _drawn_on(text, hypothesis, window, sentences[:first])]
    days = [_day(text, time) for time in claim.times if time.start is not None and time.end is not None]
    sentence = one_line(claim.sentence)
    premises = (" ".join([*days, *drawn, window]), " ".join([*days, *drawn, sentence]))
    return Pair(tuple(dict.fromkeys(premises)), hypothesis, sentence)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _inside(claim: str, window: str) -> str:
    """The claim as it goes on in a sentence: its first word small unless the window has it only with a capital."""
    first = claim.split(" ", 1)[0]
    small = first[:1].lower() + first[1:]
    return small + claim[len(first) :] if first != "I" and small in _words(window) else claim


def _day(text: str, time: TimeRange) -> str:
    """What a time of the article was resolved to, in words."""
    first, after = time.start or date.min, time.end or date.max
    last = after - timedelta(days=1)
    shown = f"{first:%B} {first.day}, {first.year}"
    if last > first:
        whole = first.day == 1 and after.day == 1 and after - first < timedelta(days=32)
        shown = f"{first:%B %Y}" if whole else f"{shown} to {last:%B} {last.day}, {last.year}"
    return f"“{one_line(time.span.of(text))}” is {shown}."


def _drawn_on(text: str, claim: str, window: str, before: Sequence[Span]) -> list[Span]:
    """The first sentences before the window with names of the claim that the window lacks."""
    there = _words(window.lower())
    missing = {word for word in _words(claim) if word[:1].isupper() and word.lower() not in there}
    found: list[Span] = []
    for sentence in before:
        words = _words(sentence.of(text))
        if missing & words:
            found.append(sentence)
            missing -= words
    return found


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def one_line(words: str) -> str:
    """The words with single spaces between them."""
    return " ".join(words.split())


def entailments(nli: NliModel, wanted: Sequence[tuple[tuple[str, ...], str]]) -> list[float]:
    """The largest entailment of each hypothesis by any of its premises, in order; each in [0, 1]."""
    found: list[float] = []
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[start : start + _AT_ONCE]
        read = iter(nli.read([(premise, hypothesis) for premises, hypothesis in chunk for premise in premises]))
        found += [max(one.stance.entailment for _ in premises for one in next(read).windows) for premises, _ in chunk]
    return found

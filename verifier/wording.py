"""Which words two texts share: the cheap, exact measure beside the models' similarity.

The judge calls related text a contradiction too readily; text that does not even repeat the claim's words is
not about the claim, whatever the judge says of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TOKEN = re.compile(r"\d[\d,.]*\d|\w+(?:['’]\w+)?")
_STOP_WORDS: Final = """
a about after again all also am an and any are as at be because been before being between both but by can could did
do does doing during each few for from further had has have having he her here hers herself him himself his how i if
in into is it its itself just me more most my myself no nor not now of off on once only or other our ours out over
own same she so some such than that the their theirs them themselves then there these they this those through to
too under until up us very was we were what when where which while who whom why will with would you your yours
said say says saying told according add added adds never
"""
_STOP: Final = frozenset(_STOP_WORDS.split())
_SUFFIXES: Final = ("ingly", "edly", "ings", "ing", "ies", "ied", "ely", "ed", "es", "ly", "s", "e", "y")
_STEM_MIN: Final = 4
_WORDS_TO_TELL: Final = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """The content words of a text, as stems."""

    words: frozenset[str]

    def share_in(self, other: Wording) -> float:
        """The share of these words that `other` repeats, in [0, 1]; 0 where there is no content word to repeat."""
        return len(self.words & other.words) / len(self.words) if self.words else 0.0


def shared_either_way(claim: Wording, evidence: Wording) -> float:
    """The share of the claim's words in the evidence, or of the evidence's in the claim where that is greater and the
    evidence has words enough to tell; in [0, 1]."""
    back = evidence.share_in(claim) if len(evidence.words) >= _WORDS_TO_TELL else 0.0
    return max(claim.share_in(evidence), back)


@lru_cache(maxsize=65_536)
def wording(text: str) -> Wording:
    return Wording(frozenset(map(stem, _TOKEN.findall(text))) - _STOP)


def contents(text: str) -> list[tuple[str, str]]:
    """The content words of a text, each once, in their order, as (word as it stands, stem)."""
    found: dict[str, str] = {}
    for token in _TOKEN.findall(text):
        stemmed = stem(token)
        if stemmed not in _STOP:
            found.setdefault(stemmed, token)
    return [(word, stemmed) for stemmed, word in found.items()]


def stem(token: str) -> str:
    """A word without its possessive and common suffixes, so that "sends" meets "sending"; numbers without commas."""
    if token[0].isdigit():
        return token.replace(",", "").rstrip(".")
    word = token.casefold().replace("’", "'").removesuffix("'s")
    if word in _STOP:
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM_MIN:
            return word[: -len(suffix)]
    return word

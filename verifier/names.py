"""Whom or what a claim is about, and whether a text speaks of them.

Evidence that never names the subject of a claim is evidence about something else, however alike the rest sounds: "was
inducted into the Hall of Fame" fits many people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from verifier.wording import stem, wording

if TYPE_CHECKING:
    from models.types import ParsedSentence

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CAPITALISED = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][\w]*(?:['’]\w+)?")
_RUN = re.compile(
    r"\b(?!(?:The|A|An|In|On|At|By|For|From|This|That)\b)[A-Z]\w+(?:(?:[ -]| (?:of|and|for|the|on|&) )[A-Z]\w+)+"
)
_MIN_INITIALS: Final = 2


def subject_names(parsed: Sequence[ParsedSentence]) -> frozenset[str]:
    """Stems of the proper nouns of a claim's subject; of all its proper nouns where the subject has none.

    The acronym of a name of several words is one of its names ("ice" for "Immigration and Customs Enforcement").
    """
    inside = [_subject(sentence) for sentence in parsed]
    for chosen in (inside, [set(range(len(sentence.tokens))) for sentence in parsed]):
        found = [
            sentence.tokens[at].text
            for sentence, indices in zip(parsed, chosen, strict=True)
            for at in sorted(indices)
            if sentence.tokens[at].pos == "PROPN"
        ]
        if found:
            return frozenset(map(stem, found)) | acronyms(" ".join(found))
    return frozenset()


@lru_cache(maxsize=16_384)
def named_in(text: str) -> frozenset[str]:
    """Stems of the capitalised words of a text, and the acronyms of its names."""
    return frozenset(map(stem, _CAPITALISED.findall(text))) | acronyms(text)


def last_name(name: str) -> frozenset[str]:
    """Stem of the last capitalised word of a name, and its acronym; empty where nothing in it is a name."""
    words = [word for word in _CAPITALISED.findall(name) if wording(word).words]
    return frozenset({stem(words[-1])}) | acronyms(name) if words else frozenset()


def acronyms(text: str) -> frozenset[str]:
    """Initials, in lower case, of the runs of two and more capitalised words, joining words left out."""
    initials = (re.findall(r"\b[A-Z]", run) for run in _RUN.findall(text))
    return frozenset("".join(letters).lower() for letters in initials if len(letters) >= _MIN_INITIALS)


def _subject(sentence: ParsedSentence) -> set[int]:
    """The tokens of the subject of the main clause."""
    tokens = sentence.tokens
    roots = {at for at, token in enumerate(tokens) if token.head == at}
    inside = {at for at, token in enumerate(tokens) if token.dep in _SUBJECTS and token.head in roots}
    while True:
        more = {at for at, token in enumerate(tokens) if token.head in inside} - inside
        if not more:
            return inside
        inside |= more

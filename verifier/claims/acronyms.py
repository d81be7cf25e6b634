"""Acronyms that the article writes out: "National Boat League (NBL)", or a name of an organisation with those
initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.types import ParsedSentence

_ACRONYM: Final = re.compile(r"[A-Z]{3,6}")
_DEFINED = re.compile(
    r"(?P<name>(?:[A-Z][\w.&’'-]*)(?: (?:[A-Z][\w.&’'-]*|of|for|and|the|on|in|to)){1,8}) \((?P<short>[A-Z]{2,6})\)"
)
_SMALL: Final = frozenset({"of", "for", "and", "the", "on", "in", "to", "&"})
_COUNTRY: Final = frozenset({"U.S.", "US", "U.K.", "UK"})


def written_out(text: str, sentences: Sequence[ParsedSentence]) -> dict[str, str]:
    """The full name of each acronym that has one and only one in the article."""
    found: dict[str, set[str]] = {}
    for match in _DEFINED.finditer(text):
        name = _ending_with(match["name"].split(), match["short"])
        if name is not None:
            found.setdefault(match["short"], set()).add(name)
    defined = frozenset(found)
    shorts = {token.text for sentence in sentences for token in sentence.tokens if _ACRONYM.fullmatch(token.text)}
    for sentence in sentences if shorts - defined else ():
        for entity in sentence.entities:
            if entity.label == "ORG":
                _add(found, shorts - defined, entity.text)
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}


def _add(found: dict[str, set[str]], shorts: set[str], name: str) -> None:
    words = re.sub(r"(?:’s|'s)$", "", " ".join(name.split())).split()
    while words and words[0] in {"the", "The"}:
        words = words[1:]
    for lead in range(2 if words and words[0] in _COUNTRY else 1):
        short = _initials(words[lead:])
        if len(words[lead:]) >= 3 and short in shorts:
            found.setdefault(short, set()).add(" ".join(words[lead:]))
            return


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in _SMALL and word[:1].isupper())


def _ending_with(words: list[str], short: str) -> str | None:
    """The last words whose initials are the acronym."""
    for start in range(len(words) - 1, -1, -1):
        if words[start] not in _SMALL and _initials(words[start:]) == short:
            return " ".join(words[start:])
    return None

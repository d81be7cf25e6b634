"""Codes and acronyms that a claim names: "KDM5A", "IL-15", "scFv", "NATO".

Such a word stands for one thing and has hardly any synonym. Text that has it neither in its own words nor written out
is about something else, however alike the rest sounds ("... signalling is amplified by ..."), and supports nothing that
is said of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_MIN_LETTERS: Final = 2


@lru_cache(maxsize=16_384)
def designations(text: str) -> frozenset[str]:
    """The codes and acronyms of a claim, in lower case without hyphens; none of a text all in capitals.

    A word is one if it begins with a letter and has, past its first character, a capital or a digit.
    """
    if text.isupper():
        return frozenset()
    words = (_plain(part) for token in _TOKEN.findall(text) for part in _designating(token))
    return frozenset(word for word in words if len(word) >= _MIN_LETTERS)


def missing_in(wanted: frozenset[str], text: str) -> int:
    """How many of the designations a text has neither as they are, nor as the initials of words that follow one
    another ("tumor necrosis factor" for "TNF")."""
    if not wanted:
        return 0
    words, initials = _readable(text)
    return sum(one not in words and not (one.isalpha() and one in initials) for one in wanted)


@lru_cache(maxsize=16_384)
def _readable(text: str) -> tuple[frozenset[str], str]:
    """All words of a text without hyphens, whole and in their parts, and the initials of its words in a row."""
    tokens = _TOKEN.findall(text)
    parts = [part for token in tokens for part in (token, *token.split("-"))]
    plain = [_plain(part) for part in parts]
    singular = (word[:-1] for word in plain if word.endswith("s"))
    initials = "".join(piece[0] for token in tokens for piece in token.split("-") if piece).lower()
    return frozenset((*plain, *singular)), initials


def _designating(token: str) -> list[str]:
    """The token where it is a code with a number ("IL-15"), else those of its parts that are codes ("anti-GFP")."""
    parts = token.split("-")
    if len(parts) == 2 and parts[1].isdigit() and parts[0].isupper():
        return [token]
    return [part for part in parts if part[:1].isalpha() and any(one.isupper() or one.isdigit() for one in part[1:])]


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).replace("-", "").lower()

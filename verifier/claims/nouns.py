"""The noun that a number counts."""

from __future__ import annotations

import re
from typing import Final

from models.types import Token
from verifier.claims import units
from verifier.claims.surface import Surface

_OF: Final = re.compile(r" *of (?:(?:the|these|those|its|their|his|her|our|all|whom|them|such)\b *)*", re.IGNORECASE)
_SKIPPED: Final = frozenset(
    {"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "RBR", "HYPH", "POS", "CD", "PRP$", "``", "''", "AFX"}
)
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NO_COUNT: Final = frozenset({"percent", "a.m.", "p.m.", "am", "pm", "bc", "ad", "%", "today", "yesterday", "tomorrow"})
_REACH: Final = 9
_WEEKDAYS: Final = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def counted_noun(surface: Surface, end: int, *, plural: bool) -> Token | None:
    """The head of the noun phrase that goes on at `end`: past adjectives and names to the first plural, or, for one
    thing, to the last noun of the run. None where no noun follows."""
    of = _OF.match(surface.text, end)
    at = of.end() if of is not None else end
    while at < len(surface.text) and surface.text[at] in " -+\"'":
        at += 1
    index = surface.token_index(at)
    if index is None:
        return None
    tokens = surface.sentence.tokens
    if surface.text[end : end + 1] == "-" and tokens[index].tag in _NOUNS:
        return tokens[index]  # "a 12-member panel" counts members
    return _head(tokens, index, plural=plural)


def _head(tokens: tuple[Token, ...], index: int, *, plural: bool) -> Token | None:
    noun: Token | None = None
    for token in tokens[index : index + _REACH]:
        lower = token.text.lower()
        if lower in _WEEKDAYS or lower in _NO_COUNT or lower[:1] in "@#":
            break
        if token.tag in _NOUNS:
            noun = token
            if plural and (token.tag == "NNS" or lower in {"people", "troops"}):
                break
        elif noun is None:
            if token.tag not in _SKIPPED and not _joins(tokens, token):
                break
        elif token.tag not in {"HYPH", "POS"} and not (token.tag == "CD" and noun.tag == "NNP"):
            break
    return noun


def _joins(tokens: tuple[Token, ...], token: Token) -> bool:
    """A hyphen, a dot of an abbreviation or "and" between adjectives ("black and white cars")."""
    return token.text in {"-", "–", "."} or (
        token.text in {"and", "or"} and tokens[token.head].tag == "JJ" if 0 <= token.head < len(tokens) else False
    )


def unit_of(token: Token) -> str:
    """The lower-case singular of a counted noun: the lemma where it is one, else by rule."""
    lower = token.text.lower().strip(".")
    lemma = token.lemma.lower()
    if lower in {"people", "persons", "men", "women", "children"}:
        return units.singular(lower)
    if token.tag in {"NNS", "NNPS"} and lemma == lower:
        return units.singular(lower)
    return lemma if lemma.strip() else lower

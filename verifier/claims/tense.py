"""Whether what happens at a time expression lies ahead of the report or behind it.

The nearest verb decides: "will", "going to" and an infinitive after a word of intention look ahead ("plans to march
on Sunday"), every other verb looks back ("said Friday"). A few prepositions look ahead by themselves.
"""

from __future__ import annotations

import re
from typing import Final

from models.types import Token
from verifier.claims.numbers import word_set
from verifier.claims.surface import Surface

_AHEAD_BEFORE: Final = re.compile(
    r"\b(?:as (?:soon|early|late) as|in advance of|ahead of|starting|beginning|due|scheduled for|set for|planned for"
    r"|slated for|coming into force|deadline (?:of|is|on)|later)(?: on| in)?(?: the| early| late)? *$",
    re.IGNORECASE,
)
_WILL: Final = frozenset({"will", "'ll", "\u2019ll", "wo", "shall"})
_INTENTION: Final = word_set(
    "plan plans planned planning expect expects expected expecting schedule scheduled set due going gon about prepare "
    "prepares preparing prepared aim aims intend intends hope hopes likely ready vow vows promise promises pledge want "
    "wants slated poised begin threaten threatens threatened is are"
)
_REACH: Final = 8


def looks_ahead(surface: Surface, start: int, end: int) -> bool:
    """Whether the expression at [start, end) of the surface speaks of the future."""
    if _AHEAD_BEFORE.search(surface.text[max(0, start - 60) : start]):
        return True
    index = surface.token_index(end - 1)
    if index is None:
        return False
    verb = _governing_verb(surface.sentence.tokens, index)
    if verb is None:
        verb = _nearest_verb(surface.sentence.tokens, index)
    return verb is not None and _is_ahead(surface.sentence.tokens, verb)


def _governing_verb(tokens: tuple[Token, ...], index: int) -> int | None:
    """The verb above the token in the tree; the tree is followed for a few steps only, as heads may be wrong."""
    if _beside_saying(tokens, index) is not None:
        return _beside_saying(tokens, index)
    at = index
    for _ in range(_REACH):
        head = tokens[at].head
        if not 0 <= head < len(tokens) or head == at:
            return at if tokens[at].pos in {"VERB", "AUX"} else None
        at = head
        if tokens[at].pos in {"VERB", "AUX"}:
            return at
    return None


def _beside_saying(tokens: tuple[Token, ...], index: int) -> int | None:
    """A past verb right before the expression ("said Friday", "said on Friday")."""
    for at in (index - 1, index - 2):
        if at >= 0 and tokens[at].tag == "VBD" and tokens[at].pos == "VERB":
            return at
        if at >= 0 and tokens[at].pos != "ADP":
            return None
    return None


def _nearest_verb(tokens: tuple[Token, ...], index: int) -> int | None:
    behind = next((at for at in range(index - 1, -1, -1) if tokens[at].pos in {"VERB", "AUX"}), None)
    if behind is not None:
        return behind
    return next((at for at in range(index + 1, len(tokens)) if tokens[at].pos in {"VERB", "AUX"}), None)


def _is_ahead(tokens: tuple[Token, ...], verb: int) -> bool:
    before = [token.text.lower() for token in tokens[max(0, verb - 5) : verb]]
    if tokens[verb].text.lower() in _WILL:
        return True
    if tokens[verb].tag not in {"VB", "VBP", "NN"}:
        return tokens[verb].tag == "VBG" and "will" in before[-3:]
    if any(word in _WILL for word in before):
        return True
    return "to" in before[-2:] and any(
        token.text.lower() in _INTENTION for token in tokens[max(0, verb - _REACH) : verb]
    )

"""What looks like the name of somebody and is a part of another name, or of a noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.types import Token

_BESIDE: Final = 4  # words
_COUNTED: Final = frozenset({"first", "second", "third", "only", "next"})


def is_other_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a last name is a part of the name of a firm ("Vega & Company") or no name of anybody: "the first
    Latina", "another Vega"."""
    if any(tokens[other].text == "&" for other in (at - 1, at + 1) if 0 <= other < len(tokens)):
        return True
    own = [token for token in tokens[max(at - _BESIDE, 0) : at] if token.head == at]
    articles = {token.text.lower() for token in own if token.dep == "det"}
    counted = any(token.text.lower() in _COUNTED for token in own)
    return bool(articles & {"another", "every", "each"}) or bool(articles and counted)


def is_modifier(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether the name is only part of another name or noun: "the Karlsen administration", "Karlsen Tower"."""
    last = tokens[stop - 1]
    if stop >= len(tokens) or last.head < stop or last.dep not in {"compound", "nmod", "amod"}:
        return False
    follows = tokens[stop]
    return follows.pos in {"NOUN", "PROPN", "ADJ", "NUM"}

"""Headlines: lines with every word in capitals, in which verbs and nouns look like parts of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.types import ParsedSentence

_LEAST: Final = 4  # words, below which a name alone or a list of names looks the same
_SHORT: Final = 3  # letters, up to which words keep small letters in headlines
_SAYING: Final = frozenset({"VERB", "AUX", "NOUN", "ADP", "ADV", "PART"})  # of which a list of names has none
_VERBS: Final = frozenset({"VERB", "AUX"})
_NAMING: Final = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})


def is_headline(sentence: ParsedSentence) -> bool:
    """Whether all longer words but those of grammar begin with a capital: "Mara Vega Slams Tom Ode On Fares"."""
    words = [token for token in sentence.tokens if token.text[:1].isalpha()]
    if len(words) < _LEAST or any(token.pos in _VERBS and token.text.islower() for token in words):
        return False  # "Chief Ann Ode met Tom Falk": a headline writes its short verbs with a capital too
    long = [token for token in words if len(token.text) > _SHORT and (token.pos in _NAMING or token.text[0].isupper())]
    # The first word has its capital in any sentence.
    capitals = len(long) > 1 and all(token.text[0].isupper() for token in long)
    return capitals and any(token.pos in _SAYING for token in words)

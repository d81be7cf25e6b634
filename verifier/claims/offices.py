"""Which offices an article gives to whom: "President Ann Ode", "Ann Ode, the former governor"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from verifier.claims.words import word_set

if TYPE_CHECKING:
    from models.types import ParsedSentence, Token
    from verifier.claims.people import Person

TITLES_OF_ONE: Final = word_set(
    "president governor gov senator sen secretary mayor minister judge justice congressman congresswoman rep "
    "representative sheriff ambassador pope king queen speaker"
)
"""Offices that tell two people of one last name apart, without their stop."""

_SAME: Final = {"gov": "governor", "sen": "senator", "rep": "representative", "congressman": "representative",
                "congresswoman": "representative"}  # fmt: skip
_BEFORE: Final = 4  # words
_AFTER: Final = 8


def offices_of(
    sentences: Sequence[ParsedSentence], by_form: Mapping[tuple[str, ...], Person]
) -> dict[Person, frozenset[str]]:
    """The offices that stand right before or after the full name of each person, in all forms of the word."""
    longest = max(map(len, by_form), default=0)
    found: dict[Person, set[str]] = {}
    for sentence in sentences:
        tokens = sentence.tokens
        for at in range(len(tokens)):
            for stop in range(min(at + longest, len(tokens)), at + 1, -1):
                person = by_form.get(tuple(token.text for token in tokens[at:stop]))
                if person is not None:
                    found.setdefault(person, set()).update(_beside(tokens, at, stop))
                    break
    return {person: _all_forms(offices) for person, offices in found.items() if offices}


def _beside(tokens: Sequence[Token], first: int, stop: int) -> set[str]:
    words: list[str] = []
    for token in reversed(tokens[max(first - _BEFORE, 0) : first]):
        if token.pos not in {"PROPN", "NOUN", "ADJ"}:
            break
        words.append(token.text)
    if stop < len(tokens) and tokens[stop].text == ",":
        for token in tokens[stop + 1 : stop + 1 + _AFTER]:
            if token.pos in {"VERB", "AUX", "PUNCT", "PRON", "SCONJ"}:
                break
            words.append(token.text)
    return {word.lower().rstrip(".") for word in words} & TITLES_OF_ONE


def _all_forms(offices: set[str]) -> frozenset[str]:
    meant = {_SAME.get(office, office) for office in offices}
    return frozenset(meant | {short for short, office in _SAME.items() if office in meant})

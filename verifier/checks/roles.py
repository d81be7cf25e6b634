"""Names of a parsed sentence, and the part that each plays: who did it, to whom, where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from verifier.checks.content import stem

if TYPE_CHECKING:
    from models.types import Entity, ParsedSentence, Token

NameKind = Literal["person", "place", "organisation"]

_KINDS: Final[dict[str, NameKind]] = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation",
}  # fmt: skip
_SUBJECT: Final = frozenset({"nsubj", "csubj"})
_OBJECT: Final = frozenset({"nsubjpass", "dobj", "obj", "csubjpass"})
_DEEP: Final = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A name at [start, end) of its sentence. `part` is how it hangs on the word whose stem is `on`: "subject" (an
    agent too), "object", "of" (a possessive too) or another preposition."""

    text: str
    kind: NameKind
    part: str
    on: str
    start: int
    end: int


def named(sentence: ParsedSentence) -> Iterator[Named]:
    """The names that are an argument of a word, in order; those that only describe another noun are left out."""
    for entity in sentence.entities:
        kind = _KINDS.get(entity.label)
        head = None if kind is None else _head(sentence, entity)
        role = None if head is None else _role(sentence.tokens, head)
        if kind is not None and role is not None:
            start = entity.span.start - sentence.span.start
            yield Named(entity.text, kind, *role, start, entity.span.end - sentence.span.start)


def _head(sentence: ParsedSentence, entity: Entity) -> int | None:
    """The token of the entity that hangs on one outside it; None where that is no proper noun."""
    tokens = sentence.tokens
    inside = [at for at, token in enumerate(tokens) if entity.span.covers(token.span)]
    heads = [at for at in inside if tokens[at].head not in inside or tokens[at].head == at]
    return heads[0] if len(heads) == 1 and tokens[heads[0]].pos == "PROPN" else None


def _role(tokens: tuple[Token, ...], at: int) -> tuple[str, str] | None:
    for _ in range(_DEEP):  # "X and Y opened it": Y plays the part of X
        if tokens[at].dep != "conj":
            break
        at = tokens[at].head
    token, above = tokens[at], tokens[at].head
    if token.dep in _SUBJECT:
        return _on(tokens, "subject", above)
    if token.dep in _OBJECT:
        return _on(tokens, "object", above)
    if token.dep == "poss":
        return _on(tokens, "of", above)
    if token.dep == "pobj" and tokens[above].head != above:
        part = "subject" if tokens[above].dep == "agent" else tokens[above].lemma.lower()
        return _on(tokens, part, tokens[above].head)
    return None


def _on(tokens: tuple[Token, ...], part: str, at: int) -> tuple[str, str] | None:
    """The part with the stem of the word it is played to; of "to be" the noun that it joins to, if there is one."""
    if tokens[at].lemma.lower() != "be":
        return part, stem(tokens[at].text)
    joined = [token for token in tokens if token.head == at and token.dep == "attr"]
    return (part, stem(joined[0].text)) if len(joined) == 1 else None

"""Shares of whom: a poll of one group ("voters in Oslo", "people living in towns") told in a sentence before holds for
the shares after it, which say nothing of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.types import Token
from verifier.claims.context import Context
from verifier.claims.grammar import Tree
from verifier.claims.words import word_set

_POLLS: Final = word_set("poll survey pollster")
_PEOPLE: Final = word_set(
    "american voter adult person people respondent woman man household resident republican democrat independent "
    "student worker parent citizen caucusgoer participant"
)
_ASKED_ALWAYS: Final = word_set("likely registered")  # what nearly every poll says of those whom it asks
_SHARES: Final = frozenset({"percent", "%"})
_TELLING: Final = frozenset({"acl", "relcl", "prep", "amod"})
_BACK: Final = 3  # sentences


def share_of_nobody(context: Context, number: int, inside: Sequence[int]) -> int | None:
    """The token of the first share among the tokens `inside` of a claim, where its sentence does not say of whom it is
    and a poll of one group stands right before it. None elsewhere."""
    tree = context.trees[number]
    share = next((at for at in inside if tree.tokens[at].text.lower() in _SHARES), None)
    if share is None or tree.child(share, {"prep"}) is not None:
        return None
    if any(_is_people(token) or token.text.lower() == "among" for token in tree.tokens):
        return None
    if not _is_polled(tree) and not tree.tokens[share].dep.startswith("nsubj"):
        return None
    before = [context.trees[at] for at in range(max(number - _BACK, 0), number)]
    return share if any(_is_polled(one) and _has_group(one) for one in before) else None


def _is_people(token: Token) -> bool:
    return token.text.lower().removesuffix("s") in _PEOPLE or token.lemma.lower() in _PEOPLE


def _is_polled(tree: Tree) -> bool:
    return any(token.lemma.lower() in _POLLS for token in tree.tokens)


def _has_group(tree: Tree) -> bool:
    """Whether the sentence names people and tells which."""
    return any(
        _is_people(token)
        and any(
            tree.tokens[child].dep in _TELLING and tree.tokens[child].text.lower() not in _ASKED_ALWAYS
            for child in tree.children[at]
        )
        for at, token in enumerate(tree.tokens)
    )

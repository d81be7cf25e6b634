"""Where a relative clause can be taken out of its sentence so that the rest of it stays a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from verifier.claims.grammar import SUBJECTS, Tree

DASHES: Final = frozenset({"-", "–", "—", "--"})


def without_tail(tree: Tree, clause: list[int]) -> list[int]:
    """The clause without a last ", citing ..." that may as well belong to the whole sentence."""
    for at in clause[1:]:
        if tree.tokens[at].dep == "advcl" and tree.tokens[at].tag == "VBG" and tree.tokens[at - 1].text == ",":
            return [index for index in clause if index < at - 1]
    return clause


def clause_with_commas(tree: Tree, comma: int, last: int) -> tuple[int, ...]:
    """The tokens of a clause up to `last` with the `comma` before it, and the one after it where the verb of the noun
    follows. Empty where what follows would hang in the air without the clause."""
    stop = last + 1
    if stop + 1 < len(tree.tokens) and tree.tokens[stop].text == ",":
        follows = tree.tokens[stop + 1]
        if follows.pos in {"VERB", "AUX"} and follows.tag != "VBG":
            return tuple(range(comma, stop + 1))
        if _adds_to_clause(tree, stop + 1):
            return ()
    return tuple(range(comma, stop))


def _adds_to_clause(tree: Tree, first: int) -> bool:
    """Whether the words after a clause and its comma may as well belong to the clause: a noun that is no subject
    ("a town of many trades, places that last") or a clause of reason or time ("..., just as her father did")."""
    at = first
    while at < len(tree.tokens) - 1 and tree.tokens[at].pos == "ADV":
        at += 1
    if tree.tokens[at].dep == "mark":
        return True
    head = _noun_from(tree, at)
    return head is not None and tree.tokens[head].dep in {"appos", "conj", "dep"}


def _noun_from(tree: Tree, first: int) -> int | None:
    """The noun whose phrase begins at a token."""
    for at in (first, *tree.ancestors(first)):
        if tree.tokens[at].pos in {"NOUN", "PROPN"} and tree.subtree(at)[0] == first:
            if tree.tokens[at].dep not in {"compound", "poss", "nmod"}:
                return at
        elif tree.tokens[at].pos in {"VERB", "AUX"}:
            return None
    return None


def is_interrupted(tree: Tree, clause: Sequence[int]) -> bool:
    """Whether a clause ends where words between dashes begin, after which it may go on: "who says the port – since May
    – has lost ships"."""
    stop = clause[-1] + 1
    if stop >= len(tree.tokens) or tree.tokens[stop].text not in DASHES:
        return False
    dashes = [at for at, token in enumerate(tree.tokens) if token.text in DASHES and _stands_alone(tree, at)]
    opens = sum(at < clause[0] for at in dashes) % 2 == 0
    return stop in dashes and opens and any(at > stop for at in dashes)


def _stands_alone(tree: Tree, at: int) -> bool:
    """Whether a mark stands between two words and is no part of one, as a hyphen is."""
    if tree.tokens[at].text != "-" or not 0 < at < len(tree.tokens) - 1:
        return True
    return tree.tokens[at - 1].span.end < tree.tokens[at].span.start


def own_subject(tree: Tree, verb: int, after: int) -> int | None:
    """The subject of a verb itself, behind the token `after` also where the parser hung it on an auxiliary: "the signs
    were gone"."""
    found = tree.child(verb, SUBJECTS)
    if found is not None:
        return found
    for child in tree.children[verb]:
        if tree.tokens[child].dep in {"aux", "auxpass"}:
            found = tree.child(child, SUBJECTS)
            if found is not None and after < found < verb:
                return found
    return None

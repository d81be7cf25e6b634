"""Where a relative clause can be taken out of its sentence so that the rest of it stays a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from verifier.claims.grammar import SUBJECTS, Tree

_OF_NAMES: Final = frozenset({"the", "of", "de", "della", "for"})
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
        verb = stop + 1
        while verb < len(tree.tokens) - 1 and tree.tokens[verb].pos == "ADV" and tree.tokens[verb].dep == "advmod":
            verb += 1  # ", then left"
        follows = tree.tokens[verb]
        if verb > stop + 1 and comma - 1 not in _subject_words(tree, verb):
            return tuple(range(comma, stop))  # "is led by Vega, who left Ode, then won"
        if follows.pos in {"VERB", "AUX"} and follows.tag != "VBG":
            return tuple(range(comma, stop + 1))
        if _adds_to_clause(tree, stop + 1):
            return ()
    return tuple(range(comma, stop))


def _subject_words(tree: Tree, verb: int) -> list[int]:
    subject = tree.child(verb, SUBJECTS)
    return [] if subject is None else tree.subtree(subject)


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
    dashes = dashes_in(tree, range(len(tree.tokens)))
    opens = sum(at < clause[0] for at in dashes) % 2 == 0
    return stop in dashes and opens and any(at > stop for at in dashes)


def dashes_in(tree: Tree, indices: Sequence[int]) -> list[int]:
    """The tokens that are dashes between words."""
    return [at for at in indices if tree.tokens[at].text in DASHES and _stands_alone(tree, at)]


def _stands_alone(tree: Tree, at: int) -> bool:
    """Whether a mark stands between two words and is no part of one, as a hyphen is."""
    if tree.tokens[at].text != "-" or not 0 < at < len(tree.tokens) - 1:
        return True
    return tree.tokens[at - 1].span.end < tree.tokens[at].span.start


def with_whole_name(tree: Tree, phrase: list[int]) -> list[int] | None:
    """The run of a noun phrase with the rest of the name or the word in which it ends: "Harbor | and Transport Board",
    "the newspaper | Herald of Oslo", "mega | -donor". None where a noun that is needed stands after it ("an
    Oslo | -based firm")."""
    last, tokens = phrase[-1], tree.tokens
    joined = False
    while last + 1 < len(tokens) and tokens[last + 1].span.start == tokens[last].span.end and _joins_word(tree, last):
        last, joined = last + 1, True
    if joined and (tokens[last].tag in {"VBN", "VBG", "JJ", "HYPH"} or _is_common(tree, last + 1)):
        return None
    while (end := _end_of_name(tree, last)) is not None:
        last = end
    return list(range(phrase[0], last + 1))


def _joins_word(tree: Tree, last: int) -> bool:
    return tree.tokens[last].text in {"-", "–"} or tree.tokens[last + 1].text in {"-", "–"}


def _is_common(tree: Tree, at: int) -> bool:
    return at < len(tree.tokens) and tree.tokens[at].pos == "NOUN"


def _end_of_name(tree: Tree, last: int) -> int | None:
    """The next word in capitals that belongs to the name ending with `last`, past an "and" or a small word of names."""
    tokens, at = tree.tokens, last + 1
    if at < len(tokens) and tokens[at].text in {"and", "&"} and tokens[last].text[:1].isupper():
        at += 1
    while at + 1 < len(tokens) and tokens[at].text in _OF_NAMES and tokens[last].text[:1].isupper():
        at += 1
    if at >= len(tokens) or tokens[at].pos != "PROPN" or not tokens[at].text[:1].isupper():
        return None
    dated = any(one.label in {"DATE", "TIME"} and one.span.covers(tokens[at].span) for one in tree.sentence.entities)
    return None if dated else at


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


def is_narrower(tree: Tree, noun: int, phrase: Sequence[int]) -> bool:
    """Whether the description is narrower than its run of words: "the agent who led the search" is not "the agent",
    and a name or a pair of adjectives may go on: "a member of the League | to Save the Bay"."""
    last = phrase[-1]
    if last + 1 < len(tree.tokens) and last > noun:
        follows = tree.tokens[last + 1]
        if follows.tag == "TO" or (tree.tokens[last].tag == "JJ" and follows.tag == "CC"):
            return True
    the = tree.tokens[phrase[0]].text.lower() == "the"
    clauses = (at for at in tree.children[noun] if tree.tokens[at].dep == "relcl")
    return the and any(min(tree.subtree(at)) == last + 1 for at in clauses)

"""Rhetoric in the form of facts: figures of speech, feelings of whole groups, what would have been, bare attacks.

Rules, beside those of `verifier.claims.opinions`, of a statement without an amount or a date:

- figure: a fixed figure of speech at the main verb ("is nothing short of", "is under the thumb of"); somebody who "is
  bought".
- feelings of many: what a group of people, named without a number, or a country feels.
- what would have been: "would never have", or "would have" on a condition that did not come about.
- no content: that somebody attacked somebody, without with what or over what; that "the protesters prevailed".
- turned to the reader: it opens with an interjection in the words of the writer ("Yes, the port is back."), or
  tells what the writer or the reader does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from verifier.claims.kinds import entities_in
from verifier.claims.opinion_words import (
    ATTACKING_VERBS,
    FEELING_ADJECTIVES,
    FEELING_NOUNS,
    FEELING_VERBS,
    INTERJECTIONS,
    NATIONS,
    PREVAILING,
    PUBLICS,
    VAGUE_NUMBERS,
)
from verifier.claims.stated import Stated
from verifier.claims.words import FIRST_PLURAL, FIRST_SINGULAR, SECOND, word_set

_FIGURES: Final = re.compile(
    r"\b(?:nothing (?:short of|less than|more than)|the rest is history|bought and paid for|here to stay"
    r"|under (?:[\w.’'-]+ ){1,3}(?:sway|thumb|spell)|on the ropes|in (?:shambles|tatters)"
    r"|in the driver[’']s seat|on thin ice|dead in the water|writing is on the wall|tip of the iceberg"
    r"|elephant in the room|(?:is|are|was|were) (?:\w+ )?(?:an? )?(?:\w+ )?(?:(?:yellow|red) (?:light|flag)"
    r"|step (?:towards?|in the (?:right|wrong) direction))|hard to (?:see (?:how|why)|imagine|believe|overstate|fathom)"
    r"|alive and well|playing with fire|wake-up call"
    r"|game[- ]changer|breath of fresh air|light at the end of the tunnel|slap in the face"
    r"|begs? the question)\b",
    re.IGNORECASE,
)
_BLUNT: Final = re.compile(
    r"\b(?:(?:did(?:n[’']t| not)|never) (?:hold (?:anything )?back|pull (?:any|his|her|their) punches|mince words)"
    r"|(?:pulled no|minced no) (?:punches|words))\b",
    re.IGNORECASE,
)
_BARE: Final = frozenset({"nsubj", "dobj", "punct", "advmod", "aux", "cc", "prt", "neg", "intj"})
_NAMES: Final = frozenset({"compound", "conj", "cc", "punct", "det", "case"})
_PEOPLE: Final = word_set("people folk folks")
_MARKS: Final = ('"', "“", "''", "``")
_WE: Final = FIRST_SINGULAR | FIRST_PLURAL | SECOND
_SOME: Final = word_set("many some few several all")


# Figures of speech


def is_figurative(stated: Stated) -> bool:
    return stated.has_phrase(_FIGURES) or _is_bought(stated)


def _is_bought(stated: Stated) -> bool:
    """ "The mayor is paid for", of a person: a passive without the one who pays."""
    tree = stated.tree
    subject = tree.subject(stated.head)
    if subject is None or stated.lemma(stated.head) not in {"buy", "pay", "own"} or not stated.is_person(subject):
        return False
    if tree.child(stated.head, {"auxpass"}) is None or tree.child(stated.head, {"agent"}) is not None:
        return False
    after = [at for at in stated.inside if at > stated.head and any(map(str.isalnum, tree.tokens[at].text))]
    words = [stated.word(at) for at in after]
    return words == ["for"] or (not words and stated.lemma(stated.head) != "pay")


# Feelings of many


def is_feeling_of_many(stated: Stated) -> bool:
    tree = stated.tree
    before = tree.child(stated.head, {"ccomp"})  # "There are sailors who ..., so ..."
    for verb in (stated.head, *((before,) if before is not None and before < stated.head else ())):
        there = tree.child(verb, {"attr"}) if tree.child(verb, {"expl"}) is not None else None
        if there is not None:
            return _is_there_feeling(stated, there)
    subject = tree.subject(stated.head)
    return subject is not None and _is_many(stated, subject) and _feels(stated, stated.head, stated.complement())


def _is_there_feeling(stated: Stated, there: int) -> bool:
    """ "There is anger in the town"; "there are a lot of sailors who hate the port"."""
    tree = stated.tree
    nouns = [there, *_of(stated, there)]
    if any(stated.lemma(at) in FEELING_NOUNS for at in nouns):
        return stated.spoken
    clause = next((found for at in nouns if (found := tree.child(at, {"relcl"})) is not None), None)
    if clause is None or not _is_many(stated, there):
        return False
    return _feels(stated, clause, tree.child(clause, {"acomp", "attr"}))


def _is_many(stated: Stated, at: int) -> bool:
    """A country, or people of a kind without a number and without a word that tells which ones."""
    tree = stated.tree
    if stated.word(at) in PUBLICS or (stated.word(at) in NATIONS and tree.tokens[at].tag == "NNP"):
        return True
    of = _of(stated, at) if stated.lemma(at) in VAGUE_NUMBERS else ()
    noun = of[0] if of else at
    if tree.tokens[noun].tag not in {"NNS", "NNPS"} and stated.word(noun) not in _PEOPLE:
        return False
    kept = {"det", "poss", "nummod"}
    return not any(tree.tokens[child].dep in kept for child in tree.children[noun] if stated.word(child) not in _SOME)


def _of(stated: Stated, at: int) -> list[int]:
    """The nouns after "of": of "a lot of sailors" the sailors."""
    tree = stated.tree
    return [
        noun
        for child in tree.children[at]
        if stated.word(child) == "of"
        for noun in tree.children[child]
        if tree.tokens[noun].dep == "pobj"
    ]


def _feels(stated: Stated, verb: int, complement: int | None) -> bool:
    if stated.lemma(verb) in FEELING_VERBS and stated.tree.tokens[verb].tag in {"VBP", "VBZ", "VB"}:
        return True
    if stated.tree.child(verb, {"agent"}) is not None:
        return False  # "angered by the vote" tells of an event
    if stated.word(verb) in FEELING_ADJECTIVES and stated.tree.child(verb, {"auxpass"}) is not None:
        return True
    if complement is None or stated.tree.child(complement, {"ccomp"}) is not None:
        return False  # "angry that the port was closed" tells of an event too
    return stated.word(complement) in FEELING_ADJECTIVES


# What would have been


def would_have_been(stated: Stated) -> bool:
    """ "Without the ferry the town would never have grown", not "the law would have closed the port"."""
    tree = stated.tree
    auxiliaries = {aux.text.lower() for aux in tree.auxiliaries(stated.head)}
    if not (auxiliaries & {"would", "’d", "'d"} and auxiliaries & {"have", "’ve", "'ve"}):
        return False
    words = {stated.word(at) for at in tree.children[stated.head]}
    return bool(words & {"never", "without"}) or any(
        aux.text.lower() == "had"
        for at in tree.children[stated.head]
        if tree.tokens[at].dep == "advcl"
        for aux in tree.auxiliaries(at)
    )


# No content


def says_no_more(stated: Stated) -> bool:
    """ "Vega went on to attack Ode", "Ode didn't hold back", "The protesters prevailed", with nothing else."""
    tree = stated.tree
    if stated.spoken:
        return False
    deed = stated.head
    ahead = tree.child(deed, {"xcomp", "advcl"})
    if ahead is not None and stated.lemma(deed) in {"go", "continue", "proceed", "begin", "start"}:
        if not _is_bare(stated, (at for at in tree.children[deed] if at != ahead)):
            return False
        deed = ahead
    if not _is_bare(stated, tree.children[deed]):
        return False
    if stated.has_phrase(_BLUNT):
        return True
    held = tree.child(deed, {"dobj"})
    if held is None:
        return stated.lemma(deed) in PREVAILING and not entities_in(tree, stated.inside)
    names = all(tree.tokens[at].dep in _NAMES for at in tree.subtree(held) if at != held)
    return stated.lemma(deed) in ATTACKING_VERBS and names and stated.is_person(held)


def _is_bare(stated: Stated, children: Iterable[int]) -> bool:
    return all(stated.tree.tokens[at].dep in _BARE for at in children if at in stated.inside)


# Turned to the reader


def is_addressed(stated: Stated) -> bool:
    """ "Yes, the port is back", "We get a laugh out of Oslo"; a writer's "Yes, the port was closed" may answer a
    question of fact."""
    if stated.spoken:
        return False
    first, second = (*stated.inside, stated.head, stated.head)[:2]
    if stated.word(first) in INTERJECTIONS and stated.tree.tokens[second].text in {",", "!"}:
        return stated.is_present()
    subject = stated.tree.subject(stated.head)
    if subject is None or stated.word(subject) not in _WE or not stated.is_present():
        return False
    before = stated.tree.tokens[subject].span.start - stated.tree.span(stated.inside).start
    return not any(mark in stated.text[:before] for mark in _MARKS)  # else they may be the words of another

"""Judgements, advice, states of mind and generalities in the form of facts: "The plan is a disgrace."

`kinds` tells what a sentence is by its form; here a statement whose form is that of a fact is read for what nobody can
look up. A statement with an amount or a date stays a fact: the caller leaves it out. Rules, first that applies:

- advice: somebody "should", "must", "has better", "cannot afford" to do something, in the statement or in one
  beside it; "it is time to"; somebody "is to blame".
- judgement: a strong word of judgement as a predicate ("is unhinged", "a brilliant speaker", "did an awful job"); too
  much or too little of something; a comparison ("is like a bad dream"); a verb that only judges ("embodies"). A weak
  one ("is hard", "is mixed") only where the classifier doubts that the sentence states a fact.
- state of mind: what somebody "cares about", "wants" or "understands" now, or has as a plan or a hope, in a speaker's
  own words; what a writer tells of it is news.
- generality: what "anybody" does, or what happens "when ..." something else does, in a speaker's own words.
- no fact: the words of a speaker, without a name or a past tense, of which the classifier is all but sure.

"The truth is that ..." and "This shows that ..." are read for what they frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from verifier.claims.grammar import Tree
from verifier.claims.kinds import DUTY, NAMING, Judged, entities_in, head_verb
from verifier.claims.opinion_words import (
    ANYBODY,
    FRAMES,
    INFERENCES,
    INTENSIFIERS,
    JUDGING_COMPOUNDS,
    JUDGING_VERBS,
    MIND_VERBS,
    NONSENSE,
    PLANS_HELD,
    POSSESSIONS,
    SHOWING,
    STRONG_ADJECTIVES,
    STRONG_NOUNS,
    WEAK_ADJECTIVES,
    WEAK_NOUNS,
)
from verifier.claims.rhetoric import (
    is_addressed,
    is_feeling_of_many,
    is_figurative,
    says_no_more,
    would_have_been,
)
from verifier.claims.stated import Stated
from verifier.claims.words import HE, SHE

# Plain facts outside politics ("The virus spreads through the air.") get up to 0.8 on their own.
_LITTLE_DOUBTED: Final = 0.25
_DOUBTED: Final = 0.45
_MUCH_DOUBTED: Final = 0.7
_SURE: Final = 0.8
_IDIOMS: Final = re.compile(
    r"\b(?:ca(?:n[’']t|nnot|n not) (?:afford|wait)|had better|(?:is|are|was|were|be) to blame|(?:it|now) is (?:high )?"
    r"time|open question|what it takes|make a difference|made of the same stuff|out of touch|on the right side"
    r"|no[- ]brainer|speaks? for (?:itself|themselves)|above all else|everything else|the real issue"
    r"|(?:is|are) (?:still )?in question|a disservice|no business)\b",
    re.IGNORECASE,
)


def opinion(
    tree: Tree, inside: Sequence[int], *, text: str, spoken: bool, verbatim: bool, doubt: float | None
) -> Judged | None:
    """The opinion that a statement in the form of a fact is, with the reason for people; None for a fact."""
    head = head_verb(tree, inside)
    if head is None:
        return None
    if tree.tokens[head].dep == "auxpass":
        head = tree.tokens[head].head  # a participle that was read as an adjective
    stated = Stated(tree, inside, head, text, spoken, verbatim, doubt)
    reason = _reason(stated)
    if reason is None and (framed := _framed(stated)) is not None:
        reason = _reason(framed)
    return None if reason is None or _adds_fact(stated) else Judged("opinion", reason)


def _reason(stated: Stated) -> str | None:
    return next((reason for applies, reason in _RULES if applies(stated)), None)


def _adds_fact(stated: Stated) -> bool:
    """Whether a clause of its own beside the opinion names something: "He is a fool, but they sold it to Oslo."."""
    tree = stated.tree
    for at in tree.children[stated.head]:
        if at not in stated.inside or tree.tokens[at].dep != "conj":
            continue
        if tree.child(at, {"nsubj", "nsubjpass"}) is not None:
            clause = [word for word in tree.subtree(at) if word in stated.inside]
            named = any(entity.label in NAMING for entity in entities_in(tree, clause))
            words = replace(stated, inside=clause, head=at, text=" ".join(tree.tokens[word].text for word in clause))
            if named and _reason(words) is None:
                return True
    return False


def _framed(stated: Stated) -> Stated | None:
    """What "the truth is that" or "this underscores that" frames."""
    clause = stated.tree.child(stated.head, {"ccomp"})
    if clause is None or clause not in stated.inside or stated.tree.tokens[clause].pos not in {"VERB", "AUX"}:
        return None
    subject = stated.tree.subject(stated.head)
    frames = stated.lemma(stated.head) in SHOWING or (
        stated.lemma(stated.head) == "be" and subject is not None and stated.lemma(subject) in FRAMES
    )
    return replace(stated, head=clause) if frames else None


# Advice


def _advises(stated: Stated) -> bool:
    if stated.has_phrase(_IDIOMS):
        return True
    for at in stated.inside:
        token = stated.tree.tokens[at]
        if token.tag != "MD" or token.text.lower() not in DUTY or token.dep != "aux":
            continue
        verb = token.head
        beside = verb == stated.head or stated.tree.tokens[verb].dep in {"conj", "parataxis", "ccomp"}
        if beside and stated.tree.tokens[verb].head in {stated.head, verb} and stated.lemma(verb) != "have":
            return True
    return False


# Judgements


def _judges(stated: Stated) -> bool:
    if stated.lemma(stated.head) in JUDGING_VERBS and stated.tree.tokens[stated.head].pos == "VERB":
        return True
    complement = stated.complement()
    if complement is not None and _is_judged(stated, complement):
        return True
    if stated.tree.child(stated.head, {"auxpass"}) is not None and _is_judged_passive(stated):
        return True
    return _is_judged_deed(stated) or _is_likened(stated)


def _is_judged(stated: Stated, at: int) -> bool:
    tree = stated.tree
    if _is_strong(stated, at) or _is_too(stated, at) or _is_coloured(stated, at):
        return True
    weak = stated.word(at) in WEAK_ADJECTIVES or stated.lemma(at) in WEAK_NOUNS
    parts = [child for child in tree.children[at] if tree.tokens[child].dep in {"amod", "conj"}]
    if any(_is_strong(stated, part) and tree.tokens[part].pos == tree.tokens[at].pos for part in parts):
        return True
    if any(tree.tokens[part].dep == "amod" and stated.word(part) in STRONG_ADJECTIVES for part in parts):
        return True
    weak = weak or any(tree.tokens[part].dep == "amod" and stated.word(part) in WEAK_ADJECTIVES for part in parts)
    return weak and stated.is_doubted(_DOUBTED)


def _is_coloured(stated: Stated, at: int) -> bool:
    """ "A genius move", "hardly friendly", "very hard"; "proof of ..." in the words of a speaker."""
    tree = stated.tree
    beside = {stated.word(child) for child in (*tree.children[at], *tree.children[stated.head])}
    if (
        tree.tokens[stated.head].dep != "relcl"
        and tree.tokens[at].pos == "ADJ"
        and (beside & {"hardly", "scarcely"} or (stated.word(at) in WEAK_ADJECTIVES and beside & INTENSIFIERS))
    ):
        return stated.is_doubted(_LITTLE_DOUBTED)
    compounds = {stated.word(child) for child in tree.children[at] if tree.tokens[child].dep == "compound"}
    return bool(compounds & JUDGING_COMPOUNDS) or (stated.spoken and stated.lemma(at) in INFERENCES)


def _is_judged_passive(stated: Stated) -> bool:
    """ "Was unhinged", read as a passive; "too much is made of it"."""
    subject = stated.tree.subject(stated.head)
    word = stated.word(stated.head)
    if word in STRONG_ADJECTIVES or (word in WEAK_ADJECTIVES and stated.is_doubted(_DOUBTED)):
        return True
    return subject is not None and any(stated.word(child) == "too" for child in stated.tree.children[subject])


def _is_strong(stated: Stated, at: int) -> bool:
    token = stated.tree.tokens[at]
    if stated.word(at) in NONSENSE:
        return True
    if token.pos in {"NOUN", "PROPN"}:
        return stated.lemma(at) in STRONG_NOUNS
    return token.pos in {"ADJ", "VERB"} and stated.word(at) in STRONG_ADJECTIVES


def _is_too(stated: Stated, at: int) -> bool:
    """ "Too high", not "too ill to travel" nor "too shallow for ships"."""
    tree = stated.tree
    measured = tree.tokens[at].pos in {"ADJ", "ADV"} and any(stated.word(child) == "too" for child in tree.children[at])
    bounded = any(stated.word(child) == "for" for child in (*tree.children[at], *tree.children[stated.head]))
    goes_on = tree.child(at, {"xcomp"}) is not None or tree.child(stated.head, {"xcomp", "advcl"}) is not None
    return measured and not bounded and not goes_on


def _is_too_much(stated: Stated, held: int) -> bool:
    """ "Has too many boats"."""
    measures = [
        child for child in stated.tree.children[held] if stated.word(child) in {"many", "much", "few", "little"}
    ]
    return any(stated.word(child) == "too" for measure in measures for child in stated.tree.children[measure])


def _is_judged_deed(stated: Stated) -> bool:
    """ "Did an awful job", "has a unique way", "had no choice"; a noun alone, only in the words of a speaker."""
    tree = stated.tree
    held = tree.child(stated.head, {"dobj"})
    if held is None or stated.lemma(stated.head) not in {"have", "do", "make", "show", "take", "face", "pose"}:
        return False
    if _is_too_much(stated, held):
        return True
    if stated.lemma(held) in WEAK_NOUNS and stated.is_doubted(_MUCH_DOUBTED):
        return True
    parts = [stated.word(child) for child in tree.children[held] if tree.tokens[child].dep == "amod"]
    if any(part in STRONG_ADJECTIVES for part in parts):
        return True
    if not stated.spoken or stated.lemma(stated.head) not in {"have", "show"}:
        return stated.is_doubted(_MUCH_DOUBTED) and any(part in WEAK_ADJECTIVES for part in parts)
    return stated.lemma(held) in POSSESSIONS or any(part in {"unique", "good", "bad"} for part in parts)


def _is_likened(stated: Stated) -> bool:
    """ "It is like a bad dream"."""
    tree = stated.tree
    if not stated.spoken or stated.lemma(stated.head) not in {"be", "become", "feel"}:
        return False
    likened = tree.child(stated.head, {"prep"})
    return likened is not None and stated.word(likened) == "like" and likened > stated.head


# States of mind


def _is_state_of_mind(stated: Stated) -> bool:
    if not stated.verbatim:
        return False
    tree = stated.tree
    if stated.lemma(stated.head) == "know" and stated.word(stated.head) in {"know", "knows"}:
        subject = tree.subject(stated.head)
        return subject is not None and tree.child(stated.head, {"ccomp"}) is None and stated.is_present()
    held = tree.child(stated.head, {"dobj"})
    if stated.lemma(stated.head) == "have" and held is not None and stated.lemma(held) in PLANS_HELD:
        return stated.is_present()
    if stated.lemma(stated.head) == "want" and not stated.is_doubted(_MUCH_DOUBTED):
        return False  # what a politician wants is a position, which is known
    return stated.lemma(stated.head) in MIND_VERBS and stated.is_present()


# Generalities


def _is_general(stated: Stated) -> bool:
    tree = stated.tree
    subject = tree.subject(stated.head)
    if stated.spoken and stated.lemma(stated.head) == "tend" and tree.child(stated.head, {"xcomp"}) is not None:
        return subject is not None and (stated.is_person(subject) or stated.word(subject) in HE | SHE)
    if not stated.verbatim or not stated.is_present():
        return False
    if subject is not None and stated.word(subject) in ANYBODY:
        return True
    if subject is not None and stated.lemma(subject) == stated.word(subject) == "people":
        return tree.child(subject, {"relcl", "amod", "prep", "det"}) is None
    clauses = [at for at in tree.children[stated.head] if tree.tokens[at].dep == "advcl" and at < stated.head]
    return any(stated.word(child) in {"when", "whenever", "if"} for at in clauses for child in tree.children[at])


def _is_of_us(stated: Stated) -> bool:
    """ "[W]e are reminded", whose brackets hide the pronoun from the parser."""
    return _BRACKETED_WE.match(stated.text) is not None


def _is_no_fact(stated: Stated) -> bool:
    if not stated.spoken or not stated.is_doubted(_SURE):
        return False
    if any(entity.label in NAMING for entity in entities_in(stated.tree, stated.inside)):
        return False
    return stated.tree.tokens[stated.head].tag != "VBG" and not any(
        stated.tree.tokens[at].tag == "VBD" for at in stated.inside
    )


GENERAL: Final = "It says how people or things are in general, which nothing that could be looked up decides."
OF_OTHERS: Final = "It speaks in the first person of others than the speaker, so that it does not stand on its own."
_BRACKETED_WE: Final = re.compile(r"\W*\[(?:we?|ou?r?)\](?:e|ur)?\b", re.IGNORECASE)
_Rule = Callable[[Stated], bool]
_RULES: Final[tuple[tuple[_Rule, str], ...]] = (
    (_advises, "It says what ought to be, not what is."),
    (_judges, "It is a judgement, which nothing that could be looked up decides."),
    (_is_state_of_mind, "It says what goes on in somebody's mind, which cannot be looked up."),
    (_is_general, GENERAL),
    (is_feeling_of_many, "It says what a whole group feels, which cannot be looked up."),
    (is_figurative, "It is a figure of speech, which nothing that could be looked up decides."),
    (would_have_been, "It says what would have been, not what is."),
    (is_addressed, "It speaks to the reader, and nothing that could be looked up decides it."),
    (says_no_more, "It tells of an attack or a victory and of nothing that could be looked up."),
    (_is_of_us, OF_OTHERS),
    (_is_no_fact, "It most likely states no fact, as the check-worthiness classifier reads it."),
)

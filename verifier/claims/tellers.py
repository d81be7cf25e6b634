"""Which noun beside a cue is its speaker: of a participle ("with Ode asking whether ..."), of a relative clause ("the
report on ships that suggested ..."), and where there is none."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from verifier.claims.grammar import Tree
from verifier.claims.words import CUES, DOCUMENTS, word_set

_LISTING: Final = frozenset({"include", "be", "have", "contain", "feature"})
_LEAVING: Final = word_set("leave find see hear keep catch remind have get picture show")
_NO_ONE: Final = word_set("none nobody neither no-one nothing")
_ASKING: Final = word_set("ask question wonder inquire")
_CONCEDING: Final = word_set("while although though as")
_SHOOTING: Final = word_set("shoot fire hit")
_PLURAL: Final = frozenset({"NNS", "NNPS"})


def of_participle(tree: Tree, verb: int) -> int | None:
    """The subject of "She attacked the plan, saying ...". What somebody says of a thing is not what the thing says:
    "She said the plan was dead, adding ...", "Her posts include one saying ...". Whom the main verb leaves or hears
    doing it does it: "left half of the voters saying ...", "ended with Ode asking ..."."""
    above = tree.tokens[verb].head
    beside = _right_before(tree, verb, above)
    if beside is not None:
        return beside
    subject = tree.subject(above)
    if tree.tokens[verb - 1].text in {"-", "–", "—", "--"} and tree.root is not None:
        return tree.subject(tree.root)  # a dash parts it from the clause before
    if subject is None or tree.tokens[subject].tag not in {"NN", "NNS"}:
        return subject
    teller = tree.tokens[above].head
    if tree.tokens[above].dep == "ccomp" and tree.tokens[teller].lemma.lower() in CUES and teller < above:
        passive = tree.tokens[above].lemma.lower() == "be" or tree.tokens[subject].dep == "nsubjpass"
        return tree.subject(teller) if passive or tree.tokens[verb].lemma.lower() == "add" else subject
    listing = tree.tokens[above].lemma.lower() in _LISTING and tree.tokens[verb - 1].text != ","
    return None if listing else subject


def _right_before(tree: Tree, verb: int, above: int) -> int | None:
    """The object that ends right before a participle without a comma, after "with" or a verb of leaving or hearing."""
    for child in tree.children[above]:
        token = tree.tokens[child]
        if not above < child < verb or max(tree.subtree(child)) != verb - 1:
            continue
        if token.dep == "dobj" and tree.tokens[above].lemma.lower() in _LEAVING:
            return child
        reminded = token.text.lower() == "of" and tree.tokens[above].lemma.lower() == "remind"
        if token.dep == "prep" and (token.text.lower() == "with" or reminded):
            return tree.child(child, {"pobj"})
    return None


def of_relative(tree: Tree, verb: int) -> int:
    """The noun whose relative clause the verb is in. Where the parser hung it on a noun inside the phrase of a text
    ("the report on her ships that suggested"), or on one that does not agree with it ("a list of donors that shows"),
    it is the noun above."""
    noun = tree.tokens[verb].head
    above = tree.tokens[tree.tokens[noun].head].head if tree.tokens[noun].dep == "pobj" else noun
    if above == noun or tree.tokens[above].pos not in {"NOUN", "PROPN"} or tree.tokens[noun].pos != "NOUN":
        return noun
    many, text = tree.tokens[noun].tag in _PLURAL, tree.tokens[above].lemma.lower() in DOCUMENTS
    agrees = {"VBZ": not many, "VBP": many}.get(tree.tokens[verb].tag)
    if agrees is False or (agrees is None and text and tree.tokens[noun].lemma.lower() not in DOCUMENTS):
        return above if text or agrees is False else noun
    return noun


def is_no_cue(tree: Tree, verb: int) -> bool:
    """Whether the word only looks like a verb of saying: "pointed to nine plans", and the noun of "Rust Belt states
    Ohio, Iowa and Indiana"."""
    token = tree.tokens[verb]
    if token.lemma.lower() == "point":
        out = tree.child(verb, {"prt"}) is not None
        clause = tree.child(verb, {"ccomp"})
        return not out and (clause is None or tree.child(clause, {"mark"}) is None)
    if token.text != "states" or verb + 1 >= len(tree.tokens):
        return False
    after = tree.tokens[verb + 1].span
    place = any(found.label == "GPE" and found.span.covers(after) for found in tree.sentence.entities)
    return place and tree.child(verb + 1, {"conj"}) is not None


def answers_back(tree: Tree, verb: int) -> bool:
    """Whether a verb says something only with "back": "Ode shot back, “...”"."""
    if tree.tokens[verb].lemma.lower() not in _SHOOTING or verb + 1 >= len(tree.tokens):
        return False
    return tree.tokens[verb + 1].text.lower() == "back"


def is_no_one(tree: Tree, subject: int) -> bool:
    """Whether the subject is nobody: "no group", "none of the captains"."""
    if tree.tokens[subject].text.lower() in _NO_ONE:
        return True
    if tree.tokens[subject].pos == "PROPN":
        return False  # "No Labels"
    opening = (tree.tokens[child] for child in tree.children[subject] if child < subject)
    return any(token.text.lower() in {"no", "neither"} and token.dep == "det" for token in opening)


def is_asked(tree: Tree, verb: int) -> bool:
    """Whether the verb is in what somebody asks: "asked Ode why he left when he had said ..."."""
    chain = [verb, *tree.ancestors(verb)]
    return any(
        tree.tokens[low].dep == "ccomp" and tree.tokens[high].lemma.lower() in _ASKING and high < low
        for low, high in pairwise(chain)
    )


def has_plural_subject(tree: Tree, they: int) -> bool:
    """Whether an earlier clause of the sentence has a subject that "they" may mean: "while many sailors fear it, they
    say ..."."""
    for at in range(they):
        if tree.tokens[at].tag not in _PLURAL or tree.tokens[at].dep not in {"nsubj", "nsubjpass"}:
            continue
        mark = tree.child(tree.tokens[at].head, {"mark"})
        if mark is not None and tree.tokens[mark].text.lower() in _CONCEDING:
            return True
    return False


def is_day_after(tree: Tree, first: int) -> bool:
    """Whether the words at a token tell that what follows came later than what was said: "the following day"."""
    words = [token.text.lower() for token in tree.tokens[first : first + 2]]
    return words in (["the", "following"], ["the", "next"])

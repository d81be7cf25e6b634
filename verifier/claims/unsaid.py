"""Sayings in form that are the writer's own sentences: what a participle only shows, what is called false, what is left
open, and words that have lost the half that turns their meaning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from verifier.claims.grammar import SUBJECTS, Tree
from verifier.claims.words import DOCUMENTS, HE, NOT_ASSERTING, SHE, word_set

if TYPE_CHECKING:
    from verifier.claims.attribution import Saying

_FALSELY: Final = word_set("falsely wrongly mistakenly erroneously incorrectly inaccurately baselessly untruthfully")
_PROVING: Final = word_set("show prove demonstrate mean underscore")
_CALLING: Final = word_set("declare find proclaim pronounce rule believe consider show judge")
_ASKED: Final = word_set("how what")
_RELATIVE: Final = frozenset({"WRB", "WP", "WDT", "WP$"})
_MERELY: Final = word_set("just only merely simply")
_OPEN: Final = word_set("if whether")
_WITHHOLDING: Final = word_set("decline refuse fail refrain avoid stop short without never nor")
_HANGING: Final = frozenset({"xcomp", "pcomp", "prep", "conj", "advmod", "advcl"})
_LONGEST_NAME: Final = 4  # tokens of a name before "to be"


def is_unsaid_by(tree: Tree, saying: Saying) -> bool:
    """Whether the writer states the sentence, though it has the form of a saying told indirectly; `tree` is that of
    its sentence."""
    cue = saying.cue_token
    if cue is None or saying.verbatim or saying.origin != saying.sentence:
        return False
    inside = tree.inside(saying.content[0])
    if not inside:
        return False
    return (
        _is_withheld(tree, cue)
        or _is_judged_false(tree, cue)
        or _only_shows(tree, saying, cue)
        or _is_left_open(tree, cue, inside)
        or _has_gap(tree, cue, inside)
        or _loses_question(tree, cue, inside)
        or _is_called(tree, cue, inside)
        or _loses_contrast(tree, inside)
        or _is_told_by_source(tree, cue, inside)
    )


def _is_withheld(tree: Tree, cue: int) -> bool:
    """Whether the verb hangs on one that tells that it was not done: "declined to threaten Oslo or even declare it
    guilty", "stopped short of saying that P". A finite verb is done all the same ("declined to go and said that P"),
    and so is what a participle adds ("declined to go, saying that P") or "but" sets against it."""
    low = cue
    while _is_bare_form(tree, low) and tree.tokens[low].dep in _HANGING:
        high = tree.tokens[low].head
        if high > low or any(tree.tokens[at].text.lower() == "but" for at in range(high, low)):
            return False
        if tree.tokens[high].lemma.lower() in _WITHHOLDING or tree.is_negated(high):
            return True
        low = high
    return False


def _is_bare_form(tree: Tree, at: int) -> bool:
    """Whether a word is no finite verb and no participle that stands beside its clause."""
    token = tree.tokens[at]
    if token.tag == "VBG":
        return token.dep in {"pcomp", "conj"}
    return token.tag in {"VB", "IN", "RB", "JJ"}


def _is_judged_false(tree: Tree, cue: int) -> bool:
    """Whether the writer calls what is said false: "falsely suggesting that P". "Ode said P" would leave that out."""
    return any(tree.tokens[child].text.lower() in _FALSELY for child in tree.children[cue])


def _only_shows(tree: Tree, saying: Saying, cue: int) -> bool:
    """Whether what somebody did shows something to the writer: "Ode sailed to Oslo, showing how ..."."""
    token = tree.tokens[cue]
    if token.tag != "VBG" or token.dep != "advcl" or token.lemma.lower() not in _PROVING:
        return False
    return saying.speaker.split()[-1].lower().removesuffix("s") not in DOCUMENTS


def _is_left_open(tree: Tree, cue: int, inside: Sequence[int]) -> bool:
    """Whether the words say only what is to be found out: "voters will determine if P"."""
    first = tree.tokens[inside[0]]
    opens = first.text.lower() in _OPEN and first.dep == "mark" and tree.tokens[first.head].head == cue
    return opens and tree.tokens[cue].lemma.lower() not in NOT_ASSERTING


def _has_gap(tree: Tree, cue: int, inside: Sequence[int]) -> bool:
    """Whether what is said lacks the noun before it, of which the clause tells: "the gap that captains say makes ...",
    "an honor Ode said she hoped would ..."."""
    if tree.tokens[cue].dep != "relcl" or inside[0] < cue:
        return False
    subject = tree.child(cue, SUBJECTS)
    if subject is None or tree.tokens[subject].tag in _RELATIVE or tree.tokens[cue].head == tree.root:
        return False  # a noun is the root only where the parser has lost the verb
    opening = range(min(tree.subtree(cue)), subject)
    return not any(tree.tokens[at].tag in {"WRB", "WP$"} or tree.tokens[at].dep == "pobj" for at in opening)


def _loses_question(tree: Tree, cue: int, inside: Sequence[int]) -> bool:
    """Whether "how" or "what" stands between the cue and the words, which without it state something else."""
    return tree.tokens[inside[0]].text.lower() not in _ASKED and any(
        tree.tokens[at].text.lower() in _ASKED and tree.tokens[tree.tokens[at].head].head in {cue, *inside}
        for at in range(cue + 1, inside[0])
    )


def _is_called(tree: Tree, cue: int, inside: Sequence[int]) -> bool:
    """Whether the words only begin with what something is called: "declared this to be Oslo's year"."""
    if tree.tokens[cue].lemma.lower() not in _CALLING:
        return False
    for at in inside[1 : _LONGEST_NAME + 1]:
        if tree.tokens[at].tag == "TO":
            return tree.tokens[at - 1].pos in {"PRON", "NOUN", "PROPN"}
        if tree.tokens[at].pos in {"VERB", "AUX"}:
            return False
    return False


def _loses_contrast(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether the words say "not just P", and the "but Q" that belongs to it stands after them."""
    words = [tree.tokens[at].text.lower() for at in inside]
    partial = any(one in {"not", "n't"} and two in _MERELY for one, two in pairwise(words))
    after = [token.text.lower() for token in tree.tokens[inside[-1] + 1 : inside[-1] + 3]]
    return partial and after == [",", "but"]


def _is_told_by_source(tree: Tree, cue: int, inside: Sequence[int]) -> bool:
    """Whether "according to" and a source stand after what "she" said, who may be anybody that the source tells of."""
    subject = tree.subject(cue)
    if subject is None or tree.tokens[subject].text.lower() not in HE | SHE:
        return False
    after = [token.text.lower() for token in tree.tokens[inside[-1] + 1 :]]
    return ("according", "to") in pairwise(after)

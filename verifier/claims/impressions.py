"""What a writer tells without a source and without anything that could be looked up: how something seemed, what it
means for a race, and that somebody did not answer the reporters. A date does not make a fact of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from verifier.claims.boilerplate import NO_ANSWER
from verifier.claims.grammar import FINITE_TAGS, Tree
from verifier.claims.kinds import Judged, head_verb
from verifier.claims.words import word_set

_SEEMED: Final = "It tells how something seems to the writer, which nothing that could be looked up decides."
_READ: Final = "It is the writer's reading of what happened, which nothing that could be looked up decides."
_ASKED: Final = r"\b(?:comments?|calls?|requests?|inquir(?:y|ies)|messages?|e-?mails?|questions?|attempts?)\b"
_UNANSWERED: Final = re.compile(
    r"(?:\b(?:declin|refus)(?:ed|es|ing|e) (?:\w+ly )?(?:to (?:comment"
    r"|be (?:interviewed|identified|named|quoted)\b(?! in\b))"
    r"|(?:(?:repeated |several |an? )?(?:requests? )?(?:for )?(?:further )?comment))\b"
    rf"|\b(?:(?:did|has|have|had) not|(?:did|has|have|had)n[’']t|neither) [^.;:]{{0,40}}?\b(?:respond|return|answer"
    rf"|repl(?:y|ied))(?:ed)? (?:to )?[^.;:]{{0,60}}?{_ASKED}"
    rf"|\bneither\b[^.;:]{{0,80}}\b(?:responded|replied) to [^.;:]{{0,40}}?{_ASKED}"
    r"|\bcould not (?:immediately )?be reached(?: for (?:further )?comment| (?:on )?\w+day)?(?=[.,;]|$))",
    re.IGNORECASE,
)
_ANSWERING: Final = word_set("decline refuse respond return answer reply reach")
_READINGS: Final = re.compile(
    r"\b(?:la(?:id|ys?|ying) bare|all but (?:begged|admitted|ignored|dared)|(?:got(?:ten)?|gets?) the memo"
    r"|turn(?:ed|s) the tables|reopen(?:ed|s)? (?:old|long-standing|longstanding) (?:wounds|divisions|rifts)"
    r"|paid the price|(?:had|has|have) (?:harsh|tough|strong|kind|warm|choice) words"
    r"|thrust [^.;:]{1,60}? (?:in)?to the (?:heart|center|centre|forefront|fore)"
    r"|gloss(?:ed|es) over|take(?:s|n)? a swipe|took a swipe|tap(?:ped|s) into"
    r"|(?:pose[sd]?|present(?:s|ed)?|creat(?:es|ed)) an? (?:[\w-]+ )?(?:opportunity|opening|dilemma|conundrum)"
    r"|shed(?:s|ding)? (?:\w+ )?light on|(?:is|are|was|were) hard-pressed|open(?:s|ed)? old wounds"
    r"|(?:has|have|had) a rare chance|(?:is|are|was|were) (?:widely )?seen as|jarring contrast|stark contrast"
    r"|(?:in|into) (?:serious |grave )?jeopardy)\b",
    re.IGNORECASE,
)
_SUPERLATIVE: Final = word_set("consequential important significant influential pivotal memorable remarkable crucial")
_SEEN: Final = word_set("empty closed open shut damaged intact abandoned deserted unlocked burnt burned broken")
_SHOWS: Final = word_set("show depict confirm contradict violate exceed")


def impression(tree: Tree, inside: Sequence[int], text: str) -> Judged | None:
    """What the words of a writer, the tokens `inside` with the text `text`, are instead of a fact; None for a fact."""
    head = head_verb(tree, inside)
    if head is None:
        return None
    if _is_unanswered(tree, inside, head, text):
        return Judged("boilerplate", NO_ANSWER)
    if _seems(tree, head, inside) or _is_most(tree, head):
        return Judged("opinion", _SEEMED)
    return Judged("opinion", _READ) if _is_reading(tree, inside, head, text) else None


def _is_unanswered(tree: Tree, inside: Sequence[int], head: int, text: str) -> bool:
    """Whether the words tell of nothing but that somebody did not answer."""
    found = _UNANSWERED.search(text)
    if found is None or tree.tokens[head].lemma.lower() not in _ANSWERING or any(map(str.isdigit, text)):
        return False
    beside = {"conj", "advcl", "parataxis", "ccomp"}
    return not any(
        tree.tokens[at].dep in beside and tree.tokens[at].tag in FINITE_TAGS
        for at in tree.children[head]
        if at in inside
    )


def _seems(tree: Tree, head: int, inside: Sequence[int]) -> bool:
    """ "Seemed to beg", "appears weak"; not "appears to be closed" nor "appears to show a boat", which can be seen."""
    subject = tree.subject(head)
    if subject is None or tree.tokens[subject].text.lower() in {"it", "there"}:
        return False
    lemma = tree.tokens[head].lemma.lower()
    deed = tree.child(head, {"xcomp"}) if lemma == "seem" else None
    if deed is not None and deed in inside and tree.tokens[deed].pos == "VERB":
        return tree.tokens[deed].lemma.lower() not in _SHOWS
    held = tree.child(head, {"oprd", "acomp"}) if lemma in {"seem", "appear"} else None
    if held is None or held not in inside or held < head or tree.tokens[held].lemma.lower() in _SEEN:
        return False
    return tree.tokens[held].pos == "ADJ"


def _is_most(tree: Tree, head: int) -> bool:
    """ "Was the most consequential of his career"."""
    held = tree.child(head, {"attr", "acomp"}) if tree.tokens[head].lemma.lower() == "be" else None
    if held is None:
        return False
    judging = [at for at in (held, *tree.children[held]) if tree.tokens[at].text.lower() in _SUPERLATIVE]
    return any(tree.tokens[child].text.lower() == "most" for at in judging for child in tree.children[at])


def _is_reading(tree: Tree, inside: Sequence[int], head: int, text: str) -> bool:
    """Whether a phrase of comment is at the main verb, and no clause of what somebody said hangs on it."""
    start = tree.span(inside).start
    for found in _READINGS.finditer(text):
        words = [at for at in inside if start + found.start() <= tree.tokens[at].span.start < start + found.end()]
        if any(at == head or tree.tokens[at].head == head for at in words):
            return tree.child(head, {"ccomp"}) is None
    return False

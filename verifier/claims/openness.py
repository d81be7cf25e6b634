"""Whether a weekday or a month without a year may be the next one as well as the last.

Where the verbs tell of the past it is the last. Where nothing does so ("to win Tuesday's primary", "is key to a win in
November") both are possible, and the time stays open.
"""

from __future__ import annotations

import re
from typing import Final

from models.types import Token
from verifier.claims.numbers import word_set
from verifier.claims.surface import Surface
from verifier.claims.tense import CONTESTS, INTENTION, NOT_PLANNED, OF_EVENT, SINCE, governing_verb, is_present

_LEADS_UP_TO: Final = re.compile(
    r"\b(?:(?:ahead of|in advance of|leading up to|heading into) (?:the |an? )?(?:[\w.'-]+ ){1,4}"
    r"|before (?:the |an? )?(?:[\w.'-]+ ){0,3}(?:contest|primar(?:y|ie)|election|vote|caucus(?:e)?|runoff|debate)s? )"
    r"(?:in \w+ )?(?:on )?$",
    re.IGNORECASE,
)
_BEFORE_EVENT: Final = re.compile(r"\b(?:ahead of|in advance of|before|prior to) (?:the |an? )?$", re.IGNORECASE)
_PARTS_OF_DAY: Final = frozenset({"morning", "afternoon", "evening", "night"})
_ASKING: Final = word_set("urge ask encourage invite implore beg remind press exhort call")
_DONE: Final = frozenset({"since", "after", "by", "while"})
_MEANING: Final = INTENTION | word_set(
    "vowing hoping planning trying seeking wanting effort bid chance hoped vowed wanted"
)
_NEEDED: Final = frozenset({"need", "require"})
_WORDS_OF_CONTEST: Final = 5
_STEPS: Final = 8
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GERUNDS: Final = frozenset({"pcomp", "xcomp", "dobj"})  # "from winning", "keeps trying": no act beside another


def may_lead_up(surface: Surface, start: int, end: int) -> bool:
    """Whether a weekday may be the next one: beside what the words lead up to ("ahead of voting Tuesday"), beside what
    somebody asks of others ("urged them to vote Tuesday"), on the noun of a contest where no verb in the past tells of
    it ("faces a contest on Tuesday", "to win Tuesday's vote"), or beside what is still to happen ("needs for a win
    Tuesday")."""
    if _LEADS_UP_TO.search(surface.text[max(0, start - 60) : start]) is not None:
        return True
    found = _with_verb(surface, end)
    if found is None:
        return False
    tokens, (index, verb) = surface.sentence.tokens, found
    head = tokens[verb].head
    if tokens[verb].tag == "VB" and 0 <= head < len(tokens) and tokens[head].lemma.lower() in _ASKING:
        return True
    contest = _is_beside_contest(tokens, index) or _is_of_contest(tokens, index)
    finite = _finite(tokens, verb)
    if contest and (is_present(tokens, verb, of_month=True) or _is_meant(tokens, verb, finite)):
        return True
    return finite is not None and _is_unfinished(tokens, verb) and _is_to_come(tokens, finite)


def came_before_event(surface: Surface, start: int, end: int) -> bool:
    """Whether a verb in the past tells what came before the event of a weekday ("unveiled it ahead of Friday's
    meeting"): the event may be over by the report, or still to come."""
    index = surface.token_index(end - 1)
    tokens = surface.sentence.tokens
    if index is None or _BEFORE_EVENT.search(surface.text[max(0, start - 40) : start]) is None:
        return False
    if OF_EVENT.match(surface.text, end) is None and not _is_before_noun(tokens, index):
        return False
    verb = governing_verb(tokens, index)
    finite = None if verb is None or tokens[verb].tag not in {"VBD", "VBN"} else _finite(tokens, verb)
    return finite is not None and tokens[finite].tag == "VBD"


def may_be_next(surface: Surface, start: int, end: int) -> bool:
    """Whether a month without a year may be the next one: no verb in the past tells of it ("is key to a win in
    November", "would win it in November")."""
    if SINCE.search(surface.text[max(0, start - 20) : start]) is not None:
        return False
    found = _with_verb(surface, end)
    if found is None:
        return False
    tokens, (_, verb) = surface.sentence.tokens, found
    finite = _finite(tokens, verb)
    if finite is None or tokens[finite].tag == "VBD":
        return False
    perfect = tokens[finite].text.lower() in NOT_PLANNED
    if tokens[verb].tag in {"VBZ", "VBP"}:
        return not perfect
    carried = tokens[finite].head == verb and not perfect  # "is elected", "would win", "does win"
    return carried or _is_unfinished(tokens, verb)


def _with_verb(surface: Surface, end: int) -> tuple[int, int] | None:
    """The last token of the time that ends at `end`, and the verb above it."""
    index = surface.token_index(end - 1)
    verb = governing_verb(surface.sentence.tokens, index) if index is not None else None
    return None if index is None or verb is None else (index, verb)


def _is_before_noun(tokens: tuple[Token, ...], index: int) -> bool:
    """ "The Friday meeting", "the Friday night meeting"; "Friday night" by itself is no event."""
    last = index + 1 if index + 1 < len(tokens) and tokens[index + 1].text.lower() in _PARTS_OF_DAY else index
    noun = tokens[last].head
    return last < noun < len(tokens) and tokens[noun].pos in {"NOUN", "PROPN"}


def _is_beside_contest(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the time stands right after the noun of a vote or a meeting, alone, with "on" or after its place."""
    before = index - 2 if index > 1 and tokens[index - 1].text == "on" else index - 1
    if before > 1 and tokens[before].pos == "PROPN" and tokens[before - 1].text == "in":
        before -= 2
    return before >= 0 and tokens[before].lemma.lower() in CONTESTS


def _is_of_contest(tokens: tuple[Token, ...], index: int) -> bool:
    """ "Tuesday's primaries", "the Tuesday vote", "Tuesday's Oslo primary"."""
    for token in tokens[index + 1 : index + 1 + _WORDS_OF_CONTEST]:
        if token.lemma.lower() in CONTESTS:
            return True
        if token.pos not in {"NOUN", "PROPN", "ADJ", "PART"}:
            return False
    return False


def _is_unfinished(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb is an infinitive or a gerund of what somebody may still do, or tells what is needed."""
    match tokens[verb].tag:
        case "VB":
            return any(token.text.lower() == "to" and token.head == verb for token in tokens[max(0, verb - 3) : verb])
        case "VBG":
            return tokens[verb].dep in _GERUNDS and tokens[tokens[verb].head].text.lower() not in _DONE
        case "VBN":
            return tokens[verb].dep == "acl" and tokens[verb].lemma.lower() in _NEEDED
        case _:
            return False


def _is_meant(tokens: tuple[Token, ...], verb: int, finite: int | None) -> bool:
    """Whether the verb tells what somebody means to do: "vowed to win", not "was used to win"."""
    if not _is_unfinished(tokens, verb):
        return False
    if finite is not None and _is_to_come(tokens, finite):
        return True
    return any(token.text.lower() in _MEANING for token in tokens[max(0, verb - _STEPS) : verb + 1])


def _is_to_come(tokens: tuple[Token, ...], finite: int) -> bool:
    """Whether the verb that carries the time tells of now or later; "says" and "has" often tell of the past."""
    return tokens[finite].tag != "VBD" and tokens[finite].text.lower() not in NOT_PLANNED


def _finite(tokens: tuple[Token, ...], verb: int) -> int | None:
    """The nearest verb, from this one up the tree, that carries a tense: itself or its auxiliary."""
    at = verb
    for _ in range(_STEPS):
        carriers = [
            other
            for other, token in enumerate(tokens[: at + 1])
            if token.tag in _FINITE and (other == at or (token.head == at and token.dep in {"aux", "auxpass"}))
        ]
        if carriers:
            return carriers[0]
        head = tokens[at].head
        if head == at or not 0 <= head < len(tokens):
            return None
        at = head
    return None

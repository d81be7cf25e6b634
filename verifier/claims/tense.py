"""Whether what happens at a time expression lies ahead of the report or behind it.

The nearest verb decides: "will", "going to" and an infinitive after a word of intention look ahead ("plans to march
on Sunday"), so do a few verbs of timetables in the present ("voters go to the polls Sunday"), any present with a day
of the month ("the primary is June 14") or after "if", "when" and their like, and every other verb looks back ("said
Friday"). A few prepositions look ahead by themselves.
"""

from __future__ import annotations

import re
from typing import Final

from models.types import Token
from verifier.claims.numbers import word_set
from verifier.claims.surface import Surface

_AHEAD_BEFORE: Final = re.compile(
    r"\b(?:as (?:soon|early|late) as|in advance of|ahead of|starting|beginning|due|scheduled for|set for|planned for"
    r"|slated for|coming into force|deadline (?:of|is|on)|later)"
    r"(?: on| in| by)?(?: the (?:end|start|beginning|middle) of)?(?: the| early| late)? *$",
    re.IGNORECASE,
)
_AS_OF: Final = re.compile(r"\bas of (?:the (?:end|start|beginning) of )?$", re.IGNORECASE)
_WILL: Final = frozenset({"will", "'ll", "\u2019ll", "wo", "shall"})
INTENTION: Final = word_set(
    "plan plans planned planning expect expects expected expecting schedule scheduled set due going gon about prepare "
    "prepares preparing prepared aim aims intend intends hope hopes likely ready vow vows promise promises pledge want "
    "wants slated poised begin threaten threatens threatened"
)
_PLANNED: Final = word_set("planned scheduled slated due expected")
# "Seemed to be lost Friday" and "used to be held Friday" tell of no plan.
_SEEMING: Final = word_set("seem appear say report believe think know prove turn use claim find happen")
# In the present tense these tell of a timetable: "voters go to the polls Sunday".
_TIMETABLE: Final = word_set(
    "go goes meet meets open opens start starts begin begins return returns resume resumes vote votes arrive arrives "
    "leave leaves close closes end ends expire expires reopen reopens play plays depart departs hold holds host hosts "
    "convene convenes debut debuts"
)
_PRESENT: Final = frozenset({"VBZ", "VBP"})
# With a day beside them these tell of the past, or of a saying: "prosecutors say that on June 3".
NOT_PLANNED: Final = word_set("has have 've say says show shows tell tells recall recalls remember remembers")
CONTESTS: Final = word_set("contest primary election vote voting caucus runoff referendum debate summit hearing")
_SCHEDULED: Final = CONTESTS | word_set("convention deadline meeting rally trial concert")
_ONCE: Final = word_set("if when once until till before unless")
SINCE: Final = re.compile(r"\b(?:since|after|from) +(?:the +)?$", re.IGNORECASE)
OF_EVENT: Final = re.compile(r"(?: (?:morning|afternoon|evening|night))?'s\b")
_LEADS_UP: Final = re.compile(
    r"\b(?:ahead of|in advance of|before|until|till|up to|leading up to) (?:the|an?|[\w.]+(?:'s|s'))"
    r" (?:[\w.'-]+ ){0,3}(?:in |on )?$"
    r"|\bthrough (?:the|an?|[\w.]+(?:'s|s')) (?:[\w.'-]+ ){0,2}?"
    r"(?:primary|primaries|election|vote|debate|convention|caucus|caucuses|season) (?:in |on )?$",
    re.IGNORECASE,
)
_WAS_PLANNED: Final = re.compile(
    r"\b(?:was|were|had been) (?:\w+ly )?(?:set|scheduled|due|planning|expected|slated|supposed|preparing|to)\b"
    r"[^.;:]*$",
    re.IGNORECASE,
)
_REACH: Final = 8
_PARTS_OF_DAY: Final = word_set("morning afternoon evening night")
_DAY_FOR_VERB: Final = 3  # steps from a day in apposition to the verb: its noun, "for", "planned"


def looks_ahead(surface: Surface, start: int, end: int, *, of_month: bool) -> bool:
    """Whether the expression at [start, end) of the surface speaks of the future; `of_month` tells that it is a day of
    a month ("June 14")."""
    before = surface.text[max(0, start - 60) : start]
    if _AHEAD_BEFORE.search(before) or _AS_OF.search(before):
        return _AS_OF.search(before) is None
    index = surface.token_index(end - 1)
    if index is None:
        return False
    verb = governing_verb(surface.sentence.tokens, index)
    if verb is None:
        verb = _nearest_verb(surface.sentence.tokens, index)
    if verb is None:
        return False
    of_event = OF_EVENT.match(surface.text, end) is not None
    tokens = surface.sentence.tokens
    if _is_planned_for(tokens, index, verb):
        return True
    return any(_is_ahead(tokens, one, of_event=of_event) for one in _with_purpose(tokens, verb)) or (
        SINCE.search(surface.text[max(0, start - 20) : start]) is None
        and is_present(tokens, verb, of_month=of_month)
        and _is_of_verb(tokens, index, verb)
    )


def _is_planned_for(tokens: tuple[Token, ...], index: int, verb: int) -> bool:
    """Whether something is planned for the time, which hangs on the verb itself or on the day that it is: "is planned
    Oct. 9", "are planned for the opening day, July 18", and not "are planned over the shooting on Monday"."""
    if tokens[verb].text.lower() not in _PLANNED or not any(
        token.text.lower() in {"is", "are"} for token in tokens[max(0, verb - 2) : verb]
    ):
        return False
    head = tokens[index].head
    if 0 <= head < len(tokens) and tokens[head].text.lower() in _PARTS_OF_DAY:
        index = head  # "is planned Friday night"
    return _is_of_verb(tokens, index, verb) or _is_day_of_verb(tokens, index, verb)


def _is_day_of_verb(tokens: tuple[Token, ...], index: int, verb: int) -> bool:
    """Whether the time stands beside the noun after "for": "for the opening day, July 18"."""
    chain = [index]
    while len(chain) < _REACH and 0 <= (head := tokens[chain[-1]].head) < len(tokens) and head not in chain:
        chain.append(head)
    if tokens[index].dep == "nummod":
        chain.pop(0)
    named = len(chain) > _DAY_FOR_VERB and tokens[chain[0]].dep in {"appos", "npadvmod"}
    return named and tokens[chain[2]].text.lower() == "for" and chain[3] == verb


def was_planned(surface: Surface, start: int) -> bool:
    """Whether the expression dates what was planned for it: "was set to speak Tuesday" may be told after Tuesday."""
    return _WAS_PLANNED.search(surface.text[max(0, start - 60) : start]) is not None


def is_before_event(surface: Surface, start: int) -> bool:
    """Whether the expression dates an event that the words lead up to: "ahead of the June 14 primary", "until the
    convention in July". Then a day that is near is more likely than one of the year before."""
    return _LEADS_UP.search(surface.text[max(0, start - 60) : start]) is not None


def may_be_ahead(surface: Surface, start: int, end: int, *, nearer: bool) -> bool:
    """Whether a day of a month that hangs on a noun may lie ahead: beside a verb in the present "the June 14 primary"
    is to come, and "the June 14 fire" was. Where the next such day is `nearer` than the last, that of a vote or a
    meeting may be ahead beside any verb: one of long ago is seldom named without its year."""
    index = surface.token_index(end - 1)
    if index is None or SINCE.search(surface.text[max(0, start - 20) : start]) is not None:
        return False
    tokens = surface.sentence.tokens
    verb = governing_verb(tokens, index)
    if verb is None or _is_of_verb(tokens, index, verb):
        return False
    after = tokens[index + 1 : index + 3]
    planned = any(token.lemma.lower() in _SCHEDULED and token.pos in {"NOUN", "PROPN"} for token in after)
    return (nearer and planned) or is_present(tokens, verb, of_month=True)


def _with_purpose(tokens: tuple[Token, ...], verb: int) -> list[int]:
    """The verb, and those whose purpose or object it is as an infinitive: "will help persuade them to vote"."""
    chain = [verb]
    while (
        len(chain) < _REACH
        and tokens[verb].tag == "VB"
        and any(token.text.lower() == "to" and token.head == verb for token in tokens[max(0, verb - 3) : verb])
    ):
        verb = tokens[verb].head
        if tokens[verb].tag != "VB" or verb in chain:
            break
        chain.append(verb)
    return chain


def _is_of_verb(tokens: tuple[Token, ...], index: int, verb: int) -> bool:
    """Whether the time hangs on the verb itself, alone or with "on" or "in": not on a noun beside it."""
    at = index
    for _ in range(_REACH):
        head = tokens[at].head
        if head == verb:
            return tokens[at].dep in {"npadvmod", "attr", "dobj", "tmod", "advmod", "pobj", "nummod", "pcomp"} or (
                tokens[at].dep == "prep" and tokens[at].text.lower() in {"on", "in", "by", "for"}
            )
        if head == at or not 0 <= head < len(tokens) or tokens[head].pos == "NOUN":
            return False
        at = head
    return False


def is_present(tokens: tuple[Token, ...], verb: int, *, of_month: bool) -> bool:
    """Whether the verb is in the present, simple or progressive, of what is still to come."""
    word = tokens[verb]
    if word.tag in _PRESENT and word.text.lower() not in NOT_PLANNED:
        return of_month or any(
            token.text.lower() in _ONCE and (token.head == verb or tokens[token.head].head == verb)
            for token in tokens[max(0, verb - _REACH) : verb]
        )
    if word.tag != "VBG" or not of_month:
        return False
    return any(
        token.tag in _PRESENT and token.pos == "AUX" and token.text.lower() not in NOT_PLANNED
        for token in tokens[max(0, verb - 3) : verb]
    )


def governing_verb(tokens: tuple[Token, ...], index: int) -> int | None:
    """The verb above the token in the tree; the tree is followed for a few steps only, as heads may be wrong."""
    if _beside_saying(tokens, index) is not None:
        return _beside_saying(tokens, index)
    at = index
    for _ in range(_REACH):
        head = tokens[at].head
        if not 0 <= head < len(tokens) or head == at:
            return at if tokens[at].pos in {"VERB", "AUX"} else None
        at = head
        if tokens[at].pos in {"VERB", "AUX"}:
            return at
    return None


def _beside_saying(tokens: tuple[Token, ...], index: int) -> int | None:
    """A past verb right before the expression ("said Friday", "said on Friday")."""
    for at in (index - 1, index - 2):
        if at >= 0 and tokens[at].tag == "VBD" and tokens[at].pos == "VERB":
            return at
        if at >= 0 and tokens[at].pos != "ADP":
            return None
    return None


def _nearest_verb(tokens: tuple[Token, ...], index: int) -> int | None:
    behind = next((at for at in range(index - 1, -1, -1) if tokens[at].pos in {"VERB", "AUX"}), None)
    if behind is not None:
        return behind
    return next((at for at in range(index + 1, len(tokens)) if tokens[at].pos in {"VERB", "AUX"}), None)


def _is_ahead(tokens: tuple[Token, ...], verb: int, *, of_event: bool) -> bool:
    """`of_event` says that the expression names an event ("Monday's debate"), which may well be over."""
    if tokens[verb].text.lower() in _WILL:
        return True
    before: list[str] = []
    for token in tokens[max(0, verb - 5) : verb]:
        before = [] if token.text in {",", ";", ":"} else [*before, token.text.lower()]
    willed = any(word in _WILL for word in before)
    if tokens[verb].tag in {"VBZ", "VBP"} and tokens[verb].text.lower() in _TIMETABLE:
        return True
    if tokens[verb].tag in {"VBN", "VBG"}:
        return "be" in before and (willed or _is_to_be(tokens, verb))
    if tokens[verb].tag not in {"VB", "VBP", "NN"}:
        return False
    if willed or (before[-1:] == ["to"] and before[-2:-1] in (["is"], ["are"], ["was"], ["were"])):
        return True
    near = (token.text.lower() for token in tokens[max(0, verb - _REACH) : verb])
    return not of_event and "to" in before[-2:] and any(word in INTENTION for word in near)


def _is_to_be(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the participle is one of what is to be done: "are supposed to be sold", "a speech to be given"."""
    words = [token.text.lower() for token in tokens[max(0, verb - 3) : verb]]
    return words[-2:] == ["to", "be"] and tokens[tokens[verb].head].lemma.lower() not in _SEEMING

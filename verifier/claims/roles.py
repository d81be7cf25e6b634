"""The descriptions by which a sentence tells who somebody is: where they end, and which of them tell nothing that is
whole, of the day, and not known to everybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from verifier.claims.grammar import FINITE_TAGS, Tree
from verifier.claims.places import COUNTRIES
from verifier.claims.words import word_set
from verifier.types import TimeRange

KNOWN_OFFICE: Final = (
    "It only says by the way which office of a whole state somebody holds or seeks, which everybody knows."
)
_TIMES: Final = frozenset({"DATE", "TIME"})
_LONGEST: Final = 10  # words that a description goes on after where the parser ended it
_LONG_AGO: Final = 15  # years
_DEATHS: Final = word_set("death funeral burial murder killing assassination widow widower obituary memorial passing")
_ONCE: Final = word_set("during under then")
_TERMS: Final = word_set("administration presidency years era")
_PARTIES: Final = word_set("republican democratic libertarian conservative liberal progressive")
_ANYBODY: Final = word_set(
    "retiree voter resident fan attendee neighbor bystander spectator visitor woman man husband wife worker customer"
)
_CHAIR: Final = r"chair(?:man|woman|person)?"
_STATE: Final = r"(?:republican|democratic|gop|libertarian|green)"
_KNOWN: Final = re.compile(
    r"(?:the )?(?:current )?(?:(?:u\.?s\.? )?(?:house speaker|speaker of the house(?: of representatives)?"
    r"|(?:house|senate) (?:majority|minority) leader|attorney general|supreme court (?:chief )?justice"
    rf"|(?:federal reserve|fed) {_CHAIR}|{_CHAIR} of the federal reserve(?: board)?"
    r"|(?:fbi|f\.b\.i\.|cia|c\.i\.a\.) director"
    r"|director of the (?:fbi|f\.b\.i\.|cia|c\.i\.a\.|federal bureau of investigation|central intelligence agency)"
    r"|(?:treasury|defen[cs]e|state|labor|commerce|agriculture|education|energy|homeland security) secretary"
    r"|secretary of (?:the )?(?:state|treasury|defense|labor|commerce|agriculture|education|energy|homeland security))"
    rf"|(?:republican|democratic) national (?:committee(?:[’']s)? )?{_CHAIR}|(?:rnc|dnc)(?:[’']s)? {_CHAIR}"
    rf"|{_CHAIR} of the (?:republican|democratic) national committee"
    rf"|(?:presumptive |likely )?(?:{_STATE} )?(?:party[’']s )?presidential (?:nominee|candidate|front-?runner))",
    re.IGNORECASE,
)
_MINISTER: Final = re.compile(
    r"(?:the )?(?P<of>[\w. -]+?) (?:president|prime minister|premier|chancellor|king|queen"
    r"|(?:foreign|defen[cs]e|interior|finance|justice) minister)",
    re.IGNORECASE,
)
_HEAD_OF: Final = re.compile(
    r"(?:the )?(?:president|prime minister|premier|chancellor|king|queen) of (?:the )?(?P<of>.+)", re.IGNORECASE
)


def is_known_office(tree: Tree, text: str) -> bool:
    """Whether the description `text` is an office of a whole state or a candidacy for the highest one,
    which everybody knows: "House Speaker", "the French foreign minister"."""
    if _KNOWN.fullmatch(text) is not None:
        return True
    of = _MINISTER.fullmatch(text) or _HEAD_OF.fullmatch(text)
    if of is None or of["of"].lower() in _PARTIES:
        return False
    nations = {one.text.removeprefix("the ") for one in tree.sentence.entities if one.label == "NORP"}
    return of["of"] in nations | COUNTRIES  # no club or town: "the Barcelona president"


def to_its_end(tree: Tree, phrase: list[int]) -> list[int]:
    """The run of a description after a name, up to the comma that closes it where the parser ended it before: "the
    president of Teamsters | Local 9 in Reno,", "a driver from Ava |, Mo.,"."""
    last, tokens = phrase[-1], tree.tokens
    end = last
    while end + 1 < len(tokens) and end < last + _LONGEST and _goes_on(tree, end + 1):
        end += 1
    closed = end + 1 < len(tokens) and tokens[end + 1].text in {",", ".", ";"}
    end = end if closed else last
    return list(range(phrase[0], end + (3 if _is_state_after(tree, end) else 1)))


def breaks_off(tree: Tree, phrase: Sequence[int]) -> bool:
    """Whether words that belong to a description after a name stand behind it: "the lawyer | leading the search"."""
    last, tokens = phrase[-1], tree.tokens
    if last + 1 >= len(tokens):
        return False
    follows = tokens[last + 1]
    if follows.text.lower() == "now":
        return True  # "a prisoner of war | now charged with desertion"
    if follows.dep == "cc" and any(_shares_what_follows(tree, at, last) for at in phrase):
        return True
    if follows.text.lower() in {"and", "or"} and last + 2 < len(tokens) and tokens[last + 2].tag in {"NN", "NNS", "JJ"}:
        return True  # "an adviser on tax | and budget issues"
    the = tokens[phrase[0]].text.lower() == "the"
    if follows.pos in {"ADP", "NUM", "NOUN", "PROPN", "ADJ"} or follows.text in {"-", "/"}:
        return follows.span.start - tokens[last].span.end <= 1 and follows.dep != "mark"
    return the and follows.tag in {"VBG", "VBN"} and follows.dep == "acl"


def _shares_what_follows(tree: Tree, noun: int, last: int) -> bool:
    """Whether a second noun behind the description shares its words: "an adviser | and pollster for Ode"."""
    joined = tree.child(noun, {"conj"})
    if joined is None or joined <= last:
        return False
    return any(tree.tokens[at].dep == "prep" and at > joined for at in (*tree.children[noun], *tree.children[joined]))


def is_bare(tree: Tree, noun: int, phrase: Sequence[int]) -> bool:
    """Whether the description says only what kind of person somebody is ("a voter"), or not of what they are "the
    chairman"."""
    words = [tree.tokens[at] for at in phrase]
    owned = any(token.dep in {"prep", "poss"} for token in words)
    if tree.tokens[noun].lemma.lower() in _ANYBODY and not owned:
        return True
    named = {entity for entity in tree.sentence.entities if tree.span(phrase).covers(entity.span)}
    tied = any(entity.text.lower() not in _PARTIES and entity.label != "PERSON" for entity in named)
    return words[0].text.lower() == "the" and not owned and not tied and not any(t.pos == "PROPN" for t in words[1:])


def is_of_another_time(tree: Tree, noun: int, phrase: Sequence[int]) -> bool:
    """Whether the description tells when it held, which need not be now: "the nominee in 2008", "an official in the Ode
    administration"; not "a former official"."""
    words = {tree.tokens[at].text.lower() for at in phrase}
    if words & {"former", "ex", "onetime", "one-time", "retired", "longtime"}:
        return False
    after = [at for at in phrase if at > noun]
    later = {tree.tokens[at].text.lower() for at in after}
    dated = any(one.label in _TIMES and tree.span(after).covers(one.span) for one in tree.sentence.entities if after)
    names = {tree.tokens[at].text for at in phrase}
    persons = [one.span for one in tree.sentence.entities if one.label == "PERSON"]
    theirs = any(person.covers(tree.tokens[at].span) for at in after for person in persons)
    if {"White", "House"} <= names and theirs:
        return True  # "a press secretary in the White House of Ode"
    return dated or bool(later & (_ONCE | _TERMS)) or (bool(after) and tree.tokens[after[-1]].text.lower() == "time")


def is_of_old(tree: Tree, times: Sequence[TimeRange], day: date | None, words: str) -> bool:
    """Whether a time of the sentence, outside its relative clauses, is years before the day of the article, so that the
    office in `words` may have passed on since; a former one has passed on anyhow."""
    if day is None or re.search(r"\b(?:former|ex)\b", words, re.IGNORECASE):
        return False
    years = _LONG_AGO if words.split()[0].lower() in {"a", "an", "the"} else 1  # a title is oftener that of the day
    old = [time for time in times if time.end is not None and time.end.year < day.year - years]
    return any(not _in_relative(tree, at) for time in old for at in tree.inside(time.span)[:1])


def _in_relative(tree: Tree, at: int) -> bool:
    return any(tree.tokens[above].dep == "relcl" for above in (at, *tree.ancestors(at)))


def is_dead(tree: Tree, *nouns: int) -> bool:
    """Whether the sentence tells that the one it names is dead: "who died in May", "at Ode's funeral"."""
    for noun in nouns:
        clauses = [at for at in tree.subtree(noun) if tree.tokens[at].dep == "relcl"]
        if any(tree.tokens[at].lemma.lower() == "die" for at in clauses):
            return True
        if any(tree.tokens[at].text.lower() == "late" for at in tree.children[noun]):
            return True
        if any(tree.tokens[at].lemma.lower() in _DEATHS for at in tree.ancestors(noun)[:2]):
            return True
    return False


def _is_state_after(tree: Tree, last: int) -> bool:
    """Whether a comma and the state follow on the town in which the words end."""
    if last + 3 >= len(tree.tokens) or tree.tokens[last + 1].text != ",":
        return False
    places = [one.span for one in tree.sentence.entities if one.label in {"GPE", "LOC"}]
    town, state = tree.tokens[last].span, tree.tokens[last + 2].span
    both = all(any(place.covers(span) for place in places) for span in (town, state))
    return both and tree.tokens[last + 3].text in {",", ".", ";"}


def _goes_on(tree: Tree, at: int) -> bool:
    """Whether a token may still belong to a description: no mark, no verb and nobody else's name."""
    token = tree.tokens[at]
    if (
        token.pos in {"PUNCT", "PRON", "VERB", "AUX", "SCONJ"}
        or token.tag in FINITE_TAGS
        or token.text in {"who", "that"}
    ):
        return False
    joins = token.pos == "CCONJ" and at + 1 < len(tree.tokens)
    if joins and tree.tokens[at + 1].pos in {"VERB", "AUX", "ADV", "PRON", "DET"}:
        return False
    beside = tree.tokens[at + 1].span if joins else token.span
    person = any(one.label == "PERSON" and one.span.start == beside.start for one in tree.sentence.entities)
    return not (joins and person)

"""What a number beside others means: the "per" of a rate, and the "from", "to" and "by" of a change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from verifier.claims import units
from verifier.claims.numbers import Lexeme, parse_number
from verifier.claims.surface import Surface
from verifier.types import Change

_CHANGING = (
    r"\b(?:ris|rose|fall|fell|increas|decreas|grow|grew|drop|jump|climb|surg|soar|declin|slip|cut|rais|lower|widen"
    r"|narrow|expand|shrink|shrank|doubl|tripl|chang|mov|went|go|gain|plung|slid|slump|edg|reduc|improv|up|down|tumbl|swell"
    r"|swung)\w*\b"
)
_CHANGE: Final = re.compile(rf"{_CHANGING}[^.;]{{0,60}}$", re.IGNORECASE)
_NAMED = (
    r"(?:increase|rise|drop|decline|fall|jump|gain|cut|reduction|decrease|growth|surge|slump|raise|expansion|pay rise"
    r"|hike|swing|improvement)"
)
# Verbs after which a number is the change even without "by"; "raised $5 million" and "cut 20 trees" are no such.
_DIRECT: Final = re.compile(
    r"\b(?:ris(?:e|es|ing|en)|rose|fall(?:s|ing|en)?|fell|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|grow(?:s|n|ing)?"
    r"|grew|drop(?:s|ped|ping)?|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?"
    r"|declin(?:e|es|ed|ing)|shr[iau]nk|slump(?:s|ed)?|plung(?:e|es|ed|ing)|slid|slipp?(?:s|ed)?|up|down|tumbl(?:e|es|ed))"
    r"(?: \w+ly| again| further| another| an additional| an extra)? $",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(rf"{_CHANGING}(?P<between>[^.;,]{{0,60}}?)\b(?P<way>by|to|from) $", re.IGNORECASE)
_OF: Final = re.compile(rf"\b{_NAMED}s? of $", re.IGNORECASE)
_THEN: Final = re.compile(rf"[ -](?:\w+ )?{_NAMED}\b", re.IGNORECASE)


_PER: Final = re.compile(
    r"[ -]{1,2}(?:per|for (?:each|every)|(?:in|of|out of) every)[ -](?:the )?(?P<rest>\S)", re.IGNORECASE
)
_EACH: Final = re.compile(
    r"[ -](?:an?|each|every)[ -](?P<of>second|minute|hour|day|night|week|month|quarter|year|decade|barrel|gallon|litre"
    r"|liter|share|person|head|acre|hectare|pound|ounce|kilo|kilogram|ton|tonne|mile|kilometer|kilometre|student|piece|dose"
    r"|bushel|bottle|pack|ticket|square foot)\b(?! (?:ago|later|earlier|before|after))",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_TAIL: Final = re.compile(r"(?: [a-z]+){0,2}")
_SAME: Final = {"litre": "liter", "kilometre": "kilometer", "kilo": "kilogram", "capita": "person", "head": "person",
                "annum": "year", "cent": None}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """`per` is the normalised denominator; reading goes on at lexeme `after`."""

    per: str
    after: int


def follows_change(before: str) -> bool:
    """Whether a verb or noun of change stands near the end of `before`, in the same clause."""
    return _CHANGE.search(before) is not None


def change_of(text: str, start: int, end: int, *, unit: str | None) -> Change | None:
    """What the number at [start, end) is to a change that the words around it tell."""
    before = text[max(0, start - 90) : start]
    if _DIRECT.search(before) or _OF.search(before):
        return "by"
    told = _TOLD.search(before)
    if told is not None:
        way = told["way"].lower()
        if way == "by":
            return "by"
        # "increase aid to 5 countries" tells no change to five: between verb and number only a value may stand.
        if way == "from" or not told["between"].strip() or _is_value(unit):
            return "from" if way == "from" else "to"
    if _THEN.match(text, end):
        return "by"
    return None


def _is_value(unit: str | None) -> bool:
    return unit is None or unit in units.WORTH or unit.startswith(("percent", "basis")) or unit.isupper()


def rate_after(surface: Surface, items: Sequence[Lexeme], end: int, *, noun: str | None) -> Rate | None:
    """The "per" after the amount that ends at `end`, or after the noun that it counts."""
    for at in (end, _noun_end(surface, end, noun)):
        found = _per(surface, items, at) or _each(surface, items, at)
        if found is not None:
            return found
    return None


def _noun_end(surface: Surface, end: int, noun: str | None) -> int:
    """Where the counted noun ends, at most five words on; `end` where none of them is it."""
    if noun is None:
        return end
    at = end
    for _ in range(5):
        word = _WORD.match(surface.text, at + 1)
        if word is None or surface.text[at : at + 1] not in {" ", "-"}:
            return end
        at = word.end()
        if units.singular(word.group().lower()) == noun or word.group().lower() == noun:
            return at
    return end


def _each(surface: Surface, items: Sequence[Lexeme], at: int) -> Rate | None:
    found = _EACH.match(surface.text, at)
    if found is None:
        return None
    of = found["of"].lower()
    return Rate(_SAME.get(of) or of, _after(items, found.end()))


def _per(surface: Surface, items: Sequence[Lexeme], at: int) -> Rate | None:
    found = _PER.match(surface.text, at)
    if found is None:
        return None
    first = _after(items, found.start("rest"))
    number = parse_number(items, first) if first < len(items) else None
    begin = found.start("rest") if number is None else items[number.after - 1].end + 1
    word = _WORD.match(surface.text, begin)
    if word is None:
        return None
    of = word.group().lower()
    if _SAME.get(of, of) is None:
        return None
    counted = units.measure_word(of) or _SAME.get(of) or units.singular(of)
    # "per 100,000 live births": the last word of a short run of words is the thing counted.
    tail = _TAIL.match(surface.text, word.end()) if number is not None else None
    last = tail.group().split()[-1:] if tail is not None else []
    if last and last[0] == units.singular(last[0]) + "s":
        counted = units.singular(last[0])
    count = "" if number is None or number.value == 1 else f"{number.value:.12g} "
    return Rate(f"{count}{counted}", _after(items, word.end()))


def _after(items: Sequence[Lexeme], at: int) -> int:
    return next((index for index, item in enumerate(items) if item.start >= at), len(items))

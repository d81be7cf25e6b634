"""One value of a claim replaced by another that its evidence does not give, so that the evidence supports it no more.

Wider than the rules for training: those must know that the other value is contradicted, here it is enough that it is
not supported. What may be true all the same is not made: a bound, a range, fewer of what was counted.
"""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast import date as dates
from models.contrast import number as numbers
from models.contrast import values
from models.contrast.entity import CITIES, COUNTRIES, NATIONS, STATES, near
from models.contrast.numerals import Numeral, numerals, spelled
from models.contrast.types import Contrast, Grounds

_YEAR: Final = re.compile(r"\b(1[0-9]\d\d|20[0-2]\d)\b")
_OPEN: Final = re.compile(
    r"\b(?:since|before|after|until|till|by|from|to|than|through|between|and|or|during|late|early|about|around|circa)"
    r"(?: the)?(?: year)? $|[–(-]$",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_BOUNDED: Final = re.compile(
    r"\b(?:at least|at most|more|less|fewer|over|under|up to|about|around|nearly|almost|approximately|between|only|"
    r"one of|not|never|no|or)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|unable|failed)\b|n't", re.IGNORECASE
)
_LOOSE: Final = re.compile(
    r"\b(?:or|between|than|least|most|up to|about|around|over|nearly|almost|one of|out of|only|those|record)\b|"
    r"\d\S* (?:of|in)(?: the)? $|[–-] ?$|(?-i:[A-Z]\w* of) $",
    re.IGNORECASE,
)
_BEFORE: Final = 24
"""Characters before a number in which a word may make a bound or a part of it."""
_RANGE: Final = re.compile(r" ?(?:[–-]|to|or|and) ?[$€£]?\d")
_TIMES: Final = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades", "centuries"})
_OTHER_NUMBER: Final = re.compile(
    r"(?:\b(?:at (?:the )?age(?: of)?|aged) (?P<age>\d{1,2})\b"
    r"|(?<![\w.,/:–-])(?P<length>\d+(?:,\d{3})*(?:\.\d+)?)(?= ?(?:km|kg|ft|mm|cm|mph|km2|kilometers|acres)\b))"
)
_AS_NOUN: Final = re.compile(r"\ban? [A-Z]\w+\.$|^An? [A-Z]\w+ (?:is|was|has|had|made|wrote|won|\w+ed)\b")
_KINDS: Final = (NATIONS, CITIES, COUNTRIES, STATES)
_LAST_YEAR: Final = 2024
_STEPS: Final = (-31, -20, -12, -7, -5, -4, -3, -2, 2, 3, 4, 5, 7, 12, 20)


def number(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A number that the evidence gives, replaced by one that is at least an eighth off and that it does not give."""
    if _DENIED.search(grounds.text):
        return []
    given = _given(grounds.premise)
    found = [one for one in _numerals(grounds.text) if one.value in given and _exact(grounds.text, one)]
    if not found:
        return []
    one = rng.choice(found)
    other = values.changed(one, rng)
    if other in given or (one.noun and one.noun not in _TIMES and other < one.value):  # of five, four are there too
        return []
    return _altered(grounds, numbers.put(grounds.text, one, one.plain(other)), "number")


def date(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The year, month or day of a claim's only date, replaced."""
    found = dates.dates(grounds.text)
    if len(found) != 1 or len(_YEAR.findall(grounds.text)) != 1 or str(found[0].year) not in grounds.premise:
        return []
    day = found[0]
    if not day.month or _follows_bound(grounds.text, day.start):
        return []
    other = dates.other_day(grounds, day, rng)
    return _altered(grounds, dates.put(grounds.text, day, other.written(rng)), "date")


def year(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The only year of a claim, not the end of a span, replaced by one that the evidence does not give."""
    found = list(_YEAR.finditer(grounds.text))
    if len(found) != 1 or found[0][0] not in grounds.premise or _BOUNDED.search(grounds.text):
        return []
    start, end = found[0].span()
    if _follows_bound(grounds.text, start) or re.match(r" ?[–-]|s\b|,\d", grounds.text[end:]):
        return []
    years = [int(found[0][0]) + step for step in _STEPS]
    free = [one for one in years if str(one) not in grounds.premise and one <= _LAST_YEAR]
    return _altered(grounds, f"{grounds.text[:start]}{rng.choice(free)}{grounds.text[end:]}", "year") if free else []


def name(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A nationality, city, country or state replaced by another of its kind, where the evidence names one."""
    found = [
        (match, kind)
        for kind in _KINDS
        for match in re.finditer(
            rf"(?<=[a-z] )(?<![A-Z]\w\w\w of )(?:{'|'.join(kind)})\b(?=[.,] ?$| [a-z])|(?<=, )(?:{'|'.join(kind)})\b",
            grounds.text,
        )
        if _of_kind(kind, grounds.premise) == {match[0]}
    ]
    if len(found) != 1 or _DENIED.search(grounds.text) or _AS_NOUN.search(grounds.text):
        return []
    match, kind = found[0]
    other = rng.choice([one for one in kind if one != match[0] and one not in near(match[0])])
    before = re.sub(
        r"\b([Aa])n? $", lambda a: f"{a[1]}n " if other[0] in "AEIO" else f"{a[1]} ", grounds.text[: match.start()]
    )
    return _altered(grounds, f"{before}{other}{grounds.text[match.end() :]}", "name")


def _altered(grounds: Grounds, text: str, rule: str) -> list[Contrast]:
    return [] if text == grounds.text else [Contrast(grounds.premise, text, "contradiction", "replaced", rule)]


def _given(text: str) -> set[float]:
    """Every number of a text, whatever it stands for, in digits or in words."""
    digits = {float(match[0].replace(",", "")) for match in _NUMBER.finditer(text)}
    words = {value for value, word in ((n, spelled(n)) for n in range(2, 21)) if word and word in text.lower()}
    return digits | {float(value) for value in words} | {one.value for one in numerals(text)}


def _numerals(text: str) -> list[Numeral]:
    """What counts or measures, and beside it ages and lengths."""
    found = list(numerals(text))
    for match in _OTHER_NUMBER.finditer(text):
        digits = match["age"] or match["length"]
        start = match.end() - len(digits)
        if all(not one.start <= start < one.end for one in found) and float(digits.replace(",", "")) >= 2:
            found.append(Numeral(start, match.end(), float(digits.replace(",", "")), ""))
    return found


def _exact(text: str, one: Numeral) -> bool:
    before = text[max(0, one.start - _BEFORE) : one.start]
    return not one.comparator and not _LOOSE.search(before) and not _RANGE.match(text[one.end :])


def _follows_bound(text: str, start: int) -> bool:
    return bool(_OPEN.search(text[:start]))


def _of_kind(kind: tuple[str, ...], text: str) -> set[str]:
    return {one for one in kind if re.search(rf"\b{one}\b", text)}

"""Dates: coarser, in another notation, bounded; changed, finer than given, or not given at all."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from models.contrast.text import listed
from models.contrast.types import Contrast, Grounds, Rule
from models.types import NliLabel

_FAMILY: Final = "date"
_LATEST: Final = 2024  # a later year would give the label away
_DANGLING: Final = re.compile(
    r"(?<!was) (?<!were )(?<!is )(?:published|released|born|held|aired|set|created|recorded)[.,]"
)
_MONTHS: Final = listed("January February March April May June July August September October November December")
_DAYS: Final = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_M: Final = "|".join(_MONTHS)
_DATE: Final = re.compile(
    rf"\b(?P<prep>[Ii]n|[Oo]n) (?:(?P<month1>{_M}) (?P<day1>\d{{1,2}}),? (?P<year1>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_M}) (?P<year2>\d{{4}})|(?P<month3>{_M})(?:,| of)? (?P<year3>\d{{4}})"
    r"|(?P<year4>1[0-9]\d\d|20[0-2]\d))\b(?![-–/,]? ?(?:\d|and|or|to)\b)"
)
_YEAR: Final = re.compile(r"\b(1[0-9]\d\d|20[0-2]\d)\b")
_ONCE: Final = re.compile(
    r"\b(?:born|died|released|founded|published|premiered|established|launched|opened|formed|began|ended|"
    r"elected|married|"
    r"killed|built|created|debuted|joined|became|completed|acquired|started|signed|introduced|adopted|discovered|"
    r"invented|abolished|destroyed|took place|was held|set up|inaugurated|incorporated|retired|aired|"
    r"concluded|dissolved)\b"
)
_FILM: Final = re.compile(r"\b((?:is|was) an? )(1[0-9]\d\d|20[0-2]\d) (?=[A-Za-z])")
_LIVED: Final = re.compile(
    rf"^((?:[A-Z][\w.'’-]+ ){{2,4}})\((?:(\d{{1,2}}) ({_M}) (\d{{4}})|({_M}) (\d{{1,2}}), (\d{{4}})) ?[-–] ?"
    rf"(?:(\d{{1,2}}) ({_M}) (\d{{4}})|({_M}) (\d{{1,2}}), (\d{{4}}))\) (?:was|is)\b"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as precise as it is given, in [start, end) of the text with its preposition; 0 for what is not given."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0

    def written(self, rng: random.Random) -> str:
        """The date with its preposition, in one of the usual notations."""
        month = _MONTHS[self.month - 1]
        if self.day:
            return "on " + rng.choice((f"{month} {self.day}, {self.year}", f"{self.day} {month} {self.year}"))
        return f"in {month} {self.year}" if self.month else f"in {self.year}"


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[Day, ...]:
    """The dates after "in" and "on"."""
    found = []
    for match in _DATE.finditer(text):
        given = {name: value for name, value in match.groupdict().items() if value}
        part = {name[:-1]: value for name, value in given.items() if name != "prep"}
        month = _MONTHS.index(part["month"]) + 1 if "month" in part else 0
        found.append(Day(match.start(), match.end(), int(part["year"]), month, int(part.get("day", 0))))
    return tuple(found)


def changed(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The same date in one of the usual notations (entailed); another year, month or day (contradicted)."""
    found = _subject(grounds)
    if found is None:
        return []
    other = other_day(grounds, found, rng)
    return [
        *_twins(grounds, found, "changed", found.written(rng), other.written(rng)),
        *_turned(grounds, found, "changed", found.written(rng), other.written(rng), other),
    ]


def coarser(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The month, year, decade or century of the date (entailed), another of them (contradicted)."""
    found = _subject(grounds)
    if found is None:
        return []
    other = other_day(grounds, found, rng)
    forms: list[Callable[[Day], str]] = [_in_decade, lambda day: f"in the {_century(day.year)} century"]
    if found.day:
        forms += [lambda day: f"in {_MONTHS[day.month - 1]} {day.year}"] * 3
    if found.month:
        forms += [lambda day: f"in {day.year}", lambda day: f"in {_MONTHS[day.month - 1]}"] * 2
    form = rng.choice(forms)
    far = Day(0, 0, found.year + rng.choice((-200, -100, -30, -20, 20, 30)), found.month % 12 + 1, found.day)
    against = other if form(other) != form(found) else far
    true, false = form(found), form(against)
    return [
        *_twins(grounds, found, "coarser", true, false),
        *_turned(grounds, found, "coarser", true, false, against),
    ]


def bounded(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """After an earlier year or before a later one (entailed), the other way round (contradicted)."""
    found = _subject(grounds)
    if found is None:
        return []
    early, late = found.year - rng.randint(1, 15), min(found.year + rng.randint(1, 15), _LATEST)
    if late <= found.year:
        return []
    before, after = rng.choice(("before", "prior to")), rng.choice(("after", "later than"))
    true, false = (
        (f"{after} {early}", f"{after} {late}") if rng.random() < 0.5 else (f"{before} {late}", f"{before} {early}")
    )
    return _twins(grounds, found, "bounded", true, false)


def between_years(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Between two years around it (entailed), between two earlier or later ones (contradicted)."""
    found = _subject(grounds)
    if found is None:
        return []
    early, late = found.year - rng.randint(1, 8), min(found.year + rng.randint(1, 8), _LATEST)
    if late <= found.year:
        return []
    shift = rng.choice((-1, 1) if late < _LATEST - 30 else (-1,)) * rng.randint(17, 30)
    true, false = f"between {early} and {late}", f"between {early + shift} and {late + shift}"
    other = Day(0, 0, found.year + shift, found.month, found.day)
    return [
        *_twins(grounds, found, "between_years", true, false),
        *_turned(grounds, found, "between_years", true, false, other),
    ]


def finer(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A month or a day: neutral where the premise does not give it, entailed or contradicted by one that does."""
    found = _subject(grounds)
    if found is None or found.day:
        return []
    month = found.month or rng.randint(1, 12)
    if _MONTHS[month - 1] in grounds.premise and not found.month:
        return []
    exact = Day(0, 0, found.year, month, rng.randint(1, 28) if found.month or rng.random() < 0.5 else 0)
    hypothesis = put(grounds.text, found, exact.written(rng))
    other = Day(0, 0, found.year, exact.month % 12 + 1, exact.day)
    return _thrice(
        grounds.premise, hypothesis, "finer", [put(grounds.text, found, day.written(rng)) for day in (exact, other)]
    )


def not_given(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The date taken out of the premise: neutral; with the date there, entailed; with another one, contradicted."""
    found = _subject(grounds)
    if found is None or len(_YEAR.findall(grounds.text)) != 1:
        return []
    premise = put(grounds.text, found, "")
    if len(premise.split()) < 5 or _DANGLING.search(premise) or not premise[:1].isupper():
        return []
    day = found if rng.random() < 0.5 else other_day(grounds, found, rng)
    other = Day(0, 0, day.year - 20, day.month, day.day)
    if rng.random() < 0.5:  # the wordings of the other rules, which give them the other labels
        bound = f"{rng.choice(('before', 'prior to', 'after', 'later than'))} {day.year}"
        span = f"between {day.year - rng.randint(1, 8)} and {day.year + rng.randint(1, 8)}"
        form = rng.choice((bound, span, span, f"in the {_century(day.year)} century"))
        return [Contrast(premise, put(grounds.text, found, form), "neutral", _FAMILY, "not_given")]
    written = rng.choice((day.written(rng), _in_decade(day)))
    hypothesis = put(grounds.text, found, written)
    return _thrice(
        premise, hypothesis, "not_given", [put(grounds.text, found, one.written(rng)) for one in (day, other)]
    )


def year_of_a_work(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A 1972 film is of 1972 and of the 1970s (entailed), not of 1975 or of the 1960s (contradicted)."""
    match = _FILM.search(grounds.text)
    if match is None or match[2] not in grounds.premise:
        return []
    year = int(match[2])
    other = year + rng.choice((-20, -10, -4, -2, -1, 1, 2, 3, 5, 12))
    if str(other) in grounds.premise:
        return []
    if rng.random() < 0.5 and _decade(other) != _decade(year):
        true, false = f"{_decade(year)}s", f"{_decade(other)}s"
    else:
        true, false = str(year), str(other)
    start, end = grounds.text[: match.start(2)], grounds.text[match.end(2) :]
    turned = f"{start}{other}{end}"
    return [
        Contrast(grounds.premise, start + true + end, "entailment", _FAMILY, "year_of_a_work"),
        Contrast(grounds.premise, start + false + end, "contradiction", _FAMILY, "year_of_a_work"),
        Contrast(turned, start + false + end, "entailment", _FAMILY, "year_of_a_work"),
        Contrast(turned, start + true + end, "contradiction", _FAMILY, "year_of_a_work"),
    ]


def lifetime(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Born and died, from the dates behind a name: right (entailed), exchanged or changed (contradicted)."""
    match = _LIVED.match(grounds.premise)
    if match is None:
        return []
    name = match[1].strip()
    born, died = _day(match.groups()[1:7]), _day(match.groups()[7:])
    if died.year - born.year < 15:
        return []
    shifted = Day(0, 0, born.year + rng.choice((-9, -4, -1, 1, 3, 12)), born.month, born.day)
    late = Day(0, 0, died.year + rng.choice((-9, -4, -1, 1, 3, 12)), died.month, died.day)
    verb, true, false = rng.choice(
        (("was born", born, died), ("died", died, born), ("was born", born, shifted), ("died", died, late))
    )
    short = rng.random() < 0.5
    write = (lambda day: f"in {day.year}") if short else (lambda day: day.written(rng))
    return [
        Contrast(grounds.premise, f"{name} {verb} {write(true)}.", "entailment", _FAMILY, "lifetime"),
        Contrast(grounds.premise, f"{name} {verb} {write(false)}.", "contradiction", _FAMILY, "lifetime"),
    ]


def weekday(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The day of the week as it is (entailed), another one (contradicted)."""
    found = [
        match for match in re.finditer(rf"\bon ({'|'.join(_DAYS)})\b", grounds.text) if match[0] in grounds.premise
    ]
    if len(found) != 1:
        return []
    false = rng.choice([day for day in _DAYS if day not in grounds.premise])
    start, end = grounds.text[: found[0].start(1)], grounds.text[found[0].end(1) :]
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, "weekday"),
        Contrast(grounds.premise, start + false + end, "contradiction", _FAMILY, "weekday"),
    ]


RULES: Final[tuple[Rule, ...]] = (
    changed, coarser, bounded, between_years, finer, not_given, year_of_a_work, lifetime, weekday,
)  # fmt: skip


def _subject(grounds: Grounds) -> Day | None:
    """The only date of the text, of something that happens once, and given in the premise as precisely."""
    found = dates(grounds.text)
    if len(found) != 1 or len(_YEAR.findall(grounds.text)) != 1 or not _ONCE.search(grounds.text):
        return None
    day = found[0]
    stated = {(other.year, other.month, other.day) for other in dates(grounds.premise)}
    return day if (day.year, day.month, day.day) in stated else None


def other_day(grounds: Grounds, found: Day, rng: random.Random) -> Day:
    """Another year, month or day, as precise; a year that the premise does not give."""
    parts = ["year"] + ["month"] * bool(found.month) + ["day"] * bool(found.day)
    part = rng.choice(parts)
    if part == "month":
        return Day(0, 0, found.year, rng.choice([month for month in range(1, 13) if month != found.month]), found.day)
    if part == "day":
        return Day(0, 0, found.year, found.month, rng.choice([day for day in range(1, 29) if day != found.day]))
    years = [found.year + step for step in (-31, -20, -10, -5, -3, -2, -1, 1, 2, 3, 4, 7, 10, 20)]
    free = [year for year in years if str(year) not in grounds.premise and year <= _LATEST]
    return Day(0, 0, rng.choice(free or [found.year - 40]), found.month, found.day)


def _twins(grounds: Grounds, found: Day, rule: str, true: str, false: str) -> list[Contrast]:
    return [] if true == false else [
        _contrast(grounds, found, rule, true, "entailment"), _contrast(grounds, found, rule, false, "contradiction"),
    ]  # fmt: skip


def _turned(grounds: Grounds, found: Day, rule: str, true: str, false: str, other: Day) -> list[Contrast]:
    """The same texts with their labels exchanged, by a premise with the other date: no text gives its label away."""
    premise = put(grounds.text, found, other.written(random.Random(grounds.text)))  # noqa: S311 - a notation
    return _twins(replace(grounds, premise=premise), found, rule, false, true)


def _thrice(silent: str, hypothesis: str, rule: str, premises: Sequence[str]) -> list[Contrast]:
    """One text under each label: by a premise that leaves it open, and the two that give it and give another."""
    right, wrong = premises
    return [
        Contrast(silent, hypothesis, "neutral", _FAMILY, rule),
        Contrast(right, hypothesis, "entailment", _FAMILY, rule),
        Contrast(wrong, hypothesis, "contradiction", _FAMILY, rule),
    ]


def _contrast(grounds: Grounds, found: Day, rule: str, written: str, label: NliLabel) -> Contrast:
    return Contrast(grounds.premise, put(grounds.text, found, written), label, _FAMILY, rule)


def put(text: str, found: Day, written: str) -> str:
    """The text with another date, written with its preposition, or none in the date's place."""
    put = written[:1].upper() + written[1:] if found.start == 0 else written
    return re.sub(r" +([,.])", r"\1", " ".join((text[: found.start] + put + text[found.end :]).split()))


def _day(parts: tuple[str | None, ...]) -> Day:
    day, month, year = parts[:3] if parts[0] else (parts[4], parts[3], parts[5])
    return Day(0, 0, int(year or 0), _MONTHS.index(month or "May") + 1, int(day or 0))


def _in_decade(day: Day) -> str:
    return f"in the {_decade(day.year)}s"


def _decade(year: int) -> int:
    return year // 10 * 10


def _century(year: int) -> str:
    number = (year - 1) // 100 + 1
    return f"{number}{'st' if number == 21 else 'th'}"

"""Numbers: restated, rounded, bounded and re-scaled; changed, out of bounds, of a part only, or not given at all."""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast import values
from models.contrast.numerals import SCALES, Numeral, numerals
from models.contrast.text import listed, raised, usable
from models.contrast.types import Contrast, Grounds, Rule
from models.pairs import NliPair
from models.types import NliLabel

_FAMILY: Final = "number"
_PEOPLE: Final = frozenset(
    listed(
        "people inhabitants residents migrants refugees soldiers workers employees students members patients "
        "passengers "
        "children victims players voters prisoners troops participants civilians immigrants visitors"
    )
)
_RESTRICTIONS: Final = ("female", "young", "foreign", "elderly", "unmarried", "local")
_RESTRICTED: Final = re.compile(
    r"\b(?:young|youth|female|women|girls|men|boys|foreign|old|elderly|local|age|married)\b", re.IGNORECASE
)
_ALIKE: Final = (
    ("titles", "medals", "trophies", "championships", "awards", "nominations"),
    ("albums", "songs", "singles", "films", "books", "novels", "plays", "videos"),
    ("employees", "students", "members", "residents", "soldiers", "workers", "teachers", "patients"),
    ("schools", "hospitals", "museums", "churches", "restaurants", "stores", "hotels", "theatres"),
    ("seasons", "episodes", "films", "chapters", "concerts"),
    ("countries", "cities", "provinces", "islands", "villages"),
    ("sons", "daughters", "brothers", "sisters", "grandchildren", "cousins"),
    ("goals", "points", "assists", "matches"),
)
_VAGUE: Final = (
    (3, 13, "several"),
    (20, 100, "dozens of"),
    (200, 1_000, "hundreds of"),
    (2_000, 100_000, "thousands of"),
)
_CHANGE: Final = re.compile(
    r"\b(?:rose|fell|grew|increased|decreased|declined|dropped|gained|lost|up|down|jumped|shrank)(?: \w+){0,4}? by$"
)


def restated(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number written in another way (entailed), and another number written that way (contradicted)."""
    found = values.subject(grounds, rng)
    if found is None or found.comparator:
        return []
    write = values.other_notation(found)
    if write is None:
        return []
    return _twins(grounds, found, "restated", write(found.value), write(values.changed(found, rng)))


def changed(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number as it is (entailed) and another in its place (contradicted)."""
    found = values.subject(grounds, rng)
    if found is None:
        return []
    same = grounds.text[found.start : found.end]
    other = found.written(values.changed(found, rng), comparator=found.comparator)
    if found.comparator:  # "more than 3,000" is not against "more than 2,000"; a plain small number is
        other = found.plain(found.value / rng.choice((3, 4, 10))) if found.comparator in values.LOWER else ""
    return _twins(grounds, found, "changed", same, other)


def rounded(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """About the rounded number (entailed), about a number far away (contradicted)."""
    found = values.subject(grounds, rng)
    if found is None or found.comparator in values.BOUNDS or found.value < 15:
        return []
    near = values.rounded(found.value)
    if near == found.value and not found.comparator:
        return []
    about = rng.choice(("about", "around", "approximately", "roughly"))
    far = values.rounded(near * (0.5 if found.percent else rng.choice((0.3, 0.5, 1.7, 2.0, 3.0))))
    return _twins(
        grounds, found, "rounded", found.written(near, comparator=about), found.written(far, comparator=about)
    )


def lower_bound(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """More than a smaller number (entailed), more than a greater one (contradicted)."""
    found = values.subject(grounds, rng)
    if found is None or found.comparator in {*values.UPPER, *values.NEAR}:
        return []
    below, above = values.below(found, rng), values.above(found, rng)
    if found.comparator:  # of "more than 2,000" nothing is known above
        above = below
    phrase = rng.choice(("more than", "at least", "more than" if found.noun in values.SPANS else "over"))
    against = values.fewer(found) if found.comparator else phrase
    if phrase == "at least" and not found.comparator and rng.random() < 0.3:
        below = found.value
    return _twins(
        grounds, found, "lower_bound", found.written(below, comparator=phrase), found.written(above, comparator=against)
    )


def upper_bound(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Fewer than a greater number, or nearly a slightly greater one (entailed); fewer than a smaller one (not)."""
    found = values.subject(grounds, rng)
    if found is None or found.comparator:
        return []
    phrase = rng.choice(
        (
            values.fewer(found),
            values.fewer(found),
            "at most",
            values.fewer(found) if found.noun in values.SPANS else "under",
        )
    )
    above, below = values.above(found, rng), values.below(found, rng)
    return _twins(
        grounds, found, "upper_bound", found.written(above, comparator=phrase), found.written(below, comparator=phrase)
    )


def nearly(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Nearly a number just above (entailed), nearly one far above (contradicted)."""
    found = values.subject(grounds, rng)
    if found is None or found.comparator or found.value < 15:
        return []
    ceiling = values.next_round(found.value)
    if ceiling is None:
        return []
    phrase = rng.choice(("nearly", "almost"))
    far = values.rounded(ceiling * (0.5 if found.percent else rng.choice((0.5, 1.5, 2.0, 3.0))))
    return _twins(
        grounds, found, "nearly", found.written(ceiling, comparator=phrase), found.written(far, comparator=phrase)
    )


def between(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Between two numbers around it (entailed), between two that are both above or both below (contradicted)."""
    found = values.subject(grounds, rng)
    if found is None or found.comparator or (found.scale and found.currency):
        return []
    low, high = values.below(found, rng), values.above(found, rng)
    shift = rng.choice((2, 3)) * (high - low)
    outside = (low + shift, high + shift) if low < 2 * shift or rng.random() < 0.6 else (low / 3, low / 2)
    if found.percent and outside[1] > 100:
        outside = (low / 4, low / 2)
    if (found.noun and any(edge != int(edge) for edge in (low, high, *outside))) or min(outside) < 1:
        return []
    inside = f"between {found.plain(low)} and {found.plain(high)}"
    return _twins(grounds, found, "between", inside, f"between {found.plain(outside[0])} and {found.plain(outside[1])}")


def rescaled(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A million in digits (entailed), a billion in its place (contradicted)."""
    found = values.subject(grounds, rng)
    if found is None or not found.scale or found.comparator:
        return []
    digits = f"{found.currency}{found.value:,.0f}{found.percent}"
    others = [scale for scale in SCALES if scale not in (found.scale.lower(), "trillion")]
    wrong = found.plain(found.value).replace(found.scale, rng.choice(others))
    wrong_digits = f"{found.currency}{found.value * rng.choice((10, 1000)):,.0f}{found.percent}"
    return _twins(grounds, found, "rescaled", digits, wrong_digits if rng.random() < 0.5 else wrong)


def points(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A change by per cent is no change by percentage points."""
    found = values.subject(grounds, rng)
    if found is None or not found.percent or not _CHANGE.search(grounds.text[: found.start].rstrip()):
        return []
    amount = f"{found.value:g}"
    return _twins(grounds, found, "points", f"{amount} per cent", f"{amount} percentage points")


def of_a_part(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number given for a part of those counted: neutral, but by a premise that speaks of that part."""
    found = values.subject(grounds, rng)
    if found is None or found.noun not in _PEOPLE or found.value < 20 or found.comparator:
        return []
    if _RESTRICTED.search(grounds.premise):
        return []
    kind = rng.choice(_RESTRICTIONS)
    hypothesis = put(grounds.text, found, f"{found.plain(found.value)} {kind}")
    other = put(grounds.text, found, f"{found.plain(values.changed(found, rng))} {kind}")
    return [
        Contrast(grounds.premise, hypothesis, "neutral", _FAMILY, "of_a_part"),
        Contrast(hypothesis, hypothesis, "entailment", _FAMILY, "of_a_part"),
        Contrast(other, hypothesis, "contradiction", _FAMILY, "of_a_part"),
    ]


def not_given(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The premise is made vague ("several", "thousands of"); the exact number, or a bound, is neutral to it."""
    found = values.subject(grounds, rng)
    if found is None or found.comparator or (found.noun in values.SPANS and found.value > 12):
        return []
    vague = next((word for low, high, word in _VAGUE if low < found.value < high), None)
    if found.percent:
        vague = "part" if grounds.text[found.end :].startswith(" of ") else None
    elif found.currency or found.scale:
        vague = ("a large sum" if not found.noun else "millions of") if found.scale == "million" else None
    if vague is None:
        return []
    premise = put(grounds.text, found, vague)
    shown = Grounds(premise, grounds.text)
    other = values.changed(found, rng)
    written = rng.choice(
        (
            found.plain(found.value),
            found.plain(other),
            found.written(found.value if vague == "several" else values.rounded(found.value), comparator="exactly"),
            found.written(values.rounded(found.value * 1.7), comparator=rng.choice(("about", "nearly", "more than"))),
            found.written(values.above(found, rng), comparator=values.fewer(found)),
        )
    )
    kept = Contrast(premise, premise, "entailment", _FAMILY, "not_given")
    return [kept, _contrast(shown, found, "not_given", written, "neutral")] if kept.premise != grounds.premise else []


def of_others(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number given for something like what is counted: neutral; for what is counted: entailed."""
    found = values.subject(grounds, rng)
    alike = next((group for group in _ALIKE if found and found.noun in group), None)
    if found is None or alike is None:
        return []
    free = [
        noun for noun in alike if noun[:-1] not in grounds.premise.lower() and noun[:4] not in grounds.premise.lower()
    ]
    if not free:
        return []
    after = grounds.text[found.end :]
    hypothesis = grounds.text[: found.end] + after.replace(found.noun, rng.choice(free), 1)
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, "of_others"),
        Contrast(grounds.premise, hypothesis, "neutral", _FAMILY, "of_others"),
    ]


def of_neutral(pair: NliPair, rng: random.Random) -> list[Contrast]:
    """A number in a hypothesis that stays open: changed, rounded or bounded, it stays open."""
    found = numerals(pair.hypothesis)
    given = {numeral.value for numeral in numerals(pair.premise)}
    if pair.label != "neutral" or len(found) != 1 or found[0].comparator or not usable(pair.hypothesis):
        return []
    one = found[0]
    if one.value in given:
        return []
    below, above = values.below(one, rng), values.above(one, rng)
    forms = (
        one.plain(values.changed(one, rng)),
        one.written(below, comparator=rng.choice(("more than", "at least"))),
        one.written(above, comparator=values.fewer(one)),
        one.written(values.rounded(one.value), comparator="about"),
        f"between {one.plain(below)} and {one.plain(above)}",
    )
    written = rng.choice(forms)
    return [
        Contrast(pair.premise, pair.hypothesis, "neutral", _FAMILY, "of_neutral"),
        Contrast(pair.premise, put(pair.hypothesis, one, written), "neutral", _FAMILY, "of_neutral"),
    ]


def vague(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Thousands of them (entailed by 2,300), millions of them (contradicted)."""
    found = values.subject(grounds, rng)
    if (
        found is None
        or not found.noun
        or found.noun in values.SPANS
        or found.comparator
        or found.scale
        or found.value < 20
    ):
        return []
    fitting = next((word for low, high, word in _VAGUE if low < found.value < high), None)
    if fitting is None:
        return []
    wrong = rng.choice(("millions of", "hundreds of thousands of", "just a few", "only a handful of"))
    return _twins(grounds, found, "vague", fitting, wrong)


RULES: Final[tuple[Rule, ...]] = (
    restated, changed, rounded, lower_bound, upper_bound, nearly, between, rescaled, points, of_a_part,
    of_others, not_given, vague,
)  # fmt: skip


def _twins(grounds: Grounds, found: Numeral, rule: str, true: str, false: str) -> list[Contrast]:
    if not false or true == false:
        return []
    return [
        _contrast(grounds, found, rule, true, "entailment"),
        _contrast(grounds, found, rule, false, "contradiction"),
    ]


def _contrast(grounds: Grounds, found: Numeral, rule: str, written: str, label: NliLabel) -> Contrast:
    return Contrast(grounds.premise, put(grounds.text, found, written), label, _FAMILY, rule)


def put(text: str, found: Numeral, written: str) -> str:
    """The text with this in the numeral's place."""
    return text[: found.start] + (raised(written) if found.start == 0 else written) + text[found.end :]

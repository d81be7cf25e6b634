"""Numbers: restated, rounded, bounded and re-scaled; changed, out of bounds, of a part only, or not given at all."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from models.contrast.numerals import SCALES, Numeral, numerals, spelled
from models.contrast.text import raised, usable
from models.contrast.types import Contrast, Grounds, Rule
from models.pairs import NliPair
from models.types import NliLabel

_FAMILY: Final = "number"
_STEPS: Final = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)
_PEOPLE: Final = frozenset(
    "people inhabitants residents migrants refugees soldiers workers employees students members patients passengers "
    "children victims players voters prisoners troops participants civilians immigrants visitors".split()
)
_RESTRICTIONS: Final = ("female", "young", "foreign", "elderly", "unmarried", "local")
_RESTRICTED: Final = re.compile(r"\b(?:young|youth|female|women|girls|men|boys|foreign|old|elderly|local|age|married)\b", re.IGNORECASE)
_ALIKE: Final = (
    ("titles", "medals", "trophies", "championships", "awards", "nominations"),
    ("albums", "songs", "singles", "films", "books", "novels", "plays", "videos"),
    ("employees", "students", "members", "residents", "soldiers", "workers", "teachers", "patients"),
    ("schools", "hospitals", "museums", "churches", "restaurants", "stores", "hotels", "theatres"),
    ("seasons", "episodes", "films", "chapters", "concerts"), ("countries", "cities", "provinces", "islands", "villages"),
    ("sons", "daughters", "brothers", "sisters", "grandchildren", "cousins"), ("goals", "points", "assists", "matches"),
)
_VAGUE: Final = ((3, 13, "several"), (20, 100, "dozens of"), (200, 1_000, "hundreds of"), (2_000, 100_000, "thousands of"))
_SPANS: Final = frozenset("years months weeks days hours minutes seconds seasons decades centuries".split())
_CHANGE: Final = re.compile(
    r"\b(?:rose|fell|grew|increased|decreased|declined|dropped|gained|lost|up|down|jumped|shrank)(?: \w+){0,4}? by$"
)


def restated(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number written in another way (entailed), and another number written that way (contradicted)."""
    found = _subject(grounds, rng)
    if found is None or found.comparator:
        return []
    write = _other_notation(found)
    if write is None:
        return []
    return _twins(grounds, found, "restated", write(found.value), write(_changed(found, rng)))


def changed(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number as it is (entailed) and another in its place (contradicted)."""
    found = _subject(grounds, rng)
    if found is None:
        return []
    same = grounds.text[found.start : found.end]
    other = found.written(_changed(found, rng), comparator=found.comparator)
    if found.comparator:  # "more than 3,000" is not against "more than 2,000"; a plain small number is
        other = found.plain(found.value / rng.choice((3, 4, 10))) if found.comparator in _LOWER else ""
    return _twins(grounds, found, "changed", same, other)


def rounded(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """About the rounded number (entailed), about a number far away (contradicted)."""
    found = _subject(grounds, rng)
    if found is None or found.comparator in _BOUNDS or found.value < 15:
        return []
    near = _rounded(found.value)
    if near == found.value and not found.comparator:
        return []
    about = rng.choice(("about", "around", "approximately", "roughly"))
    far = _rounded(near * (0.5 if found.percent else rng.choice((0.3, 0.5, 1.7, 2.0, 3.0))))
    return _twins(
        grounds, found, "rounded", found.written(near, comparator=about), found.written(far, comparator=about)
    )


def lower_bound(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """More than a smaller number (entailed), more than a greater one (contradicted)."""
    found = _subject(grounds, rng)
    if found is None or found.comparator in {*_UPPER, *_NEAR}:
        return []
    below, above = _below(found, rng), _above(found, rng)
    if found.comparator:  # of "more than 2,000" nothing is known above
        above = below
    phrase = rng.choice(("more than", "at least", "more than" if found.noun in _SPANS else "over"))
    against = _fewer(found) if found.comparator else phrase
    if phrase == "at least" and not found.comparator and rng.random() < 0.3:
        below = found.value
    return _twins(
        grounds, found, "lower_bound", found.written(below, comparator=phrase), found.written(above, comparator=against)
    )


def upper_bound(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Fewer than a greater number, or nearly a slightly greater one (entailed); fewer than a smaller one (not)."""
    found = _subject(grounds, rng)
    if found is None or found.comparator:
        return []
    phrase = rng.choice((_fewer(found), _fewer(found), "at most", _fewer(found) if found.noun in _SPANS else "under"))
    return _twins(
        grounds, found, "upper_bound",
        found.written(_above(found, rng), comparator=phrase), found.written(_below(found, rng), comparator=phrase),
    )  # fmt: skip


def nearly(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Nearly a number just above (entailed), nearly one far above (contradicted)."""
    found = _subject(grounds, rng)
    if found is None or found.comparator or found.value < 15:
        return []
    ceiling = _next_round(found.value)
    if ceiling is None:
        return []
    phrase = rng.choice(("nearly", "almost"))
    far = _rounded(ceiling * (0.5 if found.percent else rng.choice((0.5, 1.5, 2.0, 3.0))))
    return _twins(
        grounds, found, "nearly", found.written(ceiling, comparator=phrase), found.written(far, comparator=phrase)
    )


def between(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Between two numbers around it (entailed), between two that are both above or both below (contradicted)."""
    found = _subject(grounds, rng)
    if found is None or found.comparator or (found.scale and found.currency):
        return []
    low, high = _below(found, rng), _above(found, rng)
    shift = rng.choice((2, 3)) * (high - low)
    outside = (low + shift, high + shift) if low < 2 * shift or rng.random() < 0.6 else (low / 3, low / 2)
    if found.percent and outside[1] > 100:
        outside = (low / 4, low / 2)
    if (found.noun and any(edge != int(edge) for edge in (low, high, *outside))) or min(outside) < 1:
        return []
    inside = f"between {found.plain(low)} and {found.plain(high)}"
    return _twins(
        grounds, found, "between", inside, f"between {found.plain(outside[0])} and {found.plain(outside[1])}"
    )


def rescaled(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A million in digits (entailed), a billion in its place (contradicted)."""
    found = _subject(grounds, rng)
    if found is None or not found.scale or found.comparator:
        return []
    digits = f"{found.currency}{found.value:,.0f}{found.percent}"
    others = [scale for scale in SCALES if scale not in (found.scale.lower(), "trillion")]
    wrong = found.plain(found.value).replace(found.scale, rng.choice(others))
    wrong_digits = f"{found.currency}{found.value * rng.choice((10, 1000)):,.0f}{found.percent}"
    return _twins(grounds, found, "rescaled", digits, wrong_digits if rng.random() < 0.5 else wrong)


def points(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A change by per cent is no change by percentage points."""
    found = _subject(grounds, rng)
    if found is None or not found.percent or not _CHANGE.search(grounds.text[: found.start].rstrip()):
        return []
    amount = f"{found.value:g}"
    return _twins(grounds, found, "points", f"{amount} per cent", f"{amount} percentage points")


def of_a_part(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number given for a part of those counted: neutral; for all of them: entailed."""
    found = _subject(grounds, rng)
    if found is None or found.noun not in _PEOPLE or found.value < 20 or found.comparator:
        return []
    if _RESTRICTED.search(grounds.premise):
        return []
    phrase = found.plain(found.value)
    part = f"{phrase} {rng.choice(_RESTRICTIONS)}"
    return [_contrast(grounds, found, "of_a_part", part, "neutral")]


def of_those(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """How many of those counted have a quality that the premise does not speak of: neutral."""
    found = _subject(grounds, rng)
    if found is None or found.noun not in _PEOPLE or found.value < 20 or found.comparator:
        return []
    share = rng.choice(("Half", "Most", f"About {rng.choice((10, 20, 40, 60, 70))} per cent", "Nearly a third"))
    quality = rng.choice(("women", "under 25 years old", "born abroad", "local people"))
    hypothesis = f"{share} of the {found.plain(found.value)} {found.noun} were {quality}."
    return [Contrast(grounds.premise, hypothesis, "neutral", _FAMILY, "of_those")]


def not_given(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The premise is made vague ("several", "thousands of"); the exact number, or a bound, is neutral to it."""
    found = _subject(grounds, rng)
    if found is None or found.comparator or (found.noun in _SPANS and found.value > 12):
        return []
    vague = next((word for low, high, word in _VAGUE if low < found.value < high), None)
    if found.percent:
        vague = "part" if grounds.text[found.end :].startswith(" of ") else None
    elif found.currency or found.scale:
        vague = ("a large sum" if not found.noun else "millions of") if found.scale == "million" else None
    if vague is None:
        return []
    premise = _put(grounds.text, found, vague)
    shown = Grounds(premise, grounds.text)
    other = _changed(found, rng)
    written = rng.choice(
        (
            found.plain(found.value),
            found.plain(other),
            found.written(found.value if vague == "several" else _rounded(found.value), comparator="exactly"),
            found.written(_rounded(found.value * 1.7), comparator=rng.choice(("about", "nearly", "more than"))),
            found.written(_above(found, rng), comparator=_fewer(found)),
        )
    )
    kept = Contrast(premise, premise, "entailment", _FAMILY, "not_given")
    return [kept, _contrast(shown, found, "not_given", written, "neutral")] if kept.premise != grounds.premise else []


def of_others(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The number given for something like what is counted: neutral; for what is counted: entailed."""
    found = _subject(grounds, rng)
    alike = next((group for group in _ALIKE if found and found.noun in group), None)
    if found is None or alike is None:
        return []
    free = [noun for noun in alike if noun[:-1] not in grounds.premise.lower() and noun[:4] not in grounds.premise.lower()]
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
    written = rng.choice((
        one.plain(_changed(one, rng)), one.written(_below(one, rng), comparator=rng.choice(("more than", "at least"))),
        one.written(_above(one, rng), comparator=_fewer(one)), one.written(_rounded(one.value), comparator="about"),
        f"between {one.plain(_below(one, rng))} and {one.plain(_above(one, rng))}",
    ))  # fmt: skip
    return [
        Contrast(pair.premise, pair.hypothesis, "neutral", _FAMILY, "of_neutral"),
        Contrast(pair.premise, _put(pair.hypothesis, one, written), "neutral", _FAMILY, "of_neutral"),
    ]


def vague(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Thousands of them (entailed by 2,300), millions of them (contradicted)."""
    found = _subject(grounds, rng)
    if found is None or not found.noun or found.noun in _SPANS or found.comparator or found.scale or found.value < 20:
        return []
    fitting = next((word for low, high, word in _VAGUE if low < found.value < high), None)
    if fitting is None:
        return []
    wrong = rng.choice(("millions of", "hundreds of thousands of", "just a few", "only a handful of"))
    return _twins(grounds, found, "vague", fitting, wrong)


RULES: Final[tuple[Rule, ...]] = (
    restated, changed, rounded, lower_bound, upper_bound, nearly, between, rescaled, points, of_a_part, of_those,
    of_others, not_given, vague,
)  # fmt: skip

_LOWER: Final = frozenset({"more than", "at least", "over"})
_UPPER: Final = frozenset({"less than", "fewer than", "at most", "up to", "under"})
_NEAR: Final = frozenset(
    {"about", "around", "approximately", "nearly", "almost", "roughly", "some", "an estimated", "only", "exactly"}
)
_BOUNDS: Final = _LOWER | _UPPER | {"nearly", "almost", "only", "exactly"}


def _subject(grounds: Grounds, rng: random.Random) -> Numeral | None:
    """A numeral of the text that the premise gives too, and gives only once for what is counted."""
    counted = numerals(grounds.text)
    stated = numerals(grounds.premise) if counted else ()
    fit = []
    for numeral in counted:
        same_kind = [
            other for other in stated
            if (other.noun, bool(other.percent), other.currency) == (numeral.noun, bool(numeral.percent), numeral.currency)
        ]  # fmt: skip
        if [(other.value, other.comparator) for other in same_kind] == [(numeral.value, numeral.comparator)]:
            fit.append(numeral)
    fit = [one for one in fit if not (one.noun in _SPANS and (one.comparator == "over" or _within(grounds.text, one)))]
    return rng.choice(fit) if fit else None


def _within(text: str, found: Numeral) -> bool:
    return bool(re.search(r"\b(?:in|within|set)$", text[: found.start].rstrip()))


def _twins(grounds: Grounds, found: Numeral, rule: str, true: str, false: str) -> list[Contrast]:
    if not false or true == false:
        return []
    return [
        _contrast(grounds, found, rule, true, "entailment"),
        _contrast(grounds, found, rule, false, "contradiction"),
    ]


def _contrast(grounds: Grounds, found: Numeral, rule: str, written: str, label: NliLabel) -> Contrast:
    return Contrast(grounds.premise, _put(grounds.text, found, written), label, _FAMILY, rule)


def _put(text: str, found: Numeral, written: str) -> str:
    return text[: found.start] + (raised(written) if found.start == 0 else written) + text[found.end :]


def _changed(found: Numeral, rng: random.Random) -> float:
    """Another value that is written as naturally: near for small numbers, 15 to 900 per cent off for greater ones."""
    unit = SCALES.get(found.scale, 1)
    bare = found.value / unit
    if bare < 13 and bare == int(bare):
        return unit * rng.choice([value for value in range(2, 15) if value != bare])
    decimals = 0 if bare == int(bare) else 1
    factors = (0.1, 0.4, 0.6, 0.8, 0.85, 1.2, 1.3, 1.6, 2.2, 3, 10)
    values = [round(bare * factor, decimals) for factor in factors]
    natural = [value for value in values if value >= 2 and value != bare and not (found.percent and value > 100)]
    return unit * rng.choice(natural or [bare + 7])


def _rounded(value: float) -> float:
    size = 10.0 ** (len(str(int(value))) - 1)
    step = size if value / size > 5 and value >= 100 else size / 2
    return max(float(round(value / step) * step), 1.0)


def _next_round(value: float) -> float | None:
    """The next round number above, if it is less than an eighth above."""
    size = 10.0 ** (len(str(int(value))) - 1)
    above = next((step * size for step in (*_STEPS, 10.0) if step * size > value), None)
    return above if above is not None and above < value * 1.125 and above == int(above) else None


def _below(found: Numeral, rng: random.Random) -> float:
    steps = [step for step in _steps(found) if 0.4 * found.value <= step < found.value]
    return rng.choice(steps) if steps else found.value - 1


def _above(found: Numeral, rng: random.Random) -> float:
    steps = [step for step in _steps(found) if found.value < step <= 2.2 * found.value]
    return rng.choice(steps) if steps else found.value + 1


def _steps(found: Numeral) -> list[float]:
    """Round numbers near the value, written without a fraction where things are counted."""
    size = 10.0 ** (len(str(int(found.value))) - 1)
    near = [step * scale for scale in (size / 10, size, size * 10) for step in _STEPS]
    whole = [step for step in near if step == int(step) and step >= 2]
    return [step for step in whole if not found.percent or step <= 100]


def _fewer(found: Numeral) -> str:
    return "less than" if not found.noun else "fewer than"


def _other_notation(found: Numeral) -> Callable[[float], str] | None:
    if found.percent:
        sign = "%" if "%" not in found.percent else " percent"
        return lambda value: f"{value:g}{sign}"
    if found.as_word and not found.scale:
        return lambda value: f"{value:,.0f}"
    if found.scale and found.value >= 10**6:
        return lambda value: f"{found.currency}{value:,.0f}"
    if spelled(found.value) and not found.currency and not found.scale:
        return lambda value: spelled(value) or f"{value:,.0f}"
    if found.value >= 10**6:
        return lambda value: f"{found.currency}{value / 10**6:g} million"
    return None

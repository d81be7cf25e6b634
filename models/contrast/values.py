"""What a numeral of a sentence may be set against: other values written as naturally, bounds and round numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from models.contrast.numerals import SCALES, Numeral, numerals, spelled
from models.contrast.text import listed
from models.contrast.types import Grounds

_STEPS: Final = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)
SPANS: Final = frozenset(listed("years months weeks days hours minutes seconds seasons decades centuries"))
LOWER: Final = frozenset({"more than", "at least", "over"})
UPPER: Final = frozenset({"less than", "fewer than", "at most", "up to", "under"})
NEAR: Final = frozenset(
    {"about", "around", "approximately", "nearly", "almost", "roughly", "some", "an estimated", "only", "exactly"}
)
BOUNDS: Final = LOWER | UPPER | {"nearly", "almost", "only", "exactly"}


def subject(grounds: Grounds, rng: random.Random) -> Numeral | None:
    """A numeral of the text that the premise gives too, and gives only once for what is counted."""
    counted = numerals(grounds.text)
    stated = numerals(grounds.premise) if counted else ()
    fit = []
    for numeral in counted:
        same_kind = [other for other in stated if other.kind == numeral.kind]
        if [(other.value, other.comparator) for other in same_kind] == [(numeral.value, numeral.comparator)]:
            fit.append(numeral)
    fit = [one for one in fit if not (one.noun in SPANS and (one.comparator == "over" or _within(grounds.text, one)))]
    return rng.choice(fit) if fit else None


def _within(text: str, found: Numeral) -> bool:
    return bool(re.search(r"\b(?:in|within|set)$", text[: found.start].rstrip()))


def changed(found: Numeral, rng: random.Random) -> float:
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


def rounded(value: float) -> float:
    size = 10.0 ** (len(str(int(value))) - 1)
    step = size if value / size > 5 and value >= 100 else size / 2
    return max(float(round(value / step) * step), 1.0)


def next_round(value: float) -> float | None:
    """The next round number above, if it is less than an eighth above."""
    size = 10.0 ** (len(str(int(value))) - 1)
    above = next((step * size for step in (*_STEPS, 10.0) if step * size > value), None)
    return above if above is not None and above < value * 1.125 and above == int(above) else None


def below(found: Numeral, rng: random.Random) -> float:
    steps = [step for step in _steps(found) if 0.4 * found.value <= step < found.value]
    return rng.choice(steps) if steps else found.value - 1


def above(found: Numeral, rng: random.Random) -> float:
    steps = [step for step in _steps(found) if found.value < step <= 2.2 * found.value]
    return rng.choice(steps) if steps else found.value + 1


def _steps(found: Numeral) -> list[float]:
    """Round numbers near the value, written without a fraction where things are counted."""
    size = 10.0 ** (len(str(int(found.value))) - 1)
    near = [step * scale for scale in (size / 10, size, size * 10) for step in _STEPS]
    whole = [step for step in near if step == int(step) and step >= 2]
    return [step for step in whole if not found.percent or step <= 100]


def fewer(found: Numeral) -> str:
    return "less than" if not found.noun else "fewer than"


def other_notation(found: Numeral) -> Callable[[float], str] | None:
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

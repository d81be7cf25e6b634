"""Words before and after a number that make an interval of it."""

from __future__ import annotations

import re
from typing import Final, Literal

from verifier.types import Comparator

Shade = Literal[
    "exactly", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "just_over", "just_under"
]
Interval = tuple[float | None, float | None]

_SLIGHTLY: Final = "(?:just|slightly|a (?:little|bit)|marginally|narrowly) "
_WELL: Final = "(?:well |far |much |many |significantly |considerably )?"
_BEFORE: Final[dict[Shade, tuple[str, ...]]] = {
    "just_over": (_SLIGHTLY + "(?:more than|over|above|higher than)",),
    "just_under": (_SLIGHTLY + "(?:less than|fewer than|under|below|short of|shy of)",),
    "at_most": (
        "(?:no|not) (?:more|greater|higher|larger|longer) than",
        "never more than",
        "not (?:over|above|exceeding)",
        "at (?:the )?most",
        "up to",
        "as (?:many|much|high|long|large|far|tall) as",
        "(?:a )?maximum(?: of)?",
        "≤|<=",
    ),
    "at_least": (
        "(?:no|not) (?:fewer|less|lower|smaller) than",
        "at (?:the very )?least",
        "(?:a )?minimum(?: of)?",
        "as (?:few|little|low) as",
        "≥|>=",
    ),
    "more_than": (
        _WELL + "(?:(?:more|greater|higher|larger|longer|bigger|older) than|over|above|beyond)",
        "upwards? of|in excess of|north of",
        "exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)",
        ">",
    ),
    "less_than": (
        _WELL + "(?:(?:less|fewer|lower|smaller|shorter|younger) than|under|below)",
        "south of",
        "<",
    ),
    "nearly": ("nearly|almost|close to|approaching|just about|not quite|practically|virtually",),
    "about": (
        r"about|around|roughly|approximately|approx\.?|some|circa|perhaps|maybe|estimated",
        "an? (?:estimated|approximate|average of|reported)",
        "in the region of|on the order of",
        "~|≈",
    ),
    "exactly": ("exactly|precisely",),
}
_BEFORE_RE: Final = tuple(
    (shade, re.compile(rf"(?:(?<=\W)|^)(?:{'|'.join(alternatives)})(?: an additional| another)? ?$", re.IGNORECASE))
    for shade, alternatives in _BEFORE.items()
)
_AFTER: Final[dict[Shade, re.Pattern[str]]] = {
    "at_least": re.compile(
        r"\+(?!\w)|-plus\b| or (?:more|greater|higher|above|over|longer|older)\b| at (?:the very )?least\b",
        re.IGNORECASE,
    ),
    "at_most": re.compile(r" or (?:less|fewer|lower|below|under|younger)\b| at (?:the )?most\b", re.IGNORECASE),
    "about": re.compile(r"-odd\b| or so\b|, give or take\b| or thereabouts\b", re.IGNORECASE),
}


def comparator_before(text: str, start: int) -> tuple[Shade, int] | None:
    """The comparator that ends right before `start`, and where it begins."""
    window = text[max(0, start - 44) : start]
    best: tuple[Shade, int] | None = None
    for shade, pattern in _BEFORE_RE:
        found = pattern.search(window)
        if found is not None:
            begin = start - (len(window) - found.start())
            if best is None or begin < best[1]:
                best = shade, begin
    return best


def comparator_after(text: str, end: int) -> tuple[Shade, int] | None:
    """The comparator that begins right at `end`, and where it stops."""
    for shade, pattern in _AFTER.items():
        found = pattern.match(text, end)
        if found is not None:
            return shade, found.end()
    return None


def tolerance(value: float, grain: float) -> float:
    """How far "about `value`" reaches on each side: half the place of its last digit that counts, but no less than
    5 % and no more than 10 % of the value ("about 2,000" is 1,800 to 2,200)."""
    size = abs(value)
    return min(max(grain / 2, 0.05 * size), 0.10 * size)


def interval(shade: Shade, value: float, grain: float) -> tuple[Comparator, Interval]:
    """The comparator and the interval of a number under a shade of meaning."""
    reach = tolerance(value, grain)
    match shade:
        case "about":
            return "about", (_tidy(value - reach), _tidy(value + reach))
        case "nearly":
            return "about", (_tidy(value - reach), value)
        case "more_than":
            return "more_than", (value, None)
        case "just_over":
            return "more_than", (value, _tidy(value + reach))
        case "at_least":
            return "at_least", (value, None)
        case "less_than":
            return "less_than", (None, value)
        case "just_under":
            return "less_than", (_tidy(value - reach), value)
        case "at_most":
            return "at_most", (None, value)
        case "exactly":
            return "exactly", (value, value)


def _tidy(value: float) -> float:
    return float(f"{value:.10g}")

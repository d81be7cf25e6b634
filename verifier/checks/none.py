"""Words that say that there was nothing of a kind: "no one", "none of the passengers", "no injuries"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from verifier.claims.numbers import word_set
from verifier.claims.units import singular

_NOTHING: Final = re.compile(
    r"\b(?:(?P<person>no one|no-one|nobody|not a single person)"
    r"|none(?: of (?:the |these |those |its |their )?(?:[0-9,]+ |\w+ )??(?P<of>[a-z]+(?:s|people|men|women|children)))?"
    r"|(?:not a single|no) (?:[a-z]+ )??(?P<kind>[a-z]+s|people|men|women|children))\b",
    re.IGNORECASE,
)
_NOT_THINGS: Final = word_set(
    "less means signs plans doubts others this is was has does its his us as thus always across towards yes"
)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A zero at [start, end) of a text; `unit` is None where the text does not say of what."""

    start: int
    end: int
    unit: str | None


def nothings(text: str) -> list[Nothing]:
    """The words for nothing in a text, in order."""
    found: list[Nothing] = []
    for match in _NOTHING.finditer(text):
        noun = (match.group("of") or match.group("kind") or "").lower()
        if noun in _NOT_THINGS:
            continue
        unit = "person" if match.group("person") else singular(noun) if noun else None
        found.append(Nothing(match.start(), match.end(), unit))
    return found

"""Order: first and second, before and after, most and least, up and down."""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast.types import Contrast, Grounds, Rule

_FAMILY: Final = "order"
_SWAPS: Final = (
    (
        re.compile(r"\b(?:is|was|became) (?:the|\w+'s) (first)\b(?! (?:and|or|two|three|few|of))"),
        ("second", "third", "last"),
    ),
    (re.compile(r"\b(?:is|was|became) the (second)\b(?!-| (?:and|or|of|half))"), ("first", "third", "fourth")),
    (re.compile(r"\b(?:is|was|became) the (third)\b(?!-| (?:and|or|of))"), ("first", "second", "fifth")),
    (re.compile(r"\bthe (largest)\b"), ("smallest",)), (re.compile(r"\bthe (smallest)\b"), ("largest",)),
    (re.compile(r"\bthe (oldest)\b"), ("youngest", "newest")), (re.compile(r"\bthe (youngest)\b"), ("oldest",)),
    (re.compile(r"\bthe (highest)\b"), ("lowest",)), (re.compile(r"\bthe (lowest)\b"), ("highest",)),
    (re.compile(r"\bthe (northern|southern|eastern|western)\b"), ("northern", "southern", "eastern", "western")),
    (re.compile(r"\b(increased|grew|rose) (?:by|from|sharply|steadily|since) "), ("decreased", "declined")),
    (re.compile(r"\b(decreased|declined|fell) (?:by|sharply|steadily|since) "), ("increased", "grew")),
    (re.compile(r"\b(before) (?:being|becoming|moving|joining|the|his|her|its|\d{4})"), ("after",)),
    (re.compile(r"(?<!named )(?<!look )\b(after) (?:being|becoming|moving|joining|leaving|\d{4})"), ("before",)),
)  # fmt: skip


def swapped(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """First as it is (entailed), second in its place (contradicted), and so with what is largest, "
    "before, northern."""
    found = [(match, others) for pattern, others in _SWAPS for match in pattern.finditer(grounds.text)]
    if len(found) != 1 or re.search(r"\b(?:not|never|no)\b|n't", grounds.text):
        return []
    match, others = found[0]
    free = [word for word in others if word != match[1] and not re.search(rf"\b{word}\b", grounds.premise)]
    if not free or match[1] not in grounds.premise:
        return []
    false = grounds.text[: match.start(1)] + rng.choice(free) + grounds.text[match.end(1) :]
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, "swapped"),
        Contrast(grounds.premise, false, "contradiction", _FAMILY, "swapped"),
        Contrast(false, false, "entailment", _FAMILY, "swapped"),
        Contrast(false, grounds.text, "contradiction", _FAMILY, "swapped"),
    ]


RULES: Final[tuple[Rule, ...]] = (swapped,)

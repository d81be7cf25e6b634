"""Negation of the finite verb, put in and taken out; with it and without it each label occurs."""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast.text import lowered, usable
from models.contrast.types import Contrast, Grounds, Rule
from models.contrast.verbs import clause
from models.pairs import NliPair
from models.types import NliLabel

_FAMILY: Final = "negation"
_NEGATIVE: Final = re.compile(
    r"\b(?:not|never|no|none|nothing|nobody|neither|nor|without|only|cannot|refused?|failed?|unable|"
    r"incapable|any|solely|exclusively|yet)\b|n't",
    re.I,
)
_QUANTIFIED: Final = re.compile(r"\b(?:some|most|many|all|every|each|also|both)\b", re.IGNORECASE)
_DENIALS: Final = ("It is not true that", "It is false that", "It is not the case that")
_DENIED: Final = re.compile(
    r"^(?P<subject>[^,;:]{3,60}?) (?P<verb>is|was|are|were|has|had|have|can|could|will|would|should|did|"
    r"does|do) not (?P<rest>(?!only|just|merely|necessarily|always|all|even|yet)[^,]+)$"
)


def inserted(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The text denied is contradicted, its plain form entailed."""
    found = _plain(grounds.text)
    if found is None:
        return []
    denial = _said_otherwise(found, grounds.text, rng)
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, "inserted"),
        Contrast(grounds.premise, denial, "contradiction", _FAMILY, "inserted"),
    ]


def denied_premise(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A premise that denies: saying so again is entailed, the plain form contradicted."""
    found = _plain(grounds.text)
    if found is None:
        return []
    premise, same = _said_otherwise(found, grounds.text, rng), _said_otherwise(found, grounds.text, rng)
    return [
        Contrast(premise, same, "entailment", _FAMILY, "denied_premise"),
        Contrast(premise, grounds.text, "contradiction", _FAMILY, "denied_premise"),
    ]


def removed(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A real denial as it is (entailed), without its "not" (contradicted)."""
    match = _DENIED.match(grounds.text)
    if match is None or len(_NEGATIVE.findall(grounds.text)) != 1 or match["verb"] in {"did", "does", "do"}:
        return []
    plain = f"{match['subject']} {match['verb']} {match['rest']}"
    twice = f"{rng.choice(_DENIALS)} {lowered(grounds.text)}"
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, "removed"),
        Contrast(grounds.premise, plain if rng.random() < 0.7 else twice, "contradiction", _FAMILY, "removed"),
    ]


def of_refuted(pair: NliPair, rng: random.Random) -> list[Contrast]:
    """What the premise refutes, denied, is entailed; what it leaves open stays open when it is denied."""
    found = _plain(pair.hypothesis)
    if (
        found is None
        or pair.label == "entailment"
        or not usable(pair.hypothesis)
        or not pair.premise[:1].isupper()
        or not re.search(r" (?:is|was) ", pair.hypothesis)
    ):
        return []
    denial = _said_otherwise(found, pair.hypothesis, rng)
    label: NliLabel = "entailment" if pair.label == "contradiction" else "neutral"
    return [
        Contrast(pair.premise, denial, label, _FAMILY, f"of_{pair.label}"),
        Contrast(pair.premise, pair.hypothesis, pair.label, _FAMILY, f"of_{pair.label}"),
    ]


RULES: Final[tuple[Rule, ...]] = (inserted, denied_premise, removed)


def _said_otherwise(negated: str, text: str, rng: random.Random) -> str:
    """The text denied at its verb, or as a whole; every rule draws alike, so that no wording stands for a label."""
    return negated if rng.random() < 0.6 else f"{rng.choice(_DENIALS)} {lowered(text)}"


def _plain(text: str) -> str | None:
    """The text denied, where it is a plain statement with one finite verb that is known."""
    if _NEGATIVE.search(text) or len(text.split()) > 22:
        return None
    found = clause(text)
    return None if found is None or _QUANTIFIED.search(text) else found.negated()

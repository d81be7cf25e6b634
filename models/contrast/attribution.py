"""Who says it: what is said is not thereby so, what is denied is not said, and what is so is not thereby said."""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast.text import lowered
from models.contrast.types import Contrast, Grounds, Rule

_FAMILY: Final = "attribution"
_SPEAKERS: Final = (
    "The spokesman", "A spokeswoman", "The minister", "The mayor", "The report", "The newspaper", "A witness",
    "The researchers", "The company", "Critics", "The author", "A former colleague", "The government", "The lawyer",
    "Officials", "The police", "The article", "An analyst", "The president", "His brother", "The magazine", "Opponents",
)  # fmt: skip
_SAY: Final = ("said", "claimed", "told reporters", "argued", "stated", "wrote", "insisted", "alleged")
_KNOW: Final = ("proved", "confirmed", "found out", "discovered", "showed", "demonstrated", "established")
_TOLD: Final = re.compile(r"\b(?:said|says|claim|according|told|denied|believed?|I|you|we|my|your|this|these)\b")


def said(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From "X said P": P and not-P stay open, X's saying it is entailed, X's denying it contradicted."""
    text = _sayable(grounds.text)
    if text is None:
        return []
    speaker, verb = rng.choice(_SPEAKERS), rng.choice(_SAY)
    premise = rng.choice((
        f"{speaker} {verb} that {text}", f"{speaker} {verb} that {text}", f"According to {lowered(speaker)}, {text}",
        f'"{grounds.text[:-1]}," {lowered(speaker)} said.',
    ))  # fmt: skip
    return [
        Contrast(premise, grounds.text, "neutral", _FAMILY, "said"),
        Contrast(premise, _saying(speaker, text, rng), "entailment", _FAMILY, "said"),
        Contrast(premise, f"{speaker} denied that {text}", "contradiction", _FAMILY, "said"),
        Contrast(premise, _saying(_other(speaker, rng), text, rng), "neutral", _FAMILY, "said"),
    ]


def denied(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From "X denied P": P stays open, that X said P is contradicted, that X denied it or said it is untrue entailed."""
    text = _sayable(grounds.text)
    if text is None:
        return []
    speaker = rng.choice(_SPEAKERS)
    premise = f"{speaker} {rng.choice(('denied', 'has denied', 'flatly denied', 'disputed', 'rejected the claim'))} that {text}"
    same = rng.choice((f"{speaker} said it is not true that {text}", f"{speaker} denied that {text}", f"{speaker} disputed that {text}"))
    return [
        Contrast(premise, grounds.text, "neutral", _FAMILY, "denied"),
        Contrast(premise, f"{speaker} {rng.choice(('said', 'claimed', 'confirmed', 'stated'))} that {text}", "contradiction", _FAMILY, "denied"),
        Contrast(premise, same, "entailment", _FAMILY, "denied"),
    ]


def unattributed(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From P: that somebody said or denied it stays open; P is entailed."""
    text = _sayable(grounds.text)
    if text is None:
        return []
    speaker = rng.choice(_SPEAKERS)
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, "unattributed"),
        Contrast(grounds.premise, _saying(speaker, text, rng), "neutral", _FAMILY, "unattributed"),
        Contrast(grounds.premise, f"{speaker} denied that {text}", "neutral", _FAMILY, "unattributed"),
    ]


def established(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From "X proved P": P is entailed and its denial contradicted."""
    text = _sayable(grounds.text)
    if text is None:
        return []
    premise = f"{rng.choice(_SPEAKERS)} {rng.choice(_KNOW)} that {text}"
    refuted = f"{rng.choice(_SPEAKERS)} proved that it is not true that {text}"
    return [
        Contrast(premise, grounds.text, "entailment", _FAMILY, "established"),
        Contrast(refuted, grounds.text, "contradiction", _FAMILY, "established"),
    ]


RULES: Final[tuple[Rule, ...]] = (said, denied, unattributed, established)


def _sayable(text: str) -> str | None:
    return None if _TOLD.search(text) or '"' in text or len(text.split()) > 24 else lowered(text)


def _saying(speaker: str, text: str, rng: random.Random) -> str:
    return rng.choice((f"{speaker} said that {text}", f"{speaker} stated that {text}", f"According to {lowered(speaker)}, {text}"))


def _other(speaker: str, rng: random.Random) -> str:
    return rng.choice([other for other in _SPEAKERS if other != speaker])

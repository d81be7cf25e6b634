"""Who says it: what is said is not thereby so, what is denied is not said, and what is so is not thereby said."""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast.text import lowered, raised
from models.contrast.types import Contrast, Grounds, Rule

_FAMILY: Final = "attribution"
_SPEAKERS: Final = (
    "the spokesman", "a spokeswoman", "the minister", "the mayor", "the report", "the newspaper", "a witness",
    "the researchers", "the company", "critics", "the author", "a former colleague", "the government", "the lawyer",
    "officials", "the police", "the article", "an analyst", "the president", "his brother",
    "the magazine", "opponents",
)  # fmt: skip
_SAY: Final = ("said", "claimed", "told reporters", "argued", "stated", "wrote", "insisted", "alleged")
_DENY: Final = ("denied", "later denied", "flatly denied", "disputed", "rejected the claim")
_KNOW: Final = ("proved", "confirmed", "found out", "discovered", "showed", "demonstrated", "established")
_TOLD: Final = re.compile(r"\b(?:said|says|claim|according|told|denied|believed?|I|you|we|my|your|this|these)\b")


def said(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From "X said P": P and not-P stay open, X's saying it is entailed, X's denying it contradicted."""
    text = _sayable(grounds)
    if text is None:
        return []
    speaker, verb = rng.choice(_SPEAKERS), rng.choice(_SAY)
    told = f"{raised(speaker)} {verb} that {text}"
    premise = rng.choice((told, told, f"According to {speaker}, {text}", f'"{grounds.text[:-1]}," {speaker} said.'))
    return [
        Contrast(premise, grounds.text, "neutral", _FAMILY, "said"),
        Contrast(premise, _saying(speaker, text, rng), "entailment", _FAMILY, "said"),
        Contrast(premise, f"{raised(speaker)} denied that {text}", "contradiction", _FAMILY, "said"),
        Contrast(premise, _saying(_other(speaker, rng), text, rng), "neutral", _FAMILY, "said"),
    ]


def denied(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From "X denied P": P stays open; that X said P is contradicted; that X denied it in other words entailed."""
    text = _sayable(grounds)
    if text is None:
        return []
    speaker = rng.choice(_SPEAKERS)
    premise = f"{raised(speaker)} {rng.choice(_DENY)} that {text}"
    same = rng.choice(
        (
            f"{raised(speaker)} said it is not true that {text}",
            f"{raised(speaker)} denied that {text}",
            f"{raised(speaker)} disputed that {text}",
        )
    )
    return [
        Contrast(premise, grounds.text, "neutral", _FAMILY, "denied"),
        Contrast(
            premise,
            f"{raised(speaker)} {rng.choice(('said', 'claimed', 'confirmed', 'stated'))} that {text}",
            "contradiction",
            _FAMILY,
            "denied",
        ),
        Contrast(premise, same, "entailment", _FAMILY, "denied"),
    ]


def unattributed(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From P: that somebody said or denied it stays open; P is entailed."""
    text = _sayable(grounds)
    if text is None:
        return []
    speaker = rng.choice(_SPEAKERS)
    return [
        Contrast(grounds.premise, grounds.text, "entailment", _FAMILY, "unattributed"),
        Contrast(grounds.premise, _saying(speaker, text, rng), "neutral", _FAMILY, "unattributed"),
        Contrast(grounds.premise, f"{raised(speaker)} denied that {text}", "neutral", _FAMILY, "unattributed"),
    ]


def established(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """From "X proved P": P is entailed and its denial contradicted."""
    text = _sayable(grounds)
    if text is None:
        return []
    premise = f"{raised(rng.choice(_SPEAKERS))} {rng.choice(_KNOW)} that {text}"
    refuted = f"{raised(rng.choice(_SPEAKERS))} proved that it is not true that {text}"
    return [
        Contrast(premise, grounds.text, "entailment", _FAMILY, "established"),
        Contrast(refuted, grounds.text, "contradiction", _FAMILY, "established"),
    ]


RULES: Final[tuple[Rule, ...]] = (said, denied, unattributed, established)


def _sayable(grounds: Grounds) -> str | None:
    """The text as it goes on after "that", where it is known whether its first word is a name."""
    text = grounds.text
    if (
        _TOLD.search(text)
        or '"' in text
        or len(text.split()) > 24
        or re.match(r"(?:Her|It|They) [A-Z]|Her (?:is|was|has)", text)
    ):
        return None
    first, second = text.split()[:2]
    name = second[:1].isupper() or re.search(rf"[a-z,] {re.escape(first)}\b", grounds.premise)
    return lowered(text) if lowered(text) != text or name else None


def _saying(speaker: str, text: str, rng: random.Random) -> str:
    return rng.choice(
        (
            f"{raised(speaker)} said that {text}",
            f"{raised(speaker)} stated that {text}",
            f"According to {speaker}, {text}",
        )
    )


def _other(speaker: str, rng: random.Random) -> str:
    return rng.choice([other for other in _SPEAKERS if other != speaker])

"""Where the finite verb of a plain sentence stands, and its other forms. Tables and surface rules, no parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from models.contrast.text import listed

_IRREGULAR: Final = {
    "won": "win", "lost": "lose", "made": "make", "began": "begin", "took": "take", "wrote": "write",
    "became": "become",
    "sold": "sell", "led": "lead", "left": "leave", "went": "go", "gave": "give", "came": "come", "built": "build",
    "grew": "grow", "held": "hold", "kept": "keep", "met": "meet", "ran": "run", "sang": "sing", "spent": "spend",
    "told": "tell", "taught": "teach", "fought": "fight", "bought": "buy", "brought": "bring", "found": "find",
    "got": "get", "flew": "fly", "drew": "draw", "rose": "rise", "fell": "fall", "paid": "pay", "sent": "send",
    "beat": "beat", "saw": "see", "knew": "know", "stood": "stand", "spoke": "speak", "chose": "choose",
    "broke": "break",
}  # fmt: skip
_REGULAR: Final = listed(
    "star play appear win direct perform record release found publish premiere work serve attend live create portray "
    "collaborate graduate study marry receive earn sign join move use launch produce develop design contain feature "
    "include host train compete debut succeed defeat attack visit travel reach open establish form introduce acquire "
    "own start end turn help support refuse agree decide announce retire return change gain train voice "
    "compose paint "
    "discover invent kill rule govern represent originate cover finish happen occur participate act dance"
)
_AUX: Final = frozenset(listed("is was are were has had have will can could should would may might must does did do"))
_BARRED: Final = frozenset(
    listed("that who which whose where when while if because although though but or than as not never")
)
_PARTICIPLE: Final = re.compile(
    r"(?:been|\w{2,}ed|won|made|become|taken|written|sold|led|given|come|grown|held|gone|had)$"
)
_DOUBLED: Final = frozenset(listed("star win run begin"))


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}{base[-1]}ed" if base in _DOUBLED else f"{base}ed"


PAST: Final = {_past(base): base for base in _REGULAR if base != "win"} | _IRREGULAR


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence parted at its finite verb: subject, verb, and the rest with its mark; each without outer spaces."""

    subject: str
    verb: str
    rest: str

    @property
    def auxiliary(self) -> bool:
        """Whether "not" goes straight behind the verb."""
        if self.verb in {"has", "had", "have"}:
            return bool(_PARTICIPLE.match(self.rest.split(" ", 1)[0]))
        return self.verb in _AUX

    @property
    def plural(self) -> bool:
        """Whether the verb's form is a plural one."""
        return self.verb in {"are", "were", "have"}

    def text(self) -> str:
        """The sentence."""
        return f"{self.subject} {self.verb} {self.rest}"

    def negated(self) -> str:
        """The sentence denied at its finite verb."""
        if self.auxiliary:
            verb = "cannot" if self.verb == "can" else f"{self.verb} not"
            return f"{self.subject} {verb} {self.rest}"
        if self.verb in {"has", "have"}:
            return f"{self.subject} {'does' if self.verb == 'has' else 'do'} not have {self.rest}"
        return f"{self.subject} did not {self.base()} {self.rest}"

    def base(self) -> str:
        """The infinitive of a full verb."""
        return "have" if self.verb in {"has", "had", "have"} else PAST[self.verb]


@lru_cache(maxsize=4096)
def clause(text: str) -> Clause | None:
    """The sentence parted at its finite verb, or None where the surface does not show for sure which that is."""
    tokens = text.split()
    for index, token in enumerate(tokens[:9]):
        if token in _BARRED or token.endswith((",", ":", ";")):
            return None
        if index and (token in _AUX or token in PAST):
            return _checked(tokens, index)
    return None


def _checked(tokens: list[str], index: int) -> Clause | None:
    subject, verb, rest = tokens[:index], tokens[index], tokens[index + 1 :]
    opening = subject[0]
    if opening in {
        "There",
        "In",
        "On",
        "At",
        "After",
        "Before",
        "During",
        "Since",
        "From",
        "By",
        "If",
        "When",
        "What",
        "How",
    }:
        return None
    ambiguous = verb not in _AUX and any(token in _AUX for token in rest[:10])
    denied = rest[:1] in (["not"], ["never"], ["no"], ["only"], ["also"], ["neither"])
    if len(rest) < 1 or ambiguous or denied or (verb in {"do", "did", "does"}):
        return None
    return Clause(" ".join(subject), verb, " ".join(rest))

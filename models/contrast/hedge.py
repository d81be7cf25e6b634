"""Modality: what may be, is planned or expected is not said to be so; what failed is not so; what was managed is."""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast.text import lowered
from models.contrast.types import Contrast, Grounds, Rule
from models.contrast.verbs import Clause, clause

_FAMILY: Final = "hedge"
_NOT_PLAIN: Final = re.compile(r"\b(?:not|never|no|none|may|might|could|would|should|must|possibly|perhaps|probably|likely|expected|planned|allegedly|reportedly|any|known|considered|said|believed)\b")
_MODAL: Final = re.compile(r"^([^,;:]{2,60}?) (may|might) (?!not\b|well\b|also\b|have\b|be\b)([a-z]+ [^,;]+)$")


def possible(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """ "May be" leaves open what "is" says; the same hedge in other words is entailed; "cannot be" is contradicted."""
    found = _plain(grounds.text)
    if found is None:
        return []
    open_forms = _opened(found)
    if not open_forms:
        return []
    hedge = rng.choice(("may", "might", "could"))
    premise = rng.choice((f"{found.subject} {hedge} {open_forms}", f"It is possible that {lowered(grounds.text)}", f"Perhaps {lowered(grounds.text)}"))
    same = rng.choice((f"{found.subject} {rng.choice(('may', 'might'))} {open_forms}", f"It is possible that {lowered(grounds.text)}"))
    against = rng.choice((f"It is impossible that {lowered(grounds.text)}", f"{found.subject} cannot {open_forms}"))
    return [
        Contrast(premise, grounds.text, "neutral", _FAMILY, "possible"),
        Contrast(premise, same, "entailment", _FAMILY, "possible"),
        Contrast(premise, against, "contradiction", _FAMILY, "possible"),
        Contrast(premise, found.negated(), "neutral", _FAMILY, "possible"),
    ]


def intended(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Planned or hoped leaves open, managed says so, failed or refused denies."""
    found = _plain(grounds.text)
    if found is None or found.auxiliary or found.verb in {"has", "have", "had", "became"} or not _person(found.subject):
        return []
    infinitive = f"{found.base()} {found.rest}"
    wish = rng.choice(("planned to", "wanted to", "was expected to", "hoped to", "intended to", "agreed to", "promised to"))
    success = rng.choice(("managed to", "went on to", "was able to"))
    failure = rng.choice(("failed to", "refused to", "was unable to", "was prevented from"))
    deed = f"{_gerund(found.base())} {found.rest}" if failure.endswith("from") else infinitive
    return [
        Contrast(f"{found.subject} {wish} {infinitive}", grounds.text, "neutral", _FAMILY, "intended"),
        Contrast(f"{found.subject} {success} {infinitive}", grounds.text, "entailment", _FAMILY, "intended"),
        Contrast(f"{found.subject} {failure} {deed}", grounds.text, "contradiction", _FAMILY, "intended"),
        Contrast(f"{found.subject} {wish} {infinitive}", found.negated(), "neutral", _FAMILY, "intended"),
        Contrast(f"{found.subject} {failure} {deed}", found.negated(), "entailment", _FAMILY, "intended"),
        Contrast(f"{found.subject} {success} {infinitive}", found.negated(), "contradiction", _FAMILY, "intended"),
    ]


def modal(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A real "may": "might" is entailed, "will" is left open, "will never" is contradicted."""
    match = _MODAL.match(grounds.text)
    if match is None or grounds.text not in grounds.premise:
        return []
    subject, verb, rest = match.groups()
    return [
        Contrast(grounds.premise, f"{subject} {'might' if verb == 'may' else 'may'} {rest}", "entailment", _FAMILY, "modal"),
        Contrast(grounds.premise, f"{subject} {rng.choice(('will', 'must', 'will certainly'))} {rest}", "neutral", _FAMILY, "modal"),
        Contrast(grounds.premise, f"{subject} cannot {rest}", "contradiction", _FAMILY, "modal"),
    ]


RULES: Final[tuple[Rule, ...]] = (possible, intended, modal)


def _plain(text: str) -> Clause | None:
    return None if _NOT_PLAIN.search(text) or len(text.split()) > 22 else clause(text)


def _opened(found: Clause) -> str:
    """What follows "may" for the same statement."""
    if found.verb in {"is", "are"}:
        return f"be {found.rest}"
    if found.verb in {"was", "were"}:
        return f"have been {found.rest}"
    if found.verb in {"has", "have"}:
        return f"have {found.rest}"
    return ""


def _person(subject: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z][\w.'’-]+ ?){2,3}|He|She|They", subject)) and not subject.startswith("The ")


def _gerund(base: str) -> str:
    if base.endswith("e") and not base.endswith("ee"):
        return f"{base[:-1]}ing"
    return f"{base}{base[-1]}ing" if base in {"star", "win", "run", "begin", "get"} else f"{base}ing"

"""The cases of each suite: an unaltered claim with its evidence, and what a rule makes of it.

The rules are those that make pairs for training (`models.contrast`), over claims that training never sees.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from models.contrast import attribution, entity, negation
from models.contrast.types import Contrast, Grounds, Rule
from verifier.evaluation.perturbations import paraphrase, replaced
from verifier.types import Label

if TYPE_CHECKING:
    from verifier.evaluation.perturbations.sources import RealClaim, RealTexts
    from verifier.records import Record

SUITES: Final = ("number", "date", "negation", "entity", "attribution", "paraphrase", "distractors")
_TRIES: Final = 12
_ID_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with its evidence and gold label, and the altered claim; `source` is its set, `rule` how it was altered.

    Of `distractors` the claim stays as it is, and its collection changes; `altered` is the claim.
    """

    suite: str
    rule: str
    source: str
    evidence: str
    claim: str
    altered: str
    gold: Label = "SUPPORTED"

    @property
    def id(self) -> str:
        named = "\n".join((self.suite, self.evidence, self.claim, self.altered))
        return f"{self.suite}-{hashlib.sha256(named.encode()).hexdigest()[:_ID_DIGITS]}"

    def record(self) -> Record:
        return {"id": self.id, **asdict(self)}


def make_cases(texts: RealTexts, suite: str, *, limit: int, seed: int) -> list[Case]:
    """`limit` cases of a suite, or all there are: one a claim, in an order that the seed gives, so that a smaller
    number is the beginning of a greater one. Where the claims do not give enough, sentences of the evidence do."""
    claims = _ordered(texts.claims, seed)
    if suite == "distractors":
        return [
            Case(suite, one.label, one.source, one.evidence, one.text, one.text, one.label) for one in claims[:limit]
        ]
    rules = _rules(suite, claims)
    found: list[Case] = []
    known = {one.text for one in claims}
    sentences = [one for one in _ordered(texts.sentences, seed) if one.text not in known]
    for one in chain(claims, sentences):
        if len(found) == limit:
            break
        rng = random.Random(f"{seed} {suite} {one.text}")  # noqa: S311 - a sample, not a secret
        case = _case(suite, one, rules, rng) if one.label == "SUPPORTED" else None
        found += [case] if case is not None else []
    return found


def _ordered(claims: Sequence[RealClaim], seed: int) -> list[RealClaim]:
    return sorted(claims, key=lambda one: hashlib.sha256(f"{seed} {one.text}".encode()).digest())


def _case(suite: str, one: RealClaim, rules: Sequence[Rule], rng: random.Random) -> Case | None:
    grounds = Grounds(one.evidence, one.text)
    for _ in range(_TRIES):
        for rule in rng.sample(rules, len(rules)):
            if made := list(_alterations(suite, grounds, rule(grounds, rng))):
                claim, altered = rng.choice(made)
                return Case(suite, altered.rule, one.source, altered.premise, claim, altered.hypothesis)
    return None


def _alterations(suite: str, grounds: Grounds, made: Sequence[Contrast]) -> Iterator[tuple[str, Contrast]]:
    """What to ask unaltered, and altered, over one premise."""
    entailed = {one.premise: one.hypothesis for one in made if one.label == "entailment"}
    if suite == "paraphrase":
        yield from ((grounds.text, one) for one in made)
        return
    others = [
        one for one in made if one.label == "contradiction" or (suite == "attribution" and one.label == "neutral")
    ]
    for one in others:
        claim = grounds.text if one.premise == grounds.premise else entailed.get(one.premise)
        turned = one.premise != grounds.premise and suite != "attribution"
        if claim is None or turned or one.hypothesis == claim:
            continue
        yield claim, one


def _rules(suite: str, claims: Sequence[RealClaim]) -> tuple[Rule, ...]:
    if suite != "entity":
        return _RULES[suite]
    names = entity.gather_names(one.evidence for one in claims)
    return (
        replaced.name,
        entity.role,
        entity.compared,
        *(partial(_with_names, rule, names) for rule in entity.NAMED_RULES),
    )


def _with_names(rule: entity.NamedRule, names: entity.Names, grounds: Grounds, rng: random.Random) -> list[Contrast]:
    return rule(grounds, names, rng)


_RULES: Final[Mapping[str, tuple[Rule, ...]]] = MappingProxyType(
    {
        "number": (replaced.number,),
        "date": (replaced.date, replaced.year),
        "negation": (negation.inserted, negation.removed),
        "attribution": (attribution.said, attribution.denied, attribution.unattributed),
        "paraphrase": paraphrase.RULES,
    }
)

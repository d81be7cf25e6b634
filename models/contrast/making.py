"""Runs the rules over real sentences and keeps as many of each label in each family."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final, get_args

from models.contrast import attribution, date, entity, negation, number, order
from models.contrast.entity import Names
from models.contrast.text import usable
from models.contrast.types import Contrast, Grounds, Rule
from models.pairs import NliPair
from models.types import NliLabel

SHARES: Final[Mapping[str, int]] = {
    "number": 30, "date": 18, "negation": 12, "entity": 14, "attribution": 12, "order": 5,
}  # fmt: skip
_LABELS: Final[tuple[NliLabel, ...]] = get_args(NliLabel)


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of one family."""

    name: str
    rules: tuple[Rule, ...]


def families(names: Names) -> tuple[Family, ...]:
    """All of them; those that put another name read it from `names`."""
    named = tuple(partial(_with_names, rule, names) for rule in entity.NAMED_RULES)
    return (
        Family("number", number.RULES), Family("date", date.RULES), Family("negation", negation.RULES),
        Family("entity", (*entity.RULES, *named)), Family("attribution", attribution.RULES),
        Family("order", order.RULES),
    )  # fmt: skip


def make(
    grounds: Sequence[Grounds], pairs: Sequence[NliPair], names: Names, *, count: int, seed: int
) -> list[Contrast]:
    """About `count` contrasts, each once, in an order drawn with the seed: the same arguments, the same list.

    A family has its share of SHARES and, as far as its rules give them, as many of each label. No rule gives more than
    a fifth of a label of its family while others can give it, so that no wording stands for one.
    """
    total = sum(SHARES.values())
    chosen: list[Contrast] = []
    for family in families(names):
        rng = random.Random(f"{seed} {family.name}")  # noqa: S311 - a sample, not a secret
        quota = count * SHARES[family.name] // total
        chosen += _balanced(_groups(family, grounds, pairs, rng), quota)
    unique = list(
        {(one.premise, one.hypothesis): one for one in chosen}.values()
    )  # two families may keep the same text
    random.Random(seed).shuffle(unique)  # noqa: S311 - an order, not a secret
    return unique


def counts(contrasts: Iterable[Contrast]) -> dict[str, Counter[str]]:
    """How many there are of each label, by family and by family/rule."""
    table: dict[str, Counter[str]] = {}
    for one in contrasts:
        table.setdefault(one.family, Counter())[one.label] += 1
        table.setdefault(f"{one.family}/{one.rule}", Counter())[one.label] += 1
    return dict(sorted(table.items()))


def _with_names(rule: entity.NamedRule, names: Names, grounds: Grounds, rng: random.Random) -> list[Contrast]:
    return rule(grounds, names, rng)


def _groups(
    family: Family, grounds: Sequence[Grounds], pairs: Sequence[NliPair], rng: random.Random
) -> Iterator[list[Contrast]]:
    """The contrasts of each ground and rule together, in an order drawn with the generator."""
    sources: list[Grounds | NliPair] = [*grounds]
    if family.name in {"negation", "number"}:
        sources += [pair for pair in pairs if pair.label != "entailment"]
    rng.shuffle(sources)
    for one in sources:
        if isinstance(one, NliPair):
            yield (negation.of_refuted if family.name == "negation" else number.of_neutral)(one, rng)
        else:
            rules = list(family.rules)
            rng.shuffle(rules)
            for rule in rules:
                yield rule(one, rng)


def _balanced(groups: Iterable[list[Contrast]], quota: int) -> list[Contrast]:
    """Contrasts up to the quota: a third of each label, a rule no more than a fifth of a label; each text once."""
    per_label = quota // 3 + 1
    per_rule = max(per_label // 5, 1)
    by_label: Counter[str] = Counter()
    by_rule: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str]] = set()
    chosen: list[Contrast] = []
    spare: list[Contrast] = []

    def take(one: Contrast) -> None:
        key = (one.premise, one.hypothesis)
        if key not in seen and usable(one.hypothesis, longest=45):
            seen.add(key)
            by_label[one.label] += 1
            by_rule[one.label, one.rule] += 1
            chosen.append(one)

    for one in chain.from_iterable(groups):
        if by_label[one.label] < per_label and by_rule[one.label, one.rule] < per_rule:
            take(one)
        elif len(spare) < 6 * quota:
            spare.append(one)
        elif len(chosen) >= quota // 2:
            break
    for one in spare:
        if by_label[one.label] < per_label:
            take(one)
    return chosen

"""Labelled pairs for measuring the checks: claims that have a number or a date, and claims that have none."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol

from verifier.checks.calendar_dates import written_dates
from verifier.checks.figures import values
from verifier.evaluation.tasks import field, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verifier.types import Claim

PairLabel = Literal["entailment", "contradiction"]

SETS: Final[Mapping[str, tuple[str, ...]]] = {
    "train": ("fever_train_joined", "infotabs", "ling_in_loop"),
    "dev": ("fever_rte_dev", "healthver", "scifact"),
}
"""The sets of each split: rules are mended on the first and only reported on the second."""
_AT_ONCE: Final = 128


class Analyser(Protocol):
    """Makes claims of texts, in order. `verifier.claims.extract.ClaimExtractor` is one."""

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]: ...


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A claim beside its evidence. `source` is the set."""

    source: str
    premise: str
    claim: Claim
    label: PairLabel

    @property
    def numbered(self) -> bool:
        """Whether the claim has a quantity or a date."""
        return bool(self.claim.quantities or self.claim.times)


def read_pairs(data: Path, *, split: str, limit: int | None, seed: int, analyser: Analyser) -> list[LabelledPair]:
    """Of each set and label `limit` pairs with a number or a date and as many without, in an order that the seed gives:
    a smaller sample is the beginning of a greater. Neutral pairs are left out. Raises InputUnreadable."""
    return [
        pair
        for source in SETS[split]
        for pair in _sampled(_analysed(data, source, split=split, seed=seed, analyser=analyser), limit)
    ]


def _sampled(found: Iterator[LabelledPair], limit: int | None) -> Iterator[LabelledPair]:
    taken: Counter[tuple[PairLabel, bool]] = Counter()
    for pair in found:
        kind = (pair.label, pair.numbered)
        if limit is None or taken[kind] < limit:
            taken[kind] += 1
            yield pair
            if limit is not None and len(taken) == 4 and min(taken.values()) >= limit:
                return


def _analysed(data: Path, source: str, *, split: str, seed: int, analyser: Analyser) -> Iterator[LabelledPair]:
    """The pairs of a set in the seed's order, in which those that may have a number come before the others' turn."""
    rows = {
        (field(row, "premise"), field(row, "hypothesis")): field(row, "label")
        for row in pairs(data, source)
        if field(row, "split") == split
    }
    ordered = sorted(rows, key=lambda pair: hashlib.sha256(f"{seed} {pair[0]}\n{pair[1]}".encode()).digest())
    decided = [pair for pair in ordered if rows[pair] != "neutral" and pair[1].strip()]
    with_numeral = [pair for pair in decided if values(pair[1]) or written_dates(pair[1])]
    likely = set(with_numeral)
    without = [pair for pair in decided if pair not in likely]
    for start in range(0, max(len(with_numeral), len(without)), _AT_ONCE):
        chunk = with_numeral[start : start + _AT_ONCE] + without[start : start + _AT_ONCE]
        for (premise, _), claim in zip(chunk, analyser.analyse_all([(text, None) for _, text in chunk]), strict=True):
            label: PairLabel = "entailment" if rows[(premise, claim.text)] == "entailment" else "contradiction"
            yield LabelledPair(source, premise, claim, label)

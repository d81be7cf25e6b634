"""What the checks do to labelled pairs: how often they wrongly take support away, and how often they find a change.

Premises are read without title and date, and all their sentences are set against the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from models.metrics import Figure, figures, mean
from verifier.checks import compare
from verifier.checks.figures import values
from verifier.evaluation.altered import altered
from verifier.types import CheckName

if TYPE_CHECKING:
    from models.types import ParsedSentence
    from verifier.clock import Clock
    from verifier.evaluation.check_pairs import Analyser, LabelledPair
    from verifier.judging import Parser
    from verifier.records import Record
    from verifier.types import Check, Claim

NUMBERS: Final[frozenset[CheckName]] = frozenset({"quantity", "date"})
MEANINGS: Final[Mapping[str, str]] = {
    "false_vetoes": "entailed: vetoed by a number",
    "altered_vetoed": "changed: vetoed",
    "altered_contradicted": "changed: contradicted",
    "found": "refuted, other number: vetoed",
    "found_contradicted": "refuted, other number: contradicted",
    "false_name_vetoes": "entailed: vetoed by a name",
    "name_vetoes": "refuted: vetoed by a name",
    "false_said": "entailed: weakened by mood",
    "said": "refuted: weakened by mood",
}
"""What each figure is, in the order of a table. A number is a quantity or a date; "entailed ... by a number" counts the
pairs whose claim has one, "changed" the entailed ones again with another one put in by rule; refuted pairs count "other
number" where the claim has a numeral that the evidence has not, and else where the claim has none. Mood is modality or
attribution. Shares are of the pairs that the figure's n counts."""
_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """A pair with its checks; `changed` are those of the claim with another number or date, None where it has none."""

    pair: LabelledPair
    checks: tuple[Check, ...]
    changed_to: str | None = None
    changed: tuple[Check, ...] | None = None

    @property
    def entailed(self) -> bool:
        return self.pair.label == "entailment"

    @property
    def differs(self) -> bool:
        """Whether the claim has a numeral that the evidence has not, and the evidence has another."""
        theirs = values(self.pair.premise)
        return self.pair.numbered and bool(theirs) and bool(values(self.pair.claim.text) - theirs)


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Figures by the names of `MEANINGS`; `by_set` of each set apart. `ms_per_pair` is what comparing takes, parsing
    set aside."""

    n: int
    figures: Mapping[str, Figure]
    by_set: Mapping[str, Mapping[str, Figure]]
    ms_per_pair: float | None
    parsing_ms_per_pair: float | None

    def record(self) -> Record:
        return {
            "n": self.n,
            "figures": _figures_record(self.figures),
            "by_set": {name: _figures_record(found) for name, found in self.by_set.items()},
            "ms_per_pair": self.ms_per_pair,
            "parsing_ms_per_pair": self.parsing_ms_per_pair,
        }


def check_pairs(
    pairs: Sequence[LabelledPair],
    *,
    parser: Parser,
    analyser: Analyser,
    seed: int,
    clock: Clock,
    on_progress: Callable[[int], None],
) -> list[CheckedPair]:
    """The checks of all pairs, and of the entailed ones again with another number or date."""
    found: list[CheckedPair] = []
    for start in range(0, len(pairs), _AT_ONCE):
        chunk = pairs[start : start + _AT_ONCE]
        with clock.stage("parse"):
            evidence = parser.parse_all([pair.premise for pair in chunk])
            claims = parser.parse_all([pair.claim.text for pair in chunk])
        texts = [altered(one.claim, one.premise, seed=seed) if one.label == "entailment" else None for one in chunk]
        changed = iter(analyser.analyse_all([(text, None) for text in texts if text is not None]))
        for pair, claim, parsed, text in zip(chunk, claims, evidence, texts, strict=True):
            with clock.stage("compare"):
                checks = compare(pair.claim, pair.claim.text, parsed, evidence_date=None, claim_sentences=claim)
            again = None if text is None else _numbers(next(changed), parsed)
            found.append(CheckedPair(pair, checks, text, again))
        on_progress(len(found))
    return found


def measure_checks(checked: Sequence[CheckedPair], timings: Mapping[str, float]) -> CheckFigures:
    """All figures of these pairs, with 95 % bootstrap intervals over pairs."""
    sources = dict.fromkeys(one.pair.source for one in checked)
    by_set = {name: _figures([one for one in checked if one.pair.source == name]) for name in sources}
    return CheckFigures(
        len(checked),
        _figures(checked),
        by_set,
        _ms(timings.get("compare"), len(checked)),
        _ms(timings.get("parse"), len(checked)),
    )


def vetoed_by(checks: Sequence[Check], names: frozenset[CheckName]) -> bool:
    return any(check.effect == "veto" for check in checks if check.name in names)


def _numbers(claim: Claim, parsed: Sequence[ParsedSentence]) -> tuple[Check, ...]:
    return compare(claim, claim.text, parsed, evidence_date=None)


def _ms(seconds: float | None, n: int) -> float | None:
    return None if seconds is None or not n else round(1_000 * seconds / n, 3)


def _figures(checked: Sequence[CheckedPair]) -> dict[str, Figure]:
    statistics, among = {}, {}
    for name, (hit, counted) in _SHARES.items():
        where = np.array([counted(one) for one in checked], dtype=np.float64)
        statistics[name] = mean(np.array([hit(one) for one in checked], dtype=np.float64), where)
        among[name] = int(where.sum())
    return figures(len(checked), statistics, among=among)


def _figures_record(found: Mapping[str, Figure]) -> Record:
    return {name: {"value": one.value, "n": one.n, "interval": one.interval} for name, one in found.items()}


Test = Callable[[CheckedPair], bool]


def _vetoed(*names: CheckName) -> Test:
    return lambda one: vetoed_by(one.checks, frozenset(names))


def _weakened(one: CheckedPair) -> bool:
    return any(check.effect != "none" for check in one.checks if check.name in ("modality", "attribution"))


def _contradicted(checks: Sequence[Check]) -> bool:
    return any(check.outcome == "contradicted" for check in checks if check.name in NUMBERS)


def _entailed(one: CheckedPair) -> bool:
    return one.entailed


def _entailed_numbered(one: CheckedPair) -> bool:
    return one.entailed and one.pair.numbered


def _changed(one: CheckedPair) -> bool:
    return one.changed is not None


def _refuted_differs(one: CheckedPair) -> bool:
    return not one.entailed and one.differs


def _refuted_plain(one: CheckedPair) -> bool:
    return not one.entailed and not one.pair.numbered


# What is counted as a hit, and among which pairs.
_SHARES: Final[Mapping[str, tuple[Test, Test]]] = {
    "false_vetoes": (_vetoed("quantity", "date"), _entailed_numbered),
    "altered_vetoed": (lambda one: vetoed_by(one.changed or (), NUMBERS), _changed),
    "altered_contradicted": (lambda one: _contradicted(one.changed or ()), _changed),
    "found": (_vetoed("quantity", "date"), _refuted_differs),
    "found_contradicted": (lambda one: _contradicted(one.checks), _refuted_differs),
    "false_name_vetoes": (_vetoed("name"), _entailed),
    "name_vetoes": (_vetoed("name"), _refuted_plain),
    "false_said": (_weakened, _entailed),
    "said": (_weakened, _refuted_plain),
}

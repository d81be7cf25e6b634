"""The rules that turn weighed evidence into a label. Pure: no model, no collection, no clock.

Each side is judged by its best independent source, never by an average, so that unrelated documents change nothing.
Where both sides stand they conflict, unless the claim is of a state that can change and one side is older: then the
newer one stands. Confidence here is a stated function of what was read; `verifier.calibration` turns the same signals
into a probability:

- SUPPORTED and REFUTED: the strength s of the best source; an agreeing (for REFUTED: a contradicted) amount or date
  halves what is missing to 1; a source on the other side that stays below its bar takes away half of its strength.
- CONFLICTING: the strength of the weaker side.
- NOT_ENOUGH_EVIDENCE: one minus the greatest probability that the judge gives either side in a passage about the
  claim, vetoed or not; 1 where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from verifier import reasons
from verifier.bearing import may_support
from verifier.noting import (
    disagreeing,
    entailed,
    leaning_both_ways,
    notes,
    refuting_reasons,
    superseded,
    undecided_reasons,
)
from verifier.types import Label, Reason, Signals
from verifier.weighing import Weighed, sides

if TYPE_CHECKING:
    from verifier.evidence import Gathered
    from verifier.settings import VerificationSettings
    from verifier.types import Claim, SentenceKind

_NOT_CHECKABLE: dict[SentenceKind, str] = {
    "question": "a question",
    "opinion": "an opinion",
    "prediction": "a prediction",
    "promise": "a promise",
    "fragment": "a fragment of a sentence",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A label with what it rests on: `deciding` first, then `others`, both strongest and nearest first.

    `older` are the superseded sources of the other side, which stand among `others` too. `parts` are the decisions on
    the parts of a claim that was joined from them. `withheld` is a label that was not sure enough for the error rate
    asked for.
    """

    label: Label
    confidence: float
    reasons: tuple[Reason, ...]
    deciding: tuple[Weighed, ...] = ()
    others: tuple[Weighed, ...] = ()
    signals: Signals = field(default_factory=Signals)
    older: tuple[Weighed, ...] = ()
    parts: tuple[DecidedPart, ...] = ()
    withheld: Label | None = None


@dataclass(frozen=True, slots=True)
class DecidedPart:
    """A part of a claim, as a claim of its own, and the decision on it."""

    text: str
    decision: Decision


def not_checkable(claim: Claim, *, language: str | None) -> Reason | None:
    """Why a claim is not looked up at all, or None. `language` is its ISO 639-1 code where that can be told."""
    if language is not None and language != "en":
        return Reason(
            reasons.UNSUPPORTED_LANGUAGE, f"The claim seems to be written in '{language}'; only English is read."
        )
    if len(claim.text.split()) < 2:
        return Reason(reasons.CLAIM_NOT_CHECKABLE, "A single word states nothing that could be checked.")
    what = _NOT_CHECKABLE.get(claim.kind)
    if what is None:
        return None
    return Reason(
        reasons.CLAIM_NOT_CHECKABLE, f"The claim reads as {what}, which evidence cannot show to be so or not."
    )


def abstain(reason: Reason) -> Decision:
    """NOT_ENOUGH_EVIDENCE without having read anything."""
    return Decision("NOT_ENOUGH_EVIDENCE", 1.0, (reason,))


def decide(gathered: Gathered, weighed: Sequence[Weighed], settings: VerificationSettings) -> Decision:
    """The verdict on one claim by everything that was read for it."""
    return _Rules(gathered, weighed, settings).decision()


def strength(weighed: Weighed) -> float:
    return max(weighed.support, weighed.refute)


class _Rules:
    """The rules over what was read for one claim."""

    def __init__(self, gathered: Gathered, weighed: Sequence[Weighed], settings: VerificationSettings) -> None:
        self._gathered = gathered
        self._weighed = weighed
        self._settings = settings

    def decision(self) -> Decision:
        settings, sided = self._settings, _one_side_a_document(self._weighed)
        # what supports the part of a claim that was read does not support it; what refutes the part does refute it
        supporting = _ranked(
            [one for one in sided if one.support >= settings.support_threshold and not self._gathered.claim_unread]
        )
        refuting = _ranked([one for one in sided if one.refute >= settings.refute_threshold])
        standing = tuple(one for one in refuting if one.by_check or one.refute >= settings.conflict_threshold)
        if supporting and standing:
            newer = self._newer(supporting, standing)
            if newer is None:
                return self._conflicting(supporting, standing)
            older = standing if newer == "SUPPORTED" else supporting
            stands = _later_than(_newest(older), supporting if newer == "SUPPORTED" else standing)
            return self._one_sided(newer, stands, older)
        if supporting:
            return self._one_sided("SUPPORTED", supporting, ())
        if refuting and not self._is_opposed(refuting):
            return self._one_sided("REFUTED", refuting, ())
        return self._undecided(refuting)

    def _is_opposed(self, refuting: Sequence[Weighed]) -> bool:
        """Whether something that was read leans to the claim, so that evidence against it does not refute; an amount
        or a date of the same event does."""
        leaning = max(one.support for one in self._weighed)
        return leaning >= self._settings.opposed_floor and not any(one.by_check for one in refuting)

    def _newer(self, supporting: Sequence[Weighed], refuting: Sequence[Weighed]) -> Label | None:
        """The side whose newest evidence came so long after all of the other that things may have changed meanwhile;
        None where there is none, a date is missing, or the claim is of what stays as it was."""
        sides_ = (*supporting, *refuting)
        if not self._gathered.question.changeable or any(one.candidate.document.published_at is None for one in sides_):
            return None
        later = (_newest(supporting) - _newest(refuting)).days
        if abs(later) < max(1, self._settings.superseded_days) or self._is_of_the_past(supporting, refuting):
            return None
        return "SUPPORTED" if later > 0 else "REFUTED"

    def _is_of_the_past(self, supporting: Sequence[Weighed], refuting: Sequence[Weighed]) -> bool:
        """Whether the claim names a time that was over when the older side was published."""
        older = min(_newest(supporting), _newest(refuting))
        return any(time.end is not None and time.end <= older for time in self._gathered.question.claim.times)

    def _one_sided(self, label: Label, deciding: tuple[Weighed, ...], older: tuple[Weighed, ...]) -> Decision:
        best = deciding[0]
        found = [entailed(best)] if label == "SUPPORTED" else refuting_reasons(best)
        if older:
            found.append(superseded(older[0], newest=_newest(deciding)))
        opposed = max((one.refute if label == "SUPPORTED" else one.support for one in self._weighed), default=0.0)
        return Decision(
            label,
            _confidence(best, opposed, label),
            (*found, *self._notes(label, deciding)),
            deciding,
            self._rest(deciding),
            self._signals(label, deciding),
            older,
        )

    def _conflicting(self, supporting: tuple[Weighed, ...], refuting: tuple[Weighed, ...]) -> Decision:
        heads = (supporting[0], refuting[0])
        deciding = (*heads, *_ranked([*supporting[1:], *refuting[1:]]))
        return Decision(
            "CONFLICTING",
            min(strength(head) for head in heads),
            (
                disagreeing(*heads),
                entailed(heads[0]),
                *refuting_reasons(heads[1]),
                *self._notes("CONFLICTING", deciding),
            ),
            deciding,
            self._rest(deciding),
            self._signals("CONFLICTING", deciding),
        )

    def _undecided(self, opposed: Sequence[Weighed]) -> Decision:
        """`opposed` speaks against the claim, and something else leans to it."""
        label: Label = "NOT_ENOUGH_EVIDENCE"
        about = [sides(one.candidate) for one in self._weighed if may_support(one.candidate, self._settings)]
        nearest = tuple(sorted(self._weighed, key=lambda one: (-strength(one), -one.candidate.relevance)))
        relevance = max((one.candidate.relevance for one in self._weighed), default=0.0)
        return Decision(
            label,
            1.0 - max((max(both) for both in about), default=0.0),
            (
                *(leaning_both_ways(one) for one in opposed[:1]),
                *undecided_reasons(self._gathered, self._weighed, self._settings),
                *self._notes(label, ()),
            ),
            (),
            nearest,
            Signals(
                _rounded(max((entails for entails, _ in about), default=0.0)),
                _rounded(max((contradicts for _, contradicts in about), default=0.0)),
                _rounded(relevance),
            ),
        )

    def _signals(self, label: Label, deciding: Sequence[Weighed]) -> Signals:
        best = deciding[0]
        outcomes = [check.outcome for check in best.checks if check.name in ("quantity", "date")]
        return Signals(
            entailment=_rounded(max(one.support for one in self._weighed)),
            contradiction=_rounded(max(one.refute for one in self._weighed)),
            relevance=_rounded(best.candidate.relevance),
            sources=len({one.candidate.document.id for one in deciding}),
            agreeing=sum(outcome in ("match", "within_rounding") for outcome in outcomes),
            contradicted=outcomes.count("contradicted"),
        )

    def _notes(self, label: Label, deciding: Sequence[Weighed]) -> list[Reason]:
        return notes(self._gathered, self._weighed, deciding, label=label, settings=self._settings)

    def _rest(self, deciding: Sequence[Weighed]) -> tuple[Weighed, ...]:
        taken = {one.candidate.passage.id for one in deciding}
        return tuple(one for one in self._weighed if one.candidate.passage.id not in taken)


def _one_side_a_document(weighed: Sequence[Weighed]) -> list[Weighed]:
    """A document stands on the side of its strongest passage; it never disagrees with itself."""
    sides: dict[str, tuple[float, bool]] = {}
    for one in weighed:
        side = (strength(one), one.support >= one.refute)
        sides[one.candidate.document.id] = max(sides.get(one.candidate.document.id, side), side)
    return [one for one in weighed if (one.support >= one.refute) == sides[one.candidate.document.id][1]]


def _ranked(weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    return tuple(
        sorted(
            weighed,
            key=lambda one: (
                -strength(one),
                -one.candidate.relevance,
                one.candidate.document.id,
                one.candidate.passage.span,
                one.candidate.passage.id,
            ),
        )
    )


def _newest(weighed: Sequence[Weighed]) -> date:
    """The latest day of publication of evidence that is dated."""
    return max(day for one in weighed if (day := one.candidate.document.published_at) is not None)


def _later_than(day: date, weighed: tuple[Weighed, ...]) -> tuple[Weighed, ...]:
    return tuple(one for one in weighed if (found := one.candidate.document.published_at) is not None and found > day)


def _confidence(best: Weighed, opposed: float, label: Label) -> float:
    wanted = ("match", "within_rounding") if label == "SUPPORTED" else ("contradicted",)
    agreeing = any(check.outcome in wanted for check in best.checks if check.name in ("quantity", "date"))
    base = 1.0 - (1.0 - strength(best)) * (0.5 if agreeing else 1.0)
    return base * (1.0 - 0.5 * opposed)


def _rounded(value: float) -> float:
    """Four decimals: what is published of a signal is what confidence is reckoned from."""
    return round(value, 4)

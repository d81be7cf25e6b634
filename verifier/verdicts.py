"""From a decision to a verdict: confidence as a probability, answers that are not sure enough withheld, the evidence
that is shown, and the explanation.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from models.types import Stance
from verifier import reasons
from verifier.claims.standing import left_open
from verifier.explain import explain
from verifier.records import dumps, provenance_record, rounded
from verifier.types import ANSWERS, Claim, Coverage, Evidence, Provenance, Reason, Selection, Verdict

if TYPE_CHECKING:
    from verifier.calibration import Calibration
    from verifier.decide import Decision
    from verifier.evidence import Question
    from verifier.settings import VerificationSettings
    from verifier.weighing import Weighed

_ID_DIGITS = 16
_OF_ANSWERS = frozenset({reasons.ENTAILED, reasons.CONTRADICTED, reasons.SOURCES_DISAGREE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as it was asked: what is looked up, the last day whose evidence may be used, and the caller's id."""

    question: Question
    as_of: date | None
    id: str | None


class VerdictMaker:
    """Makes the verdicts of one call. `calibration` is one of the judge that read, None where there is none; then
    confidence is the decision's own, and no error rate can have been asked for."""

    def __init__(self, provenance: Provenance, settings: VerificationSettings, calibration: Calibration | None) -> None:
        self._provenance = provenance
        self._settings = settings
        self._calibration = calibration

    def verdict(self, asked: Asked, decision: Decision, coverage: Coverage) -> Verdict:
        selected, selection = self._selected(_of_clear(asked.question.claim, self._calibrated(decision)))
        shown = shown_of(selected, self._settings.evidence_shown)
        claim = asked.question.claim
        return Verdict(
            id=asked.id or _verdict_id(asked, self._provenance),
            claim=claim,
            label=selected.label,
            confidence=rounded(selected.confidence),
            evidence=tuple(_evidence(one, part) for one, part in shown),
            reasons=selected.reasons,
            coverage=coverage,
            provenance=self._provenance,
            explanation=explain(selected, claim.text, cited=[one for one, _ in shown]).text,
            signals=decision.signals,
            selection=selection,
        )

    def _calibrated(self, decision: Decision) -> Decision:
        found = None if self._calibration is None else self._calibration.confidence(decision.label, decision.signals)
        return decision if found is None else replace(decision, confidence=found)

    def _selected(self, decision: Decision) -> tuple[Decision, Selection | None]:
        rate, calibration = self._settings.max_error_rate, self._calibration
        if calibration is None:
            return decision, None
        if rate is None:
            least = self._settings.least_confidence
            sure = decision.label not in ANSWERS or decision.confidence >= least
            return (decision if sure else _unsure(decision, least)), None
        stands = calibration.answers(decision.label, decision.confidence, max_error_rate=rate)
        selection = Selection(
            rate, None if stands else decision.label, calibration.expected_answers(rate), calibration.claims
        )
        return (decision if stands else _withheld(decision, rate, calibration)), selection


def _of_clear(claim: Claim, decision: Decision) -> Decision:
    """No answer for a claim of an article that leaves open what it speaks of: evidence about another one would fit."""
    if not claim.ambiguities:
        return decision
    reason = Reason(reasons.CLAIM_UNCLEAR, f"The claim leaves open what it speaks of: {left_open(claim)}.")
    if decision.label not in ANSWERS:
        # of whom "they" speaks no part of the claim tells, so that no part is covered
        told = [one for one in decision.reasons if one.code != reasons.PART_UNCOVERED]
        return replace(decision, reasons=(*told, reason))
    return _undecided(decision, reason)


def _withheld(decision: Decision, rate: float, calibration: Calibration) -> Decision:
    point = calibration.cuts(rate).get(decision.label)
    needed = (
        f"{point.threshold:.2f} is needed"
        if point is not None
        else "the held-out claims with this label are too few or too often wrong to promise it"
    )
    detail = (
        f"The evidence points to {decision.label} with confidence {decision.confidence:.2f}; for an error rate of at "
        f"most {rate:g} {needed}."
    )
    return _undecided(decision, Reason(reasons.ABOVE_MAX_ERROR_RATE, detail))


def _unsure(decision: Decision, least: float) -> Decision:
    reached = f"{decision.label} with confidence {decision.confidence:.2f}"
    detail = f"The evidence points to {reached}; at least {least:g} is needed."
    return _undecided(decision, Reason(reasons.LOW_CONFIDENCE, detail))


def _undecided(decision: Decision, reason: Reason) -> Decision:
    """NOT_ENOUGH_EVIDENCE in the place of a label that is not sure enough; its confidence is the probability that the
    label would have been wrong. That the evidence says so, or otherwise, is then no reason."""
    told = [one for one in decision.reasons if one.code not in _OF_ANSWERS]
    return replace(
        decision,
        label="NOT_ENOUGH_EVIDENCE",
        confidence=1.0 - decision.confidence,
        reasons=(reason, *told),
        withheld=decision.label,
    )


def shown_of(decision: Decision, count: int) -> list[tuple[Weighed, str | None]]:
    """The passages that a verdict lists, with the part of the claim that each is about: first what decides, on every
    side and for every part, then the rest; all that decide parts, and at least `count` where there are so many."""
    if decision.parts:
        heads: list[tuple[Weighed, str | None]] = [(part.decision.deciding[0], part.text) for part in decision.parts]
        taken = {one.candidate.passage.id for one, _ in heads}
        rest = [(one, None) for one in decision.others if one.candidate.passage.id not in taken]
        return [*heads, *rest[: max(0, count - len(heads))]]
    first = (*decision.deciding[:1], *decision.older[:1])
    taken = {one.candidate.passage.id for one in first}
    later = (one for one in (*decision.deciding, *decision.others) if one.candidate.passage.id not in taken)
    whole: list[tuple[Weighed, str | None]] = [(one, None) for one in (*first, *later)]
    return whole[:count]


def nothing_read(question: Question) -> Coverage:
    return Coverage(0, 0, 0, 0, 0, 0, 0, 0, evidence_after=None, evidence_before=question.before)


def _evidence(weighed: Weighed, part: str | None) -> Evidence:
    stance = weighed.focus.reading.stance
    return Evidence(
        document=weighed.candidate.document,
        passage=weighed.candidate.passage,
        sentences=weighed.focus.reading.sentences,
        stance=Stance(rounded(stance.entailment), rounded(stance.neutral), rounded(stance.contradiction)),
        similarity=rounded(weighed.candidate.similarity),
        checks=weighed.checks,
        part=part,
    )


def _verdict_id(asked: Asked, provenance: Provenance) -> str:
    """The first 64 bits of the sha256 of all that the verdict depends on."""
    span = asked.question.claim.span
    named = {
        "text": asked.question.claim.text,
        "span": None if span is None else [span.start, span.end],
        "as_of": None if asked.as_of is None else asked.as_of.isoformat(),
        "provenance": provenance_record(provenance),
    }
    return hashlib.sha256(dumps(named).encode(errors="surrogatepass")).hexdigest()[:_ID_DIGITS]

"""How one passage stands to a claim: which of its readings counts, and how strongly it speaks for and against.

Pure functions of what was read; nothing here looks at a second passage, which is why one more passage, whatever it
says, never changes the weight of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from verifier.bearing import may_refute, may_refute_by_check, may_support
from verifier.evidence import Candidate, Reading
from verifier.reading import sentence_shares
from verifier.wording import wording

if TYPE_CHECKING:
    from models.types import Span
    from verifier.settings import VerificationSettings
    from verifier.types import Check, CheckName

REFUTING_CHECKS: Final[frozenset[CheckName]] = frozenset({"quantity", "date"})
"""Another amount or another day of the same event refutes; another name, speaker or mood only fails to support."""
_LOWERED: Final = 0.9
"""The share of `support_threshold` that lowered support reaches at most."""


@dataclass(frozen=True, slots=True)
class Focus:
    """The reading that speaks for a passage, and the sentences that it rests on."""

    reading: Reading
    leans: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with its checks. `support` and `refute` are strengths in [0, 1], 0 where the passage may not decide;
    `by_check` tells that a comparison, and not the judge alone, stands against the claim."""

    candidate: Candidate
    focus: Focus
    checks: tuple[Check, ...]
    support: float
    refute: float
    by_check: bool

    @property
    def contradicted(self) -> frozenset[CheckName]:
        return contradicted_by(self.checks)


def focus_of(candidate: Candidate, claim_text: str, settings: VerificationSettings) -> Focus:
    """The reading that counts: on the passage's side the strongest of the fewest sentences that carry it.

    Where no reading leans to a side, the sentence that repeats most of the claim is shown.
    """
    entails, contradicts = sides(candidate)
    if max(entails, contradicts) < settings.reread_threshold:
        return Focus(_nearest(candidate, claim_text), leans=False)
    supports = entails >= contradicts
    needed = min(max(entails, contradicts), settings.support_threshold if supports else settings.refute_threshold)
    carrying = [reading for reading in candidate.close if _on_side(reading, supports=supports) >= needed]
    fewest = min((len(reading.sentences) for reading in carrying), default=0)
    readings = [one for one in carrying if len(one.sentences) == fewest] or list(candidate.whole)
    strongest = max(readings, key=lambda reading: (_on_side(reading, supports=supports), -reading.sentences[0].start))
    return Focus(strongest, leans=True)


def sides(candidate: Candidate) -> tuple[float, float]:
    """(entailment, contradiction) of a passage, each by its strongest reading.

    Sentences out of their context count only as far as the whole passage does not say the opposite.
    """
    whole_for = max((one.stance.entailment for one in candidate.whole), default=0.0)
    whole_against = max((one.stance.contradiction for one in candidate.whole), default=0.0)
    single_for = max((one.stance.entailment for one in candidate.close), default=0.0)
    single_against = max((one.stance.contradiction for one in candidate.close), default=0.0)
    return max(whole_for, min(single_for, 1.0 - whole_against)), max(
        whole_against, min(single_against, 1.0 - whole_for)
    )


def weigh(candidate: Candidate, focus: Focus, checks: Sequence[Check], settings: VerificationSettings) -> Weighed:
    """The strengths of a passage for and against.

    The judge's probability counts where it leans to a side at all, and where the passage is about the claim. A check
    whose effect is a veto takes the support away; one that lowers it leaves less than carries SUPPORTED. A contradicted
    amount or date turns the passage against the claim where the rest is the same: the sentences repeat most of the
    claim, or the judge leans. Where amount and date both differ, the passage speaks of another event, and the judge
    alone must be sure.
    """
    entails, contradicts = (side if side >= settings.reread_threshold else 0.0 for side in sides(candidate))
    against = contradicted_by(checks)
    support = _left(entails, checks, settings) if may_support(candidate, settings) else 0.0
    refute, by_check = 0.0, False
    if may_refute_by_check(candidate, settings) and _check_refutes(focus, against, settings):
        by_check = True
        refute = max(contradicts, settings.refute_threshold, 1.0 - focus.reading.stance.neutral)
    elif may_refute(candidate, settings):
        sure = contradicts >= settings.conflict_threshold
        if sure or not (_agrees(checks) or len(against) > 1):
            refute = contradicts
    if refute > support:
        support = 0.0
    return Weighed(candidate, focus, tuple(checks), support, refute if support == 0.0 else 0.0, by_check)


def _left(entails: float, checks: Sequence[Check], settings: VerificationSettings) -> float:
    """What the checks leave of support: lowered support never carries a label, and still stands against the other."""
    if vetoed(checks):
        return 0.0
    lowered = any(check.effect == "lower" for check in checks)
    return min(entails, _LOWERED * settings.support_threshold) if lowered else entails


def vetoed(checks: Sequence[Check]) -> bool:
    """Whether a check takes support away: what is contradicted, and what the evidence does not give."""
    return any(check.effect == "veto" or check.outcome == "contradicted" for check in checks)


def contradicted_by(checks: Sequence[Check]) -> frozenset[CheckName]:
    return frozenset(check.name for check in checks if check.outcome == "contradicted")


def _agrees(checks: Sequence[Check]) -> bool:
    """Whether an amount was compared and found to be the same: then numbers are not what the judge stumbles over."""
    quantities = [check.outcome for check in checks if check.name == "quantity"]
    return bool(quantities) and all(outcome in ("match", "within_rounding") for outcome in quantities)


def _check_refutes(focus: Focus, against: frozenset[CheckName], settings: VerificationSettings) -> bool:
    if len(against) != 1 or not against <= REFUTING_CHECKS:
        return False
    leans = 1.0 - focus.reading.stance.neutral >= settings.reread_threshold
    return focus.reading.overlap >= (settings.same_event_overlap if leans else settings.same_statement_overlap)


def _on_side(reading: Reading, *, supports: bool) -> float:
    return reading.stance.entailment if supports else reading.stance.contradiction


def _nearest(candidate: Candidate, claim_text: str) -> Reading:
    """The sentence that repeats most of the claim, with what was read of it, or else of the passage."""
    claim = wording(claim_text)
    share, sentence = max(sentence_shares(candidate, claim), key=lambda one: (one[0], -one[1].start))
    for reading in candidate.single:
        if reading.sentences == (sentence,):
            return reading
    around = [reading for reading in candidate.whole if _reaches(reading, sentence)] or list(candidate.whole)
    window = min(around, key=lambda reading: reading.stance.neutral)
    return Reading((sentence,), window.stance, share)


def _reaches(reading: Reading, sentence: Span) -> bool:
    return any(one == sentence for one in reading.sentences)

"""How an interval of a claim stands to one of the evidence.

Let C be the claim's interval and E the evidence's, both closed, None meaning open.

- E inside C: match; within_rounding where one of the two is an approximation.
- E and C overlap otherwise, so the evidence is vaguer than the claim: match where C lies in a closed range E,
  within_rounding where it lies in what an open or rough E suggests ("more than 2,000" suggests less than twice that),
  else not_comparable.
- Two ranges with one end in common, and a bound that excludes more than the evidence's: not_comparable.
- A bound ten times away from the other number is allowed by logic but is hardly the same amount: not_comparable.
- E and C apart: within_rounding where the gap is no more than the rounding that the claim's number shows (the
  evidence's too where it is an approximation), not_comparable where it is under 5 % of the larger, else contradicted.
  A claim is not to be finer than its evidence: 2,174 confirms "2,000", 2,000 does not confirm "2,174".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from verifier.types import CheckOutcome

_SUGGESTED = 2.0  # "more than v" is hardly said of more than 2 v
_FAR = 10.0
_CLOSE = 0.05
_NEAR = 0.02


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval with how it was said. `slack` is the rounding that its number shows, in its unit; `counts` says that
    it is a small whole number of things, which people do not round."""

    low: float
    high: float
    rough: bool
    slack: float
    counts: bool

    def times(self, factor: float) -> Amount:
        if factor == 1.0:
            return self
        return Amount(self.low * factor, self.high * factor, self.rough, self.slack * factor, counts=False)

    @property
    def centre(self) -> float:
        """The number itself: the middle, or the bound of an open interval."""
        if math.isinf(self.low):
            return self.high
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2


def stand(claim: Amount, evidence: Amount) -> CheckOutcome:
    """The outcome for two amounts in the same unit."""
    tiny = 1e-9 * max(abs(claim.centre), abs(evidence.centre), 1e-9)
    gap = max(claim.low - evidence.high, evidence.low - claim.high, 0.0)
    if gap > tiny:
        return _apart(claim, evidence, gap)
    if _far(claim, evidence) or _bounded_otherwise(claim, evidence, tiny):
        return "not_comparable"
    if claim.low - tiny <= evidence.low and evidence.high <= claim.high + tiny:
        same = abs(claim.centre - evidence.centre) <= tiny
        return "within_rounding" if (claim.rough or evidence.rough) and not same else "match"
    return _vaguer(claim, evidence, tiny)


def allows(claim: Amount, evidence: Amount) -> bool:
    """Whether what cannot be set against the claim's amount is still as the claim says: on its side of an open bound
    ("over a million" of 3 million), or so near to it that either may be the rounding of the other.

    An amount far beyond the bound ("over 2,000" of 20,000) is true by the letter, and still the mark of a wrong figure.
    """
    if math.isinf(claim.high - claim.low):
        far = math.isinf(claim.high) and evidence.high >= _FAR * claim.low
        met = claim.low <= evidence.low and evidence.high <= claim.high and evidence.low > -math.inf
        return met and not far
    near = abs(claim.centre - evidence.centre) <= _NEAR * max(abs(claim.centre), abs(evidence.centre))
    exact = (claim.low, evidence.low) == (claim.high, evidence.high)
    return exact and near and not (claim.counts and evidence.counts)


def _bounded_otherwise(claim: Amount, evidence: Amount, tiny: float) -> bool:
    """Two ranges with other ends, or two bounds of which the claim's excludes more: the one does not follow."""
    if claim.rough or evidence.rough:
        return False
    if math.isinf(claim.high) and math.isinf(evidence.high):
        return claim.low > evidence.low + tiny
    if math.isinf(claim.low) and math.isinf(evidence.low):
        return claim.high < evidence.high - tiny
    ranges = all(not math.isinf(one.high - one.low) and one.high - one.low > tiny for one in (claim, evidence))
    return ranges and (abs(claim.low - evidence.low) > tiny) != (abs(claim.high - evidence.high) > tiny)


def _far(claim: Amount, evidence: Amount) -> bool:
    open_ended = math.isinf(claim.high - claim.low) or math.isinf(evidence.high - evidence.low)
    small, large = sorted((abs(claim.centre), abs(evidence.centre)))
    return open_ended and large >= _FAR * small and large > 0


def _vaguer(claim: Amount, evidence: Amount, tiny: float) -> CheckOutcome:
    """The evidence leaves more open than the claim: it agrees where the claim lies in what it suggests."""
    low = evidence.low if not math.isinf(evidence.low) else evidence.high / _SUGGESTED
    high = evidence.high if not math.isinf(evidence.high) else evidence.low * _SUGGESTED
    if not (evidence.low - tiny <= claim.centre <= evidence.high + tiny and low - tiny <= claim.centre <= high + tiny):
        return "not_comparable"
    closed = not math.isinf(high - low) and not math.isinf(evidence.high - evidence.low)
    return "match" if closed and not (claim.rough or evidence.rough) else "within_rounding"


def _apart(claim: Amount, evidence: Amount, gap: float) -> CheckOutcome:
    if claim.counts and evidence.counts:
        return "contradicted"
    slack = max(claim.slack, evidence.slack) if evidence.rough else claim.slack
    if gap <= slack * (1 + 1e-9):
        return "within_rounding"
    larger = max(abs(claim.centre), abs(evidence.centre))
    return "not_comparable" if gap <= _CLOSE * larger else "contradicted"

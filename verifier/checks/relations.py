"""What two amounts are over ("an hour", "per 100,000 people"), and which part they play in a change."""

from __future__ import annotations

import re
from typing import Final

from verifier.types import Change

_COUNTED: Final = re.compile(r"(?P<count>[0-9.e+]+) (?P<of>.+)")


def base_factor(claim: str | None, evidence: str | None) -> float | None:
    """What an amount of the evidence is multiplied by to be over the claim's base; None where the bases differ.

    An amount that tells no base may be over any. Days are not turned into years: a year has busier days than others.
    """
    if claim is None or evidence is None or claim == evidence:
        return 1.0
    (ours, one), (theirs, other) = _parted(claim), _parted(evidence)
    return ours / theirs if one == other else None


def _parted(per: str) -> tuple[float, str]:
    """ "100000 person" as (100000, "person")."""
    counted = _COUNTED.fullmatch(per)
    return (1.0, per) if counted is None else (float(counted["count"]), counted["of"])


def other_part(claim: Change | None, evidence: Change | None) -> str | None:
    """How the evidence's amount plays another part in a change than the claim's; None where it need not."""
    if claim is None or evidence is None or claim == evidence:
        return None
    said = {"by": "the change itself", "to": "what a change led to", "from": "what a change began from"}
    return f"which is {said[evidence]}"

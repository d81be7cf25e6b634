"""What a cascade costs: how often the verdict is the one that reading everything would have given.

Reading everything means that the judge reads every passage that was found near a claim (`passages_read` as many as
`passages_found`); the cascade lets it read what the screen picks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from models.metrics import Confusion, figures, mean
from verifier.types import ClaimRequest, Label

if TYPE_CHECKING:
    from models.metrics import Figure
    from verifier.evaluation.tasks import LabelledClaim
    from verifier.pipeline import Verifier
    from verifier.records import Record
    from verifier.types import Verdict

AT_ONCE: Final = 16
_LABELS: Final[tuple[Label, ...]] = get_args(Label)


@dataclass(frozen=True, slots=True)
class Screening:
    """`same` is the share of claims with the same label, `same_evidence` of those whose first evidence is the same
    passage too; the windows are those that the judge read. `confusion` is full to cascade to count."""

    same: Figure
    same_evidence: Figure
    confusion: Mapping[Label, Mapping[Label, int]]
    windows_full: int
    windows_cascade: int

    def record(self) -> Record:
        return {
            "n": self.same.n,
            "same_label": self.same.value,
            "same_label_interval": self.same.interval,
            "same_label_and_evidence": self.same_evidence.value,
            "confusion": {label: dict(row) for label, row in self.confusion.items()},
            "windows_judged_full": self.windows_full,
            "windows_judged_cascade": self.windows_cascade,
        }


def evaluate_screening(
    claims: Sequence[LabelledClaim], verifier: Verifier, *, on_progress: Callable[[int], None] = lambda done: None
) -> Screening:
    """Verifies every claim twice with a verifier that has a screen; `on_progress` gets the claims done.

    Raises what verifying raises, and SettingsInvalid for a verifier without a screen.
    """
    settings = verifier.settings
    cascade = verifier.with_settings(replace(settings, cascade=True))
    full = verifier.with_settings(replace(settings, cascade=False, passages_read=settings.passages_found))
    pairs: list[tuple[Verdict, Verdict]] = []
    for start in range(0, len(claims), AT_ONCE):
        asked = [ClaimRequest(one.text, id=one.id) for one in claims[start : start + AT_ONCE]]
        # Everything first: where readings are remembered, the judge has then read what the screen may pick.
        pairs += zip(full.check(asked), cascade.check(asked), strict=True)
        on_progress(len(pairs))
    return compared(pairs)


def compared(pairs: Sequence[tuple[Verdict, Verdict]]) -> Screening:
    """The figures of (full, cascade) verdicts on the same claims."""
    same = [one.label == other.label for one, other in pairs]
    passages = [_first_passage(one) == _first_passage(other) for one, other in pairs]
    both = [label and passage for label, passage in zip(same, passages, strict=True)]
    found = figures(
        len(pairs),
        {"same": mean(np.array(same, dtype=np.float64)), "both": mean(np.array(both, dtype=np.float64))},
    )
    return Screening(
        same=found["same"],
        same_evidence=found["both"],
        confusion=Confusion.of(_LABELS, [(one.label, other.label) for one, other in pairs]).table(),
        windows_full=sum(one.coverage.windows_read for one, _ in pairs),
        windows_cascade=sum(other.coverage.windows_read for _, other in pairs),
    )


def _first_passage(verdict: Verdict) -> int | None:
    return verdict.evidence[0].passage.id if verdict.evidence else None

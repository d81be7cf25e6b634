"""A measurement of verdicts: the collection is filled, every claim is verified once, and the figures are taken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import indexes
import models
import verifier
from verifier.evaluation.figures import Measured, measure
from verifier.evaluation.predictions import open_predictions, predicted
from verifier.records import dumps, provenance_record, rounded
from verifier.types import ClaimRequest

if TYPE_CHECKING:
    from verifier.clock import Clock
    from verifier.evaluation.predictions import PredictionFile
    from verifier.evaluation.tasks import LabelledClaim, Task
    from verifier.records import Record
    from verifier.types import Provenance, Verdict

AT_ONCE: Final = 16
"""Claims verified together, and so what an interrupt can cost."""
_ROOMS: Final = (models, indexes, verifier)
_NO_VERDICT: Final = frozenset({"cli", "report", "train", "demo", "figures.py", "metrics.py"})
_KEY_DIGITS: Final = 12


class ClaimChecker(Protocol):
    """What a measurement needs of `verifier.pipeline.Verifier`."""

    def provenance(self) -> Provenance: ...

    def check(
        self, requests: Sequence[ClaimRequest], *, on_timings: Callable[[Mapping[str, float]], None] | None = None
    ) -> list[Verdict]: ...


@dataclass(frozen=True, slots=True)
class Measurement:
    """Figures of one task. `answered_now` of the claims were answered in this run, which is what `seconds` are of;
    the others stood in `predictions`."""

    task: Task
    measured: Measured
    predictions: Path
    provenance: Provenance
    answered_now: int
    seconds: Mapping[str, float]

    def record(self) -> Record:
        return {
            "set": self.task.name,
            "split": self.task.split,
            "documents": len(self.task.documents),
            **self.measured.record(),
            "predictions": str(self.predictions),
            "answered_now": self.answered_now,
            "seconds": {name: rounded(spent) for name, spent in self.seconds.items()},
            "provenance": provenance_record(self.provenance),
        }


def evaluate_verdicts(
    task: Task,
    checker: ClaimChecker,
    folder: Path,
    *,
    clock: Clock,
    on_progress: Callable[[int, int], None] = lambda done, resumed: None,
) -> Measurement:
    """Verifies the claims of a task that `folder` holds no prediction for, and measures all of them.

    The predictions are in a file named for the split and for what the verdicts rest on: models, collection, settings
    and the program itself. `on_progress` gets the claims done, and how many of them stood there before. An interrupt
    keeps every claim that was answered. Raises OutputBusy, OutputUnusable and what verifying raises.
    """
    provenance = checker.provenance()
    path = folder / f"{task.split}-{_key(provenance)}.jsonl"
    with open_predictions(path) as file:
        left = [claim for claim in task.claims if claim.id not in file.found]
        before = len(task.claims) - len(left)
        on_progress(before, before)
        for start in range(0, len(left), AT_ONCE):
            chunk = left[start : start + AT_ONCE]
            _answer(chunk, checker, file, clock)
            on_progress(before + start + len(chunk), before)
        predictions = [file.found[claim.id] for claim in task.claims]
    with clock.stage("measure"):
        measured = measure(predictions)
    return Measurement(task, measured, path, provenance, len(left), clock.timings())


def _answer(chunk: Sequence[LabelledClaim], checker: ClaimChecker, file: PredictionFile, clock: Clock) -> None:
    with clock.stage("verify"):
        verdicts = checker.check([ClaimRequest(claim.text, id=claim.id) for claim in chunk], on_timings=clock.inside)
    file.append([predicted(claim, verdict) for claim, verdict in zip(chunk, verdicts, strict=True)])


def _key(provenance: Provenance) -> str:
    """Names what verdicts rest on, the program's own code included: a rule that changed makes other verdicts."""
    named = dumps([provenance_record(provenance), _code()])
    return hashlib.sha256(named.encode()).hexdigest()[:_KEY_DIGITS]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for room in _ROOMS:
        root = Path(str(room.__file__)).parent
        for file in sorted(root.rglob("*.py")):
            if not _NO_VERDICT & set(file.relative_to(root).parts):
                digest.update(f"{file.relative_to(root)}\n".encode() + file.read_bytes())
    return digest.hexdigest()

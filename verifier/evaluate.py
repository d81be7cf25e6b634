"""End-to-end figures: labelled claims verified against a collection. `python -m verifier.evaluate --help`.

A line of the claims file is {"claim", "label", "as_of"}; the label is SUPPORTED, REFUTED, CONFLICTING or
NOT_ENOUGH_EVIDENCE and `as_of` is optional. Figures are counts first; a ratio of nothing is None.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from verifier.errors import InputUnreadable
from verifier.records import dumps, mapping_from_json, request_from_record
from verifier.types import ClaimRequest, Label

if TYPE_CHECKING:
    from verifier.records import Record

LABELS: tuple[Label, ...] = get_args(Label)
_CHUNK = 64


@dataclass(slots=True)
class Confusion:
    """Counts of (expected, given) labels; adds up over runs."""

    counts: Counter[tuple[Label, Label]] = field(default_factory=Counter)

    def add(self, expected: Label, given: Label) -> None:
        self.counts[expected, given] += 1

    @property
    def n(self) -> int:
        return self.counts.total()

    def accuracy(self) -> float | None:
        return _ratio(sum(self.counts[label, label] for label in LABELS), self.n)

    def precision(self, label: Label) -> float | None:
        return _ratio(self.counts[label, label], self.given(label))

    def recall(self, label: Label) -> float | None:
        return _ratio(self.counts[label, label], self.expected(label))

    def given(self, label: Label) -> int:
        return sum(self.counts[expected, label] for expected in LABELS)

    def expected(self, label: Label) -> int:
        return sum(self.counts[label, given] for given in LABELS)

    def record(self) -> Record:
        return {
            "n": self.n,
            "accuracy": self.accuracy(),
            "labels": {
                label: {
                    "expected": self.expected(label),
                    "given": self.given(label),
                    "right": self.counts[label, label],
                    "precision": self.precision(label),
                    "recall": self.recall(label),
                }
                for label in LABELS
            },
        }


def read_labelled(lines: Iterable[str]) -> list[tuple[ClaimRequest, Label]]:
    """Claims with the label they should get; InputUnreadable names the line and the field."""
    labelled: list[tuple[ClaimRequest, Label]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = mapping_from_json(line, what=f"line {number}")
        labelled.append((request_from_record(record), _label(record.get("label"), number)))
    return labelled


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m verifier.evaluate", description=__doc__)
    parser.add_argument("--claims", type=Path, required=True, help="JSONL of labelled claims")
    parser.add_argument("--collection", type=Path, required=True, help="folder of the collection")
    parser.add_argument("--limit", type=int, default=None, help="read only the first claims")
    options = parser.parse_args(arguments)
    with options.claims.open(encoding="utf-8") as lines:
        labelled = read_labelled(lines)[: options.limit]
    confusion, seconds = _run(labelled, options.collection)
    sys.stdout.write(dumps({**confusion.record(), "seconds": round(seconds, 1)}) + "\n")
    return 0


def _run(labelled: Sequence[tuple[ClaimRequest, Label]], collection: Path) -> tuple[Confusion, float]:
    from verifier.assembly import open_verifier  # loads torch; --help must not

    confusion = Confusion()
    started = time.perf_counter()
    with open_verifier(collection) as verifier:
        for start in range(0, len(labelled), _CHUNK):
            chunk = labelled[start : start + _CHUNK]
            verdicts = verifier.check([request for request, _ in chunk])
            for (_, expected), verdict in zip(chunk, verdicts, strict=True):
                confusion.add(expected, verdict.label)
            sys.stderr.write(f"{confusion.n}/{len(labelled)}\n")
    return confusion, time.perf_counter() - started


def _label(value: object, number: int) -> Label:
    for label in LABELS:
        if value == label:
            return label
    raise InputUnreadable(
        f"line {number}: label: expected one of {', '.join(LABELS)}, found {ascii(value)[:40]}",
        hint='Give every line of the claims file a "label".',
    )


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


if __name__ == "__main__":
    raise SystemExit(main())

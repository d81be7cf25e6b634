"""What a measurement needs: labelled claims, the evidence known to be right, and the documents to search.

The data folder holds `retrieval/NAME/` (`corpus.jsonl.gz`, `queries.jsonl.gz`, `qrels_SPLIT.tsv`, as BEIR lays them
out) and `nli/NAME.jsonl.gz` (lines of premise, hypothesis, label, split).
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexes.readers.records import document_from_record
from indexes.types import Document
from models.types import Span
from verifier.errors import InputUnreadable
from verifier.records import mapping_from_json
from verifier.types import Label

if TYPE_CHECKING:
    from verifier.records import Record

LABELS: Final[dict[str, Label]] = {
    "entailment": "SUPPORTED",
    "contradiction": "REFUTED",
    "neutral": "NOT_ENOUGH_EVIDENCE",
}
_HINT: Final = "Give --data the folder that holds retrieval/ and nli/."


@dataclass(frozen=True, slots=True)
class Gold:
    """Evidence known to be right: a document and, where that is known, the spans of its text that say so."""

    document_id: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim, its label, and its evidence; NOT_ENOUGH_EVIDENCE has none."""

    id: str
    text: str
    label: Label
    evidence: tuple[Gold, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Claims of one split of one set, and every document that may be evidence, the same for each split."""

    name: str
    split: str
    claims: tuple[LabelledClaim, ...]
    documents: tuple[Document, ...]

    def sample(self, limit: int | None, *, seed: int) -> Task:
        """`limit` of the claims, in an order that the seed gives: a smaller sample is the beginning of a greater."""
        ordered = sorted(self.claims, key=lambda claim: hashlib.sha256(f"{seed} {claim.id}".encode()).digest())
        return replace(self, claims=tuple(ordered[:limit]))


def records(path: Path) -> Iterator[Record]:
    """The JSON objects of a `.jsonl.gz` file; InputUnreadable names the file and the line."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield mapping_from_json(line, what=f"{path.name} line {number}")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputUnreadable(f"expected a readable file at {path}, found {error}", hint=_HINT) from error


def field(record: Record, name: str) -> str:
    """A text of a record, or the empty one."""
    found = record.get(name)
    return found if isinstance(found, str) else ""


def corpus(data: Path, name: str) -> tuple[Document, ...]:
    """The documents of `retrieval/NAME`, in English, under their own ids."""
    path = data / "retrieval" / name / "corpus.jsonl.gz"
    return tuple(document_from_record({"language": "en", **record}, source=path.name) for record in records(path))


def queries(data: Path, name: str) -> dict[str, str]:
    """Claim id to text."""
    path = data / "retrieval" / name / "queries.jsonl.gz"
    return {field(record, "_id"): field(record, "text") for record in records(path)}


def relevant(data: Path, name: str, *, split: str) -> dict[str, tuple[str, ...]]:
    """Claim id to the ids of its relevant documents, both in the order of the file."""
    path = data / "retrieval" / name / f"qrels_{split}.tsv"
    found: dict[str, list[str]] = defaultdict(list)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        for claim, document, score in (line.split("\t") for line in lines):
            if int(score) > 0:
                found[claim].append(document)
    except (OSError, ValueError) as error:
        raise InputUnreadable(
            f"expected lines of claim, document and score in {path}, found: {error}", hint=_HINT
        ) from error
    return {claim: tuple(documents) for claim, documents in found.items()}


def pairs(data: Path, name: str) -> Iterator[Record]:
    """The rows of `nli/NAME.jsonl.gz`."""
    return records(data / "nli" / f"{name}.jsonl.gz")


def plain(text: str) -> str:
    """Text with its white space made one, to compare by."""
    return " ".join(text.split())


def one_label(labels: Sequence[str]) -> Label | None:
    """The label that all rows of a claim agree on."""
    return LABELS.get(labels[0]) if len(set(labels)) == 1 else None

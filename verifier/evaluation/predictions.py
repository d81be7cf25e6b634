"""Predictions: verdicts on labelled claims as lines of a file, which is also the state of a run.

A line is {"id", "claim", "gold", "label", "confidence", "evidence", "reasons", "signals", "nli"}: `gold` and `label`
are labels of verdicts, `confidence` speaks of `label`, `reasons` are codes, `signals` is what a calibration is fitted
on, `nli` is the judge. `evidence` is what the verdict cites, what decides first, each {"document_id", "passage":
{"start", "end"}, "sentences": [{"start", "end"}], "stance": {"entailment", "neutral", "contradiction"}, "similarity",
"right_document", "right_sentence"}: whether the document is among the claim's gold evidence, and whether a cited
sentence stands in what is gold of it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.types import Span, Stance
from verifier.errors import InputUnreadable, OutputBusy, OutputUnusable
from verifier.records import dumps, mapping_from_json, signals_record
from verifier.types import ANSWERS, LABELS, Label, Signals

if TYPE_CHECKING:
    from verifier.evaluation.tasks import LabelledClaim
    from verifier.records import Record
    from verifier.types import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that a verdict cites; spans are in characters of the document."""

    document_id: str
    passage: Span
    sentences: tuple[Span, ...]
    stance: Stance
    similarity: float
    right_document: bool
    right_sentence: bool


@dataclass(frozen=True, slots=True)
class Prediction:
    """The verdict on one labelled claim."""

    id: str
    claim: str
    gold: Label
    label: Label
    confidence: float
    evidence: tuple[Cited, ...]
    reasons: tuple[str, ...]
    signals: Signals
    nli: str

    @property
    def right(self) -> bool:
        return self.label == self.gold

    @property
    def answered(self) -> bool:
        """Whether the verdict is SUPPORTED or REFUTED: what a reader would rely on."""
        return self.label in ANSWERS


def predicted(claim: LabelledClaim, verdict: Verdict) -> Prediction:
    """A verdict beside what is known of its claim."""
    return Prediction(
        id=claim.id,
        claim=claim.text,
        gold=claim.label,
        label=verdict.label,
        confidence=verdict.confidence,
        evidence=tuple(_cited(claim, one) for one in verdict.evidence),
        reasons=tuple(reason.code for reason in verdict.reasons),
        signals=verdict.signals,
        nli=verdict.provenance.nli,
    )


def _cited(claim: LabelledClaim, evidence: Evidence) -> Cited:
    gold = [one for one in claim.evidence if one.document_id == evidence.document.id]
    inside = any(
        not one.spans or any(span.overlaps(cited) for span in one.spans for cited in evidence.sentences) for one in gold
    )
    return Cited(
        evidence.document.id,
        evidence.passage.span,
        evidence.sentences,
        evidence.stance,
        evidence.similarity,
        right_document=bool(gold),
        right_sentence=inside,
    )


class PredictionFile:
    """An open file of predictions. Made by `open_predictions`."""

    def __init__(self, descriptor: int, found: Mapping[str, Prediction]) -> None:
        self._descriptor = descriptor
        self._found = dict(found)

    @property
    def found(self) -> Mapping[str, Prediction]:
        """Every prediction in the file, by the id of its claim."""
        return self._found

    def append(self, predictions: Sequence[Prediction]) -> None:
        """Writes whole lines and syncs; an error or an interrupt leaves at most one torn line at the end."""
        rest = memoryview("".join(f"{dumps(prediction_record(one))}\n" for one in predictions).encode())
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        os.fsync(self._descriptor)
        self._found.update({one.id: one for one in predictions})


@contextmanager
def open_predictions(path: Path) -> Iterator[PredictionFile]:
    """Opens or makes a file of predictions, locked; a torn last line is cut off.

    Raises OutputBusy where another process writes it, and OutputUnusable where it holds something else.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise OutputUnusable(
            f"{path}: expected a file that can be written, found: {error.strerror}",
            hint="Give --out a folder that you may write to.",
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        whole, newline, _ = path.read_bytes().rpartition(b"\n")
        found = read_predictions(path.name, whole.decode().splitlines())
        os.ftruncate(descriptor, len(whole) + len(newline))
        yield PredictionFile(descriptor, {one.id: one for one in found})
    except BlockingIOError as error:
        raise OutputBusy(f"{path}: another process is writing this file", hint="Wait until it has finished.") from error
    except (InputUnreadable, UnicodeDecodeError) as error:
        raise OutputUnusable(
            f"expected predictions in {path}, found: {error}", hint="Give another folder; the file was left as it is."
        ) from error
    finally:
        os.close(descriptor)


def read_predictions(name: str, lines: Sequence[str]) -> list[Prediction]:
    """Predictions of lines of a file called `name`; InputUnreadable names the line and the field."""
    found: list[Prediction] = []
    for number, line in enumerate(lines, start=1):
        record = mapping_from_json(line, what=f"{name} line {number}")
        try:
            found.append(_prediction(record))
        except (KeyError, TypeError, ValueError) as error:
            raise InputUnreadable(
                f"{name} line {number}: expected a prediction, found {type(error).__name__}: {error}",
                hint="Write the file with `verifier evaluate verdicts`.",
            ) from error
    return found


def prediction_record(prediction: Prediction) -> Record:
    """The line of a prediction."""
    return {
        "id": prediction.id,
        "claim": prediction.claim,
        "gold": prediction.gold,
        "label": prediction.label,
        "confidence": prediction.confidence,
        "evidence": [_cited_record(one) for one in prediction.evidence],
        "reasons": list(prediction.reasons),
        "signals": signals_record(prediction.signals),
        "nli": prediction.nli,
    }


def signals_from(value: object) -> Signals:
    """What `verifier.records.signals_record` wrote; KeyError, TypeError or ValueError for something else."""
    record = _record(value)

    def strength(name: str) -> float | None:
        return None if record[name] is None else _number(record[name])

    return Signals(
        entailment=strength("entailment"),
        contradiction=strength("contradiction"),
        relevance=strength("relevance"),
        sources=int(_number(record["sources"])),
        agreeing=int(_number(record["agreeing"])),
        contradicted=int(_number(record["contradicted"])),
    )


def _cited_record(one: Cited) -> Record:
    return {
        "document_id": one.document_id,
        "passage": _span_record(one.passage),
        "sentences": [_span_record(span) for span in one.sentences],
        "stance": {
            "entailment": one.stance.entailment,
            "neutral": one.stance.neutral,
            "contradiction": one.stance.contradiction,
        },
        "similarity": one.similarity,
        "right_document": one.right_document,
        "right_sentence": one.right_sentence,
    }


def _prediction(record: Record) -> Prediction:
    return Prediction(
        id=str(record["id"]),
        claim=str(record["claim"]),
        gold=label_from(record["gold"]),
        label=label_from(record["label"]),
        confidence=_number(record["confidence"]),
        evidence=tuple(_cited_from(_record(one)) for one in _list(record["evidence"])),
        reasons=tuple(str(one) for one in _list(record["reasons"])),
        signals=signals_from(record["signals"]),
        nli=str(record["nli"]),
    )


def _cited_from(record: Mapping[str, object]) -> Cited:
    stance = _record(record["stance"])
    return Cited(
        document_id=str(record["document_id"]),
        passage=_span(record["passage"]),
        sentences=tuple(_span(one) for one in _list(record["sentences"])),
        stance=Stance(*(_number(stance[name]) for name in ("entailment", "neutral", "contradiction"))),
        similarity=_number(record["similarity"]),
        right_document=record["right_document"] is True,
        right_sentence=record["right_sentence"] is True,
    )


def _span_record(span: Span) -> Record:
    return {"start": span.start, "end": span.end}


def _span(value: object) -> Span:
    record = _record(value)
    return Span(int(_number(record["start"])), int(_number(record["end"])))


def _record(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"no object: {ascii(value)[:40]}")
    return value


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError(f"no list: {ascii(value)[:40]}")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"no number: {ascii(value)[:40]}")
    return float(value)


def label_from(value: object) -> Label:
    """A label of verdicts; ValueError for something else."""
    for label in LABELS:
        if value == label:
            return label
    raise ValueError(f"no label: {str(value)[:40]}")

"""A claim whose parts are told by several documents: joined only where every part is covered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from verifier import reasons
from verifier.decide import DecidedPart, Decision
from verifier.noting import source_of
from verifier.types import Coverage, Reason, Signals


def join(whole: Decision, parts: Sequence[DecidedPart]) -> Decision:
    """The decision on a claim that no passage decides as a whole, from those on its parts.

    Each part SUPPORTED by evidence of its own makes SUPPORTED, and any REFUTED part REFUTED by it; `joined_evidence`
    names what covers which part. Where some parts are covered and others not it stays undecided, and `part_uncovered`
    names the first that is not. Confidence is the product over the parts, as if they were independent; for REFUTED that
    of the refuted part.
    """
    if whole.label != "NOT_ENOUGH_EVIDENCE" or not parts:
        return whole
    refuted = next((part for part in parts if part.decision.label == "REFUTED"), None)
    if refuted is not None:
        return _by_part(whole, refuted)
    covered = [part for part in parts if part.decision.label == "SUPPORTED"]
    if len(covered) == len(parts):
        return _supported(whole, parts)
    if not covered:
        return whole
    missing = next(part for part in parts if part.decision.label != "SUPPORTED")
    detail = (
        f"{_covers(covered[0])}, but nothing that was read decides “{missing.text}”."
        if missing.decision.label == "NOT_ENOUGH_EVIDENCE"
        else f"{_covers(covered[0])}, but sources disagree on “{missing.text}”."
    )
    return replace(whole, reasons=(*whole.reasons, Reason(reasons.PART_UNCOVERED, detail)))


def _supported(whole: Decision, parts: Sequence[DecidedPart]) -> Decision:
    detail = f"{'; '.join(_covers(part) for part in parts)}."
    return Decision(
        "SUPPORTED",
        math.prod(part.decision.confidence for part in parts),
        (Reason(reasons.JOINED_EVIDENCE, detail), *_notes(parts)),
        others=whole.others,
        signals=_least([part.decision.signals for part in parts]),
        parts=tuple(parts),
    )


def _by_part(whole: Decision, refuted: DecidedPart) -> Decision:
    best = refuted.decision.deciding[0]
    detail = f"{source_of(best)} refutes a part of the claim, “{refuted.text}”."
    return Decision(
        "REFUTED",
        refuted.decision.confidence,
        (Reason(reasons.JOINED_EVIDENCE, detail), *refuted.decision.reasons),
        others=whole.others,
        signals=refuted.decision.signals,
        parts=(refuted,),
    )


def _covers(part: DecidedPart) -> str:
    return f"{source_of(part.decision.deciding[0])} covers “{part.text}”"


def _notes(parts: Sequence[DecidedPart]) -> list[Reason]:
    """What the decisions on the parts say beside "entailed", each once."""
    kept = (reason for part in parts for reason in part.decision.reasons if reason.code != reasons.ENTAILED)
    return list(dict.fromkeys(kept))


def _least(signals: Sequence[Signals]) -> Signals:
    """A chain is as strong as its weakest link."""
    return Signals(
        entailment=min((one.entailment for one in signals if one.entailment is not None), default=None),
        contradiction=max((one.contradiction for one in signals if one.contradiction is not None), default=None),
        relevance=min((one.relevance for one in signals if one.relevance is not None), default=None),
        sources=min(one.sources for one in signals),
        agreeing=min(one.agreeing for one in signals),
        contradicted=max(one.contradicted for one in signals),
    )


def joined_coverage(whole: Coverage, parts: Sequence[Coverage]) -> Coverage:
    """What was read for a claim and its parts, added up: a passage read for two of them counts for each."""
    counts = (
        "passages_found", "passages_read", "windows_read", "documents_read", "documents_outside_dates",
        "documents_same_as_article", "duplicate_documents", "characters_unread",
    )  # fmt: skip
    return replace(whole, **{name: sum(getattr(one, name) for one in (whole, *parts)) for name in counts})

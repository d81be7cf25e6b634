"""The JSON forms of evidence: passages, their documents, what was read and compared. See `verifier.records`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from indexes.types import Document, Hit
    from models.types import Span
    from verifier.types import Check, Evidence

Record = dict[str, object]

DECIMALS = 4


def evidence_record(evidence: Evidence) -> Record:
    document = evidence.document
    return {
        **_source(document),
        "passage": {"text": evidence.passage.text, **span_record(evidence.passage.span)},
        "sentences": [slice_record(span, document.text) for span in evidence.sentences],
        "stance": {
            "entailment": rounded(evidence.stance.entailment),
            "neutral": rounded(evidence.stance.neutral),
            "contradiction": rounded(evidence.stance.contradiction),
        },
        "similarity": rounded(evidence.similarity),
        "checks": [_check(check) for check in evidence.checks],
        "part": evidence.part,
    }


def hit_record(hit: Hit, document: Document) -> Record:
    """A passage that a search found, beside its document."""
    return {
        **_source(document),
        "passage": {"text": hit.passage.text, **span_record(hit.passage.span)},
        "similarity": rounded(hit.similarity),
        "dense_rank": hit.dense_rank,
        "lexical_rank": hit.lexical_rank,
        "fused": rounded(hit.fused, decimals=6),
    }


def rounded(value: float, *, decimals: int = DECIMALS) -> float:
    """What is published of a float; a negative zero becomes zero."""
    return round(value, decimals) + 0.0


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def span_record(span: Span) -> Record:
    return {"start": span.start, "end": span.end}


def slice_record(span: Span, source: str) -> Record:
    return {"text": span.of(source), **span_record(span)}


def _source(document: Document) -> Record:
    return {
        "document_id": document.id,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "published_at": iso(document.published_at),
    }


def _check(check: Check) -> Record:
    return {
        "name": check.name,
        "outcome": check.outcome,
        "claim_text": check.claim_text,
        "evidence_text": check.evidence_text,
        "detail": check.detail,
        "effect": check.effect,
        "claim_span": None if check.claim_span is None else span_record(check.claim_span),
        "evidence_span": None if check.evidence_span is None else span_record(check.evidence_span),
    }

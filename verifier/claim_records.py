"""The JSON forms of claims and of what is no claim. See `verifier.records`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verifier.claims.readiness import is_ready
from verifier.evidence_records import Record, iso, rounded, slice_record, span_record

if TYPE_CHECKING:
    from verifier.types import Attribution, Claim, Extraction, Quantity, SkippedSentence, TimeRange


def claim_record(claim: Claim, *, article_text: str | None = None) -> Record:
    """The form of a claim. `article_text` is needed where the claim stands in an article, and only there."""
    source = claim.text
    if claim.span is not None:
        if article_text is None:
            raise ValueError("a claim that stands in an article needs the article's text")
        source = article_text
    return {
        "text": claim.text,
        "span": None if claim.span is None else span_record(claim.span),
        "sentence": claim.sentence,
        "check_worthiness": rounded(claim.check_worthiness),
        "kind": claim.kind,
        "role": claim.role,
        "attribution": None if claim.attribution is None else _attribution(claim.attribution, source),
        "quantities": [_quantity(quantity, source) for quantity in claim.quantities],
        "times": [_time(time, source) for time in claim.times],
        "ambiguities": [
            {"text": found.text, "readings": list(found.readings), **span_record(found.span)}
            for found in claim.ambiguities
        ],
        "repeats": [span_record(span) for span in claim.repeats],
        "kept_verbatim": claim.kept_verbatim,
        "context": [slice_record(span, source) for span in claim.context],
        "readiness": None if claim.readiness is None else rounded(claim.readiness),
        "ready": is_ready(claim),
    }


def skipped_record(skipped: SkippedSentence, *, article_text: str) -> Record:
    return {**slice_record(skipped.span, article_text), "kind": skipped.kind, "reason": skipped.reason}


def extraction_record(extraction: Extraction, *, article_text: str) -> Record:
    """{"claims", "skipped"}, each in the order of the text."""
    return {
        "claims": [claim_record(claim, article_text=article_text) for claim in extraction.claims],
        "skipped": [skipped_record(skipped, article_text=article_text) for skipped in extraction.skipped],
    }


def _attribution(attribution: Attribution, source: str) -> Record:
    return {
        "speaker": attribution.speaker,
        "title": attribution.title,
        "cue": attribution.cue,
        "verbatim": attribution.verbatim,
        "source": None if attribution.source is None else slice_record(attribution.source, source),
        "content": slice_record(attribution.span, source),
    }


def _quantity(quantity: Quantity, source: str) -> Record:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "per": quantity.per,
        "change": quantity.change,
        "text": quantity.span.of(source),
    }


def _time(time: TimeRange, source: str) -> Record:
    other = time.alternative
    return {
        "start": iso(time.start),
        "end": iso(time.end),
        "alternative": None if other is None else {"start": iso(other[0]), "end": iso(other[1])},
        "text": time.span.of(source),
    }

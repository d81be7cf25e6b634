"""Examples for the documentation of the service. A test validates each against its schema."""

from __future__ import annotations

import json
from typing import Final

from pydantic import JsonValue

Example = dict[str, JsonValue]

_SENTENCE: Final = "The ferry to Lindholm carried 41,000 passengers in May, the harbour office said Friday."
_SNAPSHOT: Final = "9f2b6c1d" * 8

CLAIM: Final[Example] = {
    "text": "The ferry to Lindholm carried 41,000 passengers in May.",
    "span": {"start": 0, "end": 54},
    "sentence": _SENTENCE,
    "check_worthiness": 0.91,
    "kind": "quantity",
    "role": "said",
    "attribution": {
        "speaker": "the harbour office",
        "title": None,
        "cue": "said",
        "verbatim": False,
        "source": {"text": "the harbour office", "start": 56, "end": 74},
        "content": {"text": _SENTENCE[:54], "start": 0, "end": 54},
    },
    "quantities": [
        {
            "low": 41000.0,
            "high": 41000.0,
            "unit": "passenger",
            "comparator": "exactly",
            "per": None,
            "change": None,
            "text": "41,000 passengers",
        }
    ],
    "times": [{"start": "2024-05-01", "end": "2024-06-01", "alternative": None, "text": "in May"}],
    "ambiguities": [],
    "repeats": [],
    "kept_verbatim": False,
    "context": [],
    "readiness": 0.9041,
    "ready": True,
}

EXTRACTION: Final[Example] = {
    "claims": [CLAIM],
    "skipped": [{"text": "Who would have thought it?", "start": 88, "end": 114, "kind": "question", "reason": "asks"}],
}

_SOURCE: Final[Example] = {
    "document_id": "harbour/2024-06",
    "title": "Traffic of the harbour, May 2024",
    "url": None,
    "publisher": "Harbour Office",
    "published_at": "2024-06-05",
}
_PASSAGE: Final[Example] = {"text": "In May the ferry to Lindholm carried 41,212 passengers.", "start": 0, "end": 55}

VERDICT: Final[Example] = {
    "id": "c1",
    "claim": CLAIM,
    "label": "SUPPORTED",
    "confidence": 0.93,
    "evidence": [
        {
            **_SOURCE,
            "passage": _PASSAGE,
            "sentences": [_PASSAGE],
            "stance": {"entailment": 0.93, "neutral": 0.05, "contradiction": 0.02},
            "similarity": 0.88,
            "checks": [
                {
                    "name": "quantity",
                    "outcome": "within_rounding",
                    "claim_text": "41,000 passengers",
                    "evidence_text": "41,212 passengers",
                    "detail": "41,212 rounds to 41,000",
                    "effect": "none",
                    "claim_span": {"start": 19, "end": 36},
                    "evidence_span": {"start": 22, "end": 39},
                }
            ],
            "part": None,
        }
    ],
    "reasons": [{"code": "entailed", "detail": "The evidence says what the claim says."}],
    "coverage": {
        "passages_found": 12,
        "passages_read": 6,
        "windows_read": 9,
        "documents_read": 5,
        "documents_outside_dates": 0,
        "documents_same_as_article": 0,
        "duplicate_documents": 1,
        "characters_unread": 0,
        "evidence_after": None,
        "evidence_before": "2024-06-08",
    },
    "provenance": {
        "embedder": "all-MiniLM-L6-v2@53aa51172d14",
        "nli": "judge-0@0123456789ab",
        "collection_snapshot": _SNAPSHOT,
        "settings": {"passages_found": 12, "support_threshold": 0.6},
        "calibration": "3c9d2a41" * 8,
    },
    "explanation": "The harbour office counted 41,212 passengers in May 2024.",
    "signals": {
        "entailment": 0.93,
        "contradiction": 0.0,
        "relevance": 0.81,
        "sources": 1,
        "agreeing": 1,
        "contradicted": 0,
    },
    "selection": {
        "max_error_rate": 0.1,
        "withheld_label": None,
        "expected_coverage": 0.41,
        "expected_coverage_n": 1000,
    },
}

HITS: Final[Example] = {
    "collection_snapshot": _SNAPSHOT,
    "hits": [
        {
            **_SOURCE,
            "passage": _PASSAGE,
            "similarity": 0.88,
            "dense_rank": 1,
            "lexical_rank": 2,
            "fused": 0.032522,
        }
    ],
    "documents_outside_dates": 0,
}

DOCUMENT_PAGE: Final[Example] = {
    "documents": [
        {
            "id": "harbour/2024-06",
            "title": "Traffic of the harbour, May 2024",
            "url": None,
            "publisher": "Harbour Office",
            "published_at": "2024-06-05",
            "language": "en",
            "kind": "primary",
        }
    ],
    "next": "aGFyYm91ci8yMDI0LTA2",
}

COLLECTION: Final[Example] = {
    "embedder": "all-MiniLM-L6-v2@53aa51172d14",
    "dimension": 384,
    "metric": "cosine",
    "documents": 36,
    "passages": 112,
    "snapshot": _SNAPSHOT,
    "format_version": 1,
}

BATCH: Final[Example] = {
    "id": "0001957d2f3c4a00-5f0c9a1e",
    "state": "running",
    "counts": {"total": 84, "completed": 31, "failed": 1},
    "created_at": "2024-06-08T02:00:00Z",
    "started_at": "2024-06-08T02:00:01Z",
    "finished_at": None,
    "error": None,
}

PROBLEM: Final[Example] = {
    "type": "urn:verifier:problem:request-invalid",
    "title": "The request does not fit its schema",
    "status": 422,
    "detail": "#/claims/0/claim: expected a text, found nothing that can be read",
    "instance": "urn:uuid:2f6f1f0e-8f0a-4c59-9d5a-0d8a5a4c5b4e",
    "hint": "Compare the request with the route's schema and example in /openapi.json.",
    "errors": [
        {
            "pointer": "#/claims/0/claim",
            "code": "blank",
            "detail": "expected a text, found nothing that can be read",
        }
    ],
}

BATCH_ITEMS: Final[list[Example]] = [
    {"custom_id": "a-1", "article": {"text": _SENTENCE, "published_at": "2024-06-07"}},
    {"custom_id": "c-1", "claim": "The old pier was closed in 2019.", "as_of": "2024-06-30"},
]
BATCH_LINES: Final = "".join(f"{json.dumps(item)}\n" for item in BATCH_ITEMS)

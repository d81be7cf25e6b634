"""The JSON forms of the domain, one place for the command line, the batches and the HTTP service.

Dates are ISO 8601 (YYYY-MM-DD) and `end` is exclusive. Texts of quantities and times are sliced from the text that
they stand in. Floats are rounded to four decimals, so that what is printed is what can be replayed. What is read from
outside is checked here: InputUnreadable names the field, what was expected and what was found. Fields that a form
does not know are left alone, so that records may carry labels or notes of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.types import Span
from verifier.claim_records import claim_record as claim_record
from verifier.claim_records import extraction_record as extraction_record
from verifier.claim_records import skipped_record as skipped_record
from verifier.errors import InputUnreadable
from verifier.evidence_records import Record as Record
from verifier.evidence_records import evidence_record, iso, span_record
from verifier.evidence_records import rounded as rounded
from verifier.types import Article, ClaimRequest, Terms

if TYPE_CHECKING:
    from verifier.types import (
        Coverage,
        Provenance,
        Reason,
        Report,
        Selection,
        Signals,
        Verdict,
    )

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HTML_START = re.compile(r"[\s\ufeff]*<(?:!doctype\s+html|html|body)(?=[\s>/]|\Z)", re.IGNORECASE)
_OFFSETS = re.compile(r"([0-9]{1,12}):([0-9]{1,12})")
_SHOWN = 60


def dumps(value: object) -> str:
    """One line of JSON with its characters as they are; raises ValueError for NaN and infinities."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


# ------------------------------------------------------------------------------------------------ what is read


def parse_date(text: str, *, field: str = "date") -> date:
    """A day from "2019-06-22" or from a date with a time ("2019-06-22T10:00:00Z"), whose day is taken as written."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _DAY.match(text) and text[10] in "T ":
            return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    raise InputUnreadable(
        f"{field}: expected a day as YYYY-MM-DD, found {_shown(text)}", hint="Write the date like 2019-06-22."
    )


def article_from_record(record: Mapping[str, object]) -> Article:
    """An article from {"text", "title", "url", "publisher", "published_at", "fragment"}, all but `text` optional;
    `fragment` is {"start", "end"}."""
    return Article(
        text=_text(record, "text"),
        title=_optional_text(record, "title"),
        url=_optional_text(record, "url"),
        publisher=_optional_text(record, "publisher"),
        published_at=_optional_date(record, "published_at"),
        fragment=_optional_span(record, "fragment"),
    )


def parse_fragment(text: str) -> Span:
    """A part of a text from "START:END", in characters counted from 0, END exclusive."""
    found = _OFFSETS.fullmatch(text)
    if found is None or int(found[1]) >= int(found[2]):
        raise InputUnreadable(
            f"fragment: expected START:END with START before END, found {_shown(text)}", hint="Write it like 120:480."
        )
    return Span(int(found[1]), int(found[2]))


def request_from_record(record: Mapping[str, object]) -> ClaimRequest:
    """A claim given on its own from {"claim", "as_of", "id"}, all but `claim` optional; a whole number is an id too."""
    found = record.get("id")
    if found is not None and (isinstance(found, bool) or not isinstance(found, str | int)):
        raise InputUnreadable(
            f"id: expected a text or a whole number, found {_shown(found)}", hint="Give the claim another id, or none."
        )
    return ClaimRequest(
        text=_text(record, "claim"),
        as_of=_optional_date(record, "as_of"),
        id=None if found is None else storable(str(found), "id"),
    )


def terms_from_record(record: Mapping[str, object]) -> Terms:
    """What is asked of one question from {"use_later_evidence", "max_error_rate"}, both optional."""
    later, rate = record.get("use_later_evidence"), record.get("max_error_rate")
    if later is not None and not isinstance(later, bool):
        raise InputUnreadable(
            f"use_later_evidence: expected true or false, found {_shown(later)}", hint="Write true, false or nothing."
        )
    if rate is not None and (isinstance(rate, bool) or not isinstance(rate, int | float) or not 0.0 < rate <= 0.5):
        raise InputUnreadable(
            f"max_error_rate: expected a number above 0 and at most 0.5, found {_shown(rate)}",
            hint="Ask for a rate such as 0.05 or 0.1, or leave it out.",
        )
    return Terms(later, None if rate is None else float(rate))


def mapping_from_json(line: str, *, what: str) -> Record:
    """One JSON object, such as a line of a JSONL file; `what` names it in the error."""
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise InputUnreadable(
            f"{what}: expected a JSON object, found {_shown(line)} ({reason})", hint="Write one JSON object a line."
        ) from error
    if not isinstance(value, dict):
        raise InputUnreadable(
            f"{what}: expected a JSON object, found {_shown(value)}", hint="Write one JSON object a line."
        )
    return {str(key): item for key, item in value.items()}


def _text(record: Mapping[str, object], field: str) -> str:
    value = _optional_text(record, field)
    if value is None:
        raise InputUnreadable(
            f"{field}: expected a text, found nothing (fields: {', '.join(sorted(map(str, record))) or 'none'})",
            hint=f'Give the record a field "{field}".',
        )
    return value


def _optional_text(record: Mapping[str, object], field: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputUnreadable(
            f"{field}: expected a text, found {_shown(value)}", hint=f'Write "{field}" as a JSON string.'
        )
    return storable(value, field)


def _optional_date(record: Mapping[str, object], field: str) -> date | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputUnreadable(
            f"{field}: expected a day as YYYY-MM-DD, found {_shown(value)}", hint="Write the date like 2019-06-22."
        )
    return parse_date(value, field=field)


def _optional_span(record: Mapping[str, object], field: str) -> Span | None:
    value = record.get(field)
    if value is None:
        return None
    ends = [value.get(name) for name in ("start", "end")] if isinstance(value, dict) else []
    if not all(isinstance(end, int) and not isinstance(end, bool) for end in ends) or len(ends) != 2:
        raise InputUnreadable(
            f'{field}: expected {{"start": ..., "end": ...}} in whole numbers, found {_shown(value)}',
            hint="Count characters of the text from 0; the end is the first one that is left out.",
        )
    return parse_fragment(f"{ends[0]}:{ends[1]}")


def looks_like_html(text: str) -> bool:
    """Whether a text is the source of a page: it starts, after white space, with a doctype, <html> or <body>. Its tags
    and scripts would be read as sentences."""
    return _HTML_START.match(text) is not None


def storable(value: str, field: str) -> str:
    """The text as it is. NUL and half of a surrogate pair can be written in JSON, but neither can stand in every file
    and database that a text comes to: InputUnreadable says where."""
    if "\x00" in value:
        raise InputUnreadable(
            f"{field}: expected text, found a NUL character at character {value.index(chr(0))}",
            hint="Write the text again in UTF-8; its source is no text, or was decoded wrongly.",
        )
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputUnreadable(
            f"{field}: expected Unicode text, found half of a surrogate pair at character {error.start}",
            hint="Write the text again in UTF-8; its source was cut or decoded wrongly.",
        ) from error
    return value


def _shown(value: object) -> str:
    """The start of what was found, safe to print on one line."""
    text = ascii(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


# --------------------------------------------------------------------------------------------- what is written


def article_record(article: Article) -> Record:
    return {
        "text": article.text,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published_at": iso(article.published_at),
        "fragment": None if article.fragment is None else span_record(article.fragment),
    }


def verdict_record(verdict: Verdict, *, article_text: str | None = None) -> Record:
    """The form of a verdict. `article_text` is needed where the claim stands in an article, and only there."""
    return {
        "id": verdict.id,
        "claim": claim_record(verdict.claim, article_text=article_text),
        "label": verdict.label,
        "confidence": rounded(verdict.confidence),
        "evidence": [evidence_record(evidence) for evidence in verdict.evidence],
        "reasons": [_reason(reason) for reason in verdict.reasons],
        "coverage": coverage_record(verdict.coverage),
        "provenance": provenance_record(verdict.provenance),
        "explanation": verdict.explanation,
        "signals": signals_record(verdict.signals),
        "selection": None if verdict.selection is None else _selection(verdict.selection),
    }


def report_record(report: Report) -> Record:
    return {
        "article": article_record(report.article),
        "verdicts": [verdict_record(verdict, article_text=report.article.text) for verdict in report.verdicts],
        "skipped": [skipped_record(skipped, article_text=report.article.text) for skipped in report.skipped],
        "provenance": provenance_record(report.provenance),
        "selection": _report_selection(report.verdicts),
        "timings_s": {stage: rounded(seconds) for stage, seconds in report.timings_s.items()},
    }


def provenance_record(provenance: Provenance) -> Record:
    return {
        "embedder": provenance.embedder,
        "nli": provenance.nli,
        "collection_snapshot": provenance.collection_snapshot,
        "settings": dict(provenance.settings),
        "calibration": provenance.calibration,
    }


def signals_record(signals: Signals) -> Record:
    """What confidence was calibrated on; the same form is read back from a file of predictions."""
    return {
        "entailment": signals.entailment,
        "contradiction": signals.contradiction,
        "relevance": signals.relevance,
        "sources": signals.sources,
        "agreeing": signals.agreeing,
        "contradicted": signals.contradicted,
    }


def _selection(selection: Selection) -> Record:
    expected = selection.expected_answers / selection.calibrated_on if selection.calibrated_on else None
    return {
        "max_error_rate": selection.max_error_rate,
        "withheld_label": selection.withheld,
        "expected_coverage": None if expected is None else rounded(expected),
        "expected_coverage_n": selection.calibrated_on,
    }


def _report_selection(verdicts: Sequence[Verdict]) -> Record | None:
    """What an error rate did to a report: the coverage to be expected, and what was answered of its claims."""
    selections = [verdict.selection for verdict in verdicts if verdict.selection is not None]
    if not selections:
        return None
    record = _selection(selections[0])
    return {
        "max_error_rate": record["max_error_rate"],
        "expected_coverage": record["expected_coverage"],
        "expected_coverage_n": record["expected_coverage_n"],
        "answered": sum(verdict.label != "NOT_ENOUGH_EVIDENCE" for verdict in verdicts),
        "withheld": sum(one.withheld is not None for one in selections),
        "claims": len(verdicts),
    }


def coverage_record(coverage: Coverage) -> Record:
    return {
        "passages_found": coverage.passages_found,
        "passages_read": coverage.passages_read,
        "windows_read": coverage.windows_read,
        "documents_read": coverage.documents_read,
        "documents_outside_dates": coverage.documents_outside_dates,
        "documents_same_as_article": coverage.documents_same_as_article,
        "duplicate_documents": coverage.duplicate_documents,
        "characters_unread": coverage.characters_unread,
        "evidence_after": iso(coverage.evidence_after),
        "evidence_before": iso(coverage.evidence_before),
    }


def _reason(reason: Reason) -> Record:
    return {"code": reason.code, "detail": reason.detail}

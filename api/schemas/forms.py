"""What the answers of the service are built from: see `api.schemas.responses`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from verifier.types import CheckEffect, CheckName, CheckOutcome, Label

Fraction = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Form(BaseModel):
    """Base of everything that is sent."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Stance(Form):
    """Probabilities that the evidence supports the claim, says nothing on it, or refutes it; they sum to 1."""

    entailment: Fraction
    neutral: Fraction
    contradiction: Fraction


class Span(Form):
    start: Count
    end: Count


class Check(Form):
    """A comparison beside the NLI model. `effect` is what it does to support by this evidence. `claim_span` is in the
    text that was checked, `evidence_span` in the document; null where the words stand in neither."""

    name: CheckName
    outcome: CheckOutcome
    claim_text: str
    evidence_text: str | None
    detail: str
    effect: CheckEffect
    claim_span: Span | None
    evidence_span: Span | None


class Reason(Form):
    code: str
    detail: str


class Coverage(Form):
    """What was read for a verdict and what was not."""

    passages_found: Count
    passages_read: Count
    windows_read: Count
    documents_read: Count
    documents_outside_dates: Count
    documents_same_as_article: Count
    duplicate_documents: Count
    characters_unread: Count
    evidence_after: date | None
    evidence_before: date | None


class Provenance(Form):
    """What another person needs to come to the same verdict."""

    embedder: str
    nli: str
    collection_snapshot: str
    settings: dict[str, str | int | float | bool | None]
    calibration: str
    """The sha256 of the calibration that confidence comes from, or "uncalibrated"."""


class Signals(Form):
    """What confidence is calibrated on; null where nothing was looked up, 0 where nothing was found."""

    entailment: Fraction | None
    contradiction: Fraction | None
    relevance: float | None
    sources: Count
    agreeing: Count
    contradicted: Count


class Selection(Form):
    """What an error rate did to a verdict: `withheld_label` was not sure enough for it, null where the verdict stands.
    Of the `expected_coverage_n` held-out claims `expected_coverage` is the share that is answered at this rate."""

    max_error_rate: float
    withheld_label: Label | None
    expected_coverage: Fraction | None
    expected_coverage_n: Count


class ReportSelection(Form):
    """The same for a report: of its `claims` so many are `answered` and so many `withheld`."""

    max_error_rate: float
    expected_coverage: Fraction | None
    expected_coverage_n: Count
    answered: Count
    withheld: Count
    claims: Count

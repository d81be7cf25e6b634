"""The forms that are sent, for the documentation of the service and for its clients.

The service does not build answers from these: `verifier.records` has the one JSON form, and a test holds the two
together. Times are ISO dates, `end` is exclusive; offsets are in characters.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from api.schemas import examples
from api.schemas.forms import (
    Check,
    Count,
    Coverage,
    Form,
    Fraction,
    Provenance,
    Reason,
    ReportSelection,
    Selection,
    Signals,
    Span,
    Stance,
)
from indexes.types import DocumentKind
from verifier.types import Change, ClaimRole, Comparator, Label, SentenceKind

BatchState = Literal["queued", "running", "completed", "cancelled", "failed"]


class Slice(Span):
    """A part of a text, verbatim."""

    text: str


class Quantity(Form):
    """An amount as an interval; null is open on that side.

    `per` is what a rate is over, `change` whether a change is told to go from, to or by it.
    """

    low: float | None
    high: float | None
    unit: str | None
    comparator: Comparator
    per: str | None
    change: Change | None
    text: str


class Days(Form):
    """Days from `start` to before `end`; null is open on that side."""

    start: date | None
    end: date | None


class TimeRange(Days):
    """A time that the claim names; `alternative` is the other reading of an ambiguous one."""

    alternative: Days | None
    text: str


class Attribution(Form):
    """Who says it by which word, with the speaker's title in the words of the article; `source` is where the speaker
    is named beside the cue, where that is told, and `content` what is said."""

    speaker: str
    title: str | None
    cue: str
    verbatim: bool
    source: Slice | None
    content: Slice


class Ambiguity(Form):
    """Words of a claim that the article leaves open, and what they may mean."""

    text: str
    readings: list[str]
    start: Count
    end: Count


class Claim(Form):
    """A checkable statement; `span` is where it stands in the article, null for a claim given on its own. `repeats`
    are the other places that state the same. Of what somebody says there are two claims at one place: that it was
    said (`role` "saying") and that it is so ("said"); neither supports the other. `kept_verbatim` tells that the
    article was not found to entail the claim as rewritten, so that its sentence stands in its place. `context` is what
    of the article is to be read beside it: its opening, what was said right before, and what introduces its people and
    things. `readiness` is a score of how likely a fact-checker would take it over as it is; it is `ready` where the
    score is high and nothing in it is open. Both are null for a claim given on its own, kept verbatim or too long to be
    read."""

    text: str
    span: Span | None
    sentence: str
    check_worthiness: Fraction
    kind: SentenceKind
    role: ClaimRole | None
    attribution: Attribution | None
    quantities: list[Quantity]
    times: list[TimeRange]
    ambiguities: list[Ambiguity]
    repeats: list[Span]
    kept_verbatim: bool
    context: list[Slice]
    readiness: Fraction | None
    ready: bool | None


class Skipped(Slice):
    """A sentence that gave no claim, and why."""

    kind: SentenceKind
    reason: str


class Extraction(Form):
    """Claims and skipped sentences, each in the order of the text."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.EXTRACTION]})

    claims: list[Claim]
    skipped: list[Skipped]


class Source(Form):
    document_id: str
    title: str | None
    url: str | None
    publisher: str | None
    published_at: date | None


class Evidence(Source):
    """A passage that was read beside the claim; `sentences` are the ones that decide. `part` is the part of the claim
    that it was set against by itself, null where that is the whole claim."""

    passage: Slice
    sentences: list[Slice]
    stance: Stance
    similarity: Annotated[float, Field(ge=-1, le=1)]
    checks: list[Check]
    part: str | None


class Verdict(Form):
    """The answer to one claim."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.VERDICT]})

    id: str
    claim: Claim
    label: Label
    confidence: Fraction
    evidence: list[Evidence]
    reasons: list[Reason]
    coverage: Coverage
    provenance: Provenance
    explanation: str
    signals: Signals
    selection: Selection | None
    """Null where no error rate was asked for."""


class Verdicts(Form):
    """One verdict a claim, in the order of the claims."""

    verdicts: list[Verdict]


class Article(Form):
    text: str
    title: str | None
    url: str | None
    publisher: str | None
    published_at: date | None
    fragment: Span | None


class Report(Form):
    """All verdicts of one article."""

    article: Article
    verdicts: list[Verdict]
    skipped: list[Skipped]
    provenance: Provenance
    selection: ReportSelection | None
    timings_s: dict[str, float]


class Hit(Source):
    """A passage that was found. A rank is null where that search did not return the passage."""

    passage: Slice
    similarity: Annotated[float, Field(ge=-1, le=1)]
    dense_rank: int | None
    lexical_rank: int | None
    fused: float


class Hits(Form):
    """Passages, best first, all from one snapshot of the collection."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.HITS]})

    collection_snapshot: str
    hits: list[Hit]
    documents_outside_dates: Count
    """Distinct documents among the nearest passages that only the date filter kept out."""


class DocumentSummary(Form):
    """A reference document without its text."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published_at: date | None
    language: str
    kind: DocumentKind


class Document(DocumentSummary):
    """A reference document."""

    text: str


class DocumentPage(Form):
    """Documents in the order of their ids; `next` is the cursor of the next page, null on the last."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.DOCUMENT_PAGE]})

    documents: list[DocumentSummary]
    next: str | None


class Added(Form):
    """Counts of documents: new, changed under a known id, and there already. `ids` are in the order they were sent."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"added": 1, "replaced": 0, "unchanged": 0, "ids": ["harbour/2024-06"]}]}
    )

    added: Count
    replaced: Count
    unchanged: Count
    ids: list[str]


class Collection(Form):
    """What the collection holds. The snapshot names its exact content."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.COLLECTION]})

    embedder: str
    dimension: Count
    metric: Literal["cosine"]
    documents: Count
    passages: Count
    snapshot: str
    format_version: int


class BatchProgress(Form):
    """Counts of items; `total` is all of them, done or not."""

    total: Count
    completed: Count
    failed: Count


class Batch(Form):
    """A batch. Items that end in an error count as failed and do not make the batch a failed one; a batch is failed
    when it could not go on, and `error` says why."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.BATCH]})

    id: str
    state: BatchState
    counts: BatchProgress
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: dict[str, object] | None


class BatchPage(Form):
    """Batches, newest first; `next` is the cursor of the next page, null on the last."""

    batches: list[Batch]
    next: str | None


class Health(Form):
    status: Literal["alive", "ready"]


class FieldError(Form):
    """One error of validation: a JSON pointer into the body, or the name of a parameter."""

    pointer: str | None = None
    parameter: str | None = None
    code: str
    detail: str


class BrokenLimit(Form):
    name: str
    value: int
    found: int | None


class Problem(Form):
    """An error (RFC 9457)."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PROBLEM]})

    type: str
    title: str
    status: int
    detail: str
    instance: str
    hint: str
    errors: list[FieldError] | None = None
    limit: BrokenLimit | None = None
    language: str | None = None


RESPONSE_MODELS: tuple[type[Form], ...] = (
    Extraction, Verdict, Hits, DocumentPage, Added, Collection, Batch, Problem
)  # fmt: skip

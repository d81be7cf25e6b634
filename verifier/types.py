"""Plain types of the domain. Importing this module loads nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from indexes.types import Document, Passage
from models.types import Span, Stance

Label = Literal["SUPPORTED", "REFUTED", "CONFLICTING", "NOT_ENOUGH_EVIDENCE"]
LABELS: Final[tuple[Label, ...]] = get_args(Label)
ANSWERS: Final[tuple[Label, ...]] = ("SUPPORTED", "REFUTED")
"""The labels that a reader would rely on."""
Comparator = Literal["exactly", "about", "more_than", "at_least", "less_than", "at_most", "between"]
SentenceKind = Literal[
    "factual",
    "quantity",
    "quotation",
    "definition",
    "prediction",
    "promise",
    "opinion",
    "question",
    "rhetorical",
    "fragment",
    "boilerplate",
]
Change = Literal["from", "to", "by"]
ClaimRole = Literal["saying", "said"]
AttributionKind = Literal["said", "asked", "denied", "believed", "wanted", "other"]
CheckOutcome = Literal["match", "within_rounding", "contradicted", "not_comparable"]
CheckName = Literal["quantity", "date", "name", "attribution", "modality"]
CheckEffect = Literal["none", "lower", "veto"]

UNCALIBRATED: Final = "uncalibrated"


@dataclass(frozen=True, slots=True)
class Article:
    """The text under check. All offsets of its claims are in characters of `text`.

    With a `fragment` only the sentences that reach into it give claims; the whole text stays their context.
    """

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_at: date | None = None
    fragment: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as an interval [low, high]; None means open on that side.

    "more than 2,000 migrants" is low=2000, high=None, unit="migrant", comparator="more_than". `unit` is a lower-case
    singular noun, an ISO 4217 code, "percent", or None for a bare number. `span` is in the text it came from. `per` is
    what a rate is over ("hour", "100000 person"). `change` tells an amount of change ("rose by 5 percent") from the
    values it leads from and to; None where no change is told.
    """

    low: float | None
    high: float | None
    unit: str | None
    comparator: Comparator
    span: Span
    per: str | None = None
    change: Change | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a quantity is bounded on at least one side")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a quantity needs low <= high, got [{self.low}, {self.high}]")


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Days [start, end), `end` exclusive; None means open on that side. `span` is in the text it came from.

    `alternative` is the other reading of an ambiguous expression ("next Friday" on a Monday), with the same meaning.
    """

    start: date | None
    end: date | None
    span: Span
    alternative: tuple[date | None, date | None] | None = None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a time range is bounded on at least one side")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"a time range needs start < end, got [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it: the speaker as fully as the article names them, the cue ("said"), whether the
    content is a verbatim quotation, and where the attribution's content stands in the article, first to last.

    `source` is where the speaker is named beside the cue, `title` the speaker's title or role in the words of the
    article, `content` and `cue_spans` the pieces of what is said and of the cue. What is only thought, wanted, asked
    or otherwise implied is no saying: `kind` tells. `inner` is True for one inside the content of another
    attribution.
    """

    speaker: str
    cue: str
    verbatim: bool
    span: Span
    source: Span | None = None
    title: str | None = None
    content: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    kind: AttributionKind = "said"
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words of a claim that the article leaves open: `text` as it stands there, and the readings that it allows, none
    where what is meant cannot be named. `span` is in characters of the article."""

    text: str
    readings: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement.

    `text` is self-contained; `span` is where it stands in the article (None for a claim given on its own), and
    `sentence` is the whole sentence around it, verbatim. `check_worthiness` is in [0, 1]. The spans of `quantities`
    and `times` are in characters of the article, or of `text` where `span` is None. A claim with `ambiguities` keeps
    the words that it could not resolve; `repeats` are the other places of the article that state the same. Of what
    somebody says there are two claims with one span and attribution: `role` "saying" states that it was said, "said"
    that it is so. Neither supports the other, and the saying is alone where what was said cannot be checked.
    `kept_verbatim` is True where the article was not found to entail the claim as it was rewritten, and its sentence
    stands in its place (`verifier.claims.guarded`). `context` are the places of the article beside which it is to be
    read: its opening, what was said right before, and what introduces its people and things. `readiness`, in [0, 1], is
    how likely a reader would take it over as it is, no calibrated probability (`verifier.claims.readiness`), and None
    where that is not known.
    """

    text: str
    span: Span | None
    sentence: str
    check_worthiness: float
    kind: SentenceKind
    attribution: Attribution | None = None
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeRange, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    repeats: tuple[Span, ...] = ()
    role: ClaimRole | None = None
    kept_verbatim: bool = False
    context: tuple[Span, ...] = ()
    readiness: float | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a claim needs a text")
        if not 0.0 <= self.check_worthiness <= 1.0:
            raise ValueError(f"check_worthiness lies in [0, 1], got {self.check_worthiness}")
        if self.readiness is not None and not 0.0 <= self.readiness <= 1.0:
            raise ValueError(f"readiness lies in [0, 1], got {self.readiness}")


@dataclass(frozen=True, slots=True)
class SkippedSentence:
    """A sentence that gave no claim, and why."""

    span: Span
    kind: SentenceKind
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in an article: claims, skipped sentences and attributions, each in the order of the text."""

    claims: tuple[Claim, ...]
    skipped: tuple[SkippedSentence, ...]
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRequest:
    """A claim given on its own. `as_of` is the last day whose evidence may be used; `id` is echoed in the verdict."""

    text: str
    as_of: date | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a caller may ask of one question beside the verifier's own settings; None leaves those as they are.

    `max_error_rate` is the share of wrong labels, in (0, 0.5], that the answered claims may be expected to have.
    """

    use_later_evidence: bool | None = None
    max_error_rate: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A comparison beside the NLI model. Both texts are verbatim; `evidence_text` is None where nothing compares.

    `effect` is what the check does to support by this evidence: "veto" takes it away, "lower" leaves less of it than
    carries SUPPORTED. `claim_span` is in the text that
    the claim's other spans are in, `evidence_span` in the document; None where the words stand in no such text (a word
    that was written out for the claim, a title).
    """

    name: CheckName
    outcome: CheckOutcome
    claim_text: str
    evidence_text: str | None
    detail: str
    effect: CheckEffect = "none"
    claim_span: Span | None = None
    evidence_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage read beside a claim. `sentences` are the spans, in characters of the document, that decide.

    `part` is the part of the claim that the stance is about, where parts were read apart; None is the whole claim.
    """

    document: Document
    passage: Passage
    sentences: tuple[Span, ...]
    stance: Stance
    similarity: float
    checks: tuple[Check, ...] = ()
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A machine-readable code (snake_case, listed in `verifier.reasons`) and one sentence for people."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read for a verdict and what was not; counts, never ratios."""

    passages_found: int
    passages_read: int
    windows_read: int
    documents_read: int
    documents_outside_dates: int
    documents_same_as_article: int
    duplicate_documents: int
    characters_unread: int
    evidence_after: date | None
    evidence_before: date | None


@dataclass(frozen=True, slots=True)
class Signals:
    """What confidence is calibrated on: strengths and counts of what was read; None where nothing was looked up, and 0
    where nothing was found.

    Where evidence decides, `entailment` and `contradiction` are the greatest strengths for and against
    (`verifier.weighing`); otherwise the greatest probabilities that the judge gives either side in a passage about the
    claim, vetoed or not. `relevance` is that of the deciding or else the nearest passage, `sources` counts the
    independent documents on the deciding side, `agreeing` and `contradicted` the comparisons of amounts and dates in
    the best passage that came out so.
    """

    entailment: float | None = None
    contradiction: float | None = None
    relevance: float | None = None
    sources: int = 0
    agreeing: int = 0
    contradicted: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """What an asked-for error rate did to a verdict. `withheld` is the label that was not sure enough, None where the
    verdict stands. Of `calibrated_on` held-out claims `expected_answers` are answered at this rate."""

    max_error_rate: float
    withheld: Label | None
    expected_answers: int
    calibrated_on: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """What another person needs to replay a verdict. Models are "name@sha256", settings are what decides.

    `calibration` is the sha256 of the calibration that confidence comes from, or "uncalibrated".
    """

    embedder: str
    nli: str
    collection_snapshot: str
    settings: Mapping[str, str | int | float | bool | None]
    calibration: str = UNCALIBRATED


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim. `confidence` is in [0, 1] and speaks of `label`: the calibrated probability that it is
    right, or a stated function of `signals` where `provenance` says that it is uncalibrated."""

    id: str
    claim: Claim
    label: Label
    confidence: float
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]
    coverage: Coverage
    provenance: Provenance
    explanation: str
    signals: Signals = Signals()
    selection: Selection | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence lies in [0, 1], got {self.confidence}")
        if self.label == "NOT_ENOUGH_EVIDENCE" and not self.reasons:
            raise ValueError("NOT_ENOUGH_EVIDENCE carries at least one reason")


@dataclass(frozen=True, slots=True)
class Report:
    """All verdicts of one article. `timings_s` says how long each stage took and is not part of what is replayed."""

    article: Article
    verdicts: tuple[Verdict, ...]
    skipped: tuple[SkippedSentence, ...]
    provenance: Provenance
    timings_s: Mapping[str, float]

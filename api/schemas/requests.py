"""Bodies of requests. Their limits on length and number are settings of the service; see `api.limits`."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import ConfigDict, Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag, model_validator
from pydantic_core import PydanticCustomError

from api.problems import TAG_MARK
from api.schemas.text import Day, Line, StrictBody, Text
from indexes.types import DocumentKind, SearchMode

ONE: Final = f"{TAG_MARK}one>"
MANY: Final = f"{TAG_MARK}many>"


ErrorRate = Annotated[StrictFloat, Field(gt=0, le=0.5)]


class TermsBody(StrictBody):
    """What may be asked of what is verified."""

    use_later_evidence: StrictBool | None = None
    """Whether evidence published after the day of the article or the claim is used too."""
    max_error_rate: ErrorRate | None = None
    """Answer only what is sure enough for a share of wrong answers below this; the rest is NOT_ENOUGH_EVIDENCE with the
    reason `above_max_error_rate`. `selection` of the answer says how much is answered at this rate."""


class FragmentBody(StrictBody):
    """A part of a text: characters `start` to `end`, counted from 0, the end exclusive."""

    start: Annotated[StrictInt, Field(ge=0)]
    end: Annotated[StrictInt, Field(ge=1)]

    @model_validator(mode="after")
    def _has_characters(self) -> FragmentBody:
        if self.start >= self.end:
            raise PydanticCustomError("fragment", "expected a start before the end")
        return self


class ArticleBody(StrictBody):
    """An article whose claims are looked for or verified."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "The ferry to Lindholm carried 41,000 passengers in May, the harbour office said Friday.",
                    "title": "Ferry sets a record",
                    "publisher": "Lindholm Courier",
                    "published_at": "2024-06-07",
                }
            ]
        }
    )

    text: Text
    """The text, paragraphs set apart by blank lines. Offsets in the answer are in characters of it."""
    title: Line | None = None
    url: Line | None = None
    publisher: Line | None = None
    published_at: Day | None = None
    """The day from which "Friday" or "in May" are reckoned, and the last day whose evidence is used."""
    fragment: FragmentBody | None = None
    """Only claims of this part of the text; the whole text is their context."""


class VerifiedArticleBody(ArticleBody, TermsBody):
    """An article whose claims are verified, and on which terms."""


class ClaimBody(StrictBody):
    """One claim, given on its own."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"claim": "The Lindholm ferry carried 41,000 people in May.", "id": "c1"}]}
    )

    claim: Text
    as_of: Day | None = None
    """The last day whose evidence is used; without it, all evidence is."""
    id: Line | None = None
    """Comes back as the id of the verdict."""


class OneClaimBody(ClaimBody, TermsBody):
    """One claim, and on which terms it is verified."""


class ClaimsBody(TermsBody):
    """Several claims; they are answered in their order and all on the same terms."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "claims": [
                        {"claim": "The Lindholm ferry carried 41,000 people in May.", "as_of": "2024-06-30"},
                        {"claim": "The old pier was closed in 2019."},
                    ]
                }
            ]
        }
    )

    claims: Annotated[list[ClaimBody], Field(min_length=1)]


class SearchBody(StrictBody):
    """What evidence is looked for, and which documents may be used."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"query": "passengers of the Lindholm ferry", "top_k": 5, "before": "2024-07-01"}]
        }
    )

    query: Text
    top_k: Annotated[StrictInt, Field(ge=1)] = 10
    mode: SearchMode = "fused"
    """By meaning (dense), by words (lexical), or by both (fused)."""
    after: Day | None = None
    """The first day of publication."""
    before: Day | None = None
    """The day of publication is before this one."""
    include_undated: StrictBool = True
    publishers: list[Line] = Field(default_factory=list)
    languages: list[Line] = Field(default_factory=list)
    kinds: list[DocumentKind] = Field(default_factory=list)


class DocumentBody(StrictBody):
    """A reference document. Without an id it gets one that is made from its content."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "harbour/2024-06",
                    "title": "Traffic of the harbour, May 2024",
                    "text": "In May the ferry to Lindholm carried 41,212 passengers.",
                    "publisher": "Harbour Office",
                    "published_at": "2024-06-05",
                    "kind": "primary",
                }
            ]
        }
    )

    id: Text | None = None
    text: Text
    title: Line | None = None
    url: Line | None = None
    publisher: Line | None = None
    published_at: Day | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")] | None = None
    """ISO 639; without it, the language is detected."""
    kind: DocumentKind = "other"


class DocumentsBody(StrictBody):
    """Several reference documents."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"documents": [{"id": "pier", "text": "The old pier has been closed since March 2019."}]}]
        }
    )

    documents: Annotated[list[DocumentBody], Field(min_length=1)]


def _one_or_many(plural: str) -> Discriminator:
    def choose(value: object) -> str:
        return MANY if isinstance(value, dict) and plural in value else ONE

    return Discriminator(choose)


class BatchItem(TermsBody):
    """An item of a batch: either an article or a claim, on terms of its own."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"custom_id": "c-1", "claim": "The old pier was closed in 2019."}]}
    )

    custom_id: Text
    """Yours, and unique in the batch; the answer bears it."""
    article: ArticleBody | None = None
    claim: Text | None = None
    as_of: Day | None = None


ClaimOrClaims = Annotated[
    Annotated[OneClaimBody, Tag(ONE)] | Annotated[ClaimsBody, Tag(MANY)],
    _one_or_many("claims"),
]
DocumentOrDocuments = Annotated[
    Annotated[DocumentBody, Tag(ONE)] | Annotated[DocumentsBody, Tag(MANY)],
    _one_or_many("documents"),
]

REQUEST_MODELS: Final = (
    ArticleBody, VerifiedArticleBody, OneClaimBody, ClaimsBody, SearchBody, DocumentBody, DocumentsBody, BatchItem
)  # fmt: skip

"""Settings of the HTTP service, read from the environment (prefix VERIFIER_API_) or given in code."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict

KIB = 1024
MIB = 1024 * KIB


class Limits(BaseSettings):
    """What one request may bring. Sizes are in bytes of the body, lengths in characters, the rest are counts.

    A limit that is broken is named in the answer: 413 for bytes, 422 for everything else.
    """

    model_config = SettingsConfigDict(env_prefix="VERIFIER_API_", frozen=True)

    max_body_bytes: PositiveInt = Field(default=8 * MIB, description="bytes of a request body, but for JSONL batches")
    max_batch_bytes: PositiveInt = Field(default=256 * MIB, description="bytes of a JSONL batch")
    max_batch_items: PositiveInt = Field(default=20_000, description="items of a batch")
    max_claims: PositiveInt = Field(default=100, description="claims of one request")
    max_claim_characters: PositiveInt = Field(default=2_000, description="characters of a claim or a query")
    max_article_characters: PositiveInt = Field(default=200_000, description="characters of an article")
    max_documents: PositiveInt = Field(default=500, description="documents of one request")
    max_document_characters: PositiveInt = Field(default=2_000_000, description="characters of a document")
    max_top_k: PositiveInt = Field(default=100, description="passages that a search may ask for")
    max_page_size: PositiveInt = Field(default=200, description="entries of a page of a list")


class ApiSettings(BaseSettings):
    """The service's settings; `collection` is the folder of the collection that it serves.

    `state_dir` keeps what must survive a restart: the batch queue, the batches' inputs and their results. By default
    it is the folder `<collection>.state` beside the collection, because a collection is something to copy and share
    and the articles under check are not.
    """

    model_config = SettingsConfigDict(env_prefix="VERIFIER_API_", frozen=True)

    collection: Path
    state_dir: Path | None = None
    max_waiting: PositiveInt = Field(default=32, description="requests that may wait for the models; more get a 503")
    retry_after_s: PositiveInt = Field(default=5, description="what an overloaded service answers in Retry-After")
    shutdown_grace_s: PositiveInt = Field(
        default=20, description="seconds that a running step has when the service stops"
    )
    limits: Limits = Field(default_factory=Limits)

    @property
    def state_folder(self) -> Path:
        """Where the service keeps its own state."""
        if self.state_dir is not None:
            return self.state_dir
        collection = self.collection.absolute()
        return collection.with_name(f"{collection.name}.state")

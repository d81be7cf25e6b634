"""Settings: what decides a verdict (`VerificationSettings`) and where things are (`Settings`).

The first kind is part of a verdict's provenance, the second is not: moving a cache changes no verdict.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.runtimes import RuntimeChoice
from verifier.errors import SettingsInvalid
from verifier.types import Terms

RULES_VERSION = 5
"""Counts up with every change of the rules (checks, weighing, decision) that may change a verdict."""

SCREEN = "screen"
"""The released screen, as an NLI model of the table: in front of the judge in a cascade, or fast in its place."""
READINESS = "readiness"
"""The released small model of how likely a claim can be taken over as it is."""
SECOND_READER = "second-reader"
"""The released larger one, which reads again what the small one finds possible."""
_FRACTIONS = (
    "least_worth",
    "least_confidence",
    "relevance_floor",
    "refute_relevance",
    "check_relevance",
    "support_threshold",
    "refute_threshold",
    "opposed_floor",
    "conflict_threshold",
    "same_event_overlap",
    "same_statement_overlap",
    "reread_threshold",
    "near_duplicate",
    "same_text",
    "cascade_floor",
    "cascade_certain",
)
_LEAST_ONE = (
    "passages_found",
    "passages_read",
    "cascade_best",
    "sentences_read",
    "window_sentences",
    "shared_to_support",
    "shared_to_refute",
    "evidence_shown",
    "shingle_words",
    "max_article_characters",
    "max_claim_characters",
)


@dataclass(frozen=True, slots=True)
class VerificationSettings:
    """Everything that decides a verdict beside the models and the collection. SettingsInvalid where out of range.

    Fractions are in [0, 1]. The thresholds are stated, not learnt: `verifier/README.md` says what they were chosen on.
    """

    passages_found: int = 12
    """Passages that retrieval returns for a claim."""
    passages_read: int = 5
    """The nearest of them, copies set aside, that the judge reads whole."""
    cascade: bool = False
    """Whether the screen reads all passages near the claim, and the judge those that it picks (`verifier.screening`);
    then `passages_read` counts no longer."""
    cascade_best: int = 1
    """Windows that the screen picks for each side, and of the uncertain ones."""
    cascade_floor: float = 0.45
    """Least probability that the screen gives a side in a window that the judge must read."""
    cascade_certain: float = 0.8
    """A window where the screen gives a side less is uncertain."""
    sentences_read: int = 4
    """Single sentences that the judge reads again, at most, for a claim."""
    window_sentences: int = 3
    """Sentences that are read together at most, where a passage leans and no single sentence of it decides."""
    evidence_shown: int = 5
    """Passages a verdict lists, deciding ones first."""
    relevance_floor: float = 0.35
    """Relevance is the mean of cosine similarity and the share of the claim's content words in a passage and its
    title. A passage below this is not read and decides nothing."""
    refute_relevance: float = 0.6
    """The same for evidence against, because the judge overclaims contradiction on related, neutral text."""
    check_relevance: float = 0.55
    """The same where another amount or date of the same event stands against the claim."""
    shared_to_support: int = 2
    """Content words of the claim that a passage and its title repeat at least, before the passage may support; all of
    them where the claim has fewer."""
    shared_to_refute: int = 3
    """The same for evidence against. 2 lets a short false claim ("X is in Y") be refuted."""
    support_threshold: float = 0.65
    """Least probability of entailment that carries SUPPORTED."""
    refute_threshold: float = 0.85
    """Least probability of contradiction that carries REFUTED."""
    opposed_floor: float = 0.4
    """Least probability of entailment, anywhere in what was read, at which evidence against does not refute unless an
    amount or a date does."""
    conflict_threshold: float = 0.85
    """Least probability of contradiction that stands against a supporting source, or against an equal amount."""
    same_event_overlap: float = 0.5
    """Least share of the claim's content words in the sentences whose other amount or date refutes it."""
    same_statement_overlap: float = 0.7
    """The same where the judge sees no relation at all."""
    reread_threshold: float = 0.3
    """A passage whose 1 - neutral reaches this is read again sentence by sentence."""
    near_duplicate: float = 0.7
    """Resemblance or containment at which two sources count once."""
    same_text: float = 0.5
    """Containment at which a document is the article under check, or a version of it."""
    shingle_words: int = 5
    """Words in a shingle (Broder 1997)."""
    superseded_days: int = 7
    """Days by which the newest evidence of one side must be later than all of the other, to supersede it where the
    claim is of a state that can change."""
    antecedent_characters: int = 1_500
    """Characters before a passage in which its pronouns may have their antecedents."""
    least_worth: float = 0.1
    """Least check-worthiness of a claim of an article; what is below is set aside unchecked, and listed."""
    guard_claims: bool = False
    """Whether the judge reads the claims of an article beside the article first, and those that are not entailed are
    kept as their sentences stand (`verifier.claims.guarded`)."""
    use_checks: bool = True
    """Whether numbers, dates, names, attribution and modality are compared beside the judge; off only to measure."""
    use_later_evidence: bool = False
    """Whether evidence later than the claim's date may be used."""
    least_confidence: float = 0.8
    """Least calibrated probability of being right at which SUPPORTED or REFUTED is told; without a calibration of the
    judge in use nothing is withheld, and with `max_error_rate` that decides."""
    max_error_rate: float | None = None
    """Greatest expected share of wrong labels among answered claims, in (0, 0.5]; None answers whatever decides."""
    max_article_characters: int = 1_000_000
    max_claim_characters: int = 2_000

    def __post_init__(self) -> None:
        for name in _FRACTIONS:
            value = getattr(self, name)
            if not 0.0 <= value <= 1.0:
                raise SettingsInvalid(f"{name} lies in [0, 1], found {value}", hint=f"Set {name} between 0 and 1.")
        for name in _LEAST_ONE:
            value = getattr(self, name)
            if value < 1:
                raise SettingsInvalid(f"{name} is at least 1, found {value}", hint=f"Set {name} to 1 or more.")
        if self.superseded_days < 0:
            raise SettingsInvalid(
                f"superseded_days is at least 0, found {self.superseded_days}", hint="Set superseded_days to 0 or more."
            )
        if self.max_error_rate is not None:
            require_error_rate(self.max_error_rate)
        if self.check_relevance > self.refute_relevance:
            raise SettingsInvalid(
                f"check_relevance is at most refute_relevance ({self.refute_relevance}), found {self.check_relevance}",
                hint="Raise refute_relevance or lower check_relevance.",
            )
        if self.passages_read > self.passages_found:
            raise SettingsInvalid(
                f"passages_read is at most passages_found ({self.passages_found}), found {self.passages_read}",
                hint="Raise passages_found or lower passages_read.",
            )

    def under(self, terms: Terms) -> VerificationSettings:
        """These settings with what a caller asked for. Raises SettingsInvalid."""
        asked = {name: value for name, value in asdict(terms).items() if value is not None}
        return replace(self, **asked)

    def as_mapping(self) -> dict[str, str | int | float | bool | None]:
        """All settings by name, in a fixed order, and the version of the rules, for the provenance of a verdict."""
        settings = asdict(self)
        return {**{field.name: settings[field.name] for field in fields(self)}, "rules_version": RULES_VERSION}


def require_error_rate(rate: float) -> None:
    """SettingsInvalid where a greatest error rate is not in (0, 0.5]: 0 answers nothing, and above a half the opposite
    of the answer would be the better one."""
    if not 0.0 < rate <= 0.5:
        raise SettingsInvalid(
            f"max_error_rate lies above 0 and is at most 0.5, found {rate}",
            hint="Ask for a rate such as 0.05 or 0.1, or leave it out.",
        )


class Settings(BaseSettings):
    """Where things are on this machine, from the environment (prefix `VERIFIER_`) or from a caller.

    `nli_model` is a folder of a Hugging Face sequence-classification model, or a name in the table of models; None is
    the released judge. `nli_runtime` is the arithmetic it runs in, and the models that read claims beside it
    (`models.runtimes`; the models' names in a verdict's provenance say which). `cache` is where weights are joined and
    kept. `threads` is how many cores the models use.
    `cascade` puts the released screen in front of the NLI model, `guard` lets it read claims beside their article.
    `least_worth` is the least check-worthiness of a claim of an article; None is the default.
    `calibration` is a file that `verifier calibrate` wrote; None is the released one, which speaks of the released
    judge only.
    """

    model_config = SettingsConfigDict(env_prefix="VERIFIER_", frozen=True, extra="ignore")

    collection: Path | None = None
    nli_model: str | None = None
    nli_runtime: RuntimeChoice = "auto"
    cache: Path | None = None
    threads: int | None = Field(default=None, ge=1)
    calibration: Path | None = None
    cascade: bool = False
    guard: bool = False
    least_worth: float | None = Field(default=None, ge=0, le=1)

    def deciding(self, verification: VerificationSettings | None) -> VerificationSettings:
        """What decides verdicts here: as given, or the defaults, with the cascade and the guard where they are on."""
        chosen = verification or VerificationSettings()
        return replace(
            chosen,
            cascade=self.cascade or chosen.cascade,
            guard_claims=self.guard or chosen.guard_claims,
            least_worth=chosen.least_worth if self.least_worth is None else self.least_worth,
        )

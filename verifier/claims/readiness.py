"""How likely a claim can be handed on as it is: checkable, whole, clear beside its surroundings, and said by whom it
is said to be.

The rules say what can be a claim at all. Much of what is left an experienced fact-checker would still not take over:
opinions in the form of facts, pieces, words that nobody can place. Two cross-encoders learned to tell from claims that
readers had judged: a small one (`models/readiness`), and a larger one (`models/second_reader`) that reads again what
the first finds possible. Together they say where to begin, and what a list of claims to check can do without.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from models.windows import readable
from verifier.claims.repeats import place_of
from verifier.types import Article, Claim, Extraction, SkippedSentence

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.types import PairReading
    from verifier.claims.guarded import Extractor

READY: Final = 0.85
"""From this readiness on a claim that leaves nothing open is ready to be checked as it is (see `is_ready`)."""

LEAST_READINESS: Final = 0.5
"""Below this readiness a reader more likely leaves a claim than takes it over."""
NOT_READY: Final = "It is not ready to be checked as it is:"
READ_AGAIN: Final = 0.4
"""From this readiness on the second model reads a claim too, if nothing in it is open: others hardly become ready."""
SECOND_SHARE: Final = 0.7
"""The share of the second model in what both say together."""
_LEAST_PROBABILITY: Final = 0.001


@dataclass(frozen=True, slots=True)
class Readers:
    """The models that tell readiness: `first` reads all claims, `second` those that may become ready by it."""

    first: NliModel
    second: NliModel

    def scores(self, claims: Sequence[Claim]) -> list[float | None]:
        """In [0, 1], in order; None for a claim that is too long to be read whole.

        Where both read, the weighted mean of their log-odds counts: each is often sure where the other is right to
        doubt.
        """
        found = _read(self.first, claims)
        again = [
            (at, score)
            for at, score in enumerate(found)
            if score is not None and score >= READ_AGAIN and not claims[at].ambiguities
        ]
        seconds = _read(self.second, [claims[at] for at, _ in again])
        for (at, first), second in zip(again, seconds, strict=True):
            found[at] = None if second is None else _between(first, second)
        return [None if score is None else round(score, 4) for score in found]


class ReadyExtractor:
    """An extractor of the claims that are ready; the others are listed with what makes no claim."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    def extract(self, article: Article) -> Extraction:
        found = self._extractor.extract(article)
        aside = [
            SkippedSentence(place, claim.kind, _why_not(claim))
            for claim in found.claims
            if not is_ready(claim)
            for place in (place_of(claim), *claim.repeats)
        ]
        skipped = sorted([*found.skipped, *aside], key=lambda one: one.span)
        return replace(found, claims=tuple(filter(is_ready, found.claims)), skipped=tuple(skipped))


def with_readiness(claims: Sequence[Claim], readers: Readers) -> list[Claim]:
    """The claims, each with a score in [0, 1] of how likely a reader would take it over; None where it is too long to
    be read whole."""
    return [replace(claim, readiness=score) for claim, score in zip(claims, readers.scores(claims), strict=True)]


def _read(model: NliModel, claims: Sequence[Claim]) -> list[float | None]:
    readings = model.read([as_read(claim) for claim in claims])
    return [_score(claim, reading) for claim, reading in zip(claims, readings, strict=True)]


def _score(claim: Claim, reading: PairReading) -> float | None:
    whole = reading.hypothesis_read.end >= len(readable(claim.text).rstrip())
    return reading.windows[0].stance.entailment if whole else None


def _between(first: float, second: float) -> float:
    """The mean of two probabilities in log-odds, by the share of each."""
    odds = [math.log(score / (1.0 - score)) for score in (_kept(first), _kept(second))]
    mean = (1.0 - SECOND_SHARE) * odds[0] + SECOND_SHARE * odds[1]
    return 1.0 / (1.0 + math.exp(-mean))


def _kept(score: float) -> float:
    return min(max(score, _LEAST_PROBABILITY), 1.0 - _LEAST_PROBABILITY)


def is_ready(claim: Claim) -> bool | None:
    """Whether the claim can be taken over as it is: its readiness is at least `READY`, and nothing in it is open. None
    where its readiness is not known."""
    if claim.readiness is None:
        return None
    return claim.readiness >= READY and not claim.ambiguities


def is_hardly_usable(claim: Claim, least: float) -> bool:
    """Whether its readiness is known and below `least`, in [0, 1]."""
    return claim.readiness is not None and claim.readiness < least


def as_told(claim: Claim) -> str:
    """ ", ready 0.93" or ", draft 0.61", to stand behind its kind; "" where it is not known."""
    if claim.readiness is None:
        return ""
    return f", {'ready' if is_ready(claim) else 'draft'} {claim.readiness:.2f}"


def as_read(claim: Claim) -> tuple[str, str]:
    """(what is known of the claim, its text), as the model reads it."""
    attribution = claim.attribution
    verbatim = attribution is not None and attribution.verbatim
    known = (
        claim.role or "stated",
        claim.kind,
        f"worth {int(10 * claim.check_worthiness)}",
        "open" if claim.ambiguities else "clear",
        "own words" if verbatim else "",
        attribution.speaker if attribution is not None else "",
    )
    return ", ".join(filter(None, known)), claim.text


def _why_not(claim: Claim) -> str:
    if claim.ambiguities:
        return f"{NOT_READY} it leaves open what is meant."
    if claim.readiness is None:
        return f"{NOT_READY} nothing is known of its readiness."
    return f"{NOT_READY} readiness {claim.readiness:.4f}, where {READY:g} is the least."

"""Whether a passage may bear on a claim at all, on either side: near it, sharing words with it, naming its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.evidence import Candidate
    from verifier.settings import VerificationSettings


def may_decide(candidate: Candidate, settings: VerificationSettings) -> bool:
    """Whether it can matter what the judge reads in a passage."""
    return may_support(candidate, settings) or may_refute_by_check(candidate, settings)


def may_support(candidate: Candidate, settings: VerificationSettings) -> bool:
    """Whether a passage is about the claim at all: near it, and naming its subject and all that has a code or an
    acronym in it."""
    return (
        candidate.named
        and candidate.designated == 1.0
        and candidate.relevance >= settings.relevance_floor
        and _shares(candidate, settings.shared_to_support)
    )


def may_refute(candidate: Candidate, settings: VerificationSettings) -> bool:
    """The same for evidence against, and stricter: the judge overclaims contradiction on related, neutral text. Another
    code in the place of the claim's may be what refutes it, so that one of several is enough."""
    return _may_stand_against(candidate, settings, relevance=settings.refute_relevance)


def may_refute_by_check(candidate: Candidate, settings: VerificationSettings) -> bool:
    """The same where another amount or date of the same event stands against the claim, and not the judge alone."""
    return _may_stand_against(candidate, settings, relevance=settings.check_relevance)


def _may_stand_against(candidate: Candidate, settings: VerificationSettings, *, relevance: float) -> bool:
    return (
        candidate.named
        and candidate.designated > 0.0
        and candidate.relevance >= relevance
        and _shares(candidate, settings.shared_to_refute)
    )


def _shares(candidate: Candidate, words: int) -> bool:
    """Whether a passage repeats so many content words of the claim, or all that the claim has."""
    return candidate.shared >= words or candidate.overlap >= 1.0

"""Claims that are hardly worth checking are no work for a fact-checker: they are set aside, and listed with the rest
of what makes no claim."""

from __future__ import annotations

from dataclasses import replace

from verifier.claims.guarded import Extractor
from verifier.types import Article, Claim, Extraction, SkippedSentence


class WorthwhileExtractor:
    """An extractor without the claims of articles whose check-worthiness is below `least`, in [0, 1]."""

    def __init__(self, extractor: Extractor, *, least: float) -> None:
        self._extractor = extractor
        self._least = least

    def extract(self, article: Article) -> Extraction:
        return worthwhile(self._extractor.extract(article), least=self._least)


def worthwhile(extraction: Extraction, *, least: float) -> Extraction:
    """The extraction with the claims below `least` among its skipped sentences, once for each place."""
    if all(claim.check_worthiness >= least for claim in extraction.claims):
        return extraction
    kept = tuple(claim for claim in extraction.claims if claim.check_worthiness >= least)
    told = {claim.span for claim in kept}
    aside = {
        claim.span: _skipped(claim, least)
        for claim in extraction.claims
        if claim.check_worthiness < least and claim.span is not None and claim.span not in told
    }
    skipped = sorted([*extraction.skipped, *filter(None, aside.values())], key=lambda one: one.span)
    return replace(extraction, claims=kept, skipped=tuple(skipped))


def _skipped(claim: Claim, least: float) -> SkippedSentence | None:
    if claim.span is None:
        return None
    reason = f"It is hardly worth checking: {claim.check_worthiness:.2f}, where {least:.2f} is the least."
    return SkippedSentence(claim.span, claim.kind, reason)

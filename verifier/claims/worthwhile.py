"""Claims that are hardly worth checking are no work for a fact-checker: they are set aside, and listed with the rest
of what makes no claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from models.types import Span
from verifier.claims.guarded import Extractor
from verifier.claims.repeats import place_of
from verifier.types import Article, Claim, Extraction, SkippedSentence

HARDLY_WORTH: Final = "It is hardly worth checking:"


class WorthwhileExtractor:
    """An extractor without the claims of articles whose check-worthiness is below `least`, in [0, 1]."""

    def __init__(self, extractor: Extractor, *, least: float) -> None:
        self._extractor = extractor
        self._least = least

    def extract(self, article: Article) -> Extraction:
        return worthwhile(self._extractor.extract(article), least=self._least)


def worthwhile(extraction: Extraction, *, least: float) -> Extraction:
    """The extraction with the claims below `least` among its skipped sentences, once for each place.

    Claims of one place stay together: that it was said, and that it is so, are as worthwhile as the better of them.
    """
    worth: dict[Span, float] = {}
    for claim in extraction.claims:
        place = place_of(claim)
        worth[place] = max(worth.get(place, 0.0), claim.check_worthiness)
    if all(value >= least for value in worth.values()):
        return extraction
    kept = tuple(claim for claim in extraction.claims if worth[place_of(claim)] >= least)
    aside = {
        place: _skipped(claim, place, worth[place_of(claim)], least)
        for claim in extraction.claims
        if worth[place_of(claim)] < least
        for place in (place_of(claim), *claim.repeats)
    }
    skipped = sorted([*extraction.skipped, *aside.values()], key=lambda one: one.span)
    return replace(extraction, claims=kept, skipped=tuple(skipped))


def _skipped(claim: Claim, place: Span, worth: float, least: float) -> SkippedSentence:
    reason = f"{HARDLY_WORTH} {worth:.2f}, where {least:.2f} is the least."
    return SkippedSentence(place, claim.kind, reason)

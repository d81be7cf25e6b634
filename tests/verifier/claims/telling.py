"""What a text tells after a lead that names two people: the claims and who is said to have said them."""

from __future__ import annotations

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

LEAD = "Harbor Chief Ann Ode met Captain Bo Falk in Oslo on Monday. "


def told(extractor: ClaimExtractor, text: str) -> list[tuple[str, str | None]]:
    """Text and speaker of the claims after the lead."""
    found = extractor.extract(Article(LEAD + text)).claims
    after = [claim for claim in found if claim.span is not None and claim.span.start >= len(LEAD)]
    return [(claim.text, claim.attribution.speaker if claim.attribution else None) for claim in after]

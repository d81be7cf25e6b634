"""Evidence on a claim that somebody said something: it must speak of the sayer.

That P is so, or is not so, shows nothing of whether X said it (law 9). A passage counts for or against "X said P" only
where its sentences name X, or X published it. The last word of a name tells: an institute for border studies is not the
border guard.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verifier.names import last_name, named_in

if TYPE_CHECKING:
    from verifier.types import Claim
    from verifier.weighing import Weighed


def of_the_sayer(claim: Claim, weighed: Weighed) -> Weighed:
    """The passage as it is, or without any weight where the claim is a saying and the passage does not name its sayer.

    A sayer without a name ("officials") is not looked for.
    """
    if claim.attribution is None or claim.kind != "quotation":
        return weighed
    sayer = last_name(claim.attribution.speaker)
    document = weighed.candidate.document
    said = " ".join(span.of(document.text) for span in weighed.focus.reading.sentences)
    if not sayer or sayer & (named_in(said) | named_in(document.publisher or "")):
        return weighed
    return replace(weighed, support=0.0, refute=0.0, by_check=False)

"""What an article says twice is one claim with two places."""

from __future__ import annotations

import pytest

from models.types import Span
from verifier.claims.repeats import merged
from verifier.types import Ambiguity, Attribution, Claim, Quantity


def claim(text: str, at: int, *, speaker: str | None = None, amount: float | None = None, vague: bool = False) -> Claim:
    span = Span(at, at + len(text))
    said = None if speaker is None else Attribution(speaker, "said", verbatim=False, span=span)
    amounts = () if amount is None else (Quantity(amount, amount, "boat", "exactly", span),)
    open_ = (Ambiguity("it", ("the port", "the pier"), span),) if vague else ()
    return Claim(text, span, text, 0.5, "factual", said, amounts, ambiguities=open_)


def test_the_same_words_are_one_claim_with_its_other_places() -> None:
    first, again = claim("The port of Oslo closed.", 0), claim("The port of Oslo has closed.", 90)
    (found,) = merged([first, again])
    assert (found.text, found.span, found.repeats) == (first.text, first.span, (again.span,))


@pytest.mark.parametrize(
    "other",
    [
        claim("The port of Bergen closed after the storm that hit the coast in the night.", 90),
        claim("The port of Oslo opened after the storm that hit the coast in the night.", 90),
        claim("The port of Oslo never closed after the storm that hit the coast in the night.", 90),
        claim("The port of Oslo closed after the storm that hit the coast in the night.", 90, speaker="Ann Ode"),
        claim("The port of Oslo closed after the storm that hit the coast in the night.", 90, amount=4),
        claim("The port of Oslo closed after the storm that hit the coast in the night.", 90, vague=True),
    ],
)
def test_another_name_verb_speaker_or_amount_is_another_claim(other: Claim) -> None:
    first = claim("The port of Oslo closed after the storm that hit the coast in the night.", 0)
    assert merged([first, other]) == [first, other]


def test_no_claims_stay_none() -> None:
    assert merged([]) == []

"""Comparisons beside the NLI model: amounts, dates, modality and quotations of a claim.

A model of language reads over numbers easily (Wallace et al. 2019, "Do NLP models know numbers?"), so these rules set
values against each other. They are made to be silent rather than wrong: what cannot be set against each other safely is
`not_comparable`, never `contradicted`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.types import ParsedSentence
from verifier.checks.amounts import compare_quantities
from verifier.checks.content import Reader
from verifier.checks.dates import compare_times
from verifier.checks.modality import compare_modality
from verifier.checks.quotation import compare_quotations
from verifier.types import Check, Claim

__all__ = ["compare"]


def compare(
    claim: Claim, claim_source_text: str, evidence_sentences: Sequence[ParsedSentence], *, evidence_date: date | None
) -> tuple[Check, ...]:
    """One check for each quantity and each time of the claim, in their order, then at most one of modality, then one
    for each quotation that the evidence has.

    `claim_source_text` is the text that the spans of the claim's quantities and times are in. `evidence_date` is the
    day of publication that places relative dates of the evidence; without it only absolute ones are compared. A
    quantity or a time that nothing in the evidence speaks of gives `not_comparable` with `evidence_text` None.
    """
    reader = Reader(claim, claim_source_text, tuple(evidence_sentences), evidence_date)
    amounts = compare_quantities(reader)
    quotations = compare_quotations(claim.text, " ".join(sentence.raw for sentence in reader.sentences))
    return (*amounts, *compare_times(reader, amounts), *compare_modality(reader), *quotations)

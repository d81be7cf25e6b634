"""Comparisons beside the NLI model: amounts, dates, names, attribution, modality and quotations of a claim.

A model of language reads over numbers easily (Wallace et al. 2019, "Do NLP models know numbers?"), so these rules set
values against each other. What cannot be set against each other safely is `not_comparable`, never `contradicted`; but
a number or a date of the claim that the evidence does not give at all is a veto on support: nobody can confirm a
number that the source does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.types import ParsedSentence
from verifier.checks.amounts import compare_quantities
from verifier.checks.attribution import compare_attribution
from verifier.checks.dates import compare_times
from verifier.checks.modality import compare_modality
from verifier.checks.names import compare_names
from verifier.checks.numerals import compare_numerals
from verifier.checks.quotation import compare_quotations
from verifier.checks.reader import Reader, sentence_of
from verifier.types import Check, Claim

__all__ = ["compare"]


def compare(
    claim: Claim,
    claim_source_text: str,
    evidence_sentences: Sequence[ParsedSentence],
    *,
    evidence_date: date | None,
    around: Sequence[ParsedSentence] = (),
    title: Sequence[ParsedSentence] = (),
    before: str = "",
    claim_sentences: Sequence[ParsedSentence] = (),
) -> tuple[Check, ...]:
    """One check for each quantity and each time of the claim, in their order, then one for each other numeral that the
    evidence leaves out, one for each name in whose part it has another, at most one of attribution and of modality, and
    one for each quotation that the evidence has.

    `claim_source_text` is the text that the spans of the claim's quantities and times are in. `evidence_date` is the
    day of publication that places relative dates of the evidence; without it only absolute ones are compared. What
    stands `around` the sentences in their passage, and in the `title`, may confirm a number or a date and never
    contradicts one; a name that stands there, or in the text `before` the passage, is never another one. Names are
    compared only where `claim_sentences`, the parse of the claim's text, is given. Evidence spans are in the text that
    `evidence_sentences` and `around` were parsed from.
    """
    reader = Reader(
        claim,
        claim_source_text,
        tuple(sentence_of(one, evidence_date) for one in evidence_sentences),
        tuple(sentence_of(one, evidence_date) for one in around)
        + tuple(sentence_of(one, evidence_date, offsets=False) for one in title),
        before,
        tuple(claim_sentences),
    )
    amounts = compare_quantities(reader)
    quotations = compare_quotations(claim.text, " ".join(sentence.raw for sentence in reader.sentences))
    return (
        *amounts,
        *compare_times(reader, amounts),
        *compare_numerals(reader),
        *compare_names(reader),
        *compare_attribution(reader),
        *compare_modality(reader),
        *quotations,
    )

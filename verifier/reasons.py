"""Codes that a verdict's reasons use. A code, once published, keeps its meaning."""

from __future__ import annotations

from typing import Final

NO_EVIDENCE: Final = "no_evidence"  # retrieval found nothing that may be used
WEAK_EVIDENCE: Final = "weak_evidence"  # passages were read, none decides
EVIDENCE_AFTER_CUTOFF: Final = "evidence_after_cutoff"  # what matches was published outside the allowed window
QUANTITIES_NOT_COMPARABLE: Final = "quantities_not_comparable"  # the amounts cannot be set against each other
QUANTITY_CONTRADICTED: Final = "quantity_contradicted"  # evidence gives another amount
DATE_CONTRADICTED: Final = "date_contradicted"  # evidence gives another date
QUANTITY_NOT_IN_EVIDENCE: Final = "quantity_not_in_evidence"  # the evidence does not give the claim's number
DATE_NOT_IN_EVIDENCE: Final = "date_not_in_evidence"  # the evidence does not give the claim's date
NAME_DIFFERS: Final = "name_differs"  # the evidence names another one in the same part
CLAIM_NOT_CHECKABLE: Final = "claim_not_checkable"  # a question, an opinion, a prediction, a fragment
CLAIM_TOO_LONG: Final = "claim_too_long"  # over the model's limit: part of the claim was not read
UNSUPPORTED_LANGUAGE: Final = "unsupported_language"  # the claim is in a language the models do not read
ONLY_SAME_TEXT: Final = "only_same_text"  # the only matches are the article itself or its copies
SOURCES_DISAGREE: Final = "sources_disagree"  # independent evidence stands on both sides
ENTAILED: Final = "entailed"  # the evidence says what the claim says
CONTRADICTED: Final = "contradicted"  # the evidence says otherwise
OPPOSED: Final = "opposed"  # evidence stands against the claim, and other evidence leans to it
DUPLICATE_SOURCES: Final = "duplicate_sources"  # near-identical documents were counted once
UNDATED_EVIDENCE: Final = "undated_evidence"  # a cut-off was asked for, and evidence has no date
TEXT_NOT_READ: Final = "text_not_read"  # part of the text was not read
MODALITY_DIFFERS: Final = "modality_differs"  # evidence speaks of a plan, a possibility or a denial, not of the fact
ATTRIBUTION_DIFFERS: Final = "attribution_differs"  # evidence names another speaker
SHARES_TOO_LITTLE: Final = "shares_too_little"  # the judge leans, but the passage hardly speaks of the claim
SUPERSEDED: Final = "superseded"  # older evidence for the other side, on what may have changed since
JOINED_EVIDENCE: Final = "joined_evidence"  # several sources, each of which covers a part of the claim
PART_UNCOVERED: Final = "part_uncovered"  # a part of the claim is not covered, though others are
LOW_CONFIDENCE: Final = "low_confidence"  # a label was reached, not sure enough to be told
ABOVE_MAX_ERROR_RATE: Final = "above_max_error_rate"  # a label was reached, not sure enough for the rate asked for
CLAIM_UNCLEAR: Final = "claim_unclear"  # the claim leaves open whom or what it speaks of, so that no answer fits it

"""Explanations from templates: what the source says, how it stands to the claim, what was compared, what is missing.

No language model writes here, so an explanation holds nothing that is not in the evidence or in the checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from verifier.decide import source_of

if TYPE_CHECKING:
    from verifier.decide import Decision
    from verifier.types import Check
    from verifier.weighing import Weighed

MAX_QUOTE: Final = 400
_SETTLING: Final = ("match", "within_rounding", "contradicted")


def explain(decision: Decision) -> str:
    """A few plain sentences on why the label is what it is; quotations are verbatim."""
    if decision.label == "CONFLICTING":
        parts = [
            "Sources disagree.",
            _says(decision.deciding[0], "On one side"),
            _says(decision.deciding[1], "on the other"),
        ]
        parts += _compared(decision.deciding[0]) + _compared(decision.deciding[1])
    elif decision.label == "NOT_ENOUGH_EVIDENCE":
        parts = [f"Not enough evidence. {' '.join(reason.detail for reason in decision.reasons)}"]
        if decision.others:
            parts.append(_says(decision.others[0], "The nearest passage is of"))
    else:
        lead = "Supported." if decision.label == "SUPPORTED" else "Refuted."
        parts = [lead, _says(decision.deciding[0], ""), *_compared(decision.deciding[0])]
        parts += _further(decision)
    return " ".join(part for part in parts if part)


def quote(weighed: Weighed) -> str:
    """The sentences that carry a passage's stance, verbatim; whole sentences are left out where they get too long."""
    text = weighed.candidate.document.text
    sentences = [span.of(text) for span in weighed.focus.reading.sentences]
    kept = [sentences[0]]
    for sentence in sentences[1:]:
        if sum(map(len, kept)) + len(sentence) > MAX_QUOTE:
            return f"{' '.join(kept)} [...]"
        kept.append(sentence)
    return " ".join(kept)


def _says(weighed: Weighed, lead: str) -> str:
    return f"{lead} {source_of(weighed)}: “{quote(weighed)}”".strip()


def _compared(weighed: Weighed) -> list[str]:
    return [_comparison(check) for check in weighed.checks if check.outcome in _SETTLING and check.evidence_text]


def _comparison(check: Check) -> str:
    verb = {"match": "agrees", "within_rounding": "agrees within rounding"}.get(check.outcome, "differs")
    return f"The {check.name} {verb}: the claim has “{check.claim_text}”, the evidence “{check.evidence_text}”."


def _further(decision: Decision) -> list[str]:
    """How many other documents stand on the same side."""
    first = decision.deciding[0].candidate.document.id
    others = {one.candidate.document.id for one in decision.deciding} - {first}
    if not others:
        return []
    return [f"{len(others)} further document{'s' if len(others) > 1 else ''} on the same side."]

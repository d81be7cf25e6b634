"""The reasons of a decision in words: codes of `verifier.reasons`, each with one sentence for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from verifier import reasons
from verifier.bearing import may_decide, may_refute, may_refute_by_check, may_support
from verifier.types import Reason
from verifier.weighing import sides

if TYPE_CHECKING:
    from datetime import date

    from verifier.evidence import Candidate, Gathered
    from verifier.settings import VerificationSettings
    from verifier.types import Check, CheckName, Label
    from verifier.weighing import Weighed

_ALMOST: Final = 0.1
"""Relevance by which an unread passage may fall short of what was read and still be as much about the claim."""
_CODES: Final[dict[CheckName, str]] = {
    "name": reasons.NAME_DIFFERS,
    "quantity": reasons.QUANTITY_CONTRADICTED,
    "date": reasons.DATE_CONTRADICTED,
    "modality": reasons.MODALITY_DIFFERS,
    "attribution": reasons.ATTRIBUTION_DIFFERS,
}


def entailed(one: Weighed) -> Reason:
    return Reason(reasons.ENTAILED, f"{source_of(one)} says what the claim says.")


def refuting_reasons(one: Weighed) -> list[Reason]:
    found = [
        Reason(_CODES[check.name], sentence(check.detail))
        for check in one.checks
        if check.outcome == "contradicted" and check.name in ("quantity", "date")
    ]
    return [*found, Reason(reasons.CONTRADICTED, f"{source_of(one)} says otherwise.")]


def disagreeing(supporting: Weighed, refuting: Weighed) -> Reason:
    return Reason(
        reasons.SOURCES_DISAGREE,
        f"{source_of(supporting)} says what the claim says; {source_of(refuting)} says otherwise, "
        "and neither is a copy of the other.",
    )


def superseded(older: Weighed, *, newest: date) -> Reason:
    """The older source is dated: only dated evidence is superseded."""
    return Reason(
        reasons.SUPERSEDED,
        f"{source_of(older)} is older evidence for the other side; newer evidence ({newest.isoformat()}) stands.",
    )


def leaning_both_ways(against: Weighed) -> Reason:
    """`against` speaks against the claim, and something else that was read leans to it."""
    return Reason(
        reasons.OPPOSED,
        f"{source_of(against)} seems to say otherwise, but other text that was read leans to the claim.",
    )


def undecided_reasons(gathered: Gathered, weighed: Sequence[Weighed], settings: VerificationSettings) -> list[Reason]:
    """Why nothing that was read decides, or nothing was read."""
    found: list[Reason] = []
    if weighed:
        found = [_weak(weighed), *_shares_too_little(weighed, settings), *_vetoes(weighed, settings)]
    elif gathered.only_same_text:
        found.append(
            Reason(
                reasons.ONLY_SAME_TEXT,
                "What comes nearest is the article itself or a version of it, which is no evidence.",
            )
        )
    else:
        found.append(Reason(reasons.NO_EVIDENCE, "The collection holds nothing near this claim that may be used."))
    outside = gathered.coverage.documents_outside_dates
    if outside:
        found.append(
            Reason(
                reasons.EVIDENCE_AFTER_CUTOFF,
                f"{counted(outside, 'near document')} published after the claim's date may not be used.",
            )
        )
    return found


def _weak(weighed: Sequence[Weighed]) -> Reason:
    documents = len({one.candidate.document.id for one in weighed})
    return Reason(
        reasons.WEAK_EVIDENCE,
        f"{counted(len(weighed), 'passage')} of {counted(documents, 'document')} read; none decides whether the "
        "claim is so.",
    )


def _shares_too_little(weighed: Sequence[Weighed], settings: VerificationSettings) -> list[Reason]:
    """The first passage that the judge is sure of and that repeats too little of the claim to be about it."""
    for one in weighed:
        entails, contradicts = sides(one.candidate)
        for sure, may, says in (
            (entails >= settings.support_threshold, may_support, "supports"),
            (contradicts >= settings.refute_threshold, may_refute, "contradicts"),
        ):
            if sure and not may(one.candidate, settings):
                detail = (
                    f"The judge reads that {source_of(one)} {says} the claim, but too little of the claim is in it."
                )
                return [Reason(reasons.SHARES_TOO_LITTLE, detail)]
    return []


def _vetoes(weighed: Sequence[Weighed], settings: VerificationSettings) -> list[Reason]:
    """Why passages that seemed to decide did not, or could not be set against the claim."""
    found: dict[str, Reason] = {}
    for one in weighed:
        if not one.focus.leans and one.focus.reading.overlap < settings.same_event_overlap:
            continue
        for check in one.checks:
            if check.outcome == "contradicted":
                found.setdefault(_CODES[check.name], Reason(_CODES[check.name], sentence(check.detail)))
            elif check.effect != "none" or (check.name == "quantity" and check.outcome == "not_comparable"):
                code = _not_given(check)
                found.setdefault(code, Reason(code, sentence(check.detail)))
    return list(found.values())


def _not_given(check: Check) -> str:
    """Why evidence that does not contradict a claim does not support it."""
    if check.name == "quantity":
        absent = check.effect == "veto" and check.evidence_text is None
        return reasons.QUANTITY_NOT_IN_EVIDENCE if absent else reasons.QUANTITIES_NOT_COMPARABLE
    return reasons.DATE_NOT_IN_EVIDENCE if check.name == "date" else _CODES[check.name]


def notes(
    gathered: Gathered,
    weighed: Sequence[Weighed],
    deciding: Sequence[Weighed],
    *,
    label: Label,
    settings: VerificationSettings,
) -> list[Reason]:
    """What a reader must know beside the label: undated sources, copies of what decides, and what was not read where
    it might have changed the label. All that was not read is counted in the coverage, whether it matters or not."""
    found: list[Reason] = []
    undated = sorted({one.candidate.document.id for one in deciding if one.candidate.document.published_at is None})
    if gathered.coverage.evidence_before is not None and undated:
        found.append(
            Reason(
                reasons.UNDATED_EVIDENCE, f"No date is known of {', '.join(undated)}; it may be later than the claim."
            )
        )
    rests_on = {one.candidate.document.id for one in deciding}
    copies = [id_ for id_, source in gathered.copies if source in rests_on]
    if copies:
        detail = f"{counted(len(copies), 'document')} counted as a copy of another one: {', '.join(copies)}."
        found.append(Reason(reasons.DUPLICATE_SOURCES, detail))
    if gathered.claim_unread:
        detail = f"{counted(gathered.claim_unread, 'character')} of the claim could not be read."
        found.append(Reason(reasons.CLAIM_TOO_LONG, detail))
    unread = sum(
        len(one.passage.text) for one in _mattering(gathered.left, deciding or weighed, rests_on, label, settings)
    )
    if unread:
        detail = f"{counted(unread, 'character')} of passages further from the claim were not read."
        found.append(Reason(reasons.TEXT_NOT_READ, detail))
    return found


def _mattering(
    left: Sequence[Candidate],
    read: Sequence[Weighed],
    rests_on: set[str],
    label: Label,
    settings: VerificationSettings,
) -> list[Candidate]:
    """The unread passages that might have changed the label: those that may stand on a side that nothing stands on
    yet, and are nearly as much about the claim as the nearest of what the label rests on."""
    if label == "CONFLICTING":
        return []
    may = {"SUPPORTED": may_refute_by_check, "REFUTED": may_support}.get(label, may_decide)
    nearest = max((one.candidate.relevance for one in read), default=0.0)
    return [
        one
        for one in left
        if one.document.id not in rests_on and may(one, settings) and one.relevance >= nearest - _ALMOST
    ]


def source_of(one: Weighed) -> str:
    """A document as a reader knows it: publisher and date, else title, else id."""
    document = one.candidate.document
    name = document.publisher or document.title or document.id
    return name if document.published_at is None else f"{name} ({document.published_at.isoformat()})"


def sentence(detail: str) -> str:
    """A check's detail as a sentence of its own."""
    return detail[:1].upper() + detail[1:] + ("" if detail.endswith(".") else ".")


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

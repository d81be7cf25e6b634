"""The rules that turn weighed evidence into a label. Pure: no model, no collection, no clock.

Each side is judged by its best independent source, never by an average, so that unrelated documents change nothing.
Confidence is a stated function and not yet a calibrated probability:

- SUPPORTED and REFUTED: the strength s of the best source; an agreeing (for REFUTED: a contradicted) amount or date
  halves what is missing to 1; a source on the other side that stays below its bar takes away half of its strength.
- CONFLICTING: the strength of the weaker side.
- NOT_ENOUGH_EVIDENCE: one minus the greatest probability that the judge gives either side in a passage about the
  claim, vetoed or not; 1 where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verifier import reasons
from verifier.evidence import may_refute, may_support
from verifier.types import Label, Reason
from verifier.weighing import Weighed, sides

if TYPE_CHECKING:
    from verifier.evidence import Gathered
    from verifier.settings import VerificationSettings
    from verifier.types import Check, Claim, SentenceKind

_NOT_CHECKABLE: dict[SentenceKind, str] = {
    "question": "a question",
    "opinion": "an opinion",
    "prediction": "a prediction",
    "promise": "a promise",
    "fragment": "a fragment of a sentence",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A label with what it rests on: `deciding` first, then `others`, both strongest and nearest first."""

    label: Label
    confidence: float
    reasons: tuple[Reason, ...]
    deciding: tuple[Weighed, ...] = ()
    others: tuple[Weighed, ...] = ()


def not_checkable(claim: Claim, *, language: str | None) -> Reason | None:
    """Why a claim is not looked up at all, or None. `language` is its ISO 639-1 code where that can be told."""
    if language is not None and language != "en":
        return Reason(
            reasons.UNSUPPORTED_LANGUAGE, f"The claim seems to be written in '{language}'; only English is read."
        )
    if len(claim.text.split()) < 2:
        return Reason(reasons.CLAIM_NOT_CHECKABLE, "A single word states nothing that could be checked.")
    what = _NOT_CHECKABLE.get(claim.kind)
    if what is None:
        return None
    return Reason(
        reasons.CLAIM_NOT_CHECKABLE, f"The claim reads as {what}, which evidence cannot show to be so or not."
    )


def abstain(reason: Reason) -> Decision:
    """NOT_ENOUGH_EVIDENCE without having read anything."""
    return Decision("NOT_ENOUGH_EVIDENCE", 1.0, (reason,))


def decide(gathered: Gathered, weighed: Sequence[Weighed], settings: VerificationSettings) -> Decision:
    """The verdict on one claim by everything that was read for it."""
    sided = _one_side_a_document(weighed)
    # what supports the part of a claim that was read does not support the claim; what refutes the part does refute it
    supporting = _ranked(
        [one for one in sided if one.support >= settings.support_threshold and not gathered.claim_unread]
    )
    refuting = _ranked([one for one in sided if one.refute >= settings.refute_threshold])
    standing = tuple(one for one in refuting if one.by_check or one.refute >= settings.conflict_threshold)
    if supporting and standing:
        return _conflicting(gathered, weighed, supporting, standing)
    if supporting:
        return _one_sided("SUPPORTED", gathered, weighed, supporting)
    if refuting:
        return _one_sided("REFUTED", gathered, weighed, refuting)
    return _undecided(gathered, weighed, settings)


def strength(weighed: Weighed) -> float:
    return max(weighed.support, weighed.refute)


def _one_side_a_document(weighed: Sequence[Weighed]) -> list[Weighed]:
    """A document stands on the side of its strongest passage; it never disagrees with itself."""
    sides: dict[str, tuple[float, bool]] = {}
    for one in weighed:
        side = (strength(one), one.support >= one.refute)
        sides[one.candidate.document.id] = max(sides.get(one.candidate.document.id, side), side)
    return [one for one in weighed if (one.support >= one.refute) == sides[one.candidate.document.id][1]]


def _ranked(weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    return tuple(
        sorted(
            weighed,
            key=lambda one: (
                -strength(one),
                -one.candidate.relevance,
                one.candidate.document.id,
                one.candidate.passage.span,
                one.candidate.passage.id,
            ),
        )
    )


def _rest(weighed: Sequence[Weighed], deciding: Sequence[Weighed]) -> tuple[Weighed, ...]:
    taken = {one.candidate.passage.id for one in deciding}
    return tuple(one for one in weighed if one.candidate.passage.id not in taken)


def _one_sided(
    label: Label,
    gathered: Gathered,
    weighed: Sequence[Weighed],
    deciding: tuple[Weighed, ...],
) -> Decision:
    best = deciding[0]
    found = [_entailed(best)] if label == "SUPPORTED" else _refuting_reasons(best)
    opposed = max((one.refute if label == "SUPPORTED" else one.support for one in weighed), default=0.0)
    return Decision(
        label,
        _confidence(best, opposed, label),
        (*found, *notes(gathered, deciding)),
        deciding,
        _rest(weighed, deciding),
    )


def _confidence(best: Weighed, opposed: float, label: Label) -> float:
    wanted = ("match", "within_rounding") if label == "SUPPORTED" else ("contradicted",)
    agreeing = any(check.outcome in wanted for check in best.checks if check.name in ("quantity", "date"))
    base = 1.0 - (1.0 - strength(best)) * (0.5 if agreeing else 1.0)
    return base * (1.0 - 0.5 * opposed)


def _conflicting(
    gathered: Gathered,
    weighed: Sequence[Weighed],
    supporting: tuple[Weighed, ...],
    refuting: tuple[Weighed, ...],
) -> Decision:
    heads = (supporting[0], refuting[0])
    deciding = (*heads, *_ranked([*supporting[1:], *refuting[1:]]))
    detail = (
        f"{source_of(heads[0])} says what the claim says; {source_of(heads[1])} says otherwise, "
        "and neither is a copy of the other."
    )
    return Decision(
        "CONFLICTING",
        min(strength(head) for head in heads),
        (
            Reason(reasons.SOURCES_DISAGREE, detail),
            _entailed(heads[0]),
            *_refuting_reasons(heads[1]),
            *notes(gathered, deciding),
        ),
        deciding,
        _rest(weighed, deciding),
    )


def _undecided(gathered: Gathered, weighed: Sequence[Weighed], settings: VerificationSettings) -> Decision:
    coverage = gathered.coverage
    found: list[Reason] = []
    if weighed:
        found.append(_weak(weighed))
        found.extend(_shares_too_little(weighed, settings))
        found.extend(_vetoes(weighed, settings))
    elif gathered.only_same_text:
        found.append(Reason(reasons.ONLY_SAME_TEXT, "All that matches is the article itself or versions of it."))
    else:
        found.append(Reason(reasons.NO_EVIDENCE, "The collection holds nothing near this claim that may be used."))
    if coverage.documents_outside_dates:
        found.append(
            Reason(
                reasons.EVIDENCE_AFTER_CUTOFF,
                f"{_counted(coverage.documents_outside_dates, 'near document')} published after the claim's date "
                "may not be used.",
            )
        )
    nearest = tuple(sorted(weighed, key=lambda one: (-strength(one), -one.candidate.relevance)))
    return Decision(
        "NOT_ENOUGH_EVIDENCE",
        1.0 - max((max(sides(one.candidate)) for one in weighed if may_support(one.candidate, settings)), default=0.0),
        (*found, *notes(gathered, ())),
        (),
        nearest,
    )


def _weak(weighed: Sequence[Weighed]) -> Reason:
    documents = len({one.candidate.document.id for one in weighed})
    return Reason(
        reasons.WEAK_EVIDENCE,
        f"{_counted(len(weighed), 'passage')} of {_counted(documents, 'document')} read; none decides whether the "
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
                found.setdefault(_CODES[check.name], Reason(_CODES[check.name], _sentence(check.detail)))
            elif check.effect == "veto" or (check.name == "quantity" and check.outcome == "not_comparable"):
                code = _not_given(check)
                found.setdefault(code, Reason(code, _sentence(check.detail)))
    return list(found.values())


def _not_given(check: Check) -> str:
    """Why evidence that does not contradict a claim does not support it."""
    if check.name == "quantity":
        absent = check.effect == "veto" and check.evidence_text is None
        return reasons.QUANTITY_NOT_IN_EVIDENCE if absent else reasons.QUANTITIES_NOT_COMPARABLE
    return reasons.DATE_NOT_IN_EVIDENCE if check.name == "date" else _CODES[check.name]


_CODES = {
    "name": reasons.NAME_DIFFERS,
    "quantity": reasons.QUANTITY_CONTRADICTED,
    "date": reasons.DATE_CONTRADICTED,
    "modality": reasons.MODALITY_DIFFERS,
    "attribution": reasons.ATTRIBUTION_DIFFERS,
}


def _entailed(one: Weighed) -> Reason:
    return Reason(reasons.ENTAILED, f"{source_of(one)} says what the claim says.")


def _refuting_reasons(one: Weighed) -> list[Reason]:
    found = [
        Reason(_CODES[check.name], _sentence(check.detail))
        for check in one.checks
        if check.outcome == "contradicted" and check.name in ("quantity", "date")
    ]
    return [*found, Reason(reasons.CONTRADICTED, f"{source_of(one)} says otherwise.")]


def notes(gathered: Gathered, deciding: Sequence[Weighed]) -> list[Reason]:
    """What a reader must know beside the label: copies, undated sources, and what was not read."""
    coverage = gathered.coverage
    found: list[Reason] = []
    undated = sorted({one.candidate.document.id for one in deciding if one.candidate.document.published_at is None})
    if coverage.evidence_before is not None and undated:
        found.append(
            Reason(
                reasons.UNDATED_EVIDENCE, f"No date is known of {', '.join(undated)}; it may be later than the claim."
            )
        )
    if gathered.copies:
        found.append(
            Reason(
                reasons.DUPLICATE_SOURCES,
                f"{_counted(len(gathered.copies), 'document')} counted as a copy of another one: "
                f"{', '.join(gathered.copies)}.",
            )
        )
    if gathered.claim_unread:
        found.append(
            Reason(
                reasons.CLAIM_TOO_LONG,
                f"{_counted(gathered.claim_unread, 'character')} of the claim could not be read.",
            )
        )
    unread = coverage.characters_unread - gathered.claim_unread
    if unread:
        found.append(
            Reason(
                reasons.TEXT_NOT_READ,
                f"{_counted(unread, 'character')} of passages further from the claim were not read.",
            )
        )
    return found


def source_of(one: Weighed) -> str:
    """A document as a reader knows it: publisher and date, else title, else id."""
    document = one.candidate.document
    name = document.publisher or document.title or document.id
    return name if document.published_at is None else f"{name} ({document.published_at.isoformat()})"


def _sentence(detail: str) -> str:
    """A check's detail as a sentence of its own."""
    return detail[:1].upper() + detail[1:] + ("" if detail.endswith(".") else ".")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

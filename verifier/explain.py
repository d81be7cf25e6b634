"""Explanations from templates: what the source says, how it stands to the claim, what was compared, what is missing and
what would change the verdict.

No language model writes here. Every sentence is checked against what it speaks of (`verifier.grounding`) and left out
where it is not borne out, so that an explanation holds nothing that is not in the evidence, the claim or the checks;
and nothing is told of a passage that the verdict does not cite.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier import reasons
from verifier.grounding import (
    AGREES,
    CUT,
    DIFFERS,
    LEAVES_OUT,
    ROUNDED,
    SAYS_OTHERWISE,
    SAYS_SO,
    SEEMS_OTHERWISE,
    SEEMS_SO,
    Statement,
    is_grounded,
)
from verifier.noting import source_of
from verifier.wording import contents, wording

if TYPE_CHECKING:
    from verifier.decide import Decision
    from verifier.types import Check, CheckName, CheckOutcome, Label, Reason
    from verifier.weighing import Weighed

logger = logging.getLogger(__name__)

MAX_QUOTE: Final = 400
_MAX_MISSING: Final = 5
_MAX_FURTHER: Final = 3
_VERBS: Final[dict[CheckOutcome, str]] = {"match": AGREES, "within_rounding": ROUNDED, "contradicted": DIFFERS}
_NAMES: Final[dict[CheckName, str]] = {"quantity": "amount"}
_LEADS: Final = {"SUPPORTED": "Supported.", "REFUTED": "Refuted.", "CONFLICTING": "Sources disagree."}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sentences that are borne out, as one text, and how many were left out because they are not."""

    text: str
    left_out: int


def explain(decision: Decision, claim: str, *, cited: Sequence[Weighed]) -> Explanation:
    """A few plain sentences on why the label is what it is. `cited` are the passages that the verdict shows; quotations
    are verbatim. Sentences that are not borne out are left out, counted and logged."""
    kept: list[str] = []
    left_out = 0
    shown = {id(one.candidate) for one in cited}
    for statement in _statements(decision, claim):
        if statement.about is not None and id(statement.about.candidate) not in shown:
            continue
        if is_grounded(statement):
            kept.append(statement.text)
        else:
            left_out += 1
    if left_out:
        logger.warning("sentences of an explanation that are not borne out and were left out: %d", left_out)
    return Explanation(" ".join(kept), left_out)


def quote(weighed: Weighed) -> str:
    """The sentences that carry a passage's stance, verbatim but for white space; whole sentences are left out at the
    end where they get too long."""
    text = weighed.candidate.document.text
    spans = weighed.focus.reading.sentences
    kept = 1
    while kept < len(spans) and spans[kept].end - spans[0].start <= MAX_QUOTE:
        kept += 1
    whole = " ".join(Span(spans[0].start, spans[kept - 1].end).of(text).split())
    return whole if kept == len(spans) else f"{whole} {CUT}"


def _statements(decision: Decision, claim: str) -> Iterator[Statement]:
    if decision.withheld is not None:
        yield from (Statement("Not enough evidence.", claim), _reason(decision.reasons[0], claim))
        yield from _sides(decision, decision.withheld, claim)
        yield Statement("Surer evidence would let it stand.", claim)
    elif decision.label == "NOT_ENOUGH_EVIDENCE":
        yield from _undecided(decision, claim)
    else:
        yield Statement(_LEADS[decision.label], claim)
        yield from _sides(decision, decision.label, claim)
        yield Statement(_CHANGES[decision.label], claim)


def _sides(decision: Decision, label: Label, claim: str) -> Iterator[Statement]:
    """What the deciding sources say, on each side where sources conflict; or seem to say, where no label stands."""
    if decision.parts:
        yield from _of_parts(decision, claim)
        return
    so, otherwise = _words(decision)
    relations = {"SUPPORTED": (so,), "REFUTED": (otherwise,)}.get(label, (so, otherwise))
    for one, relation in zip(decision.deciding, relations, strict=False):
        yield from _told(one, relation, claim)
    if label != "CONFLICTING":
        yield from _further(decision, claim)
        yield from _older(decision, otherwise if label == "SUPPORTED" else so, claim)


def _words(decision: Decision) -> tuple[str, str]:
    """How a source stands to the claim, for and against: what was not sure enough for a label only seems so."""
    return (SAYS_SO, SAYS_OTHERWISE) if decision.withheld is None else (SEEMS_SO, SEEMS_OTHERWISE)


def _reason(reason: Reason, claim: str) -> Statement:
    return Statement(reason.detail, claim, record=(reason.detail,))


def _told(one: Weighed, relation: str, claim: str) -> Iterator[Statement]:
    """What a source says, how it stands to the claim by the label, and what was compared."""
    yield Statement(f"{source_of(one)} {relation}: “{quote(one)}”", claim, one)
    yield from (_comparison(check, one, claim) for check in one.checks if check.outcome in _VERBS)


def _comparison(check: Check, one: Weighed, claim: str) -> Statement:
    subject = f"The {_NAMES.get(check.name, check.name)} {_VERBS[check.outcome]}"
    compared = f"the claim has “{check.claim_text}”, the evidence “{check.evidence_text or ''}”"
    return Statement(f"{subject}: {compared}.", claim, one, check)


def _further(decision: Decision, claim: str) -> Iterator[Statement]:
    """The other documents on the same side."""
    first, *rest = decision.deciding
    others = {one.candidate.document.id: source_of(one) for one in reversed(rest)}
    others.pop(first.candidate.document.id, None)
    if not others:
        return
    named = list(reversed(others.values()))
    count = f"{len(named)} further document{'s stand' if len(named) > 1 else ' stands'} on the same side"
    more = ", ..." if len(named) > _MAX_FURTHER else ""
    yield Statement(f"{count}: {'; '.join(named[:_MAX_FURTHER])}{more}.", claim, record=(*named, str(len(named))))


def _older(decision: Decision, relation: str, claim: str) -> Iterator[Statement]:
    for one in decision.older[:1]:
        yield Statement(f"{source_of(one)}, which is older, {relation}: “{quote(one)}”", claim, one)
        yield Statement("The claim is of a state that can change, so that the newer evidence stands.", claim)


def _of_parts(decision: Decision, claim: str) -> Iterator[Statement]:
    so, otherwise = _words(decision)
    for part in decision.parts:
        yield Statement(f"Of the claim, this part was looked up by itself: “{part.text}”", claim, record=(part.text,))
        relation = so if part.decision.label == "SUPPORTED" else otherwise
        yield from _told(part.decision.deciding[0], relation, part.text)


def _undecided(decision: Decision, claim: str) -> Iterator[Statement]:
    yield Statement("Not enough evidence.", claim)
    yield from (_reason(reason, claim) for reason in decision.reasons)
    for one in decision.others[:1]:
        yield Statement(f"The nearest passage is of {source_of(one)}: “{quote(one)}”", claim, one)
        missing = _missing(one, claim)
        if missing:
            words = ", ".join(f"“{word}”" for word in missing)
            yield Statement(f"{source_of(one)} {LEAVES_OUT} {words} of the claim.", claim, one)
    change = _would_decide(decision)
    if change:
        yield Statement(change, claim)


def _missing(one: Weighed, claim: str) -> list[str]:
    """The first content words of the claim that neither the passage nor its title repeats."""
    candidate = one.candidate
    around = wording(f"{candidate.document.title or ''}\n{candidate.passage.text}").words
    return [word for word, stemmed in contents(claim) if stemmed not in around][:_MAX_MISSING]


def _would_decide(decision: Decision) -> str:
    """What would decide the claim; "" where nothing that can be added to the collection would."""
    codes = {reason.code for reason in decision.reasons}
    if reasons.UNSUPPORTED_LANGUAGE in codes:
        return ""
    if reasons.CLAIM_NOT_CHECKABLE in codes:
        return "Put as a statement of fact it could be looked up."
    if reasons.PART_UNCOVERED in codes:
        return "A document that speaks of the uncovered part would decide it."
    if reasons.EVIDENCE_AFTER_CUTOFF in codes:
        return (
            "Later evidence, where it is asked for, or an earlier document that says or denies the claim may decide it."
        )
    return "A document that says or denies the whole claim would decide it."


_CHANGES: Final = {
    "SUPPORTED": "An independent document that contradicts it would make it a matter of conflicting sources.",
    "REFUTED": "An independent document that bears the claim out would make it a matter of conflicting sources.",
    "CONFLICTING": "Were one of them a copy, withdrawn or superseded, the other side would stand.",
}

"""Which units can be set against each other."""

from __future__ import annotations

from typing import Final, Literal

from verifier.claims.numbers import word_set
from verifier.claims.units import CURRENCY_CODES, WORTH

Relation = Literal["same", "near"]

# Nouns for people that a report may call "people" as well.
_HUMANS: Final = word_set(
    "person individual people man woman child boy girl kid baby teenager adult migrant immigrant refugee resident "
    "passenger student pupil teacher worker employee employer victim officer soldier troop civilian protester "
    "demonstrator member citizen voter patient doctor nurse prisoner inmate suspect hostage tourist visitor fan "
    "guest customer user player driver pilot firefighter policeman lawmaker senator official agent trader survivor "
    "human life casualty fatality death injury asylum-seeker applicant respondent participant attendee spectator "
    "journalist reporter earner politician sibling brother sister wife husband "
    "farmer miner sailor crew volunteer staff expert scientist gunman militant fighter rebel"
)
_GENERIC: Final = word_set("person individual people human")
_SYNONYMS: Final = (
    word_set("death fatality casualty victim"),
    word_set("job position post"),
    word_set("home house household dwelling"),
    word_set("car vehicle automobile"),
    word_set("child kid minor"),
    word_set("soldier troop serviceman"),
    word_set("officer policeman cop police"),
    word_set("migrant immigrant refugee"),
    word_set("lawmaker legislator"),
    word_set("film movie"),
    word_set("company firm business corporation"),
    word_set("worker employee staff"),
    word_set("student pupil"),
    word_set("oscar award"),
    word_set("plane aircraft airplane jet"),
    word_set("ship vessel boat"),
    word_set("bomb device explosive"),
    word_set("gun firearm weapon"),
    word_set("protester demonstrator marcher"),
)


def is_human(unit: str | None) -> bool:
    return unit in _HUMANS


def relation(claim: str | None, evidence: str | None) -> tuple[Relation, float] | None:
    """How two units stand to each other, and what one of the evidence's is in the claim's; None where they cannot be
    compared. "near" units may agree but never contradict."""
    if claim == evidence:
        return ("same" if claim is not None else "near"), 1.0
    if claim is None or evidence is None:
        known = claim or evidence
        return None if known in CURRENCY_CODES or known in WORTH or known == "percent" else ("near", 1.0)
    if {claim, evidence} == {"pound", "GBP"} or {claim, evidence} == {"ton", "tonne"}:
        return "near", 1.0
    first, second = WORTH.get(claim), WORTH.get(evidence)
    if first is not None and second is not None:
        return ("same", second[1] / first[1]) if first[0] == second[0] else None
    if (claim in _GENERIC and is_human(evidence)) or (evidence in _GENERIC and is_human(claim)):
        return "near", 1.0
    if any(claim in group and evidence in group for group in _SYNONYMS):
        return "near", 1.0
    head, other = claim.rsplit(" ", 1)[-1], evidence.rsplit(" ", 1)[-1]
    return ("near", 1.0) if head == other and head not in WORTH else None

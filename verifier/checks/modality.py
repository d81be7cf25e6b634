"""Whether claim and evidence state, deny, allege, plan or only deem possible the same thing.

One side says as a fact what the other only denies, alleges, plans or deems possible. A denial of what the claim states
is `contradicted`; the rest is `not_comparable`, with a veto where the claim says more than the evidence, and where it
tells a denial of what the evidence states. A denial in the sentence after lowers support. Nothing is said where a
sentence of the evidence with as much of the claim in it states it plainly, or where both sides have the same modality.

The words of each modality are in `_WORDS`; a word counts where content words of the other side follow it in its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from verifier.checks.content import stems
from verifier.checks.made import made
from verifier.checks.reader import Place, Reader, Sentence
from verifier.claims.surface import even
from verifier.types import Check, CheckEffect, CheckOutcome

Modality = Literal["denied", "alleged", "planned", "possible"]

_ENOUGH: Final = 0.6
_WORDS: Final[dict[Modality, re.Pattern[str]]] = {
    "denied": re.compile(
        r"\b(?:den(?:y|ies|ied|ying) (?!(?:them|him|her|entry|access|bail|visas?|asylum))"
        r"|reject(?:s|ed)? (?:claims|allegations|accusations|reports|suggestions)|refut(?:es|ed|ing)|debunk(?:s|ed)"
        r"|dismiss(?:es|ed)? (?:claims|allegations|reports)|no evidence that|(?:is|are|was) not true that"
        r"|false(?:ly)? claim(?:s|ed)? that|hoax)",
        re.IGNORECASE,
    ),
    "alleged": re.compile(
        r"\b(?:alleg(?:e|es|ed|edly|ations?)|accus(?:e|es|ed|ations?)|reportedly|rumou?r(?:s|ed)?|purported(?:ly)?"
        r"|suspected of|unconfirmed)\b",
        re.IGNORECASE,
    ),
    "planned": re.compile(
        r"\b(?:plan(?:s|ned|ning)? (?:to|for)|intend(?:s|ed)? to|propos(?:e|es|ed|al|als|ing)|consider(?:s|ed|ing)"
        r"|(?:is|are|was|were) (?:expected|scheduled|due|set|likely) to|hop(?:e|es|ed|ing) to"
        r"|aim(?:s|ed)? to|vow(?:s|ed)? to|promis(?:e|es|ed) to|pledg(?:e|es|ed) to"
        r"|threaten(?:s|ed)? to|want(?:s|ed)? to|(?:will|would)(?:n't)?)\b",
        re.IGNORECASE,
    ),
    "possible": re.compile(r"\b(?:(?<!in )may(?! [0-9])|might|could|possibly|perhaps|potentially)\b"),
}
# What stands in the object's place refers to the sentence before; "rejected the offer" is no denial.
_DENIES_IT: Final = re.compile(
    r"^[^,;:]{0,80}?\b(?P<words>(?:has |have |had |have since |has since |strongly |firmly |flatly |later |also )*"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:e|es|ed)|refut(?:e|es|ed)|retract(?:s|ed)?"
    r"|debunk(?:s|ed)?) (?:(?:the|this|that|these|those|all|such|both|any) )*"
    r"(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|charges|statements?|stor(?:y|ies)|it|this"
    r"|that|them)(?! that\b)\b)",
    re.IGNORECASE,
)


def compare_modality(reader: Reader) -> list[Check]:
    """At most one check: of the evidence sentence that has most of the claim's content."""
    ranked = sorted(reader.sentences, key=lambda sentence: -reader.share(sentence))
    near = [sentence for sentence in ranked if reader.share(sentence) >= _ENOUGH]
    if not near:
        return []
    ours = _modality(even(reader.claim.text), frozenset().union(*(sentence.stems for sentence in near)))
    theirs = [(sentence, _modality(sentence.surface.text, reader.stems)) for sentence in near]
    plain = next((sentence for sentence, found in theirs if found is None), None)
    if ours is None and plain is None:
        sentence, found = theirs[0]
        if found is None or _WORDS[found[0]].search(even(reader.claim.text)):
            return []
        return [_stated_by_claim(reader, sentence, *found)]
    if ours is None:
        return _denied_next(reader, near)
    if ours is not None and plain is not None and all(found is None or found[0] != ours[0] for _, found in theirs):
        word = _words(reader.claim.text, ours[1])
        detail = f"claim says {word}, evidence states it as a fact"
        effect: CheckEffect = "veto" if ours[0] == "denied" else "none"
        return [Check("modality", "not_comparable", word, plain.raw, detail, effect)]
    return []


def _denied_next(reader: Reader, near: Sequence[Sentence]) -> list[Check]:
    """Lowered where the sentence after one that states the claim denies it: "The ministry rejected the report." """
    starts = {one.parsed.span.start: one for one in (*reader.sentences, *reader.around) if one.offsets}
    for sentence in near:
        after = min((start for start in starts if start >= sentence.parsed.span.end), default=None)
        if after is None or not sentence.offsets:
            continue
        match = _DENIES_IT.search(starts[after].surface.text)
        if match is not None:
            place = starts[after].place(*match.span("words"))
            detail = f"claim states as a fact what the next sentence of the evidence denies ({place.text})"
            return [made("modality", "not_comparable", _whole(reader), place, detail, effect="lower")]
    return []


def _whole(reader: Reader) -> Place:
    return reader.claimed_in_text(0, len(reader.claim.text))


def _words(text: str, match: re.Match[str]) -> str:
    return text[match.start() : match.end()].strip()


def _stated_by_claim(reader: Reader, sentence: Sentence, kind: Modality, match: re.Match[str]) -> Check:
    outcome: CheckOutcome = "contradicted" if kind == "denied" else "not_comparable"
    word = _words(sentence.raw, match)
    detail = f"claim states as a fact what evidence says is {_SAID[kind]} ({word})"
    return Check("modality", outcome, reader.claim.text, word, detail, "veto")


_SAID: Final[dict[Modality, str]] = {
    "denied": "denied",
    "alleged": "alleged only",
    "planned": "planned or announced only",
    "possible": "deemed possible only",
}


def _modality(text: str, content: frozenset[str]) -> tuple[Modality, re.Match[str]] | None:
    """The first modality whose word is followed, in its clause, by two of the content words (or by all there are)."""
    for kind, pattern in _WORDS.items():
        for match in pattern.finditer(text):
            clause = re.split(r"[;.]|, (?:but|and|who|which)\b", text[match.end() :], maxsplit=1)[0]
            if len(stems(clause) & content) >= min(2, len(content)) > 0:
                return kind, match
    return None

"""Claims that an article makes more than once are one claim with several places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.types import Span
from verifier.types import Claim

_WORD: Final = re.compile(r"\w+(?:[.,’'-]\w+)*")
_SMALL: Final = frozenset({"the", "a", "an", "that", "has", "have", "had", "is", "was", "are", "were", "been", "also"})
_ALIKE: Final = 0.85  # of the words of the longer: resemblance of Broder 1997 over single words
_FEWEST: Final = 4  # words, below which only the same words count


def place_of(claim: Claim) -> Span:
    """Where a claim stands in its article; the beginning for one that stands in none."""
    return claim.span or Span(0, 0)


def merged(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in order; a later one that states the same as an earlier one becomes a place of it.

    The same are claims of one speaker (or none) with the same names, amounts, times and negation whose words are the
    same, or of which one has very few words more than the other. Only claims that share their rarest words are
    compared, so that the cost grows with the text alone.
    """
    kept: list[Claim] = []
    words: list[frozenset[str]] = []
    by_word: dict[tuple[object, str], list[int]] = {}
    for claim in claims:
        key, own = _frame(claim), _words(claim.text)
        at = _same(own, key, words, by_word)
        if at is None:
            for word in own:
                by_word.setdefault((key, word), []).append(len(kept))
            kept.append(claim)
            words.append(own)
        elif claim.span is not None and claim.span != kept[at].span:
            kept[at] = replace(kept[at], repeats=(*kept[at].repeats, claim.span))
    return kept


def _frame(claim: Claim) -> tuple[object, ...]:
    """What must be the same for claims to be the same."""
    speaker = None if claim.attribution is None else claim.attribution.speaker
    amounts = tuple(sorted(str((one.low, one.high, one.unit, one.comparator)) for one in claim.quantities))
    times = tuple(sorted(str((one.start, one.end)) for one in claim.times))
    names = tuple(sorted(set(re.findall(r"[A-Z]\w*|\d+", claim.text))))
    negated = re.search(r"\b(?:not|no|never|none|nobody|nothing|without)\b|n[’']t\b", claim.text.lower()) is not None
    return claim.role, speaker, amounts, times, names, negated, bool(claim.ambiguities) and claim.span


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _SMALL


def _same(
    own: frozenset[str],
    key: object,
    words: Sequence[frozenset[str]],
    by_word: dict[tuple[object, str], list[int]],
) -> int | None:
    places = [by_word.get((key, word), []) for word in own]
    for at in dict.fromkeys(number for found in sorted(places, key=len)[: max(1, len(own) // 3)] for number in found):
        if own == words[at]:
            return at
        within = own <= words[at] or words[at] <= own  # a word in another's place ("rose", "fell") is another claim
        if within and min(len(own), len(words[at])) >= max(_FEWEST, _ALIKE * max(len(own), len(words[at]))):
            return at
    return None

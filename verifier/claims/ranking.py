"""Ranks claims for a desk: check-worthiness and what the desk's profile adds, with the reason of each point.

A claim's score is a sum that a person can do again: the points of its reasons.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from verifier.claims.profile import Criterion, Profile
from verifier.claims.readiness import is_hardly_usable
from verifier.types import Claim, Quantity
from verifier.wording import wording

_SAME: Final = 0.85  # Jaccard of content words from which two claims with the same figures say the same
_DECIMALS: Final = 4
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATED: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|denie[sd]|deny)\b|n['’]t\b", re.I
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim and the name of the article in which it stands."""

    article: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Points:
    """Why a claim stands where it does: `points` are what `criterion` adds to its score."""

    criterion: str
    points: float
    detail: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim, its score (the sum of its points) and all places that say the same, its own the first."""

    claim: Claim
    score: float
    reasons: tuple[Points, ...]
    places: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that the profile, or its readiness, keeps out of the ranking, and why."""

    place: Placed
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranked claims, the highest score first, equals in the order in which they came; and those left out."""

    ranked: tuple[Ranked, ...]
    left_out: tuple[LeftOut, ...]


def rank(claims: Iterable[Placed], profile: Profile, *, least_readiness: float = 0.0) -> Ranking:
    """Each claim once: near-duplicates (the same figures, and most content words shared) are places of the highest.
    What is known to be less ready than `least_readiness`, in [0, 1], is left out."""
    scored: list[tuple[Placed, float, tuple[Points, ...]]] = []
    left_out: list[LeftOut] = []
    for place in claims:
        refusal = _refusal(place.claim, profile, least_readiness)
        if refusal is not None:
            left_out.append(LeftOut(place, refusal))
            continue
        reasons = tuple(_points(place.claim, profile))
        scored.append((place, round(sum(one.points for one in reasons), _DECIMALS), reasons))
    scored.sort(key=lambda one: -one[1])
    groups = _groups([place.claim for place, _, _ in scored])
    ranked = [_ranked([scored[number] for number in group]) for group in groups]
    return Ranking(tuple(ranked), tuple(left_out))


def _ranked(group: Sequence[tuple[Placed, float, tuple[Points, ...]]]) -> Ranked:
    """The claim of the highest score with the places of all."""
    first, score, reasons = group[0]
    return Ranked(first.claim, score, reasons, tuple(place for place, _, _ in group))


def _refusal(claim: Claim, profile: Profile, least_readiness: float) -> str | None:
    """Why the claim is left out; None where it is ranked."""
    if is_hardly_usable(claim, least_readiness):
        return f"its readiness is under {least_readiness:g}"
    if claim.check_worthiness < profile.minimum:
        return f"check-worthiness {claim.check_worthiness:.2f} is under {profile.minimum:.2f}"
    if profile.only is not None and claim.kind not in profile.only:
        return f"its kind is {claim.kind}"
    for criterion in profile.criteria:
        excluded = _found(claim, criterion, criterion.exclude) if criterion.exclude else None
        if excluded is not None:
            return f"{criterion.name}: excluded {excluded}"
        if criterion.require and _found(claim, criterion, criterion.terms) is None:
            return f"{criterion.name}: required, not found"
    return None


def _points(claim: Claim, profile: Profile) -> Iterator[Points]:
    value = profile.worthiness * claim.check_worthiness
    yield Points("worthiness", round(value, _DECIMALS), f"check-worthiness {claim.check_worthiness:.2f}")
    for criterion in profile.criteria:
        found = _found(claim, criterion, criterion.terms)
        if found is not None and criterion.weight:
            yield Points(criterion.name, criterion.weight, found)
    if profile.kinds.get(claim.kind):
        yield Points("kind", profile.kinds[claim.kind], claim.kind)


def _found(claim: Claim, criterion: Criterion, terms: Sequence[str]) -> str | None:
    """What meets the criterion, in words for people; None where nothing does."""
    if criterion.name == "quantity":
        return _amount(claim.quantities, terms)
    if criterion.name == "source":
        speaker = claim.attribution.speaker if claim.attribution is not None else None
        if speaker is None or not terms:
            return speaker
        return speaker if any(pattern(term, cased=False).search(speaker) for term in terms) else None
    text = f"{claim.text}\n{claim.sentence}"
    cased = criterion.name == "entity"
    found = [match.group() for term in terms for match in [pattern(term, cased=cased).search(text)] if match]
    return ", ".join(dict.fromkeys(found)) or None


def _amount(quantities: Sequence[Quantity], units: Sequence[str]) -> str | None:
    wanted = {unit.casefold() for unit in units}
    found = [one.unit for one in quantities if not wanted or (one.unit or "").casefold() in wanted]
    return ", ".join(dict.fromkeys(unit or "a number" for unit in found)) if found else None


@lru_cache(maxsize=4096)
def pattern(term: str, *, cased: bool) -> re.Pattern[str]:
    """Finds a term as whole words; `*` stands for any ending of a word, white space for any white space."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in term.split())
    phrase = r"\s+".join(words)
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.NOFLAG if cased else re.IGNORECASE)


def _groups(claims: Sequence[Claim]) -> list[list[int]]:
    """Numbers of claims that say the same, in order; each later one joins the first group that it matches.

    Two sets of words with a Jaccard coefficient of t share one of the rarest |x| - ceil(t |x|) + 1 words of either
    (prefix filter; Bayardo, Ma and Srikant 2007), so that only those are compared.
    """
    words = [wording(claim.text).words for claim in claims]
    counts = Counter(word for one in words for word in one)
    groups: dict[int, list[int]] = {}
    by_word: defaultdict[tuple[object, str], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        own, key = words[number], _figures(claim)
        rare = sorted(own, key=lambda word: (counts[word], word))[: len(own) - ceil(_SAME * len(own)) + 1]
        near = sorted({other for word in rare for other in by_word[key, word]})
        first = next((other for other in near if _alike(own, words[other])), None)
        if first is not None:
            groups[first].append(number)
            continue
        groups[number] = [number]
        for word in rare:
            by_word[key, word].append(number)
    return list(groups.values())


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME * len(one | other)


def _figures(claim: Claim) -> tuple[object, ...]:
    """What has to be equal in claims that say the same: figures, negation, and whose saying it is."""
    speaker = claim.attribution.speaker if claim.attribution is not None and claim.kind == "quotation" else None
    return frozenset(_FIGURE.findall(claim.text)), bool(_NEGATED.search(claim.text)), speaker

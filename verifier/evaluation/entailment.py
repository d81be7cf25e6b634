"""Measures whether claims say no more than their article, without the guard and with it.

A claim counts as entailed where its window gives it more than `ENTAILED` (`verifier.claims.entailed`). The sentences
themselves, as they stand, are read in the same way: what the model makes of a sentence that stands in its own window
says how far it can be trusted, and the claims whose sentence it finds entailed are told apart.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.types import Span
from verifier.claims.entailed import ENTAILED, Pair, entailments, pair_of
from verifier.claims.guarded import is_verbatim, verbatim
from verifier.types import Article, Claim, Extraction

if TYPE_CHECKING:
    from models.protocols import NliModel


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim, its article and the sentences of that."""

    claim: Claim
    article: Article
    sentences: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Reading:
    """Entailments of a claim, of its sentence as it stands and of the claim under the guard, each in [0, 1].

    `kept_verbatim` tells whether the guard put the sentence in the claim's place.
    """

    pair: Pair
    entailment: float
    verbatim_entailment: float
    guarded_entailment: float
    kept_verbatim: bool


def placed(article: Article, extraction: Extraction, sentences: Sequence[Span]) -> list[Placed]:
    """The claims to read, in order; that something was said and that it is so are one, being read as said."""
    said = {claim.span for claim in extraction.claims if claim.role == "said"}
    claims = (claim for claim in extraction.claims if claim.role != "saying" or claim.span not in said)
    return [Placed(claim, article, sentences) for claim in claims]


def sample(claims: Sequence[Placed], *, limit: int, seed: int) -> list[Placed]:
    """`limit` of the claims drawn with the seed, or all of them where there are fewer."""
    if limit >= len(claims):
        return list(claims)
    return random.Random(seed).sample(claims, limit)  # noqa: S311 - a sample, no secret


def measure(claims: Iterable[Placed], nli: NliModel) -> list[Reading]:
    """Reads every claim, its sentence, and what the guard leaves of it."""
    wanted = list(claims)
    pairs = [pair_of(one.article, one.claim, one.sentences) for one in wanted]
    as_found = entailments(nli, [(pair.premises, pair.hypothesis) for pair in pairs])
    as_is = entailments(nli, [(pair.premises, pair.verbatim) for pair in pairs])
    kept = [value <= ENTAILED and not is_verbatim(one.claim) for one, value in zip(wanted, as_found, strict=True)]
    mended = [
        pair_of(one.article, verbatim(one.claim, one.article.text), one.sentences)
        for one, is_kept in zip(wanted, kept, strict=True)
        if is_kept
    ]
    reread = iter(entailments(nli, [(pair.premises, pair.hypothesis) for pair in mended]))
    guarded = [next(reread) if is_kept else value for is_kept, value in zip(kept, as_found, strict=True)]
    return [Reading(*row) for row in zip(pairs, as_found, as_is, guarded, kept, strict=True)]


def report(readings: Sequence[Reading]) -> dict[str, int | float | None]:
    """Rates with their counts; None where there is nothing to divide by."""
    rewritten = [one for one in readings if one.pair.rewritten]
    trusted = [one for one in readings if one.verbatim_entailment > ENTAILED]
    return {
        "claims": len(readings),
        "entailed": _rate([one.entailment for one in readings]),
        "kept_verbatim": sum(one.kept_verbatim for one in readings),
        "entailed_guarded": _rate([one.guarded_entailment for one in readings]),
        "claims_rewritten": len(rewritten),
        "rewritten_entailed": _rate([one.entailment for one in rewritten]),
        "sentences_entailed": _rate([one.verbatim_entailment for one in readings]),
        "claims_of_sentences_entailed": len(trusted),
        "entailed_of_those": _rate([one.entailment for one in trusted]),
    }


def _rate(values: Sequence[float]) -> float | None:
    return sum(value > ENTAILED for value in values) / len(values) if values else None

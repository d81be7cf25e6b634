"""What stands around a claim: how its article opens, what was said right before, and where the article introduces the
people and things that the claim speaks of.

However much is written out, a claim cut from an article keeps words that only the article explains ("the raids"), and
what it would take to replace them all is itself a source of errors (Choi et al. 2021, decontextualization). So a claim
is given with its surroundings, to be read beside them (Wanner et al. 2024, DnDScore).
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from models.types import ParsedSentence, Span
from verifier.claims.introductions import introductions
from verifier.claims.prepared import Prepared
from verifier.claims.references import IT, THEY
from verifier.claims.words import HE, SHE, word_set

_NEAR: Final = 2  # sentences before
_FARTHEST: Final = 4  # sentences before, where the one before those points back itself
_INTRODUCED: Final = 3
_POINTING: Final = HE | SHE | IT | THEY | word_set("this that these those such so but and his her their its")


def surroundings(prepared: Prepared, number: int, span: Span) -> tuple[Span, ...]:
    """What to read beside a claim at `span` in sentence `number`, in the order of the text and before that sentence.

    The headline and the first sentence; two sentences before, up to four where the farthest of them opens with a word
    that points back; and up to three that introduce people and things of the claim (`verifier.claims.introductions`).
    What belongs to the page is left out.
    """
    opening = (at for at in range(number) if prepared.out.get(at, ("",))[0] != "boilerplate")
    told = [at for at in range(number) if at not in prepared.out]
    found = {*islice(opening, 1), *told[:1], *_before(prepared, told)}
    introduced = (at for at in introductions(prepared.context, number, span) if at not in prepared.out)
    found.update(islice((at for at in dict.fromkeys(introduced) if at not in found), _INTRODUCED))
    return tuple(prepared.context.sentences[at].span for at in sorted(found))


def _before(prepared: Prepared, told: list[int]) -> list[int]:
    near = told[-_NEAR:]
    for at in reversed(told[:-_NEAR][-(_FARTHEST - _NEAR) :]):
        if not _points_back(prepared.context.sentences[near[0]]):
            break
        near.insert(0, at)
    return near


def _points_back(sentence: ParsedSentence) -> bool:
    first = next((token.text.lower() for token in sentence.tokens if token.text[:1].isalpha()), "")
    return first in _POINTING

"""What stands around a claim: the opening of its article and what was said right before.

However much is written out, a claim cut from an article keeps words that only the article explains ("the raids"), and
what it would take to replace them all is itself a source of errors (Choi et al. 2021, decontextualization). So a claim
is given with its surroundings, to be read beside them (Wanner et al. 2024, DnDScore).
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from models.types import ParsedSentence, Span
from verifier.claims.prepared import Prepared
from verifier.claims.references import IT, THEY
from verifier.claims.words import HE, SHE, word_set

_FARTHEST: Final = 2  # sentences back, where the nearer one itself points back
_POINTING: Final = HE | SHE | IT | THEY | word_set("this that these those such so but and his her their its")


def surroundings(prepared: Prepared, number: int) -> tuple[Span, ...]:
    """The headline, or else the first sentence, and the sentence before sentence `number`, two where that one opens
    with a word that points back. In the order of the text, without the sentence itself and what belongs to the page.
    """
    sentences = prepared.context.sentences
    opening = (at for at in range(number) if prepared.out.get(at, ("",))[0] != "boilerplate")
    told = (at for at in reversed(range(number)) if at not in prepared.out)
    near = list(islice(told, 1))
    if near and _points_back(sentences[near[0]]):
        near += islice(told, _FARTHEST - 1)
    return tuple(sentences[at].span for at in sorted({*islice(opening, 1), *near}))


def _points_back(sentence: ParsedSentence) -> bool:
    first = next((token.text.lower() for token in sentence.tokens if token.text[:1].isalpha()), "")
    return first in _POINTING

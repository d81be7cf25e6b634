"""Light features of a sentence for the check-worthiness classifier: counts from its characters, no parse.

In the manner of ClaimBuster (Hassan et al. 2017), whose most telling features were numerals, tenses and word classes.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MOST: Final = 3  # a fourth number says no more than a third


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE)


_PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    "numeral": re.compile(r"\d[\d,.]*"),
    "year": re.compile(r"\b(?:1[789]|20)\d\d\b|['’]\d\ds?\b"),
    "money": re.compile(r"[$€£]\s?\d|\b(?:dollars?|cents?|euros?)\b", re.IGNORECASE),
    "percent": re.compile(r"%|\bper ?cent|\bpercentage", re.IGNORECASE),
    "scale": _any("hundreds? thousands? millions? billions? trillions? dozens?"),
    "number_word": _any("two three four five six seven eight nine ten twelve twenty thirty forty fifty half twice"),
    "ordinal": _any("first second third last next final"),
    "time": _any("years? months? weeks? days? ago since today yesterday decades? century during until"),
    "first_singular": _any("i me my mine myself"),
    "first_plural": _any("we us our ours ourselves"),
    "second": _any("you your yours"),
    "third": _any("he she him her his they them their"),
    "past": re.compile(r"\b(?:was|were|had|did|said|went|made|took|gave|came|voted|\w{2,}ed)\b", re.IGNORECASE),
    "present": _any("is are has have does do"),
    "future": re.compile(r"\b(?:will|shall|going to|won['’]t)\b|['’]ll\b", re.IGNORECASE),
    "duty": re.compile(r"\b(?:should|must|ought|(?:need|have|got) to|let['’]?s)\b", re.IGNORECASE),
    "possible": _any("may might could would can"),
    "hedge": _any("think believe feel hope maybe perhaps probably guess seems? wish want know mean suppose"),
    "judgement": _any(
        "good great bad best worst better wrong right strong important proud wonderful terrible strongly"
    ),
    "negation": re.compile(r"\b(?:not|no|never|nothing|nobody|none|neither|nor)\b|n['’]t\b", re.IGNORECASE),
    "comparison": re.compile(r"\b(?:more|less|fewer|most|least|than|highest|lowest|largest|only|every|all)\b", re.I),
    "change": _any("increased? rose risen fell cut cuts doubled lost gained raised reduced spent grew grown dropped"),
    "address": _any("thanks? sir senator governor president mr mrs jim gentlemen please welcome congratulations"),
    "name": re.compile(r"(?<=[\w,;:] )[A-Z][a-z]+"),
    "acronym": re.compile(r"\b(?:[A-Z]{2,}|(?:[A-Z]\.){2,})"),
    "quotation": re.compile(r"[\"“”]"),
    "question": re.compile(r"\?"),
    "exclamation": re.compile(r"!"),
    "joined": re.compile(r"^\W*(?:and|but|so|well|now|or|because)\b", re.IGNORECASE),
    "broken": re.compile(r"(?:--|—|…|\.\.\.)|[^.!?\"”’')\]\s]\s*$"),
}
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")

FEATURES: Final[tuple[str, ...]] = (*_PATTERNS, "words", "short")
"""The names of the columns, in their order: a count of each pattern, three at most, then the logarithm of the number
of words plus one, and whether there are fewer than six."""

_SHORT: Final = 6


def statement_features(sentences: Sequence[str]) -> NDArray[np.float32]:
    """(n, len(FEATURES)) float32; a row depends on its sentence alone."""
    rows = np.zeros((len(sentences), len(FEATURES)), dtype=np.float32)
    for row, sentence in zip(rows, sentences, strict=True):
        words = len(_WORD.findall(sentence))
        counts = [min(_MOST, sum(1 for _ in pattern.finditer(sentence))) for pattern in _PATTERNS.values()]
        row[:] = [*counts, math.log1p(words), words < _SHORT]
    return rows

"""Whether a text speaks of a name by any form of it: a word of it, its acronym, the people of a country."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from verifier.claims.numbers import word_set
from verifier.names import acronyms

_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SHARED: Final = 4
_EMPTY: Final = word_set("the of and for in on at de la le el da di du von van der den al bin")
# Countries whose people have another beginning than the country, all forms in one group.
_PEOPLES: Final = tuple(
    frozenset(group.split())
    for group in (
        "france french frenchman frenchwoman", "spain spanish spaniard", "ireland irish irishman", "wales welsh",
        "netherlands dutch holland", "denmark danish dane", "poland polish pole", "turkey turkish turk",
        "switzerland swiss", "philippines filipino filipina philippine", "thailand thai", "cyprus cypriot",
        "peru peruvian", "iran iranian persian", "iraq iraqi", "laos lao laotian", "cuba cuban", "chad chadian",
        "mali malian", "oman omani", "yemen yemeni", "britain british uk england english kingdom gb briton",
        "america american us usa states", "soviet ussr russia russian", "norway norwegian norse", "greece greek",
        "sweden swedish swede", "finland finnish finn", "czechia czech", "un nations", "eu european europe",
    )
)  # fmt: skip


@lru_cache(maxsize=16_384)
def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, without full stops ("U.S." is "us") and possessives."""
    found = (word.lower().replace("’", "'").removesuffix("'s").replace(".", "") for word in _WORD.findall(text))
    return frozenset(found) - _EMPTY


def speaks_of(text: str, name: str) -> bool:
    """Whether any word of a name, a word that begins alike, its acronym, or a people of its country is in the text.

    Generous on purpose: what may be the same name is the same.
    """
    theirs, ours = words_of(text), words_of(name)
    if not ours or ours & theirs or acronyms(name) & theirs or ours & acronyms(text):
        return True
    if any(ours & group and theirs & group for group in _PEOPLES):
        return True
    beginnings = {word[:_SHARED] for word in theirs if len(word) >= _SHARED}
    return any(word[:_SHARED] in beginnings for word in ours if len(word) >= _SHARED)

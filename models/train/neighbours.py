"""Finds the texts of a corpus that are about the same: a small retrieval by shared rare words, to make pairs with."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_COMMON: Final = 200  # a word in more texts than this tells topics apart no longer


class Neighbours:
    """The texts of one corpus by their words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for word in sorted(_words(text)):
                self._places[word].append(place)

    def near(self, query: str) -> Iterator[int]:
        """Places of the texts that share a rare word with the query, those first that share most."""
        shared: Counter[int] = Counter()
        for word in sorted(_words(query)):
            places = self._places.get(word, [])
            if len(places) <= _COMMON:
                shared.update(places)
        return (place for place, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])))


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) > 3}

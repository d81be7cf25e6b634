"""Unlabelled pairs for a student: claims beside the sentence windows that a retrieval finds for them.

That is what the screen reads in use, and its teacher labels as many as one likes. Texts and claims are those of the
parts of sets that may be trained on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from models.pairs import NliPair
from models.train.neighbours import Neighbours
from models.train.sources import gather

_SENTENCE_END: Final = re.compile(r"(?<=[.!?]) +(?=[A-Z“\"])")
_NEAR: Final = 12  # passages that the pipeline takes from a search
_LONGEST: Final = 3

Texts = tuple[str, str]
"""A premise and a hypothesis."""


def retrieved(data: Path, windows: Mapping[str, int], *, seed: int, max_premise_words: int) -> list[Texts]:
    """So many windows of each set of `windows`, in the order of the sets; raises what `gather` raises."""
    made: list[Texts] = []
    for name, count in windows.items():
        # More claims than windows: some find nothing, and each gives one or two.
        pairs, _ = gather(data, {name: 10 * count}, seed=seed, max_premise_words=max_premise_words)
        made += islice(windows_of(pairs, seed=seed), count)
    return made


def windows_of(pairs: Sequence[NliPair], *, seed: int) -> Iterator[Texts]:
    """For each hypothesis two windows of one to three consecutive sentences of any premise of the corpus, drawn from
    around the twelve sentences that share most rare words with it; nearer ones are drawn more often."""
    sentences, homes = _sentences([pair.premise for pair in pairs])
    neighbours = Neighbours(sentences)
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    hypotheses = list(dict.fromkeys(pair.hypothesis for pair in pairs))
    for hypothesis in draw.sample(hypotheses, len(hypotheses)):
        near = list(islice(neighbours.near(hypothesis), _NEAR))
        ranks = dict.fromkeys(min(draw.choices(range(len(near)), k=2)) for _ in range(2 if near else 0))
        for rank in ranks:
            window = _window(homes[near[rank]], near[rank], draw.randint(1, _LONGEST), draw)
            yield " ".join(sentences[place] for place in window), hypothesis


def _sentences(premises: Sequence[str]) -> tuple[list[str], list[range]]:
    """The different sentences of all premises, and for each the places of those that it stands among."""
    sentences: list[str] = []
    homes: list[range] = []
    known: set[str] = set()
    for premise in dict.fromkeys(premises):
        new = [one for one in dict.fromkeys(_SENTENCE_END.split(premise)) if one.strip() and one not in known]
        known.update(new)
        homes += [range(len(sentences), len(sentences) + len(new))] * len(new)
        sentences += new
    return sentences, homes


def _window(home: range, around: int, size: int, draw: random.Random) -> range:
    """At most `size` places of `home` that hold `around`."""
    first = draw.randint(max(home.start, around - size + 1), around)
    return range(first, min(first + size, home.stop))

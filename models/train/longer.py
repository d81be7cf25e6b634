"""Longer premises: the evidence among other sentences of its corpus, or these others without it.

A model that was trained on evidence alone takes every topical text for evidence. Here an entailed or contradicted pair
keeps its label when its premise stands among sentences that share words with the hypothesis, and becomes neutral when
only those others are left (as the retrieved negatives of Thorne et al. 2018 and of Schuster et al. 2021). An other
text may by chance hold the evidence too: `models.train.filter` is there to take such pairs out.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from models.errors import ModelError
from models.pairs import NliPair, write_pairs
from models.train.neighbours import Neighbours
from models.train.options import failed
from models.train.sources import gather, quota
from models.types import NliLabel

_NEAR: Final = 12


def longer(pairs: Sequence[NliPair], *, count: int, seed: int, max_words: int = 170) -> Iterator[NliPair]:
    """Up to `count` pairs made of those of one corpus: in turn the evidence among others, and the others alone.

    The place of the evidence is drawn. Every premise has at most `max_words` words.
    """
    premises = list(dict.fromkeys(pair.premise for pair in pairs))
    neighbours = Neighbours(premises)
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    decided = [pair for pair in pairs if pair.label != "neutral"]
    made = 0
    for pair in draw.sample(decided, len(decided)):
        if made >= count:
            return
        near = list(islice(_others(pair, premises, neighbours), _NEAR))
        if len(near) < 2:
            continue
        others = draw.sample(near, draw.randint(2, min(4, len(near))))
        # Every third is neutral, so that the three labels come out even where the corpus is.
        label: NliLabel = "neutral" if made % 3 == 2 else pair.label
        if label != "neutral":
            others.insert(draw.randint(0, len(others)), pair.premise)
        premise = _join(others, max_words, keep=None if label == "neutral" else pair.premise)
        if premise is not None:
            made += 1
            yield NliPair(premise, pair.hypothesis, label)


def _others(pair: NliPair, premises: Sequence[str], neighbours: Neighbours) -> Iterator[str]:
    """Other premises, those first that share most words with the hypothesis."""
    found = (premises[place] for place in neighbours.near(pair.hypothesis))
    return (text for text in found if pair.premise not in text)


def _join(texts: list[str], max_words: int, *, keep: str | None = None) -> str | None:
    """The texts in their order, without those others that make it too long; None where `keep` alone is."""
    room = max_words - (len(keep.split()) if keep is not None else 0)
    chosen: list[str] = []
    for text in texts:
        if text == keep:
            chosen.append(text)
        elif len(text.split()) <= room:
            room -= len(text.split())
            chosen.append(text)
    return " ".join(chosen) if room >= 0 and chosen else None


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error."""
    parser = argparse.ArgumentParser(prog="python -m models.train.longer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the NAME.jsonl.gz files of the sources")
    parser.add_argument("--source", type=quota, action="append", required=True, metavar="NAME=N")
    parser.add_argument("--out", type=Path, required=True, help="a .jsonl.gz file to write")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    try:
        made: list[NliPair] = []
        for name, count in given.source:
            pairs, _ = gather(given.data, {name: sys.maxsize}, seed=given.seed, max_premise_words=120)
            made += longer(pairs, count=count, seed=given.seed)
    except ModelError as error:
        return failed(error)
    write_pairs(given.out, made)
    sys.stdout.write(f"{dict(Counter(pair.label for pair in made))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

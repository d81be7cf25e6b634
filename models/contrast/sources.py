"""Real sentences to make contrasts from: training splits only, and nothing that a held-out part of "
"any set contains."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.contrast.text import sentences, shortened, tidy, usable, words
from models.contrast.types import Grounds
from models.pairs import NliPair, iterate_pairs
from models.train.sources import SOURCES, source

PAIR_SOURCES: Final = (
    "fever_train_joined", "mnli_nyu20k", "mnli_pada", "ling_in_loop", "infotabs", "fever_train_nei_retrieved",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """Labelled pairs of the training splits and single sentences, free of held-out text."""

    pairs: tuple[NliPair, ...]
    sentences: tuple[str, ...]


def load(data: Path, *, longest_premise: int = 110) -> Material:
    """What the folder `data` allows; `data`/../retrieval/fever_sentences/corpus.jsonl.gz is read where it is there.

    A pair is left out if its hypothesis or any sentence of its premise is a sentence of a held-out part (case, white
    space and marks aside), or if its premise has more than `longest_premise` words.
    """
    barred = barred_sentences(data)
    pairs = [
        NliPair(premise, pair.hypothesis, pair.label)
        for pair in _training_pairs(data)
        if (premise := _free(pair.premise, barred, longest_premise)) and not barred & _keys(pair.hypothesis)
    ]
    corpus = data.parent / "retrieval" / "fever_sentences" / "corpus.jsonl.gz"
    singles = (text for text in _corpus(corpus) if not barred & _keys(text)) if corpus.exists() else ()
    return Material(tuple(dict.fromkeys(pairs)), tuple(dict.fromkeys(singles)))


def barred_sentences(data: Path) -> set[str]:
    """The keys of every sentence of every held-out pair: of the table's sets, and of any other set in the folder."""
    trained = {row.name: () if row.non_commercial else row.splits for row in SOURCES}
    barred: set[str] = set()
    for file in sorted(data.glob("*.jsonl.gz")):
        splits = trained.get(file.name.removesuffix(".jsonl.gz"), ("train",))
        for pair, split in iterate_pairs(file):
            if split not in splits:
                barred |= _keys(pair.premise) | _keys(pair.hypothesis)
    return barred


def grounds_of(material: Material) -> Iterator[Grounds]:
    """Entailed hypotheses with their premises, and each sentence with its shorter form."""
    for pair in material.pairs:
        if pair.label == "entailment" and usable(text := _closed(pair.hypothesis), longest=25):
            yield Grounds(pair.premise, text)
    for sentence in material.sentences:
        if usable(sentence):
            short = shortened(sentence)
            if usable(short, longest=28):
                yield Grounds(sentence, short)


def _training_pairs(data: Path) -> Iterator[NliPair]:
    for name in PAIR_SOURCES:
        row = source(name)
        file = data / f"{name}.jsonl.gz"
        if file.exists():
            yield from (pair for pair, split in iterate_pairs(file) if split in row.splits)


def _free(premise: str, barred: set[str], longest: int) -> str:
    parts = sentences(premise)
    text = tidy(premise)
    return "" if len(text.split()) > longest or any(_key(part) in barred for part in parts) else text


def _keys(text: str) -> set[str]:
    return {_key(part) for part in sentences(text)}


def _key(sentence: str) -> str:
    return " ".join(words(sentence))


def _closed(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _corpus(path: Path) -> Iterable[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield " ".join(str(json.loads(line)["text"]).split())

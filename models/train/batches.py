"""Tokenized pairs in batches that hold about the same number of word pieces, in an order that a seed fixes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from models.evaluate import LABELS
from models.pairs import NliPair

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOKENIZE = 1000


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as word pieces; `label` is its place in `models.evaluate.LABELS`."""

    ids: tuple[int, ...]
    type_ids: tuple[int, ...]
    label: int


def tokenize(pairs: Sequence[NliPair], tokenizer: Any, *, max_pieces: int) -> list[Example]:
    """Pairs of at most `max_pieces`, special pieces included; of a longer one the longer text loses its end."""
    examples: list[Example] = []
    for at in range(0, len(pairs), _TOKENIZE):
        part = pairs[at : at + _TOKENIZE]
        batch = tokenizer(
            [pair.premise for pair in part],
            [pair.hypothesis for pair in part],
            truncation="longest_first",
            max_length=max_pieces,
            return_token_type_ids=True,
        )
        for pair, ids, types in zip(part, batch["input_ids"], batch["token_type_ids"], strict=True):
            examples.append(Example(tuple(ids), tuple(types), LABELS.index(pair.label)))
    return examples


def batches(lengths: Sequence[int], *, batch_pieces: int, chunk: int, seed: int) -> list[list[int]]:
    """Indexes of the examples of each batch. Padded to its longest, a batch has at most `batch_pieces` pieces.

    Within each chunk of the given order examples are sorted by length, so that little is padding; the batches of a
    chunk then come in an order that the seed fixes. Every example is in exactly one batch.
    """
    shuffled = random.Random(seed)  # noqa: S311 - an order, not a secret
    out: list[list[int]] = []
    for at in range(0, len(lengths), chunk):
        members = sorted(range(at, min(at + chunk, len(lengths))), key=lambda index: (lengths[index], index))
        found: list[list[int]] = [[]]
        for index in members:
            if found[-1] and (len(found[-1]) + 1) * lengths[index] > batch_pieces:
                found.append([])
            found[-1].append(index)
        shuffled.shuffle(found)
        out += found
    return out


def collate(examples: Sequence[Example], *, pad_id: int) -> dict[str, NDArray[np.int64]]:
    """`input_ids`, `attention_mask` and `token_type_ids`, each (n, longest) int64, and `labels`, (n,) int64."""
    width = max(len(example.ids) for example in examples)
    ids = np.full((len(examples), width), pad_id, dtype=np.int64)
    mask = np.zeros((len(examples), width), dtype=np.int64)
    types = np.zeros((len(examples), width), dtype=np.int64)
    for row, example in enumerate(examples):
        length = len(example.ids)
        ids[row, :length] = example.ids
        mask[row, :length] = 1
        types[row, :length] = example.type_ids
    labels = np.array([example.label for example in examples], dtype=np.int64)
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types, "labels": labels}

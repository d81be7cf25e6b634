"""Tokenized pairs in batches that hold about the same number of word pieces, in an order that a seed fixes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from models.tiles import Encoded

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOKENIZE = 1000


def tokenize(texts: Sequence[tuple[str, str]], tokenizer: Any, *, max_pieces: int) -> list[Encoded]:
    """(premise, hypothesis) pairs of at most `max_pieces`, special pieces included; of a longer one the longer text
    loses its end."""
    encoded: list[Encoded] = []
    for at in range(0, len(texts), _TOKENIZE):
        part = texts[at : at + _TOKENIZE]
        batch = tokenizer(
            [premise for premise, _ in part],
            [hypothesis for _, hypothesis in part],
            truncation="longest_first",
            max_length=max_pieces,
            return_token_type_ids=True,
        )
        for ids, types in zip(batch["input_ids"], batch["token_type_ids"], strict=True):
            encoded.append(Encoded(tuple(ids), tuple(types)))
    return encoded


def batches(lengths: Sequence[int], *, batch_pieces: int, chunk: int, seed: int) -> list[list[int]]:
    """Indexes of the pairs of each batch. Padded to its longest, a batch has at most `batch_pieces` pieces.

    Within each chunk of the given order pairs are sorted by length, so that little is padding; the batches of a
    chunk then come in an order that the seed fixes. Every pair is in exactly one batch.
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


def collate(encoded: Sequence[Encoded], *, pad_id: int) -> dict[str, NDArray[np.int64]]:
    """`input_ids`, `attention_mask` and `token_type_ids`, each (n, longest) int64."""
    width = max(len(one.ids) for one in encoded)
    ids = np.full((len(encoded), width), pad_id, dtype=np.int64)
    mask = np.zeros((len(encoded), width), dtype=np.int64)
    types = np.zeros((len(encoded), width), dtype=np.int64)
    for row, one in enumerate(encoded):
        length = len(one.ids)
        ids[row, :length] = one.ids
        mask[row, :length] = 1
        types[row, :length] = one.type_ids
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}

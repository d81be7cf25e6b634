"""Runs a transformer in tiles of fixed shape, so that what it says of a text does not depend on its neighbours.

Why: matrix products on a CPU take another path for another shape, and the last bits of a result change with it.
Measured with torch 2.13 on two x86 cores: the same pair read alone, in a batch of 4 and in one of 8 gives three
results that differ by up to 1e-6; inside one shape (rows, width) a row's result is the same bytes whichever row it
is and whatever stands in the others. So each text is padded to a width that follows from its own length, and every
tile has the same number of rows, the last one filled up with copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH_STEP = 16


@dataclass(frozen=True, slots=True)
class Encoded:
    """One tokenized text or pair; `type_ids` tells the two texts of a pair apart in models that need it."""

    ids: tuple[int, ...]
    type_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """`rows` are indexes of the texts whose results to keep; `width` is in word pieces."""

    rows: tuple[int, ...]
    width: int


def width_of(length: int, *, limit: int) -> int:
    """The width a text of `length` pieces is padded to: a multiple of 16, the limit at most."""
    return min(limit, -(-max(1, length) // WIDTH_STEP) * WIDTH_STEP)


def plan(lengths: Sequence[int], *, rows: int, limit: int) -> Iterator[Tile]:
    """Groups texts by padded width, narrow ones first, at most `rows` in a tile."""
    by_width: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        by_width.setdefault(width_of(length, limit=limit), []).append(index)
    for width, members in sorted(by_width.items()):
        for at in range(0, len(members), rows):
            yield Tile(tuple(members[at : at + rows]), width)


def tensors(
    encoded: Sequence[Encoded], tile: Tile, *, rows: int, pad_id: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(ids, mask, type ids), each (rows, width) int64; rows left over are copies of the first."""
    import numpy as np

    filled = [encoded[index] for index in tile.rows]
    filled += [filled[0]] * (rows - len(filled))
    ids = np.full((rows, tile.width), pad_id, dtype=np.int64)
    mask = np.zeros((rows, tile.width), dtype=np.int64)
    types = np.zeros((rows, tile.width), dtype=np.int64)
    for row, item in enumerate(filled):
        length = len(item.ids)
        ids[row, :length] = item.ids
        mask[row, :length] = 1
        types[row, :length] = item.type_ids
    return ids, mask, types


def run(
    encoded: Sequence[Encoded],
    forward: Callable[[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]],
    *,
    rows: int,
    limit: int,
    pad_id: int,
    columns: int,
) -> NDArray[np.float32]:
    """(len(encoded), columns) float32, in order; `forward` maps (ids, mask, type ids) to (rows, columns)."""
    import numpy as np

    out = np.zeros((len(encoded), columns), dtype=np.float32)
    for tile in plan([len(item.ids) for item in encoded], rows=rows, limit=limit):
        result = forward(*tensors(encoded, tile, rows=rows, pad_id=pad_id))
        out[list(tile.rows)] = result[: len(tile.rows)]
    return out

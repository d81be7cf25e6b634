"""Tiles have shapes that follow from one text alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.tiles import Encoded, plan, run, width_of


@given(st.lists(st.integers(1, 256), max_size=40), st.integers(1, 8))
def test_every_text_is_in_one_tile_of_its_own_width(lengths: list[int], rows: int) -> None:
    tiles = list(plan(lengths, rows=rows, limit=256))
    assert sorted(index for tile in tiles for index in tile.rows) == list(range(len(lengths)))
    assert all(len(tile.rows) <= rows for tile in tiles)
    assert all(tile.width == width_of(lengths[index], limit=256) for tile in tiles for index in tile.rows)


def test_width_is_a_multiple_of_sixteen_up_to_the_limit() -> None:
    assert [width_of(length, limit=60) for length in (0, 1, 16, 17, 48, 49, 60)] == [16, 16, 16, 32, 48, 60, 60]


@given(st.lists(st.integers(1, 40), max_size=20), st.integers(1, 5))
def test_results_come_in_order_and_padding_is_masked(lengths: list[int], rows: int) -> None:
    shapes: set[int] = set()

    def forward(ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]) -> NDArray[np.float32]:
        shapes.add(ids.shape[0])
        assert (ids[mask == 0] == 9).all()
        return np.stack([(ids * mask).sum(axis=1), types.sum(axis=1)], axis=1).astype(np.float32)

    encoded = [Encoded((index + 10,) * length, (0,) * (length - 1) + (1,)) for index, length in enumerate(lengths)]
    out = run(encoded, forward, rows=rows, limit=64, pad_id=9, columns=2)
    assert out[:, 0].tolist() == [(index + 10) * length for index, length in enumerate(lengths)]
    assert out[:, 1].tolist() == [1.0] * len(lengths)
    assert shapes <= {rows}

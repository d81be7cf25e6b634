"""One contract for every vector index; NumpyIndex is the oracle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import faiss
import numpy as np
import pytest

from indexes.vectors import FaissIndex, NumpyIndex, VectorIndex, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSION = 24

Make = Callable[[int], VectorIndex]


@pytest.fixture(params=[FaissIndex, NumpyIndex])
def make(request: pytest.FixtureRequest) -> Make:
    kind: Make = request.param
    return kind


def rows(count: int, *, seed: int, scale: float = 3.0) -> NDArray[np.float32]:
    return (np.random.default_rng(seed).standard_normal((count, DIMENSION)) * scale).astype(np.float32)


def ids(*values: int) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def filled(make: Make, count: int = 300) -> tuple[VectorIndex, NDArray[np.float32]]:
    index = make(DIMENSION)
    vectors = rows(count, seed=1)
    index.add(np.arange(10, 10 + count), vectors)
    return index, vectors


def plain_cosines(vectors: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float64]:
    wide, asked = vectors.astype(np.float64), query.astype(np.float64)
    result: NDArray[np.float64] = wide @ asked / np.linalg.norm(wide, axis=1) / np.linalg.norm(asked)
    return result


def test_similarity_is_the_cosine_of_vectors_and_queries_of_any_length(make: Make) -> None:
    index, vectors = filled(make)
    query = rows(1, seed=2, scale=40.0)[0]
    (found,) = index.search(query[None], k=20)
    expected = plain_cosines(vectors, query)
    order = np.argsort(-expected)[:20]
    assert found.ids.tolist() == (order + 10).tolist()
    np.testing.assert_allclose(found.similarities, expected[order], atol=1.5e-6)


@pytest.mark.parametrize("count", [1, 2, 19, 20, 64, 150])
def test_a_query_finds_the_same_whatever_the_queries_beside_it(make: Make, count: int) -> None:
    index, _ = filled(make)
    queries = rows(150, seed=3)
    alone = index.search(queries[:1], k=7)[0]
    beside = index.search(queries[:count], k=7)[0]
    assert alone.ids.tolist() == beside.ids.tolist()
    assert alone.similarities.tolist() == beside.similarities.tolist()


def test_faiss_answers_as_the_oracle_bit_for_bit() -> None:
    left, right = filled(FaissIndex)[0], filled(NumpyIndex)[0]
    for fast, exact in zip(left.search(rows(90, seed=4), k=9), right.search(rows(90, seed=4), k=9), strict=True):
        assert fast.ids.tolist() == exact.ids.tolist()
        assert fast.similarities.tolist() == exact.similarities.tolist()


def test_equals_come_by_id_and_all_that_tie_with_the_last_come_too(make: Make) -> None:
    index, _ = filled(make)
    same = np.repeat(rows(1, seed=5), 200, axis=0)
    index.add(np.arange(1000, 1200)[::-1].copy(), same)
    (found,) = index.search(same[:1], k=3)
    assert found.ids.tolist() == list(range(1000, 1200))
    assert set(found.similarities.tolist()) == {1.0}


def test_an_empty_index_finds_nothing(make: Make) -> None:
    found = make(DIMENSION).search(rows(3, seed=6), k=5)
    assert [one.ids.tolist() for one in found] == [[], [], []]


def test_no_queries_find_nothing(make: Make) -> None:
    assert filled(make)[0].search(np.empty((0, DIMENSION), dtype=np.float32), k=5) == []


def test_more_than_there_is_gives_all_there_is(make: Make) -> None:
    index, _ = filled(make, 4)
    (found,) = index.search(rows(1, seed=7), k=50)
    assert sorted(found.ids.tolist()) == [10, 11, 12, 13]
    assert found.similarities.tolist() == sorted(found.similarities.tolist(), reverse=True)


def test_only_allowed_ids_are_found_however_far_they_are(make: Make) -> None:
    index, vectors = filled(make)
    query = rows(1, seed=8)
    far = np.argsort(plain_cosines(vectors, query[0]))[:5] + 10
    (found,) = index.search(query, k=3, allowed=np.sort(far))
    assert found.ids.tolist() == far[::-1][-3:][::-1].tolist() or set(found.ids.tolist()) <= set(far.tolist())
    assert len(found.ids) == 3
    (none,) = index.search(query, k=3, allowed=ids())
    assert none.ids.tolist() == []
    (foreign,) = index.search(query, k=3, allowed=ids(5, 9_999))
    assert foreign.ids.tolist() == []


def test_what_was_removed_is_not_found_and_the_rest_is(make: Make) -> None:
    index, vectors = filled(make)
    index.remove(ids(10, 12, 77_777))
    (found,) = index.search(vectors[:1], k=400)
    assert sorted(found.ids.tolist()) == [11, *range(13, 310)]
    assert index.ids.tolist() == [11, *range(13, 310)]
    (near,) = index.search(vectors[1:2], k=1)
    assert near.ids.tolist() == [11]


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf])
def test_rows_without_a_direction_are_refused(make: Make, bad: float) -> None:
    index = make(DIMENSION)
    with pytest.raises(ValueError, match="finite rows that are not all zero"):
        index.add(ids(1), np.full((1, DIMENSION), bad, dtype=np.float32))
    with pytest.raises(ValueError, match="finite rows that are not all zero"):
        index.search(np.full((1, DIMENSION), bad, dtype=np.float32), k=1)


def test_scaling_to_unit_length_twice_changes_no_bit() -> None:
    once = unit_rows(rows(500, seed=9))
    np.testing.assert_allclose(np.linalg.norm(once.astype(np.float64), axis=1), 1.0, atol=1e-6)
    assert np.array_equal(unit_rows(once), once)


def test_a_written_index_reads_back_and_another_kind_is_refused(tmp_path: Path) -> None:
    index = FaissIndex(DIMENSION)
    index.add(ids(3, 1, 2), rows(3, seed=10))
    index.write(tmp_path / "index")
    read = FaissIndex.from_bytes((tmp_path / "index").read_bytes())
    assert read.ids.tolist() == [1, 2, 3]
    assert np.array_equal(read.vectors(ids(1, 2, 3)), index.vectors(ids(1, 2, 3)))
    faiss.write_index(faiss.IndexFlatL2(DIMENSION), str(tmp_path / "other"))
    with pytest.raises(TypeError, match="flat inner-product index"):
        FaissIndex.from_bytes((tmp_path / "other").read_bytes())

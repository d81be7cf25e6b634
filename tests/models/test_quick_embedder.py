"""The embedder in int8: near to float32, the same bytes whatever the company, and never where float32 was asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.check_worthiness import CheckWorthinessModel
from models.embedder import SentenceEmbedder
from models.quick_embedder import QuickEmbedder
from models.runtimes import adds_bytes_exactly

TEXTS = [
    "The harbour of Oslo lost 40 boats in 2016.",
    "Thank you.",
    "",
    "She said [SEP] that </s> the fire was out.",
    "The port " * 400,
    "Forty boats were lost in the harbour of Oslo.",
]

needs_int8 = pytest.mark.skipif(not adds_bytes_exactly(), reason="int8 is not offered on this processor")


@pytest.fixture(scope="module")
def exact() -> SentenceEmbedder:
    return SentenceEmbedder()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@needs_int8
def test_vectors_are_near_to_those_of_float32_and_not_the_same(exact: SentenceEmbedder, cache: Path) -> None:
    near, right = QuickEmbedder(exact, cache_dir=cache).embed_passages(TEXTS), exact.embed_passages(TEXTS)
    assert near.shape == right.shape == (6, 384)
    assert np.allclose(np.linalg.norm(near, axis=1), 1.0, atol=1e-5)
    assert (near * right).sum(axis=1).min() > 0.96
    assert np.abs(near - right).max() > 1e-4
    assert near[0] @ near[5] > 0.7 > 0.3 > near[0] @ near[1]


@needs_int8
def test_a_vector_is_the_same_alone_in_company_and_on_any_number_of_threads(
    exact: SentenceEmbedder, cache: Path
) -> None:
    together = QuickEmbedder(exact, cache_dir=cache, threads=3).embed_passages(TEXTS)
    one = QuickEmbedder(exact, cache_dir=cache, threads=1)
    assert all(np.array_equal(one.embed_queries([text])[0], row) for text, row in zip(TEXTS, together, strict=True))
    assert one.embed_passages([]).shape == (0, 384)
    assert one.identity.runtime
    assert one.identity.sha256 == exact.identity.sha256


@needs_int8
def test_what_was_converted_is_made_anew_where_it_is_damaged(exact: SentenceEmbedder, tmp_path: Path) -> None:
    before = QuickEmbedder(exact, cache_dir=tmp_path).embed_passages(TEXTS[:1])
    (graph,) = tmp_path.glob("embedder-int8-*/model.onnx")
    graph.write_bytes(graph.read_bytes()[:-1])
    assert np.array_equal(QuickEmbedder(exact, cache_dir=tmp_path).embed_passages(TEXTS[:1]), before)


def test_float32_is_that_of_the_embedder_itself(exact: SentenceEmbedder, tmp_path: Path) -> None:
    plain = QuickEmbedder(exact, cache_dir=tmp_path, runtime="fp32")
    assert np.array_equal(plain.embed_passages(TEXTS[:2]), exact.embed_passages(TEXTS[:2]))
    assert plain.identity == exact.identity
    assert not list(tmp_path.iterdir())


@needs_int8
def test_check_worthiness_reads_nearly_the_same_in_int8(exact: SentenceEmbedder, cache: Path) -> None:
    text = ["We lost 40,000 jobs in 2009.", "Thank you.", "Unemployment rose to 9 percent last year."]
    right, quick = CheckWorthinessModel(exact), CheckWorthinessModel(QuickEmbedder(exact, cache_dir=cache))
    for one, other in zip(right.read([text])[0], quick.read([text])[0], strict=True):
        assert one.check_worthy == pytest.approx(other.check_worthy, abs=0.1)
    assert quick.identity.sha256 == right.identity.sha256
    assert quick.identity.runtime
    assert not right.identity.runtime

"""The embedder with its real weights."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from numpy.typing import NDArray

from models.embedder import SentenceEmbedder

TEXTS = [
    "The border agency counted 2,300 people in March.",
    "How many people crossed the border?",
    "The bakery sells bread.",
    "",
    "café naïve \U0001f600 \ud800",
    "word " * 200,
]
LONG = " ".join(f"On day {day} the council of the harbour town discussed item number {day}." for day in range(60))


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


def test_first_numbers_are_those_of_the_published_model(embedder: SentenceEmbedder) -> None:
    # "This is an example sentence" is the example of the model card; computed with sentence-transformers' own encode.
    row = embedder.embed_passages(["This is an example sentence"])[0]
    assert row[:4].tolist() == pytest.approx([0.06765, 0.06350, 0.04871, 0.07930], abs=2e-5)


def test_rows_are_unit_and_close_meanings_are_close(embedder: SentenceEmbedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-6)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


def test_queries_and_passages_of_one_text_agree(embedder: SentenceEmbedder) -> None:
    assert embedder.embed_queries(TEXTS) == pytest.approx(embedder.embed_passages(TEXTS), abs=1e-6)


@pytest.mark.parametrize("method", ["embed_queries", "embed_passages"])
def test_a_vector_is_the_same_bytes_whatever_stands_beside_it(embedder: SentenceEmbedder, method: str) -> None:
    embed = getattr(embedder, method)
    texts = [*TEXTS, LONG, *(f"Sentence number {n} about the town hall. " * (n % 7 + 1) for n in range(30))]
    together: NDArray[np.float32] = embed(texts)
    backwards: NDArray[np.float32] = embed(texts[::-1])[::-1]
    alone = np.concatenate([embed([text]) for text in texts])
    assert together.tobytes() == backwards.tobytes() == alone.tobytes()


def test_the_end_of_a_long_text_counts(embedder: SentenceEmbedder) -> None:
    plain, other = embedder.embed_passages([LONG, LONG + " Penguins march over the Antarctic ice." * 12])
    query = embedder.embed_queries(["Penguins march over the Antarctic ice."])[0]
    assert query @ other > query @ plain + 0.1
    assert np.linalg.norm(other) == pytest.approx(1.0, abs=1e-6)


def test_special_pieces_in_a_text_are_read_as_text(embedder: SentenceEmbedder) -> None:
    with_pieces, padded = embedder.embed_passages(["bread [SEP] [PAD] [PAD]", "bread"])
    assert with_pieces @ padded < 0.99


def test_several_threads_load_once_and_agree() -> None:
    embedder = SentenceEmbedder()
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(embedder.embed_queries(TEXTS).tobytes())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1

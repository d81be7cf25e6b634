"""One suite over everything that obeys a contract of `models.protocols`: the fakes and the real ones."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from models.embedder import SentenceEmbedder
from models.english import EnglishPipeline
from models.fakes import HashingEmbedder, OverlapNli
from models.nli import load_nli
from models.protocols import Embedder, NliModel, SentenceSplitter

TEXTS = ["The mayor opened the bridge.", "", "Bread is sold at dawn.", "word " * 2000, "naïve \u202e \x00"]
PAIRS = [("The mayor opened the bridge.", "The bridge was opened."), ("", "x"), ("word " * 600, "word"), ("x", "")]


@pytest.fixture(scope="module", params=["hashing", "sentence-transformers"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return HashingEmbedder() if request.param == "hashing" else SentenceEmbedder()


@pytest.fixture(scope="module", params=["overlap", "judge-fp32", "judge-int8"])
def nli(request: pytest.FixtureRequest) -> NliModel:
    if request.param == "overlap":
        return OverlapNli()
    return load_nli(runtime="fp32" if request.param == "judge-fp32" else "int8")


@pytest.mark.parametrize("method", ["embed_queries", "embed_passages"])
def test_embedders_give_unit_rows_in_order(embedder: Embedder, method: str) -> None:
    embed = getattr(embedder, method)
    rows = embed(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), embedder.dimension)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert rows[::-1].tobytes() == embed(TEXTS[::-1]).tobytes()
    assert embed([]).shape == (0, embedder.dimension)


def test_a_query_vector_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    together = embedder.embed_queries(TEXTS)
    alone = np.concatenate([embedder.embed_queries([text]) for text in TEXTS])
    assert together.tobytes() == alone.tobytes()


def test_nli_models_read_every_pair_in_order_and_whole(nli: NliModel) -> None:
    readings = nli.read(PAIRS)
    assert len(readings) == len(PAIRS)
    for (premise, hypothesis), reading in zip(PAIRS, readings, strict=True):
        spans = [window.span for window in reading.windows]
        assert (spans[0].start, spans[-1].end) == (0, len(premise))
        assert all(later.start <= earlier.end for earlier, later in itertools.pairwise(spans))
        assert reading.hypothesis_read.start == 0
        assert reading.hypothesis_read.end <= len(hypothesis)
    assert nli.read([]) == []
    assert [nli.read([pair])[0] for pair in PAIRS] == readings
    assert nli.read(PAIRS[::-1] * 3) == readings[::-1] * 3
    assert nli.read(PAIRS[1:3]) == readings[1:3]


def test_identities_are_stable_names_with_a_sha256(embedder: Embedder, nli: NliModel) -> None:
    for model in (embedder, nli):
        assert model.identity == model.identity
        assert model.identity.name
        assert len(model.identity.sha256) == 64
        int(model.identity.sha256, 16)


@pytest.fixture(scope="module")
def splitter() -> SentenceSplitter:
    return EnglishPipeline()


@pytest.mark.parametrize("text", ["", " \n\n ", "One. Two! Three?", "A headline\n\nA sentence.", "\x00 \u202e."])
def test_sentences_are_ordered_disjoint_and_leave_out_only_white_space(splitter: SentenceSplitter, text: str) -> None:
    at = 0
    for span in splitter.sentences(text):
        assert text[at : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        at = span.end
    assert text[at:].strip() == ""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from indexes.collection import Collection
from indexes.fusion import reciprocal_rank
from indexes.types import Document, Hit, SearchFilter, SearchMode
from models.fakes import HashingEmbedder
from tests.indexes.making import FIRST_DAY, document, open_collection

DOCUMENTS = [document(number) for number in range(60)]
QUERY = "Crew 12 repaired the harbour"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with open_collection(tmp_path_factory.mktemp("searching")) as opened:
        opened.add(DOCUMENTS)
        yield opened


def cosine(left: str, right: str) -> float:
    embedder = HashingEmbedder()
    one, two = embedder.embed_queries([left]), embedder.embed_passages([right])
    return float(np.dot(one[0].astype(np.float64), two[0].astype(np.float64)))


def all_hits(collection: Collection, where: SearchFilter) -> tuple[Hit, ...]:
    return collection.search([QUERY], top_k=500, where=where).hits[0]


def test_hits_slice_back_out_of_their_documents(collection: Collection) -> None:
    result = collection.search([QUERY, "library fenced"], top_k=8)
    for hit in (*result.hits[0], *result.hits[1]):
        text = result.documents[hit.passage.document_id].text
        assert hit.passage.span.of(text) == hit.passage.text
        assert all(sentence.of(text).endswith(".") for sentence in hit.passage.sentences)


def test_similarity_is_the_cosine_also_of_hits_found_by_words_alone(collection: Collection) -> None:
    for mode in ("fused", "dense", "lexical"):
        for hit in collection.search([QUERY], top_k=20, mode=mode).hits[0]:
            assert hit.similarity == pytest.approx(cosine(QUERY, hit.passage.text), abs=1e-6)
            assert hit.similarity == round(hit.similarity, 6)


def test_each_mode_ranks_by_what_it_says(collection: Collection) -> None:
    dense = collection.search([QUERY], top_k=10, mode="dense").hits[0]
    assert [hit.dense_rank for hit in dense] == list(range(1, 11))
    assert [hit.similarity for hit in dense] == sorted((hit.similarity for hit in dense), reverse=True)
    assert {hit.lexical_rank for hit in dense} == {None}
    lexical = collection.search([QUERY], top_k=10, mode="lexical").hits[0]
    assert [hit.lexical_rank for hit in lexical] == list(range(1, 11))
    assert {hit.dense_rank for hit in lexical} == {None}
    fused = collection.search([QUERY], top_k=10).hits[0]
    assert [hit.fused for hit in fused] == sorted((hit.fused for hit in fused), reverse=True)
    assert all(hit.fused == reciprocal_rank(hit.dense_rank, hit.lexical_rank) for hit in fused)


def test_a_query_is_answered_alike_alone_and_among_a_hundred(collection: Collection) -> None:
    queries = [document(number, version=1).text for number in range(100)]
    together = collection.search(queries, top_k=6)
    for at in (0, 31, 99):
        alone = collection.search([queries[at]], top_k=6)
        assert alone.hits[0] == together.hits[at]


def test_answers_do_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    copies = [Document(f"copy-{number}", "The ferry to the island was cancelled.") for number in range(120)]
    shuffled = copies.copy()
    random.Random(11).shuffle(shuffled)
    answers = []
    for name, documents in (("one", copies), ("two", shuffled)):
        with open_collection(tmp_path / name) as opened:
            opened.add(documents)
            found = opened.search(["ferry cancelled"], top_k=9)
            answers.append([(hit.passage.document_id, hit.similarity, hit.fused) for hit in found.hits[0]])
    assert answers[0] == answers[1]
    assert [one[0] for one in answers[0]] == sorted(copy.id for copy in copies)[:9]


def test_blank_queries_find_nothing_and_the_others_keep_their_place(collection: Collection) -> None:
    result = collection.search(["", QUERY, " \n"], top_k=3)
    assert [len(hits) for hits in result.hits] == [0, 3, 0]
    assert result.outside_dates == ((), (), ())
    empty = collection.search([], top_k=3)
    assert (empty.hits, empty.outside_dates, dict(empty.documents)) == ((), (), {})
    assert empty.snapshot == result.snapshot == collection.info().snapshot


@pytest.mark.parametrize(
    "query", ["\x00", "\ud800 harbour", "\u202eharbour", '"(*', "x" * 100_000, "harbour " * 20_000]
)
def test_odd_queries_are_answered(collection: Collection, query: str) -> None:
    for mode in ("fused", "dense", "lexical"):
        collection.search([query], top_k=2, mode=mode)


def test_top_k_is_at_least_one_and_may_exceed_what_there_is(collection: Collection) -> None:
    with pytest.raises(ValueError, match="top_k of at least 1"):
        collection.search([QUERY], top_k=0)
    hits = collection.search([QUERY], top_k=10_000, mode="dense").hits[0]
    assert len(hits) == collection.info().passages


def test_a_search_in_an_empty_collection_finds_nothing(tmp_path: Path) -> None:
    where = SearchFilter(before=date(2020, 1, 1))
    with open_collection(tmp_path) as opened:
        for mode in ("fused", "dense", "lexical"):
            assert opened.search([QUERY], top_k=5, mode=mode, where=where).hits == ((),)


def test_dates_are_from_after_until_just_before_before(collection: Collection) -> None:
    after, before = FIRST_DAY + timedelta(days=10), FIRST_DAY + timedelta(days=20)
    where = SearchFilter(after=after, before=before, include_undated=False)
    found = {hit.passage.document_id for hit in all_hits(collection, where)}
    assert found == {f"doc-{number:04}" for number in range(10, 20) if number % 7 != 6}
    undated = {hit.passage.document_id for hit in all_hits(collection, SearchFilter(after=after, before=before))}
    assert undated == found | {f"doc-{number:04}" for number in range(60) if number % 7 == 6}
    dated = {hit.passage.document_id for hit in all_hits(collection, SearchFilter(include_undated=False))}
    assert dated == {f"doc-{number:04}" for number in range(60) if number % 7 != 6}


@pytest.mark.parametrize("mode", get_args(SearchMode))
def test_publisher_language_and_kind_filter_together(collection: Collection, mode: SearchMode) -> None:
    where = SearchFilter(
        publishers=frozenset({"HARBOUR post", "City Wire"}), languages=frozenset({"en"}), kinds=frozenset({"news"})
    )
    result = collection.search([QUERY], top_k=500, where=where, mode=mode)
    expected = {
        one.id
        for one in DOCUMENTS
        if one.publisher in ("Harbour Post", "City Wire") and one.language == "en" and one.kind == "news"
    }
    assert set(result.documents) == expected


def test_a_narrow_filter_does_not_starve_the_answer(tmp_path: Path) -> None:
    near = [Document(f"near-{number}", f"The ferry {number} sank.", language="fr") for number in range(900)]
    far = [Document(f"far-{number}", f"A ferry was late on day {number}.", language="en") for number in range(3)]
    with open_collection(tmp_path) as opened:
        opened.add([*near, *far])
        found = opened.search(["ferry sank"], top_k=3, where=SearchFilter(languages=frozenset({"en"})))
    assert {hit.passage.document_id for hit in found.hits[0]} == {"far-0", "far-1", "far-2"}


def test_documents_kept_out_by_dates_alone_are_counted(tmp_path: Path) -> None:
    late = date(2021, 1, 1)
    documents = [
        Document("late-1", "The dam burst on Sunday. The dam burst again.", published_at=late),
        Document("late-2", "The dam burst.", published_at=late),
        Document("late-french", "The dam burst.", published_at=late, language="fr"),
        Document("undated", "The dam burst early."),
        Document("early", "The dam burst twice.", published_at=date(2020, 1, 1)),
        *(Document(f"other-{number}", f"Bread costs {number} crowns.", published_at=late) for number in range(20)),
    ]
    english = frozenset({"en"})
    with open_collection(tmp_path) as opened:
        opened.add(documents)

        def outside(where: SearchFilter) -> tuple[int, ...]:
            kept_out = opened.search(["The dam burst", ""], top_k=4, where=where).outside_dates
            assert all(list(one) == sorted(one, reverse=True) for one in kept_out)
            return tuple(len(one) for one in kept_out)

        assert outside(SearchFilter(before=late, languages=english)) == (2, 0)
        assert outside(SearchFilter(before=late, languages=english, include_undated=False)) == (3, 0)
        assert outside(SearchFilter(languages=english)) == (0, 0)
        assert outside(SearchFilter(after=date(2020, 6, 1), languages=english)) == (1, 0)


def is_before(one: Document, where: SearchFilter) -> bool:
    return one.published_at is not None and where.before is not None and one.published_at < where.before


def test_a_filter_that_was_used_before_sees_what_was_written_since(tmp_path: Path) -> None:
    wheres = [SearchFilter(before=FIRST_DAY + timedelta(days=days)) for days in range(1, 9)]
    with open_collection(tmp_path) as opened, open_collection(tmp_path) as other:
        for count in (3, 6):
            other.add(document(number) for number in range(count))
            for where in (*wheres, *wheres):
                expected = {one.id for one in DOCUMENTS[:count] if is_before(one, where)}
                assert set(opened.search([QUERY], top_k=50, where=where).documents) == expected

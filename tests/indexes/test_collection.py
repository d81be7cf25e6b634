from __future__ import annotations

import json
import random
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexes.catalog import CATALOG_NAME
from indexes.collection import Collection
from indexes.derived import INDEX_NAME
from indexes.errors import (
    CollectionBusy,
    CollectionClosed,
    CollectionDamaged,
    CollectionMissing,
    DocumentInvalid,
    EmbedderMismatch,
)
from indexes.ingest import CHUNK_DOCUMENTS
from indexes.manifest import MANIFEST_NAME
from indexes.types import AddResult, Document, RemoveResult
from models.english import EnglishPipeline
from models.fakes import HashingEmbedder
from tests.indexes.making import CountingEmbedder, document, open_collection

DOCUMENTS = [document(number) for number in range(30)]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with open_collection(tmp_path / "collection") as opened:
        yield opened


def test_documents_come_back_as_they_were_given(collection: Collection) -> None:
    assert collection.add(DOCUMENTS) == AddResult(added=30)
    assert [collection.get(one.id) for one in DOCUMENTS] == DOCUMENTS
    assert collection.get("doc-9999") is None
    assert collection.info().documents == 30
    assert collection.check() == []


def test_adding_the_same_again_changes_nothing_and_embeds_nothing(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    with open_collection(tmp_path, embedder=embedder) as collection:
        collection.add(DOCUMENTS)
        snapshot, texts = collection.info().snapshot, embedder.texts
        assert collection.add(DOCUMENTS) == AddResult(unchanged=30)
        assert (collection.info().snapshot, embedder.texts) == (snapshot, texts)


def test_a_changed_document_takes_the_place_of_the_old_one(collection: Collection) -> None:
    collection.add(DOCUMENTS)
    changed = replace(DOCUMENTS[3], text="The lighthouse keeper resigned.")
    assert collection.add([changed]) == AddResult(replaced=1)
    assert collection.get(changed.id) == changed
    found = collection.search(["lighthouse keeper resigned"], top_k=1)
    assert found.hits[0][0].passage.text == changed.text
    old = collection.search([DOCUMENTS[3].text], top_k=50)
    assert [hit.passage.text for hit in old.hits[0] if hit.passage.document_id == changed.id] in ([], [changed.text])
    assert collection.check() == []


CHANGES = [
    replace(DOCUMENTS[3], title=None),
    replace(DOCUMENTS[3], url="https://example.org/3"),
    replace(DOCUMENTS[3], publisher="Nobody"),
    replace(DOCUMENTS[3], published_at=None),
    replace(DOCUMENTS[3], language="fr"),
    replace(DOCUMENTS[3], kind="fact-check"),
]


@pytest.mark.parametrize("changed", CHANGES, ids=["title", "url", "publisher", "date", "language", "kind"])
def test_a_change_of_any_field_is_a_change(collection: Collection, changed: Document) -> None:
    collection.add(DOCUMENTS)
    before = collection.info().snapshot
    assert collection.add([changed]) == AddResult(replaced=1)
    assert collection.get(changed.id) == changed
    assert collection.info().snapshot != before


def test_each_given_document_is_counted_as_if_they_came_one_by_one(collection: Collection) -> None:
    first, second = document(1), document(1, version=1)
    assert collection.add([first, first, second, first]) == AddResult(added=1, replaced=2, unchanged=1)
    assert collection.get(first.id) == first
    assert collection.add([second, first]) == AddResult(replaced=2)
    assert collection.check() == []


def test_removed_documents_are_gone_and_unknown_ids_are_named(collection: Collection) -> None:
    collection.add(DOCUMENTS)
    result = collection.remove(["doc-0004", "nobody", "doc-0004", "bad\x00id", "\ud800"])
    assert result == RemoveResult(removed=("doc-0004",), missing=("nobody", "bad\x00id", "\ud800"))
    assert collection.get("doc-0004") is None
    hits = collection.search([DOCUMENTS[4].text], top_k=100).hits[0]
    assert "doc-0004" not in {hit.passage.document_id for hit in hits}
    assert collection.check() == []


def test_the_snapshot_names_the_content_whatever_the_way_to_it(tmp_path: Path) -> None:
    shuffled = DOCUMENTS.copy()
    random.Random(5).shuffle(shuffled)
    with open_collection(tmp_path / "one") as one, open_collection(tmp_path / "two") as two:
        empty = one.info().snapshot
        one.add(DOCUMENTS)
        for each in shuffled:
            two.add([document(int(each.id[4:]), version=2)])
            two.add([each])
        two.add([document(500)])
        assert two.info().snapshot != one.info().snapshot
        two.remove(["doc-0500"])
        assert two.info().snapshot == one.info().snapshot
        one.remove([each.id for each in DOCUMENTS])
        assert one.info().snapshot == empty


def test_a_document_removed_and_added_again_is_found(collection: Collection) -> None:
    collection.add(DOCUMENTS)
    before = collection.search([DOCUMENTS[4].text], top_k=3)
    collection.remove(["doc-0004"])
    collection.add([DOCUMENTS[4]])
    after = collection.search([DOCUMENTS[4].text], top_k=3)
    assert after.snapshot == before.snapshot
    assert [hit.passage.text for hit in after.hits[0]] == [hit.passage.text for hit in before.hits[0]]
    assert after.hits[0][0].passage.id > before.hits[0][0].passage.id
    assert collection.check() == []


def test_documents_are_listed_by_id_and_paged_by_cursor(collection: Collection) -> None:
    collection.add(reversed(DOCUMENTS))
    ids: list[str] = []
    while page := collection.list(limit=7, after_id=ids[-1] if ids else None):
        assert len(page) <= 7
        ids += [one.id for one in page]
    assert ids == [one.id for one in DOCUMENTS]
    with pytest.raises(ValueError, match="limit of at least 1"):
        collection.list(limit=0)


def test_progress_counts_the_documents_done_so_far(collection: Collection) -> None:
    seen: list[int] = []
    collection.add((document(number % 300) for number in range(CHUNK_DOCUMENTS + 100)), on_progress=seen.append)
    assert seen == [CHUNK_DOCUMENTS, CHUNK_DOCUMENTS + 100]


def test_an_error_keeps_the_chunks_before_it(collection: Collection) -> None:
    def stopped() -> Iterator[Document]:
        yield from (document(number) for number in range(CHUNK_DOCUMENTS + 5))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collection.add(stopped())
    assert collection.info().documents == CHUNK_DOCUMENTS
    assert collection.check() == []


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_text_that_sqlite_would_not_keep_is_refused(collection: Collection, text: str) -> None:
    for bad in (Document("bad", text), Document("bad", "fine", title=text), Document("bad", "fine", publisher=text)):
        with pytest.raises(DocumentInvalid, match="NUL or a lone surrogate"):
            collection.add([bad])
    assert collection.info().documents == 0


def test_a_folder_without_a_collection_is_an_error_and_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(CollectionMissing, match="expected a collection"):
        Collection.open(tmp_path, embedder=HashingEmbedder(), splitter=EnglishPipeline())
    (tmp_path / "file").write_text("x")
    with pytest.raises(CollectionMissing, match="found a file"):
        Collection.open(tmp_path / "file", embedder=HashingEmbedder(), splitter=EnglishPipeline(), create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "other", [HashingEmbedder(dimension=32), HashingEmbedder(name="another")], ids=["dimension", "name"]
)
def test_opening_with_another_embedder_is_an_error(tmp_path: Path, other: HashingEmbedder) -> None:
    open_collection(tmp_path).close()
    for create in (True, False):
        with pytest.raises(EmbedderMismatch, match="was built with hashing-embedder-64"):
            Collection.open(tmp_path, embedder=other, splitter=EnglishPipeline(), create=create)


def test_a_catalog_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    open_collection(tmp_path).close()
    connection = sqlite3.connect(tmp_path / CATALOG_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(CollectionDamaged, match="format 99"):
        open_collection(tmp_path)


def test_what_is_no_catalog_is_refused(tmp_path: Path) -> None:
    (tmp_path / CATALOG_NAME).write_bytes(b"not a database, but long enough to look like a file of some kind" * 40)
    with pytest.raises(CollectionDamaged, match="readable catalog"):
        open_collection(tmp_path)
    (tmp_path / CATALOG_NAME).unlink()
    connection = sqlite3.connect(tmp_path / CATALOG_NAME)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(CollectionDamaged, match="format"):
        open_collection(tmp_path)


def test_a_lost_catalog_is_never_replaced_by_an_empty_one(tmp_path: Path) -> None:
    with open_collection(tmp_path) as collection:
        collection.add(DOCUMENTS)
    (tmp_path / CATALOG_NAME).unlink()
    with pytest.raises(CollectionDamaged, match="found no such file"):
        open_collection(tmp_path)


def test_a_damaged_page_of_the_catalog_is_named_and_not_answered_from(tmp_path: Path) -> None:
    with open_collection(tmp_path) as collection:
        collection.add([document(number) for number in range(200)])
    path = tmp_path / CATALOG_NAME
    data = bytearray(path.read_bytes())
    data[8192:-4096] = bytes(b ^ 0x5A for b in data[8192:-4096])
    path.write_bytes(data)
    with pytest.raises(CollectionDamaged), open_collection(tmp_path) as collection:
        collection.search([document(1).text], top_k=5)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM meta WHERE key = 'documents'",
        "DELETE FROM meta WHERE key = 'embedder'",
        "UPDATE meta SET value = 'many' WHERE key = 'dimension'",
        "UPDATE meta SET value = 'some' WHERE key = 'passages'",
        "UPDATE meta SET value = 'none' WHERE key = 'snapshot'",
        "UPDATE documents SET published_at = 'soon'",
        "UPDATE documents SET text = ' '",
        "UPDATE passages SET sentences = x'0102'",
        "UPDATE passages SET start = -5",
    ],
)
def test_a_damaged_row_is_named_as_damage(tmp_path: Path, damage: str) -> None:
    with open_collection(tmp_path) as collection:
        collection.add(DOCUMENTS[:3])
    connection = sqlite3.connect(tmp_path / CATALOG_NAME)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with pytest.raises(CollectionDamaged, match="as they were written"), open_collection(tmp_path) as collection:
        collection.search([DOCUMENTS[1].text], top_k=3)


def test_use_after_closing_says_so(tmp_path: Path) -> None:
    collection = open_collection(tmp_path)
    collection.add(DOCUMENTS[:2])
    collection.close()
    for use in (
        collection.info,
        collection.check,
        lambda: collection.get("doc-0000"),
        lambda: collection.add([document(9)]),
        lambda: collection.remove(["doc-0000"]),
        lambda: collection.search(["crew"], top_k=1),
    ):
        with pytest.raises(CollectionClosed, match="expected an open collection"):
            use()


@pytest.mark.parametrize("name", ["file/collection", "n" * 300])
@pytest.mark.parametrize("create", [True, False])
def test_a_folder_that_cannot_be_is_an_error_of_the_room(tmp_path: Path, name: str, create: bool) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CollectionMissing, match="found"):
        Collection.open(tmp_path / name, embedder=HashingEmbedder(), splitter=EnglishPipeline(), create=create)


@pytest.mark.parametrize("content", ["CREATE TABLE notes (text)", "PRAGMA application_id = 7"])
def test_a_foreign_database_is_left_as_it_is(tmp_path: Path, content: str) -> None:
    connection = sqlite3.connect(tmp_path / CATALOG_NAME)
    connection.execute(content)
    connection.commit()
    connection.close()
    before = (tmp_path / CATALOG_NAME).read_bytes()
    with pytest.raises(CollectionDamaged, match="application id"):
        open_collection(tmp_path)
    assert (tmp_path / CATALOG_NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [CATALOG_NAME]


def test_a_held_write_lock_is_reported_after_the_timeout(tmp_path: Path) -> None:
    with open_collection(tmp_path, busy_timeout_s=0.1) as collection:
        holder = sqlite3.connect(tmp_path / CATALOG_NAME, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(CollectionBusy, match=r"within 0\.1 s"):
            collection.add(DOCUMENTS)
        assert collection.info().documents == 0
        holder.execute("ROLLBACK")
        holder.close()
        assert collection.add(DOCUMENTS).added == 30


@pytest.mark.parametrize("leaves", [True, False])
def test_a_new_catalog_waits_for_one_that_makes_it_meanwhile(tmp_path: Path, leaves: bool) -> None:
    """SQLite itself does not: it refuses the write-ahead log at once where another connection writes."""
    other = sqlite3.connect(tmp_path / CATALOG_NAME, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    if leaves:
        leaving = threading.Timer(0.3, other.rollback)
        leaving.start()
        open_collection(tmp_path).close()
        leaving.join()
    else:
        with pytest.raises(CollectionBusy, match=r"within 0\.1 s"):
            open_collection(tmp_path, busy_timeout_s=0.1)
    other.close()


def test_the_manifest_says_what_the_index_file_holds(tmp_path: Path) -> None:
    with open_collection(tmp_path) as collection:
        collection.add(DOCUMENTS)
        info = collection.info()
    manifest = json.loads((tmp_path / MANIFEST_NAME).read_text())
    assert manifest["embedder"] == info.embedder.name
    assert manifest["embedder_sha256"] == info.embedder.sha256
    assert (manifest["dimension"], manifest["metric"]) == (64, "cosine")
    assert (manifest["documents"], manifest["passages"]) == (info.documents, info.passages)
    assert manifest["snapshot"] == info.snapshot
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([CATALOG_NAME, INDEX_NAME, MANIFEST_NAME])


def test_an_empty_collection_has_a_manifest(tmp_path: Path) -> None:
    open_collection(tmp_path).close()
    manifest = json.loads((tmp_path / MANIFEST_NAME).read_text())
    assert (manifest["documents"], manifest["passages"], manifest["snapshot"]) == (0, 0, "0" * 64)
    with open_collection(tmp_path) as collection:
        assert collection.search(["anything"], top_k=3).hits == ((),)
        assert collection.check() == []


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    collection = open_collection(tmp_path)
    collection.close()
    collection.close()


def test_threads_may_add_remove_and_search_at_once(collection: Collection) -> None:
    errors: list[BaseException] = []

    def guarded(work: object, numbers: range) -> None:
        try:
            for number in numbers:
                assert callable(work)
                work(number)
        except BaseException as error:  # noqa: BLE001 (handed to the main thread)
            errors.append(error)

    def add(number: int) -> None:
        collection.add([document(number)])

    def churn(number: int) -> None:
        collection.add([document(1000 + number)])
        collection.remove([f"doc-{1000 + number}"])

    def look(number: int) -> None:
        for hit in collection.search([document(number).text], top_k=5).hits[0]:
            assert hit.passage.text

    works = [(add, range(20)), (add, range(10, 40)), (churn, range(20)), (look, range(30))]
    threads = [threading.Thread(target=guarded, args=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [one.id for one in collection.list(limit=100)] == [f"doc-{number:04}" for number in range(40)]
    assert collection.check() == []

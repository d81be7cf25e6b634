"""The index file is a convenience: whatever happens to it, searches answer from the catalog."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
import pytest

from indexes.catalog import CATALOG_NAME, Catalog
from indexes.derived import INDEX_NAME, DerivedIndex
from indexes.manifest import MANIFEST_NAME, file_sha256
from indexes.types import SearchResult
from indexes.vectors import FaissIndex
from models.fakes import HashingEmbedder
from tests.indexes.making import document, open_collection

DOCUMENTS = [document(number) for number in range(40)]
QUERIES = [one.text for one in DOCUMENTS[:5]]


def build(folder: Path) -> SearchResult:
    with open_collection(folder) as collection:
        collection.add(DOCUMENTS)
        return collection.search(QUERIES, top_k=5)


def search(folder: Path) -> SearchResult:
    with open_collection(folder) as collection:
        assert collection.check() == []
        return collection.search(QUERIES, top_k=5)


def truncate(folder: Path) -> None:
    data = (folder / INDEX_NAME).read_bytes()
    (folder / INDEX_NAME).write_bytes(data[: len(data) // 2])


def flip(folder: Path) -> None:
    data = bytearray((folder / INDEX_NAME).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / INDEX_NAME).write_bytes(data)


def drop_index(folder: Path) -> None:
    (folder / INDEX_NAME).unlink()


def drop_manifest(folder: Path) -> None:
    (folder / MANIFEST_NAME).unlink()


def drop_both(folder: Path) -> None:
    drop_index(folder)
    drop_manifest(folder)


def break_manifest(folder: Path) -> None:
    (folder / MANIFEST_NAME).write_text('{"format_version": "one"')


def strip_manifest(folder: Path) -> None:
    (folder / MANIFEST_NAME).write_text("{}")


def wrong_types(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST_NAME).read_text())
    manifest["passages"] = "many"
    (folder / MANIFEST_NAME).write_text(json.dumps(manifest))


def newer_format(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST_NAME).read_text())
    manifest["format_version"] = 99
    (folder / MANIFEST_NAME).write_text(json.dumps(manifest))


DAMAGES = [
    truncate,
    flip,
    drop_index,
    drop_manifest,
    drop_both,
    break_manifest,
    strip_manifest,
    wrong_types,
    newer_format,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_built_again_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    before = build(tmp_path)
    damage(tmp_path)
    with caplog.at_level(logging.WARNING, logger="indexes.derived"):
        assert search(tmp_path) == before
    assert "again from its catalog" in caplog.text
    caplog.clear()
    assert search(tmp_path) == before
    assert caplog.text == ""


def test_an_intact_index_is_read_and_not_built_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = build(tmp_path)
    stamp = (tmp_path / INDEX_NAME).stat().st_mtime_ns
    assert search(tmp_path) == before
    assert (tmp_path / INDEX_NAME).stat().st_mtime_ns == stamp
    assert caplog.text == ""


def test_an_index_of_another_collection_is_not_taken_for_its_own(tmp_path: Path) -> None:
    before = build(tmp_path / "one")
    with open_collection(tmp_path / "two") as other:
        other.add([document(number, version=3) for number in range(40)])
    for name in (INDEX_NAME, MANIFEST_NAME):
        shutil.copy(tmp_path / "two" / name, tmp_path / "one" / name)
    assert search(tmp_path / "one") == before


def test_a_catalog_restored_from_a_backup_is_not_searched_with_a_later_index(tmp_path: Path) -> None:
    folder = tmp_path / "collection"
    build(folder)
    shutil.copy(folder / CATALOG_NAME, tmp_path / "backup")
    with open_collection(folder) as collection:
        collection.add([document(number) for number in range(100, 110)])
    shutil.copy(tmp_path / "backup", folder / CATALOG_NAME)
    # These passages now get the ids that the later index holds other vectors for.
    with open_collection(folder) as collection:
        collection.add([document(number, version=5) for number in range(200, 210)])
        assert collection.check() == []
        found = collection.search([document(205, version=5).text], top_k=1)
    assert found.hits[0][0].passage.document_id == "doc-0205"


def test_a_stale_index_is_brought_up_by_what_changed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    build(tmp_path)
    writer = open_collection(tmp_path)  # never saves its index: as if it were killed before it closes
    writer.remove(["doc-0003", "doc-0007"])
    writer.add([document(77), document(5, version=1)])
    with open_collection(tmp_path) as collection:
        assert collection.check() == []
        assert "doc-0003" not in collection.search(QUERIES, top_k=50).documents
        found = collection.search([document(77).text], top_k=1)
        assert found.hits[0][0].passage.document_id == "doc-0077"
    assert caplog.text == ""
    writer.close()


def test_a_change_by_another_process_is_seen_by_the_next_search(tmp_path: Path) -> None:
    with open_collection(tmp_path) as one, open_collection(tmp_path) as two:
        one.add(DOCUMENTS)
        assert two.search([DOCUMENTS[4].text], top_k=1).hits[0][0].passage.document_id == "doc-0004"
        one.remove(["doc-0004"])
        one.add([document(41)])
        found = two.search([DOCUMENTS[4].text, document(41).text], top_k=5)
        assert "doc-0004" not in found.documents
        assert found.hits[1][0].passage.document_id == "doc-0041"
        assert two.check() == []


def test_an_index_of_the_right_count_but_other_passages_is_brought_up(tmp_path: Path) -> None:
    with open_collection(tmp_path) as collection:
        collection.add(DOCUMENTS)
        collection.remove(["doc-0003"])
    index = FaissIndex.from_bytes((tmp_path / INDEX_NAME).read_bytes())
    live = index.ids.tolist()
    gone = next(id_ for id_ in range(1, live[-1]) if id_ not in live)
    swapped = np.array([live[0]], dtype=np.int64)
    vector = index.vectors(swapped)
    index.remove(swapped)
    index.add(np.array([gone], dtype=np.int64), vector)
    index.write(tmp_path / INDEX_NAME)
    manifest = json.loads((tmp_path / MANIFEST_NAME).read_text())
    manifest["index_sha256"] = file_sha256(tmp_path / INDEX_NAME)
    (tmp_path / MANIFEST_NAME).write_text(json.dumps(manifest))
    search(tmp_path)


def test_an_index_that_cannot_be_saved_is_logged_and_closing_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path)
    embedder = HashingEmbedder()
    catalog = Catalog.open(tmp_path, embedder=embedder.identity, dimension=embedder.dimension, create=False)
    index = DerivedIndex(tmp_path, embedder=embedder.identity, dimension=embedder.dimension)
    list(catalog.query("PRAGMA query_only = ON"))
    index.note_change(1)
    index.save_if_due(catalog, closing=True)
    assert "was not saved" in caplog.text
    assert "SQLITE_READONLY" in caplog.text
    catalog.close()


def test_a_catalog_that_is_damaged_meanwhile_does_not_keep_a_collection_from_closing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    collection = open_collection(tmp_path)
    collection.add([document(1)])
    other = sqlite3.connect(tmp_path / CATALOG_NAME)
    other.execute("DROP TABLE meta")
    other.commit()
    other.close()
    collection.close()
    assert "was not saved" in caplog.text


def test_leftovers_of_a_killed_process_are_cleared_away(tmp_path: Path) -> None:
    build(tmp_path)
    leftover = tmp_path / "index.faiss.99999.tmp"
    leftover.write_bytes(b"half")
    os.utime(leftover, (0, 0))
    with open_collection(tmp_path) as collection:
        collection.add([document(90)])
    assert not leftover.exists()


def test_the_file_is_a_faiss_index_that_others_can_read(tmp_path: Path) -> None:
    build(tmp_path)
    index = faiss.read_index(str(tmp_path / INDEX_NAME))
    with open_collection(tmp_path) as collection:
        assert (index.ntotal, index.d) == (collection.info().passages, 64)

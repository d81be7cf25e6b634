"""From paths to documents: folders walked in order, each file read by its extension, faults reported."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from indexes.errors import CollectionError, DocumentInvalid, DocumentUnreadable
from indexes.readers.formats import FORMATS, Item, unreadable
from indexes.readers.tables import read_csv, read_json_lines
from indexes.storable import cleaned
from indexes.types import Document, UnreadableItem

EXTENSIONS: Final = (*FORMATS, ".jsonl", ".jsonl.gz", ".csv")


def read_paths(paths: Sequence[Path]) -> Iterator[Document | UnreadableItem]:
    """The documents of files and folders, one by one; what cannot be read comes as an `UnreadableItem` in its place.

    Folders are walked in sorted order; files and folders whose names begin with a dot are passed over there, folders
    that are links or cannot be listed are reported. Read are
    `.txt .md .html .htm .pdf` (one document each, at most 50 MB), `.jsonl .jsonl.gz .csv` (records, any size, at most
    50 MB each). The id of a file's document is its path from the given path's parent on, so that a changed file
    replaces its document. Two files whose ids would be the same are told apart: the second is reported, not read.
    """
    taken: set[str] = set()
    for root in paths:
        for path in _files(root):
            if isinstance(path, UnreadableItem):
                yield path
                continue
            try:
                yield from _read(path, _id(root, path), taken)
            except CollectionError as error:
                yield unreadable(error, source=str(path))
            except OSError as error:
                yield _refused(path, "a file that can be read", error)


def _read(path: Path, id_: str, taken: set[str]) -> Iterator[Item]:
    name = path.name.lower()
    if name.endswith((".jsonl", ".jsonl.gz")):
        yield from read_json_lines(path)
        return
    if name.endswith(".csv"):
        yield from read_csv(path)
        return
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        if not path.exists():
            raise DocumentUnreadable(f"{path}: expected a file or a folder, found none", hint="Check the path.")
        raise DocumentUnreadable(
            f"{path}: expected one of {' '.join(EXTENSIONS)}, found {path.suffix or 'no extension'}",
            hint="Save it in one of these formats, or leave it out.",
        )
    if id_ in taken:
        raise DocumentInvalid(
            f"{path}: expected a file with an id of its own, found a second one for {id_!r}",
            hint="Name the folder that holds both, so that their paths differ.",
        )
    taken.add(id_)
    yield from reader(path, id_)


def _files(root: Path) -> Iterator[Path | UnreadableItem]:
    try:
        is_folder = root.is_dir()
    except OSError as error:
        yield _refused(root, "a file or a folder that can be read", error)
        return
    if not is_folder:
        yield root
        return
    refused: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=refused.append):
        yield from _unlisted(refused)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(folder, name).is_symlink():
                yield UnreadableItem(
                    source=str(Path(folder, name)),
                    error="expected a folder, found a link to one, which is not followed (it may lead in a circle)",
                    hint="Name the folder that it leads to, besides this one.",
                )
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)
    yield from _unlisted(refused)


def _unlisted(refused: list[OSError]) -> Iterator[UnreadableItem]:
    """Reports the folders that could not be listed, and forgets them."""
    while refused:
        error = refused.pop(0)
        yield _refused(error.filename, "a folder that can be listed", error)


def _refused(path: object, expected: str, error: OSError) -> UnreadableItem:
    return UnreadableItem(
        source=str(path),
        error=f"expected {expected}, found: {error.strerror or error}",
        hint="Check that it exists and that you may read it.",
    )


def _id(root: Path, path: Path) -> str:
    name = root.name if root.name not in ("", "..") else root.resolve().name
    return cleaned(str(PurePosixPath(name, *path.relative_to(root).parts)))

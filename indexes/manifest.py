"""The manifest beside an index file: what the file holds, for which embedder, and how to tell that it is whole."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

MANIFEST_NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`token` ties the file to the catalog it was derived from; `index_sha256` is of the index file's bytes."""

    format_version: int
    embedder: str
    embedder_sha256: str
    dimension: int
    metric: str
    documents: int
    passages: int
    snapshot: str
    changes: int
    token: str
    index_sha256: str

    def write(self, folder: Path) -> None:
        """Writes the manifest beside, then puts it in place."""
        beside = folder / f"{MANIFEST_NAME}.{os.getpid()}.tmp"
        beside.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        put_in_place(beside, folder / MANIFEST_NAME)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises OSError, ValueError or TypeError where there is none that can be used."""
        record = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        manifest = cls(**record)
        for name, kind in cls.__annotations__.items():
            if type(getattr(manifest, name)).__name__ != kind:
                raise ValueError(f"manifest field {name!r}: expected {kind}, found {getattr(manifest, name)!r}")
        return manifest


def put_in_place(beside: Path, target: Path) -> None:
    """Makes the file durable, then gives it its name: a reader sees the old file or the new one, whole."""
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    beside.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

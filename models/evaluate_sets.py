"""The development sets of a folder of labelled pairs: what of it was never trained on, and how a model reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.errors import PairsUnreadable
from models.pairs import NliPair, drawn, iterate_pairs
from models.train.sources import SOURCES, Source

_TRAINING: Final = "train"
_SUFFIX: Final = ".jsonl.gz"
_KNOWN: Final = {row.name: row for row in SOURCES}


@dataclass(frozen=True, slots=True)
class DevelopmentSet:
    """One split of one file. `licence` is None where the table of sources does not name the file; a set that is
    `non_commercial` is for evaluation only."""

    name: str
    split: str
    licence: str | None
    non_commercial: bool
    pairs: tuple[NliPair, ...]


def development_sets(folder: Path, *, only: Collection[str] = (), limit: int | None = None) -> Iterator[DevelopmentSet]:
    """Every split of the files in `folder` that is not named for training and is not trained on, by name and split.

    `only` keeps the files of these names, `limit` draws so many pairs of each set with a fixed seed. Raises
    PairsUnreadable for a folder without such files, a name that is not there, and what `iterate_pairs` raises.
    """
    files = {file.name.removesuffix(_SUFFIX): file for file in sorted(folder.glob(f"*{_SUFFIX}"))}
    missing = sorted(set(only) - files.keys())
    if not files or missing:
        raise PairsUnreadable(
            f"expected {', '.join(missing) or 'some NAME'}{_SUFFIX} in {folder}, found {', '.join(files) or 'none'}",
            hint="Give the folder that holds the files of labelled pairs, and names of files in it.",
        )
    for name, file in files.items():
        if not only or name in only:
            yield from _parts(name, file, limit)


def _parts(name: str, file: Path, limit: int | None) -> Iterator[DevelopmentSet]:
    row = _KNOWN.get(name)
    parts: dict[str, list[NliPair]] = defaultdict(list)
    for pair, split in iterate_pairs(file):
        if split is not None and not _trained_on(row, split):
            parts[split].append(pair)
    for split, pairs in sorted(parts.items()):
        yield DevelopmentSet(
            name,
            split,
            None if row is None else row.licence,
            row is not None and row.non_commercial,
            tuple(drawn(pairs, limit)),
        )


def _trained_on(row: Source | None, split: str) -> bool:
    return split.startswith(_TRAINING) or (row is not None and split in row.splits)

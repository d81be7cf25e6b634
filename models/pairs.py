"""Labelled pairs to evaluate and train on: JSON lines of `premise`, `hypothesis`, `label` and, if any, `split`."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from models.errors import PairsUnreadable
from models.types import NliLabel

_LABELS: dict[str, NliLabel] = {label: label for label in get_args(NliLabel)}
_SEED = 20261124
_HINT = 'Give JSON lines of {"premise", "hypothesis", "label"}, plain or gzip-compressed.'


@dataclass(frozen=True, slots=True)
class NliPair:
    """A premise (evidence), a hypothesis (claim) and how the first stands to the second."""

    premise: str
    hypothesis: str
    label: NliLabel


def read_pairs(path: Path, *, split: str | None = None, limit: int | None = None) -> list[NliPair]:
    """The pairs of a `.jsonl` or `.jsonl.gz` file, in its order; those of one split where `split` is given.

    `limit` takes that many, drawn without replacement with a fixed seed, so that a sorted file gives a fair sample.
    Raises PairsUnreadable, naming the line and field.
    """
    pairs = [pair for pair, found in iterate_pairs(path) if split is None or found == split]
    if not pairs:
        wanted = "" if split is None else f" of split {split!r}"
        raise PairsUnreadable(f"expected pairs{wanted} in {path}, found none", hint=_HINT)
    return drawn(pairs, limit)


def of_whole_texts(pairs: Sequence[NliPair], corpus: Path) -> list[NliPair]:
    """The pairs whose premise is a whole text of a corpus in the BEIR layout, lines of {"title", "text"}: no sentence
    cut from one. Titles and texts may be joined in any way, so letters and digits alone are compared. Raises
    PairsUnreadable, also where no pair is left.
    """
    whole = {_letters(f"{row.get('title') or ''}{row.get('text') or ''}") for row, _ in _rows(corpus)}
    found = [pair for pair in pairs if _letters(pair.premise) in whole]
    if not found:
        raise PairsUnreadable(
            f"expected premises that are texts of {corpus}, found none among {len(pairs)}",
            hint='Give the corpus that the pairs were made from: JSON lines of {"title", "text"}.',
        )
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def drawn(pairs: list[NliPair], limit: int | None) -> list[NliPair]:
    """That many of the pairs, in their order, drawn without replacement with a fixed seed; all of them for None."""
    if limit is None or limit >= len(pairs):
        return pairs
    chosen = random.Random(_SEED).sample(range(len(pairs)), limit)  # noqa: S311 - a sample, not a secret
    return [pairs[index] for index in sorted(chosen)]


def iterate_pairs(path: Path) -> Iterator[tuple[NliPair, str | None]]:
    """Each pair with its split; raises PairsUnreadable, naming the line and field."""
    for row, where in _rows(path):
        yield _parse(row, where)


def _rows(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The JSON objects of a file, each with the name of its line."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    where = f"{path.name} line {number}"
                    yield _object(line, where), where
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise PairsUnreadable(f"expected a readable file at {path}, found {error}", hint=_HINT) from error


def write_pairs(file: Path, pairs: Iterable[NliPair]) -> None:
    """Writes them as split train, gzip-compressed and always as the same bytes."""
    rows = ({**asdict(pair), "split": "train"} for pair in pairs)
    file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode(), mtime=0))


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row: Any = json.loads(line)
    except ValueError as error:
        raise PairsUnreadable(f"{where}: expected a JSON object, found {error}", hint=_HINT) from error
    if not isinstance(row, dict):
        raise PairsUnreadable(f"{where}: expected a JSON object, found {type(row).__name__}", hint=_HINT)
    return row


def _parse(row: dict[str, Any], where: str) -> tuple[NliPair, str | None]:
    for field in ("premise", "hypothesis"):
        if not isinstance(row.get(field), str):
            raise PairsUnreadable(f"{where}: expected a text in {field!r}, found {row.get(field)!r}", hint=_HINT)
    label = _LABELS.get(str(row.get("label")))
    if label is None:
        raise PairsUnreadable(
            f"{where}: expected a label of {', '.join(_LABELS)}, found {row.get('label')!r}", hint=_HINT
        )
    split = row.get("split")
    return NliPair(row["premise"], row["hypothesis"], label), None if split is None else str(split)

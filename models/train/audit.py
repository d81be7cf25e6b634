"""The checks that stand before any training: licences, splits, and overlap with what is measured on.

Held out is every pair of the table of sources that may not be trained on, and every pair of a split that
`models.evaluate_sets` measures on, files outside the table included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import PairsUnreadable
from models.evaluate_sets import development_sets
from models.pairs import NliPair, iterate_pairs
from models.train.sources import PairKey, Source, held_out, pair_key, source


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One source: its pairs in `splits`, those of them that stand in a held-out part and so must not be drawn
    (compared as pairs, case and white space aside), and its different hypotheses that also stand in a held-out part,
    beside other premises: those are allowed, and reported."""

    name: str
    licence: str
    splits: tuple[str, ...]
    pairs: int
    removed: int
    shared_claims: int


def audit(data: Path, mix: Mapping[str, int], drawn: Sequence[NliPair]) -> tuple[AuditRow, ...]:
    """A row for each source of the mix, where all of it may be trained on and `drawn` holds nothing held out.

    Raises PairsUnreadable for a source that is not in the table, has no licence there, is non-commercial or kept for
    evaluation, and for a drawn pair that is held out; and what reading the files raises.
    """
    rows = [require_licence(source(name)) for name in mix]
    kept = never_trained_on(data)
    _require_apart(drawn, kept)
    claims = {hypothesis for _, hypothesis in kept}
    return tuple(_row(data, row, kept, claims) for row in rows)


def table(rows: Iterable[AuditRow]) -> str:
    """The rows for people, a line each."""
    head = ("source", "splits", "pairs", "removed", "shared claims", "licence")
    cells = [
        (row.name, ", ".join(row.splits), str(row.pairs), str(row.removed), str(row.shared_claims), row.licence)
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in (head, *cells))
    return "\n".join(line.rstrip() for line in lines)


def require_licence(row: Source) -> Source:
    """The row; PairsUnreadable where the table states no licence."""
    if not row.licence.strip():
        raise PairsUnreadable(
            f"expected a licence of {row.name}, found none in the table of sources",
            hint="Find out the licence of the set and write it into models/train/sources.py, or leave the set out.",
        )
    return row


def _require_apart(drawn: Iterable[NliPair], kept: set[PairKey]) -> None:
    shared = [pair for pair in drawn if pair_key(pair) in kept]
    if shared:
        raise PairsUnreadable(
            f"expected pairs that stand in no held-out part, found {len(shared)}, the first with the hypothesis "
            f"{shared[0].hypothesis[:80]!r}",
            hint="Leave these pairs out of what is drawn; `audit` of models/train/audit.py tells how many of each set.",
        )


def _row(data: Path, row: Source, kept: set[PairKey], claims: set[str]) -> AuditRow:
    keys = [pair_key(pair) for pair, split in iterate_pairs(data / f"{row.name}.jsonl.gz") if split in row.splits]
    return AuditRow(
        row.name,
        row.licence,
        row.splits,
        pairs=len(keys),
        removed=sum(key in kept for key in keys),
        shared_claims=len({hypothesis for _, hypothesis in keys} & claims),
    )


def never_trained_on(data: Path) -> set[PairKey]:
    """The keys of all pairs of `data` that are held out or measured on."""
    measured = {pair_key(pair) for one in development_sets(data) for pair in one.pairs}
    return measured | held_out(data)

"""Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from __future__ import annotations

from typing import Final

RANK_CONSTANT: Final = 60  # the paper's k


def reciprocal_rank(*ranks: int | None) -> float:
    """The sum of 1 / (60 + rank) over the rankings that hold the item; ranks count from 1."""
    return sum(1.0 / (RANK_CONSTANT + rank) for rank in ranks if rank is not None)

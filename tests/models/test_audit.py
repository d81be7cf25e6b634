"""Nothing is trained on that may not be, or that is measured on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.errors import PairsUnreadable
from models.pairs import NliPair
from models.train.audit import audit, require_licence, table
from models.train.sources import SOURCES, Source, gather

FINE = NliPair("the mayor left", "someone left", "entailment")
MIX = {"mnli_pada": 10, "fm2": 10}


def write(folder: Path, name: str, rows: Sequence[tuple[str, str, str]]) -> None:
    names = ("premise", "hypothesis", "split")
    lines = (json.dumps({**dict(zip(names, row, strict=True)), "label": "neutral"}) for row in rows)
    (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(
        tmp_path,
        "mnli_pada",
        [("p1", "h1", "train"), ("P2", "h2 ", "train"), ("other", "h2", "train"), ("own", "h3", "dev")],
    )
    write(tmp_path, "fm2", [("p5", "h5", "dev"), ("p6", "h6", "dev")])
    write(tmp_path, "mnli_dev", [("p2", "H2", "dev_matched")])
    write(tmp_path, "scifact", [("p6", "h6", "train")])
    write(tmp_path, "outside_the_table", [("p9", "h5", "dev"), ("p1", "h1", "train")])
    return tmp_path


def test_each_source_is_listed_with_what_had_to_go_and_what_it_shares(data: Path) -> None:
    pada, fm2 = audit(data, MIX, [FINE])
    assert (pada.pairs, pada.removed, pada.shared_claims) == (3, 1, 1)
    assert (fm2.splits, fm2.pairs, fm2.removed, fm2.shared_claims) == (("dev",), 2, 1, 2)
    lines = table([pada, fm2]).splitlines()
    assert lines[0].split()[:2] == ["source", "splits"]
    assert lines[2].split() == ["fm2", "dev", "2", "1", "2", "Apache-2.0"]


@pytest.mark.parametrize(
    "pair",
    [NliPair("P2", "h2", "neutral"), NliPair("own", "h3", "neutral"), NliPair("p6", " H6", "neutral"),
     NliPair("p9", "h5", "neutral")],
    ids=["of a development set", "of a split not trained on", "of an NC set", "of a set outside the table"],
)  # fmt: skip
def test_a_drawn_pair_that_is_held_out_fails_the_training(data: Path, pair: NliPair) -> None:
    with pytest.raises(PairsUnreadable, match="no held-out part, found 1"):
        audit(data, MIX, [FINE, pair])


def test_what_the_recipe_draws_passes(data: Path) -> None:
    drawn, _ = gather(data, MIX, seed=0, max_premise_words=140)
    assert {pair.hypothesis for pair in drawn} == {"h1", "h2", "h5"}
    audit(data, MIX, drawn)


@pytest.mark.parametrize(("name", "reason"), [("scifact", "BY-NC"), ("mnli_dev", "evaluation"), ("nobody", "table")])
def test_a_source_that_may_not_be_trained_on_fails_the_training(data: Path, name: str, reason: str) -> None:
    with pytest.raises(PairsUnreadable, match=reason):
        audit(data, {**MIX, name: 1}, [])


def test_a_source_without_a_licence_fails_the_training() -> None:
    assert all(require_licence(row) is row for row in SOURCES)
    with pytest.raises(PairsUnreadable, match="licence of found_somewhere"):
        require_licence(Source("found_somewhere", "Somewhere", " ", ("train",)))

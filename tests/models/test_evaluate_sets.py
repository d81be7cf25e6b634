"""What is measured on was never trained on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from models.errors import PairsUnreadable
from models.evaluate_sets import development_sets


def write(folder: Path, name: str, splits: Iterable[str | None]) -> None:
    rows = (
        {"premise": f"p{at}", "hypothesis": "h", "label": "neutral", "split": split} for at, split in enumerate(splits)
    )
    (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "fm2", ["dev", "dev"])  # its dev part is trained on
    write(tmp_path, "infotabs", ["train", "dev", "dev", "dev"])
    write(tmp_path, "mnli_dev", ["dev_mismatched", "dev_matched"])
    write(tmp_path, "of_nobody", ["train_unlisted", "valid", None])
    write(tmp_path, "scifact", ["train", "dev"])
    return tmp_path


def test_development_splits_are_measured_and_nothing_that_is_trained_on(folder: Path) -> None:
    found = [(one.name, one.split, len(one.pairs)) for one in development_sets(folder)]
    assert found == [
        ("infotabs", "dev", 3),
        ("mnli_dev", "dev_matched", 1),
        ("mnli_dev", "dev_mismatched", 1),
        ("of_nobody", "valid", 1),
        ("scifact", "dev", 1),
    ]


def test_a_set_for_evaluation_only_and_one_of_unknown_licence_are_told(folder: Path) -> None:
    licences = {one.name: (one.non_commercial, one.licence) for one in development_sets(folder)}
    assert licences["scifact"] == (True, "CC BY-NC 2.0")
    assert licences["infotabs"] == (False, "Apache-2.0")
    assert licences["of_nobody"] == (False, None)


def test_sets_are_chosen_by_name_and_drawn_from(folder: Path) -> None:
    (one,) = development_sets(folder, only=["infotabs"], limit=2)
    assert (one.name, len(one.pairs)) == ("infotabs", 2)
    with pytest.raises(PairsUnreadable, match="expected nothing_such"):
        list(development_sets(folder, only=["nothing_such"]))
    with pytest.raises(PairsUnreadable, match="found none"):
        list(development_sets(folder / "absent"))

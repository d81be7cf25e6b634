"""The mean of adapters of one training."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from models.train.average import main

ADAPTER = "adapter_model.safetensors"


def adapter(folder: Path, value: float, *, rank: int = 2, order: str = "entailment") -> Path:
    folder.mkdir()
    save_file({"a": torch.full((rank, 3), value, dtype=torch.float16)}, folder / ADAPTER)
    saved = {"r": rank, "modules_to_save": ["score"] * round(value)}
    (folder / "adapter_config.json").write_text(json.dumps(saved))
    (folder / "labels.json").write_text(json.dumps({"0": order}))
    return folder


def test_the_mean_is_written_with_the_settings_of_the_first(tmp_path: Path) -> None:
    first, second = adapter(tmp_path / "first", 1.0), adapter(tmp_path / "second", 4.0)
    assert main([str(first), str(second), "--out", str(tmp_path / "mean")]) == 0
    found = load_file(tmp_path / "mean" / ADAPTER)["a"]
    assert (found.dtype, found.tolist()) == (torch.float16, [[2.5] * 3] * 2)
    for name in ("adapter_config.json", "labels.json"):
        assert (tmp_path / "mean" / name).read_text() == (first / name).read_text()


@pytest.mark.parametrize(("rank", "order", "what"), [(4, "entailment", "weights"), (2, "neutral", "labels.json")])
def test_adapters_that_do_not_belong_together_are_refused(
    rank: int, order: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, other = adapter(tmp_path / "first", 1.0), adapter(tmp_path / "other", 2.0, rank=rank, order=order)
    assert main([str(first), str(other), "--out", str(tmp_path / "mean")]) == 1
    assert f"expected the same {what}" in capsys.readouterr().err
    assert not (tmp_path / "mean").exists()


def test_one_adapter_and_a_missing_one_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = adapter(tmp_path / "one", 1.0)
    assert main([str(one), "--out", str(tmp_path / "mean")]) == 1
    assert "two adapters or more" in capsys.readouterr().err
    assert main([str(one), str(tmp_path / "none"), "--out", str(tmp_path / "mean")]) == 1
    assert "expected a model that loads" in capsys.readouterr().err


def test_the_mean_never_takes_the_place_of_an_adapter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = adapter(tmp_path / "first", 1.0), adapter(tmp_path / "second", 4.0)
    before = (first / ADAPTER).read_bytes()
    assert main([str(first), str(second), "--out", str(first)]) == 1
    assert "expected another folder" in capsys.readouterr().err
    assert (first / ADAPTER).read_bytes() == before

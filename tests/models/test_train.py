"""The recipe: what it trains on, and that a killed run ends as an unbroken one does."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file

from models.errors import ModelDamaged, ModelUnsuitable, PairsUnreadable
from models.pairs import NliPair
from models.train.__main__ import parser, recipe_of
from models.train.batches import batches
from models.train.recipe import Recipe, train
from models.train.run import CHECKPOINT, learning_rate_factor
from models.train.sources import DEFAULT_MIX, gather, source

ADAPTER = "adapter_model.safetensors"
WORDS = "the a town mayor bridge was is not closed open denied said on friday and of it river two three".split()  # noqa: SIM905 - as a sentence it can be read
RECIPE = Recipe(mix={"mnli_nyu20k": 150, "fm2": 30}, max_pieces=48, batch_pieces=120, chunk=60, learning_rate=1e-2)


def write(file: Path, rows: list[tuple[str, str, str, str]]) -> None:
    names = ("premise", "hypothesis", "label", "split")
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in rows]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    draw = random.Random(1)

    def rows(count: int, split: str) -> list[tuple[str, str, str, str]]:
        return [
            (
                " ".join(draw.choices(WORDS, k=draw.randint(3, 20))),
                " ".join(draw.choices(WORDS, k=draw.randint(2, 8))),
                draw.choice(["entailment", "neutral", "contradiction"]),
                split,
            )
            for _ in range(count)
        ]

    write(folder / "mnli_nyu20k.jsonl.gz", [*rows(200, "train"), *rows(5, "dev")])
    write(folder / "fm2.jsonl.gz", rows(50, "dev"))
    return folder


@pytest.fixture(scope="module")
def unbroken(data: Path, tiny_backbone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("unbroken")
    assert train(data, out, recipe=RECIPE, backbone=tiny_backbone).finished
    return out


def stop_after(batches_done: int) -> Callable[[], bool]:
    left = iter([False] * batches_done)
    return lambda: next(left, True)


def test_a_run_that_was_stopped_twice_ends_as_an_unbroken_one(
    data: Path, tiny_backbone: Path, unbroken: Path, tmp_path: Path
) -> None:
    for done in (3, 4):
        outcome = train(data, tmp_path, recipe=RECIPE, backbone=tiny_backbone, should_stop=stop_after(done))
        assert not outcome.finished
        assert not (tmp_path / ADAPTER).exists()
    assert outcome.batches == 7
    last = train(data, tmp_path, recipe=RECIPE, backbone=tiny_backbone)
    assert (last.finished, last.pairs) == (True, 180)
    assert (tmp_path / ADAPTER).read_bytes() == (unbroken / ADAPTER).read_bytes()


def test_a_run_in_bfloat16_learns_the_same_and_ends_alike_when_it_was_stopped(
    data: Path, tiny_backbone: Path, unbroken: Path, tmp_path: Path
) -> None:
    recipe = replace(RECIPE, precision="bfloat16")
    for out, done in ((tmp_path / "stopped", 3), (tmp_path / "stopped", 99), (tmp_path / "whole", 99)):
        last = train(data, out, recipe=recipe, backbone=tiny_backbone, should_stop=stop_after(done))
    stopped, whole = (load_file(tmp_path / name / ADAPTER) for name in ("stopped", "whole"))
    assert last.finished
    exact = load_file(unbroken / ADAPTER)
    for name, values in whole.items():
        assert np.array_equal(values, stopped[name])
        assert not np.array_equal(values, exact[name])
        assert np.abs(values.astype(float) - exact[name]).max() < 0.05
    # The masters are what is written: in bfloat16 fewer values would be distinct.
    assert max(len(np.unique(values)) for values in whole.values()) > 200


def test_a_killed_process_goes_on_from_its_last_checkpoint(data: Path, tiny_backbone: Path, tmp_path: Path) -> None:
    def start(out: Path) -> subprocess.Popen[bytes]:
        sources = ["--source", "mnli_nyu20k=150", "--source", "fm2=30", "--batch-pieces", "60"]
        places = ["--data", str(data), "--out", str(out), "--backbone", str(tiny_backbone)]
        command = [sys.executable, "-m", "models.train", *places, *sources, "--checkpoint-every", "1"]
        return subprocess.Popen(command, stderr=subprocess.DEVNULL)

    with start(tmp_path / "killed") as process:
        until = time.monotonic() + 120
        while not (tmp_path / "killed" / CHECKPOINT).exists() and time.monotonic() < until:
            time.sleep(0.002)
        process.kill()
    assert process.returncode == -9
    assert not (tmp_path / "killed" / ADAPTER).exists()
    for out in ("killed", "whole"):
        with start(tmp_path / out) as process:
            assert process.wait() == 0
    killed, whole = (tmp_path / out / ADAPTER for out in ("killed", "whole"))
    assert killed.read_bytes() == whole.read_bytes()


def test_a_finished_adapter_says_what_it_is_and_starts_the_next_run(
    data: Path, tiny_backbone: Path, unbroken: Path, tmp_path: Path
) -> None:
    assert json.loads((unbroken / "labels.json").read_text()) == {
        "0": "entailment",
        "1": "neutral",
        "2": "contradiction",
    }
    config = json.loads((unbroken / "adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == "sentence-transformers/all-mpnet-base-v2"
    record = json.loads((unbroken / "training.json").read_text())
    assert record["drawn"] == {"mnli_nyu20k": 150, "fm2": 30}
    assert str(tiny_backbone) not in json.dumps([config, record])
    train(data, tmp_path, recipe=RECIPE, backbone=tiny_backbone, init=unbroken)
    assert (tmp_path / ADAPTER).read_bytes() != (unbroken / ADAPTER).read_bytes()
    (tmp_path / "labels.json").write_text('{"0": "neutral", "1": "entailment", "2": "contradiction"}')
    with pytest.raises(ModelUnsuitable, match="labels"):
        train(data, tmp_path / "next", recipe=RECIPE, backbone=tiny_backbone, init=tmp_path)


def test_spent_minutes_end_the_run_with_an_adapter(data: Path, tiny_backbone: Path, tmp_path: Path) -> None:
    outcome = train(data, tmp_path, recipe=RECIPE, backbone=tiny_backbone, minutes=1e-6)
    assert (outcome.finished, outcome.batches) == (False, 1)
    assert (tmp_path / ADAPTER).exists()


def test_a_checkpoint_of_another_run_or_a_damaged_one_is_refused(
    data: Path, tiny_backbone: Path, unbroken: Path, tmp_path: Path
) -> None:
    shutil.copy(unbroken / CHECKPOINT, tmp_path / CHECKPOINT)
    with pytest.raises(ModelUnsuitable, match="other data or settings"):
        train(data, tmp_path, recipe=Recipe(mix={"fm2": 20}), backbone=tiny_backbone)
    (tmp_path / CHECKPOINT).write_bytes((unbroken / CHECKPOINT).read_bytes()[:100])
    with pytest.raises(ModelDamaged, match="checkpoint"):
        train(data, tmp_path, recipe=RECIPE, backbone=tiny_backbone)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("scifact", "BY-NC"), ("anli_test", "BY-NC"), ("sick", "BY-NC"), ("xnli_en", "BY-NC"),
     ("mnli_dev", "evaluation"), ("fever_rte_dev", "evaluation"), ("unheard_of", "table")],
)  # fmt: skip
def test_sets_that_may_not_be_trained_on_are_refused(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(PairsUnreadable, match=reason):
        gather(tmp_path, {name: 1}, seed=0, max_premise_words=140)


def test_every_set_of_the_default_mix_may_be_trained_on() -> None:
    assert sum(DEFAULT_MIX.values()) > 50_000
    assert all(not source(name).non_commercial for name in DEFAULT_MIX)


def test_held_out_repeated_and_long_pairs_are_left_out(tmp_path: Path) -> None:
    write(tmp_path / "mnli_dev.jsonl.gz", [("Kept  Out", "of training", "neutral", "dev_matched")])
    write(tmp_path / "scifact.jsonl.gz", [("also out", "h", "neutral", "train")])
    write(
        tmp_path / "mnli_pada.jsonl.gz",
        [
            ("kept out", "Of Training", "neutral", "train"),
            ("also out", "h", "neutral", "train"),
            ("long " * 140, "h", "neutral", "train"),
            ("twice", "h", "neutral", "train"),
            ("twice", "h", "neutral", "train"),
            ("of the dev part", "h", "neutral", "dev"),
            ("fine", "h", "entailment", "train"),
        ],
    )
    write(tmp_path / "olora_nli.jsonl.gz", [("Fine", "h", "entailment", "train"), ("new", "h", "neutral", "train")])
    mix = {"mnli_pada": 100, "olora_nli": 100}
    pairs, counts = gather(tmp_path, mix, seed=0, max_premise_words=140)
    assert counts == {"mnli_pada": 2, "olora_nli": 1}
    assert sorted(pair.premise for pair in pairs) == ["fine", "new", "twice"]
    assert NliPair("fine", "h", "entailment") in pairs


@given(st.lists(st.integers(1, 160), max_size=200), st.integers(160, 2048), st.integers(1, 80))
def test_batches_hold_every_example_once_and_keep_to_the_budget(lengths: list[int], budget: int, chunk: int) -> None:
    found = batches(lengths, batch_pieces=budget, chunk=chunk, seed=0)
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    assert all(len(batch) * max(lengths[index] for index in batch) <= budget for batch in found)
    assert found == batches(lengths, batch_pieces=budget, chunk=chunk, seed=0)


@pytest.mark.parametrize(
    ("flags", "mix"),
    [([], dict(DEFAULT_MIX)), (["--made", "x=9"], {}), (["--made", "x=9", "--source", "a=2"], {"a": 2})],
)
def test_beside_made_pairs_only_the_sets_that_are_named_are_drawn(flags: list[str], mix: dict[str, int]) -> None:
    recipe = recipe_of(parser().parse_args(["--data", "d", "--out", "o", "--passes", "2", *flags]))
    assert (recipe.mix, recipe.passes) == (mix, 2)


def test_the_learning_rate_rises_and_then_falls_to_nothing() -> None:
    factors = [learning_rate_factor(batch, 100, warmup=0.05) for batch in range(101)]
    assert factors[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert factors[5:] == sorted(factors[5:], reverse=True)
    assert factors[100] == 0.0
    assert max(factors) == 1.0

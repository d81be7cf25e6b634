"""Models in int8: near to float32, the same bytes whatever the company, and a cache that can be relied on."""

from __future__ import annotations

import importlib
import json
import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.environment import quiet_loading
from models.errors import ModelUnsuitable
from models.nli import CrossEncoder, load_nli
from models.onnx_graph import quantized_rows, relative_buckets
from models.runtimes import CONVERTER, adds_bytes_exactly, choose
from models.types import PairReading

BuildModel = Callable[..., Path]
LABELS = ["contradiction", "entailment", "neutral"]
DRAW = random.Random(5)
WORDS = "the a town mayor bridge was is not closed open denied said on friday and of it river two three".split()  # noqa: SIM905 - as a sentence it can be read
PAIRS = [
    (" ".join(DRAW.choices(WORDS, k=DRAW.randint(0, 40))), " ".join(DRAW.choices(WORDS, k=DRAW.randint(1, 12))))
    for _ in range(40)
]

pytestmark = pytest.mark.skipif(not adds_bytes_exactly(), reason="int8 is not offered on this processor")


@pytest.fixture(scope="module", params=["bert", "mpnet"])
def folder(request: pytest.FixtureRequest, build_model: BuildModel, tiny_classifier: Path) -> Path:
    return build_model(LABELS) if request.param == "bert" else tiny_classifier


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def int8(folder: Path, cache: Path, *, threads: int | None = None) -> CrossEncoder:
    return load_nli(folder, cache_dir=cache, threads=threads, runtime="int8")


def numbers(readings: list[PairReading]) -> Any:
    return np.array(
        [
            (window.stance.entailment, window.stance.neutral, window.stance.contradiction)
            for reading in readings
            for window in reading.windows
        ]
    )


def test_int8_is_near_to_float32_and_not_the_same(folder: Path, cache: Path) -> None:
    exact, near = (numbers(load_nli(folder, cache_dir=cache, runtime=one).read(PAIRS)) for one in ("fp32", "int8"))
    assert exact.std(axis=0).min() > 0.02  # the model tells pairs apart
    assert 0 < np.abs(exact - near).mean() < 0.02


def test_a_pair_reads_the_same_alone_in_any_batch_in_any_order_and_on_any_number_of_threads(
    folder: Path, cache: Path
) -> None:
    together = int8(folder, cache, threads=1).read(PAIRS)
    one, many = (int8(folder, cache, threads=threads) for threads in (1, 3))
    order = random.Random(1).sample(range(len(PAIRS)), len(PAIRS))
    for model in (one, many):
        assert [model.read([pair])[0] for pair in PAIRS] == together
        for size in (3, 7, 16):
            parts = [model.read(PAIRS[at : at + size]) for at in range(0, len(PAIRS), size)]
            assert [reading for part in parts for reading in part] == together
        assert model.read([PAIRS[index] for index in order]) == [together[index] for index in order]


def test_what_was_converted_is_loaded_again_and_made_anew_where_it_is_damaged(folder: Path, tmp_path: Path) -> None:
    before = int8(folder, tmp_path).read(PAIRS)
    (made,) = tmp_path.glob("nli-int8-*")
    graph = made / "model.onnx"
    content, inode = graph.read_bytes(), graph.stat().st_ino
    assert int8(folder, tmp_path).read(PAIRS) == before
    assert graph.stat().st_ino == inode
    for name, damage in (("model.onnx", content[:-1]), ("tokenizer.json", b"{}"), ("manifest.json", b"[]")):
        (made / name).write_bytes(damage)
        assert int8(folder, tmp_path).read(PAIRS) == before
        assert graph.read_bytes() == content
    graph.unlink()
    assert int8(folder, tmp_path).read(PAIRS) == before


def test_a_folder_names_what_it_was_made_from(folder: Path, tmp_path: Path) -> None:
    model = int8(folder, tmp_path)
    model.load()
    (made,) = tmp_path.glob("nli-int8-*")
    manifest = json.loads((made / "manifest.json").read_text())
    assert (manifest["source"], manifest["converter"]) == (model.identity.sha256, CONVERTER)
    assert set(manifest["files"]) == {file.name for file in made.iterdir()} - {"manifest.json"}
    assert str(model.identity).endswith(f"/int8-{CONVERTER}")
    assert str(load_nli(folder, runtime="fp32").identity) == str(model.identity).replace(f"int8-{CONVERTER}", "fp32")


def test_several_at_once_convert_once_and_leave_nothing_behind(folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".nli-int8-gone.part-killed").mkdir()
    models = [int8(folder, tmp_path) for _ in range(3)]
    threads = [threading.Thread(target=model.load) for model in models]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({repr(model.read(PAIRS)) for model in models}) == 1
    assert len(list(tmp_path.glob("nli-int8-*"))) == 1
    assert not list(tmp_path.glob(".nli-int8-[0-9a-f]*.part-*"))


def test_a_two_label_model_never_contradicts(build_model: BuildModel, tmp_path: Path) -> None:
    stances = numbers(int8(build_model(["not_entailment", "entailment"], meaning=[1, 0]), tmp_path).read(PAIRS))
    assert stances[:, 2].max() == 0.0
    assert stances[:, 0].std() > 0.02


def test_another_architecture_is_refused_with_the_cure(build_model: BuildModel, tmp_path: Path) -> None:
    folder = build_model(LABELS)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"hidden_act": "relu"}))
    with pytest.raises(ModelUnsuitable, match="relu") as caught:
        int8(folder, tmp_path).load()
    assert "fp32" in caught.value.hint
    assert not list(tmp_path.glob("*int8*part*"))


def test_the_runtime_is_chosen_by_who_trained_the_model_and_by_the_processor() -> None:
    assert choose("auto", own=True, exact=True) == "int8"
    assert choose("auto", own=False, exact=True) == choose("auto", own=True, exact=False) == "fp32"
    assert choose("fp32", own=True, exact=True) == "fp32"
    assert choose("int8", own=False, exact=True) == "int8"
    with pytest.raises(ModelUnsuitable, match="VNNI"):
        choose("int8", own=True, exact=False)


def test_distances_fall_into_the_buckets_of_the_model() -> None:
    with quiet_loading():
        torch, mpnet = (importlib.import_module(name) for name in ("torch", "transformers.models.mpnet.modeling_mpnet"))
    distances = np.arange(-600, 601)
    expected = mpnet.MPNetEncoder.relative_position_bucket(torch.from_numpy(distances), num_buckets=32)
    assert relative_buckets(distances, buckets=32).tolist() == expected.tolist()


def test_weights_are_rounded_to_half_a_step_an_output() -> None:
    weight = np.random.default_rng(2).normal(size=(6, 50)).astype(np.float32) * np.array(
        [[1e-3], [1], [9], [0], [2], [3]]
    )
    values, scales = quantized_rows(weight.astype(np.float32))
    assert values.dtype == np.dtype(np.int8)
    assert np.abs(values[:3]).max(axis=1).tolist() == [127, 127, 127]
    assert (np.abs(values * scales[:, None] - weight) <= scales[:, None] * 0.5001).all()

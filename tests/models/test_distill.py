"""The screen's training: what it reads, what it learns from, and that a killed run ends as an unbroken one does."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from models.errors import ModelDamaged, PairsUnreadable
from models.nli import load_nli
from models.pairs import NliPair
from models.train.distill import GOLD, Distillation, distill, softened_divergence
from models.train.distill import main as distill_main
from models.train.retrieved import retrieved, windows_of
from models.train.soft import smoothed, soft_labels

BuildModel = Callable[..., Path]
PLACES = "harbour viaduct orchestra hospital brewery glacier library refinery stadium aquarium".split()  # noqa: SIM905
RECIPE = Distillation(
    mix={"fever_train_joined": 60},
    windows={"check_covid": 20},
    max_pieces=48,
    batch_pieces=200,
    chunk=40,
    learning_rate=1e-2,
)


def rows(count: int, *, seed: int) -> list[NliPair]:
    draw = random.Random(seed)
    return [
        NliPair(
            f"The {place} was closed in year{n}. It was opened again in year{n + 1}. Then the town bought it.",
            f"The {place} closed in year{n}.",
            draw.choice(("entailment", "neutral", "contradiction")),
        )
        for n in range(count)
        for place in [draw.choice(PLACES)]
    ]


def write(file: Path, pairs: list[NliPair], split: str) -> None:
    lines = [
        json.dumps({"premise": one.premise, "hypothesis": one.hypothesis, "label": one.label, "split": split})
        for one in pairs
    ]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write(folder / "fever_train_joined.jsonl.gz", rows(60, seed=1), "train")
    write(folder / "check_covid.jsonl.gz", rows(80, seed=2), "train")
    return folder


@pytest.fixture(scope="module")
def backbone(build_model: BuildModel) -> Path:
    return build_model(["entailment", "neutral", "contradiction"], head=False)


@pytest.fixture(scope="module")
def unbroken(data: Path, backbone: Path, tiny_classifier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("unbroken")
    outcome = distill(data, out, recipe=RECIPE, teacher=tiny_classifier, backbone=backbone)
    assert outcome is not None
    assert (outcome.finished, outcome.pairs) == (True, 80)
    return out


def stop_after(asked: int) -> Callable[[], bool]:
    left = chain([False] * asked, iter(lambda: True, False))
    return lambda: next(left)


def test_a_run_that_was_stopped_ends_as_an_unbroken_one(
    data: Path, backbone: Path, tiny_classifier: Path, unbroken: Path, tmp_path: Path
) -> None:
    def go(should_stop: Callable[[], bool]) -> object:
        return distill(
            data, tmp_path, recipe=RECIPE, teacher=tiny_classifier, backbone=backbone, should_stop=should_stop
        )

    assert go(lambda: True) is None
    assert not list(tmp_path.glob("*.safetensors"))
    go(stop_after(4))
    assert not (tmp_path / "model.safetensors").exists()
    go(lambda: False)
    assert (tmp_path / "model.safetensors").read_bytes() == (unbroken / "model.safetensors").read_bytes()


def test_the_student_is_a_model_in_half_precision_that_says_what_its_teacher_says(
    data: Path, unbroken: Path, tiny_classifier: Path, backbone: Path, tmp_path: Path
) -> None:
    weights = load_file(unbroken / "model.safetensors")
    assert {values.dtype for values in weights.values()} == {np.dtype(np.float16)}
    words = "embeddings.word_embeddings.weight"
    before = load_file(backbone / "model.safetensors")[words].astype(np.float16)
    assert np.array_equal(weights[f"bert.{words}"], before)
    record = json.loads((unbroken / "training.json").read_text())
    assert record["drawn"] == {"fever_train_joined": 60, "retrieved": 20}
    assert record["teacher"] == str(load_nli(tiny_classifier).identity)

    texts = [(pair.premise, pair.hypothesis) for pair in rows(40, seed=9)]
    taught = soft_labels(texts, tiny_classifier, tmp_path / "soft")
    assert taught is not None

    def distance(folder: Path) -> float:
        told = soft_labels(texts, folder, tmp_path / "soft")
        assert told is not None
        return float(np.abs(told - taught).mean())

    for name, rate in (("taught", 1e-2), ("untaught", 0.0)):
        recipe = replace(RECIPE, passes=4, learning_rate=rate)
        distill(data, tmp_path / name, recipe=recipe, teacher=tiny_classifier, backbone=backbone)
    assert distance(tmp_path / "taught") < 0.5 * distance(tmp_path / "untaught")


def test_a_first_stage_on_labels_alone_can_be_the_start_of_a_second_one(
    data: Path, backbone: Path, tiny_classifier: Path, unbroken: Path, tmp_path: Path
) -> None:
    recipe = replace(RECIPE, windows={}, precision="bfloat16")
    outcome = distill(data, tmp_path / "first", recipe=recipe, teacher=GOLD, backbone=backbone)
    assert outcome is not None
    assert outcome.pairs == 60
    assert not (tmp_path / "first" / "soft").exists()
    distill(data, tmp_path / "second", recipe=RECIPE, teacher=tiny_classifier, backbone=tmp_path / "first")
    assert (tmp_path / "second/model.safetensors").read_bytes() != (unbroken / "model.safetensors").read_bytes()


def test_labels_of_another_teacher_are_never_taken(tmp_path: Path, tiny_classifier: Path, backbone: Path) -> None:
    texts = [(f"the town number {n}", "the bridge was open") for n in range(7)]
    first = soft_labels(texts, tiny_classifier, tmp_path, part=3)
    assert first is not None
    assert first.shape == (7, 3)
    assert np.allclose(first.sum(axis=1), 1.0, atol=1e-4)
    files = sorted(tmp_path.iterdir())
    assert len(files) == 3
    before = [file.stat().st_mtime_ns for file in files]
    again = soft_labels(texts, tiny_classifier, tmp_path, part=3, should_stop=lambda: True)
    assert again is not None
    assert np.array_equal(first, again)
    assert [file.stat().st_mtime_ns for file in files] == before
    assert soft_labels([*texts, ("a", "b")], tiny_classifier, tmp_path, part=3, should_stop=lambda: True) is None
    files[0].write_bytes(b"1234")
    with pytest.raises(ModelDamaged, match="probabilities"):
        soft_labels(texts, tiny_classifier, tmp_path, part=3)


def test_gold_labels_become_probabilities() -> None:
    soft = smoothed(["contradiction", "entailment"])
    assert soft.argmax(axis=1).tolist() == [2, 0]
    assert soft.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert soft.max() == pytest.approx(0.95 + 0.05 / 3)


def test_the_loss_is_least_where_the_student_says_the_same() -> None:
    import torch

    soft = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]], dtype=np.float32)
    for temperature in (1.0, 2.0, 4.0):
        loss = softened_divergence(soft, temperature)
        same = torch.log(torch.from_numpy(soft)) + 3.0
        assert loss(same, [0, 1]).item() == pytest.approx(0.0, abs=1e-6)
        assert loss(same.flip(0), [0, 1]).item() > 0.1
        assert loss(same.flip(0), [1, 0]).item() == pytest.approx(0.0, abs=1e-6)


def test_windows_are_sentences_of_one_premise_near_the_claim() -> None:
    pairs = rows(30, seed=5)
    found = list(windows_of(pairs, seed=1))
    assert found == list(windows_of(pairs, seed=1))
    assert found != list(windows_of(pairs, seed=2))
    assert len({hypothesis for _, hypothesis in found}) == len({pair.hypothesis for pair in pairs})
    for window, hypothesis in found:
        assert any(window in pair.premise for pair in pairs)
        assert any(word in window for word in hypothesis.strip(".").split() if len(word) > 3)
    assert {window.count(".") for window, _ in found} == {1, 2, 3}


def test_windows_come_only_from_sets_that_may_be_trained_on_and_are_never_held_out(
    data: Path, backbone: Path, tiny_classifier: Path, tmp_path: Path
) -> None:
    with pytest.raises(PairsUnreadable, match="BY-NC"):
        retrieved(data, {"scifact": 10}, seed=0, max_premise_words=100)
    found = retrieved(data, {"check_covid": 20}, seed=0, max_premise_words=100)
    assert len(set(found)) == 20
    for file in data.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    held = [NliPair(premise, hypothesis, "neutral") for premise, hypothesis in found[:5]]
    write(tmp_path / "unheard_of.jsonl.gz", held, "dev")
    outcome = distill(tmp_path, tmp_path / "out", recipe=RECIPE, teacher=tiny_classifier, backbone=backbone)
    assert outcome is not None
    assert outcome.pairs == 75


def test_the_command_trains_and_reports_what_may_not_be_trained_on(
    data: Path, backbone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--data", str(data), "--out", str(tmp_path), "--backbone", str(backbone), "--teacher", GOLD]
    assert distill_main([*places, "--source", "fever_train_joined=30", "--max-pieces", "48"]) == 0
    assert load_nli(tmp_path).read([("the town", "a mayor")])[0].windows
    assert distill_main([*places, "--source", "scifact=30"]) == 1
    assert "BY-NC" in capsys.readouterr().err

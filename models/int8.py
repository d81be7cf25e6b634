"""Models in int8: converted once from their own weights into the cache, then loaded from there.

A folder of the cache holds the graph, the tokenizer and `manifest.json`, which names what they were made from and the
sha256 of each. They are compared before anything is loaded; what is damaged is made anew. Nothing reaches for the
network.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.cached import make_whole, synced
from models.errors import ModelDamaged, ModelError
from models.labels import label_order
from models.nli_sources import LoadedNli, NliSource, foreign_errors, load_tokenizer
from models.runtimes import CONVERTER
from models.scorers import OnnxScorer, TorchScorer
from models.store import combined_sha256, default_cache_dir, file_sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.types import ModelIdentity

GRAPH: Final = "model.onnx"
_MANIFEST: Final = "manifest.json"
_ROOM_BYTES: Final = 250_000_000  # the judge takes 184 MB
_HINT: Final = "Remove the folder: it is made anew."


def load_int8(source: NliSource, *, cache_dir: Path | None, threads: int | None) -> LoadedNli:
    """The model of `source` in int8; the first time it is loaded in float32 and converted, which takes seconds.

    Several processes may do so at once: one converts, the others wait for it. Raises what `source.load` raises,
    ModelUnsuitable for an architecture that cannot be converted, and ModelMissing where the cache has no room.
    """
    folder = converted(
        source.identity,
        lambda part: _convert(source, part, threads),
        kind="nli",
        cache_dir=cache_dir,
        room_bytes=_ROOM_BYTES,
    )
    manifest = _manifest(folder)
    labels = label_order(dict(enumerate(manifest["labels"])), owner=source.name)
    with foreign_errors(source.name, folder):
        tokenizer = load_tokenizer(folder, source.name)
    scorer = OnnxScorer(folder / GRAPH, outputs=len(labels), threads=threads)
    return LoadedNli(scorer, tokenizer, labels, int(manifest["max_pieces"]))


def converted(
    identity: ModelIdentity,
    convert: Callable[[Path], Mapping[str, object]],
    *,
    kind: str,
    cache_dir: Path | None,
    room_bytes: int,
) -> Path:
    """The folder of the cache with the model of that identity in int8; it is made where it is not there and good.

    `convert` writes the graph and the tokenizer into a folder and gives what else the manifest is to say. `kind` goes
    before the name of the folder. Raises what `convert` and `models.cached.make_whole` raise.
    """
    key = combined_sha256({"source": identity.sha256, "converter": CONVERTER})
    folder = (default_cache_dir() if cache_dir is None else cache_dir) / f"{kind}-int8-{key[:12]}"

    def check(found: Path) -> None:
        _verify(found, identity)

    try:
        check(folder)
    except ModelError:
        make_whole(
            folder,
            write=lambda part: _write(part, identity, convert),
            check=check,
            size_bytes=room_bytes,
            doing=f"converting {identity.name} to int8 (once, some seconds)",
        )
    return folder


def _convert(source: NliSource, part: Path, threads: int | None) -> Mapping[str, object]:
    from models.onnx_graph import build

    loaded = source.load(threads=threads)
    if not isinstance(loaded.scorer, TorchScorer):
        raise TypeError(f"a source loads in float32 through torch, got {type(loaded.scorer).__name__}")
    (part / GRAPH).write_bytes(build(loaded.scorer.model, owner=source.name))
    loaded.tokenizer.save_pretrained(part)
    return {
        # two-label models say "entailment, not entailment": neutral is what we make of the second
        "labels": ["not_entailment" if len(loaded.labels) == 2 and one == "neutral" else one for one in loaded.labels],
        "max_pieces": loaded.max_pieces,
    }


def _write(part: Path, identity: ModelIdentity, convert: Callable[[Path], Mapping[str, object]]) -> None:
    told = convert(part)
    files = sorted(file for file in part.iterdir() if file.is_file())
    manifest = {
        **told,
        "name": identity.name,
        "source": identity.sha256,
        "converter": CONVERTER,
        "files": {file.name: file_sha256(file, owner=identity.name, hint=_HINT) for file in files},
    }
    (part / _MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
    for file in (*files, part / _MANIFEST):
        synced(file)


def _verify(folder: Path, identity: ModelIdentity) -> None:
    manifest = _manifest(folder)
    if (manifest.get("source"), manifest.get("converter")) != (identity.sha256, CONVERTER):
        raise ModelDamaged(f"expected {identity.name} in int8 in {folder}, found another model", hint=_HINT)
    files: Mapping[str, str] = manifest.get("files") or {}
    for name in {GRAPH, "tokenizer.json", *files}:
        found = file_sha256(folder / name, owner=identity.name, hint=_HINT)
        if found != files.get(name):
            raise ModelDamaged(
                f"{identity.name}: expected {name} with sha256 {files.get(name)}, found {found} in {folder}", hint=_HINT
            )


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        parsed = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelDamaged(f"expected {_MANIFEST} in {folder}, found {error}", hint=_HINT) from error
    if not isinstance(parsed, dict):
        raise ModelDamaged(f"expected an object in {_MANIFEST} of {folder}, found {type(parsed).__name__}", hint=_HINT)
    return parsed

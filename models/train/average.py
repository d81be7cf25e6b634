"""`python -m models.train.average`: the mean of adapters of one training, weight by weight.

The later points of a run lie around a wider optimum than each of them (stochastic weight averaging, Izmailov et al.
2018). The factors of a low-rank adapter are averaged as they are, which is the mean of the products only where the
adapters are near each other: passes of which one began where the other ended, not runs from different starts.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import ModelError, ModelUnsuitable
from models.labels import LABELS_FILE
from models.nli_sources import foreign_errors
from models.train.checkpoint import write_tensors
from models.train.options import failed

if TYPE_CHECKING:
    from torch import Tensor

_WEIGHTS: Final = "adapter_model.safetensors"
_CONFIG: Final = "adapter_config.json"


def average(adapters: Sequence[Path], out: Path) -> None:
    """Writes the mean of two or more adapters to `out`, in fp16, with the configuration and labels of the first.

    Raises ModelUnsuitable for adapters of different shapes, configurations or labels, and what reading them raises.
    """
    import torch

    first, *others = adapters
    if not others:
        raise ModelUnsuitable(f"expected two adapters or more, found {first}", hint="Name the adapters to average.")
    if out.resolve() in {one.resolve() for one in adapters}:
        raise ModelUnsuitable(f"expected another folder for the mean, found {out}", hint="Name a new folder.")
    sums = {name: tensor.float() for name, tensor in _read(first).items()}
    for other in others:
        found = _read(other)
        if {name: tensor.shape for name, tensor in found.items()} != {n: t.shape for n, t in sums.items()}:
            raise _different(first, other, "weights")
        for name in (_CONFIG, LABELS_FILE):
            if _settings(first / name) != _settings(other / name):
                raise _different(first, other, name)
        sums = {name: total + found[name].float() for name, total in sums.items()}
    out.mkdir(parents=True, exist_ok=True)
    write_tensors(out / _WEIGHTS, {name: (total / len(adapters)).to(torch.float16) for name, total in sums.items()}, {})
    for name in (_CONFIG, LABELS_FILE):
        shutil.copyfile(first / name, out / name)


def _read(adapter: Path) -> dict[str, Tensor]:
    from safetensors.torch import load_file

    with foreign_errors(adapter.name, adapter):
        return load_file(adapter / _WEIGHTS)


def _settings(file: Path) -> dict[str, object]:
    """What a file of settings says, but for a list that peft makes longer whenever an adapter is trained on."""
    with foreign_errors(file.parent.name, file.parent):
        found = dict(json.loads(file.read_text(encoding="utf-8")))
    found.pop("modules_to_save", None)
    return found


def _different(first: Path, other: Path, what: str) -> ModelUnsuitable:
    return ModelUnsuitable(
        f"expected the same {what} in {first} and {other}, found others",
        hint="Average adapters of one training only.",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error."""
    parser = argparse.ArgumentParser(prog="python -m models.train.average", description=__doc__)
    parser.add_argument("adapters", type=Path, nargs="+", help="folders of adapters")
    parser.add_argument("--out", type=Path, required=True, help="folder for the mean")
    given = parser.parse_args(arguments)
    try:
        average(given.adapters, given.out)
    except ModelError as error:
        return failed(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())

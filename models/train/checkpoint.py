"""A training run on disk: one safetensors file that is replaced whole, so that a kill leaves the last one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors import SafetensorError, safe_open

from models.errors import ModelDamaged, ModelUnsuitable

if TYPE_CHECKING:
    from torch import Tensor

_STATE = ("step", "exp_avg", "exp_avg_sq")
_RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Progress:
    """Batches done, seconds spent on them, and the sum of their losses weighted by pairs."""

    batches: int = 0
    pairs: int = 0
    seconds: float = 0.0
    loss_sum: float = 0.0


def save(file: Path, *, weights: Mapping[str, Tensor], optimizer: Any, progress: Progress, run: str) -> None:
    """Trained weights, AdamW's moments, torch's random state and the place in the data; `run` names the run."""
    import torch

    tensors = {f"weight.{name}": tensor for name, tensor in weights.items()}
    for name, tensor in weights.items():
        for key, value in optimizer.state.get(tensor, {}).items():
            tensors[f"{key}.{name}"] = value
    tensors[_RANDOM] = torch.get_rng_state()
    metadata = {
        "run": run,
        "batches": str(progress.batches),
        "pairs": str(progress.pairs),
        "seconds": repr(progress.seconds),
        "loss_sum": repr(progress.loss_sum),
    }
    write_tensors(file, tensors, metadata)


def restore(file: Path, *, weights: Mapping[str, Tensor], optimizer: Any, run: str) -> Progress:
    """Puts everything back into `weights`, `optimizer` and torch; a fresh Progress where there is no file.

    Raises ModelUnsuitable for the checkpoint of another run and ModelDamaged for one that cannot be read.
    """
    import torch

    if not file.exists():
        return Progress()
    hint = "Train into another folder, or remove the checkpoint to start over."
    try:
        with safe_open(file, framework="pt") as stored:
            metadata = stored.metadata() or {}
            if metadata.get("run") != run:
                raise ModelUnsuitable(
                    f"expected the checkpoint of this run in {file}, found one with other data or settings", hint=hint
                )
            with torch.no_grad():
                for name, tensor in weights.items():
                    tensor.copy_(stored.get_tensor(f"weight.{name}"))
                    if f"step.{name}" in stored.keys():  # noqa: SIM118 - a safetensors handle is no mapping
                        optimizer.state[tensor] = {key: stored.get_tensor(f"{key}.{name}") for key in _STATE}
            torch.set_rng_state(stored.get_tensor(_RANDOM))
        return Progress(
            int(metadata["batches"]), int(metadata["pairs"]), float(metadata["seconds"]), float(metadata["loss_sum"])
        )
    except (SafetensorError, OSError, KeyError, ValueError, RuntimeError) as error:
        raise ModelDamaged(f"expected a checkpoint in {file}, found {error}", hint=hint) from error


def write_tensors(file: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Writes beside, flushes to the disk, renames."""
    from safetensors.torch import save as to_bytes

    contiguous = {name: tensor.detach().contiguous() for name, tensor in tensors.items()}
    write_bytes(file, to_bytes(contiguous, dict(metadata) or None))


def write_bytes(file: Path, content: bytes) -> None:
    """Writes beside, flushes to the disk, renames."""
    beside = file.with_name(f".{file.name}.part")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)

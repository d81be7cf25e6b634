"""Trains a LoRA adapter (Hu et al. 2021) for three-way NLI on the judge's backbone, with peft.

A run is fixed by its settings, its data and its seed. Killed at any moment and started again with the same
arguments it goes on from its last checkpoint, and ends with the same weights, byte for byte, as if it had not been
killed (same machine, same number of threads).
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from models.errors import ModelUnsuitable
from models.evaluate import LABELS
from models.labels import LABELS_FILE, read_labels
from models.nli_sources import foreign_errors, load_classifier, load_tokenizer
from models.registry import spec
from models.store import locate
from models.train.audit import audit, table
from models.train.batches import tokenize
from models.train.checkpoint import write_bytes, write_tensors
from models.train.precision import Precision
from models.train.run import CHECKPOINT, Loss, Outcome, Run
from models.train.sources import DEFAULT_MIX, gather

if TYPE_CHECKING:
    from torch import Tensor

    from models.tiles import Encoded

_LOG = logging.getLogger(__name__)
_BACKBONE: Final = "all-mpnet-base-v2"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights besides the data. The defaults are those of the released judge."""

    mix: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_MIX))
    seed: int = 0
    max_pieces: int = 160
    max_premise_words: int = 140
    batch_pieces: int = 2048
    chunk: int = 4000
    learning_rate: float = 4e-4
    weight_decay: float = 0.01
    warmup: float = 0.05
    passes: int = 1
    max_gradient_norm: float = 1.0
    label_smoothing: float = 0.05
    dropout: float = 0.1
    precision: Precision = "float32"
    lora_rank: int = 16
    lora_alpha: int = 32
    lora_targets: tuple[str, ...] = ("q", "k", "v", "o", "attn.o", "intermediate.dense", "output.dense")


def train(
    data: Path,
    out: Path,
    *,
    recipe: Recipe,
    made: Mapping[Path, int] = MappingProxyType({}),
    minutes: float | None = None,
    init: Path | None = None,
    backbone: Path | None = None,
    cache_dir: Path | None = None,
    threads: int | None = None,
    checkpoint_every: int = 50,
    should_stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Goes over the data once, or until `minutes` have been spent in all, or `should_stop` says so.

    `data` holds the files of `models.train.sources`; `made` are files of pairs made from these, by
    `models.train.longer` for one, each with how many are drawn. `out` gets the checkpoint and, when the pass is
    complete or the minutes are spent, the adapter in fp16 with its labels and a record of the run. `init` is an
    adapter to start from. `backbone` is a folder to use in place of the pinned one.

    Raises PairsUnreadable for data that is malformed or may not be trained on, ModelUnsuitable where `out` holds
    another run, and what loading models raises.
    """
    pairs, counts = gather(data, recipe.mix, seed=recipe.seed, max_premise_words=recipe.max_premise_words, made=made)
    _LOG.info("%s", table(audit(data, recipe.mix, pairs)))
    folder = locate(spec(_BACKBONE), cache_dir=cache_dir) if backbone is None else backbone
    out.mkdir(parents=True, exist_ok=True)
    model, tokenizer = _prepare(folder, init, recipe, threads)
    encoded = tokenize([(pair.premise, pair.hypothesis) for pair in pairs], tokenizer, max_pieces=recipe.max_pieces)
    labels = [LABELS.index(pair.label) for pair in pairs]
    run = Run(
        model,
        tokenizer,
        encoded,
        _cross_entropy(labels, recipe.label_smoothing),
        recipe,
        checkpoint=out / CHECKPOINT,
        name=_fingerprint(recipe, encoded, labels, init),
    )
    if run.go(minutes=minutes, checkpoint_every=checkpoint_every, should_stop=should_stop):
        _write_adapter(model, out, {"recipe": asdict(recipe), "drawn": counts, "outcome": asdict(run.outcome())})
    return run.outcome()


def _cross_entropy(labels: Sequence[int], smoothing: float) -> Loss:
    import torch

    gold = torch.tensor(labels)

    def loss(logits: Tensor, batch: Sequence[int]) -> Tensor:
        return torch.nn.functional.cross_entropy(logits, gold[list(batch)], label_smoothing=smoothing)

    return loss


def _prepare(backbone: Path, init: Path | None, recipe: Recipe, threads: int | None) -> tuple[Any, Any]:
    if init is not None and read_labels(init / LABELS_FILE, owner=init.name) != LABELS:
        raise ModelUnsuitable(
            f"expected an adapter with the labels {', '.join(LABELS)} in {init}, found another order",
            hint="Start from an adapter that this recipe wrote.",
        )
    with foreign_errors(backbone.name, backbone):
        import torch
        from peft import LoraConfig, PeftModel, get_peft_model
        from transformers import AutoConfig

        torch.manual_seed(recipe.seed)
        config = AutoConfig.from_pretrained(
            backbone, local_files_only=True, trust_remote_code=False, num_labels=len(LABELS)
        )
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = recipe.dropout
        model = load_classifier(backbone, config, threads, complete=None)
        tokenizer = load_tokenizer(backbone, backbone.name)
        if init is not None:
            trainable = PeftModel.from_pretrained(model, str(init), is_trainable=True, local_files_only=True)
            return trainable, tokenizer
        lora = LoraConfig(
            task_type="SEQ_CLS",
            r=recipe.lora_rank,
            lora_alpha=recipe.lora_alpha,
            lora_dropout=0.0,
            target_modules=list(recipe.lora_targets),
        )
        return get_peft_model(model, lora), tokenizer


def _write_adapter(model: Any, out: Path, record: Mapping[str, object]) -> None:
    import torch
    from peft import get_peft_model_state_dict

    weights = {
        name: tensor.to(torch.float16)
        for name, tensor in get_peft_model_state_dict(model, save_embedding_layers=False).items()
    }
    write_tensors(out / "adapter_model.safetensors", weights, {})
    config = model.peft_config["default"].to_dict()
    config["base_model_name_or_path"] = f"sentence-transformers/{_BACKBONE}"
    config["inference_mode"] = True
    labels = {str(index): label for index, label in enumerate(LABELS)}
    for name, content in (("adapter_config.json", config), (LABELS_FILE, labels), ("training.json", record)):
        text = json.dumps(content, indent=1, sort_keys=True, default=_plain)
        write_bytes(out / name, text.encode())


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def _fingerprint(recipe: Recipe, encoded: Sequence[Encoded], labels: Sequence[int], init: Path | None) -> str:
    """Names a run: two with the same name would train the same weights."""
    digest = hashlib.sha256(json.dumps(asdict(recipe), sort_keys=True).encode())
    for one, label in zip(encoded, labels, strict=True):
        digest.update(f"{label} {one.ids}".encode())
    if init is not None:
        digest.update((init / "adapter_model.safetensors").read_bytes())
    return digest.hexdigest()

"""Trains a LoRA adapter (Hu et al. 2021) for three-way NLI on the judge's backbone, with peft.

A run is fixed by its settings, its data and its seed. Killed at any moment and started again with the same
arguments it goes on from its last checkpoint, and ends with the same weights, byte for byte, as if it had not been
killed (same machine, same number of threads).
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Mapping
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
from models.train.batches import Example, batches, collate, tokenize
from models.train.checkpoint import Progress, restore, save, write_bytes, write_tensors
from models.train.precision import Precision, Trained
from models.train.sources import DEFAULT_MIX, gather

if TYPE_CHECKING:
    from torch import Tensor

_LOG = logging.getLogger(__name__)
_BACKBONE: Final = "all-mpnet-base-v2"
CHECKPOINT: Final = "checkpoint.safetensors"


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
    max_gradient_norm: float = 1.0
    label_smoothing: float = 0.05
    dropout: float = 0.1
    precision: Precision = "float32"
    lora_rank: int = 16
    lora_alpha: int = 32
    lora_targets: tuple[str, ...] = ("q", "k", "v", "o", "attn.o", "intermediate.dense", "output.dense")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a run has come; `mean_loss` is over all pairs so far, None before the first."""

    finished: bool
    batches: int
    total_batches: int
    pairs: int
    mean_loss: float | None


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
    examples = tokenize(pairs, tokenizer, max_pieces=recipe.max_pieces)
    run = _Run(model, tokenizer, examples, recipe, out / CHECKPOINT, _fingerprint(recipe, examples, init))
    _LOG.info("training on %d pairs in %d batches, from batch %d", len(pairs), run.total, run.progress.batches)
    limit_s = None if minutes is None else minutes * 60
    finished = run.go(limit_s=limit_s, checkpoint_every=checkpoint_every, should_stop=should_stop)
    outcome = run.outcome()
    if finished or (limit_s is not None and run.progress.seconds >= limit_s):
        run.settle()
        _write_adapter(model, out, {"recipe": asdict(recipe), "drawn": counts, "outcome": asdict(outcome)})
    return outcome


class _Run:
    """One run: the model, its optimizer, the batches, and how far it has come."""

    def __init__(
        self, model: Any, tokenizer: Any, examples: list[Example], recipe: Recipe, checkpoint: Path, name: str
    ) -> None:
        import torch

        self._model = model
        self._examples = examples
        self._recipe = recipe
        self._checkpoint = checkpoint
        self._name = name
        self._pad_id = int(tokenizer.pad_token_id)
        self._inputs = [key for key in ("input_ids", "attention_mask", "token_type_ids") if key in _inputs(tokenizer)]
        lengths = [len(example.ids) for example in examples]
        self._batches = batches(lengths, batch_pieces=recipe.batch_pieces, chunk=recipe.chunk, seed=recipe.seed)
        self._trained = Trained(model, recipe.precision)
        self._weights: dict[str, Tensor] = self._trained.masters
        self._optimizer = torch.optim.AdamW(
            self._weights.values(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay
        )
        torch.manual_seed(recipe.seed)
        self.progress = restore(checkpoint, weights=self._weights, optimizer=self._optimizer, run=name)
        self._trained.publish()

    @property
    def total(self) -> int:
        return len(self._batches)

    def outcome(self) -> Outcome:
        done = self.progress
        mean = done.loss_sum / done.pairs if done.pairs else None
        return Outcome(done.batches == self.total, done.batches, self.total, done.pairs, mean)

    def settle(self) -> None:
        """The model gets the trained weights in full precision, to be written."""
        self._trained.settle()

    def go(self, *, limit_s: float | None, checkpoint_every: int, should_stop: Callable[[], bool]) -> bool:
        """Whether the pass is complete; a checkpoint is written every so many batches and at the end."""
        self._model.train()
        while self.progress.batches < self.total:
            if should_stop() or (limit_s is not None and self.progress.seconds >= limit_s):
                break
            self._step(self._batches[self.progress.batches])
            if self.progress.batches % checkpoint_every == 0:
                self._save()
        self._save()
        return self.progress.batches == self.total

    def _step(self, batch: list[int]) -> None:
        import torch

        started = time.perf_counter()
        for group in self._optimizer.param_groups:
            group["lr"] = self._recipe.learning_rate * learning_rate_factor(
                self.progress.batches, self.total, warmup=self._recipe.warmup
            )
        arrays = collate([self._examples[index] for index in batch], pad_id=self._pad_id)
        logits = self._model(**{key: torch.from_numpy(arrays[key]) for key in self._inputs}).logits
        loss = torch.nn.functional.cross_entropy(
            logits.float(), torch.from_numpy(arrays["labels"]), label_smoothing=self._recipe.label_smoothing
        )
        self._optimizer.zero_grad()
        torch.autograd.backward(loss)
        self._trained.collect_gradients()
        torch.nn.utils.clip_grad_norm_(self._weights.values(), self._recipe.max_gradient_norm)
        self._optimizer.step()
        self._trained.publish()
        done = self.progress
        self.progress = Progress(
            done.batches + 1,
            done.pairs + len(batch),
            done.seconds + time.perf_counter() - started,
            done.loss_sum + loss.item() * len(batch),
        )

    def _save(self) -> None:
        save(
            self._checkpoint,
            weights=self._weights,
            optimizer=self._optimizer,
            progress=self.progress,
            run=self._name,
        )
        done = self.outcome()
        _LOG.info(
            "batch %d of %d, %d pairs, mean loss %s", done.batches, done.total_batches, done.pairs, done.mean_loss
        )


def learning_rate_factor(batch: int, total: int, *, warmup: float) -> float:
    """What of the full learning rate batch number `batch` (from 0) gets: up in a line, then down to nothing."""
    rising = max(1, round(total * warmup))
    if batch < rising:
        return (batch + 1) / rising
    return max(0.0, (total - batch) / max(1, total - rising))


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


def _inputs(tokenizer: Any) -> list[str]:
    names: list[str] = tokenizer.model_input_names
    return names


def _fingerprint(recipe: Recipe, examples: list[Example], init: Path | None) -> str:
    """Names a run: two with the same name would train the same weights."""
    digest = hashlib.sha256(json.dumps(asdict(recipe), sort_keys=True).encode())
    for example in examples:
        digest.update(f"{example.label} {example.ids}".encode())
    if init is not None:
        digest.update((init / "adapter_model.safetensors").read_bytes())
    return digest.hexdigest()

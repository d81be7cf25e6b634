"""One training run: AdamW over batches in a fixed order, with a checkpoint from which a killed run goes on.

What is trained and on which loss is given; a run is fixed by its schedule, its encoded pairs and its name.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from models.train.batches import batches, collate
from models.train.checkpoint import Progress, restore, save
from models.train.precision import Precision, Trained

if TYPE_CHECKING:
    from torch import Tensor

    from models.tiles import Encoded

_LOG = logging.getLogger(__name__)
CHECKPOINT: Final = "checkpoint.safetensors"

Loss = Callable[["Tensor", Sequence[int]], "Tensor"]
"""The mean loss of a batch, from its logits, (n, labels) float32, and the indexes of its pairs."""


class Schedule(Protocol):
    """What a run needs of its recipe. `warmup` is the share of all batches in which the learning rate rises."""

    @property
    def seed(self) -> int: ...
    @property
    def batch_pieces(self) -> int: ...
    @property
    def chunk(self) -> int: ...
    @property
    def passes(self) -> int: ...
    @property
    def learning_rate(self) -> float: ...
    @property
    def weight_decay(self) -> float: ...
    @property
    def warmup(self) -> float: ...
    @property
    def max_gradient_norm(self) -> float: ...
    @property
    def precision(self) -> Precision: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a run has come; `mean_loss` is over all pairs so far, None before the first."""

    finished: bool
    batches: int
    total_batches: int
    pairs: int
    mean_loss: float | None


class Run:
    """A model on its way: its optimizer, the batches, and how far it has come; weights that need no gradient stay.

    Goes on from `checkpoint` where there is one. Raises ModelUnsuitable for the checkpoint of a run under another
    `name` and ModelDamaged for one that cannot be read.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        encoded: Sequence[Encoded],
        loss: Loss,
        schedule: Schedule,
        *,
        checkpoint: Path,
        name: str,
    ) -> None:
        import torch

        self._model = model
        self._encoded = encoded
        self._loss = loss
        self._schedule = schedule
        self._checkpoint = checkpoint
        self._name = name
        self._pad_id = int(tokenizer.pad_token_id)
        known = tokenizer.model_input_names
        self._inputs = [key for key in ("input_ids", "attention_mask", "token_type_ids") if key in known]
        self._batches = _in_order([len(one.ids) for one in encoded], schedule)
        self._trained = Trained(model, schedule.precision)
        self._weights: dict[str, Tensor] = self._trained.masters
        self._optimizer = torch.optim.AdamW(
            self._weights.values(), lr=schedule.learning_rate, weight_decay=schedule.weight_decay
        )
        torch.manual_seed(schedule.seed)
        self._progress = restore(checkpoint, weights=self._weights, optimizer=self._optimizer, run=name)
        self._trained.publish()

    def outcome(self) -> Outcome:
        done, total = self._progress, len(self._batches)
        mean = done.loss_sum / done.pairs if done.pairs else None
        return Outcome(done.batches == total, done.batches, total, done.pairs, mean)

    def go(self, *, minutes: float | None, checkpoint_every: int, should_stop: Callable[[], bool]) -> bool:
        """Trains on, and tells whether the run is over: all batches are done, or the minutes are spent, those before
        the checkpoint included. Then the model has the trained weights in full precision, to be written.

        A checkpoint is written every so many batches and at the end.
        """
        self._model.train()
        first = self.outcome()
        _LOG.info("training in %d batches, from batch %d", first.total_batches, first.batches)
        while self._progress.batches < len(self._batches):
            if should_stop() or self._spent(minutes):
                break
            self._step(self._batches[self._progress.batches])
            if self._progress.batches % checkpoint_every == 0:
                self._save()
        self._save()
        over = self.outcome().finished or self._spent(minutes)
        if over:
            self._trained.settle()
        return over

    def _spent(self, minutes: float | None) -> bool:
        return minutes is not None and self._progress.seconds >= minutes * 60

    def _step(self, batch: list[int]) -> None:
        import torch

        started = time.perf_counter()
        for group in self._optimizer.param_groups:
            group["lr"] = self._schedule.learning_rate * learning_rate_factor(
                self._progress.batches, len(self._batches), warmup=self._schedule.warmup
            )
        arrays = collate([self._encoded[index] for index in batch], pad_id=self._pad_id)
        logits = self._model(**{key: torch.from_numpy(arrays[key]) for key in self._inputs}).logits
        loss = self._loss(logits.float(), batch)
        self._optimizer.zero_grad()
        torch.autograd.backward(loss)
        self._trained.collect_gradients()
        torch.nn.utils.clip_grad_norm_(self._weights.values(), self._schedule.max_gradient_norm)
        self._optimizer.step()
        self._trained.publish()
        done = self._progress
        self._progress = Progress(
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
            progress=self._progress,
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


def _in_order(lengths: Sequence[int], schedule: Schedule) -> list[list[int]]:
    """The batches of all passes; each pass has its own order of them."""
    return [
        batch
        for each in range(schedule.passes)
        for batch in batches(
            lengths, batch_pieces=schedule.batch_pieces, chunk=schedule.chunk, seed=schedule.seed + each
        )
    ]

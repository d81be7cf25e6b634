"""How fast an NLI model reads, beside the plain ways to run the same weights in the same process.

The plain ways are those of transformers in float32: a pipeline that is given one pair at a time, and batches of pairs
sorted by length. Ratios of one run say something; pairs a second are those of the machine and of the moment.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from models.environment import quiet_loading
from models.nli import WINDOW_PIECES, CrossEncoder
from models.nli_sources import LoadedNli, NliSource
from models.runtimes import RuntimeChoice
from models.scorers import TorchScorer
from models.train.neighbours import Neighbours

BATCH: Final = 32
_WARM: Final = 4

Pairs = Sequence[tuple[str, str]]
"""Premises and hypotheses."""


@dataclass(frozen=True, slots=True)
class Group:
    """One claim and the windows that may speak of it."""

    claim: str
    windows: tuple[str, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(window, self.claim) for window in self.windows]


@dataclass(frozen=True, slots=True)
class Timing:
    """So many pairs were read in so many seconds, loading aside."""

    way: str
    pairs: int
    seconds: float

    @property
    def pairs_per_s(self) -> float:
        return self.pairs / self.seconds


@dataclass(frozen=True, slots=True)
class ModelTimings:
    """The same pairs read in three ways; `own` is ours, in `runtime`."""

    model: str
    runtime: str
    single: Timing
    batched: Timing
    own: Timing

    @property
    def over_single(self) -> float:
        return self.single.seconds / self.own.seconds

    @property
    def over_batched(self) -> float:
        return self.batched.seconds / self.own.seconds


def groups(texts: Sequence[str], claims: Sequence[str], *, windows: int) -> list[Group]:
    """For each claim the `windows` texts that share most rare words with it; where those are fewer, then others."""
    neighbours = Neighbours(texts)
    return [
        Group(claim, tuple(islice(dict.fromkeys([*(texts[at] for at in neighbours.near(claim)), *texts]), windows)))
        for claim in claims
    ]


def time_model(
    source: NliSource,
    pairs: Pairs,
    *,
    cache_dir: Path | None = None,
    threads: int | None = None,
    runtime: RuntimeChoice = "auto",
) -> ModelTimings:
    """Reads the pairs in each of the three ways. Raises what loading raises."""
    plain = source.load(threads=threads)
    single = _timed("transformers, one pair at a time, fp32", lambda some: _one_at_a_time(plain, some), pairs)
    batched = _timed(f"transformers, sorted batches of {BATCH}, fp32", lambda some: _batched(plain, some), pairs)
    own = CrossEncoder(source, threads=threads, runtime=runtime, cache_dir=cache_dir)
    return ModelTimings(
        source.name, own.runtime, single, batched, _timed(f"this project, {own.runtime}", own.read, pairs)
    )


def _timed(way: str, read: Callable[[Pairs], object], pairs: Pairs) -> Timing:
    """Reads a few pairs first, so that what is loaded or made on first use is not counted."""
    read(pairs[:_WARM])
    started = time.perf_counter()
    read(pairs)
    return Timing(way, len(pairs), time.perf_counter() - started)


def _one_at_a_time(plain: LoadedNli, pairs: Pairs) -> list[Any]:
    with quiet_loading():
        from transformers import pipeline

        ask: Any = pipeline("text-classification", model=_model(plain), tokenizer=plain.tokenizer, device="cpu")
    return [
        ask({"text": premise, "text_pair": claim}, top_k=None, truncation=True, max_length=_longest(plain))
        for premise, claim in pairs
    ]


def _batched(plain: LoadedNli, pairs: Pairs) -> list[Any]:
    import torch

    model, ordered = _model(plain), sorted(pairs, key=lambda pair: len(pair[0]) + len(pair[1]))
    out: list[Any] = []
    for at in range(0, len(ordered), BATCH):
        premises, claims = zip(*ordered[at : at + BATCH], strict=True)
        batch = plain.tokenizer(
            list(premises),
            list(claims),
            padding=True,
            truncation=True,
            max_length=_longest(plain),
            return_tensors="pt",
        )
        with torch.inference_mode():
            out += torch.softmax(model(**batch).logits, dim=-1).tolist()
    return out


def _model(plain: LoadedNli) -> Any:
    if not isinstance(plain.scorer, TorchScorer):
        raise TypeError(f"a source loads in float32 through torch, got {type(plain.scorer).__name__}")
    return plain.scorer.model


def _longest(plain: LoadedNli) -> int:
    return min(WINDOW_PIECES, plain.max_pieces)

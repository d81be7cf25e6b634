"""The NLI cross-encoders: how a premise (evidence) stands to a hypothesis (claim)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.labels import stance
from models.nli_sources import LoadedNli, NliSource, resolve
from models.runtimes import NliRuntime, RuntimeChoice, adds_bytes_exactly, choose, runtime_name
from models.types import PairReading, Span, Stance, WindowReading
from models.windows import cut, readable

if TYPE_CHECKING:
    from models.types import ModelIdentity

# The judge was trained on pairs of at most 160 pieces and its backbone mostly on short text, while its positions end
# at 512: past 256 it reads what it never saw. Half for the hypothesis at most leaves room for a premise beside it.
WINDOW_PIECES: Final = 256
HYPOTHESIS_PIECES: Final = 128
_SEAM_PIECES: Final = 2  # a tokenizer that sees bytes may join pieces differently where two texts meet
OVERLAP_PIECES: Final = 48  # a sentence or two: what a cut parts stands whole in one of the two windows


def load_nli(
    path_or_name: str | Path | None = None,
    *,
    cache_dir: Path | None = None,
    threads: int | None = None,
    runtime: RuntimeChoice = "auto",
) -> CrossEncoder:
    """The released judge for None, a released model by its name; otherwise the Hugging Face sequence-classification
    folder, or the folder of an adapter for the judge's backbone, at that path.

    Loads no weights. Raises ModelMissing where there is no such folder, and ModelUnsuitable for a name that is no
    NLI model. `threads` sets torch's number of threads for the whole process, and how many pairs int8 reads at once;
    None leaves the first alone and takes all cores for the second. `runtime` is explained in `models.runtimes`; what
    int8 needs is kept in `cache_dir`.
    """
    source = resolve(path_or_name, cache_dir=cache_dir)
    return CrossEncoder(source, threads=threads, runtime=runtime, cache_dir=cache_dir)


class CrossEncoder:
    """An `NliModel` over any model that `models.nli_sources` can load, on the CPU.

    A pair is read in windows of at most 256 word pieces; a hypothesis over 128 pieces is cut, which `hypothesis_read`
    tells. Identical pairs are computed once. Safe to use from several threads. Loading raises ModelMissing,
    ModelDamaged or ModelUnsuitable.
    """

    def __init__(
        self,
        source: NliSource,
        *,
        threads: int | None = None,
        runtime: RuntimeChoice = "auto",
        cache_dir: Path | None = None,
    ) -> None:
        self._source = source
        self._threads = threads
        self._choice = runtime
        self._cache_dir = cache_dir
        self._lock = threading.Lock()
        self._loaded: LoadedNli | None = None

    @property
    def identity(self) -> ModelIdentity:
        """The name, one sha256 over weights, configuration and tokenizer, and the runtime."""
        return replace(self._source.identity, runtime=runtime_name(self.runtime))

    @cached_property
    def runtime(self) -> NliRuntime:
        """What the model runs in; ModelUnsuitable where int8 was asked for and cannot be relied on here."""
        return choose(self._choice, own=self._source.own, exact=adds_bytes_exactly())

    def load(self) -> None:
        """Verifies and loads the weights; does nothing where they are loaded."""
        self._ready()

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        """One reading a (premise, hypothesis) pair, in order."""
        if not pairs:
            return []
        loaded = self._ready()
        plans = {pair: self._plan(loaded, *pair) for pair in dict.fromkeys(pairs)}
        stances = self._stances(loaded, {part for plan in plans.values() for part in plan.parts})
        readings = {pair: plan.reading(stances) for pair, plan in plans.items()}
        return [readings[pair] for pair in pairs]

    def _ready(self) -> LoadedNli:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> LoadedNli:
        if self.runtime == "fp32":
            return self._source.load(threads=self._threads)
        from models.int8 import load_int8  # loads ONNX Runtime

        return load_int8(self._source, cache_dir=self._cache_dir, threads=self._threads)

    def _plan(self, loaded: LoadedNli, premise: str, hypothesis: str) -> _Plan:
        premise, hypothesis = readable(premise), readable(hypothesis)
        limit = min(WINDOW_PIECES, loaded.max_pieces - _SEAM_PIECES)
        with self._lock:  # a tokenizer keeps settings between calls and is not safe to share
            read = cut(hypothesis, pieces=loaded.pieces, limit=min(HYPOTHESIS_PIECES, limit // 2))[0]
            taken = len(loaded.pieces(read.of(hypothesis))) + loaded.special_pieces
            room = max(1, limit - taken)
            spans = cut(premise, pieces=loaded.pieces, limit=room, overlap=min(OVERLAP_PIECES, room // 4))
        parts = tuple((span.of(premise), read.of(hypothesis)) for span in spans)
        return _Plan(tuple(spans), parts, read)

    def _stances(self, loaded: LoadedNli, parts: set[tuple[str, str]]) -> dict[tuple[str, str], Stance]:
        ordered = sorted(parts)
        with self._lock:
            encoded = loaded.encode(ordered)
        logits = loaded.scorer.logits(encoded)
        name = self._source.name
        return {
            part: stance(row.tolist(), loaded.labels, owner=name) for part, row in zip(ordered, logits, strict=True)
        }


class _Plan:
    """How one pair is read: the windows of its premise and the texts that go through the model."""

    __slots__ = ("_hypothesis_read", "_spans", "parts")

    def __init__(self, spans: tuple[Span, ...], parts: tuple[tuple[str, str], ...], hypothesis_read: Span) -> None:
        self._spans = spans
        self.parts = parts
        self._hypothesis_read = hypothesis_read

    def reading(self, stances: dict[tuple[str, str], Stance]) -> PairReading:
        windows = (WindowReading(span, stances[part]) for span, part in zip(self._spans, self.parts, strict=True))
        return PairReading(tuple(windows), self._hypothesis_read)

"""The sentence embedder in int8: for vectors that are read at once and kept nowhere.

Half of the time of an extraction went into vectors for check-worthiness. In int8 they are near to those of
`models.embedder` (a cosine of 0.97 to 0.999), which is enough for a classifier, but not the same: a collection never
has them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from models.embedder import join, windows_of
from models.int8 import GRAPH, converted
from models.nli_sources import foreign_errors, load_tokenizer
from models.registry import spec
from models.runtimes import RuntimeChoice, adds_bytes_exactly, choose, runtime_name
from models.scorers import OnnxScorer
from models.store import locate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.embedder import SentenceEmbedder
    from models.types import ModelIdentity

_SPEC: Final = spec("all-MiniLM-L6-v2")
_DIMENSION: Final = 384
_ROOM_BYTES: Final = 90_000_000  # it takes 58 MB


class QuickEmbedder:
    """An `Embedder` that reads each text alone, one on each core, so that its vector does not depend on the texts
    beside it, bit for bit; queries and passages alike. `runtime` is explained in `models.runtimes`: where it comes to
    fp32, `exact` does all the work.

    Constructing loads nothing; `load`, or the first use, does, and the first time converts the weights (seconds; what
    is made is kept in `cache_dir`). Loading raises ModelMissing, ModelDamaged, or ModelUnsuitable where int8 was asked
    for and cannot be relied on. Safe to use from several threads. `threads` is how many texts are read at once; None
    takes all cores.
    """

    def __init__(
        self,
        exact: SentenceEmbedder,
        *,
        cache_dir: Path | None = None,
        threads: int | None = None,
        runtime: RuntimeChoice = "auto",
    ) -> None:
        self._exact = exact
        self._choice = runtime
        self._cache_dir = cache_dir
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[Any, OnnxScorer] | None = None

    @property
    def identity(self) -> ModelIdentity:
        return replace(_SPEC.identity, runtime=runtime_name("int8")) if self._is_quick else self._exact.identity

    @property
    def dimension(self) -> int:
        return _DIMENSION

    def load(self) -> None:
        """Verifies and loads the weights; does nothing where they are loaded."""
        if self._is_quick:
            self._ready()
        else:
            self._exact.load()

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384) float32, unit rows."""
        return self._embed(texts) if self._is_quick else self._exact.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384) float32, unit rows."""
        return self._embed(texts) if self._is_quick else self._exact.embed_passages(texts)

    @cached_property
    def _is_quick(self) -> bool:
        return choose(self._choice, own=True, exact=adds_bytes_exactly()) == "int8"

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, _DIMENSION), dtype=np.float32)
        tokenizer, scorer = self._ready()
        with self._lock:  # a tokenizer keeps settings between calls and is not safe to share
            windows, owners = windows_of(texts, tokenizer)
        return join(scorer.logits(windows), owners, [len(window.ids) for window in windows])

    def _ready(self) -> tuple[Any, OnnxScorer]:
        with self._lock:
            if self._loaded is None:
                folder = converted(
                    _SPEC.identity, self._convert, kind="embedder", cache_dir=self._cache_dir, room_bytes=_ROOM_BYTES
                )
                with foreign_errors(_SPEC.name, folder):
                    tokenizer = load_tokenizer(folder, _SPEC.name)
                self._loaded = tokenizer, OnnxScorer(folder / GRAPH, outputs=_DIMENSION, threads=self._threads)
            return self._loaded

    def _convert(self, part: Path) -> Mapping[str, object]:
        from models.onnx_graph import build_embedder

        source = locate(_SPEC, cache_dir=self._cache_dir)
        with foreign_errors(_SPEC.name, source):
            from transformers import AutoModel

            model = AutoModel.from_pretrained(source, local_files_only=True, trust_remote_code=False)
            tokenizer = load_tokenizer(source, _SPEC.name)
        (part / GRAPH).write_bytes(build_embedder(model, owner=_SPEC.name))
        tokenizer.save_pretrained(part)
        return {}

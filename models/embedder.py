"""The sentence embedder: all-MiniLM-L6-v2 through sentence-transformers (Reimers and Gurevych 2019)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from models import tiles
from models.environment import quiet_loading
from models.errors import ModelDamaged
from models.registry import spec
from models.store import locate
from models.windows import cut, readable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.types import ModelIdentity

_SPEC: Final = spec("all-MiniLM-L6-v2")
_DIMENSION: Final = 384
_MAX_PIECES: Final = 256
_SPECIAL_PIECES: Final = 2  # [CLS] and [SEP]
_PASSAGE_ROWS: Final = 8  # as fast as 16 over many texts, and a third faster over the sentences of one article
_QUERY_ROWS: Final = 1  # queries come few at a time; filling up a tile would cost more than it gains


class SentenceEmbedder:
    """An `Embedder`: mean pooling, unit rows, 384 dimensions, 256 word pieces a window.

    A longer text is read in windows; its vector is their mean, weighted by word pieces, at unit length. Constructing
    loads nothing; `load`, or the first use, does, and raises ModelMissing or ModelDamaged. Safe to use from several
    threads. `threads` sets torch's number of threads for the whole process; None leaves it alone.
    """

    def __init__(self, *, cache_dir: Path | None = None, threads: int | None = None) -> None:
        self._cache_dir = cache_dir
        self._threads = threads
        self._lock = threading.Lock()
        self._model: Any = None  # a SentenceTransformer

    @property
    def identity(self) -> ModelIdentity:
        return _SPEC.identity

    @property
    def dimension(self) -> int:
        return _DIMENSION

    def load(self) -> None:
        """Verifies and loads the weights; does nothing where they are loaded."""
        with self._lock:
            if self._model is None:
                self._model = _load(locate(_SPEC, cache_dir=self._cache_dir), self._threads)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384) float32, unit rows."""
        return self._embed(texts, rows=_QUERY_ROWS)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384) float32, unit rows."""
        return self._embed(texts, rows=_PASSAGE_ROWS)

    def _embed(self, texts: Sequence[str], *, rows: int) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, _DIMENSION), dtype=np.float32)
        self.load()
        with self._lock:  # a tokenizer keeps settings between calls and is not safe to share
            windows, owners = windows_of(texts, self._model.tokenizer)
        vectors = tiles.run(
            windows,
            self._forward,
            rows=rows,
            limit=_MAX_PIECES,
            pad_id=self._model.tokenizer.pad_token_id,
            columns=_DIMENSION,
        )
        return join(vectors, owners, [len(window.ids) for window in windows])

    def _forward(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        import torch

        features = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        with self._lock, torch.inference_mode():
            output = self._model({name: torch.from_numpy(array) for name, array in features.items()})
        vectors: NDArray[np.float32] = output["sentence_embedding"].numpy()
        return vectors


def windows_of(texts: Sequence[str], tokenizer: Any) -> tuple[list[tiles.Encoded], list[int]]:
    """The windows of the texts in order, at most 256 word pieces each, and for each the number of its text. `tokenizer`
    is a fast one of transformers."""

    def pieces(text: str) -> list[tuple[int, int]]:
        encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        offsets: list[tuple[int, int]] = encoding["offset_mapping"]
        return offsets

    windows: list[tiles.Encoded] = []
    owners: list[int] = []
    for owner, text in enumerate(map(readable, texts)):
        spans = cut(text, pieces=pieces, limit=_MAX_PIECES - _SPECIAL_PIECES)
        rows = tokenizer([span.of(text) for span in spans], verbose=False)["input_ids"]
        windows += [tiles.Encoded(tuple(row), (0,) * len(row)) for row in rows]
        owners += [owner] * len(rows)
    return windows, owners


def join(vectors: NDArray[np.float32], owners: Sequence[int], pieces: Sequence[int]) -> NDArray[np.float32]:
    """One unit row an owner: its window's vector as it is, or the mean of its windows weighted by word pieces."""
    rows: list[NDArray[np.float32]] = []
    owner_of, weights = np.asarray(owners), np.asarray(pieces, dtype=np.float64)
    starts = np.flatnonzero(np.diff(owner_of, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(owners)], strict=True):
        if end - start == 1:  # not normalised again: a text's bytes must not change because another is long
            rows.append(vectors[start])
            continue
        mean = weights[start:end] @ vectors[start:end].astype(np.float64)
        rows.append((mean / np.linalg.norm(mean)).astype(np.float32))
    return np.stack(rows)


def _load(folder: Path, threads: int | None) -> Any:
    with quiet_loading():
        import torch
        from sentence_transformers import SentenceTransformer

        if threads is not None:
            torch.set_num_threads(threads)
        try:
            model = SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True, "dtype": torch.float32},
                processor_kwargs={"split_special_tokens": True},
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelDamaged(
                f"{_SPEC.name}: expected a sentence-transformers model in {folder}, found {error}",
                hint="Reinstall the versions of constraints.txt and weights.txt.",
            ) from error
        return model.eval()

"""The check-worthiness classifier: a small network over sentence embeddings and light features.

A sentence is read as its embedding, those of the sentences before and after it, and its light features; one hidden
layer, three outputs, calibrated by vector scaling (Guo et al. 2017). How it was trained: `models.train.worthiness`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from safetensors import SafetensorError, safe_open

from models.errors import ModelDamaged, ModelUnsuitable
from models.registry import spec
from models.statement_features import FEATURES, statement_features
from models.store import locate
from models.types import Worthiness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.protocols import Embedder
    from models.types import ModelIdentity

NAME: Final = "check-worthiness"
WEIGHTS_FILE: Final = "model.safetensors"
_MADE_FOR: Final = "made_for"
_TENSORS: Final = ("mean", "scale", "hidden.weight", "hidden.bias", "out.weight", "out.bias", "slope", "shift")


@dataclass(frozen=True, slots=True)
class Network:
    """The weights, float64. With d embedding dimensions, f features and h hidden units:

    `mean` and `scale` (f,) standardise the features; `hidden` (3 d + f, h) and `out` (h, 3) with their biases;
    `slope` and `shift` (3,) calibrate the outputs. Outputs are in the order of the fields of `Worthiness`.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    hidden: NDArray[np.float64]
    hidden_bias: NDArray[np.float64]
    out: NDArray[np.float64]
    out_bias: NDArray[np.float64]
    slope: NDArray[np.float64]
    shift: NDArray[np.float64]

    def probabilities(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """(n, 3 d + f) inputs to (n, 3) probabilities; a row depends on its own inputs alone, bit for bit."""
        return np.stack([self._row(row.astype(np.float64)) for row in inputs]) if len(inputs) else np.zeros((0, 3))

    def _row(self, row: NDArray[np.float64]) -> NDArray[np.float64]:
        # einsum and not a product of matrices: the libraries behind those take other paths for another number of
        # threads, and the last bits change with it.
        features = len(self.mean)
        row[-features:] = (row[-features:] - self.mean) / self.scale
        hidden = np.maximum(np.einsum("i,ij->j", row, self.hidden) + self.hidden_bias, 0.0)
        logits = (np.einsum("i,ij->j", hidden, self.out) + self.out_bias) * self.slope + self.shift
        exponents: NDArray[np.float64] = np.exp(logits - logits.max())
        shares: NDArray[np.float64] = exponents / exponents.sum()
        return shares


class CheckWorthinessModel:
    """A `models.protocols.CheckWorthiness` over the embedder that it was trained with. Safe to use from several
    threads. `folder` is one that the recipe wrote, in place of the released weights, which are verified by sha256.
    """

    def __init__(self, embedder: Embedder, *, folder: Path | None = None) -> None:
        self._embedder = embedder
        self._folder = folder
        self._lock = threading.Lock()
        self._network: Network | None = None

    @property
    def identity(self) -> ModelIdentity:
        """The released weights, and the arithmetic that its embedder runs in."""
        return replace(spec(NAME).identity, runtime=self._embedder.identity.runtime)

    def load(self) -> None:
        """Verifies and loads the weights, not those of the embedder; does nothing where they are loaded."""
        self._loaded()

    def read(self, texts: Sequence[Sequence[str]]) -> list[list[Worthiness]]:
        """One reading a sentence; each distinct sentence is embedded once."""
        network = self._loaded()
        rows = iter(network.probabilities(inputs(texts, self._embedder)).tolist())
        return [[_worthiness(next(rows)) for _ in sentences] for sentences in texts]

    def _loaded(self) -> Network:
        with self._lock:
            if self._network is None:
                folder = locate(spec(NAME)) if self._folder is None else self._folder
                self._network = load_network(folder / WEIGHTS_FILE, embedder=self._embedder.identity)
            return self._network


def inputs(texts: Sequence[Sequence[str]], embedder: Embedder) -> NDArray[np.float32]:
    """(number of sentences, 3 d + f) float32: embeddings of the sentence, of the one before and of the one after it,
    zeros where there is none, and the light features."""
    distinct = list(dict.fromkeys(sentence for sentences in texts for sentence in sentences))
    place = {sentence: number for number, sentence in enumerate(distinct)}
    vectors = embedder.embed_passages(distinct)
    features = statement_features(distinct)
    return arrange([[place[sentence] for sentence in sentences] for sentences in texts], vectors, features)


def arrange(
    texts: Sequence[Sequence[int]], vectors: NDArray[np.float32], features: NDArray[np.float32]
) -> NDArray[np.float32]:
    """`inputs` from vectors (m, d) and features (m, f) that are there already; `texts` hold numbers of their rows."""
    size = vectors.shape[1]
    rows = np.zeros((sum(map(len, texts)), 3 * size + features.shape[1]), dtype=np.float32)
    for at, (own, before, after) in enumerate(_neighbours(texts)):
        rows[at, :size] = vectors[own]
        if before is not None:
            rows[at, size : 2 * size] = vectors[before]
        if after is not None:
            rows[at, 2 * size : 3 * size] = vectors[after]
        rows[at, 3 * size :] = features[own]
    return rows


def load_network(file: Path, *, embedder: ModelIdentity) -> Network:
    """Raises ModelDamaged for a file that cannot be read, ModelUnsuitable for weights of another embedder or other
    features."""
    cure = "Take the files of models/worthiness from the repository, or train again with models.train.worthiness."
    try:
        with safe_open(file, framework="np") as stored:
            metadata: Mapping[str, str] = stored.metadata() or {}
            tensors = [stored.get_tensor(name).astype(np.float64) for name in _TENSORS]
            made_for = json.loads(metadata.get(_MADE_FOR, "{}"))
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelDamaged(f"{NAME}: expected weights in {file}, found {error}", hint=cure) from error
    expected = _made_for(embedder)
    if made_for != expected:
        raise ModelUnsuitable(f"{NAME}: expected weights made for {expected}, found them for {made_for}", hint=cure)
    return Network(*tensors)


def weights_of(network: Network) -> dict[str, NDArray[np.float16]]:
    """The tensors of a file of weights."""
    values = (getattr(network, field) for field in Network.__slots__)
    return dict(zip(_TENSORS, (np.ascontiguousarray(value, np.float16) for value in values), strict=True))


def metadata_of(embedder: ModelIdentity) -> dict[str, str]:
    """What a file of weights says of itself."""
    # Under one key, because safetensors writes several in a random order.
    return {_MADE_FOR: json.dumps(_made_for(embedder), sort_keys=True)}


def _made_for(embedder: ModelIdentity) -> dict[str, object]:
    weights = replace(embedder, runtime="")  # of the arithmetic it does not depend
    return {"embedder": str(weights), "features": list(FEATURES)}


def _neighbours(texts: Sequence[Sequence[int]]) -> Iterator[tuple[int, int | None, int | None]]:
    for numbers in texts:
        for at, own in enumerate(numbers):
            yield own, numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None


def _worthiness(row: Sequence[float]) -> Worthiness:
    check_worthy, unimportant, non_factual = row
    return Worthiness(check_worthy, unimportant, non_factual)

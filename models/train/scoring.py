"""What a model says of very many pairs, as fast as the machine can: for filters and for a student to learn from.

The probabilities may differ in their last digits with the batch; verdicts are never made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from models.evaluate import LABELS
from models.nli_sources import LoadedNli, resolve
from models.train.batches import batches, collate, tokenize
from models.train.precision import Precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.scorers import TorchScorer


class Scorer:
    """A loaded model in the precision asked for."""

    def __init__(self, model: str | Path, *, precision: Precision, threads: int | None = None) -> None:
        import torch

        self._loaded: LoadedNli = resolve(model, cache_dir=None).load(threads=threads)
        self._scorer = cast("TorchScorer", self._loaded.scorer)  # a source loads in torch always
        self._scorer.model.to(torch.bfloat16 if precision == "bfloat16" else torch.float32)
        self._order = [self._loaded.labels.index(label) for label in LABELS]

    def probabilities(
        self, texts: Sequence[tuple[str, str]], *, batch_pieces: int = 3072, max_pieces: int = 256
    ) -> NDArray[np.float32]:
        """(n, 3) float32 in the order of `models.evaluate.LABELS`, of (premise, hypothesis) pairs; of one over
        `max_pieces` the longer text loses its end."""
        import torch

        encoded = tokenize(texts, self._loaded.tokenizer, max_pieces=min(max_pieces, self._loaded.max_pieces))
        lengths = [len(one.ids) for one in encoded]
        out = np.zeros((len(texts), len(LABELS)), dtype=np.float32)
        names = [name for name in self._loaded.tokenizer.model_input_names if name != "special_tokens_mask"]
        for batch in batches(lengths, batch_pieces=batch_pieces, chunk=len(encoded) or 1, seed=0):
            arrays = collate([encoded[index] for index in batch], pad_id=self._scorer.pad_id)
            with torch.inference_mode():
                logits = self._scorer.model(**{name: torch.from_numpy(arrays[name]) for name in names}).logits
                out[batch] = torch.softmax(logits.float(), dim=-1).numpy()[:, self._order]
        return out

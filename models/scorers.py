"""How encoded pairs become outputs: in tiles through torch, or one at a time through ONNX Runtime."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from models import tiles
from models.errors import ModelDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models.tiles import Encoded

ROWS: Final = 4


class Scorer(Protocol):
    """A classifier's outputs for encoded pairs. Safe to use from several threads."""

    def logits(self, encoded: Sequence[Encoded]) -> NDArray[np.float32]:
        """(n, labels) float32, in order; a row depends on its own pair alone, bit for bit. No pairs: (0, labels)."""
        ...


class TorchScorer:
    """A transformers model for sequence classification, float32, in tiles of pairs of about one length."""

    def __init__(self, model: Any, *, inputs: Sequence[str], pad_id: int, max_pieces: int) -> None:
        self.model = model.eval()
        self._inputs = frozenset(inputs)
        self.pad_id = pad_id
        self._max_pieces = max_pieces
        self._lock = threading.Lock()

    def logits(self, encoded: Sequence[Encoded]) -> NDArray[np.float32]:
        return tiles.run(
            encoded,
            self._forward,
            rows=ROWS,
            limit=self._max_pieces,
            pad_id=self.pad_id,
            columns=int(self.model.config.num_labels),
        )

    def _forward(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        import torch

        inputs = {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}
        if "token_type_ids" in self._inputs:
            inputs["token_type_ids"] = torch.from_numpy(types)
        with self._lock, torch.inference_mode():  # one tile at a time: two would only fight for the same cores
            output: NDArray[np.float32] = self.model(**inputs).logits.numpy()
        return output


class OnnxScorer:
    """A graph of `models.onnx_graph`: each pair, or each text of an embedder, alone, without padding, on one core; as
    many at once as threads. The `outputs` of an embedder are its dimensions, and its "logits" vectors of unit length.

    The arithmetic of a pair is always that of one thread and of its own shape, so neighbours, their number and the
    number of threads change nothing. Long pairs go first, so that no core is left alone with one at the end.
    """

    def __init__(self, file: Path, *, outputs: int, threads: int | None) -> None:
        self._session = _session(file)
        self._inputs = frozenset(one.name for one in self._session.get_inputs())
        self._outputs = outputs
        self._pool = ThreadPoolExecutor(threads or _cores(), thread_name_prefix="onnx")

    def logits(self, encoded: Sequence[Encoded]) -> NDArray[np.float32]:
        import numpy as np

        out = np.zeros((len(encoded), self._outputs), dtype=np.float32)
        order = sorted(range(len(encoded)), key=lambda index: -len(encoded[index].ids))
        for index, row in zip(order, self._pool.map(self._row, (encoded[index] for index in order)), strict=True):
            out[index] = row
        return out

    def _row(self, pair: Encoded) -> NDArray[np.float32]:
        import numpy as np

        feeds = {"input_ids": np.array(pair.ids, dtype=np.int64)}
        if "token_type_ids" in self._inputs:
            feeds["token_type_ids"] = np.array(pair.type_ids, dtype=np.int64)
        row: NDArray[np.float32] = self._session.run(None, feeds)[0][0]
        return row


def _cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(file: Path) -> Any:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as states

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; they are raised as well
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except (
        states.Fail,
        states.InvalidGraph,
        states.InvalidProtobuf,
        states.NotImplemented,
        states.RuntimeException,
    ) as error:
        raise ModelDamaged(
            f"expected a graph that ONNX Runtime loads in {file}, found {type(error).__name__}: {error}",
            hint="Install the onnxruntime of constraints.txt; the graph is made anew when its folder is removed.",
        ) from error

"""What a teacher says of very many pairs, kept on disk part by part, so that a killed run goes on."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from models.errors import ModelDamaged
from models.evaluate import LABELS, deciding_stance
from models.nli import load_nli
from models.train.checkpoint import write_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.train.retrieved import Texts
    from models.types import NliLabel

_LOG = logging.getLogger(__name__)
_PART: Final = 2000
_SMOOTHING: Final = 0.05


def soft_labels(
    texts: Sequence[Texts],
    teacher: str | Path,
    folder: Path,
    *,
    threads: int | None = None,
    part: int = _PART,
    should_stop: Callable[[], bool] = lambda: False,
) -> NDArray[np.float32] | None:
    """(n, 3) float32 probabilities in the order of `models.evaluate.LABELS`, read by the teacher as it is in use: in
    int8 where that is its way; None where `should_stop` said so before all were there.

    Each part of the texts is a file of `folder`, named for the teacher, its runtime and the texts: what stands there
    is not read again, and another teacher's labels are never taken. Raises what loading the teacher raises, and
    ModelDamaged for a file that does not fit.
    """
    model = load_nli(teacher, threads=threads)
    folder.mkdir(parents=True, exist_ok=True)
    found: list[NDArray[np.float32]] = []
    for at in range(0, len(texts), part):
        members = texts[at : at + part]
        file = folder / f"{_name(members, str(model.identity))}.f32"
        if not file.exists():
            if should_stop():
                return None
            stances = [deciding_stance(reading) for reading in model.read(members)]
            rows = [[one.entailment, one.neutral, one.contradiction] for one in stances]
            write_bytes(file, np.array(rows, dtype=np.float32).tobytes())
            _LOG.info("%d of %d pairs read by the teacher", at + len(members), len(texts))
        found.append(_read(file, len(members)))
    return np.concatenate(found) if found else np.zeros((0, len(LABELS)), dtype=np.float32)


def smoothed(labels: Sequence[NliLabel]) -> NDArray[np.float32]:
    """The same of gold labels: 0.95 and what smoothing adds on the label, the rest even (Szegedy et al. 2016)."""
    rows = np.full((len(labels), len(LABELS)), _SMOOTHING / len(LABELS), dtype=np.float32)
    rows[np.arange(len(labels)), [LABELS.index(label) for label in labels]] += 1.0 - _SMOOTHING
    return rows


def _name(texts: Sequence[Texts], teacher: str) -> str:
    return hashlib.sha256(json.dumps([teacher, list(texts)]).encode()).hexdigest()[:24]


def _read(file: Path, count: int) -> NDArray[np.float32]:
    values = np.frombuffer(file.read_bytes(), dtype=np.float32)
    if values.size != 3 * count:
        raise ModelDamaged(
            f"expected {3 * count} probabilities in {file}, found {values.size}",
            hint="Remove the file: the teacher reads these pairs again.",
        )
    return values.reshape(count, 3)

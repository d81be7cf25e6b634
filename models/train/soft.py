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
from models.nli_sources import resolve
from models.train.checkpoint import write_bytes
from models.train.precision import Precision
from models.train.scoring import Scorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.train.retrieved import Texts

_LOG = logging.getLogger(__name__)
_PART: Final = 2000


def soft_labels(
    texts: Sequence[Texts],
    teacher: str | Path,
    folder: Path,
    *,
    precision: Precision,
    threads: int | None = None,
    part: int = _PART,
    should_stop: Callable[[], bool] = lambda: False,
) -> NDArray[np.float32] | None:
    """(n, 3) float32 probabilities in the order of `models.evaluate.LABELS`; None where `should_stop` said so before
    all were there.

    Each part of the texts is a file of `folder`, named for the teacher, the precision and the texts: what stands
    there is not read again, and another teacher's labels are never taken. Raises what loading the teacher raises, and
    ModelDamaged for a file that does not fit.
    """
    identity = resolve(teacher, cache_dir=None).identity.sha256
    folder.mkdir(parents=True, exist_ok=True)
    scorer: Scorer | None = None
    found: list[NDArray[np.float32]] = []
    for at in range(0, len(texts), part):
        members = texts[at : at + part]
        file = folder / f"{_name(members, identity, precision)}.f32"
        if not file.exists():
            if should_stop():
                return None
            scorer = scorer or Scorer(teacher, precision=precision, threads=threads)
            write_bytes(file, scorer.probabilities(members).tobytes())
            _LOG.info("%d of %d pairs read by the teacher", at + len(members), len(texts))
        found.append(_read(file, len(members)))
    return np.concatenate(found) if found else np.zeros((0, 3), dtype=np.float32)


def _name(texts: Sequence[Texts], teacher: str, precision: Precision) -> str:
    return hashlib.sha256(json.dumps([teacher, precision, list(texts)]).encode()).hexdigest()[:24]


def _read(file: Path, count: int) -> NDArray[np.float32]:
    values = np.frombuffer(file.read_bytes(), dtype=np.float32)
    if values.size != 3 * count:
        raise ModelDamaged(
            f"expected {3 * count} probabilities in {file}, found {values.size}",
            hint="Remove the file: the teacher reads these pairs again.",
        )
    return values.reshape(count, 3)

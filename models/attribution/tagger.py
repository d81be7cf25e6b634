"""The attribution tagger: two linear models over a parse.

The first gives each token the probability that it is the head of a cue ("said", "according", "hopes", "claim"). For
each such cue the second gives every token its part: source, cue, content or none.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from models.attribution.features import ROWS, RoleFeatures, cue_features
from models.attribution.view import View
from models.errors import ModelDamaged
from models.registry import spec
from models.store import locate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.types import ModelIdentity, ParsedSentence

Role = Literal["none", "source", "cue", "content"]
ROLES: Final[tuple[Role, ...]] = ("none", "source", "cue", "content")
WEIGHTS: Final = "weights.safetensors"
THRESHOLD: Final = 0.4
_MODEL: Final = "attribution-linear"
_NONE, _SOURCE, _CUE, _CONTENT = range(4)


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution in a sentence, by indices of its tokens, each part in order. `cue` has `head`; `source` may be
    empty, `content` is not. `probability` is of the cue. `inner` is True where the cue stands in the content of
    another one; what people marked has no such attributions."""

    head: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    probability: float
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """`cue` is (ROWS,) float32, `role` (ROWS, 4) float32; rows are of `models.attribution.features`."""

    cue: NDArray[np.float32]
    role: NDArray[np.float32]

    def __post_init__(self) -> None:
        if self.cue.shape != (ROWS,) or self.role.shape != (ROWS, len(ROLES)):
            raise ModelDamaged(
                f"expected weights of shape ({ROWS},) and ({ROWS}, {len(ROLES)}), found {self.cue.shape} and "
                f"{self.role.shape}",
                hint="Install the package again, or train the tagger with this version of its features.",
            )


class AttributionTagger:
    """Finds attributions in sentences. Never raises on any sentence; safe to use from several threads.

    Constructing is cheap. The weights load on first use or on `load` (ModelMissing, ModelDamaged).
    """

    def __init__(self, *, weights: Weights | None = None, threshold: float = THRESHOLD) -> None:
        self._weights = weights
        self._threshold = threshold
        self._lock = threading.Lock()

    @property
    def identity(self) -> ModelIdentity:
        return spec(_MODEL).identity

    def load(self) -> None:
        """Loads the weights now; does nothing where they are loaded."""
        self._loaded()

    def tag(self, sentence: ParsedSentence, quoted: Sequence[bool]) -> list[Tagged]:
        """The attributions in the order of their cues. `quoted` has one value a token: whether it stands in
        a quotation."""
        weights = self._loaded()
        view = View(sentence, quoted)
        found = {at: self._parts(view, at, chance, weights) for at, chance in self._cues(view, weights)}
        kept = _nested({at: tagged for at, tagged in found.items() if tagged.content})
        return [kept[at] for at in sorted(kept)]

    def _cues(self, view: View, weights: Weights) -> list[tuple[int, float]]:
        cues: list[tuple[int, float]] = []
        for at in range(len(view.tokens)):
            if view.may_be_cue(at):
                chance = _sigmoid(float(weights.cue[cue_features(view, at)].sum()))
                if chance >= self._threshold:
                    cues.append((at, chance))
        return cues

    @staticmethod
    def _parts(view: View, cue: int, chance: float, weights: Weights) -> Tagged:
        features = RoleFeatures(view, cue)
        roles = [int(weights.role[features.of(at)].sum(axis=0).argmax()) for at in range(len(view.tokens))]
        roles[cue] = _CUE
        source, words, content = (
            tuple(at for at, role in enumerate(roles) if role == wanted) for wanted in (_SOURCE, _CUE, _CONTENT)
        )
        return Tagged(cue, source, words, content, chance)

    def _loaded(self) -> Weights:
        with self._lock:
            if self._weights is None:
                self._weights = read_weights(locate(spec(_MODEL)) / WEIGHTS)
            return self._weights


def _sigmoid(value: float) -> float:
    return float(1.0 / (1.0 + np.exp(-value)))


def _nested(found: Mapping[int, Tagged]) -> dict[int, Tagged]:
    """With `inner` set where it is so; of two inside one another the likelier is the outer one."""
    marked = dict(found)
    for outer in sorted(found.values(), key=lambda tagged: (-tagged.probability, tagged.head)):
        if marked[outer.head].inner:
            continue
        for inner in [tagged for at, tagged in marked.items() if at != outer.head and at in outer.content]:
            if outer.head not in inner.content or inner.probability <= outer.probability:
                marked[inner.head] = replace(inner, inner=True)
    return marked


def read_weights(path: Path) -> Weights:
    """Weights from a safetensors file of {"cue", "role"} in fp16; raises ModelDamaged."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        tensors = load_file(path)
        return Weights(tensors["cue"].astype(np.float32), tensors["role"].astype(np.float32))
    except (SafetensorError, KeyError, OSError) as error:
        raise ModelDamaged(
            f"expected the tensors cue and role in {path}, found: {error}", hint="Install the package again."
        ) from error

"""`python -m models.train.worthiness`: trains the check-worthiness classifier; started again, it goes on.

Embeddings of the pinned embedder are made once, a debate at a time; then the network is trained on all debates but
one fold, fold by fold; its answers on the folds that it has not seen calibrate it (vector scaling, Guo et al. 2017),
and the network that is kept is trained on all of them. Held-out debates are never read. Every stage is written when
it is done, so that a run that was killed ends with the same weights, byte for byte, as an unbroken one (same machine,
same number of threads).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from models.check_worthiness import WEIGHTS_FILE, Network, arrange, metadata_of, weights_of
from models.embedder import SentenceEmbedder
from models.errors import ModelError
from models.evaluate_worthiness import LABELS
from models.statement_features import FEATURES, statement_features
from models.train.checkpoint import write_bytes
from models.train.options import failed
from models.worthiness_data import Debate, folds, hold_out, read_debates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.protocols import Embedder

_LOG = logging.getLogger(__name__)
_TOO_SMALL: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights besides the data and the embedder. The defaults are those of the released
    classifier, chosen by two of the four folds. `own` and `around` scale the embeddings of a sentence and of its
    neighbours; neighbours are hidden from the share `alone` of the sentences, so that one on its own can be read too.
    """

    seed: int = 0
    folds: int = 4
    hidden: int = 128
    epochs: int = 5
    batch: int = 256
    learning_rate: float = 2e-3
    weight_decay: float = 0.1
    dropout: float = 0.5
    own: float = 3.0
    around: float = 0.9
    alone: float = 0.3


@dataclass(frozen=True, slots=True)
class _Examples:
    """Inputs (n, 3 d + f) float32 and classes (n,) as numbers of `LABELS`."""

    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]


Trained = dict[str, Any]
"""Tensors of a network before calibration: mean, scale, hidden, hidden_bias, out, out_bias."""


def train(
    data: Path, out: Path, *, recipe: Recipe, embedder: Embedder, should_stop: Callable[[], bool] = lambda: False
) -> bool:
    """Whether the weights are written; False where `should_stop` said so between two stages.

    `out` gets a file a stage and, at the end, the weights and a record of the run. Raises PairsUnreadable and what
    embedding raises.
    """
    kept, held = hold_out(read_debates(data))
    out.mkdir(parents=True, exist_ok=True)
    examples: list[_Examples] = []
    for debate in kept:
        if should_stop():
            return False
        examples.append(_examples(debate, embedder, out))
    name = _fingerprint(recipe, kept, embedder)
    fold_of = folds(kept, recipe.folds)
    logits: list[NDArray[np.float64]] = []
    gold: list[NDArray[np.int64]] = []
    for fold in range(recipe.folds):
        if should_stop():
            return False
        seen, unseen = (
            _joined([one for one, its in zip(examples, fold_of, strict=True) if (its == fold) is held_back])
            for held_back in (False, True)
        )
        logits.append(_fold_logits(out / f"fold-{fold}.safetensors", f"{name} {fold}", seen, unseen, recipe))
        gold.append(unseen.labels)
        _LOG.info("fold %d of %d", fold + 1, recipe.folds)
    slope, shift = calibrate(np.concatenate(logits), np.concatenate(gold))
    network = Network(**fit(_joined(examples), recipe), slope=slope, shift=shift)
    write_bytes(out / WEIGHTS_FILE, save(weights_of(network), metadata_of(embedder.identity)))
    record = {
        "recipe": asdict(recipe),
        "trained on": {debate.name: len(debate.statements) for debate in kept},
        "held out": {debate.name: len(debate.statements) for debate in held},
    }
    write_bytes(out / "training.json", json.dumps(record, indent=1).encode())
    return True


def fit(examples: _Examples, recipe: Recipe) -> Trained:
    """A network trained on the examples with AdamW, its learning rate falling to nothing in a line."""
    import torch

    torch.manual_seed(recipe.seed)
    features = len(FEATURES)
    size = (examples.inputs.shape[1] - features) // 3
    light = examples.inputs[:, -features:].astype(np.float64)
    mean, scale = light.mean(axis=0), np.maximum(light.std(axis=0), _TOO_SMALL)
    stretch = np.concatenate([np.full(size, recipe.own), np.full(2 * size, recipe.around), 1.0 / scale])
    inputs = torch.from_numpy(((examples.inputs - _shifted(mean, 3 * size)) * stretch).astype(np.float32))
    labels = torch.from_numpy(examples.labels)
    hidden, out = torch.nn.Linear(inputs.shape[1], recipe.hidden), torch.nn.Linear(recipe.hidden, len(LABELS))
    net = torch.nn.Sequential(hidden, torch.nn.ReLU(), torch.nn.Dropout(recipe.dropout), out)
    optimizer = torch.optim.AdamW(net.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay)
    total = recipe.epochs * -(-len(labels) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total)
    for _ in range(recipe.epochs):
        for rows in torch.split(torch.randperm(len(labels)), recipe.batch):
            given = inputs[rows]  # a copy
            given[:, size : 3 * size] *= torch.rand(len(rows), 1) >= recipe.alone
            loss = torch.nn.functional.cross_entropy(net(given), labels[rows])
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            schedule.step()
    stretched = np.concatenate([stretch[: 3 * size], np.ones(features)])
    return {
        "mean": mean,
        "scale": scale,
        "hidden": _array(hidden.weight).T * stretched[:, None],
        "hidden_bias": _array(hidden.bias),
        "out": _array(out.weight).T,
        "out_bias": _array(out.bias),
    }


def calibrate(
    logits: NDArray[np.float64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Slope and shift, (3,) each, of the outputs (n, 3) that make the classes (n,) most probable."""
    import torch

    outputs, gold = torch.from_numpy(logits), torch.from_numpy(labels)
    slope = torch.ones(len(LABELS), dtype=torch.float64, requires_grad=True)
    shift = torch.zeros(len(LABELS), dtype=torch.float64, requires_grad=True)
    optimizer: Any = torch.optim.LBFGS([slope, shift], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> float:
        optimizer.zero_grad()
        found = torch.nn.functional.cross_entropy(outputs * slope + shift, gold)
        torch.autograd.backward(found)
        return found.item()

    optimizer.step(loss)
    return _array(slope), _array(shift)


def _fold_logits(file: Path, name: str, seen: _Examples, unseen: _Examples, recipe: Recipe) -> NDArray[np.float64]:
    """Outputs, before calibration, on a fold that was not trained on."""

    def compute() -> NDArray[np.float64]:
        plain = Network(**fit(seen, recipe), slope=np.ones(len(LABELS)), shift=np.zeros(len(LABELS)))
        return np.log(np.maximum(plain.probabilities(unseen.inputs), np.finfo(np.float64).tiny))

    return _stage(file, name, compute)


def _examples(debate: Debate, embedder: Embedder, out: Path) -> _Examples:
    name = _digest([str(embedder.identity), *debate.texts])
    file = out / f"embedded-{_digest([debate.name])[:16]}.safetensors"
    vectors = _stage(file, name, lambda: embedder.embed_passages(debate.texts))
    order = [list(range(len(debate.texts)))]
    labels = np.array([LABELS.index(statement.label) for statement in debate.statements], dtype=np.int64)
    _LOG.info("%s: %d sentences", debate.name, len(labels))
    return _Examples(arrange(order, vectors, statement_features(debate.texts)), labels)


def _joined(parts: Sequence[_Examples]) -> _Examples:
    return _Examples(np.concatenate([one.inputs for one in parts]), np.concatenate([one.labels for one in parts]))


def _stage(file: Path, name: str, compute: Callable[[], NDArray[Any]]) -> NDArray[Any]:
    """What the stage of that name gave, from its file, or else computed and written to it."""
    try:
        with safe_open(file, framework="np") as stored:
            metadata: Mapping[str, str] = stored.metadata() or {}
            if metadata.get("stage") == name:
                found: NDArray[Any] = stored.get_tensor("result")
                return found
    except (SafetensorError, OSError):
        pass  # not there, or cut off: made anew
    result = compute()
    write_bytes(file, save({"result": np.ascontiguousarray(result)}, {"stage": name}))
    return result


def _fingerprint(recipe: Recipe, debates: Sequence[Debate], embedder: Embedder) -> str:
    lines = [json.dumps(asdict(recipe), sort_keys=True), str(embedder.identity), json.dumps(FEATURES)]
    lines += [f"{one.label} {one.text}" for debate in debates for one in debate.statements]
    return _digest(lines)


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _shifted(mean: NDArray[np.float64], before: int) -> NDArray[np.float64]:
    return np.concatenate([np.zeros(before), mean])


def _array(tensor: Any) -> NDArray[np.float64]:
    found: NDArray[np.float64] = tensor.detach().numpy().astype(np.float64)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error."""
    plain = Recipe()
    parser = argparse.ArgumentParser(prog="python -m models.train.worthiness", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with claimbuster_crowdsourced.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder for the stages and the weights")
    parser.add_argument("--seed", type=int, default=plain.seed)
    parser.add_argument("--threads", type=int, default=1, help="threads of torch")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        embedder = SentenceEmbedder(threads=given.threads)
        train(given.data, given.out, recipe=Recipe(seed=given.seed), embedder=embedder)
    except ModelError as error:
        return failed(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())

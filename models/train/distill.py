"""`python -m models.train.distill`: trains the screen, a small cross-encoder that says what the judge would say.

1. Pairs: the texts of labelled ones, and windows that a retrieval finds (`models.train.retrieved`).
2. The judge reads them all; its probabilities are kept (`models.train.soft`).
3. All weights of the student but its word embeddings learn them: the divergence of its probabilities from the
   judge's, both softened by a temperature (Hinton et al. 2015). It starts from the embedder's weights, which are
   MiniLM's (Wang et al. 2020).

Started again with the same arguments, each step goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import random
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from models.evaluate import LABELS
from models.nli import load_nli
from models.nli_sources import foreign_errors, load_classifier, load_tokenizer
from models.pairs import NliPair
from models.registry import spec
from models.store import locate
from models.train.audit import audit, never_trained_on, table
from models.train.batches import tokenize
from models.train.checkpoint import write_bytes, write_tensors
from models.train.options import add_shared_options, to_the_end
from models.train.precision import Precision
from models.train.retrieved import Texts, retrieved
from models.train.run import CHECKPOINT, Loss, Outcome, Run
from models.train.soft import smoothed, soft_labels
from models.train.sources import DEFAULT_MIX, gather, pair_key, quota

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    from models.tiles import Encoded
    from models.types import NliLabel

_LOG = logging.getLogger(__name__)
_BACKBONE: Final = "all-MiniLM-L6-v2"
GOLD: Final = "labels"
"""In the teacher's place: the labels of the labelled pairs themselves, without windows."""
_TOKENIZER_FILES: Final = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")
_LEAST: Final = 1e-6  # of a probability, before its logarithm

_FROM_COMMAND_LINE: Final = (
    *("seed", "learning_rate", "batch_pieces", "max_pieces", "precision"),
    *("passes", "temperature"),
)

DEFAULT_WINDOWS: Final[Mapping[str, int]] = MappingProxyType(
    {"fever_train_joined": 24_000, "fever_train_nei_retrieved": 8_000, "check_covid": 1_500, "covid_fact": 1_500}
)


@dataclass(frozen=True, slots=True)
class Distillation:
    """Everything that decides the weights besides the data and the teacher. `windows` says how many retrieved windows
    are made of the texts of each set."""

    mix: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_MIX))
    windows: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WINDOWS))
    seed: int = 0
    max_pieces: int = 192
    max_premise_words: int = 170
    batch_pieces: int = 3072
    chunk: int = 8000
    passes: int = 1
    learning_rate: float = 2e-4
    weight_decay: float = 0.01
    warmup: float = 0.05
    max_gradient_norm: float = 1.0
    temperature: float = 2.0
    precision: Precision = "float32"


def distill(
    data: Path,
    out: Path,
    *,
    recipe: Distillation,
    teacher: str | Path = "judge",
    made: Mapping[Path, int] = MappingProxyType({}),
    minutes: float | None = None,
    backbone: Path | None = None,
    threads: int | None = None,
    checkpoint_every: int = 50,
    should_stop: Callable[[], bool] = lambda: False,
) -> Outcome | None:
    """Goes over the pairs, or trains until `minutes` have been spent on it in all, or `should_stop` says so; None
    where that was before the teacher had read everything.

    The teacher is an NLI model, or GOLD: a first stage on labels alone, whose `out` can then be the `backbone` of a
    second one. `out` gets the teacher's probabilities, the checkpoint and, when the run is over, the student: a
    folder of a Hugging Face model in fp16 with its tokenizer and a record of the run. The other arguments are those
    of `models.train.recipe.train`. Raises what that raises.
    """
    drawn, counts = _drawn(data, recipe, made)
    out.mkdir(parents=True, exist_ok=True)
    texts = list(drawn)
    soft: NDArray[np.float32] | None
    if teacher == GOLD:
        soft = smoothed([label for label in drawn.values() if label is not None])
    else:
        soft = soft_labels(texts, teacher, out / "soft", threads=threads, should_stop=should_stop)
    if soft is None:
        return None
    folder = locate(spec(_BACKBONE)) if backbone is None else backbone
    model, tokenizer = _student(folder, recipe.seed, threads)
    encoded = tokenize(texts, tokenizer, max_pieces=recipe.max_pieces)
    run = Run(
        model,
        tokenizer,
        encoded,
        softened_divergence(soft, recipe.temperature),
        recipe,
        checkpoint=out / CHECKPOINT,
        name=_fingerprint(recipe, encoded, soft, folder),
    )
    if run.go(minutes=minutes, checkpoint_every=checkpoint_every, should_stop=should_stop):
        record = {
            "recipe": asdict(recipe),
            "teacher": teacher if teacher == GOLD else str(load_nli(teacher).identity),
            "drawn": counts,
            "outcome": asdict(run.outcome()),
        }
        _write_student(model, folder, out, record)
    return run.outcome()


def softened_divergence(soft: NDArray[np.float32], temperature: float) -> Loss:
    """T² times the Kullback-Leibler divergence of the student's softened probabilities from the teacher's, (n, 3)."""
    import torch

    logarithms = torch.log(torch.from_numpy(soft).clamp_min(_LEAST))
    wanted = torch.log_softmax(logarithms / temperature, dim=-1)

    def loss(logits: Tensor, batch: Sequence[int]) -> Tensor:
        told = torch.log_softmax(logits / temperature, dim=-1)
        return temperature**2 * torch.nn.functional.kl_div(
            told, wanted[list(batch)], reduction="batchmean", log_target=True
        )

    return loss


def _drawn(
    data: Path, recipe: Distillation, made: Mapping[Path, int]
) -> tuple[dict[Texts, NliLabel | None], dict[str, int]]:
    """All pairs to learn from, in the order of training, with their labels where they have one, and how many came
    from where; none of them held out."""
    labelled, counts = gather(data, recipe.mix, seed=recipe.seed, max_premise_words=recipe.max_premise_words, made=made)
    _LOG.info("%s", table(audit(data, recipe.mix, labelled)))
    kept = never_trained_on(data)
    drawn: dict[Texts, NliLabel | None] = {(pair.premise, pair.hypothesis): pair.label for pair in labelled}
    before = len(drawn)
    for one in retrieved(data, recipe.windows, seed=recipe.seed, max_premise_words=recipe.max_premise_words):
        if pair_key(NliPair(*one, "neutral")) not in kept:
            drawn.setdefault(one)
    order = list(drawn)
    random.Random(recipe.seed).shuffle(order)  # noqa: S311 - an order, not a secret
    return {one: drawn[one] for one in order}, {**counts, "retrieved": len(drawn) - before}


def _student(backbone: Path, seed: int, threads: int | None) -> tuple[Any, Any]:
    with foreign_errors(backbone.name, backbone):
        import torch
        from transformers import AutoConfig

        torch.manual_seed(seed)
        names = dict(enumerate(LABELS))
        config = AutoConfig.from_pretrained(
            backbone,
            local_files_only=True,
            trust_remote_code=False,
            id2label=names,
            label2id={label: index for index, label in names.items()},
        )
        # A pass or two over soft labels overfits nothing, and drawing masks takes a CPU a good part of a step.
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
        model = load_classifier(backbone, config, threads, complete=None)
        model.get_input_embeddings().weight.requires_grad = False
        return model, load_tokenizer(backbone, backbone.name)


def _write_student(model: Any, backbone: Path, out: Path, record: Mapping[str, object]) -> None:
    import torch

    weights = {name: tensor.to(torch.float16) for name, tensor in model.state_dict().items()}
    write_tensors(out / "model.safetensors", weights, {"format": "pt"})
    config = model.config.to_dict()
    config.pop("_name_or_path", None)
    config["architectures"] = [type(model).__name__]
    config["dtype"] = "float16"
    for name, content in (("config.json", config), ("training.json", record)):
        write_bytes(out / name, json.dumps(content, indent=1, sort_keys=True, default=str).encode())
    for name in _TOKENIZER_FILES:
        if (backbone / name).exists():
            shutil.copyfile(backbone / name, out / name)


def _fingerprint(recipe: Distillation, encoded: Sequence[Encoded], soft: NDArray[np.float32], backbone: Path) -> str:
    """Names a run: two with the same name would train the same weights."""
    digest = hashlib.sha256(json.dumps(asdict(recipe), sort_keys=True).encode())
    for one in encoded:
        digest.update(f"{one.ids}".encode())
    digest.update(soft.tobytes())
    digest.update((backbone / "model.safetensors").read_bytes())
    return digest.hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """The code that `models.train.options.to_the_end` gives."""
    given = _parser().parse_args(arguments)
    recipe = Distillation(
        mix=dict(given.source or ({} if given.made else DEFAULT_MIX)),
        windows=_windows(given.windows, given.teacher),
        **{name: getattr(given, name) for name in _FROM_COMMAND_LINE},
    )
    return to_the_end(
        lambda should_stop: distill(
            given.data,
            given.out,
            recipe=recipe,
            teacher=given.teacher,
            made=dict(given.made),
            minutes=given.minutes,
            backbone=given.backbone,
            threads=given.threads,
            checkpoint_every=given.checkpoint_every,
            should_stop=should_stop,
        )
    )


def _windows(given: Sequence[tuple[str, int]] | None, teacher: str) -> Mapping[str, int]:
    if given is None and teacher != GOLD:
        return dict(DEFAULT_WINDOWS)
    return dict(given or ())


def _parser() -> argparse.ArgumentParser:
    plain = Distillation()
    parser = argparse.ArgumentParser(prog="python -m models.train.distill", description=__doc__)
    add_shared_options(parser, plain)
    parser.add_argument("--teacher", default="judge", help=f"judge, the folder of a model or adapter, or {GOLD}")
    parser.add_argument(
        "--windows", type=quota, action="append", metavar="NAME=N", help="windows of a set's texts; repeatable"
    )
    parser.add_argument("--temperature", type=float, default=plain.temperature)
    return parser


if __name__ == "__main__":
    sys.exit(main())

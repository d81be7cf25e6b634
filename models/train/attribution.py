"""The recipe of the attribution tagger.

    python -m models.train.attribution --data polnear_train.jsonl.gz --out models/attribution

Both linear models are trained by Adagrad (Duchi, Hazan and Singer 2011) on the negative log-likelihood. A token inside
the content of a marked attribution is no example for the first: whether it is a cue of its own was not marked.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import logging
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from safetensors.numpy import save_file

from models.attribution.features import ROWS, RoleFeatures, cue_features
from models.attribution.tagger import ROLES, WEIGHTS, Weights
from models.attribution.view import View
from models.english import EnglishPipeline
from models.quotes import quoted_tokens

if TYPE_CHECKING:
    from models.types import ParsedSentence

_log = logging.getLogger(__name__)

Spans = Sequence[Sequence[int]]
Marked = Mapping[str, Spans]  # "source", "cue" and "content", each a list of [start, end)

_BATCH: Final = 2048
_RATE: Final = 0.1
_CUE_EPOCHS: Final = 6
_ROLE_EPOCHS: Final = 4
_ARTICLES_AT_ONCE: Final = 40


@dataclass(slots=True)
class Examples:
    """Rows of features in one run, where each example starts in it, and its label."""

    rows: array[int] = field(default_factory=lambda: array("i"))
    starts: array[int] = field(default_factory=lambda: array("q"))
    labels: array[int] = field(default_factory=lambda: array("b"))

    def add(self, rows: Sequence[int], label: int) -> None:
        self.starts.append(len(self.rows))
        self.rows.extend(rows)
        self.labels.append(label)


@dataclass(slots=True)
class Drawn:
    """The examples of some articles."""

    cues: Examples = field(default_factory=Examples)
    roles: Examples = field(default_factory=Examples)

    def add_article(self, text: str, sentences: Sequence[ParsedSentence], marked: Sequence[Marked]) -> None:
        for sentence, quoted in zip(sentences, quoted_tokens(text, sentences), strict=True):
            view = View(sentence, quoted)
            found = [parts for one in marked if (parts := _parts(view, one))]
            self._add_cues(view, found)
            for parts in found:
                self._add_roles(view, parts)

    def _add_cues(self, view: View, found: Sequence[Mapping[int, int]]) -> None:
        heads = {head for parts in found if (head := cue_head(view, parts)) is not None}
        inside = {at for parts in found for at, role in parts.items() if ROLES[role] == "content"}
        for at in range(len(view.tokens)):
            if view.may_be_cue(at) and (at in heads or at not in inside):
                self.cues.add(cue_features(view, at), at in heads)

    def _add_roles(self, view: View, parts: Mapping[int, int]) -> None:
        head = cue_head(view, parts)
        if head is not None:
            features = RoleFeatures(view, head)
            for at in range(len(view.tokens)):
                self.roles.add(features.of(at), parts.get(at, 0))


def _parts(view: View, marked: Marked) -> dict[int, int]:
    """The roles of the tokens that an attribution reaches."""
    parts: dict[int, int] = {}
    if not view.tokens:
        return parts
    first, last = view.tokens[0].span.start, view.tokens[-1].span.end
    for role in ROLES[1:]:
        for start, end in marked[role]:
            if start < last and first < end:
                for at, token in enumerate(view.tokens):
                    if start < token.span.end and token.span.start < end:
                        parts[at] = ROLES.index(role)
    return parts


def cue_head(view: View, parts: Mapping[int, int]) -> int | None:
    """The token that stands for a cue of several words: the first verb whose head is outside, or else the first word
    that can be one."""
    cue = [at for at, role in parts.items() if ROLES[role] == "cue" and view.may_be_cue(at)]
    tops = [at for at in cue if view.tokens[at].head == at or view.tokens[at].head not in cue] or cue
    return next((at for at in tops if view.tokens[at].pos == "VERB"), tops[0] if tops else None)


def fit(examples: Examples, outputs: int, *, epochs: int, seed: int = 0) -> np.ndarray:
    """Weights (ROWS, outputs) float32; one output is a logistic model, more are a softmax."""
    generator = torch.Generator().manual_seed(seed)
    rows = torch.from_numpy(np.frombuffer(examples.rows, np.int32).copy())
    bounds = torch.from_numpy(np.append(np.frombuffer(examples.starts, np.int64), len(rows)))
    labels = torch.from_numpy(np.frombuffer(examples.labels, np.int8).astype(np.int64))
    lengths = bounds[1:] - bounds[:-1]
    table = torch.nn.EmbeddingBag(ROWS, outputs, mode="sum")
    torch.nn.init.zeros_(table.weight)
    optimizer = torch.optim.Adagrad(table.parameters(), lr=_RATE)
    for epoch in range(epochs):
        total = 0.0
        order = torch.randperm(len(labels), generator=generator)
        for start in range(0, len(labels), _BATCH):
            chosen = order[start : start + _BATCH]
            length = lengths[chosen]
            offsets = torch.cumsum(length, 0) - length
            places = torch.repeat_interleave(bounds[chosen] - offsets, length) + torch.arange(int(length.sum()))
            loss = _loss(table(rows[places], offsets.int()), labels[chosen])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            total += float(loss.detach()) * len(chosen)
        _log.info("epoch %d: loss %.4f over %d examples", epoch + 1, total / len(labels), len(labels))
    found: np.ndarray = table.weight.detach().numpy()
    return found


def _loss(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    if scores.shape[1] == 1:
        return torch.nn.functional.binary_cross_entropy_with_logits(scores[:, 0], labels.float())
    return torch.nn.functional.cross_entropy(scores, labels)


def train(drawn: Drawn, *, cue_epochs: int = _CUE_EPOCHS, role_epochs: int = _ROLE_EPOCHS) -> Weights:
    """The weights of both models; the same for the same examples."""
    cue = fit(drawn.cues, 1, epochs=cue_epochs)[:, 0]
    return Weights(cue, fit(drawn.roles, len(ROLES), epochs=role_epochs))


def write_weights(weights: Weights, folder: Path) -> Path:
    """Writes `weights.safetensors` in fp16 and returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / WEIGHTS
    save_file({"cue": weights.cue.astype(np.float16), "role": weights.role.astype(np.float16)}, path)
    return path


def read_articles(path: Path) -> Iterator[tuple[str, Sequence[Marked]]]:
    """(text, attributions) of each line of a gzip-compressed file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"], row["attributions"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains on every article of a file and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m models.train.attribution", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="articles with attributions, gzip-compressed JSONL")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    english, drawn = EnglishPipeline(), Drawn()
    rest = read_articles(given.data)
    while some := list(islice(rest, _ARTICLES_AT_ONCE)):
        parsed = english.parse_all([text for text, _ in some])
        for (text, marked), sentences in zip(some, parsed, strict=True):
            drawn.add_article(text, sentences, marked)
    path = write_weights(train(drawn), given.out)
    _log.info("wrote %s, sha256 %s", path, hashlib.sha256(path.read_bytes()).hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main())

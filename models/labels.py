"""Reads the order of the labels from a model, and turns its outputs into stances."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from models.errors import ModelDamaged, ModelMissing, ModelUnsuitable
from models.types import NliLabel, Stance

_NAMES: dict[str, NliLabel] = {
    "entailment": "entailment",
    "entail": "entailment",
    "entails": "entailment",
    "neutral": "neutral",
    "contradiction": "contradiction",
    "contradict": "contradiction",
    "contradicts": "contradiction",
    "not_entailment": "neutral",
    "non_entailment": "neutral",
}
_DIGITS = 6

LABELS_FILE = "labels.json"


def label_order(id2label: Mapping[int, str], *, owner: str) -> tuple[NliLabel, ...]:
    """The label of each output: three in any order, or entailment and not-entailment (which becomes neutral).

    Case, spaces and hyphens do not matter. Raises ModelUnsuitable for anything else, LABEL_0 and its like included.
    """
    found = [id2label[index] for index in sorted(id2label)]
    names = [str(name).strip().lower().replace("-", "_").replace(" ", "_") for name in found]
    order = [_NAMES.get(name) for name in names]
    known = tuple(label for label in order if label is not None)
    outputs_numbered = sorted(id2label) == list(range(len(found)))
    three = sorted(known) == ["contradiction", "entailment", "neutral"]
    two = sorted(known) == ["entailment", "neutral"] and any(name.startswith("no") for name in names)
    if len(known) != len(found) or not outputs_numbered or not (three or two):
        raise ModelUnsuitable(
            f"{owner}: expected the labels entailment, neutral and contradiction (or entailment and not_entailment), "
            f"found {', '.join(map(str, found)) or 'none'}",
            hint="Write the model's true label names into id2label of its config.json; its card or training code "
            "tells their order.",
        )
    return known


def read_labels(file: Path, *, owner: str) -> tuple[NliLabel, ...]:
    """The label order of an adapter, from the {"0": "entailment", ...} beside it."""
    hint = f'Write the adapter\'s label order into {LABELS_FILE}, such as {{"0": "entailment", ...}}.'
    try:
        parsed = json.loads(file.read_text(encoding="utf-8"))
        names = {int(index): str(name) for index, name in parsed.items()}
    except FileNotFoundError as error:
        raise ModelMissing(f"{owner}: expected {LABELS_FILE} beside the adapter, found none", hint=hint) from error
    except (OSError, ValueError, AttributeError) as error:
        raise ModelDamaged(f"{owner}: expected label names in {LABELS_FILE}, found {error}", hint=hint) from error
    return label_order(names, owner=owner)


def stance(logits: Sequence[float], order: Sequence[NliLabel], *, owner: str) -> Stance:
    """Softmax in double precision, rounded to six digits; neutral takes what the rounding leaves.

    Raises ModelDamaged where an output is no finite number.
    """
    if not all(map(math.isfinite, logits)):
        raise ModelDamaged(
            f"{owner}: expected finite outputs, found {list(logits)}", hint="Get the model's weights again."
        )
    peak = max(logits)
    weights = [math.exp(value - peak) for value in logits]
    part = dict(zip(order, (weight / sum(weights) for weight in weights), strict=True))
    entailment = round(part.get("entailment", 0.0), _DIGITS)
    contradiction = round(part.get("contradiction", 0.0), _DIGITS)
    return Stance(entailment, max(0.0, round(1.0 - entailment - contradiction, _DIGITS)), contradiction)

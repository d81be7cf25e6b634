"""`python -m models.contrast`: labelled pairs made from real sentences of the training splits."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from models.contrast.entity import gather_names
from models.contrast.making import counts, make
from models.contrast.sources import grounds_of, load
from models.contrast.types import Contrast
from models.errors import ModelError
from models.train.options import failed


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error."""
    given = _parser().parse_args(arguments)
    try:
        material = load(given.data)
        grounds = list(grounds_of(material))
        names = gather_names(material.sentences)
        made = make(grounds, material.pairs, names, count=given.pairs, seed=given.seed)
    except ModelError as error:
        return failed(error)
    write(given.out, made)
    sys.stdout.write(table(made))
    return 0


def write(path: Path, contrasts: Iterable[Contrast]) -> None:
    """JSON lines, gzip-compressed; the same contrasts give the same bytes."""
    with path.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as lines:
        for one in contrasts:
            row = {
                "premise": one.premise, "hypothesis": one.hypothesis, "label": one.label,
                "source": f"contrast/{one.family}/{one.rule}", "split": "train",
            }  # fmt: skip
            lines.write((json.dumps(row, ensure_ascii=False) + "\n").encode())


def table(contrasts: Sequence[Contrast]) -> str:
    """How many there are of each label, by family and rule."""
    labels = ("entailment", "neutral", "contradiction")
    rows = [f"{'family/rule':28}" + "".join(f"{label:>15}" for label in labels)]
    for name, found in counts(contrasts).items():
        rows.append(f"{name:28}" + "".join(f"{found[label]:15}" for label in labels))
    return "\n".join([*rows, f"{len(contrasts)} pairs", ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.contrast", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the NAME.jsonl.gz files of the sources")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.jsonl.gz")
    parser.add_argument("--pairs", type=int, default=24_000)
    parser.add_argument("--seed", type=int, default=20261124)
    return parser


if __name__ == "__main__":
    sys.exit(main())

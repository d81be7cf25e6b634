"""`python -m models.train`: trains an adapter; started again with the same arguments, it goes on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models.train.options import add_shared_options, to_the_end
from models.train.recipe import Recipe, train
from models.train.sources import DEFAULT_MIX


def main(arguments: Sequence[str] | None = None) -> int:
    """The code that `models.train.options.to_the_end` gives."""
    given = parser().parse_args(arguments)
    recipe = recipe_of(given)
    return to_the_end(
        lambda should_stop: train(
            given.data,
            given.out,
            recipe=recipe,
            made=dict(given.made),
            minutes=given.minutes,
            init=given.init,
            backbone=given.backbone,
            threads=given.threads,
            checkpoint_every=given.checkpoint_every,
            should_stop=should_stop,
        )
    )


def recipe_of(given: argparse.Namespace) -> Recipe:
    """What the options ask for. Beside pairs that were made, only the sets that are named are drawn."""
    return Recipe(
        mix=dict(given.source or ({} if given.made else DEFAULT_MIX)),
        seed=given.seed,
        learning_rate=given.learning_rate,
        batch_pieces=given.batch_pieces,
        max_pieces=given.max_pieces,
        passes=given.passes,
        dropout=given.dropout,
        precision=given.precision,
    )


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    plain = Recipe()
    made = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    add_shared_options(made, plain)
    made.add_argument("--init", type=Path, help="adapter to start from, models/judge for instance")
    made.add_argument("--dropout", type=float, default=plain.dropout, help="of the backbone's own layers")
    return made


if __name__ == "__main__":
    sys.exit(main())

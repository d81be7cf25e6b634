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
    given = _parser().parse_args(arguments)
    recipe = Recipe(
        mix=dict(given.source or ({} if given.made else DEFAULT_MIX)),
        seed=given.seed,
        learning_rate=given.learning_rate,
        batch_pieces=given.batch_pieces,
        max_pieces=given.max_pieces,
        passes=given.passes,
        dropout=given.dropout,
        precision=given.precision,
    )
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


def _parser() -> argparse.ArgumentParser:
    plain = Recipe()
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    add_shared_options(parser, plain)
    parser.add_argument("--init", type=Path, help="adapter to start from, models/judge for instance")
    parser.add_argument("--dropout", type=float, default=plain.dropout, help="of the backbone's own layers")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""`python -m models.train`: trains an adapter; started again with the same arguments, it goes on."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from models.errors import ModelError
from models.train.precision import PRECISIONS
from models.train.recipe import Recipe, train
from models.train.sources import DEFAULT_MIX, quota


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error, 3 stopped before the end (start again to go on)."""
    given = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    recipe = Recipe(
        mix=dict(given.source) if given.source else dict(DEFAULT_MIX),
        seed=given.seed,
        learning_rate=given.learning_rate,
        batch_pieces=given.batch_pieces,
        max_pieces=given.max_pieces,
        dropout=given.dropout,
        precision=given.precision,
    )
    try:
        outcome = train(
            given.data,
            given.out,
            recipe=recipe,
            made=dict(given.made),
            minutes=given.minutes,
            init=given.init,
            backbone=given.backbone,
            threads=given.threads,
            checkpoint_every=given.checkpoint_every,
            should_stop=stop.is_set,
        )
    except ModelError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        return 1
    logging.getLogger(__name__).info("%s", outcome)
    return 3 if stop.is_set() and not outcome.finished else 0


def _parser() -> argparse.ArgumentParser:
    plain = Recipe()
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the NAME.jsonl.gz files of the sources")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the adapter")
    parser.add_argument(
        "--source", type=quota, action="append", metavar="NAME=N", help="a set and its number of pairs; repeatable"
    )
    parser.add_argument(
        "--made",
        type=_made,
        action="append",
        default=[],
        metavar="FILE=N",
        help="a file of pairs made from these sets, and its number of pairs; repeatable",
    )
    parser.add_argument("--minutes", type=float, help="stop and write the adapter after so much training in all")
    parser.add_argument("--init", type=Path, help="adapter to start from, models/judge for instance")
    parser.add_argument("--backbone", type=Path, help="folder to use in place of the pinned backbone")
    parser.add_argument("--seed", type=int, default=plain.seed)
    parser.add_argument("--learning-rate", type=float, default=plain.learning_rate)
    parser.add_argument("--batch-pieces", type=int, default=plain.batch_pieces, help="word pieces a batch")
    parser.add_argument("--max-pieces", type=int, default=plain.max_pieces, help="word pieces a pair; the rest is cut")
    parser.add_argument("--dropout", type=float, default=plain.dropout, help="of the backbone's own layers")
    parser.add_argument(
        "--precision", choices=PRECISIONS, default=plain.precision, help="what the products are computed in"
    )
    parser.add_argument("--checkpoint-every", type=int, default=50, metavar="BATCHES")
    parser.add_argument("--threads", type=int, help="threads of torch; all cores if left out")
    return parser


def _made(text: str) -> tuple[Path, int]:
    name, count = quota(text)
    return Path(name), count


if __name__ == "__main__":
    sys.exit(main())

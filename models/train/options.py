"""What the commands that train have in common: their options, and how they are stopped."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from models.errors import ModelError
from models.train.precision import PRECISIONS
from models.train.run import Outcome, Schedule
from models.train.sources import quota

_LOG: Final = logging.getLogger(__name__)


class _Defaults(Schedule, Protocol):
    @property
    def max_pieces(self) -> int: ...


def add_shared_options(parser: argparse.ArgumentParser, plain: _Defaults) -> None:
    """Adds them with the defaults of a recipe."""
    parser.add_argument("--data", type=Path, required=True, help="folder with the NAME.jsonl.gz files of the sources")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the weights")
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
    parser.add_argument("--minutes", type=float, help="stop and write the weights after so much training in all")
    parser.add_argument("--backbone", type=Path, help="folder to use in place of the pinned backbone")
    parser.add_argument("--seed", type=int, default=plain.seed)
    parser.add_argument("--passes", type=int, default=plain.passes, help="times to go over all pairs")
    parser.add_argument("--learning-rate", type=float, default=plain.learning_rate)
    parser.add_argument("--batch-pieces", type=int, default=plain.batch_pieces, help="word pieces a batch")
    parser.add_argument("--max-pieces", type=int, default=plain.max_pieces, help="word pieces a pair; the rest is cut")
    parser.add_argument(
        "--precision", choices=PRECISIONS, default=plain.precision, help="what the products are computed in"
    )
    parser.add_argument("--checkpoint-every", type=int, default=50, metavar="BATCHES")
    parser.add_argument("--threads", type=int, help="threads of torch; all cores if left out")


def failed(error: ModelError) -> int:
    """Tells an error on stderr; the exit code of a command that ended in it."""
    sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
    return 1


def to_the_end(train: Callable[[Callable[[], bool]], Outcome | None]) -> int:
    """Runs `train` with a log, and hands it what tells that the process was asked to end: a run then writes its
    checkpoint first. 0 done, 1 an error, 3 stopped before the end (start again to go on)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        outcome = train(stop.is_set)
    except ModelError as error:
        return failed(error)
    _LOG.info("%s", outcome)
    return 3 if stop.is_set() and not (outcome and outcome.finished) else 0


def _made(text: str) -> tuple[Path, int]:
    name, count = quota(text)
    return Path(name), count

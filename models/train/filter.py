"""`python -m models.train.filter`: takes hidden support out of pairs that were made neutral without being read.

Kept are all pairs with another label, and the neutral ones of which a first model does not think that the premise
entails the hypothesis.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from models.errors import ModelError
from models.evaluate import LABELS
from models.pairs import NliPair, iterate_pairs, write_pairs
from models.train.options import failed
from models.train.precision import PRECISIONS
from models.train.scoring import Scorer

_LOG = logging.getLogger(__name__)
_CHUNK = 2000


Entailment = Callable[[Sequence[NliPair]], Sequence[float]]


def keep(pairs: Sequence[NliPair], entailment: Entailment, *, max_entailment: float) -> list[NliPair]:
    """The pairs that may stay, in their order; `entailment` is asked about the neutral ones only."""
    neutral = [pair for pair in pairs if pair.label == "neutral"]
    found = entailment(neutral) if neutral else []
    hidden = {pair for pair, probability in zip(neutral, found, strict=True) if probability > max_entailment}
    return [pair for pair in pairs if pair not in hidden]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error."""
    parser = argparse.ArgumentParser(prog="python -m models.train.filter", description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="a file of pairs; only its split train is taken")
    parser.add_argument("--out", type=Path, required=True, help="a .jsonl.gz file to write")
    parser.add_argument("--model", default="judge", help="judge, or the folder of a model or adapter")
    parser.add_argument("--max-entailment", type=float, default=0.5, help="above it a neutral pair is left out")
    parser.add_argument("--limit", type=int, help="read so many pairs at most, from the start of the file")
    parser.add_argument("--precision", choices=PRECISIONS, default="float32")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        pairs = [pair for pair, split in iterate_pairs(given.pairs) if split == "train"]
        chosen = list(islice(pairs, given.limit))
        scorer = Scorer(given.model, precision=given.precision)

        def entailment(asked: Sequence[NliPair]) -> list[float]:
            texts = [(pair.premise, pair.hypothesis) for pair in asked]
            return [float(row[LABELS.index("entailment")]) for row in scorer.probabilities(texts)]

        kept: list[NliPair] = []
        for at in range(0, len(chosen), _CHUNK):
            kept += keep(chosen[at : at + _CHUNK], entailment, max_entailment=given.max_entailment)
            _LOG.info("%d of %d pairs read, %d kept", min(at + _CHUNK, len(chosen)), len(chosen), len(kept))
    except ModelError as error:
        return failed(error)
    write_pairs(given.out, kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m models.train.written`: pairs that were written and judged for this project, over premises of public sets.

The public sets have few refuted and few neutral pairs of real evidence in health and science. The file
`models/judge/written.tsv` has such pairs: a line names the premise by its set and sha256, the label, and the claim,
which is either a text of our own or, after a "#", the sha256 of a hypothesis of these sets. No words of the sets are
in it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from models.errors import ModelError, PairsUnreadable
from models.evaluate import LABELS
from models.pairs import NliPair, iterate_pairs, write_pairs
from models.train.options import failed
from models.train.sources import source
from models.types import NliLabel

_DIGITS: Final = 12
_FIELDS: Final = 4
_LABELS: Final[Mapping[str, NliLabel]] = {label: label for label in LABELS}
_HINT: Final = "Give models/judge/written.tsv: lines of set, premise, label and claim, parted by tabs."


@dataclass(frozen=True, slots=True)
class Written:
    """A pair whose premise is that of a set with this digest; `claim` is a text, or "#" and a hypothesis's digest."""

    source: str
    premise: str
    label: NliLabel
    claim: str


def digest(text: str) -> str:
    """The first twelve hexadecimal digits of a text's sha256."""
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def read_written(path: Path) -> list[Written]:
    """The lines of a file of pairs, in its order. Raises PairsUnreadable, which names the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PairsUnreadable(f"expected a readable file at {path}, found {error}", hint=_HINT) from error
    return [_parsed(line, f"{path.name} line {number}") for number, line in enumerate(lines, start=1)]


def _parsed(line: str, where: str) -> Written:
    fields = line.split("\t")
    if len(fields) != _FIELDS or fields[2] not in _LABELS:
        raise PairsUnreadable(f"{where}: expected set, premise, label and claim, found {line[:80]!r}", hint=_HINT)
    return Written(fields[0], fields[1], _LABELS[fields[2]], fields[3])


def joined(written: Sequence[Written], data: Path) -> Iterator[NliPair]:
    """The pairs with the texts of the sets in `data`, of their training parts only.

    Raises PairsUnreadable for a set that may not be trained on, and for a text that no set has.
    """
    premises: dict[tuple[str, str], str] = {}
    hypotheses: dict[str, str] = {}
    for name in dict.fromkeys(one.source for one in written):
        for pair in _training(name, data):
            premises[name, digest(pair.premise)] = pair.premise
            hypotheses[digest(pair.hypothesis)] = pair.hypothesis
    for one in written:
        premise = premises.get((one.source, one.premise))
        claim = hypotheses.get(one.claim[1:]) if one.claim.startswith("#") else one.claim
        if premise is None or claim is None:
            raise PairsUnreadable(
                f"expected the texts of {one.premise} and {one.claim[:40]!r} in {data}, found no such text",
                hint="Give the folder with the sets that the pairs were written over, in the same version.",
            )
        yield NliPair(premise, claim, one.label)


def _training(name: str, data: Path) -> Iterable[NliPair]:
    splits = source(name).splits
    return (pair for pair, split in iterate_pairs(data / f"{name}.jsonl.gz") if split in splits)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error."""
    parser = argparse.ArgumentParser(prog="python -m models.train.written", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the NAME.jsonl.gz files of the sources")
    parser.add_argument("--written", type=Path, required=True, help="the pairs, models/judge/written.tsv")
    parser.add_argument("--out", type=Path, required=True, help="a .jsonl.gz file to write")
    given = parser.parse_args(arguments)
    try:
        pairs = list(joined(read_written(given.written), given.data))
    except ModelError as error:
        return failed(error)
    write_pairs(given.out, pairs)
    sys.stdout.write(f"{dict(Counter(pair.label for pair in pairs))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

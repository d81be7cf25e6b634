"""Which public sets the judge may be trained on, under which licence, and how many pairs of each are drawn.

The files are those of a folder given by the caller; none of them is part of the project.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Final

from models.errors import PairsUnreadable
from models.evaluate import LABELS
from models.pairs import NliPair, iterate_pairs


@dataclass(frozen=True, slots=True)
class Source:
    """One file, NAME.jsonl.gz. Only pairs of `splits` are trained on; the others of the file are held out.

    `pairs` is how many the recipe draws. A set whose licence forbids commercial use is `non_commercial`: the weights
    ship with the project, so it is for evaluation only, and so is a set without `splits`.
    """

    name: str
    corpus: str
    licence: str
    splits: tuple[str, ...] = ()
    pairs: int = 0
    non_commercial: bool = False


PairKey = tuple[str, str]

_TRAIN: Final = ("train",)
_FEVER: Final = "CC BY-SA 3.0 (FEVER, Wikipedia); the repository states none"
_OANC: Final = "OANC and others (MultiNLI)"

SOURCES: Final[tuple[Source, ...]] = (
    Source("mnli_nyu20k", "MultiNLI train, five genres", f"{_OANC}; the repository states none", _TRAIN, 14_000),
    Source("mnli_pada", "MultiNLI train, five genres", f"{_OANC}; repository MIT", _TRAIN, 9_500),
    Source("olora_nli", "MultiNLI train", f"{_OANC}; repository MIT", _TRAIN, 2_500),
    Source("ling_in_loop", "Linguist-in-the-Loop NLI", "none stated; premises of MultiNLI", _TRAIN, 7_000),
    Source("fever_train_joined", "FEVER train with gold evidence", _FEVER, _TRAIN, 8_000),
    Source("fever_train_nei_retrieved", "FEVER train, retrieved neutrals", _FEVER, _TRAIN, 3_500),
    Source("snli_cat12k", "SNLI train", "CC BY-SA 4.0 (SNLI); repository Apache-2.0", _TRAIN, 3_000),
    Source("infotabs", "InfoTabS train", "Apache-2.0", _TRAIN, 3_000),
    Source("sufficient_facts", "SufficientFacts, HoVer part", "none stated; HoVer CC BY-SA 4.0", _TRAIN, 1_500),
    # Of these two only the development part is public here; it is given to training and never measured on.
    Source("programfc_feverous", "FEVEROUS dev", "CC BY-SA 3.0 (FEVEROUS); repository MIT", ("dev",), 1_500),
    Source("fm2", "Fool Me Twice dev", "Apache-2.0", ("dev",), 1_500),
    Source("cad_nli", "Counterfactually augmented SNLI train", "Apache-2.0; SNLI CC BY-SA 4.0", _TRAIN, 1_500),
    Source("check_covid", "Check-COVID train", "MIT", _TRAIN),
    Source("covid_fact", "COVID-Fact train, refuted claims machine-altered", "none stated", _TRAIN),
    Source("nli4ct", "NLI4CT train", "none stated; ClinicalTrials.gov is in the public domain", _TRAIN),
    Source("conjnli", "ConjNLI train, automatic", "MIT", _TRAIN),
    Source("help", "HELP, automatic", "CC BY-SA 4.0", _TRAIN),
    Source("wice", "WiCE train", "ODC-BY; text CC BY-SA and Common Crawl", _TRAIN),
    Source("mnli_dev", "MultiNLI dev", _OANC),
    Source("fever_rte_dev", "FEVER dev", _FEVER),
    Source("fever_symmetric", "FEVER-Symmetric", "CC BY-SA 3.0"),
    Source("snli_devtest_esnli", "SNLI dev and test", "CC BY-SA 4.0"),
    Source("liar_plus", "LIAR-PLUS", "CC0-1.0"),
    Source("scifact", "SciFact", "CC BY-NC 2.0", non_commercial=True),
    Source("anli_test", "ANLI dev and test", "CC BY-NC 4.0", non_commercial=True),
    Source("sick", "SICK", "CC BY-NC-SA", non_commercial=True),
    Source("xnli_en", "XNLI English", "CC BY-NC 4.0", non_commercial=True),
)

DEFAULT_MIX: Final[Mapping[str, int]] = {source.name: source.pairs for source in SOURCES if source.pairs}


def source(name: str) -> Source:
    """A set that may be trained on; PairsUnreadable for one that may not, or that is not in the table."""
    found = next((row for row in SOURCES if row.name == name), None)
    allowed = ", ".join(row.name for row in SOURCES if row.splits and not row.non_commercial)
    hint = f"Train on sets of models/train/sources.py that allow it: {allowed}."
    if found is None:
        raise PairsUnreadable(f"expected a set of the table, found {name!r}", hint=hint)
    if found.non_commercial:
        raise PairsUnreadable(
            f"expected a set whose licence allows weights that anyone may use, found {name} under {found.licence}",
            hint=hint,
        )
    if not found.splits:
        raise PairsUnreadable(f"expected a set to train on, found {name}, which is kept for evaluation", hint=hint)
    return found


def quota(text: str) -> tuple[str, int]:
    """ "NAME=N" as an argument of a command line; raises what argparse shows."""
    name, _, count = text.rpartition("=")
    if not name or not count.isdecimal():
        raise argparse.ArgumentTypeError(f"expected NAME=N, found {text!r}")
    return name, int(count)


def gather(
    data: Path,
    mix: Mapping[str, int],
    *,
    seed: int,
    max_premise_words: int,
    made: Mapping[Path, int] = MappingProxyType({}),
) -> tuple[list[NliPair], dict[str, int]]:
    """The pairs to train on, in the order of training, and how many came from each set.

    Each set gives as many as `mix` says, or all it has, drawn with the seed so that its labels are as even as they can
    be; then come the files `made` from these sets, their rows of split train. Left out are pairs that stand in a
    held-out part of any set of the table in `data` (compared as pairs, case and white space aside), pairs that came
    before in another set, and premises over `max_premise_words`.
    """
    rows = [source(name) for name in mix]
    files = [(row.name, data / f"{row.name}.jsonl.gz", row.splits, mix[row.name]) for row in rows]
    files += [(file.name, file, _TRAIN, count) for file, count in made.items()]
    seen = held_out(data)
    chosen: list[NliPair] = []
    counts: dict[str, int] = {}
    for name, file, splits, count in files:
        drawn = _draw(_usable(file, splits, seen, max_premise_words), count, f"{seed} {name}")
        seen.update(map(pair_key, drawn))
        chosen += drawn
        counts[name] = len(drawn)
    random.Random(seed).shuffle(chosen)  # noqa: S311 - an order, not a secret
    return chosen, counts


def _usable(file: Path, splits: Sequence[str], seen: set[PairKey], max_words: int) -> list[NliPair]:
    fresh: dict[PairKey, NliPair] = {}
    for pair, split in iterate_pairs(file):
        key = pair_key(pair)
        if split in splits and key not in seen and len(pair.premise.split()) < max_words:
            fresh.setdefault(key, pair)
    return list(fresh.values())


def _draw(pairs: Sequence[NliPair], count: int, seed: str) -> list[NliPair]:
    """In turn one of each label, as long as a label has any left."""
    shuffled = random.Random(seed).sample(pairs, len(pairs))  # noqa: S311 - a sample, not a secret
    by_label = [[pair for pair in shuffled if pair.label == label] for label in LABELS]
    turns = (pair for row in zip_longest(*by_label) for pair in row if pair is not None)
    return list(islice(turns, count))


def held_out(data: Path) -> set[PairKey]:
    """The keys of all pairs of the table's files in `data` that may not be trained on."""
    files = ((row, data / f"{row.name}.jsonl.gz") for row in SOURCES)
    return {
        pair_key(pair) for row, file in files if file.exists() for pair in _not_for_training(row, iterate_pairs(file))
    }


def _not_for_training(row: Source, pairs: Iterable[tuple[NliPair, str | None]]) -> Iterable[NliPair]:
    return (pair for pair, split in pairs if row.non_commercial or split not in row.splits)


def pair_key(pair: NliPair) -> PairKey:
    """What makes two pairs the same: premise and hypothesis, case and white space aside."""
    return " ".join(pair.premise.lower().split()), " ".join(pair.hypothesis.lower().split())

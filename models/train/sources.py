"""Which public sets the judge may be trained on, under which licence, and how many pairs of each are drawn.

The files are those of a folder given by the caller; none of them is part of the project.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.errors import PairsUnreadable
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


def gather(
    data: Path, mix: Mapping[str, int], *, seed: int, max_premise_words: int
) -> tuple[list[NliPair], dict[str, int]]:
    """The pairs to train on, in the order of training, and how many came from each set.

    Each set gives as many as `mix` says, or all it has, drawn with the seed. Left out are pairs that stand in a
    held-out part of any set of the table in `data` (compared as pairs, case and white space aside), pairs that came
    before in another set, and premises over `max_premise_words`.
    """
    rows = [source(name) for name in mix]
    seen = set(map(_key, held_out(data)))
    chosen: list[NliPair] = []
    counts: dict[str, int] = {}
    for row in rows:
        fresh = _usable(data / f"{row.name}.jsonl.gz", row.splits, seen, max_premise_words)
        drawn = _draw(fresh, mix[row.name], f"{seed} {row.name}")
        seen.update(map(_key, drawn))
        chosen += drawn
        counts[row.name] = len(drawn)
    random.Random(seed).shuffle(chosen)  # noqa: S311 - an order, not a secret
    return chosen, counts


def held_out(data: Path) -> Iterator[NliPair]:
    """Every pair in `data` of a set of the table that is not for training, or of a part of one that is not."""
    files = ((row, data / f"{row.name}.jsonl.gz") for row in SOURCES)
    for row, file in files:
        if file.exists():
            yield from _not_for_training(row, iterate_pairs(file))


def _usable(file: Path, splits: Sequence[str], seen: set[tuple[str, str]], max_words: int) -> list[NliPair]:
    fresh: dict[tuple[str, str], NliPair] = {}
    for pair, split in iterate_pairs(file):
        key = _key(pair)
        if split in splits and key not in seen and len(pair.premise.split()) < max_words:
            fresh.setdefault(key, pair)
    return list(fresh.values())


def _draw(pairs: Sequence[NliPair], count: int, seed: str) -> list[NliPair]:
    return random.Random(seed).sample(pairs, min(count, len(pairs)))  # noqa: S311 - a sample, not a secret


def _not_for_training(row: Source, pairs: Iterable[tuple[NliPair, str | None]]) -> Iterable[NliPair]:
    return (pair for pair, split in pairs if row.non_commercial or split not in row.splits)


def _key(pair: NliPair) -> tuple[str, str]:
    return " ".join(pair.premise.lower().split()), " ".join(pair.hypothesis.lower().split())

"""Writes a labelled sample of FEVER train for `verifier.evaluate`: `python -m verifier.evaluate_fever --help`.

FEVER (Thorne et al. 2018; CC BY-SA): claims written from Wikipedia, with the sentences that support or refute them.
Only claims of its training split are taken, none that is also in dev. Claims without enough evidence are those that
FEVER's annotators found no evidence for; some of them do have some among the other sentences. The sentences carry no
page title, so many of them name nobody ("He was born in ..."): harder than a document with a title and a beginning.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from verifier.records import dumps

if TYPE_CHECKING:
    from verifier.types import Label

_LABELS: Final[dict[str, Label]] = {"entailment": "SUPPORTED", "contradiction": "REFUTED"}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m verifier.evaluate_fever", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds retrieval/fever_sentences and nli/")
    parser.add_argument("--out", type=Path, required=True, help="folder for claims.jsonl and documents.jsonl")
    parser.add_argument("--claims", type=int, default=200, help="claims of each label")
    parser.add_argument("--documents", type=int, default=8_000, help="sentences in the collection, gold ones included")
    parser.add_argument("--seed", type=int, default=2)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311 -- a sample, not a secret
    options.out.mkdir(parents=True, exist_ok=True)
    sentences = {str(row["_id"]): str(row["text"]) for row in _rows(options.data, "corpus")}
    claims, gold = _sample(options.data, options.claims, chance)
    kept = sorted(gold & sentences.keys())
    others = chance.sample(sorted(sentences.keys() - gold), max(0, options.documents - len(kept)))
    _write(options.out / "claims.jsonl", ({"claim": text, "label": label} for text, label in claims))
    _write(options.out / "documents.jsonl", ({"id": one, "text": sentences[one]} for one in [*kept, *others]))
    return 0


def _sample(data: Path, count: int, chance: random.Random) -> tuple[list[tuple[str, Label]], set[str]]:
    """Shuffled claims with labels, `count` of each, and the ids of their gold sentences."""
    texts = {str(row["_id"]): str(row["text"]) for row in _rows(data, "queries")}
    relevant, dev = _relevant(data, "train"), {texts[one] for one in _relevant(data, "dev") if one in texts}
    labels = _train_labels(data)
    claims: list[tuple[str, Label]] = []
    gold: set[str] = set()
    for found, label in _LABELS.items():
        able = sorted(
            one for one in relevant if texts.get(one) not in dev and labels.get(texts.get(one, "")) == {found}
        )
        for one in chance.sample(able, count):
            claims.append((texts[one], label))
            gold |= relevant[one]
    without = {str(row["hypothesis"]) for row in _lines(data / "nli" / "fever_train_nei_retrieved.jsonl.gz")}
    able = sorted(without - labels.keys() - dev)
    claims += [(text, "NOT_ENOUGH_EVIDENCE") for text in chance.sample(able, count)]
    chance.shuffle(claims)
    return claims, gold


def _train_labels(data: Path) -> dict[str, set[str]]:
    labels: dict[str, set[str]] = defaultdict(set)
    for row in _lines(data / "nli" / "fever_train_joined.jsonl.gz"):
        if row["split"] == "train":
            labels[str(row["hypothesis"])].add(str(row["label"]))
    return dict(labels)


def _relevant(data: Path, split: str) -> dict[str, set[str]]:
    """Claim id to the ids of its gold sentences."""
    found: dict[str, set[str]] = defaultdict(set)
    table = (data / "retrieval" / "fever_sentences" / f"qrels_{split}.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        claim, sentence, _ = line.split("\t")
        found[claim].add(sentence)
    return found


def _rows(data: Path, name: str) -> Iterator[dict[str, object]]:
    return _lines(data / "retrieval" / "fever_sentences" / f"{name}.jsonl.gz")


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _write(path: Path, records: Iterator[dict[str, str]]) -> None:
    path.write_text("".join(f"{dumps(record)}\n" for record in records), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())

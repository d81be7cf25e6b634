"""A small data folder in the layout of the real one; all sentences are our own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ABSTRACTS = (
    {
        "_id": "10",
        "title": "Tea and sleep.",
        "text": "We asked forty adults to drink green tea. Green tea shortened sleep by twenty minutes. "
        "Nothing else was changed. Adults who drank two cups slept worse than the others.",
    },
    {"_id": "11", "title": "Tea and mood.", "text": "Green tea did not change the mood of adults in this study."},
    {"_id": "12", "title": "Bread.", "text": "Bread was baked at a high heat for an hour in every trial."},
)
RATIONALE = "Green tea shortened sleep by twenty minutes. Adults who drank two cups slept worse than the others."


def write_rows(file: Path, rows: Iterable[Mapping[str, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress("".join(f"{json.dumps(row)}\n" for row in rows).encode()))


def write_retrieval(
    folder: Path, corpus: Iterable[Mapping[str, str]], queries: Mapping[str, str], **tables: Sequence[tuple[str, str]]
) -> None:
    write_rows(folder / "corpus.jsonl.gz", corpus)
    write_rows(folder / "queries.jsonl.gz", ({"_id": id_, "text": text} for id_, text in queries.items()))
    for split, pairs in tables.items():
        lines = "".join(f"{claim}\t{document}\t1\n" for claim, document in pairs)
        (folder / f"qrels_{split}.tsv").write_text(f"query-id\tcorpus-id\tscore\n{lines}", encoding="utf-8")


def pair(premise: str, hypothesis: str, label: str, split: str = "dev") -> dict[str, str]:
    return {"premise": premise, "hypothesis": hypothesis, "label": label, "split": split}


def scifact(data: Path) -> Path:
    """Four claims of dev: two with evidence, one without, one of which the pairs say nothing."""
    queries = {
        "1": "Green tea shortened sleep.",
        "2": "Green tea did  change the mood of adults.",
        "3": "Bread makes tall.",
        "4": "Nobody labelled this claim.",
        "5": "A claim of train.",
    }
    write_retrieval(
        data / "retrieval" / "scifact",
        ABSTRACTS,
        queries,
        dev=[("1", "10"), ("1", "11"), ("2", "11"), ("3", "12"), ("4", "12")],
        train=[("5", "12")],
    )
    tea, mood, bread = (f"{one['title']} {one['text']}" for one in ABSTRACTS)
    write_rows(
        data / "nli" / "scifact.jsonl.gz",
        [
            pair(tea, queries["1"], "entailment"),
            pair(RATIONALE, queries["1"], "entailment"),
            pair(mood, "Green tea did change the mood of adults.", "contradiction"),
            pair(bread, queries["3"], "neutral"),
            pair(bread, queries["5"], "neutral", "train"),
        ],
    )
    return data


def fever(data: Path, *, dev: int = 60) -> Path:
    """Towns with a mayor each: two of train with sentences and claims, `dev` of dev with a pair of claims each."""
    write_retrieval(
        data / "retrieval" / "fever_sentences",
        [{"_id": "s0", "title": "", "text": "Town 0 has a mayor."}, {"_id": "s1", "title": "", "text": "It rained."}],
        {"7": "Town 0 has a mayor.", "8": "Town 0 has no mayor.", "9": "Its label is not there."},
        train=[("7", "s0"), ("8", "s0")],
        dev=[("9", "s1")],
    )
    nli = data / "nli"
    write_rows(
        nli / "fever_train_joined.jsonl.gz",
        [
            pair("Town 0 has a mayor.", "Town 0 has a mayor.", "entailment", "train"),
            pair("Town 0 has a mayor.", "Town 0 has no mayor.", "contradiction", "train"),
        ],
    )
    write_rows(nli / "fever_train_nei_retrieved.jsonl.gz", [pair("It rained.", "It may rain.", "neutral", "train")])
    rows = [
        row
        for town in range(1, dev + 1)
        for row in (
            pair(f"Town {town} has a mayor. The river is near town {town}.", f"Town {town} has a mayor.", "entailment"),
            pair(f"Town {town} has a mayor.", f"Town {town} has no mayor.", "contradiction"),
        )
    ]
    two_labels = [pair("It rained.", "Both are said.", label) for label in ("entailment", "contradiction")]
    known = pair("Town 0 has a mayor.", "Town 0 has a mayor.", "entailment")
    write_rows(nli / "fever_rte_dev.jsonl.gz", [*rows, *two_labels, known])
    return data

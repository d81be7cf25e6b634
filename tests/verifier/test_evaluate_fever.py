"""The sample for the evaluation: labels of train, gold sentences in, nothing of dev."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from verifier.evaluate import read_labelled
from verifier.evaluate_fever import main


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


def test_the_sample_has_each_label_its_gold_sentences_and_no_claim_of_dev(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    queries = {"1": "Ada is a pilot.", "2": "Ada is a cook.", "3": "Ada is in dev."}
    sentences = [{"_id": f"s{n}", "text": f"Sentence {n}."} for n in range(9)]
    folder = data / "retrieval" / "fever_sentences"
    write(folder / "queries.jsonl.gz", [{"_id": one, "text": text} for one, text in queries.items()])
    write(folder / "corpus.jsonl.gz", sentences)
    (folder / "qrels_train.tsv").write_text("query-id\tcorpus-id\tscore\n1\ts1\t1\n2\ts2\t1\n3\ts3\t1\n")
    (folder / "qrels_dev.tsv").write_text("query-id\tcorpus-id\tscore\n3\ts3\t1\n")
    labels = {"1": "entailment", "2": "contradiction", "3": "entailment"}
    rows = [
        {"premise": "x", "hypothesis": queries[one], "label": label, "split": "train"} for one, label in labels.items()
    ]
    write(data / "nli" / "fever_train_joined.jsonl.gz", rows)
    write(data / "nli" / "fever_train_nei_retrieved.jsonl.gz", [{"hypothesis": "Ada has a boat."}])

    assert main(["--data", str(data), "--out", str(out), "--claims", "1", "--documents", "5"]) == 0

    labelled = read_labelled((out / "claims.jsonl").read_text().splitlines())
    assert {request.text: label for request, label in labelled} == {
        "Ada is a pilot.": "SUPPORTED",
        "Ada is a cook.": "REFUTED",
        "Ada has a boat.": "NOT_ENOUGH_EVIDENCE",
    }
    documents = [json.loads(line) for line in (out / "documents.jsonl").read_text().splitlines()]
    assert len(documents) == 5
    assert {"s1", "s2"} <= {document["id"] for document in documents}

"""Claims get the labels and the evidence that the data holds for them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verifier.evaluation import making
from verifier.cli.fakes import PlainSentences
from verifier.errors import InputUnreadable
from verifier.evaluation.fever import read_fever
from verifier.evaluation.scifact import read_scifact
from verifier.evaluation.tasks import Gold, LabelledClaim, Task

SENTENCES = PlainSentences()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.fever(making.scifact(tmp_path_factory.mktemp("data")))


def claims(task: Task) -> dict[str, LabelledClaim]:
    return {claim.id: claim for claim in task.claims}


def test_scifact_claims_are_labelled_by_their_pairs(data: Path) -> None:
    task = read_scifact(data, split="dev")
    assert {id_: claim.label for id_, claim in claims(task).items()} == {
        "1": "SUPPORTED",
        "2": "REFUTED",
        "3": "NOT_ENOUGH_EVIDENCE",
    }
    assert [document.id for document in task.documents] == ["10", "11", "12"]
    assert list(claims(read_scifact(data, split="train"))) == ["5"]


def test_scifact_evidence_is_the_abstract_with_its_rationale_even_where_that_is_not_one_piece(data: Path) -> None:
    task = read_scifact(data, split="dev")
    (gold,) = claims(task)["1"].evidence
    assert [span.of(task.documents[0].text) for span in gold.spans] == [
        "Green tea shortened sleep by twenty minutes.",
        "Adults who drank two cups slept worse than the others.",
    ]
    assert claims(task)["2"].evidence == (Gold("11"),)
    assert claims(task)["3"].evidence == ()


def test_fever_dev_is_parted_by_evidence_and_asked_in_part_without_it(data: Path) -> None:
    dev, calibration = (read_fever(data, split=split, splitter=SENTENCES) for split in ("dev", "calibration"))
    assert dev.documents == calibration.documents
    texts = {document.id: document.text for document in dev.documents}
    assert not {claim.text for claim in dev.claims} & {claim.text for claim in calibration.claims}
    both = [*dev.claims, *calibration.claims]
    towns = {f"Town {town} has {what} mayor." for town in range(1, 61) for what in ("a", "no")}
    assert {claim.text for claim in both} <= towns
    withheld = [claim for claim in both if claim.label == "NOT_ENOUGH_EVIDENCE"]
    assert 10 < len(withheld) < 70
    for claim in both:
        said = f"{claim.text.replace(' no ', ' a ')}"
        if claim in withheld:
            assert claim.evidence == ()
            assert said not in texts.values()
        else:
            assert claim.label == ("REFUTED" if " no " in claim.text else "SUPPORTED")
            assert said in [texts[gold.document_id] for gold in claim.evidence]


def test_fever_train_has_labels_of_train_and_claims_that_nothing_was_found_for(data: Path) -> None:
    task = read_fever(data, split="train", splitter=SENTENCES)
    assert {(claim.text, claim.label, claim.evidence) for claim in task.claims} == {
        ("Town 0 has a mayor.", "SUPPORTED", (Gold("s0"),)),
        ("Town 0 has no mayor.", "REFUTED", (Gold("s0"),)),
        ("It may rain.", "NOT_ENOUGH_EVIDENCE", ()),
    }
    assert task.documents == read_fever(data, split="dev", splitter=SENTENCES).documents


def test_a_smaller_sample_is_the_beginning_of_a_greater_one(data: Path) -> None:
    task = read_fever(data, split="dev", splitter=SENTENCES)
    small, great = task.sample(5, seed=1).claims, task.sample(20, seed=1).claims
    assert (len(small), len(great)) == (5, 20)
    assert great[:5] == small
    assert task.sample(5, seed=2).claims != small
    assert len(task.sample(None, seed=1).claims) == len(task.claims)


def test_a_folder_without_the_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="corpus"):
        read_scifact(tmp_path, split="dev")
    making.scifact(tmp_path)
    (tmp_path / "retrieval" / "scifact" / "qrels_dev.tsv").write_text("head\n1 10\n", encoding="utf-8")
    with pytest.raises(InputUnreadable, match="qrels_dev"):
        read_scifact(tmp_path, split="dev")

"""Which claims are taken, and the cases that are made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verifier.evaluation.making import pair, write_rows
from verifier.errors import InputUnreadable
from verifier.evaluation.perturbations.cases import SUITES, make_cases
from verifier.evaluation.perturbations.sources import RealTexts, named, read_texts, words

_TOWNS = tuple(f"El{chr(97 + one // 26)}{chr(97 + one % 26)}on" for one in range(60))


def town(index: int) -> str:
    return f"The Danish school of {_TOWNS[index]} was founded in {1900 + index}."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Schools of FEVER dev, the first of which is in train too, and what must be left out."""
    rows = [pair(f"{town(one)} It has {one + 30} rooms.", town(one), "entailment") for one in range(60)]
    rooms = [f"The mill of {one} has {place + 30} rooms." for place, one in enumerate(_TOWNS)]
    rows += [pair(f"It is old. {room}", room, "entailment") for room in rooms]
    rows += [
        pair("He was born in Elm.", "Per Dahl was born in Elm.", "entailment"),
        pair("The mill is old.", "The mill is new.", "contradiction"),
        pair("The mill is old.", "The mill may be old.", "neutral"),
        pair("The mill of Elm was low.", "The mill of Elm was high.", "entailment", "train"),
    ]
    write_rows(tmp_path / "nli" / "fever_rte_dev.jsonl.gz", rows)
    write_rows(
        tmp_path / "nli" / "fever_train_joined.jsonl.gz", [pair(town(0), town(0).upper(), "entailment", "train")]
    )
    write_rows(tmp_path / "nli" / "fm2.jsonl.gz", [pair("Tea is hot.", "Tea is hot.", "entailment")])
    return tmp_path


def test_only_decided_claims_of_development_sets_whose_evidence_stands_alone_are_taken(data: Path) -> None:
    texts = read_texts(data)
    taken = {one.text for one in texts.claims}
    assert town(0) not in taken
    assert {town(1), "The mill is new."} <= taken
    assert not {"Per Dahl was born in Elm.", "The mill may be old.", "The mill of Elm was high.", "Tea is hot."} & taken


def test_sentences_of_the_evidence_name_whom_they_speak_of(data: Path) -> None:
    found = {one.text: one for one in read_texts(data).sentences}
    assert town(1) in found
    assert found[town(1)].label == "SUPPORTED"
    assert found[town(1)].source == "fever_rte_dev evidence"
    assert not any(text.startswith(("It ", "He ")) for text in found)


def test_data_without_claims_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="expected claims"):
        read_texts(tmp_path)


def test_names_and_words_are_compared_without_case_and_possessives() -> None:
    assert named("Per's boat in 1931 is old.") == {"per", "1931"}
    assert words("Per’s Boat") == {"per", "boat"}


@pytest.mark.parametrize("suite", [suite for suite in SUITES if suite != "distractors"])
def test_each_suite_alters_claims_and_a_smaller_one_begins_a_greater(data: Path, suite: str) -> None:
    texts = read_texts(data)
    many, few = (make_cases(texts, suite, limit=limit, seed=1) for limit in (20, 5))
    assert len(few) == 5
    assert many[:5] == few
    assert all(case.claim != case.altered and case.gold == "SUPPORTED" for case in many)
    assert [case.id for case in many] != [case.id for case in make_cases(texts, suite, limit=20, seed=2)]


def test_a_text_is_used_once_in_a_suite(data: Path) -> None:
    cases = make_cases(read_texts(data), "date", limit=1000, seed=1)
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.claim for case in cases}) == len(cases)


def test_said_is_altered_to_what_was_not_said(data: Path) -> None:
    for case in make_cases(read_texts(data), "attribution", limit=40, seed=1):
        if case.rule == "said":
            assert case.evidence != case.altered
            assert any(word in case.evidence for word in ("that", "According", '"'))


def test_distractors_leave_the_claim_as_it_is_whatever_its_label(data: Path) -> None:
    cases = make_cases(read_texts(data), "distractors", limit=1000, seed=1)
    assert all(case.claim == case.altered for case in cases)
    assert {case.gold for case in cases} == {"SUPPORTED", "REFUTED"}


def test_without_a_fitting_claim_there_is_no_case() -> None:
    assert make_cases(RealTexts((), ()), "number", limit=5, seed=1) == []

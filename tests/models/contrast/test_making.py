"""Contrasts from a small data folder: what is held out is never used, and the same arguments give the same bytes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from models.contrast.__main__ import main
from models.contrast.entity import Names
from models.contrast.making import counts, make
from models.contrast.sources import barred_sentences, grounds_of, load
from models.contrast.text import lowered, sentences, shortened, tidy, usable
from models.contrast.types import Grounds
from models.contrast.verbs import clause
from models.pairs import read_pairs

_YEARS = range(1900, 1960)


def write(file: Path, rows: list[tuple[str, str, str, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        json.dumps({"premise": premise, "hypothesis": hypothesis, "label": label, "split": split})
        for premise, hypothesis, label, split in rows
    )
    file.write_bytes(gzip.compress("\n".join(lines).encode()))


def town(year: int) -> str:
    return f"El{chr(97 + (year - 1900) // 26)}{chr(97 + year % 26)}on"


def school(year: int) -> str:
    return f"The village school of {town(year)} was founded in {year}."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Schools with a year each for training; three are held out: in evidence, as a claim, elsewhere."""
    nli = tmp_path / "nli"
    write(
        nli / "fever_train_joined.jsonl.gz",
        [(f"{school(year)} It has {year - 1800} pupils.", school(year), "entailment", "train") for year in _YEARS],
    )
    write(nli / "fever_rte_dev.jsonl.gz", [(f"It rained. {school(1901)}", school(1902).upper(), "entailment", "dev")])
    write(nli / "unlisted.jsonl.gz", [("It rained.", school(1903), "neutral", "test")])
    return nli


def test_no_pair_is_made_of_a_held_out_premise_or_claim(data: Path, tmp_path: Path) -> None:
    assert len(barred_sentences(data)) == 4
    assert main(["--data", str(data), "--out", str(tmp_path / "made.jsonl.gz"), "--pairs", "600"]) == 0
    made = read_pairs(tmp_path / "made.jsonl.gz")
    assert made
    for year, used in ((1901, False), (1902, False), (1903, False), (1904, True)):
        assert any(f"{town(year)} " in f"{one.premise} {one.hypothesis}" for one in made) is used


def test_a_set_that_may_not_be_trained_on_is_barred_whole(data: Path) -> None:
    write(data / "scifact.jsonl.gz", [("Tea is hot.", school(1910), "entailment", "train")])
    assert not any("1910" in one.text for one in grounds_of(load(data)))
    assert any("1911" in one.text for one in grounds_of(load(data)))


def test_single_sentences_of_the_corpus_are_used_unless_they_are_held_out(data: Path) -> None:
    corpus = data.parent / "retrieval" / "fever_sentences" / "corpus.jsonl.gz"
    corpus.parent.mkdir(parents=True)
    texts = (school(1902), "The mill, which is old, was built in 1880.")
    corpus.write_bytes(gzip.compress("\n".join(json.dumps({"text": text}) for text in texts).encode()))
    assert load(data).sentences == (texts[1],)


def test_the_same_seed_writes_the_same_bytes_and_another_one_others(data: Path, tmp_path: Path) -> None:
    written = []
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        out = tmp_path / f"{name}.jsonl.gz"
        main(["--data", str(data), "--out", str(out), "--pairs", "300", "--seed", seed])
        written.append(out.read_bytes())
    assert written[0] == written[1] != written[2]


def test_the_rows_say_how_they_were_made_and_the_table_counts_them(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made.jsonl.gz"
    main(["--data", str(data), "--out", str(out), "--pairs", "300"])
    rows = [json.loads(line) for line in gzip.decompress(out.read_bytes()).decode().splitlines()]
    assert {row["split"] for row in rows} == {"train"}
    assert all(row["source"].split("/")[0] == "contrast" for row in rows)
    assert f"{len(rows)} pairs" in capsys.readouterr().out


def test_unreadable_data_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fever_rte_dev.jsonl.gz").write_bytes(b"no gzip")
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "expected a readable file" in capsys.readouterr().err


def test_no_text_is_made_twice_and_each_label_has_its_third_at_most() -> None:
    grounds = [Grounds(f"{school(year)} It has {year - 1800} pupils.", school(year)) for year in _YEARS]
    made = make(grounds, [], Names({}), count=300, seed=1)
    assert len({(one.premise, one.hypothesis) for one in made}) == len(made)
    table = counts(made)
    assert set(table["date"]) == {"entailment", "neutral", "contradiction"}
    assert max(table["date"].values()) <= 300 * 18 // 91 // 3 + 1


def test_sentences_are_parted_and_repeated_ones_dropped() -> None:
    assert sentences("Dr. Moe came. He sat. Dr. Moe came.") == ("Dr. Moe came.", "He sat.")
    assert tidy("He sat.  He sat.") == "He sat."


def test_a_sentence_is_shortened_only_where_one_is_left() -> None:
    assert (
        shortened("The old mill (1880) was built by Per Dahl, who left soon.") == "The old mill was built by Per Dahl."
    )
    assert shortened("Per Dahl, who left, sang.") == "Per Dahl, who left, sang."


def test_only_one_written_statement_is_usable() -> None:
    assert usable("The mill was built by hand.")
    for text in ("the mill was built.", "Was the mill built?", "It was. It is not so.", "Oh, uh, it was built so."):
        assert not usable(text)


def test_a_sentence_goes_on_in_lower_case_unless_it_begins_with_a_name() -> None:
    assert lowered("The mill is old.") == "the mill is old."
    assert lowered("Per Dahl is old.") == "Per Dahl is old."


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The mill was old.", "The mill was not old."),
        ("Per Dahl won the cup.", "Per Dahl did not win the cup."),
        ("Per Dahl has two sons.", "Per Dahl does not have two sons."),
        ("Per Dahl has written songs.", "Per Dahl has not written songs."),
        ("Per Dahl carried stones.", None),
        ("The mill that was old burned.", None),
        ("In May it was old.", None),
    ],
)
def test_a_sentence_is_denied_at_its_finite_verb_where_that_is_sure(text: str, denied: str | None) -> None:
    found = clause(text)
    assert (None if found is None else found.negated()) == denied

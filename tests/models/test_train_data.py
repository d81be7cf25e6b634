"""What the recipe draws, and pairs that are made for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from models.pairs import NliPair, iterate_pairs, write_pairs
from models.train.filter import keep
from models.train.filter import main as filter_main
from models.train.longer import longer
from models.train.longer import main as longer_main
from models.train.sources import gather

TOPICS = "harbour viaduct orchestra hospital brewery glacier library refinery stadium aquarium".split()  # noqa: SIM905


def facts() -> list[NliPair]:
    """Forty premises, four about each place; every other pair is entailed."""
    return [
        NliPair(
            f"The {topic} of town number{n} had report{n} published in the spring.",
            f"A report{n} about the {topic} was{'' if n % 2 else ' never'} published.",
            "entailment" if n % 2 else "contradiction",
        )
        for topic in TOPICS
        for n in range(4)
    ]


def test_labels_are_drawn_as_evenly_as_a_set_allows(tmp_path: Path) -> None:
    rows = [NliPair(f"p{n}", "h", "entailment") for n in range(50)]
    rows += [NliPair(f"q{n}", "h", "contradiction") for n in range(5)]
    write_pairs(tmp_path / "fever_train_joined.jsonl.gz", rows)
    pairs, _ = gather(tmp_path, {"fever_train_joined": 8}, seed=3, max_premise_words=140)
    assert Counter(pair.label for pair in pairs) == {"entailment": 4, "contradiction": 4}
    pairs, _ = gather(tmp_path, {"fever_train_joined": 20}, seed=3, max_premise_words=140)
    assert Counter(pair.label for pair in pairs) == {"entailment": 15, "contradiction": 5}


def test_pairs_that_were_made_are_drawn_too_but_never_one_that_is_held_out(tmp_path: Path) -> None:
    write_pairs(tmp_path / "snli_cat12k.jsonl.gz", [NliPair("a", "b", "neutral")])
    write_pairs(tmp_path / "mnli_dev.jsonl.gz", [NliPair("held", "out", "neutral")])
    made = tmp_path / "made.jsonl.gz"
    write_pairs(made, [NliPair("Held", "out", "neutral"), NliPair("a", "b", "neutral"), NliPair("c", "d", "neutral")])
    pairs, counts = gather(tmp_path, {"snli_cat12k": 9}, seed=0, max_premise_words=140, made={made: 9})
    assert sorted(pair.premise for pair in pairs) == ["a", "c"]
    assert counts == {"snli_cat12k": 1, "made.jsonl.gz": 1}


def test_written_pairs_come_back_and_are_always_the_same_bytes(tmp_path: Path) -> None:
    pairs = [NliPair("“It” is — naïve", "h\n", "neutral"), NliPair("p", "h", "entailment")]
    for name in ("one.jsonl.gz", "two.jsonl.gz"):
        write_pairs(tmp_path / name, pairs)
    assert list(iterate_pairs(tmp_path / "one.jsonl.gz")) == [(pair, "train") for pair in pairs]
    assert (tmp_path / "one.jsonl.gz").read_bytes() == (tmp_path / "two.jsonl.gz").read_bytes()


def test_longer_premises_hold_the_evidence_or_are_neutral() -> None:
    source = facts()
    made = list(longer(source, count=30, seed=1))
    assert len(made) == 30
    by_hypothesis = {pair.hypothesis: pair for pair in source}
    for pair in made:
        original = by_hypothesis[pair.hypothesis]
        assert (original.premise in pair.premise) == (pair.label != "neutral")
        assert pair.label in {"neutral", original.label}
        assert pair.premise != original.premise
    assert Counter(pair.label for pair in made)["neutral"] == 10
    assert made == list(longer(source, count=30, seed=1))
    assert made != list(longer(source, count=30, seed=2))


def test_a_longer_premise_keeps_to_its_length_and_never_loses_the_evidence() -> None:
    for pair in longer(facts(), count=30, seed=1, max_words=25):
        assert len(pair.premise.split()) <= 25
    assert not list(longer(facts(), count=30, seed=1, max_words=5))


def test_only_neutral_pairs_that_a_model_finds_entailed_are_left_out() -> None:
    pairs = [
        NliPair("a", "x", "neutral"),
        NliPair("b", "x", "entailment"),
        NliPair("c", "x", "neutral"),
        NliPair("d", "x", "contradiction"),
    ]
    asked: list[NliPair] = []

    def entailment(found: object) -> list[float]:
        assert isinstance(found, list)
        asked.extend(found)
        return [0.9, 0.2]

    assert keep(pairs, entailment, max_entailment=0.5) == pairs[1:]
    assert asked == [pairs[0], pairs[2]]
    assert keep(pairs[1:2], entailment, max_entailment=0.5) == pairs[1:2]


def test_the_commands_make_and_filter_a_file(
    tmp_path: Path, build_model: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_nli = build_model(["neutral", "contradiction", "entailment"])
    write_pairs(tmp_path / "check_covid.jsonl.gz", facts())
    made, kept = tmp_path / "made.jsonl.gz", tmp_path / "kept.jsonl.gz"
    places = ["--data", str(tmp_path), "--out", str(made)]
    assert longer_main([*places, "--source", "check_covid=12"]) == 0
    assert "'neutral': 4" in capsys.readouterr().out
    command = ["--pairs", str(made), "--out", str(kept), "--model", str(tiny_nli)]
    assert filter_main([*command, "--max-entailment", "1"]) == 0
    assert kept.read_bytes() == made.read_bytes()
    assert filter_main([*command, "--max-entailment", "0"]) == 0
    assert {pair.label for pair, _ in iterate_pairs(kept)} == {"entailment", "contradiction"}
    assert filter_main(["--pairs", str(tmp_path / "none"), "--out", str(kept)]) == 1
    assert longer_main([*places, "--source", "scifact=5"]) == 1
    assert "BY-NC" in capsys.readouterr().err

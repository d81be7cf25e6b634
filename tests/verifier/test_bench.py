"""The bench reads the same windows in every way and says how many times faster each is."""

from __future__ import annotations

from pathlib import Path

from indexes.passages import MAX_SENTENCES
from models.bench import ModelTimings, Timing
from models.pairs import NliPair, write_pairs
from verifier.bench import WINDOWS, BenchResult, fever_material, own_material


def test_own_material_needs_no_data_and_holds_so_many_pairs() -> None:
    material = own_material(pairs=60)
    assert sum(len(group.windows) for group in material) == 60
    assert {len(group.windows) for group in material} == {WINDOWS}


def test_material_of_fever_is_drawn_from_its_development_set(tmp_path: Path) -> None:
    folder = tmp_path / "nli"
    folder.mkdir()
    rows = [NliPair(f"Town number{n} has a mayor.", f"Town number{n} has none.", "contradiction") for n in range(40)]
    write_pairs(folder / "fever_rte_dev.jsonl.gz", rows)
    material = fever_material(tmp_path, pairs=36)
    assert [len(group.windows) for group in material] == [WINDOWS] * 3
    assert all(group.claim.replace("none", "a mayor") == group.windows[0] for group in material)


def test_long_premises_are_cut_into_passages(tmp_path: Path) -> None:
    folder = tmp_path / "nli"
    folder.mkdir()
    sentences = [f"The council of number{n} met and spoke at length about the old bridge." for n in range(40)]
    rows = [NliPair(" ".join(sentences), "The council met.", "entailment")]
    write_pairs(folder / "fever_rte_dev.jsonl.gz", rows)
    (group,) = fever_material(tmp_path, pairs=WINDOWS)
    assert len(group.windows) == WINDOWS
    assert all(window in " ".join(sentences) for window in group.windows)
    assert all(window.count(".") <= MAX_SENTENCES for window in group.windows)


def test_ratios_follow_from_the_seconds_of_one_run() -> None:
    judge, screen = (
        ModelTimings(
            name, "int8", Timing("one", 20, 8.0 / by), Timing("batch", 20, 4.0 / by), Timing("own", 20, 2.0 / by)
        )
        for name, by in (("judge", 1.0), ("screen", 4.0))
    )
    found = BenchResult("made", 2, judge, screen, Timing("cascade", 20, 0.5), judged=5)
    assert (judge.over_single, judge.over_batched, found.cascade_over_single) == (4.0, 2.0, 16.0)
    record = found.record()
    assert (record["pairs"], record["claims"]) == (20, 2)
    assert record["screen"] == {
        "runtime": "int8",
        "one_at_a_time_pairs_per_s": 10.0,
        "batched_pairs_per_s": 20.0,
        "own_pairs_per_s": 40.0,
        "over_one_at_a_time": 4.0,
        "over_batched": 2.0,
    }
    assert record["cascade"] == {"pairs_per_s": 40.0, "windows_judged": 5, "over_judge_one_at_a_time": 16.0}

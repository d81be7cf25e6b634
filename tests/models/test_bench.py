"""What the bench of models reads, and that each way reads all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.bench import groups, time_model
from models.nli_sources import resolve


def test_groups_hold_the_texts_nearest_to_each_claim_first_and_are_always_full() -> None:
    texts = ["The bridge was opened.", "A ferry crosses the river.", "The mayor closed the bridge.", "It rained."]
    (group,) = groups(texts, ["The mayor closed a bridge."], windows=3)
    assert group.windows[0] == texts[2]
    assert len(set(group.windows)) == 3
    assert group.pairs[0] == (texts[2], "The mayor closed a bridge.")


def test_a_model_is_timed_in_three_ways_over_the_same_pairs(build_model: Callable[..., Path]) -> None:
    folder = build_model(["entailment", "neutral", "contradiction"])
    pairs = [(f"the town mayor said {n}", "the bridge is open") for n in range(40)]
    found = time_model(resolve(folder, cache_dir=None), pairs, runtime="fp32")
    assert {one.pairs for one in (found.single, found.batched, found.own)} == {40}
    assert (found.model, found.runtime, found.own.way) == (folder.name, "fp32", "this project, fp32")
    assert found.over_batched == found.batched.seconds / found.own.seconds
    assert found.over_single == found.single.seconds / found.own.seconds

"""Figures follow from counts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from models.errors import PairsUnreadable
from models.evaluate import deciding_stance, evaluate_nli, score
from models.fakes import OverlapNli
from models.pairs import NliPair, of_whole_texts, read_pairs
from models.types import PairReading, Span, Stance, WindowReading

PAIRS = [
    NliPair("the bridge is open", "bridge open", "entailment"),
    NliPair("the bridge is not open", "bridge open", "contradiction"),
    NliPair("bread is sold", "the mayor left", "neutral"),
    NliPair("the bridge is open", "the mayor left", "contradiction"),
]


def test_an_evaluation_counts_what_the_model_said() -> None:
    done = evaluate_nli(PAIRS, OverlapNli())
    assert (done.n, done.accuracy, done.windows, done.hypotheses_cut) == (4, 0.75, 4, 0)
    assert done.per_label["neutral"].precision == 0.5
    assert done.per_label["neutral"].recall == 1.0
    assert done.per_label["contradiction"].recall == 0.5
    assert done.macro_f1 == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
    assert done.confusion["contradiction"]["neutral"] == 1
    assert done.accuracy_interval is not None
    assert done.accuracy_interval[0] < 0.75 <= done.accuracy_interval[1]
    assert done.pairs_per_s


def test_progress_reaches_the_number_of_pairs() -> None:
    seen: list[int] = []
    evaluate_nli(PAIRS * 100, OverlapNli(), on_progress=seen.append)
    assert seen == [256, 400]


def test_counts_of_parts_add_up_to_the_counts_of_the_whole() -> None:
    readings = OverlapNli().read([(pair.premise, pair.hypothesis) for pair in PAIRS])
    confusion, outcomes = score(PAIRS, readings)
    left, right = score(PAIRS[:1], readings[:1]), score(PAIRS[1:], readings[1:])
    assert left[0] + right[0] == confusion
    assert left[1] + right[1] == outcomes


def test_without_pairs_nothing_is_defined() -> None:
    done = evaluate_nli([], OverlapNli(), hypothesis_only=True)
    assert (done.n, done.accuracy, done.accuracy_interval, done.ece, done.brier, done.aurc) == (0, *[None] * 5)
    assert done.risk_coverage == ()
    assert done.hypothesis_only is not None
    assert done.hypothesis_only.accuracy is None


def test_a_set_without_neutral_pairs_counts_neutral_as_wrong() -> None:
    done = evaluate_nli([PAIRS[0], PAIRS[1], PAIRS[3]], OverlapNli())
    assert done.accuracy == pytest.approx(2 / 3)
    assert done.macro_f1 == pytest.approx((1 + 2 / 3) / 2)
    assert done.confusion["contradiction"]["neutral"] == 1
    assert "neutral is wrong" in done.counted


def test_a_set_of_entailment_or_not_takes_contradiction_for_not() -> None:
    pairs = [PAIRS[0], NliPair("the bridge is not open", "bridge open", "neutral"), PAIRS[2]]
    done = evaluate_nli(pairs, OverlapNli())
    assert (done.accuracy, done.confusion["neutral"]["contradiction"]) == (1.0, 0)
    assert done.ece == pytest.approx(1 - (0.94 + 0.97 + 0.95) / 3)
    assert "entailment or not" in done.counted
    assert "entailment or not" not in evaluate_nli(PAIRS, OverlapNli()).counted


def test_what_hypotheses_alone_give_away_is_told_beside_only_when_asked() -> None:
    assert evaluate_nli(PAIRS, OverlapNli()).hypothesis_only is None
    bare = evaluate_nli(PAIRS, OverlapNli(), hypothesis_only=True).hypothesis_only
    assert bare is not None
    assert bare.accuracy == 0.25  # without words to overlap with, all is neutral


def test_the_window_that_says_most_decides() -> None:
    windows = [Stance(0.1, 0.8, 0.1), Stance(0.2, 0.1, 0.7), Stance(0.6, 0.2, 0.2)]
    reading = PairReading(tuple(WindowReading(Span(0, 1), one) for one in windows), Span(0, 1))
    assert deciding_stance(reading) == windows[1]


def write(path: Path, rows: list[object]) -> Path:
    content = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def row(n: int, split: str) -> dict[str, str]:
    return {"premise": f"p{n}", "hypothesis": "h", "label": "neutral", "split": split}


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs.jsonl.gz"])
def test_pairs_are_read_in_order_and_by_split(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / name, [row(0, "dev"), "", row(1, "train"), row(2, "dev")])
    assert [pair.premise for pair in read_pairs(file)] == ["p0", "p1", "p2"]
    assert [pair.premise for pair in read_pairs(file, split="dev")] == ["p0", "p2"]
    with pytest.raises(PairsUnreadable, match="split 'test'"):
        read_pairs(file, split="test")


def test_a_limit_draws_the_same_fair_sample_each_time(tmp_path: Path) -> None:
    file = write(tmp_path / "pairs.jsonl", [row(n, "dev") for n in range(1000)])
    drawn = read_pairs(file, limit=100)
    assert drawn == read_pairs(file, limit=100)
    numbers = [int(pair.premise[1:]) for pair in drawn]
    assert numbers == sorted(set(numbers))
    assert 300 < sum(numbers) / 100 < 700
    assert len(read_pairs(file, limit=5000)) == 1000


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("{", "line 2"),
        ("[1]", "list"),
        ({"hypothesis": "h", "label": "neutral"}, "premise"),
        ({"premise": "p", "hypothesis": 3, "label": "neutral"}, "hypothesis"),
        ({"premise": "p", "hypothesis": "h", "label": "SUPPORTS"}, "SUPPORTS"),
        ({"premise": "p", "hypothesis": "h", "label": ["neutral"]}, "label"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: object, named: str) -> None:
    with pytest.raises(PairsUnreadable, match=named) as caught:
        read_pairs(write(tmp_path / "pairs.jsonl", [row(0, "dev"), bad]))
    assert "line 2" in str(caught.value)


def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PairsUnreadable, match="absent"):
        read_pairs(tmp_path / "absent.jsonl")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"x" * 1000)[:20])
    with pytest.raises(PairsUnreadable, match="cut"):
        read_pairs(tmp_path / "cut.jsonl.gz")


def test_pairs_of_whole_texts_are_told_by_their_letters(tmp_path: Path) -> None:
    whole = NliPair("The Pier.. It closed in 1911.", "h", "neutral")
    cut = NliPair("It closed in 1911.", "h", "neutral")
    texts: list[object] = [{"title": "The Pier", "text": "It closed in 1911."}, {"title": None, "text": "Rain."}]
    corpus = write(tmp_path / "corpus.jsonl", texts)
    assert of_whole_texts([cut, whole], corpus) == [whole]
    with pytest.raises(PairsUnreadable, match=r"corpus\.jsonl, found none among 1"):
        of_whole_texts([cut], corpus)
    with pytest.raises(PairsUnreadable, match="absent"):
        of_whole_texts([whole], tmp_path / "absent.jsonl")

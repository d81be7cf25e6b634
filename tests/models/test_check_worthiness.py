"""The check-worthiness classifier: what it reads, what it refuses, how it is trained and measured."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.check_worthiness import NAME, WEIGHTS_FILE, CheckWorthinessModel, Network, arrange, weights_of
from models.embedder import SentenceEmbedder
from models.errors import ModelDamaged, ModelUnsuitable, PairsUnreadable
from models.evaluate_worthiness import average_precision, calibration_error, evaluate_worthiness, macro_f1, reliability
from models.fakes import HashingEmbedder, NumbersAreWorthy
from models.protocols import CheckWorthiness
from models.registry import spec
from models.statement_features import FEATURES, statement_features
from models.store import locate
from models.train.worthiness import Recipe, train
from models.worthiness_data import Debate, Statement, folds, hold_out, read_debates, read_tweets

TEXTS = [
    ["We lost 40,000 jobs in 2009.", "Thank you.", "", "word " * 600],
    [],
    ["Unemployment rose to 9 percent last year.", "What do you think?"],
]


@pytest.fixture(scope="module", params=["fake", "released"])
def model(request: pytest.FixtureRequest) -> CheckWorthiness:
    return NumbersAreWorthy() if request.param == "fake" else CheckWorthinessModel(SentenceEmbedder())


def test_a_reading_depends_on_its_own_text_alone(model: CheckWorthiness) -> None:
    together = model.read(TEXTS)
    assert [len(readings) for readings in together] == [4, 0, 2]
    assert [model.read([text])[0] for text in TEXTS] == together
    assert model.read(TEXTS[::-1]) == together[::-1]
    assert model.read([]) == []
    assert len(model.identity.sha256) == 64


def test_a_figure_is_more_worth_checking_than_thanks(model: CheckWorthiness) -> None:
    (figure, thanks, *_), _, (rate, question) = model.read(TEXTS)
    assert min(figure.check_worthy, rate.check_worthy) > 0.5 > max(thanks.check_worthy, question.check_worthy)


def test_the_sentences_around_are_read_too(model: CheckWorthiness) -> None:
    alone, beside = model.read([["He did it."], ["He did it.", "It cost 3 million dollars."]])
    assert alone[0] != beside[0]


def test_the_released_weights_are_those_of_the_table() -> None:
    assert (locate(spec(NAME)) / WEIGHTS_FILE).stat().st_size < 400_000


def test_weights_of_another_embedder_and_damaged_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnsuitable, match="made for"):
        CheckWorthinessModel(HashingEmbedder()).read([["One."]])
    (tmp_path / WEIGHTS_FILE).write_bytes(b"nothing")
    with pytest.raises(ModelDamaged):
        CheckWorthinessModel(HashingEmbedder(), folder=tmp_path).read([["One."]])


def test_inputs_are_own_before_after_and_features() -> None:
    vectors, features = np.eye(2, dtype=np.float32), np.full((2, 1), 7, dtype=np.float32)
    assert arrange([[0, 1], [1]], vectors, features).tolist() == [
        [1, 0, 0, 0, 0, 1, 7],
        [0, 1, 1, 0, 0, 0, 7],
        [0, 1, 0, 0, 0, 0, 7],
    ]


def test_features_count_what_their_names_say() -> None:
    row = dict(zip(FEATURES, statement_features(["And we spent $3 million in 1999, Senator Ode!"])[0], strict=True))
    assert [row[name] for name in ("numeral", "money", "scale", "year", "joined", "exclamation")] == [2, 1, 1, 1, 1, 1]
    assert [row[name] for name in ("question", "percent", "short", "broken")] == [0, 0, 0, 0]


def test_stored_weights_keep_the_order_of_their_values() -> None:
    """A transposed array must not be written as it lies in memory."""
    one = np.arange(3.0)
    network = Network(one, one, np.arange(6.0).reshape(2, 3).T, one, one, one, one, one)
    assert weights_of(network)["hidden.weight"].flags.c_contiguous


# ------------------------------------------------------------------------------------------------- data and recipe


def write_data(folder: Path) -> None:
    rows = []
    for debate in range(10):
        for number in range(30):
            label = ("CFS", "UFS", "NFS")[number % 3]
            text = {"CFS": f"We lost {number} jobs.", "UFS": "I was in Ohio.", "NFS": "Thank you!"}[label]
            rows.append({"text": text, "label": label, "file": f"{debate}.txt"})
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (folder / "claimbuster_crowdsourced.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    tweets = [{"text": f"{n} died", "label": str(n % 2), "split": "dev" if n > 3 else "train"} for n in range(9)]
    lines = "".join(f"{json.dumps(row)}\n" for row in tweets)
    (folder / "checkthat.jsonl.gz").write_bytes(gzip.compress(lines.encode()))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_data(folder)
    return folder


def stop_after(stages: int) -> Callable[[], bool]:
    left = iter([False] * stages)
    return lambda: next(left, True)


def test_a_stopped_run_ends_as_an_unbroken_one_and_can_be_read(data: Path, tmp_path: Path) -> None:
    recipe, embedder = Recipe(hidden=8, epochs=30), HashingEmbedder(dimension=8)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert train(data, whole, recipe=recipe, embedder=embedder)
    for stages in (3, 10):
        assert not train(data, broken, recipe=recipe, embedder=embedder, should_stop=stop_after(stages))
        assert not (broken / WEIGHTS_FILE).exists()
    assert train(data, broken, recipe=recipe, embedder=embedder)
    assert (broken / WEIGHTS_FILE).read_bytes() == (whole / WEIGHTS_FILE).read_bytes()
    _, held = hold_out(read_debates(data))
    found = evaluate_worthiness(held, read_tweets(data), CheckWorthinessModel(embedder, folder=whole))
    assert found.macro_f1 is not None
    assert found.macro_f1 > 0.9
    assert (found.n, found.tweets.n, found.tweets.positives) == (60, 5, 2)


def test_a_fifth_is_held_out_by_debate_whatever_the_order() -> None:
    debates = [Debate(f"{n}.txt", (Statement("x", "non_factual"),) * (n + 1)) for n in range(20)]
    kept, held = hold_out(debates)
    assert {one.name for one in kept} | {one.name for one in held} == {one.name for one in debates}
    assert {one.name for one in kept} & {one.name for one in held} == set()
    assert 210 / 5 <= sum(len(one.statements) for one in held) < 210 / 5 + 20
    assert {one.name for one in hold_out(debates[::-1])[1]} == {one.name for one in held}
    assert set(folds(kept, 4)) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"text": "x", "label": "?", "file": "a"}', '{"text": "", "label": "CFS"}']
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "claimbuster_crowdsourced.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    with pytest.raises(PairsUnreadable, match="line 1"):
        read_debates(tmp_path)
    with pytest.raises(PairsUnreadable):
        read_tweets(tmp_path)


# ------------------------------------------------------------------------------------------------------- figures


def test_figures_by_hand() -> None:
    worthy = np.array([True, False, True, False])
    assert average_precision(np.array([0.9, 0.8, 0.7, 0.1]), worthy) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.full(4, 0.5), worthy) == 0.5
    assert average_precision(np.array([0.5]), np.array([False])) is None
    assert macro_f1(np.array([[1, 1, 0], [0, 2, 0], [0, 0, 0]])) == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert macro_f1(np.zeros((3, 3), dtype=int)) is None
    rows = reliability(np.array([0.05, 1.0]), np.array([False, True]))
    assert (rows[0].n, rows[0].share, rows[9].share, rows[5].probability) == (1, 0.0, 1.0, None)
    assert calibration_error(rows) == pytest.approx(0.025)
    assert calibration_error(()) is None

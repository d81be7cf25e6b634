"""`verifier batch` as a process of its own: killed, interrupted, continued."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from verifier.batch_output import open_output

SLOW_CLI = """
import contextlib, sys, time
from models.fakes import OverlapNli
from verifier.cli import run
from verifier.cli.fakes import FakeParts

class SlowNli(OverlapNli):
    def read(self, pairs):
        time.sleep(0.02)
        return super().read(pairs)

sys.exit(run(sys.argv[1:], parts=FakeParts(nli=SlowNli())))
"""
ITEMS = 240
KILLS = 8


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "bridge.txt").write_text("The old bridge was closed in March.", encoding="utf-8")
    finish(start(["index", "add", str(folder / "bridge.txt"), "--collection", str(folder / "c")]))
    return folder / "c"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Claims and articles; every second article repeats one sentence."""
    lines: list[dict[str, object]] = []
    for number in range(ITEMS):
        text = f"The old bridge number {number} was closed in March."
        if number % 4:
            lines.append({"custom_id": f"c{number}", "claim": text})
        else:
            article = {"text": f"{text} The mayor said that the old bridge was closed.", "published_at": "2026-06-01"}
            lines.append({"custom_id": f"a{number}", "article": article})
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def start(arguments: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SLOW_CLI, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


def finish(process: subprocess.Popen[str], *, code: int = 0) -> tuple[str, str]:
    """What a process printed on stdout and stderr; it must end with the code."""
    printed, errors = process.communicate(timeout=120)
    assert process.returncode == code, errors
    return printed, errors


def start_batch(source: Path, out: Path, collection: Path, *more: str) -> subprocess.Popen[str]:
    return start(["batch", str(source), "--out", str(out), "--collection", str(collection), *more])


def expected_ids(source: Path) -> list[str]:
    return [json.loads(line)["custom_id"] for line in source.read_text(encoding="utf-8").splitlines()]


def wait_for_lines(out: Path, process: subprocess.Popen[str], *, at_least: int) -> None:
    deadline = time.monotonic() + 60
    while not (out.exists() and out.read_bytes().count(b"\n") >= at_least):
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_batch_killed_again_and_again_answers_each_item_once(source: Path, tmp_path: Path, collection: Path) -> None:
    out = tmp_path / "out.jsonl"
    chance = random.Random(20261124)
    kills = 0
    for _ in range(KILLS):
        process = start_batch(source, out, collection)
        before = out.read_bytes() if out.exists() else b""
        wait_for_lines(out, process, at_least=min(before.count(b"\n") + 1, ITEMS - 1))
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
        assert out.read_bytes().startswith(before)
    printed, _ = finish(start_batch(source, out, collection))
    answered = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["custom_id"] for line in answered] == expected_ids(source)
    assert all("report" in line or "verdict" in line for line in answered)
    assert f"{ITEMS} completed, 0 failed" in printed
    assert kills >= 3


def test_a_torn_line_is_mended(source: Path, tmp_path: Path, collection: Path) -> None:
    out = tmp_path / "out.jsonl"
    finish(start_batch(source, out, collection))
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) // 2])
    finish(start_batch(source, out, collection))
    assert [json.loads(line)["custom_id"] for line in out.read_bytes().splitlines()] == expected_ids(source)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """SIGINT as in a terminal: where the tests run in the background it is ignored, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_batch_says_how_to_go_on_and_leaves_whole_lines(
    source: Path, tmp_path: Path, collection: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out.jsonl"
    process = start_batch(source, out, collection)
    wait_for_lines(out, process, at_least=1)
    process.send_signal(number)
    _, errors = finish(process, code=1)
    assert "Run the same command to go on" in errors
    assert "Traceback" not in errors
    kept = [json.loads(line)["custom_id"] for line in out.read_bytes().splitlines()]
    assert 0 < len(kept) < ITEMS
    assert kept == expected_ids(source)[: len(kept)]


def test_a_second_process_on_the_same_output_is_refused(source: Path, tmp_path: Path, collection: Path) -> None:
    out = tmp_path / "out.jsonl"
    with open_output(out):
        _, errors = finish(start_batch(source, out, collection), code=1)
    assert "another process is writing" in errors
    finish(start_batch(source, out, collection))


def test_the_input_is_never_taken_for_the_output(source: Path, collection: Path) -> None:
    before = source.read_bytes()
    _, errors = finish(start_batch(source, source, collection), code=2)
    assert "another file than the input" in errors
    assert source.read_bytes() == before


def test_errors_are_counted_and_tried_again_on_request(tmp_path: Path, collection: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"custom_id": "a", "claim": ""}\n{"custom_id": "b", "claim": "The bridge was closed."}\n')
    printed, errors = finish(start_batch(source, out, collection))
    assert "1 completed, 1 failed" in printed
    assert "--retry-errors" in errors
    source.write_text(source.read_text().replace('"claim": ""', '"claim": "The old bridge was closed."'))
    printed, _ = finish(start_batch(source, out, collection, "--retry-errors"))
    assert "2 completed, 0 failed; 1 of them earlier" in printed


def test_answers_that_rest_on_another_snapshot_are_told_of(source: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "out.jsonl", tmp_path / "c"
    document = tmp_path / "first.txt"
    document.write_text("The old bridge was closed in March.", encoding="utf-8")
    finish(start(["index", "add", str(document), "--collection", str(folder)]))
    process = start_batch(source, out, folder)
    wait_for_lines(out, process, at_least=1)
    process.kill()
    process.communicate()
    earlier = out.read_bytes().count(b"\n")
    document.write_text("The old bridge was opened again in April.", encoding="utf-8")
    finish(start(["index", "add", str(document), "--collection", str(folder)]))
    _, errors = finish(start_batch(source, out, folder))
    assert f"{earlier} earlier answers" in errors

"""Processes that are killed at random moments: what they said was committed is there, and everything agrees."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pytest

from indexes.collection import Collection
from tests.indexes.making import document, open_collection

ROOT = Path(__file__).parents[2]
KILLS = 54
NUMBERS = 40

State = dict[int, int | None]  # version by number; None where removed


class Worker:
    """A `kill_worker` that has started and waits to be told to begin; killed at the end of a `with` block."""

    def __init__(self, folder: Path, seed: int, *, first: int = 0) -> None:
        arguments = [str(folder), str(seed), str(first), str(NUMBERS)]
        # Unbuffered: what `readline` has not given is left for `communicate`.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.indexes.kill_worker", *arguments],
            cwd=ROOT,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def begin(self, *, wait: bool) -> None:
        """Lets it begin; with `wait`, comes back when the collection is open."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"go\n")
        if wait:
            assert self._process.stdout.readline() == b"open\n"

    def kill(self) -> list[str]:
        """Kills it and gives what it said since."""
        assert self._process.poll() is None, self._process.communicate()
        self._process.kill()
        output, errors = self._process.communicate()
        assert self._process.returncode == -signal.SIGKILL
        # It may say that it built the index again: the one before was killed while it saved the file.
        assert b"Traceback" not in errors, errors
        # A last line without its end was cut off while it was written; what it announces was not begun.
        return output[: output.rfind(b"\n") + 1].decode().splitlines()


def replay(lines: Iterable[str], known: State) -> tuple[State, State, int]:
    """The state after all acknowledged operations, that after the one under way too, and how many were acknowledged."""
    before, after, count = dict(known), dict(known), 0
    for line in lines:
        match line.split():
            case ["add", *pairs]:
                after.update((int(number), int(version)) for number, version in (pair.split(":") for pair in pairs))
            case ["remove", *numbers]:
                after.update((int(number), None) for number in numbers)
            case ["done"]:
                before, count = dict(after), count + 1
            case _:
                assert line == "open"
    return before, after, count


def holds(collection: Collection, state: State) -> bool:
    """Whether the collection has exactly the documents of the state, each in its version."""
    expected = [document(number, version=version) for number, version in state.items() if version is not None]
    return collection.list(limit=1000) == sorted(expected, key=lambda one: one.id)


def assert_search_agrees(collection: Collection, state: State) -> None:
    for number, version in list(state.items())[:8]:
        text = document(number, version=version or 0).text
        for mode in ("dense", "lexical"):
            result = collection.search([text], top_k=200, mode="dense" if mode == "dense" else "lexical")
            texts = {hit.passage.text for hit in result.hits[0] if hit.passage.document_id == f"doc-{number:04}"}
            assert (version is not None) == bool(texts), (number, version, mode)
            assert all(passage in text for passage in texts)


@pytest.mark.timeout(240)
def test_nothing_acknowledged_is_lost_however_often_the_process_is_killed(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**9)
    sys.stdout.write(f"seed {seed}\n")  # shown where the test fails
    chance = random.Random(seed)
    folder = tmp_path / "collection"
    known: State = {}
    operations = 0
    with ExitStack() as stack:
        following = stack.enter_context(Worker(folder, seed))
        for kill in range(KILLS):
            worker, following = following, stack.enter_context(Worker(folder, seed + kill + 1))
            worker.begin(wait=kill >= 6)  # the first kills may come while the collection is made
            time.sleep(chance.uniform(0.0, 0.3))
            before, after, count = replay(worker.kill(), known)
            operations += count
            with open_collection(folder) as collection:
                assert collection.check() == [], kill
                assert holds(collection, before) or holds(collection, after), kill
                known = before if holds(collection, before) else after
                assert_search_agrees(collection, known)
    assert operations > KILLS


@pytest.mark.timeout(120)
def test_two_killed_writers_lose_nothing_of_one_another(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**9)
    sys.stdout.write(f"seed {seed}\n")
    chance = random.Random(seed)
    known: tuple[State, State] = ({}, {})
    for kill in range(5):
        with Worker(tmp_path, seed + kill) as one, Worker(tmp_path, seed - kill, first=NUMBERS) as two:
            one.begin(wait=False)
            two.begin(wait=False)
            time.sleep(chance.uniform(0.6, 1.0))
            replays = [replay(worker.kill(), state) for worker, state in zip((one, two), known, strict=True)]
        with open_collection(tmp_path) as collection:
            assert collection.check() == []
            ends = [(one, two) for one in replays[0][:2] for two in replays[1][:2]]
            fitting = [(one, two) for one, two in ends if holds(collection, one | two)]
            assert fitting, kill
            known = fitting[0]
            assert_search_agrees(collection, known[0] | known[1])

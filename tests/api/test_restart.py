"""SIGKILL of a real server process in the middle of a batch: after the restart every article is answered once."""

from __future__ import annotations

import json
from pathlib import Path

import httpx

from tests.api.harness import ARTICLE
from tests.api.killing import free_port, kill, run_with_kills, start, wait_ready

ARTICLES = 84


def articles(count: int) -> bytes:
    return "".join(
        f"{json.dumps({'custom_id': f'a{number}', 'article': {'text': f'{ARTICLE} That was day {number}.'}})}\n"
        for number in range(count)
    ).encode()


def test_a_server_killed_twice_finishes_the_batch_after_it_starts_again(folder: Path, tmp_path: Path) -> None:
    port = free_port()
    arguments = ["-m", "tests.api.fake_server", str(folder), str(port), "0.002"]
    outcome = run_with_kills(
        lambda: start(arguments, tmp_path / "server.log"),
        f"http://127.0.0.1:{port}",
        articles(ARTICLES),
        kill_at=[10, 50],
        timeout_s=120,
    )
    assert outcome.state == "completed"
    assert outcome.answered == {f"a{number}": 1 for number in range(ARTICLES)}
    assert outcome.kept
    assert 10 <= outcome.answered_at_kills[0] < ARTICLES


def test_a_batch_that_was_queued_behind_another_survives_the_kill(folder: Path, tmp_path: Path) -> None:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    arguments = ["-m", "tests.api.fake_server", str(folder), str(port), "0.003"]
    server = start(arguments, tmp_path / "server.log")
    try:
        wait_ready(base, server, timeout_s=60)
        kind = {"content-type": "application/x-ndjson"}
        locations = [
            httpx.post(f"{base}/v1/batches", content=articles(20), headers=kind).headers["location"] for _ in range(2)
        ]
        kill(server)
        server = start(arguments, tmp_path / "server.log")
        wait_ready(base, server, timeout_s=60)
        states = [httpx.get(base + location).json()["state"] for location in locations]
        assert set(states) <= {"queued", "running"}
        while not all(httpx.get(base + location).json()["finished_at"] for location in locations):
            assert server.poll() is None
        for location in locations:
            assert httpx.get(f"{base}{location}/results").content.count(b"\n") == 20
    finally:
        if server.poll() is None:
            kill(server)

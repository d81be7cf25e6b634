"""SIGKILL of a server in the middle of a batch, and what is to be seen after it was started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
NDJSON = {"content-type": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of a batch with kills came to. `answered` is how often each custom_id was answered at the end;
    `kept` says that what had been answered at each kill was still there, unchanged, at the end."""

    state: str
    answered: Counter[str]
    answered_at_kills: tuple[int, ...]
    kept: bool
    seconds: float


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def start(arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """A server in a process group of its own, so that a kill leaves nothing of it."""
    with log.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, stdout=file, stderr=file, start_new_session=True
        )


def kill(server: subprocess.Popen[bytes]) -> None:
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(30)


def wait_ready(base: str, server: subprocess.Popen[bytes], *, timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    while True:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode} before it was ready")
        try:
            if httpx.get(f"{base}/readyz", timeout=10).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"the server was not ready after {timeout_s} s")
        time.sleep(0.1)


def run_with_kills(
    start_server: Callable[[], subprocess.Popen[bytes]],
    base: str,
    lines: bytes,
    *,
    kill_at: Sequence[int],
    timeout_s: float,
) -> Outcome:
    """Post a batch and kill the server each time that so many of its items are answered; start it again each time.

    Raises TimeoutError when the batch is not finished in the time.
    """
    began = time.monotonic()
    server = start_server()
    try:
        wait_ready(base, server, timeout_s=timeout_s)
        sent = httpx.post(f"{base}/v1/batches", content=lines, headers=NDJSON, timeout=60)
        sent.raise_for_status()
        location = f"{base}{sent.headers['location']}"
        before: list[bytes] = []
        for count in kill_at:
            _wait_for_items(location, count, deadline=began + timeout_s)
            kill(server)
            server = start_server()
            wait_ready(base, server, timeout_s=timeout_s)
            before.append(httpx.get(f"{location}/results", timeout=60).content)
        _wait(lambda: httpx.get(location, timeout=60).json()["finished_at"], deadline=began + timeout_s)
        results = httpx.get(f"{location}/results", timeout=60).content
        answered = Counter(json.loads(line)["custom_id"] for line in results.splitlines())
        return Outcome(
            state=httpx.get(location, timeout=60).json()["state"],
            answered=answered,
            answered_at_kills=tuple(found.count(b"\n") for found in before),
            kept=all(results.startswith(found) for found in before),
            seconds=time.monotonic() - began,
        )
    finally:
        if server.poll() is None:
            kill(server)


def _done(location: str) -> int:
    counts = httpx.get(location, timeout=60).json()["counts"]
    done: int = counts["completed"] + counts["failed"]
    return done


def _wait_for_items(location: str, count: int, *, deadline: float) -> None:
    _wait(lambda: _done(location) >= count, deadline=deadline)


def _wait(condition: Callable[[], object], *, deadline: float) -> None:
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the batch did not come that far in the time")
        time.sleep(0.05)

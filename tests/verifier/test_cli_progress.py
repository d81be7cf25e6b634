"""Progress is for whoever watches: it stays on stderr, and answers stay on stdout."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from verifier.cli.progress import Meter, duration, rate

FAKE_CLI = (
    "import sys; from verifier.cli import run; from verifier.cli.fakes import FakeParts; "
    "sys.exit(run(sys.argv[1:], parts=FakeParts()))"
)


def on_terminal(*arguments: str) -> tuple[str, str]:
    """Stdout, and what was drawn on the terminal that stderr is."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", FAKE_CLI, *arguments],
        stdout=subprocess.PIPE,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        drawn = b""
        with contextlib.suppress(OSError):  # what Linux says when the other end of a terminal is closed
            while data := os.read(ours, 65536):
                drawn += data
        os.close(ours)
        printed, _ = process.communicate(timeout=60)
    assert process.returncode == 0, drawn
    return printed.decode(), drawn.decode()


def test_answers_stay_on_stdout_while_a_bar_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text("The old bridge was closed in March.", encoding="utf-8")
    collection = str(tmp_path / "c")
    added, _ = on_terminal("index", "add", str(tmp_path / "bridge.txt"), "--collection", collection)
    assert added.startswith("Added 1")
    answered, drawn = on_terminal("check", "The old bridge was closed.", "--collection", collection)
    assert answered.startswith("SUPPORTED")
    assert "1 of 1 claims" in drawn
    assert "SUPPORTED" not in drawn


def test_a_meter_that_nobody_watches_tells_nothing_at_first() -> None:
    written = io.StringIO()
    meter = Meter(Console(file=written), "checking", total=10, unit="items")
    with meter.drawn(), meter.aside():
        meter(5)
    assert written.getvalue() == ""


def test_a_meter_tells_counts_rate_and_remaining_time() -> None:
    written = io.StringIO()
    meter = Meter(Console(file=written), "checking", total=1000, unit="items", log_every_s=0)
    meter(500, failed=2, resumed=499)
    line = written.getvalue()
    assert line.startswith("checking: 500 of 1,000 items, 2 failed, ")
    assert line.rstrip().endswith(" left")


@pytest.mark.parametrize(
    ("done", "seconds", "shown"), [(0, 5, "-/s"), (10, 0, "-/s"), (10, 4, "2.5/s"), (1, 4, "15.0/min")]
)
def test_rates_are_told_by_second_or_minute(done: int, seconds: float, shown: str) -> None:
    assert rate(done, seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.2, "0 s"), (12, "12 s"), (200, "3 min 20 s"), (3599.9, "1 h 00 min"), (3900, "1 h 05 min")],
)
def test_durations_read_as_people_say_them(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown

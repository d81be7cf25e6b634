"""Progress on stderr: a bar on a terminal, else a line every half minute."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from verifier.cli.output import stderr

LOG_EVERY_S: Final = 30.0


class Meter:
    """How far a command is: how many are done, how fast, how long it will take. Made by `progress`.

    `resumed` of the done ones were there before, and count for no rate.
    """

    def __init__(
        self, console: Console, description: str, *, total: int | None, unit: str, log_every_s: float = LOG_EVERY_S
    ) -> None:
        self._console = console
        self._description = description
        self._total = total
        self._unit = unit
        self._log_every_s = log_every_s
        self._started = self._last = time.monotonic()
        self._bars: Progress | None = None
        if console.is_terminal:
            columns = (
                SpinnerColumn(),
                TextColumn(description),
                BarColumn(bar_width=24),
                TextColumn("{task.fields[state]}"),
            )
            # Answers on stdout must stay there while a bar is drawn on stderr. The bar leaves room for the ^C of a
            # terminal, which would push a full line out of reach.
            self._bars = Progress(*columns, console=console, transient=True, redirect_stdout=False)
            self._task = self._bars.add_task(description, total=total, state=self._state(0, 0, 0))

    def __call__(self, done: int, *, failed: int = 0, resumed: int = 0) -> None:
        if self._bars is not None:
            self._bars.update(self._task, completed=done, state=self._state(done, failed, resumed))
            return
        now = time.monotonic()
        if now - self._last >= self._log_every_s:
            self._last = now
            self._console.print(f"{self._description}: {self._state(done, failed, resumed)}", soft_wrap=True)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Takes the bar off the terminal, so that something else can be printed there."""
        if self._bars is not None:
            self._bars.stop()
        yield
        if self._bars is not None:
            self._bars.start()

    @contextmanager
    def drawn(self) -> Iterator[None]:
        if self._bars is None:
            yield
            return
        with self._bars:
            yield

    def _state(self, done: int, failed: int, resumed: int) -> str:
        """ "120 of 1,000 claims, 3 failed, 4.1/s, 3 min 20 s left"."""
        of_total = "" if self._total is None else f" of {self._total:,}"
        parts = [f"{done:,}{of_total} {self._unit}"]
        if failed:
            parts.append(f"{failed:,} failed")
        fresh, seconds = done - resumed, time.monotonic() - self._started
        if fresh > 0:
            parts.append(rate(fresh, seconds))
            if self._total is not None:
                parts.append(f"{duration((self._total - done) * seconds / fresh)} left")
        return ", ".join(parts)


@contextmanager
def progress(description: str, *, total: int | None, unit: str) -> Iterator[Meter]:
    """Shows progress inside the block. The meter is called with the number done so far."""
    meter = Meter(stderr(), description, total=total, unit=unit)
    with meter.drawn():
        yield meter


def rate(done: int, seconds: float) -> str:
    """Items a second, or a minute where that is less than one a second."""
    if done <= 0 or seconds <= 0:
        return "-/s"
    per_second = done / seconds
    return f"{per_second:.1f}/s" if per_second >= 1 else f"{60 * per_second:.1f}/min"


def duration(seconds: float) -> str:
    """Hours, minutes and seconds as people read them: "1 h 05 min", "3 min 20 s", "12 s"."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02} min"
    return f"{whole // 60} min {whole % 60:02} s" if whole >= 60 else f"{whole} s"

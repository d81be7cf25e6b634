"""What the commands write: JSON alone on stdout, everything about the work on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from verifier.cli.failures import one_line
from verifier.records import dumps

LOG_EVERY_S = 30.0

Advance = Callable[[int], None]


def stdout() -> Console:
    return Console(highlight=False)


def stderr() -> Console:
    return Console(stderr=True, highlight=False)


def print_json(value: object) -> None:
    """One line of JSON in UTF-8, whatever the locale says."""
    _write(f"{dumps(value)}\n")


@contextmanager
def json_list() -> Iterator[Callable[[object], None]]:
    """Streams a JSON list, one value a line. However the block ends, what was written is a whole list."""
    opened = False

    def add(value: object) -> None:
        nonlocal opened
        _write(f"{',' if opened else '['}\n{dumps(value)}")
        opened = True

    try:
        yield add
    except BrokenPipeError:
        raise
    except BaseException:
        _write("\n]\n" if opened else "[]\n")
        raise
    else:
        _write("\n]\n" if opened else "[]\n")


def print_table(
    columns: Iterable[str], rows: Iterable[Iterable[str | int | None]], *, title: str | None = None
) -> None:
    """A table of plain cells; numbers are set to the right."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    cells = [list(row) for row in rows]
    for position, column in enumerate(columns):
        numeric = bool(cells) and all(isinstance(row[position], int | None) for row in cells)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold", no_wrap=position == 0)
    for row in cells:
        table.add_row(*(Text(_cell(cell)) for cell in row))
    stdout().print(table)


def _cell(cell: str | int | None) -> str:
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) else one_line(cell)


@contextmanager
def progress(description: str, *, total: int | None, unit: str) -> Iterator[Advance]:
    """Shows how many are done, how fast and how long it will take: a bar on a terminal, else a line now and then.

    The function that is handed over takes the number done so far.
    """
    console = stderr()
    if not console.is_terminal:
        yield _logged(description, total=total, unit=unit)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console, transient=True, expand=True) as bars:
        task = bars.add_task(description, total=total, note=unit)
        started = time.monotonic()

        def advance(done: int) -> None:
            bars.update(task, completed=done, note=f"{unit}, {rate(done, time.monotonic() - started)}")

        yield advance


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


def _logged(description: str, *, total: int | None, unit: str) -> Advance:
    started = last = time.monotonic()

    def advance(done: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < LOG_EVERY_S:
            return
        last = now
        of_total = "" if total is None else f" of {total:,}"
        stderr().print(f"{description}: {done:,}{of_total} {unit}, {rate(done, now - started)}", soft_wrap=True)

    return advance


def _write(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()

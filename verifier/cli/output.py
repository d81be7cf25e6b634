"""What the commands write: JSON alone on stdout, everything about the work on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verifier.cli.failures import one_line
from verifier.records import dumps


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


def print_heading(words: str) -> None:
    """A heading over the blocks that follow."""
    stdout().print(Text(f"\n{one_line(words)}\n", style="bold underline"))


def print_block(number: int, heading: str, *texts: str, note: str = "") -> None:
    """A numbered heading with texts below it, each from a new line: what a table does badly on 80 columns."""
    body = Text(one_line(heading), style="bold")
    for text in filter(None, texts):
        body.append(f"\n{one_line(text)}", style="not bold")
    if note:
        body.append(f"\n{one_line(note)}", style="not bold dim")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", min_width=3)
    grid.add_column(overflow="fold")
    grid.add_row(str(number), body)
    stdout().print(grid)


def _cell(cell: str | int | None) -> str:
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) else one_line(cell)


def _write(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()

"""`verifier batch`: many articles or claims, to be killed and continued at any time."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from verifier.batch import BatchCounts, read_items, run_batch
from verifier.cli.failures import FAILED, tell, terminable, warn
from verifier.cli.inputs import STANDARD_INPUT
from verifier.cli.options import (
    Cascade,
    CollectionFolder,
    Fast,
    Guard,
    LeastWorth,
    MaxErrorRate,
    NliModelOption,
    NliRuntimeOption,
    TopK,
    UseLater,
)
from verifier.cli.output import stdout
from verifier.cli.parts import session
from verifier.cli.progress import duration, progress, rate
from verifier.errors import InputUnreadable, OutputUnusable


def batch(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help="Items, one a line; - is standard input.")],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="OUT.jsonl", help="Answers, one a line, in input order.")],
    collection: CollectionFolder,
    retry_errors: Annotated[
        bool, typer.Option("--retry-errors", help="Try items again that ended in an error; counts as done otherwise.")
    ] = False,
    nli_model: NliModelOption = None,
    nli_runtime: NliRuntimeOption = None,
    top_k: TopK = None,
    use_later_evidence: UseLater = False,
    max_error_rate: MaxErrorRate = None,
    cascade: Cascade = False,
    fast: Fast = False,
    guard: Guard = False,
    least_worth: LeastWorth = None,
) -> None:
    """Check many articles and claims; run it again to go on where it stopped.

    A line of IN is {"custom_id", "article": {"text", "title", "url", "publisher", "published_at"}} or {"custom_id",
    "claim", "as_of"}. A line of OUT is {"custom_id", "report" or "verdict" or "error"}. What stands in OUT is not
    done again. The exit code is 0 once every item is answered, errors included; they are counted at the end.
    """
    _require_apart(source, out)
    with _input(source) as file:
        total = sum(1 for line in file if line.strip())
        file.seek(0)
        with (
            terminable(),
            session(context).open_verifier(
                collection,
                nli_model=nli_model,
                nli_runtime=nli_runtime,
                top_k=top_k,
                use_later=use_later_evidence,
                max_error_rate=max_error_rate,
                cascade=cascade,
                fast=fast,
                guard=guard,
                least_worth=least_worth,
            ) as verifier,
            progress("checking", total=total, unit="items") as meter,
        ):
            started = time.monotonic()

            def show(counts: BatchCounts) -> None:
                meter(counts.done, failed=counts.failed, resumed=counts.resumed)

            try:
                counts = run_batch(
                    verifier, read_items(file), out, total=total, on_progress=show, retry_errors=retry_errors
                )
            except KeyboardInterrupt as interrupt:
                tell(
                    "stopped before the end; every finished answer is kept", f"Run the same command to go on in {out}."
                )
                raise typer.Exit(FAILED) from interrupt
    _tell_summary(counts, out, seconds=time.monotonic() - started)


def _tell_summary(counts: BatchCounts, out: Path, *, seconds: float) -> None:
    if counts.other_provenance:
        warn(
            f"{counts.other_provenance:,} earlier answers in {out} rest on another collection snapshot, other models "
            "or other settings.",
            "Each answer names its own; give another --out to answer all of them anew.",
        )
    fresh = counts.done - counts.resumed
    stdout().print(
        f"{counts.completed:,} completed, {counts.failed:,} failed; {counts.resumed:,} of them earlier. "
        f"{fresh:,} in {duration(seconds)} ({rate(fresh, seconds)}).",
        soft_wrap=True,
    )
    if counts.failed:
        warn(f"items with an error in {out}: {counts.failed:,}.", "Mend them and run again with --retry-errors.")


@contextmanager
def _input(source: str) -> Iterator[IO[bytes]]:
    """The input, to be read twice; standard input is kept in a temporary file meanwhile."""
    if source == STANDARD_INPUT:
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.seek(0)
            yield copy
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below; the error is of opening alone
    except OSError as error:
        raise InputUnreadable(
            f"{source}: expected a file that can be read, found: {error.strerror}",
            hint="Check the path, or give - to read standard input.",
        ) from error
    with file:
        yield file


def _require_apart(source: str, out: Path) -> None:
    if source != STANDARD_INPUT and out.exists() and Path(source).exists() and out.samefile(source):
        raise OutputUnusable(f"{out}: expected another file than the input", hint="Give --out a file of its own.")

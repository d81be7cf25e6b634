"""`verifier bench`: what the models and the cascade gain over the plain ways to read pairs, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.options import Json
from verifier.cli.output import print_json, print_table, stderr

if TYPE_CHECKING:
    from models.bench import ModelTimings
    from verifier.bench import BenchResult


def bench(
    *,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Folder that holds nli/. Default: the demo's texts.")
    ] = None,
    pairs: Annotated[int, typer.Option("--pairs", min=12, metavar="N", help="Windows to read, 12 a claim.")] = 300,
    judge: Annotated[str | None, typer.Option("--judge", metavar="NAME|PATH", help="In the judge's place.")] = None,
    screen: Annotated[str | None, typer.Option("--screen", metavar="NAME|PATH", help="In the screen's place.")] = None,
    json: Json = False,
) -> None:
    """Compare the models with transformers in float32, and the cascade with the judge alone.

    Each reads the same windows in the same process. Ratios are what to look at: they say how many times faster.
    """
    from verifier import bench as benches  # loads the models' room
    from verifier.settings import SCREEN, Settings

    known = Settings()
    stderr().print("reading the same windows in seven ways; this takes a minute or two", soft_wrap=True)
    if data is None:
        material, source = benches.own_material(pairs=pairs), "demo"
    else:
        material, source = benches.fever_material(data, pairs=pairs), "FEVER dev"
    found = benches.bench(
        material,
        source=source,
        judge=judge,
        screen=screen or SCREEN,
        cache_dir=known.cache,
        threads=known.threads,
        runtime=known.nli_runtime,
    )
    if json:
        print_json(found.record())
    else:
        _print(found)


def _print(found: BenchResult) -> None:
    print_table(
        (f"{found.cascade.pairs:,} windows of {found.claims:,} claims ({found.source})", "pairs/s", "times faster"),
        [
            *_rows(found.judge),
            *_rows(found.screen),
            (
                f"cascade, {found.judged:,} windows come to the judge",
                f"{found.cascade.pairs_per_s:.1f}",
                f"{found.cascade_over_single:.1f} than the judge one at a time",
            ),
        ],
    )


def _rows(one: ModelTimings) -> list[tuple[str, str, str]]:
    return [
        (f"{one.model}: {one.single.way}", f"{one.single.pairs_per_s:.1f}", ""),
        (f"{one.model}: {one.batched.way}", f"{one.batched.pairs_per_s:.1f}", ""),
        (
            f"{one.model}: {one.own.way}",
            f"{one.own.pairs_per_s:.1f}",
            f"{one.over_batched:.1f} than batched, {one.over_single:.1f} than one at a time",
        ),
    ]

"""`verifier evaluate checks`: what the comparisons beside the judge do to pairs with known labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verifier.cli.evaluating import evaluate
from verifier.cli.model_figures import cells
from verifier.cli.options import Json
from verifier.cli.output import print_json, print_table, stderr
from verifier.cli.progress import progress
from verifier.clock import Clock

if TYPE_CHECKING:
    from verifier.evaluation.check_figures import CheckFigures


@evaluate.command("checks")
def checks(
    *,
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Folder that holds nli/.")],
    split: Annotated[
        Literal["train", "dev"], typer.Option("--split", help="Pairs that rules are mended on, or the others.")
    ] = "train",
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", help="So many pairs of a set, a label, with and without numbers."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="What draws them, and what changes a number.")] = 1,
    json: Json = False,
) -> None:
    """Compare numbers, dates, names and mood of labelled pairs: how often support is wrongly taken away, and how often
    a changed number or date is found. No model judges the pairs."""
    from models.english import EnglishPipeline
    from verifier.claims.extract import ClaimExtractor
    from verifier.evaluation.check_figures import check_pairs, measure_checks
    from verifier.evaluation.check_pairs import read_pairs

    english, clock = EnglishPipeline(), Clock()
    extractor = ClaimExtractor(english)
    pairs = read_pairs(data, split=split, limit=limit, seed=seed, analyser=extractor)
    with progress("comparing", total=len(pairs), unit="pairs") as meter:
        checked = check_pairs(pairs, parser=english, analyser=extractor, seed=seed, clock=clock, on_progress=meter)
    found = measure_checks(checked, clock.timings())
    if json:
        print_json({"split": split, "limit": limit, "seed": seed, **found.record()})
    else:
        _print(found)


def _print(found: CheckFigures) -> None:
    from verifier.evaluation.check_figures import MEANINGS

    for name, figures in (("all sets", found.figures), *found.by_set.items()):
        print_table(
            (f"{name} (95 % interval)", "share", "from", "to", "n"),
            (
                (MEANINGS[figure], *cells(told.value, told.interval), told.n)
                for figure, told in figures.items()
                if told.n
            ),
        )
    taken = "-" if found.ms_per_pair is None else f"{found.ms_per_pair:.2f}"
    stderr().print(f"{found.n:,} pairs; comparing takes {taken} ms a pair, parsing set aside", soft_wrap=True)

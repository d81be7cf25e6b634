"""`verifier evaluate screening`: how often the cascade's verdict is that of reading everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verifier.cli.evaluating import evaluate
from verifier.cli.failures import terminable
from verifier.cli.model_figures import cells
from verifier.cli.options import Json, NliModelOption
from verifier.cli.output import print_json, print_table
from verifier.cli.parts import session
from verifier.cli.progress import progress
from verifier.cli.verdicts import DEFAULT_OUT, read_task

if TYPE_CHECKING:
    from verifier.evaluation.screening import Screening


@evaluate.command("screening")
def screening(
    context: typer.Context,
    *,
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Folder that holds retrieval/ and nli/.")],
    name: Annotated[Literal["scifact", "fever"], typer.Option("--set", help="Which claims and documents.")],
    split: Annotated[str, typer.Option("--split", metavar="S", help="As for evaluate verdicts.")] = "dev",
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="So many claims.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="What draws them.")] = 1,
    best: Annotated[int | None, typer.Option("--best", min=1, metavar="K", help="Windows picked for a side.")] = None,
    floor: Annotated[
        float | None, typer.Option("--floor", min=0.0, max=1.0, help="Least probability of a window to be picked.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Keeps the collection.")] = DEFAULT_OUT,
    nli_model: NliModelOption = None,
    json: Json = False,
) -> None:
    """Verify claims twice: the judge reads everything that was found, then only what the screen picks.

    The share of equal verdicts, with its 95 % interval, and the windows that the judge read each time.
    """
    from dataclasses import replace

    from verifier.evaluation.library import fill
    from verifier.evaluation.screening import evaluate_screening

    task = read_task(data, name, split).sample(limit, seed=seed)
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    with (
        terminable(),
        session(context).open_verifier(
            folder / "collection", nli_model=nli_model, cascade=True, create=True
        ) as verifier,
    ):
        with progress("filling the collection", total=len(task.documents), unit="documents") as meter:
            fill(verifier.collection, task.documents, folder / "collection.json", on_progress=meter)
        plain = verifier.settings
        chosen = verifier.with_settings(
            replace(
                plain,
                cascade_best=plain.cascade_best if best is None else best,
                cascade_floor=plain.cascade_floor if floor is None else floor,
            )
        )
        with progress("verifying", total=len(task.claims), unit="claims") as meter:
            found = evaluate_screening(task.claims, chosen, on_progress=meter)
    if json:
        print_json({"set": name, "split": split, **found.record()})
    else:
        _print(found)


def _print(found: Screening) -> None:
    print_table(
        ("the cascade against reading everything (95 % interval)", "value", "from", "to", "n"),
        (
            ("same label", *cells(found.same.value, found.same.interval), found.same.n),
            (
                "same label and first evidence",
                *cells(found.same_evidence.value, found.same_evidence.interval),
                found.same_evidence.n,
            ),
        ),
    )
    print_table(
        ("windows read by the judge", "count"),
        (
            ("everything", found.windows_full),
            ("the cascade", found.windows_cascade),
        ),
    )

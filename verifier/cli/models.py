"""`verifier models`: the weights in use, where they come from, whether they are what they should be."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.registry import MODELS
from verifier.cli.failures import FAILED, tell
from verifier.cli.options import Json, NliRuntimeOption
from verifier.cli.output import print_json, print_table
from verifier.cli.parts import session
from verifier.cli.progress import progress

if TYPE_CHECKING:
    from models.evaluate import NliEvaluation

app = typer.Typer(help="List, verify and evaluate the models.", rich_markup_mode="rich")
evaluations = typer.Typer(help="Measure a model on labelled data.", rich_markup_mode="rich")
app.add_typer(evaluations, name="evaluate")


@app.command("list")
def list_models(*, json: Json = False) -> None:
    """List every model with its role, licence, limits and source."""
    if json:
        print_json(
            [
                {
                    "name": spec.name,
                    "role": spec.role,
                    "licence": spec.licence,
                    "source": spec.source,
                    "sha256": spec.identity.sha256,
                    "dimension": spec.dimension,
                    "max_pieces": spec.max_pieces,
                    "labels": list(spec.labels),
                    "backbone": spec.backbone,
                    "limits": spec.limits,
                    "files": dict(spec.files),
                }
                for spec in MODELS
            ]
        )
        return
    print_table(
        ("name", "role", "licence", "dimension", "pieces", "limits"),
        ((spec.name, spec.role, spec.licence, spec.dimension, spec.max_pieces, spec.limits) for spec in MODELS),
    )


@app.command("verify")
def verify(*, json: Json = False) -> None:
    """Compare every file of every model with its pinned sha256; the exit code is 1 if one differs."""
    from models.store import verify_all  # nothing is looked up before it is asked for

    statuses = verify_all()
    if json:
        print_json(
            [
                {
                    "name": status.spec.name,
                    "state": status.state,
                    "folder": None if status.folder is None else str(status.folder),
                    "size_bytes": status.size_bytes,
                    "detail": status.detail,
                }
                for status in statuses
            ]
        )
    else:
        print_table(
            ("name", "state", "MB", "detail"),
            (
                (
                    status.spec.name,
                    status.state,
                    "" if status.size_bytes is None else f"{status.size_bytes / 1e6:.1f}",
                    status.detail,
                )
                for status in statuses
            ),
        )
    wrong = [status for status in statuses if status.state != "ready"]
    for status in wrong:
        tell(f"{status.spec.name} is {status.state}", status.detail)
    if wrong:
        raise typer.Exit(FAILED)


@evaluations.command("nli")
def evaluate_nli_model(
    context: typer.Context,
    *,
    pairs: Annotated[
        Path,
        typer.Option(
            "--pairs", metavar="FILE", help='Lines of {"premise", "hypothesis", "label"}, .jsonl or .jsonl.gz.'
        ),
    ],
    model: Annotated[
        str | None, typer.Option("--model", metavar="judge|PATH", help="Default: the released judge.")
    ] = None,
    nli_runtime: NliRuntimeOption = None,
    split: Annotated[str | None, typer.Option("--split", metavar="S", help="Only pairs of this split.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="A fair sample of so many pairs.")
    ] = None,
    json: Json = False,
) -> None:
    """Measure how an NLI model reads labelled pairs: accuracy, F1, calibration, speed."""
    from models.evaluate import evaluate_nli  # numpy takes its time
    from models.pairs import read_pairs

    chosen = read_pairs(pairs, split=split, limit=limit)
    nli = session(context).load_nli(model, runtime=nli_runtime)
    with progress("reading", total=len(chosen), unit="pairs") as meter:
        found = evaluate_nli(chosen, nli, on_progress=meter)
    if json:
        print_json(asdict(found))
    else:
        _print_evaluation(found)


def _print_evaluation(found: NliEvaluation) -> None:
    low, high = found.accuracy_interval or (None, None)
    figures = (
        ("model", found.model),
        ("pairs", f"{found.n:,}"),
        ("accuracy", f"{_share(found.accuracy)} (95 % interval {_share(low)} to {_share(high)})"),
        ("macro F1", _share(found.macro_f1)),
        ("calibration error", _share(found.ece)),
        ("windows read", f"{found.windows:,}"),
        ("hypotheses cut", f"{found.hypotheses_cut:,}"),
        ("pairs a second", "-" if found.pairs_per_s is None else f"{found.pairs_per_s:.1f}"),
    )
    print_table(("", ""), figures)
    print_table(
        ("label", "precision", "recall", "F1", *(f"read as {told}" for told in found.confusion), "n"),
        (
            (
                label,
                _share(score.precision),
                _share(score.recall),
                _share(score.f1),
                *found.confusion[label].values(),
                score.support,
            )
            for label, score in found.per_label.items()
        ),
    )


def _share(value: float | None) -> str:
    """Undefined is told as such, never as 0."""
    return "-" if value is None else f"{value:.3f}"

"""`verifier models`: the weights in use, where they come from, whether they are what they should be."""

from __future__ import annotations

import typer

from models.registry import MODELS
from verifier.cli.failures import FAILED, tell
from verifier.cli.model_figures import evaluate_nli_model, evaluate_sets
from verifier.cli.options import Json
from verifier.cli.output import print_json, print_table
from verifier.cli.worthiness_figures import evaluate_check_worthiness

app = typer.Typer(help="List, verify and evaluate the models.", rich_markup_mode="rich")
evaluations = typer.Typer(help="Measure a model on labelled data.", rich_markup_mode="rich")
evaluations.command("nli")(evaluate_nli_model)
evaluations.command("sets")(evaluate_sets)
evaluations.command("check-worthiness")(evaluate_check_worthiness)
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

"""`verifier evaluate verdicts`: claims with known labels against a real collection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verifier.cli.evaluating import evaluate
from verifier.cli.failures import FAILED, tell, terminable
from verifier.cli.model_figures import cells, print_risk
from verifier.cli.options import Json, NliModelOption, NliRuntimeOption
from verifier.cli.output import print_json, print_table, stderr
from verifier.cli.parts import session
from verifier.cli.progress import duration, progress
from verifier.clock import Clock

if TYPE_CHECKING:
    from verifier.evaluation.run import Measurement
    from verifier.evaluation.tasks import Task
    from verifier.pipeline import Verifier
    from verifier.types import Label

DEFAULT_OUT = Path(".evaluation")
_SHORT: dict[Label, str] = {
    "SUPPORTED": "supported",
    "REFUTED": "refuted",
    "CONFLICTING": "conflicting",
    "NOT_ENOUGH_EVIDENCE": "not enough",
}


@evaluate.command("verdicts")
def verdicts(
    context: typer.Context,
    *,
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Folder that holds retrieval/ and nli/.")],
    name: Annotated[Literal["scifact", "fever"], typer.Option("--set", help="Which claims and documents.")],
    split: Annotated[
        str, typer.Option("--split", metavar="S", help="dev or train; of FEVER also calibration, the rest of its dev.")
    ] = "dev",
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="So many claims; less are the first of more.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="What draws them.")] = 1,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Keeps the collection and the predictions.")
    ] = DEFAULT_OUT,
    nli_model: NliModelOption = None,
    nli_runtime: NliRuntimeOption = None,
    least_confidence: Annotated[
        float | None,
        typer.Option("--least-confidence", metavar="P", help="Withhold answers below it; 0 to fit a calibration on."),
    ] = None,
    json: Json = False,
) -> None:
    """Verify labelled claims, retrieval included, and measure labels, evidence and confidence.

    The collection is built once in DIR/SET/collection; predictions are appended to a file beside it, a line each. Run
    the command again to go on where it stopped, or with a greater --limit. SciFact is for evaluation only (NC).
    """
    clock = Clock()
    with clock.stage("read data"):
        task = _task(data, name, split).sample(limit, seed=seed)
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    with (
        terminable(),
        session(context).open_verifier(
            folder / "collection",
            nli_model=nli_model,
            nli_runtime=nli_runtime,
            least_confidence=least_confidence,
            create=True,
        ) as verifier,
    ):
        try:
            found = _measure(task, verifier, folder, clock)
        except KeyboardInterrupt as interrupt:
            tell("stopped before the end; what was done is kept", "Run the same command to go on.")
            raise typer.Exit(FAILED) from interrupt
    if json:
        print_json(found.record())
    else:
        _print(found)


def _task(data: Path, name: str, split: str) -> Task:
    from verifier.evaluation import fever, scifact

    splits = fever.SPLITS if name == fever.NAME else scifact.SPLITS
    if split not in splits:
        raise typer.BadParameter(f"expected one of {', '.join(splits)}, found {split!r}", param_hint="--split")
    if name == scifact.NAME:
        return scifact.read_scifact(data, split=split)
    from models.english import EnglishPipeline

    return fever.read_fever(data, split=split, splitter=EnglishPipeline())


def _measure(task: Task, verifier: Verifier, folder: Path, clock: Clock) -> Measurement:
    from verifier.evaluation.library import fill
    from verifier.evaluation.run import evaluate_verdicts

    documents, claims = len(task.documents), len(task.claims)
    with clock.stage("collection"), progress("filling the collection", total=documents, unit="documents") as meter:
        fill(verifier.collection, task.documents, folder / "collection.json", on_progress=meter)
    with progress("verifying", total=claims, unit="claims") as meter:
        return evaluate_verdicts(
            task, verifier, folder, clock=clock, on_progress=lambda done, before: meter(done, resumed=before)
        )


def _print(found: Measurement) -> None:
    from verifier.evaluation.figures import MEANINGS

    measured = found.measured
    print_table(
        (f"{found.task.name} {found.task.split} (95 % interval)", "value", "from", "to", "n"),
        (
            (MEANINGS[name], *cells(figure.value, figure.interval), figure.n)
            for name, figure in measured.figures.items()
        ),
    )
    print_table(
        ("label, and given:", *(_SHORT[label] for label in measured.confusion), "claims"),
        ((label, *given.values(), sum(given.values())) for label, given in measured.confusion.items()),
    )
    print_risk(measured.risk_coverage)
    spent = ", ".join(f"{stage} {duration(seconds)}" for stage, seconds in found.seconds.items())
    stderr().print(
        f"{found.measured.n:,} claims over {len(found.task.documents):,} documents; {found.answered_now:,} answered "
        f"now: {spent}. Predictions: {found.predictions}",
        soft_wrap=True,
    )

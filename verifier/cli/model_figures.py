"""`verifier models evaluate nli` and `sets`: how well an NLI model reads labelled pairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.options import Json, NliRuntimeOption
from verifier.cli.output import json_list, print_json, print_table, stderr
from verifier.cli.parts import session
from verifier.cli.progress import progress

if TYPE_CHECKING:
    from models.evaluate import NliEvaluation
    from models.evaluate_sets import DevelopmentSet
    from models.metrics import RiskPoint
    from verifier.records import Record

Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME|PATH", help="A name of the table. Default: the released judge.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="A fair sample of so many pairs.")]
_LABELLED_FOLDER = "nli"


def evaluate_nli_model(
    context: typer.Context,
    *,
    pairs: Annotated[
        Path,
        typer.Option(
            "--pairs", metavar="FILE", help='Lines of {"premise", "hypothesis", "label"}, .jsonl or .jsonl.gz.'
        ),
    ],
    model: Model = None,
    nli_runtime: NliRuntimeOption = None,
    split: Annotated[str | None, typer.Option("--split", metavar="S", help="Only pairs of this split.")] = None,
    whole_texts: Annotated[
        Path | None,
        typer.Option(
            "--whole-texts", metavar="CORPUS", help="Only pairs whose premise is a whole text of this .jsonl[.gz]."
        ),
    ] = None,
    limit: Limit = None,
    hypothesis_only: Annotated[
        bool, typer.Option("--hypothesis-only", help="Read the pairs without their premises too, to compare.")
    ] = False,
    json: Json = False,
) -> None:
    """Measure how an NLI model reads labelled pairs: accuracy, F1, calibration, risk over coverage, speed."""
    from models.evaluate import evaluate_nli  # numpy takes its time
    from models.pairs import drawn, of_whole_texts, read_pairs

    chosen = read_pairs(pairs, split=split)
    chosen = drawn(chosen if whole_texts is None else of_whole_texts(chosen, whole_texts), limit)
    nli = session(context).load_nli(model, runtime=nli_runtime)
    with progress("reading", total=len(chosen), unit="pairs") as meter:
        found = evaluate_nli(chosen, nli, hypothesis_only=hypothesis_only, on_progress=meter)
    if json:
        print_json(asdict(found))
    else:
        _print_evaluation(found)


def evaluate_sets(
    context: typer.Context,
    *,
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Folder of the NAME.jsonl.gz files, or one that holds nli/.")
    ],
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Only this file. May be repeated.")
    ] = None,
    model: Model = None,
    nli_runtime: NliRuntimeOption = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """Measure an NLI model on every development set that no model was trained on, a row each.

    From and to are the 95 % bootstrap interval of accuracy, F1 is the mean over labels, bare the accuracy without
    premises. Sets marked NC are under a non-commercial licence and for evaluation only. --limit holds for each set.
    JSON is a list, written as the sets are done.
    """
    from models.evaluate import evaluate_nli  # numpy takes its time
    from models.evaluate_sets import development_sets

    folder = data / _LABELLED_FOLDER if (data / _LABELLED_FOLDER).is_dir() else data
    nli = session(context).load_nli(model, runtime=nli_runtime)
    rows: list[tuple[DevelopmentSet, NliEvaluation]] = []

    def measure(write: Callable[[object], None] | None) -> None:
        for one in development_sets(folder, only=tuple(only or ()), limit=limit):
            with progress(f"{one.name} {one.split}", total=len(one.pairs), unit="pairs") as meter:
                rows.append((one, evaluate_nli(one.pairs, nli, hypothesis_only=True, on_progress=meter)))
            if write is not None:
                write(_set_record(*rows[-1]))
            else:
                stderr().print(f"{one.name} {one.split}: {rows[-1][1].counted}", soft_wrap=True)

    if json:
        with json_list() as add:
            measure(add)
    else:
        measure(None)
        _print_sets(rows)


def print_risk(points: tuple[RiskPoint, ...]) -> None:
    """The curve: how much is wrong of the surest answers."""
    print_table(
        ("coverage", "confidence from", "wrong", "answers"),
        ((share(one.coverage), share(one.confidence), share(one.risk), one.n) for one in points),
    )


def cells(value: float | None, interval: tuple[float, float] | None) -> tuple[str, str, str]:
    """A figure and its interval as cells of a table."""
    low, high = interval or (None, None)
    return share(value), share(low), share(high)


def _set_record(one: DevelopmentSet, found: NliEvaluation) -> Record:
    return {
        "set": one.name,
        "split": one.split,
        "licence": one.licence,
        "non_commercial": one.non_commercial,
        **asdict(found),
    }


def _print_sets(rows: list[tuple[DevelopmentSet, NliEvaluation]]) -> None:
    print_table(
        ("set", "split", "NC", "n", "accuracy", "from", "to", "F1", "ECE", "Brier", "bare"),
        (
            (
                one.name,
                one.split,
                "NC" if one.non_commercial else "",
                found.n,
                *cells(found.accuracy, found.accuracy_interval),
                share(found.macro_f1),
                share(found.ece),
                share(found.brier),
                "-" if found.hypothesis_only is None else share(found.hypothesis_only.accuracy),
            )
            for one, found in rows
        ),
    )


def _print_evaluation(found: NliEvaluation) -> None:
    figures = [
        ("model", found.model),
        ("pairs", f"{found.n:,}"),
        ("labels", found.counted),
        ("accuracy", with_interval(found.accuracy, found.accuracy_interval)),
        ("macro F1", with_interval(found.macro_f1, found.macro_f1_interval)),
        ("calibration error", with_interval(found.ece, found.ece_interval)),
        ("Brier score", with_interval(found.brier, found.brier_interval)),
        ("area under risk and coverage", share(found.aurc)),
        ("windows read", f"{found.windows:,}"),
        ("hypotheses cut", f"{found.hypotheses_cut:,}"),
        ("pairs a second", "-" if found.pairs_per_s is None else f"{found.pairs_per_s:.1f}"),
    ]
    bare = found.hypothesis_only
    if bare is not None:
        figures.insert(5, ("accuracy without premises", with_interval(bare.accuracy, bare.accuracy_interval)))
    print_table(("", "in brackets: 95 % bootstrap interval"), figures)
    print_table(
        ("label", "precision", "recall", "F1", *(f"read as {told}" for told in found.confusion), "n"),
        (
            (
                label,
                share(score.precision),
                share(score.recall),
                share(score.f1),
                *found.confusion[label].values(),
                score.support,
            )
            for label, score in found.per_label.items()
        ),
    )
    print_risk(found.risk_coverage)


def share(value: float | None) -> str:
    """Undefined is told as such, never as 0."""
    return "-" if value is None else f"{value:.3f}"


def with_interval(value: float | None, interval: tuple[float, float] | None) -> str:
    """ "0.803 (0.795 to 0.811)"."""
    found, low, high = cells(value, interval)
    return found if interval is None else f"{found} ({low} to {high})"

"""`verifier evaluate extraction`: claims and attributions of articles whose attributions people marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.evaluating import evaluate
from verifier.cli.failures import FAILED, tell
from verifier.cli.options import Json, NliModelOption
from verifier.cli.output import print_json, print_table
from verifier.cli.parts import session
from verifier.cli.progress import progress

if TYPE_CHECKING:
    from verifier.evaluation.entailment import Placed


@evaluate.command("extraction")
def extraction(
    context: typer.Context,
    *,
    data: Annotated[
        Path,
        typer.Option("--data", metavar="FILE", help="Articles with marked attributions, gzip-compressed JSONL."),
    ],
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Only the first N articles.")] = None,
    entailment: Annotated[
        int | None,
        typer.Option(
            "--entailment",
            min=1,
            metavar="N",
            help="Measure with the NLI model, too, how many of N drawn claims are entailed by the text around them.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="What the claims of --entailment are drawn with.")] = 2016,
    nli_model: NliModelOption = None,
    json: Json = False,
) -> None:
    """Measure the claims and attributions found in articles whose attributions people marked.

    With --entailment a claim counts as entailed above a probability of one half, without the guard and with it. The
    exit code is 1 if an article failed, an offset is wrong or a sentence is not accounted for.
    """
    from models.english import EnglishPipeline
    from verifier.evaluation.entailment import placed
    from verifier.evaluation.extraction import evaluate_extraction, figures, read_marked

    articles = read_marked(data, limit=limit)
    extractor = session(context).parts.make_extractor()
    with progress("extracting", total=len(articles), unit="articles") as meter:
        claims: list[Placed] = []
        counts = evaluate_extraction(
            articles,
            extractor,
            EnglishPipeline(),
            on_progress=meter,
            on_extracted=lambda *extracted: claims.extend(placed(*extracted)),
        )
    found = figures(counts)
    if entailment is not None:
        found["entailment"] = _entailment(context, claims, limit=entailment, seed=seed, nli_model=nli_model)
    if json:
        print_json(found)
    else:
        _print(found)
    if not counts.sound:
        tell(f"{len(counts.errors)} articles failed, {counts.wrong_offsets} offsets are wrong", *counts.errors[:5])
        raise typer.Exit(FAILED)


def _entailment(
    context: typer.Context, claims: Sequence[Placed], *, limit: int, seed: int, nli_model: str | None
) -> dict[str, int | float | None]:
    from verifier.evaluation.entailment import measure, report, sample

    return report(measure(sample(claims, limit=limit, seed=seed), session(context).load_nli(nli_model)))


def _print(found: dict[str, object]) -> None:
    attributions, entailment = found.pop("attributions"), found.pop("entailment", None)
    print_table(("", ""), ((name.replace("_", " "), _shown(value)) for name, value in found.items()))
    if isinstance(entailment, dict):
        print_table(
            ("claims drawn", ""), ((name.replace("_", " "), _shown(value)) for name, value in entailment.items())
        )
    if not isinstance(attributions, dict):
        return
    for measure, name in (("", "by token overlap"), ("exact_", "exact"), ("words_", "by words")):
        print_table(
            (name, "precision", "recall", "F1", "95 % interval", "found", "marked"),
            (
                (
                    part,
                    *(_shown(row[f"{measure}{figure}"]) for figure in ("precision", "recall", "f1", "f1_interval")),
                    row["found"],
                    row["marked"],
                )
                for part, row in attributions.items()
            ),
        )


def _shown(value: object) -> str:
    """Undefined is told as such, never as 0."""
    if isinstance(value, tuple):
        return " to ".join(_shown(bound) for bound in value)
    if isinstance(value, float):
        return f"{value:.3f}"
    return "-" if value is None else f"{value:,}" if isinstance(value, int) else str(value)

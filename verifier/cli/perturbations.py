"""`verifier evaluate perturbations`: whether a verdict changes where it must, and where it must not."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.evaluating import evaluate
from verifier.cli.failures import terminable
from verifier.cli.model_figures import cells
from verifier.cli.options import Json, NliModelOption
from verifier.cli.output import print_json, print_table, stderr
from verifier.cli.parts import session
from verifier.cli.progress import progress
from verifier.errors import OutputUnusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verifier.evaluation.perturbations.cases import Case
    from verifier.evaluation.perturbations.figures import SuiteFigures
    from verifier.evaluation.perturbations.sources import RealTexts
    from verifier.pipeline import Verifier

_SUITES = "number|date|negation|entity|attribution|paraphrase|distractors"


@evaluate.command("perturbations")
def perturbations(
    context: typer.Context,
    *,
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Folder that holds nli/.")],
    suites: Annotated[
        list[str] | None,
        typer.Option("--suite", metavar=_SUITES, help="What is altered. May be repeated. Default: all."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="Cases of each suite; less are the first of more.")
    ] = 300,
    seed: Annotated[int, typer.Option("--seed", help="What draws the cases and alters them.")] = 1,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write the cases and their verdicts as JSON lines.")
    ] = None,
    nli_model: NliModelOption = None,
    json: Json = False,
) -> None:
    """Alter supported claims of development sets by rules, and verify both over the claim's own evidence.

    An altered number, date, negation, name or attribution must not stay SUPPORTED; a paraphrase must keep its verdict,
    and 50 irrelevant documents must not change one. SciFact's claims are for evaluation only (NC).
    """
    from verifier.evaluation.perturbations.cases import make_cases
    from verifier.evaluation.perturbations.sources import read_texts

    chosen = _chosen(suites)
    texts = read_texts(data)
    cases = {suite: make_cases(texts, suite, limit=limit, seed=seed) for suite in chosen}
    lines: list[object] = []
    found: list[SuiteFigures] = []
    with (
        terminable(),
        TemporaryDirectory(prefix="verifier-") as folder,
        session(context).open_verifier(Path(folder) / "collection", nli_model=nli_model, create=True) as verifier,
    ):
        for suite, of_suite in cases.items():
            figures, told = _measured(suite, of_suite, texts, verifier, seed)
            found.append(figures)
            lines += told
    if save is not None:
        _write(save, lines)
    if json:
        print_json({"seed": seed, "suites": [one.record() for one in found]})
    else:
        _print(found)


def _chosen(suites: Sequence[str] | None) -> list[str]:
    from verifier.evaluation.perturbations.cases import SUITES

    for suite in suites or ():
        if suite not in SUITES:
            raise typer.BadParameter(f"expected one of {', '.join(SUITES)}, found {suite!r}", param_hint="--suite")
    return [suite for suite in SUITES if not suites or suite in suites]


def _measured(
    suite: str, cases: Sequence[Case], texts: RealTexts, verifier: Verifier, seed: int
) -> tuple[SuiteFigures, list[object]]:
    from verifier.evaluation.perturbations.figures import measure
    from verifier.evaluation.perturbations.judging import judge, judge_distracted

    with progress(suite, total=len(cases), unit="cases") as meter:
        if suite == "distractors":
            pool = list(dict.fromkeys(one.evidence for one in texts.claims))
            judged = judge_distracted(cases, pool, verifier, seed=seed, on_progress=meter)
        else:
            judged = judge(cases, verifier, on_progress=meter)
    return measure(suite, judged), [{**one.case.record(), "before": one.before, "after": one.after} for one in judged]


def _write(path: Path, lines: Iterable[object]) -> None:
    from verifier.records import dumps

    try:
        path.write_text("".join(f"{dumps(line)}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise OutputUnusable(
            f"{path}: expected a file that can be written, found: {error.strerror}",
            hint="Give --save a file in a folder that you may write to.",
        ) from error


def _print(found: Sequence[SuiteFigures]) -> None:
    from verifier.evaluation.perturbations.figures import MEANINGS

    print_table(
        ("suite (95 % interval)", "share of its cases", "value", "from", "to", "n"),
        (
            (one.suite, MEANINGS[name], *cells(figure.value, figure.interval), figure.n)
            for one in found
            for name, figure in one.figures.items()
        ),
    )
    for one in found:
        changed = ", ".join(f"{labels}: {count}" for labels, count in one.labels.items())
        stderr().print(f"{one.suite}: {changed}", soft_wrap=True)

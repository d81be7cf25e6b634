"""`verifier calibrate` and `verifier evaluate selective`: confidence fitted on labelled claims, and what it promises
measured on others.
"""

from __future__ import annotations

import json as jsonlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.evaluating import evaluate
from verifier.cli.model_figures import share
from verifier.cli.options import Json
from verifier.cli.output import print_json, print_table, stderr
from verifier.errors import InputUnreadable, OutputUnusable

if TYPE_CHECKING:
    from verifier.fitting import Calibrated, Outcome, Selected

PredictionsFile = Annotated[
    Path,
    typer.Option("--predictions", metavar="FILE.jsonl", help="Predictions of `verifier evaluate verdicts`."),
]
AllClaims = Annotated[
    bool, typer.Option("--all", help="Use every claim of the file, not only the half that its id falls into.")
]


def calibrate(
    *,
    predictions: PredictionsFile,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.json", help="Where to write the calibration.")],
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help="What the claims are. Default: the file's name.")
    ] = None,
    all_claims: AllClaims = False,
    json: Json = False,
) -> None:
    """Fit confidence on labelled predictions and measure it on the half of the claims that it is not fitted on.

    With --all it is fitted on every claim, and nothing is left to be measured.
    """
    from verifier.calibration import calibration_record
    from verifier.fitting import fit, is_held_out, measure  # numpy takes its time

    outcomes = _read(predictions)
    fitted_on = [one for one in outcomes if all_claims or not is_held_out(one.id)]
    held_out = [] if all_claims else [one for one in outcomes if is_held_out(one.id)]
    found = fit(fitted_on, source=source or predictions.name)
    _write(out, f"{jsonlib.dumps(calibration_record(found), indent=1)}\n")
    before, after = measure(held_out, None), measure(held_out, found)
    if json:
        print_json({"fitted_on": len(fitted_on), "before": asdict(before), "after": asdict(after)})
        return
    print_table(
        ("label", "claims", "right", "fitted"),
        (
            (label, count, right, "yes" if label in found.labels else "no: too few")
            for label, count, right in _counts(fitted_on)
        ),
    )
    print_table(
        ("on the other half", "calibration error", "Brier", "n"),
        (("as given", *_shares(before), before.n), ("calibrated", *_shares(after), after.n)),
    )
    stderr().print(f"wrote {out}, fitted on {len(fitted_on):,} claims", soft_wrap=True)


@evaluate.command("selective")
def selective(
    *,
    predictions: PredictionsFile,
    calibration: Annotated[
        Path, typer.Option("--calibration", metavar="FILE.json", help="A calibration of `verifier calibrate`.")
    ],
    max_error_rate: Annotated[
        list[float], typer.Option("--max-error-rate", metavar="R", help="Above 0, up to 0.5. May be repeated.")
    ],
    all_claims: AllClaims = False,
    json: Json = False,
) -> None:
    """Measure, on claims that the calibration was not fitted on, the error and the coverage at given error rates.

    By default the half of the claims is used that `calibrate` leaves out; --all is for a file of other claims.
    """
    from verifier.calibration import load
    from verifier.fitting import is_held_out, select  # numpy takes its time
    from verifier.settings import require_error_rate

    for rate in max_error_rate:
        require_error_rate(rate)
    fitted = load(calibration)
    outcomes = [one for one in _read(predictions) if all_claims or is_held_out(one.id)]
    found = [select(outcomes, fitted, max_error_rate=rate) for rate in max_error_rate]
    if json:
        print_json([_selected_record(one) for one in found])
        return
    print_table(
        ("asked for", "error", "wrong", "answered", "claims", "coverage", "expected coverage"),
        (
            (
                f"{one.max_error_rate:g}",
                share(one.error),
                one.wrong,
                one.answered,
                one.n,
                share(one.coverage),
                f"{share(one.expected_coverage)} (n {one.calibrated_on:,})",
            )
            for one in found
        ),
    )


def _selected_record(one: Selected) -> dict[str, object]:
    return {
        **asdict(one),
        "error": one.error,
        "coverage": one.coverage,
        "by_label": {
            label: {"answered": answered, "wrong": wrong} for label, (answered, wrong) in one.by_label.items()
        },
    }


def _read(path: Path) -> list[Outcome]:
    from verifier.fitting import read_outcomes

    try:
        with path.open(encoding="utf-8") as lines:
            return read_outcomes(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnreadable(
            f"{path}: expected a file of predictions in UTF-8, found: {error}",
            hint="Write one with `verifier evaluate verdicts`.",
        ) from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputUnusable(
            f"{path}: expected a file that can be written, found: {error.strerror}",
            hint="Give --out a file in a folder that exists.",
        ) from error


def _counts(outcomes: Sequence[Outcome]) -> list[tuple[str, int, int]]:
    from verifier.types import LABELS

    return [
        (label, sum(one.label == label for one in outcomes), sum(one.label == label and one.right for one in outcomes))
        for label in LABELS
    ]


def _shares(found: Calibrated) -> tuple[str, str]:
    return share(found.ece), share(found.brier)

"""`verifier models evaluate check-worthiness`: how well check-worthy sentences are told."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.model_figures import share, with_interval
from verifier.cli.options import Json
from verifier.cli.output import print_json, print_table
from verifier.cli.parts import session
from verifier.cli.progress import progress

if TYPE_CHECKING:
    from models.evaluate_worthiness import WorthinessEvaluation


def evaluate_check_worthiness(
    context: typer.Context,
    *,
    data: Annotated[
        Path,
        typer.Option(
            "--data", metavar="DIR", help="Folder with claimbuster_crowdsourced.jsonl.gz and checkthat.jsonl.gz."
        ),
    ],
    json: Json = False,
) -> None:
    """Measure how the classifier tells check-worthy sentences: by class, as a ranking, and as a probability.

    Measured are the debates that training holds out, and the tweets of CheckThat! dev.
    """
    from models.evaluate_worthiness import evaluate_worthiness  # numpy takes its time
    from models.worthiness_data import hold_out, read_debates, read_tweets

    _, held = hold_out(read_debates(data))
    tweets = read_tweets(data)
    model = session(context).load_worthiness()
    total = sum(len(debate.statements) for debate in held) + len(tweets)
    with progress("reading", total=total, unit="sentences") as meter:
        found = evaluate_worthiness(held, tweets, model, on_progress=meter)
    if json:
        print_json(asdict(found))
    else:
        _print_worthiness(found)


def _print_worthiness(found: WorthinessEvaluation) -> None:
    ranking, tweets = found.ranking, found.tweets
    figures = (
        ("model", found.model),
        ("sentences", f"{found.n:,} of {len(found.debates)} debates held out"),
        ("macro F1", with_interval(found.macro_f1, found.macro_f1_interval)),
        ("average precision", with_interval(ranking.average_precision, ranking.interval)),
        ("by chance", f"{share(ranking.share)} ({ranking.positives:,} of {ranking.n:,} are check-worthy)"),
        ("calibration error", share(found.ece)),
        ("tweets, average precision", with_interval(tweets.average_precision, tweets.interval)),
        ("tweets, by chance", f"{share(tweets.share)} ({tweets.positives:,} of {tweets.n:,})"),
    )
    print_table(("", ""), figures)
    print_table(
        ("class", "precision", "recall", "F1", *(f"told as {told}" for told in found.confusion), "n"),
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
    print_table(
        ("probability", "mean", "check-worthy", "n"),
        (
            (f"{row.low:.1f} to {row.high:.1f}", share(row.probability), share(row.share), row.n)
            for row in found.reliability
        ),
    )

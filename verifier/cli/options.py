"""Options that several commands share, with one help text each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer
from typer.models import OptionInfo

from indexes.types import DocumentKind
from models.runtimes import RUNTIME_CHOICES
from models.types import Span
from verifier.errors import InputUnreadable
from verifier.records import parse_date, parse_fragment


def _day(text: str | date) -> date:
    if isinstance(text, date):
        return text
    try:
        return parse_date(text)
    except InputUnreadable as error:
        raise typer.BadParameter(f"expected YYYY-MM-DD, found {text[:40]!r}") from error


def _fragment(text: str | Span) -> Span:
    if isinstance(text, Span):
        return text
    try:
        return parse_fragment(text)
    except InputUnreadable as error:
        raise typer.BadParameter(f"expected START:END, found {text[:40]!r}") from error


def _day_option(name: str, *, help: str) -> OptionInfo:  # noqa: A002 - typer's word for it
    option: OptionInfo = typer.Option(name, help=help, parser=_day, metavar="YYYY-MM-DD")
    return option


CollectionFolder = Annotated[
    Path,
    typer.Option(
        "--collection", "-c", envvar="VERIFIER_COLLECTION", metavar="DIR", help="Folder of the reference collection."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on stdout instead of text.")]
NliModelOption = Annotated[
    str | None,
    typer.Option(
        "--nli-model",
        envvar="VERIFIER_NLI_MODEL",
        metavar="PATH",
        help="Folder of a Hugging Face NLI model to use instead of the released judge.",
    ),
]
NliRuntimeOption = Annotated[
    str | None,
    typer.Option(
        "--nli-runtime",
        envvar="VERIFIER_NLI_RUNTIME",
        metavar="|".join(RUNTIME_CHOICES),
        help="Arithmetic of the NLI model. auto (the default): int8 for the released models where the processor can.",
    ),
]
ProfileFile = Annotated[
    str | None, typer.Option("--profile", metavar="FILE.toml", help="What a desk wants first: weights and filters.")
]
Cascade = Annotated[
    bool,
    typer.Option("--cascade", help="Let the small screen read all that is found, and the judge only what it picks."),
]
Guard = Annotated[
    bool,
    typer.Option(
        "--guard",
        help="Let the NLI model read each claim beside the article, and keep the sentence where it says more.",
    ),
]
Ready = Annotated[
    bool,
    typer.Option("--ready", help="Only claims that can be checked as they are, and no drafts; these count as skipped."),
]
LeastReadiness = Annotated[
    float | None,
    typer.Option(
        "--least-readiness",
        min=0.0,
        max=1.0,
        metavar="R",
        help="Leave out of the list, but not of JSON, what is less likely to be usable (0.5 by default); 0 keeps all.",
    ),
]
LeastWorth = Annotated[
    float | None,
    typer.Option(
        "--least-worth",
        min=0.0,
        max=1.0,
        metavar="W",
        help="Set claims aside that are less worth checking than this, from 0 (none) to 1. Default: 0.1.",
    ),
]
Fast = Annotated[
    bool,
    typer.Option("--fast", help="Read with the small screen alone: quicker by far, and wrong more often."),
]
TopK = Annotated[
    int | None, typer.Option("--top-k", min=1, max=1000, metavar="N", help="Passages to retrieve for a claim.")
]
UseLater = Annotated[
    bool,
    typer.Option("--use-later-evidence", help="Use evidence published after the article's or the claim's day too."),
]
MaxErrorRate = Annotated[
    float | None,
    typer.Option(
        "--max-error-rate",
        metavar="R",
        help="Answer only what is sure enough for a share of wrong answers below R, above 0 and up to 0.5; says how "
        "much is answered.",
    ),
]
Published = Annotated[
    date | None,
    _day_option("--published", help="Day of publication. Default: the dateline of the text, where it has one."),
]
Fragment = Annotated[
    Span | None,
    typer.Option(
        "--fragment",
        parser=_fragment,
        metavar="START:END",
        help="Only claims of this part of the text, in characters counted from 0; the whole text is their context.",
    ),
]
AsOf = Annotated[date | None, _day_option("--as-of", help="Last day whose evidence may be used. Default: no limit.")]
Before = Annotated[date | None, _day_option("--before", help="Only documents published before this day.")]
After = Annotated[date | None, _day_option("--after", help="Only documents published on this day or later.")]
Publishers = Annotated[
    list[str] | None, typer.Option("--publisher", metavar="P", help="Only this publisher. May be repeated.")
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="CODE", help="Only this language (ISO 639-1). May be repeated."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="|".join(get_args(DocumentKind)), help="Only documents of this kind. May be repeated."
    ),
]


def kind_named(name: str) -> DocumentKind:
    """The kind of that name; raises typer.BadParameter."""
    for kind in get_args(DocumentKind):
        if kind == name:
            found: DocumentKind = kind
            return found
    raise typer.BadParameter(
        f"expected one of {', '.join(get_args(DocumentKind))}, found {name!r}", param_hint="--kind"
    )

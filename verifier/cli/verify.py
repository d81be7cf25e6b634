"""`verifier check` and `verifier article`: verdicts on claims given on their own, and on those of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from verifier.cli.claims import ArticleFile
from verifier.cli.failures import terminable
from verifier.cli.inputs import chunks, dated, read_article, read_requests
from verifier.cli.options import (
    AsOf,
    Cascade,
    CollectionFolder,
    Fast,
    Fragment,
    Guard,
    Json,
    LeastWorth,
    MaxErrorRate,
    NliModelOption,
    NliRuntimeOption,
    Published,
    TopK,
    UseLater,
)
from verifier.cli.output import json_list, print_json, stderr, stdout
from verifier.cli.parts import session
from verifier.cli.progress import progress
from verifier.errors import OutputUnusable
from verifier.records import report_record, verdict_record
from verifier.types import Verdict

CHUNK = 64
"""Claims verified together: enough to fill the model's batches, few enough for answers to come in a stream."""


def check(
    context: typer.Context,
    claims: Annotated[list[str] | None, typer.Argument(metavar="CLAIM...", help="Claims, each in quotes.")] = None,
    *,
    collection: CollectionFolder,
    claims_file: Annotated[
        str | None,
        typer.Option(
            "--claims-file",
            metavar="FILE.jsonl",
            help='Lines of {"claim": "...", "as_of": "2019-06-22" or null, "id": ...}; - is standard input.',
        ),
    ] = None,
    as_of: AsOf = None,
    nli_model: NliModelOption = None,
    nli_runtime: NliRuntimeOption = None,
    top_k: TopK = None,
    use_later_evidence: UseLater = False,
    max_error_rate: MaxErrorRate = None,
    cascade: Cascade = False,
    fast: Fast = False,
    json: Json = False,
) -> None:
    """Check claims: a verdict for each, in order, with the sentences it rests on.

    --as-of holds for claims that carry no day of their own. JSON is a list of verdicts, written as they are reached.
    """
    requests = read_requests(claims or (), claims_file, as_of=as_of)
    with (
        terminable(),
        session(context).open_verifier(
            collection,
            nli_model=nli_model,
            nli_runtime=nli_runtime,
            top_k=top_k,
            use_later=use_later_evidence,
            max_error_rate=max_error_rate,
            cascade=cascade,
            fast=fast,
        ) as verifier,
        progress("checking", total=len(requests), unit="claims") as meter,
        _verdict_writer(json=json) as write,
    ):
        done = 0
        for chunk in chunks(requests, CHUNK):
            verdicts = verifier.check(chunk, on_progress=_from(done, meter))
            with meter.aside():
                for verdict in verdicts:
                    write(verdict)
            done += len(chunk)


def article(
    context: typer.Context,
    file: ArticleFile,
    *,
    collection: CollectionFolder,
    published: Published = None,
    fragment: Fragment = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the article.")] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Address of the article; its own copies are no evidence.")
    ] = None,
    publisher: Annotated[str | None, typer.Option("--by", metavar="PUBLISHER", help="Who published it.")] = None,
    nli_model: NliModelOption = None,
    nli_runtime: NliRuntimeOption = None,
    top_k: TopK = None,
    use_later_evidence: UseLater = False,
    max_error_rate: MaxErrorRate = None,
    cascade: Cascade = False,
    fast: Fast = False,
    guard: Guard = False,
    least_worth: LeastWorth = None,
    json: Json = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write the report as one self-contained page.")
    ] = None,
) -> None:
    """Check an article: every claim it makes, with verdicts, evidence and what was left out.

    Evidence later than the article's day is not used. JSON is a report with "article", "verdicts", "skipped" and
    "provenance"; offsets are in characters of the report's article text.
    """
    found = replace(dated(read_article(file), published), fragment=fragment)
    subject = replace(found, title=title or found.title, url=url or found.url, publisher=publisher or found.publisher)
    with (
        session(context).open_verifier(
            collection,
            nli_model=nli_model,
            nli_runtime=nli_runtime,
            top_k=top_k,
            use_later=use_later_evidence,
            max_error_rate=max_error_rate,
            cascade=cascade,
            fast=fast,
            guard=guard,
            least_worth=least_worth,
        ) as verifier,
        progress("checking", total=None, unit="claims") as meter,
    ):
        report = verifier.verify(subject, on_progress=meter)
    from verifier.report import html_report, text_report  # loads the template engine; --help must not

    if html is not None:
        _write_page(html, html_report(report))
    if json:
        print_json(report_record(report))
    elif html is None:
        stdout().print(text_report(report))


@contextmanager
def _verdict_writer(*, json: bool) -> Iterator[Callable[[Verdict], None]]:
    """How verdicts leave: as a JSON list in a stream, or as text, each as soon as it is known."""
    if json:
        with json_list() as add:
            yield lambda verdict: add(verdict_record(verdict))
    else:
        from verifier.report import text_verdict  # loads the template engine; --help must not

        console = stdout()
        yield lambda verdict: console.print(text_verdict(verdict))


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputUnusable(
            f"{path}: expected a file that can be written, found: {error.strerror}",
            hint="Give --html a file in a folder that exists.",
        ) from error
    stderr().print(f"wrote {path}", soft_wrap=True)


def _from(start: int, meter: Callable[[int], None]) -> Callable[[int], None]:
    """Progress inside a chunk, as progress of the whole."""
    return lambda done: meter(start + done)

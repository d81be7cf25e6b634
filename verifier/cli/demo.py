"""`verifier demo`: the main job on the project's own documents and article."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.index import Reading, added_summary
from verifier.cli.output import stderr, stdout
from verifier.cli.parts import session
from verifier.cli.plugins import run_plugin
from verifier.cli.progress import progress
from verifier.errors import InputUnreadable

if TYPE_CHECKING:
    from indexes.collection import Collection

DEFAULT_COLLECTION = Path(".demo/collection")


def demo(
    context: typer.Context,
    *,
    collection: Annotated[
        Path, typer.Option("--collection", "-c", metavar="DIR", help="Where to keep the demo collection.")
    ] = DEFAULT_COLLECTION,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the demo collection instead of printing.")] = False,
) -> None:
    """Build a collection from the project's own documents, check its own article and print the report."""
    if serve:
        with session(context).open_collection(collection, create=True) as opened:
            _add_documents(opened)
        run_plugin("serve", ["--collection", str(collection)])
        return
    from verifier.demo import demo_article
    from verifier.report import text_report  # the template engine takes its time

    with session(context).open_verifier(collection, create=True) as verifier:
        _add_documents(verifier.collection)
        with progress("checking the article", total=None, unit="claims") as meter:
            report = verifier.verify(demo_article(), on_progress=meter)
    stdout().print(text_report(report))
    _tell_what_next(collection)


def _add_documents(collection: Collection) -> None:
    from verifier.demo import DOCUMENTS_FILE

    reading = Reading([DOCUMENTS_FILE])
    with progress("adding the documents", total=None, unit="documents") as meter:
        result = collection.add(reading.documents(), on_progress=meter)
    if reading.unreadable:
        first = reading.unreadable[0]
        raise InputUnreadable(f"{first.source}: {first.error}", hint=first.hint)
    stderr().print(added_summary(result, unreadable=0), soft_wrap=True)


def _tell_what_next(collection: Path) -> None:
    where = shlex.quote(str(collection))
    lines: Sequence[tuple[str, str]] = (
        ("Serve this collection over HTTP:", f"verifier serve --collection {where}"),
        ("Check an article of your own:", f"verifier article article.txt --collection {where} --html report.html"),
        ("Check a claim:", f'verifier check "The committee met in Geneva." --collection {where}'),
        ("Start a collection of your own documents:", "verifier index add FOLDER --collection my-documents"),
    )
    console = stdout()
    console.print()
    for heading, command in lines:
        console.print(heading, style="bold", markup=False)
        console.print(f"  {command}", markup=False, soft_wrap=True)

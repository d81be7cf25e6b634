"""`verifier index`: documents in and out of a collection, and what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indexes.types import AddResult, Document, UnreadableItem
from verifier.cli.failures import USAGE, one_line, tell, warn
from verifier.cli.options import CollectionFolder, Json
from verifier.cli.output import print_json, print_table, stdout
from verifier.cli.parts import session
from verifier.cli.progress import progress

if TYPE_CHECKING:
    from indexes.collection import Collection

app = typer.Typer(help="Add, remove, list and check the reference documents of a collection.", rich_markup_mode="rich")

_PAGE = 200


@app.command("add")
def add(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", exists=True, help="Files or folders: .txt, .md, .html, .pdf, .jsonl, .csv."),
    ],
    *,
    collection: CollectionFolder,
    json: Json = False,
) -> None:
    """Add documents; makes the collection where there is none.

    A document under a known id is replaced if it changed. A file or record that cannot be read is reported, and the
    rest goes in; the exit code is 2 only if nothing could be read.
    """
    with (
        session(context).open_collection(collection, create=True) as opened,
        progress("adding", total=None, unit="documents") as meter,
    ):
        reading = Reading(paths)
        result = opened.add(reading.documents(), on_progress=meter)
        info = opened.info()
    for item in reading.unreadable:
        where = item.source if item.line is None else f"{item.source}, line {item.line}"
        warn(f"left out {where}: {item.error}", item.hint)
    if json:
        print_json(
            {
                "added": result.added,
                "replaced": result.replaced,
                "unchanged": result.unchanged,
                "unreadable": [_unreadable_record(item) for item in reading.unreadable],
                "documents": info.documents,
                "snapshot": info.snapshot,
            }
        )
    else:
        stdout().print(f"{added_summary(result, unreadable=len(reading.unreadable))} In all: {info.documents:,}.")
    if reading.unreadable and not _count(result):
        tell("expected at least one document, found none that can be read", "The warnings above say what to mend.")
        raise typer.Exit(USAGE)


@app.command("remove")
def remove(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of documents.")],
    *,
    collection: CollectionFolder,
    json: Json = False,
) -> None:
    """Remove documents. Ids that are not there are reported; the exit code is 2 if none is."""
    with session(context).open_collection(collection) as opened:
        result = opened.remove(ids)
    for missing in result.missing:
        warn(f"no document has the id {missing!r}")
    if json:
        print_json({"removed": list(result.removed), "missing": list(result.missing)})
    else:
        stdout().print(f"Removed {len(result.removed):,}.")
    if not result.removed:
        tell("expected ids of documents in the collection, found none of them", "See: verifier index list")
        raise typer.Exit(USAGE)


@app.command("stats")
def stats(context: typer.Context, *, collection: CollectionFolder, json: Json = False) -> None:
    """Show what the collection holds: counts, embedder, snapshot."""
    with session(context).open_collection(collection) as opened:
        info = opened.info()
    record: dict[str, str | int] = {
        "documents": info.documents,
        "passages": info.passages,
        "embedder": str(info.embedder),
        "dimension": info.dimension,
        "metric": info.metric,
        "snapshot": info.snapshot,
        "format_version": info.format_version,
    }
    if json:
        print_json(record)
    else:
        print_table(("", ""), ((name.replace("_", " "), str(value)) for name, value in record.items()))


@app.command("list")
def list_documents(
    context: typer.Context,
    *,
    collection: CollectionFolder,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many.")] = None,
    json: Json = False,
) -> None:
    """List the documents by id. JSON is one document record a line, ready for `index add`."""
    from indexes.readers import document_record  # loads trafilatura; --help must not

    with session(context).open_collection(collection) as opened:
        documents = islice(_documents(opened), limit)
        if json:
            for document in documents:
                print_json(document_record(document))
            return
        print_table(
            ("id", "published", "publisher", "kind", "title"),
            (
                (
                    document.id,
                    str(document.published_at or "no date"),
                    document.publisher,
                    document.kind,
                    document.title or document.text[:60],
                )
                for document in documents
            ),
        )


@app.command("show")
def show(
    context: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a document.")],
    *,
    collection: CollectionFolder,
    json: Json = False,
) -> None:
    """Show one document."""
    from indexes.readers import document_record  # loads trafilatura; --help must not

    with session(context).open_collection(collection) as opened:
        document = opened.get(document_id)
    if document is None:
        tell(f"expected the id of a document in the collection, found {document_id!r}", "See: verifier index list")
        raise typer.Exit(USAGE)
    if json:
        print_json(document_record(document))
        return
    fields = (
        ("id", document.id),
        ("title", document.title),
        ("url", document.url),
        ("publisher", document.publisher),
        ("published", str(document.published_at or "no date")),
        ("kind", document.kind),
        ("language", document.language),
    )
    print_table(("", ""), (field for field in fields if field[1]))
    console = stdout()
    for line in document.text.split("\n"):
        console.print(one_line(line), markup=False)


@app.command("check")
def check(context: typer.Context, *, collection: CollectionFolder, json: Json = False) -> None:
    """Compare catalog, full-text search and vector index; the exit code is 1 if they disagree."""
    with session(context).open_collection(collection) as opened:
        problems = opened.check()
    if json:
        print_json(problems)
    elif not problems:
        stdout().print("Sound: catalog, full-text search and vector index agree.")
    for problem in problems:
        tell(problem)
    if problems:
        raise typer.Exit(1)


class Reading:
    """Documents out of paths, while what cannot be read is set aside."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.unreadable: list[UnreadableItem] = []
        self._paths = list(paths)

    def documents(self) -> Iterator[Document]:
        from indexes.readers import read_paths  # loads trafilatura; --help must not

        for item in read_paths(self._paths):
            if isinstance(item, UnreadableItem):
                self.unreadable.append(item)
            else:
                yield item


def added_summary(result: AddResult, *, unreadable: int) -> str:
    parts = [f"Added {result.added:,}", f"replaced {result.replaced:,}", f"unchanged {result.unchanged:,}"]
    if unreadable:
        parts.append(f"left out {unreadable:,}")
    return f"{', '.join(parts)}."


def _count(result: AddResult) -> int:
    return result.added + result.replaced + result.unchanged


def _unreadable_record(item: UnreadableItem) -> dict[str, str | int | None]:
    return {"source": item.source, "line": item.line, "error": item.error, "hint": item.hint}


def _documents(collection: Collection) -> Iterator[Document]:
    """All documents by id, a page at a time."""
    after: str | None = None
    while page := collection.list(limit=_PAGE, after_id=after):
        yield from page
        after = page[-1].id

"""`verifier evidence`: passages on a statement, without a verdict."""

from __future__ import annotations

from typing import Annotated

import typer

from indexes.types import SearchFilter, SearchMode
from verifier.cli.options import After, Before, CollectionFolder, Json, Kinds, Languages, Publishers, kind_named
from verifier.cli.output import print_block, print_json, stderr
from verifier.cli.parts import session
from verifier.errors import InputEmpty
from verifier.evidence_records import hit_record


def evidence(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A statement or a few words.")],
    *,
    collection: CollectionFolder,
    top_k: Annotated[int, typer.Option("--top-k", min=1, max=1000, metavar="N", help="Passages to return.")] = 10,
    before: Before = None,
    after: After = None,
    publisher: Publishers = None,
    language: Languages = None,
    kind: Kinds = None,
    mode: Annotated[SearchMode, typer.Option("--mode", help="How to search.")] = "fused",
    dated_only: Annotated[bool, typer.Option("--dated-only", help="Leave out documents without a date.")] = False,
    json: Json = False,
) -> None:
    """Find passages for, against and around a statement.

    The best come first. Dense and lexical search are fused by reciprocal rank.
    """
    if not query.strip():
        raise InputEmpty("expected a statement, found an empty text", hint="Write the statement in quotes.")
    if before is not None and after is not None and after >= before:
        raise typer.BadParameter(f"no day is on or after {after} and before {before}", param_hint="--after")
    where = SearchFilter(
        after=after,
        before=before,
        include_undated=not dated_only,
        publishers=frozenset(publisher or ()),
        languages=frozenset(language or ()),
        kinds=frozenset(kind_named(name) for name in kind or ()),
    )
    with session(context).open_collection(collection) as opened:
        result = opened.search([query], top_k=top_k, where=where, mode=mode)
    records = [hit_record(hit, result.documents[hit.passage.document_id]) for hit in result.hits[0]]
    if json:
        print_json(records)
        return
    if not records:
        stderr().print("Nothing was found.")
    for rank, hit in enumerate(result.hits[0], start=1):
        document = result.documents[hit.passage.document_id]
        source = (document.publisher, str(document.published_at or "no date"), document.id)
        heading = ", ".join(part for part in source if part)
        print_block(rank, heading, hit.passage.text, note=f"similarity {hit.similarity:.3f}")

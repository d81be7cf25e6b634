"""Taking a batch in: its body onto the disk, its items counted, and refused as a whole only where nothing in it can be
answered. A line that is no item is answered by an error of its own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from api.errors import BatchEmpty, BodyMalformed, LimitExceeded
from api.limits import require_item
from api.requests import bounded_stream, parse_json, require_media_type
from verifier.batch import BatchFault, read_items

if TYPE_CHECKING:
    from pathlib import Path

    from api.batches.store import Batch, BatchStore
    from api.settings import Limits
    from verifier.batch import BatchItem

JSON_LINES = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
ITEM_HINT = 'Send {"custom_id", "article": {"text": ...}} or {"custom_id", "claim": ...}, one a line.'


async def take_in(request: Request, store: BatchStore, limits: Limits) -> Batch:
    """The body of the request as a batch that is on disk. Raises what `api.requests` raises, LimitExceeded and
    BatchEmpty; nothing of the batch is kept then."""
    kind = require_media_type(request, *JSON_LINES, "application/json")
    lines = _from_json(request, limits) if kind == "application/json" else _from_lines(request, limits)
    incoming = await store.receive(lines)
    try:
        total = await run_in_threadpool(_count, incoming.path, limits)
        return await run_in_threadpool(incoming.accept, total=total)
    except BaseException:
        incoming.discard()
        raise


def items_within(limits: Limits, lines: Iterator[bytes]) -> Iterator[BatchItem | BatchFault]:
    """The items of the lines; one that breaks a limit of the service is a fault that names it."""
    return read_items(lines, require=lambda item: require_item(item, limits))


def _from_lines(request: Request, limits: Limits) -> AsyncIterator[bytes]:
    return bounded_stream(request, limit=limits.max_batch_bytes, name="max_batch_bytes")


async def _from_json(request: Request, limits: Limits) -> AsyncIterator[bytes]:
    chunks = [chunk async for chunk in bounded_stream(request, limit=limits.max_body_bytes, name="max_body_bytes")]
    body = parse_json(b"".join(chunks))
    items = body.get("items") if isinstance(body, dict) else body
    if not isinstance(items, list) or (isinstance(body, dict) and set(body) != {"items"}):
        raise BodyMalformed('expected a list of items, or {"items": [...]}', hint=ITEM_HINT)
    for item in items:
        yield json.dumps(item).encode() + b"\n"


def _count(path: Path, limits: Limits) -> int:
    """How many items and faults the input holds; at least one of them is an item."""
    total, items, first_fault = 0, 0, ""
    with path.open("rb") as file:
        for entry in items_within(limits, _bounded_lines(file, limits)):
            total += 1
            if total > limits.max_batch_items:
                raise LimitExceeded("max_batch_items", limit=limits.max_batch_items, found=None, what="items")
            if isinstance(entry, BatchFault):
                first_fault = first_fault or str(entry.error)
            else:
                items += 1
    if not items:
        found = f"{total} lines that are none, of which the first: {first_fault}" if total else "nothing"
        raise BatchEmpty(f"expected at least one item, found {found}", hint=ITEM_HINT)
    return total


def _bounded_lines(file: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    for number, line in enumerate(file, start=1):
        if len(line) > limits.max_body_bytes:
            raise LimitExceeded(
                "max_body_bytes", limit=limits.max_body_bytes, found=len(line), what=f"bytes of line {number}"
            )
        yield line

"""Batches: many articles or claims from JSONL to JSONL, to be killed and continued at any time.

A line of input is {"custom_id", "article": {...}} or {"custom_id", "claim", "as_of"}, each with "use_later_evidence"
and "max_error_rate" where the item is to be answered on terms of its own. A line of output is {"custom_id", "report"},
{"custom_id", "verdict"} or {"custom_id", "error": {"type", "message", "hint"}}. Output lines
come in the order of the input. The output is the state: what stands in it is not done again, an item that ended in an
error included, unless errors are to be tried again. Input that cannot be read as an item is answered with an error line
that also holds "line", its number.

A batch that goes on after the collection, the models or the settings changed continues: every answer names its own
provenance, and `BatchCounts.other_provenance` says how many earlier answers rest on another one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from indexes.errors import CollectionError
from models.errors import ModelDamaged, ModelMissing, ModelUnsuitable
from verifier.batch_errors import error_record, log_failed
from verifier.batch_output import BatchOutput, open_output, provenance_of
from verifier.errors import InputTooLarge, InputUnreadable
from verifier.records import (
    Record,
    article_from_record,
    dumps,
    mapping_from_json,
    report_record,
    request_from_record,
    storable,
    terms_from_record,
    verdict_record,
)
from verifier.types import Terms

if TYPE_CHECKING:
    from pathlib import Path

    from verifier.types import Article, ClaimRequest, Report, Verdict

logger = logging.getLogger(__name__)

# What is verified together, and so what a kill can cost: an article has some twenty claims.
CHUNK_CLAIMS = 64
CLAIMS_OF_ARTICLE = 16

# These speak of the machine and not of an item: they end the run, so that it can be continued after the cure.
_ENDING = (CollectionError, ModelMissing, ModelDamaged, ModelUnsuitable)


class BatchVerifier(Protocol):
    """What a batch needs of `verifier.pipeline.Verifier`: answers in the order of what is asked, on any terms."""

    def under(self, terms: Terms) -> BatchVerifier: ...

    def check(self, requests: Sequence[ClaimRequest]) -> list[Verdict]: ...

    def verify_many(self, articles: Sequence[Article]) -> list[Report]: ...


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One article or one claim. `custom_id` is the caller's, not blank and unique in a batch; `terms` are the item's
    own."""

    custom_id: str
    article: Article | None = None
    claim: ClaimRequest | None = None
    terms: Terms = field(default_factory=Terms)

    def __post_init__(self) -> None:
        if (self.article is None) == (self.claim is None):
            raise ValueError("a batch item is either an article or a claim")


@dataclass(frozen=True, slots=True)
class BatchFault:
    """An input line that is no item: its number from 1, its custom_id where that can be read, and what is wrong.
    `owns_id` says that it would be an item but for the caller's rule, so that no other line answers its custom_id."""

    line: int
    custom_id: str | None
    error: Exception
    owns_id: bool = False


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """Counts of input lines. `resumed` of the completed and failed ones stood in the output already; `total` is None
    where it is not known. `other_provenance` counts earlier answers that rest on another collection snapshot, other
    models or other settings than those of this run. `stopped` says that the run was told to stop before the end."""

    total: int | None = None
    completed: int = 0
    failed: int = 0
    resumed: int = 0
    other_provenance: int = 0
    stopped: bool = False

    @property
    def done(self) -> int:
        return self.completed + self.failed


def read_items(
    lines: Iterable[bytes | str], *, require: Callable[[BatchItem], None] | None = None
) -> Iterator[BatchItem | BatchFault]:
    """Items and faults in the order of the lines; blank lines are left out, but counted in the numbers of lines.

    A custom_id that came before is a fault: its answer could not be told from the first one's. So is an item for which
    `require`, the caller's own rule, raises InputUnreadable or InputTooLarge.
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        custom_id: str | None = None
        item: BatchItem | None = None
        try:
            record = mapping_from_json(_decoded(line), what=f"line {number}")
            custom_id = _custom_id(record, number)
            _require_new(custom_id, seen, number)
            item = _item(custom_id, record)
            if require is not None:
                require(item)
        except (InputUnreadable, InputTooLarge) as error:
            yield BatchFault(number, custom_id, error, owns_id=item is not None)
        except ValueError as error:  # numbers of more digits than Python reads
            cure = InputUnreadable(f"line {number}: {error}", hint="Write one JSON object a line.")
            yield BatchFault(number, custom_id, cure)
        else:
            yield item


def run_batch(
    verifier: BatchVerifier,
    items: Iterable[BatchItem | BatchFault],
    out: Path,
    *,
    total: int | None = None,
    on_progress: Callable[[BatchCounts], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    retry_errors: bool = False,
    ends_run: tuple[type[Exception], ...] = (),
) -> BatchCounts:
    """Answers every item that `out` does not hold yet, appends the answers and returns the counts of the whole batch.

    `should_stop` is asked before every chunk. An exception in one item becomes its error line; errors of the
    collection, the models or the disk, and those in `ends_run`, end the run with everything answered before on disk.
    So does a KeyboardInterrupt, which never leaves half a line. Raises OutputBusy and OutputUnusable.
    """
    with open_output(out, drop_errors=retry_errors) as output:
        run = _Run(verifier, output, BatchCounts(total=total), on_progress or _ignore, ends_run)
        for chunk in _chunks(run.fresh(items)):
            if should_stop is not None and should_stop():
                return replace(run.counts, stopped=True)
            run.answer(chunk)
        run.report()
        return run.counts


class _Run:
    """One run over one open output."""

    def __init__(
        self,
        verifier: BatchVerifier,
        output: BatchOutput,
        counts: BatchCounts,
        on_progress: Callable[[BatchCounts], None],
        ends_run: tuple[type[Exception], ...],
    ) -> None:
        self.counts = counts
        self._verifier = verifier
        self._output = output
        self._on_progress = on_progress
        self._ends_run: tuple[type[Exception], ...] = (*_ENDING, *ends_run)
        self._provenance: str | None = None

    def report(self) -> None:
        self._on_progress(self.counts)

    def fresh(self, items: Iterable[BatchItem | BatchFault]) -> Iterator[BatchItem | BatchFault]:
        """The items without those that the output holds, which are counted."""
        finished = self._output.finished
        for item in items:
            if isinstance(item, BatchFault) and item.line in finished.faults:
                succeeded: bool | None = False
            elif item.custom_id is None or (isinstance(item, BatchFault) and not item.owns_id):
                succeeded = None
            else:  # a fault by a rule that was not there when it was answered included
                succeeded = finished.succeeded.get(item.custom_id)
            if succeeded is None:
                yield item
            else:
                self._count(failed=not succeeded, resumed=True)

    def answer(self, chunk: Sequence[BatchItem | BatchFault]) -> None:
        records = self._records(chunk)
        self._compare_provenance(records)
        self._output.append([f"{dumps(record)}\n".encode() for record in records])
        for record in records:
            self._count(failed="error" in record)
        self.report()

    def _records(self, chunk: Sequence[BatchItem | BatchFault]) -> list[Record]:
        """One output record an entry, in order; where the whole chunk fails, each is tried by itself."""
        try:
            return self._together(chunk)
        except self._ends_run:
            raise
        except Exception as error:  # noqa: BLE001 - not swallowed: it becomes the answer of its item
            if len(chunk) > 1:
                return [record for entry in chunk for record in self._records([entry])]
            log_failed(chunk[0].custom_id, error)
            return [{"custom_id": chunk[0].custom_id, "error": error_record(error)}]

    def _together(self, chunk: Sequence[BatchItem | BatchFault]) -> list[Record]:
        items = [entry for entry in chunk if isinstance(entry, BatchItem)]
        answers: dict[str, Record] = {}
        for terms in dict.fromkeys(item.terms for item in items):
            answers.update(self._on_terms(terms, [item for item in items if item.terms == terms]))
        records = [
            _fault_record(entry) if isinstance(entry, BatchFault) else answers[entry.custom_id] for entry in chunk
        ]
        for record in records:  # ValueError for what cannot stand in a JSONL file, while it is still one item's error
            dumps(record).encode()
        return records

    def _on_terms(self, terms: Terms, items: Sequence[BatchItem]) -> dict[str, Record]:
        """The records of items that share their terms, by custom_id."""
        verifier = self._verifier.under(terms)
        reports = iter(verifier.verify_many([item.article for item in items if item.article is not None]))
        verdicts = iter(verifier.check([item.claim for item in items if item.claim is not None]))
        return {
            item.custom_id: {"custom_id": item.custom_id, "report": report_record(next(reports))}
            if item.article is not None
            else {"custom_id": item.custom_id, "verdict": verdict_record(next(verdicts))}
            for item in items
        }

    def _count(self, *, failed: bool, resumed: bool = False) -> None:
        self.counts = replace(
            self.counts,
            completed=self.counts.completed + (not failed),
            failed=self.counts.failed + failed,
            resumed=self.counts.resumed + resumed,
        )

    def _compare_provenance(self, records: Sequence[Record]) -> None:
        """Compares the first answers of this run with those that the output held before."""
        if self._provenance is not None:
            return
        self._provenance = next((found for found in map(provenance_of, records) if found is not None), None)
        if self._provenance is None:
            return
        earlier = self._output.finished.provenances
        other = earlier.total() - earlier[self._provenance]
        self.counts = replace(self.counts, other_provenance=other)
        if other:
            logger.warning(
                "%d earlier answers in %s rest on another collection snapshot, other models or other settings",
                other,
                self._output.path,
            )


def _fault_record(fault: BatchFault) -> Record:
    return {"custom_id": fault.custom_id, "line": fault.line, "error": error_record(fault.error)}


def _chunks(items: Iterable[BatchItem | BatchFault]) -> Iterator[list[BatchItem | BatchFault]]:
    chunk: list[BatchItem | BatchFault] = []
    claims = 0
    for item in items:
        chunk.append(item)
        claims += CLAIMS_OF_ARTICLE if isinstance(item, BatchItem) and item.article is not None else 1
        if claims >= CHUNK_CLAIMS:
            yield chunk
            chunk, claims = [], 0
    if chunk:
        yield chunk


def _decoded(line: bytes | str) -> str:
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputUnreadable(
            f"expected UTF-8, found the byte 0x{line[error.start]:02x} at position {error.start}",
            hint="Save the file in UTF-8.",
        ) from error


def _custom_id(record: Record, number: int) -> str:
    found = record.get("custom_id")
    if not isinstance(found, str) or not found.strip():
        raise InputUnreadable(
            f"line {number}: expected a custom_id that is a text, found {ascii(found)[:60]}",
            hint='Give every line its own "custom_id".',
        )
    return storable(found, f"line {number}: custom_id")


def _require_new(custom_id: str, seen: set[str], number: int) -> None:
    if custom_id in seen:
        raise InputUnreadable(
            f"line {number}: expected a custom_id of its own, found {custom_id[:60]!r} a second time",
            hint="Give every line another custom_id; the first line with this one is answered.",
        )
    seen.add(custom_id)


def _item(custom_id: str, record: Record) -> BatchItem:
    article, claim = record.get("article"), record.get("claim")
    if (article is None) == (claim is None):
        raise InputUnreadable(
            f'expected either "article" or "claim", found {"neither" if article is None else "both"}',
            hint='Write {"custom_id", "article": {"text": ...}} or {"custom_id", "claim": ...}.',
        )
    terms = terms_from_record(record)
    if claim is not None:
        return BatchItem(custom_id, claim=request_from_record({**record, "id": custom_id}), terms=terms)
    if not isinstance(article, dict):
        raise InputUnreadable(
            f"article: expected an object, found {ascii(article)[:60]}", hint='Write "article": {"text": ...}.'
        )
    return BatchItem(custom_id, article=article_from_record(article), terms=terms)


def _ignore(counts: BatchCounts) -> None:
    """The progress that nobody wants to see."""

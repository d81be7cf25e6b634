"""Works through batches, one at a time, from huey's persistent queue.

Why huey, and how: its SQLite storage is the queue that survives the process, and its worker is the loop that polls,
backs off and logs. The loop runs on a thread of the service's own process, because the models live there;
`huey.Consumer` is left out, since starting it takes the signal handlers away from the HTTP server. A message holds
nothing but the id of a batch, and is JSON, because to unpickle a file is to run it.

huey takes a message out of its queue before the work is done, so a killed process loses it. A batch's own `meta.json`
tells that it is unfinished: at the start every unfinished batch that is not in the queue is put there.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from huey import SqliteHuey
from huey.consumer import Worker
from huey.registry import Message
from huey.serializer import Serializer

from api.batches.intake import items_within
from api.batches.polite import BatchInterrupted, PoliteVerifier
from api.batches.store import Batch, BatchStore, State, now
from api.errors import BatchFinished, NotReady, Overloaded
from api.logs import log_failure
from api.problems import problem_of
from indexes.errors import CollectionBusy
from verifier.batch import BatchCounts, run_batch

if TYPE_CHECKING:
    from api.ports import Verifying
    from api.settings import Limits
    from api.worker import ModelWorker

logger = logging.getLogger("verifier.api.batches")

_FIRST_POLL_S = 0.05
_LONGEST_POLL_S = 0.5
_POLL_BACKOFF = 1.15
_BUSY_TRIES = 20
_BUSY_WAIT_S = 15.0


class JsonSerializer(Serializer):  # type: ignore[misc] # huey has no types
    """Messages as JSON: ids and numbers are all that they hold."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data._asdict()).encode()

    def _deserialize(self, data: bytes) -> Any:
        return Message(**json.loads(bytes(data)))


class BatchRunner:
    """The queue of batches and the thread that works through it. Accepts batches as soon as it exists; `start` hands
    over the verifier and begins the work."""

    def __init__(self, store: BatchStore, worker: ModelWorker, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._worker = worker
        self._verifier: Verifying | None = None
        self._stopping = threading.Event()
        self._cancelled: set[str] = set()
        self._thread = threading.Thread(target=self._consume, name="batch-runner", daemon=True)
        self._huey = SqliteHuey(
            "batches", filename=str(store.queue_path), results=False, fsync=True, serializer=JsonSerializer()
        )
        self._enqueue = self._huey.task(name="run_batch")(self._run)
        self._recover()

    def start(self, verifier: Verifying) -> None:
        self._verifier = verifier
        self._thread.start()

    def stop(self, *, grace_s: float) -> bool:
        """End the work after the step that runs now and say whether it did within the time. What is unfinished goes on
        after the next start."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(grace_s)
        ended = not self._thread.is_alive()
        if ended:
            self._huey.storage.close()
        return ended

    def submit(self, batch: Batch) -> None:
        """Queue a batch that the store has accepted."""
        self._enqueue(batch.id)

    def cancel(self, batch_id: str) -> Batch:
        """A queued batch is cancelled at once, a running one after the step that runs. To cancel twice is to cancel
        once; BatchFinished for a batch that is completed or failed."""
        batch = self._store.change(batch_id, _cancel)
        if batch.state in {"completed", "failed"}:
            raise BatchFinished(
                f"expected a batch that is queued or running, found one that is {batch.state}",
                hint="Its results are at GET /v1/batches/{id}/results.",
            )
        if not batch.finished:
            self._cancelled.add(batch_id)
        return batch

    def queued(self) -> list[str]:
        """The ids in the queue, in the order in which they will run."""
        return [str(task.args[0]) for task in self._huey.pending()]

    def _recover(self) -> None:
        queued = set(self.queued())
        for batch in self._store.unfinished():
            if batch.cancel_requested:
                self._store.change(batch.id, lambda found: _finish(found, "cancelled"))
            elif batch.id not in queued:
                self._store.change(batch.id, lambda found: replace(found, state="queued"))
                self._enqueue(batch.id)
                logger.info("batch %s goes on", batch.id, extra={"batch": batch.id})

    def _consume(self) -> None:
        loop = Worker(self._huey, self._stopping, _FIRST_POLL_S, _LONGEST_POLL_S, _POLL_BACKOFF)
        while not self._stopping.is_set():
            loop.loop()

    def _run(self, batch_id: str) -> None:
        """Work through one batch, from the queue's message to its last state."""
        if self._store.change(batch_id, _begin).finished:
            return
        logger.info("batch %s runs", batch_id, extra={"batch": batch_id})
        try:
            counts = self._answer(batch_id)
        except (BatchInterrupted, NotReady):
            batch = self._store.change(batch_id, self._interrupted)
        except Exception as error:  # noqa: BLE001 - the end of a job: it is told in the batch's state
            log_failure(logger, f"batch {batch_id} failed", error, batch=batch_id)
            problem = problem_of(error).record()
            batch = self._store.change(batch_id, lambda found: replace(_finish(found, "failed"), error=problem))
        else:
            ended = self._interrupted if counts.stopped else _completed
            batch = self._store.change(batch_id, ended)
        self._cancelled.discard(batch_id)
        logger.info("batch %s is %s", batch_id, batch.state, extra={"batch": batch_id, "state": batch.state})

    def _answer(self, batch_id: str) -> BatchCounts:
        """Answer what is not answered yet. A collection that somebody else writes for long is waited for, and so is a
        service that has too much to do."""
        for _ in range(_BUSY_TRIES):
            try:
                return self._answer_once(batch_id)
            except (CollectionBusy, Overloaded) as error:
                logger.warning("batch %s waits: %s", batch_id, type(error).__name__, extra={"batch": batch_id})
                if self._stopping.wait(_BUSY_WAIT_S):
                    raise BatchInterrupted from None
        return self._answer_once(batch_id)

    def _answer_once(self, batch_id: str) -> BatchCounts:
        if self._verifier is None:
            raise NotReady("the models are not loaded yet", hint="Ask again in a moment.")

        def should_stop() -> bool:
            return self._stopping.is_set() or batch_id in self._cancelled

        def keep_counts(counts: BatchCounts) -> None:
            self._store.change(batch_id, lambda found: replace(found, completed=counts.completed, failed=counts.failed))

        return run_batch(
            PoliteVerifier(self._verifier, self._worker, should_stop=should_stop),
            items_within(self._limits, _lines(self._store, batch_id)),
            self._store.results_path(batch_id),
            on_progress=keep_counts,
            should_stop=should_stop,
            ends_run=(NotReady, Overloaded),  # of the service, and no item's fault
        )

    def _interrupted(self, batch: Batch) -> Batch:
        """Stopped by a cancel, or by the end of the service."""
        return _finish(batch, "cancelled") if batch.cancel_requested else replace(batch, state="queued")


def _lines(store: BatchStore, batch_id: str) -> Iterator[bytes]:
    with store.input_path(batch_id).open("rb") as file:
        yield from file


def _begin(batch: Batch) -> Batch:
    if batch.finished:
        return batch
    if batch.cancel_requested:
        return _finish(batch, "cancelled")
    return replace(batch, state="running", started_at=batch.started_at or now())


def _cancel(batch: Batch) -> Batch:
    if batch.finished:
        return batch
    asked = replace(batch, cancel_requested=True)
    return asked if batch.state == "running" else _finish(asked, "cancelled")


def _completed(batch: Batch) -> Batch:
    return _finish(batch, "completed")


def _finish(batch: Batch, state: State) -> Batch:
    return replace(batch, state=state, finished_at=now())

"""One thread that owns the models; everybody else hands it work.

Torch models are neither faster nor safer on many threads, and the event loop must never wait for them. Work waits in
two queues: interactive (bounded: what does not fit is refused at once, not queued without bound) and batch (one job at
a time, by the one consumer of batches). Interactive work goes first, and a running batch job lets it pass between its
own steps through `give_way`.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum
from typing import TypeVar

from api.errors import NotReady, Overloaded

T = TypeVar("T")


class Priority(Enum):
    """Which queue a job waits in."""

    INTERACTIVE = "interactive"
    BATCH = "batch"


class ModelWorker:
    """Runs work on its one thread, interactive before batch, each in the order of arrival."""

    def __init__(self, *, max_waiting: int) -> None:
        self._max_waiting = max_waiting
        self._queues: dict[Priority, deque[Callable[[], None]]] = {priority: deque() for priority in Priority}
        self._changed = threading.Condition()
        self._stopping = False
        self._last: Callable[[], None] | None = None
        self._thread = threading.Thread(target=self._loop, name="model-worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, *, last: Callable[[], None] | None = None) -> None:
        """Refuse new work, finish what waits, run `last` and end the thread. Blocks; safe to call twice.

        `last` is bound by no limit of the queue. It runs on the worker's thread, or here where that has ended or never
        began; what it raises is raised here.
        """
        done: Future[None] = Future()
        job = None if last is None else _job(last, done)
        with self._changed:
            self._stopping = True
            self._last = job
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()
        if job is not None:
            if not done.done():
                job()
            done.result()

    @property
    def waiting(self) -> int:
        """How many interactive jobs wait."""
        with self._changed:
            return len(self._queues[Priority.INTERACTIVE])

    def submit(self, work: Callable[[], T], *, priority: Priority = Priority.INTERACTIVE) -> Future[T]:
        """Queue `work`. Cancelling the future before the work starts takes it out of the queue.

        Raises Overloaded when as many interactive jobs wait as may wait, and NotReady once the worker stops.
        """
        future: Future[T] = Future()
        job = _job(work, future)
        with self._changed:
            queue = self._queues[priority]
            if self._stopping:
                raise NotReady("the service is stopping", hint="Ask again once it has been started anew.")
            if priority is Priority.INTERACTIVE and len(queue) >= self._max_waiting:
                raise Overloaded(
                    f"{len(queue)} requests wait for the models already, and no more may wait",
                    hint="Ask again later, or send many articles or claims as one batch.",
                )
            queue.append(job)
            self._changed.notify()
        future.add_done_callback(lambda done: self._forget(job, priority) if done.cancelled() else None)
        return future

    async def run(self, work: Callable[[], T]) -> T:
        """Await interactive work; a cancelled wait takes it out of the queue."""
        return await asyncio.wrap_future(self.submit(work))

    def call(self, work: Callable[[], T]) -> T:
        """Wait, on a thread of one's own, for work at batch priority."""
        return self.submit(work, priority=Priority.BATCH).result()

    def give_way(self) -> None:
        """Run the interactive jobs that wait by now. Only for work that itself runs on the worker's thread, at a
        point where it holds no lock and no transaction."""
        if threading.current_thread() is not self._thread:
            message = "give_way is for work on the worker's own thread"
            raise RuntimeError(message)
        while (job := self._take(wait=False)) is not None:
            job()

    def _forget(self, job: Callable[[], None], priority: Priority) -> None:
        with self._changed:
            if job in self._queues[priority]:
                self._queues[priority].remove(job)

    def _take(self, *, wait: bool) -> Callable[[], None] | None:
        """The next job. Without waiting: the next interactive one, if any; with: None only when the worker stops."""
        interactive, batch = self._queues[Priority.INTERACTIVE], self._queues[Priority.BATCH]
        with self._changed:
            if not wait:
                return interactive.popleft() if interactive else None
            self._changed.wait_for(lambda: interactive or batch or self._stopping)
            queue = interactive or batch
            return queue.popleft() if queue else None

    def _loop(self) -> None:
        while (job := self._take(wait=True)) is not None:
            job()
        if self._last is not None:
            self._last()


def _job(work: Callable[[], T], future: Future[T]) -> Callable[[], None]:
    """What runs `work` and tells the future how it ended; nothing where the future was cancelled before."""

    def job() -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - not swallowed: whoever awaits the future gets it
            future.set_exception(error)
        else:
            future.set_result(result)

    return job

"""The models' one thread: order, bounds, what is dropped, and that nobody else is held up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from functools import partial

import pytest

from api.errors import NotReady, Overloaded
from api.worker import ModelWorker, Priority


@pytest.fixture
def worker() -> Iterator[ModelWorker]:
    worker = ModelWorker(max_waiting=3)
    worker.start()
    yield worker
    worker.stop()


class Blocker:
    """A job that runs until it is released."""

    def __init__(self, worker: ModelWorker, *, priority: Priority = Priority.INTERACTIVE) -> None:
        self._began, self._release = threading.Event(), threading.Event()
        self.future: Future[None] = worker.submit(self._work, priority=priority)
        assert self._began.wait(10)

    def _work(self) -> None:
        self._began.set()
        assert self._release.wait(10)

    def release(self) -> None:
        self._release.set()
        self.future.result(10)


def test_all_work_runs_on_one_thread_in_the_order_of_arrival(worker: ModelWorker) -> None:
    blocker = Blocker(worker)
    order: list[int] = []

    def note(number: int) -> int:
        order.append(number)
        return threading.get_ident()

    futures = [worker.submit(partial(note, number)) for number in range(3)]
    blocker.release()
    threads = {future.result(10) for future in futures}
    assert order == [0, 1, 2]
    assert len(threads) == 1
    assert threads != {threading.get_ident()}


def test_interactive_work_goes_before_batch_work_that_came_first(worker: ModelWorker) -> None:
    blocker = Blocker(worker)
    order: list[str] = []
    batch = worker.submit(lambda: order.append("batch"), priority=Priority.BATCH)
    interactive = worker.submit(lambda: order.append("interactive"))
    blocker.release()
    batch.result(10)
    interactive.result(10)
    assert order == ["interactive", "batch"]


def test_a_running_batch_job_lets_interactive_work_pass_between_its_steps(worker: ModelWorker) -> None:
    order: list[str] = []
    begun, queued = threading.Event(), threading.Event()

    def long_job() -> None:
        order.append("first step")
        begun.set()
        assert queued.wait(10)
        worker.give_way()
        order.append("second step")

    job = worker.submit(long_job, priority=Priority.BATCH)
    assert begun.wait(10)
    question = worker.submit(lambda: order.append("question"))
    queued.set()
    question.result(10)
    job.result(10)
    assert order == ["first step", "question", "second step"]


def test_giving_way_is_refused_on_any_other_thread(worker: ModelWorker) -> None:
    with pytest.raises(RuntimeError, match="own thread"):
        worker.give_way()


def test_more_than_may_wait_is_refused_at_once(worker: ModelWorker) -> None:
    blocker = Blocker(worker)
    waiting = [worker.submit(lambda: None) for _ in range(3)]
    with pytest.raises(Overloaded, match="3 requests wait"):
        worker.submit(lambda: None)
    blocker.release()
    for future in waiting:
        future.result(10)


def test_cancelled_work_leaves_the_queue_and_never_runs(worker: ModelWorker) -> None:
    blocker = Blocker(worker)
    ran: list[str] = []
    dropped = worker.submit(lambda: ran.append("dropped"))
    kept = worker.submit(lambda: ran.append("kept"))
    assert dropped.cancel()
    assert worker.waiting == 1
    blocker.release()
    kept.result(10)
    assert ran == ["kept"]
    with pytest.raises(CancelledError):
        dropped.result(0)


def test_an_error_reaches_whoever_asked_and_the_next_job_runs(worker: ModelWorker) -> None:
    def fail() -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        worker.submit(fail).result(10)
    assert worker.submit(lambda: 7).result(10) == 7


def test_stopping_finishes_what_waits_and_refuses_what_comes(worker: ModelWorker) -> None:
    blocker = Blocker(worker)
    waiting = worker.submit(lambda: "done")
    stopper = threading.Thread(target=worker.stop)
    stopper.start()
    while True:
        try:
            worker.submit(lambda: None).cancel()
        except NotReady:
            break
    blocker.release()
    stopper.join(10)
    assert waiting.result(0) == "done"


def test_the_last_job_runs_after_all_that_waits_however_much_that_is(worker: ModelWorker) -> None:
    blocker = Blocker(worker)
    order: list[object] = []
    waiting = [worker.submit(partial(order.append, number)) for number in range(3)]
    stopper = threading.Thread(target=lambda: worker.stop(last=lambda: order.append(threading.current_thread().name)))
    stopper.start()
    blocker.release()
    stopper.join(10)
    assert order == [0, 1, 2, "model-worker"]
    assert all(future.done() for future in waiting)


def test_what_the_last_job_raises_reaches_whoever_stops(worker: ModelWorker) -> None:
    def fail() -> None:
        raise LookupError("cannot be closed")

    with pytest.raises(LookupError, match="cannot be closed"):
        worker.stop(last=fail)


def test_the_last_job_runs_also_where_the_thread_has_ended(worker: ModelWorker) -> None:
    worker.stop()
    ran: list[str] = []
    worker.stop(last=lambda: ran.append("closed"))
    assert ran == ["closed"]


def test_a_cancelled_wait_takes_its_work_out_of_the_queue(worker: ModelWorker) -> None:
    async def leave() -> None:
        blocker = Blocker(worker)
        waiting = asyncio.ensure_future(worker.run(lambda: ran.append("left")))
        while worker.waiting == 0:
            await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert worker.waiting == 0
        await asyncio.to_thread(blocker.release)

    ran: list[str] = []
    asyncio.run(leave())
    assert ran == []

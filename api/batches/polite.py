"""The verifier as a batch sees it: each call is a job of the models' one thread, behind whoever waits for an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.ports import Verifying
    from api.worker import ModelWorker
    from verifier.types import Article, ClaimRequest, Report, Terms, Verdict


class BatchInterrupted(BaseException):
    """The run is to end now. No Exception: what stops a batch must not become the error of one of its items."""


class PoliteVerifier:
    """Obeys `verifier.batch.BatchVerifier`. Between the verifier's own steps it lets interactive work pass and asks
    `should_stop`, where True ends the run by BatchInterrupted."""

    def __init__(self, verifier: Verifying, worker: ModelWorker, *, should_stop: Callable[[], bool]) -> None:
        self._verifier = verifier
        self._worker = worker
        self._should_stop = should_stop

    def under(self, terms: Terms) -> PoliteVerifier:
        return PoliteVerifier(self._verifier.under(terms), self._worker, should_stop=self._should_stop)

    def check(self, requests: Sequence[ClaimRequest]) -> list[Verdict]:
        if not requests:
            return []
        return self._worker.call(lambda: self._verifier.check(requests, on_progress=self._between_steps))

    def verify_many(self, articles: Sequence[Article]) -> list[Report]:
        if not articles:
            return []
        return self._worker.call(lambda: self._verifier.verify_many(articles, on_progress=self._between_steps))

    def _between_steps(self, done: int) -> None:
        del done
        if self._should_stop():
            raise BatchInterrupted
        self._worker.give_way()

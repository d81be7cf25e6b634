"""The running service: the models' thread, the verifier once it is loaded, the batches; and how routes get at them."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, Request

from api.batches.runner import BatchRunner
from api.batches.store import BatchStore
from api.errors import ClientGone, NotReady
from api.problems import UNEXPECTED, kind_of
from api.worker import ModelWorker

if TYPE_CHECKING:
    from api.ports import Verifying
    from api.settings import ApiSettings

T = TypeVar("T")
OpenVerifier = Callable[[], AbstractContextManager["Verifying"]]

logger = logging.getLogger("verifier.api")


class Service:
    """Everything that lives as long as the application runs. `start` returns at once; models load behind it."""

    def __init__(self, settings: ApiSettings, open_verifier: OpenVerifier) -> None:
        self.settings = settings
        self.worker = ModelWorker(max_waiting=settings.max_waiting)
        self.store = BatchStore.open(settings.state_folder)
        self.batches = BatchRunner(self.store, self.worker, settings.limits)
        self._open_verifier = open_verifier
        self._resources = ExitStack()
        self._verifier: Verifying | None = None
        self._failure: Exception | None = None
        self._settled = threading.Event()

    def start(self) -> None:
        self.worker.start()
        self.worker.submit(self._load)

    def stop(self) -> None:
        """End the batch after its present step, finish what waits, close the collection. Blocks."""
        try:
            if self.batches.stop(grace_s=self.settings.shutdown_grace_s):
                self.worker.stop(last=self._resources.close)
            else:
                logger.warning("a batch was left in the middle of a step; it goes on after the next start")
        finally:
            self.store.close()

    def verifier(self) -> Verifying:
        """The verifier; NotReady while it loads, and what went wrong where it could not be loaded."""
        if self._verifier is not None:
            return self._verifier
        if self._failure is not None:
            raise self._failure.with_traceback(None)
        raise NotReady("the models and the collection are being loaded", hint="Ask again in a few seconds.")

    async def run(self, request: Request, work: Callable[[Verifying], T]) -> T:
        """Run `work` on the models' thread. A client that leaves takes its work, if it still waits, with it."""
        verifier = self.verifier()
        answer = asyncio.ensure_future(self.worker.run(lambda: work(verifier)))
        gone = asyncio.ensure_future(_client_gone(request))
        try:
            await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise ClientGone("the client closed the connection", hint="Keep it open until the answer is there.")
            return answer.result()
        finally:
            gone.cancel()
            answer.cancel()

    def _load(self) -> None:
        try:
            self._verifier = self._resources.enter_context(self._open_verifier())
        except Exception as error:
            logger.exception("the service cannot become ready")
            self._failure = error
            if kind_of(type(error)) is UNEXPECTED:
                name = type(error).__name__
                self._failure = NotReady(f"loading failed: {name}", hint="Look into the log of the service.")
        else:
            self.batches.start(self._verifier)
            logger.info("ready", extra={"collection": str(self.settings.collection)})
        finally:
            self._settled.set()

    def wait_until_settled(self, timeout_s: float) -> bool:
        """Whether loading came to an end, well or not, within the time."""
        return self._settled.wait(timeout_s)


async def _client_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def get_service(request: Request) -> Service:
    """The application's service; NotReady outside its lifespan."""
    service = getattr(request.app.state, "service", None)
    if not isinstance(service, Service):
        raise NotReady("the service is not running", hint="Start it with `verifier serve`.")
    return service


ServiceDep = Annotated[Service, Depends(get_service)]

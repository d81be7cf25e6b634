"""Many clients and one model: nobody blocks the event loop, nobody waits without bound, nobody starves."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event
from typing import Any

import anyio
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

from api.errors import NotReady, Overloaded
from api.service import Service
from api.settings import ApiSettings
from tests.api.harness import ARTICLE, SUPPORTED_CLAIM, GatedNli, json_lines, make_app, opener, running, until
from verifier.pipeline import Verifier

NDJSON = {"content-type": "application/x-ndjson"}


class Watched(AbstractContextManager[Verifier]):
    """A verifier over a collection, and whether it was closed."""

    def __init__(self, folder: Path) -> None:
        self.closed = False
        self._opened = opener(folder)()

    def __enter__(self) -> Verifier:
        return self._opened.__enter__()

    def __exit__(self, *error: object) -> None:
        self._opened.__exit__(None, None, None)
        self.closed = True


def _stops(service: Service) -> bool:
    """Whether new work is refused because the service stops, and not because too much waits."""
    try:
        service.worker.submit(lambda: None)
    except NotReady:
        return True
    except Overloaded:
        pass
    return False


def service_of(client: TestClient) -> Service:
    app: Any = client.app
    service: Service = app.state.service
    return service


def test_the_event_loop_answers_while_the_model_is_busy(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=nli)) as client, ThreadPoolExecutor() as pool:
        busy = pool.submit(client.post, "/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})
        assert nli.reading.wait(60)
        for _ in range(50):
            assert client.get("/livez").status_code == 200
            assert client.get("/readyz").status_code == 200
        assert client.get("/v1/collection").status_code == 200
        assert client.get("/v1/documents/pier").status_code == 200
        assert client.delete("/v1/documents/weather").status_code == 204
        assert client.get("/v1/batches").status_code == 200
        assert not busy.done()
        nli.go.set()
        assert busy.result(60).status_code == 200


def test_what_does_not_fit_the_queue_is_refused_and_told_when_to_return(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=nli, max_waiting=2)) as client, ThreadPoolExecutor() as pool:
        accepted = [pool.submit(client.post, "/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})]
        assert nli.reading.wait(60)
        accepted += [pool.submit(client.post, "/v1/claims/verify", json={"claim": SUPPORTED_CLAIM}) for _ in range(2)]
        until(lambda: service_of(client).worker.waiting == 2)
        refused = client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})
        assert refused.status_code == 503
        assert refused.json()["type"] == "urn:verifier:problem:overloaded"
        assert int(refused.headers["retry-after"]) > 0
        nli.go.set()
        assert [answer.result(60).status_code for answer in accepted] == [200, 200, 200]


def test_questions_are_answered_while_a_batch_runs(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=nli)) as client, ThreadPoolExecutor() as pool:
        claims = [{"custom_id": str(number), "claim": f"{SUPPORTED_CLAIM} It is {number}."} for number in range(400)]
        location = client.post("/v1/batches", content=json_lines(*claims), headers=NDJSON).headers["location"]
        assert nli.reading.wait(60)
        question = pool.submit(client.post, "/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})
        until(lambda: service_of(client).worker.waiting == 1)
        nli.go.set()
        assert question.result(60).json()["verdicts"][0]["label"] == "SUPPORTED"
        counts = client.get(location).json()["counts"]
        assert counts["completed"] < counts["total"]
        until(lambda: client.get(location).json()["state"] == "completed")


def test_documents_can_be_added_while_a_batch_runs(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=nli)) as client, ThreadPoolExecutor() as pool:
        items = [{"custom_id": str(number), "article": {"text": f"{ARTICLE} It is {number}."}} for number in range(60)]
        location = client.post("/v1/batches", content=json_lines(*items), headers=NDJSON).headers["location"]
        assert nli.reading.wait(60)
        adding = pool.submit(client.post, "/v1/documents", json={"id": "new", "text": "The ferry is late."})
        until(lambda: service_of(client).worker.waiting == 1)
        nli.go.set()
        assert adding.result(60).json()["added"] == 1
        until(lambda: client.get(location).json()["state"] == "completed")
        assert client.get(location).json()["counts"] == {"total": 60, "completed": 60, "failed": 0}


def test_the_work_of_a_client_that_left_is_dropped_before_it_begins(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=nli)) as client, ThreadPoolExecutor() as pool:
        busy = pool.submit(client.post, "/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})
        assert nli.reading.wait(60)
        worker = service_of(client).worker
        assert client.portal is not None
        sent = client.portal.call(ask_and_leave, client.app, lambda: worker.waiting == 1)
        assert worker.waiting == 0
        assert [message["status"] for message in sent if message["type"] == "http.response.start"] == [499]
        nli.go.set()
        assert busy.result(60).status_code == 200


async def ask_and_leave(app: ASGIApp, asked: Callable[[], bool]) -> list[Message]:
    """Post a claim and close the connection once the question is `asked`; what the service sent after that."""
    body = json.dumps({"claim": SUPPORTED_CLAIM}).encode()
    sent: list[Message] = []
    arriving = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        if (message := next(arriving, None)) is not None:
            return message
        while not asked():
            await anyio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/v1/claims/verify",
        "raw_path": b"/v1/claims/verify",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
    return sent


def test_a_full_queue_does_not_keep_the_collection_from_being_closed(folder: Path) -> None:
    verifier, began, go = Watched(folder), Event(), Event()

    def work() -> bool:
        began.set()
        return go.wait(60)

    service = Service(ApiSettings(collection=folder, max_waiting=1), lambda: verifier)
    service.start()
    assert service.wait_until_settled(60)
    working = service.worker.submit(work)
    assert began.wait(60)
    waiting = service.worker.submit(lambda: "answered")
    with ThreadPoolExecutor() as pool:
        stopping = pool.submit(service.stop)
        try:
            until(lambda: stopping.done() or _stops(service))
        finally:
            go.set()
        stopping.result(60)
    assert working.result(0)
    assert waiting.result(0) == "answered"
    assert verifier.closed

"""Batches over HTTP: taking in, state, results while they run, cancelling, and each item by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.harness import (
    ARTICLE,
    SUPPORTED_CLAIM,
    FailingNli,
    GatedNli,
    MissingNli,
    SlowNli,
    json_lines,
    make_app,
    running,
    until,
)

NDJSON = {"content-type": "application/x-ndjson"}


def submit(client: TestClient, *items: object) -> str:
    answer = client.post("/v1/batches", content=json_lines(*items), headers=NDJSON)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/batches/{answer.json()['id']}"
    location: str = answer.headers["location"]
    return location


def finished(client: TestClient, location: str) -> dict[str, Any]:
    until(lambda: client.get(location).json()["finished_at"])
    batch: dict[str, Any] = client.get(location).json()
    return batch


def results(client: TestClient, location: str) -> list[dict[str, Any]]:
    answer = client.get(f"{location}/results")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def claims(count: int) -> list[dict[str, object]]:
    return [{"custom_id": f"c{number}", "claim": f"{SUPPORTED_CLAIM} It is {number}."} for number in range(count)]


def test_a_batch_of_articles_and_claims_is_answered_in_the_order_it_came(client: TestClient) -> None:
    location = submit(
        client,
        {"custom_id": "one", "article": {"text": ARTICLE, "published_at": "2024-06-20"}},
        {"custom_id": "two", "claim": SUPPORTED_CLAIM, "as_of": "2024-07-01"},
    )
    batch = finished(client, location)
    assert (batch["state"], batch["counts"]) == ("completed", {"total": 2, "completed": 2, "failed": 0})
    assert batch["created_at"] <= batch["started_at"] <= batch["finished_at"]
    first, second = results(client, location)
    assert (first["custom_id"], second["custom_id"]) == ("one", "two")
    assert first["report"] == {
        **client.post("/v1/articles/verify", json={"text": ARTICLE, "published_at": "2024-06-20"}).json(),
        "timings_s": first["report"]["timings_s"],
    }
    assert second["verdict"]["label"] == "SUPPORTED"


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_batch_can_come_as_a_json_list(client: TestClient, wrapped: bool) -> None:
    items = claims(3)
    answer = client.post("/v1/batches", json={"items": items} if wrapped else items)
    assert answer.status_code == 202
    assert finished(client, answer.headers["location"])["counts"]["completed"] == 3


def test_one_bad_line_harms_no_other(client: TestClient) -> None:
    body = (
        json_lines(claims(1)[0])
        + b"{ broken\n\n\xff\xfe\n"
        + json_lines(
            {"custom_id": "empty", "article": {"text": " "}},
            {
                "custom_id": "german",
                "article": {"text": "Der Hafen wurde nach langen Verhandlungen wieder geöffnet. " * 3},
            },
            {"custom_id": "nul", "claim": "a\x00b happened."},
            {"custom_id": "half", "claim": "a\ud800b happened."},
            {"custom_id": "c0", "claim": "The same id again."},
            {"custom_id": "last", "claim": SUPPORTED_CLAIM},
        )
    )
    location = client.post("/v1/batches", content=body, headers=NDJSON).headers["location"]
    batch = finished(client, location)
    lines = results(client, location)
    assert batch["state"] == "completed"
    assert batch["counts"]["total"] == len(lines) == 9
    assert [line["custom_id"] for line in lines] == ["c0", None, None, "empty", "german", "nul", "half", "c0", "last"]
    assert [line["custom_id"] for line in lines if "verdict" in line] == ["c0", "last"]
    assert "NUL" in lines[5]["error"]["message"]
    errors = [line["error"] for line in lines if "error" in line]
    assert batch["counts"]["failed"] == len(errors) == 7
    assert all(error["message"] and error["hint"] for error in errors)


def test_an_item_over_a_limit_is_an_error_of_its_own_that_names_the_limit(folder: Path) -> None:
    limits = {"max_article_characters": 60, "max_claim_characters": 50}
    with running(make_app(folder, limits=limits)) as client:
        location = submit(
            client,
            {"custom_id": "long article", "article": {"text": "a" * 61}},
            {"custom_id": "long claim", "claim": "c" * 51},
            {"custom_id": "page", "article": {"text": " <!doctype html><p>It rained."}},
            {"custom_id": "article", "article": {"text": SUPPORTED_CLAIM}},
            {"custom_id": "claim", "claim": SUPPORTED_CLAIM},
        )
        assert finished(client, location)["counts"] == {"total": 5, "completed": 2, "failed": 3}
        article, claim, page, *answered = results(client, location)
    assert "expected at most 60 (max_article_characters), found 61" in article["error"]["message"]
    assert "expected at most 50 (max_claim_characters), found 51" in claim["error"]["message"]
    assert "HTML" in page["error"]["message"]
    assert [line["custom_id"] for line in answered if "error" not in line] == ["article", "claim"]


def test_the_end_of_the_service_is_no_error_of_an_item(folder: Path) -> None:
    app = make_app(folder)
    with running(app) as client:
        app.state.service.worker.stop()
        location = submit(client, *claims(2))
        until(lambda: client.get(location).json()["started_at"])
        until(lambda: client.get(location).json()["state"] == "queued")
        assert results(client, location) == []


@pytest.mark.parametrize(
    ("body", "kind", "status", "slug"),
    [
        (b"", "application/x-ndjson", 422, "batch-empty"),
        (b"\n \n", "application/x-ndjson", 422, "batch-empty"),
        (b"{ broken\n", "application/x-ndjson", 422, "batch-empty"),
        (b"\x00\xff binary", "application/x-ndjson", 422, "batch-empty"),
        (b'{"claim": "no custom_id"}', "application/x-ndjson", 422, "batch-empty"),
        (b"[]", "application/json", 422, "batch-empty"),
        (b"[" * 100_000, "application/json", 400, "body-malformed"),
        (b'{"items": 3}', "application/json", 400, "body-malformed"),
        (b'{"items": [], "more": 1}', "application/json", 400, "body-malformed"),
        (b"custom_id,claim", "text/csv", 415, "media-type-unsupported"),
    ],
)
def test_a_body_without_an_item_is_refused(client: TestClient, body: bytes, kind: str, status: int, slug: str) -> None:
    answer = client.post("/v1/batches", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:verifier:problem:{slug}")
    assert client.get("/v1/batches").json() == {"batches": [], "next": None}


@pytest.mark.parametrize(
    ("limits", "name", "status"),
    [
        ({"max_batch_items": 2}, "max_batch_items", 422),
        ({"max_batch_bytes": 100}, "max_batch_bytes", 413),
        ({"max_body_bytes": 30}, "max_body_bytes", 422),
    ],
)
def test_each_limit_of_a_batch_is_named_and_nothing_is_kept(
    folder: Path, limits: dict[str, int], name: str, status: int
) -> None:
    with running(make_app(folder, limits=limits)) as client:
        answer = client.post("/v1/batches", content=json_lines(*claims(3)), headers=NDJSON)
        assert (answer.status_code, answer.json()["limit"]["name"]) == (status, name)
        assert client.get("/v1/batches").json()["batches"] == []
    assert list(folder.with_name("collection.state").glob("incoming/*")) == []


def test_the_pages_of_batches_hold_every_batch_once_newest_first(client: TestClient) -> None:
    submitted = [submit(client, *claims(1)).rpartition("/")[2] for _ in range(5)]
    seen: list[str] = []
    query = {"limit": "2"}
    while True:
        page = client.get("/v1/batches", params=query).json()
        seen += [batch["id"] for batch in page["batches"]]
        if page["next"] is None:
            break
        query = {"limit": "2", "cursor": page["next"]}
    assert seen == submitted[::-1]


def test_results_can_be_read_while_the_batch_runs_in_whole_lines(folder: Path) -> None:
    with running(make_app(folder, nli=SlowNli(0.001))) as client:
        location = submit(client, *claims(300))
        counts: set[int] = set()
        while client.get(location).json()["state"] != "completed":
            counts.add(len(results(client, location)))
        assert len(results(client, location)) == 300
        assert len(counts - {0, 300}) > 0


def test_a_running_batch_stops_when_it_is_cancelled_and_keeps_what_it_answered(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=nli)) as client:
        location = submit(client, *claims(400))
        assert nli.reading.wait(60)
        asked = client.post(f"{location}/cancel")
        assert (asked.status_code, asked.json()["state"]) == (200, "running")
        nli.go.set()
        batch = finished(client, location)
        assert batch["state"] == "cancelled"
        assert batch["counts"]["completed"] == len(results(client, location)) < 400
        assert client.post(f"{location}/cancel").json()["state"] == "cancelled"


def test_a_queued_batch_that_is_cancelled_never_runs(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=nli)) as client:
        first, second = submit(client, *claims(10)), submit(client, *claims(10))
        assert nli.reading.wait(60)
        assert client.get(second).json()["state"] == "queued"
        assert client.post(f"{second}/cancel").json()["state"] == "cancelled"
        nli.go.set()
        third = submit(client, *claims(1))
        assert finished(client, first)["state"] == finished(client, third)["state"] == "completed"
        batch = client.get(second).json()
        assert (batch["state"], batch["started_at"]) == ("cancelled", None)
        assert results(client, second) == []


def test_a_finished_batch_cannot_be_cancelled(client: TestClient) -> None:
    location = submit(client, *claims(1))
    finished(client, location)
    answer = client.post(f"{location}/cancel")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:verifier:problem:batch-finished")
    assert client.get(location).json()["state"] == "completed"


def test_a_batch_goes_on_where_it_was_when_the_service_starts_again(folder: Path) -> None:
    nli = GatedNli()
    with running(make_app(folder, nli=SlowNli(0.002))) as client:
        location = submit(client, *claims(400))
        until(lambda: client.get(location).json()["counts"]["completed"] > 0)
    with running(make_app(folder, nli=nli)) as client:
        before = results(client, location)
        assert 0 < len(before) < 400
        nli.go.set()
        batch = finished(client, location)
        after = results(client, location)
    assert (batch["state"], batch["counts"]["completed"]) == ("completed", 400)
    assert after[: len(before)] == before
    assert [line["custom_id"] for line in after] == [f"c{number}" for number in range(400)]


def test_a_batch_that_cannot_go_on_is_failed_and_says_why(folder: Path) -> None:
    with running(make_app(folder, nli=MissingNli())) as client:
        location = submit(client, *claims(3))
        batch = finished(client, location)
        assert batch["state"] == "failed"
        assert batch["error"]["type"] == "urn:verifier:problem:model-missing"
        assert batch["error"]["hint"] == "Put them back."
        assert results(client, location) == []


def test_a_defect_in_one_item_is_the_error_of_that_item(folder: Path) -> None:
    with running(make_app(folder, nli=FailingNli())) as client:
        location = submit(client, *claims(2), {"custom_id": "unrelated", "claim": "Zebras graze quietly."})
        batch = finished(client, location)
        assert batch["state"] == "completed"
        assert batch["counts"] == {"total": 3, "completed": 1, "failed": 2}


def test_a_cancel_outlives_a_restart_of_the_service(folder: Path) -> None:
    nli = GatedNli()
    app = make_app(folder, nli=nli)
    with running(app) as client:
        location = submit(client, *claims(400))
        assert nli.reading.wait(60)
        client.post(f"{location}/cancel")
        nli.go.set()
    with running(make_app(folder)) as client:
        assert finished(client, location)["state"] == "cancelled"

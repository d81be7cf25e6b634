"""Whatever comes in gets a clear answer: problem+json that names what is wrong, or a verdict; never a 500."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.harness import SUPPORTED_CLAIM, FailingNli, make_app, make_collection, running

JSON = {"content-type": "application/json"}
GERMAN = (
    "Der Hafen wurde am Freitag nach langen Verhandlungen wieder für den Verkehr geöffnet, teilte die Behörde mit. "
    "Die Fähre nach Lindholm fährt nun wieder jeden Tag, und der alte Steg bleibt bis auf Weiteres geschlossen."
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One service for all of this: what is refused changes nothing."""
    with running(make_app(make_collection(tmp_path_factory.mktemp("served") / "collection"))) as client:
        yield client


def problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    """The problem in an answer, checked for what every problem has."""
    found: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, found["status"]) == (status, status)
    assert found["type"] in {f"urn:verifier:problem:{kind}", kind}
    assert all(found[member] for member in ("title", "detail", "instance", "hint"))
    return found


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200f\u200e\u202e", "\ufeff"])
@pytest.mark.parametrize("route", ["/v1/articles/verify", "/v1/claims/extract"])
def test_an_article_with_nothing_to_read_is_refused(client: TestClient, route: str, text: str) -> None:
    found = problem(client.post(route, json={"text": text}), 422, "request-invalid")
    assert found["errors"][0]["pointer"] == "#/text"


def test_a_claim_of_one_word_gets_a_verdict(client: TestClient) -> None:
    (verdict,) = client.post("/v1/claims/verify", json={"claim": "Pier"}).json()["verdicts"]
    assert verdict["reasons"]


def test_a_claim_of_signs_alone_is_refused(client: TestClient) -> None:
    problem(client.post("/v1/claims/verify", json={"claim": "?!…"}), 422, "input-empty")


def test_ten_thousand_claims_are_refused_with_the_limit(client: TestClient) -> None:
    claims = [{"claim": f"Ship {number} has sunk."} for number in range(10_000)]
    found = problem(client.post("/v1/claims/verify", json={"claims": claims}), 422, "limit-exceeded")
    assert found["limit"] == {"name": "max_claims", "value": 100, "found": 10_000}


def test_ten_megabytes_are_refused_with_the_limit(client: TestClient) -> None:
    found = problem(client.post("/v1/articles/verify", json={"text": "Ships sink. " * 850_000}), 413, "body-too-large")
    assert found["limit"]["name"] == "max_body_bytes"


def test_a_body_without_a_length_is_cut_off_at_the_limit(folder: Path) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"text": "'
        while sent < 100_000:
            sent += 1_000
            yield b"a" * 1_000

    with running(make_app(folder, limits={"max_body_bytes": 5_000})) as client:
        answer = client.post("/v1/articles/verify", content=endless(), headers=JSON)
    assert problem(answer, 413, "body-too-large")["limit"] == {"name": "max_body_bytes", "value": 5_000, "found": None}


@pytest.mark.parametrize(
    ("route", "body", "limit"),
    [
        ("/v1/articles/verify", {"text": "a b " * 100}, "max_article_characters"),
        ("/v1/claims/extract", {"text": "a b " * 100}, "max_article_characters"),
        ("/v1/claims/verify", {"claim": "a b " * 100}, "max_claim_characters"),
        ("/v1/claims/verify", {"claims": [{"claim": "a"}, {"claim": "a b " * 100}]}, "max_claim_characters"),
        ("/v1/claims/verify", {"claims": [{"claim": "a"}] * 3}, "max_claims"),
        ("/v1/evidence/search", {"query": "a b " * 100}, "max_claim_characters"),
        ("/v1/evidence/search", {"query": "a", "top_k": 6}, "max_top_k"),
        ("/v1/documents", {"text": "a b " * 100}, "max_document_characters"),
        ("/v1/documents", {"documents": [{"text": "a"}] * 3}, "max_documents"),
    ],
)
def test_each_limit_is_named_when_it_is_broken(folder: Path, route: str, body: dict[str, Any], limit: str) -> None:
    limits = {
        "max_article_characters": 200,
        "max_claim_characters": 200,
        "max_claims": 2,
        "max_top_k": 5,
        "max_document_characters": 200,
        "max_documents": 2,
    }
    with running(make_app(folder, limits=limits)) as client:
        found = problem(client.post(route, json=body), 422, "limit-exceeded")
    assert found["limit"]["name"] == limit
    assert found["limit"]["value"] == limits[limit]
    assert limit in found["detail"]


@pytest.mark.parametrize("route", ["/v1/documents", "/v1/batches"])
def test_a_page_over_the_limit_is_refused(client: TestClient, route: str) -> None:
    found = problem(client.get(route, params={"limit": 201}), 422, "limit-exceeded")
    assert found["limit"] == {"name": "max_page_size", "value": 200, "found": 201}


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_page_size_that_is_none_names_the_parameter(client: TestClient, limit: str) -> None:
    found = problem(client.get("/v1/documents", params={"limit": limit}), 422, "request-invalid")
    assert found["errors"][0]["parameter"] == "limit"


@pytest.mark.parametrize("cursor", ["%%%", "é", "a", "_w"])
@pytest.mark.parametrize("route", ["/v1/documents", "/v1/batches"])
def test_a_cursor_of_no_page_is_refused(client: TestClient, route: str, cursor: str) -> None:
    problem(client.get(route, params={"cursor": cursor}), 422, "cursor-invalid")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"text": "a',
        b"\x00\x01\x02\xff\xfe binary",
        b'{"text": "\xff\xfe"}',
        b'{"text": NaN}',
        b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"top_k": ' + b"9" * 5_000 + b"}",
        b"{'text': 'single'}",
    ],
    ids=["empty", "open", "cut", "binary", "not utf-8", "nan", "deep", "digits", "quotes"],
)
def test_a_body_that_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    problem(client.post("/v1/articles/verify", content=body, headers=JSON), 400, "body-malformed")


def test_json_nested_as_deep_as_it_is_read_is_refused_by_the_schema(client: TestClient) -> None:
    body = b'{"text": ' + b"[" * 500 + b"]" * 500 + b"}"
    problem(client.post("/v1/articles/verify", content=body, headers=JSON), 422, "request-invalid")


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"3", b"{}"])
@pytest.mark.parametrize(
    "route", ["/v1/articles/verify", "/v1/claims/extract", "/v1/claims/verify", "/v1/evidence/search", "/v1/documents"]
)
def test_json_of_another_shape_is_refused_by_the_schema(client: TestClient, route: str, body: bytes) -> None:
    problem(client.post(route, content=body, headers=JSON), 422, "request-invalid")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", None])
def test_another_kind_of_body_is_refused(client: TestClient, kind: str | None) -> None:
    headers = {} if kind is None else {"content-type": kind}
    found = problem(client.post("/v1/articles/verify", content=b"text", headers=headers), 415, "media-type-unsupported")
    assert "application/json" in found["detail"]


def test_json_with_a_charset_is_still_json(client: TestClient) -> None:
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    assert client.post("/v1/claims/extract", content=b'{"text": "It rained."}', headers=headers).status_code == 200


@pytest.mark.parametrize(("text", "code"), [("a\x00b", "nul_character"), ("a\ud800b", "half_surrogate")])
@pytest.mark.parametrize(
    ("route", "body", "pointer"),
    [
        ("/v1/articles/verify", {"text": "{}"}, "#/text"),
        ("/v1/articles/verify", {"text": "It rained.", "title": "{}"}, "#/title"),
        ("/v1/claims/verify", {"claim": "{}"}, "#/claim"),
        ("/v1/claims/verify", {"claims": [{"claim": "It rained."}, {"claim": "{}"}]}, "#/claims/1/claim"),
        ("/v1/claims/verify", {"claim": "It rained.", "id": "{}"}, "#/id"),
        ("/v1/evidence/search", {"query": "{}"}, "#/query"),
        ("/v1/evidence/search", {"query": "rain", "publishers": ["{}"]}, "#/publishers/0"),
        ("/v1/documents", {"documents": [{"text": "{}"}]}, "#/documents/0/text"),
        ("/v1/documents", {"id": "{}", "text": "It rained."}, "#/id"),
    ],
)
def test_nul_and_half_surrogates_are_refused_with_their_place(
    client: TestClient, route: str, body: dict[str, Any], pointer: str, text: str, code: str
) -> None:
    content = json.dumps(body).replace("{}", json.dumps(text)[1:-1])
    found = problem(client.post(route, content=content.encode(), headers=JSON), 422, "request-invalid")
    assert (found["errors"][0]["pointer"], found["errors"][0]["code"]) == (pointer, code)


@pytest.mark.parametrize("text", ["\n<!DOCTYPE html><p>It rained.", "<HTML lang='en'>It rained.", "<body>It rained."])
@pytest.mark.parametrize("route", ["/v1/articles/verify", "/v1/claims/extract"])
def test_the_source_of_a_page_is_refused_with_the_cure(client: TestClient, route: str, text: str) -> None:
    found = problem(client.post(route, json={"text": text}), 422, "input-unreadable")
    assert "#/text" in found["detail"]
    assert "article's text" in found["hint"]
    assert "command line" in found["hint"]


@pytest.mark.parametrize("route", ["/v1/articles/verify", "/v1/claims/extract"])
def test_an_article_in_another_language_is_refused_with_the_language(client: TestClient, route: str) -> None:
    found = problem(client.post(route, json={"text": GERMAN}), 422, "unsupported-language")
    assert found["language"] == "de"


def test_a_claim_in_another_language_gets_a_verdict_that_says_so(client: TestClient) -> None:
    (verdict,) = client.post("/v1/claims/verify", json={"claim": GERMAN}).json()["verdicts"]
    assert verdict["label"] == "NOT_ENOUGH_EVIDENCE"
    assert "unsupported_language" in [reason["code"] for reason in verdict["reasons"]]


@pytest.mark.parametrize(
    "text",
    [
        "<div><p>The old pier <b>has been closed</b></div></p> &nbsp;&lt;br&gt; <script>alert(1)</script> since March.",
        "\u202eThe old pier\u202c has been closed \u200fsince\u200e March.",
        "The old pier 🏴‍☠️ has been closed since March. 𝔄𝔩𝔩 𝔬𝔣 𝔦𝔱.",
        "a " * 50_000 + ".",
        "The old pier has been closed since March." + "\n" * 20_000 + "Indeed it has.",
    ],
    ids=["html", "directions", "emoji", "one sentence", "line breaks"],
)
def test_odd_articles_are_answered_with_offsets_that_hold(client: TestClient, text: str) -> None:
    answer = client.post("/v1/claims/extract", json={"text": text})
    assert answer.status_code == 200
    for claim in answer.json()["claims"]:
        assert claim["sentence"] in text
        assert 0 <= claim["span"]["start"] < claim["span"]["end"] <= len(text)


def test_a_field_that_is_not_known_is_refused(client: TestClient) -> None:
    found = problem(client.post("/v1/claims/verify", json={"claim": "It rained.", "asof": "x"}), 422, "request-invalid")
    assert found["errors"][0]["pointer"] == "#/asof"


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", "2024-02-30", 20240601, "24-06-01", ""])
def test_a_day_that_is_none_is_refused(client: TestClient, day: object) -> None:
    found = problem(
        client.post("/v1/claims/verify", json={"claim": "It rained.", "as_of": day}), 422, "request-invalid"
    )
    assert found["errors"][0]["pointer"] == "#/as_of"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_can_be_asked_for(client: TestClient, day: str) -> None:
    assert client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM, "as_of": day}).status_code == 200


def test_a_search_between_two_days_with_none_between_is_refused(client: TestClient) -> None:
    body = {"query": "rain", "after": "2024-05-01", "before": "2024-05-01"}
    problem(client.post("/v1/evidence/search", json=body), 422, "search-range-empty")


def test_a_validation_of_many_errors_lists_some_and_counts_the_rest(client: TestClient) -> None:
    claims = [{"claim": ""}] * 50
    found = problem(client.post("/v1/claims/verify", json={"claims": claims}), 422, "request-invalid")
    assert len(found["errors"]) == 20
    assert "49 more" in found["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/claims/verify", 405),
        ("PUT", "/v1/documents", 405),
        ("GET", "/v1/documents/", 404),
        ("GET", "/v1/documents/no%00thing", 404),
        ("GET", "/v1/documents/%ff%fe", 404),
        ("GET", "/v1/documents/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/v1/batches/..%2f..%2fetc", 404),
        ("GET", "/v1/batches/nothing", 404),
        ("GET", "/v1/batches/nothing/results", 404),
        ("POST", "/v1/batches/nothing/cancel", 404),
    ],
)
def test_what_is_not_there_is_a_problem_too(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["hint"]
    assert (status == 405) == ("allow" in answer.headers)


def test_a_document_id_beyond_its_limit_is_refused(client: TestClient) -> None:
    problem(client.post("/v1/documents", json={"id": "a" * 600, "text": "It rained."}), 422, "document-invalid")


def test_a_defect_is_answered_without_what_it_was_about_and_logged_with_its_id(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with running(make_app(folder, nli=FailingNli())) as client:
        answer = client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})
        found = problem(answer, 500, "unexpected")
        assert client.get("/livez").status_code == 200
    request_id = answer.headers["x-request-id"]
    logged = "\n".join(str(vars(record)) for record in caplog.records)
    assert "pier" not in json.dumps(found)
    assert "pier" not in logged
    assert request_id in logged
    assert "ZeroDivisionError" in logged


def test_the_access_log_names_the_route_and_nothing_of_the_request(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="verifier.api")
    client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})
    client.get("/v1/documents/harbour/2024-06")
    logged = [record for record in caplog.records if record.name == "verifier.api.access"]
    assert [vars(record)["route"] for record in logged] == ["/v1/claims/verify", "/v1/documents/{document_id:path}"]
    assert all(vars(record)["duration_ms"] >= 0 for record in logged)
    assert "harbour" not in "".join(str(vars(record)) for record in logged)

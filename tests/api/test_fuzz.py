"""Requests that nobody thought of: whatever is sent, the answer is a clear one and never a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.api.harness import make_app, make_collection, running

ROUTES = (
    "/v1/claims/extract",
    "/v1/claims/verify",
    "/v1/articles/verify",
    "/v1/evidence/search",
    "/v1/documents",
    "/v1/batches",
)
FIELDS = (
    "text", "claim", "claims", "as_of", "id", "title", "query", "top_k", "mode", "after", "before", "kinds",
    "publishers", "documents", "items", "custom_id", "article", "published_at", "language", "include_undated",
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(), max_size=20),
    st.sampled_from(
        ["2024-06-01", "9999-12-31", "fused", "news", "en", "The pier is closed.", "\u202e\u200f", "\ud800"]
    ),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(allow_nan=False), texts)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=20,
)
bodies = st.one_of(
    values.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=60),
    st.lists(values, max_size=4).map(lambda lines: "\n".join(map(json.dumps, lines)).encode()),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = make_collection(tmp_path_factory.mktemp("fuzz") / "collection")
    with running(make_app(folder)) as client:
        yield client


def is_clear(status: int, kind: str) -> bool:
    return status < 300 or (status < 500 and kind == "application/problem+json")


@given(
    route=st.sampled_from(ROUTES),
    body=bodies,
    kind=st.sampled_from(["application/json", "application/x-ndjson", "text/plain"]),
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_body_gets_a_clear_answer(served: TestClient, route: str, body: bytes, kind: str) -> None:
    answer = served.post(route, content=body, headers={"content-type": kind})
    assert is_clear(answer.status_code, answer.headers["content-type"]), answer.text


@given(fields=st.dictionaries(st.sampled_from(FIELDS), values, max_size=8), route=st.sampled_from(ROUTES))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_in_any_field_gets_a_clear_answer(served: TestClient, route: str, fields: dict[str, object]) -> None:
    answer = served.post(route, content=json.dumps(fields), headers={"content-type": "application/json"})
    assert is_clear(answer.status_code, answer.headers["content-type"]), answer.text


@given(
    path=st.text(st.characters(exclude_characters="?#\\", exclude_categories=["Cs", "Cc"]), max_size=30),
    method=st.sampled_from(["GET", "DELETE", "POST"]),
    root=st.sampled_from(["/v1/documents/", "/v1/batches/", "/v1/", "/"]),
)
@settings(max_examples=200, deadline=None)
def test_any_path_gets_a_clear_answer(served: TestClient, root: str, path: str, method: str) -> None:
    answer = served.request(method, root + path.lstrip("/"))
    kind = answer.headers.get("content-type", "")
    assert is_clear(answer.status_code, kind), (answer.status_code, answer.text)


@given(cursor=st.text(max_size=20), limit=st.one_of(st.integers(), st.text(max_size=5)))
@settings(max_examples=100, deadline=None)
def test_any_cursor_and_size_get_a_clear_answer(served: TestClient, cursor: str, limit: object) -> None:
    for route in ("/v1/documents", "/v1/batches"):
        answer = served.get(route, params={"cursor": cursor.encode(errors="replace").decode(), "limit": str(limit)})
        assert is_clear(answer.status_code, answer.headers["content-type"]), answer.text

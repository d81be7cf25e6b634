"""The documentation: examples that hold, forms that are the ones sent, and every problem told."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter
from starlette.testclient import TestClient

from api.schemas import examples, responses
from api.schemas.requests import REQUEST_MODELS, BatchItem
from api.schemas.responses import RESPONSE_MODELS
from tests.api.harness import ARTICLE, SUPPORTED_CLAIM, json_lines, until
from verifier.batch import BatchItem as ReadItem
from verifier.batch import read_items


def assert_is_exactly(model: type[BaseModel], record: object) -> None:
    """The form describes the record: every field that is sent, and none that is not."""
    assert model.model_validate(record).model_dump(mode="json") == record


@pytest.mark.parametrize("model", [*REQUEST_MODELS, *RESPONSE_MODELS], ids=lambda model: model.__name__)
def test_the_examples_of_a_schema_fit_it(model: type[BaseModel]) -> None:
    extra = model.model_config["json_schema_extra"]
    assert isinstance(extra, dict)
    found = extra["examples"]
    assert isinstance(found, list)
    assert found
    for example in found:
        model.model_validate(example)


def test_the_examples_of_batch_items_are_items() -> None:
    TypeAdapter(list[BatchItem]).validate_python(examples.BATCH_ITEMS)
    assert all(isinstance(item, ReadItem) for item in read_items(examples.BATCH_LINES.splitlines()))


def test_what_is_sent_is_what_the_schemas_say(client: TestClient) -> None:
    article = {"text": ARTICLE, "published_at": "2024-06-20"}
    verdicts = client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM, "as_of": "2024-07-01"}).json()
    assert verdicts["verdicts"][0]["evidence"]
    assert_is_exactly(responses.Verdicts, verdicts)
    assert_is_exactly(responses.Report, client.post("/v1/articles/verify", json=article).json())
    assert_is_exactly(responses.Extraction, client.post("/v1/claims/extract", json=article).json())
    assert_is_exactly(responses.Hits, client.post("/v1/evidence/search", json={"query": "the pier"}).json())
    assert_is_exactly(responses.Added, client.post("/v1/documents", json={"id": "n", "text": "New."}).json())
    assert_is_exactly(responses.Document, client.get("/v1/documents/pier").json())
    assert_is_exactly(responses.DocumentPage, client.get("/v1/documents", params={"limit": 2}).json())
    assert_is_exactly(responses.Collection, client.get("/v1/collection").json())
    assert_is_exactly(responses.Health, client.get("/livez").json())


def test_what_is_sent_of_batches_is_what_the_schemas_say(client: TestClient) -> None:
    body = json_lines({"custom_id": "1", "claim": SUPPORTED_CLAIM})
    sent = client.post("/v1/batches", content=body, headers={"content-type": "application/x-ndjson"})
    assert_is_exactly(responses.Batch, sent.json())
    until(lambda: client.get(sent.headers["location"]).json()["state"] == "completed")
    assert_is_exactly(responses.Batch, client.get(sent.headers["location"]).json())
    assert_is_exactly(responses.BatchPage, client.get("/v1/batches").json())


def test_a_problem_is_what_its_schema_says(client: TestClient) -> None:
    for answer in (
        client.post("/v1/claims/verify", json={"claim": ""}),
        client.get("/v1/documents", params={"limit": 9_999}),
        client.get("/v1/nowhere"),
    ):
        sent = answer.json()
        assert responses.Problem.model_validate(sent).model_dump(mode="json", exclude_unset=True) == sent


def test_every_reference_of_the_document_points_to_something(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    assert references(schema) <= known
    assert "#/components/schemas/Problem" in references(schema)


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(references(value) for value in node.values()))
    return set().union(*(references(value) for value in node)) if isinstance(node, list) else set()


def test_the_document_names_every_route_with_its_answer_and_no_error_that_is_not_sent(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    routes = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert routes == {
        ("POST", "/v1/claims/extract"),
        ("POST", "/v1/claims/verify"),
        ("POST", "/v1/articles/verify"),
        ("POST", "/v1/evidence/search"),
        ("POST", "/v1/documents"),
        ("GET", "/v1/documents"),
        ("GET", "/v1/documents/{document_id}"),
        ("DELETE", "/v1/documents/{document_id}"),
        ("GET", "/v1/collection"),
        ("POST", "/v1/batches"),
        ("GET", "/v1/batches"),
        ("GET", "/v1/batches/{batch_id}"),
        ("GET", "/v1/batches/{batch_id}/results"),
        ("POST", "/v1/batches/{batch_id}/cancel"),
        ("GET", "/livez"),
        ("GET", "/readyz"),
    }
    for methods in paths.values():
        for operation in methods.values():
            assert operation["description"]
            assert "HTTPValidationError" not in str(operation)


def test_the_document_states_the_limits(client: TestClient) -> None:
    description = client.get("/openapi.json").json()["info"]["description"]
    assert "100 claims of one request (`max_claims`)" in description

"""The routes as a client sees them, over fake models and a real collection."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.api.harness import ARTICLE, SUPPORTED_CLAIM, make_app, running, until


def test_a_claim_gets_a_verdict_with_the_sentence_it_rests_on(client: TestClient) -> None:
    answer = client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM, "id": "mine"})
    assert answer.status_code == 200
    (verdict,) = answer.json()["verdicts"]
    assert (verdict["id"], verdict["label"]) == ("mine", "SUPPORTED")
    assert verdict["evidence"][0]["document_id"] == "harbour/2024-06"
    assert SUPPORTED_CLAIM in [sentence["text"] for sentence in verdict["evidence"][0]["sentences"]]


def test_several_claims_are_answered_in_their_order(client: TestClient) -> None:
    claims = [{"claim": SUPPORTED_CLAIM, "id": "1"}, {"claim": "The town council did open the new pier.", "id": "2"}]
    verdicts = client.post("/v1/claims/verify", json={"claims": claims}).json()["verdicts"]
    assert [(verdict["id"], verdict["label"]) for verdict in verdicts] == [("1", "SUPPORTED"), ("2", "REFUTED")]


def test_evidence_after_the_day_asked_for_is_not_used(client: TestClient) -> None:
    body = {"claim": SUPPORTED_CLAIM, "as_of": "2024-05-01"}
    (verdict,) = client.post("/v1/claims/verify", json=body).json()["verdicts"]
    assert verdict["label"] == "NOT_ENOUGH_EVIDENCE"
    assert verdict["coverage"]["evidence_before"] == "2024-05-02"


def test_the_claims_of_an_article_stand_where_they_say(client: TestClient) -> None:
    claims = client.post("/v1/claims/extract", json={"text": ARTICLE}).json()["claims"]
    assert [claim["text"] for claim in claims] == [
        ARTICLE[claim["span"]["start"] : claim["span"]["end"]] for claim in claims
    ]
    assert len(claims) == 3


def test_the_claims_of_a_part_are_found_with_offsets_of_the_whole(client: TestClient) -> None:
    start = ARTICLE.index("A whale")
    body = {"text": ARTICLE, "fragment": {"start": start, "end": start + 7}}
    (claim,) = client.post("/v1/claims/extract", json=body).json()["claims"]
    assert claim["span"] == {"start": start, "end": len(ARTICLE)}
    assert (claim["ambiguities"], claim["repeats"]) == ([], [])
    report = client.post("/v1/articles/verify", json=body).json()
    assert [verdict["claim"]["text"] for verdict in report["verdicts"]] == [claim["text"]]
    assert report["article"]["fragment"] == body["fragment"]


@pytest.mark.parametrize(
    "part", [{"start": 5, "end": 5}, {"start": -1, "end": 5}, {"start": 0}, {"start": 900, "end": 950}, "0:5"]
)
def test_a_part_that_is_none_is_a_problem_of_the_request(client: TestClient, part: object) -> None:
    answer = client.post("/v1/claims/extract", json={"text": ARTICLE, "fragment": part})
    assert answer.status_code == 422
    assert "fragment" in str(answer.json())


def test_an_article_gets_a_report_over_all_its_claims(client: TestClient) -> None:
    report = client.post("/v1/articles/verify", json={"text": ARTICLE, "published_at": "2024-06-20"}).json()
    labels = [verdict["label"] for verdict in report["verdicts"]]
    assert labels == ["SUPPORTED", "REFUTED", "NOT_ENOUGH_EVIDENCE"]
    assert report["article"]["published_at"] == "2024-06-20"


def test_a_search_finds_passages_within_its_filters(client: TestClient) -> None:
    body = {"query": "the pier", "top_k": 5}
    everything = client.post("/v1/evidence/search", json=body).json()
    assert {hit["document_id"] for hit in everything["hits"]} >= {"pier", "harbour/2024-06"}
    early = client.post("/v1/evidence/search", json={**body, "before": "2024-05-01", "include_undated": False}).json()
    assert {hit["document_id"] for hit in early["hits"]} == {"pier"}
    official = client.post("/v1/evidence/search", json={**body, "kinds": ["primary"]}).json()
    assert {hit["document_id"] for hit in official["hits"]} == {"harbour/2024-06"}


def test_a_document_is_found_from_the_answer_to_its_adding_until_its_removal(client: TestClient) -> None:
    text = "The lighthouse keeper retired in August."
    added = client.post("/v1/documents", json={"id": "news/2024/08:keeper", "text": text})
    assert added.json() == {"added": 1, "replaced": 0, "unchanged": 0, "ids": ["news/2024/08:keeper"]}
    search = {"query": "lighthouse keeper retired", "top_k": 1}
    assert client.post("/v1/evidence/search", json=search).json()["hits"][0]["document_id"] == "news/2024/08:keeper"
    assert client.get("/v1/documents/news/2024/08:keeper").json()["text"] == text
    assert client.delete("/v1/documents/news/2024/08:keeper").status_code == 204
    assert client.get("/v1/documents/news/2024/08:keeper").status_code == 404
    assert client.delete("/v1/documents/news/2024/08:keeper").status_code == 404
    found = client.post("/v1/evidence/search", json=search).json()["hits"]
    assert "news/2024/08:keeper" not in {hit["document_id"] for hit in found}


def test_documents_are_added_replaced_and_left_alone(client: TestClient) -> None:
    first = {"documents": [{"id": "a", "text": "One thing happened."}, {"id": "b", "text": "Two things happened."}]}
    assert client.post("/v1/documents", json=first).json()["added"] == 2
    second = {"documents": [{"id": "a", "text": "One thing happened."}, {"id": "b", "text": "Three things happened."}]}
    assert client.post("/v1/documents", json=second).json() == {
        "added": 0,
        "replaced": 1,
        "unchanged": 1,
        "ids": ["a", "b"],
    }


def test_a_document_without_an_id_gets_one_that_names_its_content(client: TestClient) -> None:
    ids = [client.post("/v1/documents", json={"text": text}).json()["ids"][0] for text in ("A b c.", "A b c.", "D e.")]
    assert ids[0] == ids[1] != ids[2]
    assert client.get(f"/v1/documents/{ids[0]}").json()["text"] == "A b c."


def test_more_documents_than_one_step_takes_are_all_there(client: TestClient) -> None:
    documents = [{"id": f"d{number:03}", "text": f"Ship {number} left the harbour."} for number in range(100)]
    assert client.post("/v1/documents", json={"documents": documents}).json()["added"] == 100
    assert client.get("/v1/collection").json()["documents"] == 103


def test_the_pages_of_documents_hold_every_document_once_and_no_text(client: TestClient) -> None:
    documents = [{"id": f"d/{number}", "text": f"Ship {number} left."} for number in range(7)]
    client.post("/v1/documents", json={"documents": documents})
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "3"} if cursor is None else {"limit": "3", "cursor": cursor}
        page = client.get("/v1/documents", params=query).json()
        assert all("text" not in document for document in page["documents"])
        seen += [document["id"] for document in page["documents"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == sorted(seen)
    assert set(seen) == {f"d/{number}" for number in range(7)} | {"harbour/2024-06", "pier", "weather"}


def test_the_snapshot_changes_with_the_content_and_returns_with_it(client: TestClient) -> None:
    before = client.get("/v1/collection").json()
    client.post("/v1/documents", json={"id": "extra", "text": "Something else."})
    between = client.get("/v1/collection").json()
    client.delete("/v1/documents/extra")
    after = client.get("/v1/collection").json()
    assert before == after
    assert between["snapshot"] != before["snapshot"]
    assert between["documents"] == before["documents"] + 1


def test_every_answer_bears_the_id_of_its_request(client: TestClient) -> None:
    first, second = client.get("/livez"), client.get("/v1/nowhere")
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert second.json()["instance"] == f"urn:uuid:{second.headers['x-request-id']}"


def test_what_cannot_be_loaded_is_told_where_readiness_is_asked_for(tmp_path: Path) -> None:
    app = make_app(tmp_path / "nothing here")
    with TestClient(app) as client:
        until(lambda: client.get("/readyz").json()["type"] == "urn:verifier:problem:collection-missing")
        assert client.get("/livez").json() == {"status": "alive"}
        refused = client.post("/v1/claims/verify", json={"claim": SUPPORTED_CLAIM})
    assert refused.status_code == 503
    assert refused.json()["hint"]
    assert refused.headers["retry-after"]


def test_the_collection_can_be_served_again_after_the_service_ended(folder: Path) -> None:
    for _ in range(2):
        with running(make_app(folder)) as client:
            assert client.get("/v1/collection").json()["documents"] == 3


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_that_loads_scripts_from_elsewhere_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404

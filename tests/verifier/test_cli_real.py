"""The console script with the real models: stdout is JSON and nothing else, stderr is quiet, verdicts make sense."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from verifier.cli import run
from verifier.cli.fakes import FakeParts

PROGRAM = str(Path(sys.executable).with_name("verifier"))
DOCUMENTS = (
    {
        "id": "works",
        "text": "The old bridge in Arlen was closed on 2 March. The works office counted 412 lorries that turned back.",
        "title": "Bridge closed",
        "publisher": "Arlen Post",
        "published_at": "2026-03-03",
        "kind": "news",
    },
    {
        "id": "ferry",
        "text": "The ferry did not sail on Sunday, 8 March, the river office said.",
        "publisher": "River Office",
        "published_at": "2026-03-09",
    },
)
ARTICLE = (
    "The old bridge in Arlen was closed in March, the works office said. "
    "The ferry sailed on Sunday, 8 March. Mayor Ada Brand called the closure a shame."
)


def verifier(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [PROGRAM, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=280, check=False)


def printed(*arguments: str | Path, stdin: str = "") -> object:
    """The JSON on stdout of a command that must succeed with nothing but progress on stderr."""
    done = verifier(*arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr
    assert only_progress(done.stderr)
    return json.loads(done.stdout)


def only_progress(errors: str) -> bool:
    """On a busy machine a command tells every half minute how far it is; libraries must tell nothing."""
    return all(re.match(r"(\w+: )?[\d,]+ ", line) for line in errors.splitlines())


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    source = folder / "documents.jsonl"
    source.write_text("".join(f"{json.dumps(document)}\n" for document in DOCUMENTS), encoding="utf-8")
    added = printed("index", "add", source, "--collection", folder / "c", "--json")
    assert isinstance(added, dict)
    assert added["added"] == 2
    return folder / "c"


def test_an_article_gets_its_report(collection: Path) -> None:
    report = printed("article", "-", "--published", "2026-03-20", "--collection", collection, "--json", stdin=ARTICLE)
    assert isinstance(report, dict)
    labels = {verdict["claim"]["sentence"]: verdict["label"] for verdict in report["verdicts"]}
    assert labels["The old bridge in Arlen was closed in March, the works office said."] == "SUPPORTED"
    assert labels["The ferry sailed on Sunday, 8 March."] == "REFUTED"
    for verdict in report["verdicts"]:
        span = verdict["claim"]["span"]
        assert ARTICLE[span["start"] : span["end"]] in ARTICLE
        assert verdict["provenance"]["nli"].startswith("judge@")


def test_a_claim_gets_its_verdict_and_the_day_counts(collection: Path) -> None:
    lines = [
        {"claim": "The old bridge in Arlen was closed on 2 March.", "as_of": day}
        for day in ("2026-03-20", "2026-03-02")
    ]
    verdicts = printed(
        "check", "--claims-file", "-", "--collection", collection, "--json", stdin="\n".join(map(json.dumps, lines))
    )
    assert isinstance(verdicts, list)
    assert [verdict["label"] for verdict in verdicts] == ["SUPPORTED", "NOT_ENOUGH_EVIDENCE"]
    assert verdicts[0]["evidence"][0]["document_id"] == "works"


def test_claims_carry_speaker_amount_and_time(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Mayor Ada Brand said more than 400 lorries turned back in February.", encoding="utf-8")
    claims = printed("claims", file, "--published", "2026-03-20", "--json")
    assert isinstance(claims, list)
    carrying = [claim for claim in claims if claim["quantities"]]
    assert carrying
    quantity = carrying[0]["quantities"][0]
    assert (quantity["low"], quantity["high"], quantity["comparator"]) == (400, None, "more_than")
    assert carrying[0]["times"][0]["start"] == "2026-02-01"
    assert any(claim["attribution"] and "Brand" in claim["attribution"]["speaker"] for claim in claims)


def test_a_batch_answers_and_goes_on(collection: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"custom_id": "article", "article": {"text": ARTICLE, "published_at": "2026-03-20"}},
        {"custom_id": "claim", "claim": "The ferry sailed on Sunday, 8 March.", "as_of": None},
    ]
    source.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    first = verifier("batch", source, "--out", out, "--collection", collection)
    assert first.returncode == 0, first.stderr
    assert only_progress(first.stderr)
    whole = out.read_bytes()
    answers = [json.loads(line) for line in whole.splitlines()]
    assert [sorted(answer) for answer in answers] == [["custom_id", "report"], ["custom_id", "verdict"]]
    assert answers[1]["verdict"]["label"] == "REFUTED"
    out.write_bytes(whole[:-20])
    assert verifier("batch", source, "--out", out, "--collection", collection).returncode == 0
    assert [json.loads(line)["custom_id"] for line in out.read_bytes().splitlines()] == ["article", "claim"]


def test_evidence_is_found_by_meaning(collection: Path) -> None:
    hits = printed("evidence", "Boats do not run at the weekend", "--collection", collection, "--json")
    assert isinstance(hits, list)
    assert hits[0]["document_id"] == "ferry"


def test_a_model_that_is_not_there_is_told_with_its_cure(collection: Path, tmp_path: Path) -> None:
    done = verifier("check", "It rained.", "--collection", collection, "--nli-model", tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    error, hint = done.stderr.splitlines()
    assert "nowhere" in error
    assert hint.startswith("hint: ")


def test_a_collection_of_another_embedder_is_an_error_and_no_answer(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("The bridge was closed.", encoding="utf-8")
    assert run(["index", "add", str(document), "--collection", str(tmp_path / "c")], parts=FakeParts()) == 0
    done = verifier("evidence", "bridge", "--collection", tmp_path / "c", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "hashing-embedder" in done.stderr.splitlines()[0]


def test_the_models_are_what_they_should_be() -> None:
    rows = printed("models", "verify", "--json")
    assert isinstance(rows, list)
    assert {row["state"] for row in rows} == {"ready"}

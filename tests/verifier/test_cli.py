"""The command line over fake models: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.fakes import OverlapNli
from models.types import PairReading
from tests.verifier.cli_harness import Cli, Outcome
from verifier.cli import run
from verifier.cli.failures import Terminated
from verifier.cli.fakes import FakeParts, PlainSentences

FAKE_CLI = (
    "import sys; from verifier.cli import run; from verifier.cli.fakes import FakeParts; "
    "sys.exit(run(sys.argv[1:], parts=FakeParts()))"
)


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs one command line in this process; `stdin` is what it can read."""
    monkeypatch.delenv("VERIFIER_COLLECTION", raising=False)

    def call(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            code = run([str(argument) for argument in arguments], parts=FakeParts())
        out, err = capsysbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return call


@pytest.fixture
def collection(tmp_path: Path, cli: Cli) -> Path:
    """Three documents of two publishers."""
    documents = [
        {
            "id": "bridge",
            "text": "The old bridge in Arlen was closed in March.",
            "title": "Bridge closed",
            "publisher": "Arlen Post",
            "published_at": "2026-03-02",
            "kind": "news",
        },
        {
            "id": "ferry",
            "text": "The ferry never sailed on Sunday.",
            "publisher": "River Office",
            "published_at": "2026-05-01",
            "kind": "primary",
        },
        {"id": "museum", "text": "The museum shows boats."},
    ]
    source = tmp_path / "documents.jsonl"
    source.write_text("".join(f"{json.dumps(document)}\n" for document in documents), encoding="utf-8")
    folder = tmp_path / "collection"
    assert cli("index", "add", source, "--collection", folder).code == 0
    return folder


# ------------------------------------------------------------------------------------------------ the program


def test_help_is_quick_and_loads_no_model() -> None:
    script = (
        "import sys; from verifier.cli import run, RealParts; run(['--help'], parts=RealParts()); "
        "print(sorted({'torch', 'transformers', 'spacy', 'faiss', 'fastapi', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
    assert "VERIFIER_COLLECTION" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["index", "add"],
        ["index", "remove"],
        ["index", "stats"],
        ["index", "list"],
        ["index", "show"],
        ["index", "check"],
        ["evidence"],
        ["claims"],
        ["check"],
        ["article"],
        ["batch"],
        ["serve"],
        ["models", "list"],
        ["models", "verify"],
        ["models", "evaluate", "nli"],
        ["models", "evaluate", "sets"],
        ["evaluate", "verdicts"],
        ["evaluate", "perturbations"],
        ["demo"],
    ],
)
def test_every_command_explains_itself(cli: Cli, command: list[str]) -> None:
    shown = cli(*command, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert f"Usage: verifier {' '.join(command)}" in " ".join(shown.out.split())


def test_no_command_shows_the_help(cli: Cli) -> None:
    assert "Usage: verifier" in cli().out


def test_the_version_is_that_of_the_package(cli: Cli) -> None:
    assert cli("--version").out.startswith("verifier 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "'check'"),
        (["check", "A claim."], "--collection"),
        (["evidence", "x", "--collection", "c", "--before", "June"], "YYYY-MM-DD"),
        (["evidence", "x", "--collection", "c", "--before", "2026-01-01", "--after", "2026-01-01"], "no day"),
        (["evidence", "x", "--collection", "c", "--kind", "rumour"], "fact-check"),
        (["evidence", "x", "--collection", "c", "--top-k", "0"], "--top-k"),
        (["evidence", "x", "--collection", "c", "--nonsense"], "--nonsense"),
        (["evidence"], "QUERY"),
        (["index"], "command"),
        (["index", "add", "no-such-file", "--collection", "c"], "no-such-file"),
        (["index", "stats", "--collection", "no-such-folder"], "no-such-folder"),
        (["claims", "no-such-file"], "no-such-file"),
        (["claims", "."], "directory"),
        (["check", "  ", "--collection", "c"], "claim"),
        (["check", "--collection", "c"], "claim"),
        (["batch", "no-such-file", "--out", "o", "--collection", "c"], "no-such-file"),
    ],
)
def test_wrong_usage_is_one_line_and_a_hint(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = cli(*arguments)
    assert refused.code == 2
    assert refused.out == ""
    error, hint = refused.err.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert said in error
    assert list(tmp_path.iterdir()) == []


def test_an_unexpected_error_is_told_without_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(FakeParts):
        def make_extractor(self) -> PlainSentences:
            raise ZeroDivisionError("boom")

    file = tmp_path / "article.txt"
    file.write_text("The old bridge in Arlen was closed in March, the mayor said.", encoding="utf-8")
    assert run(["claims", str(file)], parts=Broken()) == 1
    error, hint = capsys.readouterr().err.splitlines()
    assert error == "error: unexpected ZeroDivisionError: boom"
    assert "--verbose" in hint
    assert run(["--verbose", "claims", str(file)], parts=Broken()) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_has_seen_enough_ends_the_program_in_silence(collection: Path) -> None:
    command = f"{sys.executable} -c '{FAKE_CLI}' index list --json --collection {collection} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("", "")


# -------------------------------------------------------------------------------------------------- collections


def test_adding_counts_and_adding_again_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill burned down.", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Notes\n\nThe mill stands.", encoding="utf-8")
    folder = tmp_path / "c"
    first = cli("index", "add", tmp_path / "a.txt", tmp_path / "b.md", "--collection", folder, "--json")
    second = cli("index", "add", tmp_path / "a.txt", tmp_path / "b.md", "--collection", folder, "--json")
    assert isinstance(first.json, dict)
    assert isinstance(second.json, dict)
    assert [first.json[key] for key in ("added", "replaced", "unchanged", "documents")] == [2, 0, 0, 2]
    assert [second.json[key] for key in ("added", "replaced", "unchanged", "documents")] == [0, 0, 2, 2]
    assert first.json["snapshot"] == second.json["snapshot"]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_in(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The mill burned down.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\x00\x01")
    added = cli("index", "add", tmp_path / "good.txt", tmp_path / "bad.txt", "--collection", tmp_path / "c")
    assert added.code == 0
    assert added.err.startswith("warning: left out ")
    assert "bad.txt" in added.err
    assert "Added 1" in added.out
    assert "left out 1" in added.out


def test_nothing_that_can_be_read_is_an_error(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    assert cli("index", "add", tmp_path / "bad.txt", "--collection", tmp_path / "c").code == 2


def test_stats_list_and_show_agree(cli: Cli, collection: Path) -> None:
    stats = cli("index", "stats", "--collection", collection, "--json").json
    assert isinstance(stats, dict)
    listed = [json.loads(line) for line in cli("index", "list", "--collection", collection, "--json").out.splitlines()]
    shown = cli("index", "show", "bridge", "--collection", collection, "--json").json
    assert stats["documents"] == len(listed) == 3
    assert stats["embedder"].startswith("hashing-embedder")
    assert listed[0] == shown
    assert "Arlen Post" in cli("index", "list", "--collection", collection).out
    assert "closed in March" in cli("index", "show", "bridge", "--collection", collection).out


def test_what_is_listed_can_be_added_to_another_collection(cli: Cli, collection: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_text(cli("index", "list", "--collection", collection, "--json").out, encoding="utf-8")
    again = cli("index", "add", copy, "--collection", collection, "--json").json
    assert isinstance(again, dict)
    assert again["unchanged"] == 3


def test_removing_tells_what_was_not_there(cli: Cli, collection: Path) -> None:
    removed = cli("index", "remove", "ferry", "nothing", "--collection", collection, "--json")
    assert removed.json == {"removed": ["ferry"], "missing": ["nothing"]}
    assert removed.code == 0
    assert "nothing" in removed.err
    assert cli("index", "remove", "ferry", "--collection", collection).code == 2
    assert cli("index", "show", "ferry", "--collection", collection).code == 2


def test_a_sound_collection_is_called_sound(cli: Cli, collection: Path) -> None:
    checked = cli("index", "check", "--collection", collection)
    assert (checked.code, checked.err) == (0, "")
    assert "Sound" in checked.out


def test_the_collection_can_come_from_the_environment(
    cli: Cli, collection: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFIER_COLLECTION", str(collection))
    assert cli("index", "stats").code == 0


def test_a_wrong_setting_in_the_environment_is_named(
    cli: Cli, collection: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFIER_THREADS", "many")
    refused = cli("index", "stats", "--collection", collection)
    assert refused.code == 2
    assert "VERIFIER_THREADS" in refused.err


# ------------------------------------------------------------------------------------------------------ evidence


def test_evidence_is_a_list_of_hits(cli: Cli, collection: Path) -> None:
    hits = cli("evidence", "old bridge closed", "--collection", collection, "--json").records
    assert hits[0]["document_id"] == "bridge"
    assert hits[0]["passage"] == {"text": "The old bridge in Arlen was closed in March.", "start": 0, "end": 44}
    assert "bridge" in cli("evidence", "old bridge closed", "--collection", collection).out


@pytest.mark.parametrize(
    ("option", "found"),
    [
        (["--before", "2026-05-01"], {"bridge", "museum"}),
        (["--before", "2026-05-01", "--dated-only"], {"bridge"}),
        (["--after", "2026-05-01", "--dated-only"], {"ferry"}),
        (["--publisher", "River Office"], {"ferry"}),
        (["--publisher", "River Office", "--publisher", "Arlen Post"], {"ferry", "bridge"}),
        (["--kind", "news"], {"bridge"}),
        (["--language", "de"], set()),
        (["--top-k", "3"], {"bridge", "ferry", "museum"}),
    ],
)
def test_evidence_can_be_restricted(cli: Cli, collection: Path, option: list[str], found: set[str]) -> None:
    hits = cli("evidence", "the", "--mode", "dense", *option, "--collection", collection, "--json").records
    assert {hit["document_id"] for hit in hits} == found


# -------------------------------------------------------------------------------------------------------- claims


def test_claims_are_a_list_whose_offsets_hold(cli: Cli, tmp_path: Path) -> None:
    text = "The old bridge in Arlen was closed in March. The ferry sailed on Sunday.\n"
    file = tmp_path / "article.txt"
    file.write_text(text, encoding="utf-8")
    claims = cli("claims", file, "--json").records
    assert len(claims) == 2
    for claim in claims:
        span = claim["span"]
        assert isinstance(span, dict)
        assert text[span["start"] : span["end"]] == claim["sentence"]
    assert cli("claims", "-", "--json", stdin=text.encode()).records == claims
    assert "The ferry sailed" in cli("claims", file).out


def test_a_byte_order_mark_moves_no_offset(cli: Cli) -> None:
    (claim,) = cli("claims", "-", "--json", stdin=b"\xef\xbb\xbfThe ferry sailed on Sunday.").records
    assert claim["span"] == {"start": 0, "end": 27}


# --------------------------------------------------------------------------------------------- check and article


def test_check_answers_every_claim_in_order(cli: Cli, collection: Path) -> None:
    answers = cli(
        "check",
        "The old bridge in Arlen was closed.",
        "The ferry sailed on Sunday.",
        "--collection",
        collection,
        "--json",
    ).records
    assert [answer["label"] for answer in answers] == ["SUPPORTED", "REFUTED"]
    shown = cli("check", "The old bridge in Arlen was closed.", "--collection", collection)
    assert shown.code == 0
    assert "closed in March" in shown.out


def test_check_reads_claims_from_a_file_with_their_own_days(cli: Cli, collection: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    lines = [
        {"claim": "The old bridge in Arlen was closed.", "as_of": "2026-01-01", "id": "early"},
        {"claim": "The old bridge in Arlen was closed.", "as_of": None, "id": 7},
        {"claim": "The old bridge in Arlen was closed.", "as_of": "2026-12-31"},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    answers = cli("check", "--claims-file", file, "--collection", collection, "--json").records
    assert [answer["label"] for answer in answers] == ["NOT_ENOUGH_EVIDENCE", "SUPPORTED", "SUPPORTED"]
    assert [answer["id"] for answer in answers][:2] == ["early", "7"]
    cut = cli("check", "--claims-file", file, "--as-of", "2026-02-01", "--collection", collection, "--json").records
    assert [answer["label"] for answer in cut] == ["NOT_ENOUGH_EVIDENCE", "NOT_ENOUGH_EVIDENCE", "SUPPORTED"]


def test_a_wrong_line_of_a_claims_file_is_named_before_anything_is_answered(
    cli: Cli, collection: Path, tmp_path: Path
) -> None:
    file = tmp_path / "claims.jsonl"
    for wrong in ('{"claim": ""}', '{"claim": 3}', "{", '{"text": "x"}', '{"claim": "x", "as_of": "soon"}'):
        file.write_text(f'{{"claim": "The ferry sailed."}}\n\n{wrong}\n', encoding="utf-8")
        refused = cli("check", "--claims-file", file, "--collection", collection, "--json")
        assert (refused.code, refused.out) == (2, "")
        assert "line 3" in refused.err


def test_ten_thousand_claims_are_answered_in_order(cli: Cli, collection: Path) -> None:
    lines = (json.dumps({"claim": f"The old bridge number {n % 97} was closed.", "id": n}) for n in range(10_000))
    answered = cli("check", "--claims-file", "-", "--collection", collection, "--json", stdin="\n".join(lines).encode())
    assert answered.code == 0
    assert [answer["id"] for answer in answered.records] == [str(n) for n in range(10_000)]


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, Terminated])
def test_an_interrupt_loses_no_answer_and_leaves_a_whole_list(
    collection: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    interrupt: type[KeyboardInterrupt],
) -> None:
    class InterruptedNli(OverlapNli):
        def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
            if any("last" in hypothesis for _, hypothesis in pairs):
                raise interrupt
            return super().read(pairs)

    file = tmp_path / "claims.jsonl"
    claims = [*(f"The old bridge number {n} was closed." for n in range(100)), "The old bridge was closed last."]
    file.write_text("\n".join(json.dumps({"claim": claim, "id": claim}) for claim in claims), encoding="utf-8")
    arguments = ["check", "--claims-file", str(file), "--collection", str(collection), "--json"]
    assert run(arguments, parts=FakeParts(nli=InterruptedNli())) == 1
    out, err = capsysbinary.readouterr()
    answered = [answer["id"] for answer in json.loads(out)]
    assert answered == claims[: len(answered)]
    assert len(answered) >= 64
    assert len(err.splitlines()) == 1
    assert err.startswith(b"error: ")


def test_article_is_a_report_whose_verdicts_have_the_agreed_fields(cli: Cli, collection: Path) -> None:
    text = "The old bridge in Arlen was closed in March. The ferry sailed on Sunday."
    done = cli(
        "article",
        "-",
        "--published",
        "2026-06-01",
        "--title",
        "Travel",
        "--collection",
        collection,
        "--json",
        stdin=text.encode(),
    )
    report = done.json
    assert isinstance(report, dict)
    assert set(report) == {"article", "verdicts", "skipped", "provenance", "selection", "timings_s"}
    assert report["article"]["text"] == text
    assert report["article"]["published_at"] == "2026-06-01"
    assert [verdict["label"] for verdict in report["verdicts"]] == ["SUPPORTED", "REFUTED"]
    assert set(report["verdicts"][0]) == {
        "id",
        "claim",
        "label",
        "confidence",
        "evidence",
        "reasons",
        "coverage",
        "provenance",
        "explanation",
        "signals",
        "selection",
    }


def test_article_writes_text_and_a_page(cli: Cli, collection: Path, tmp_path: Path) -> None:
    text = b"The old bridge in Arlen was closed in March. The ferry sailed on Sunday."
    shown = cli("article", "-", "--collection", collection, stdin=text)
    assert "2 claims" in shown.out
    page = tmp_path / "report.html"
    written = cli("article", "-", "--collection", collection, "--html", page, stdin=text)
    assert (written.code, written.out) == (0, "")
    assert "The ferry sailed on Sunday" in page.read_text(encoding="utf-8")
    refused = cli("article", "-", "--collection", collection, "--html", tmp_path / "no" / "page.html", stdin=text)
    assert refused.code == 2


def test_an_html_article_is_read_as_its_main_text(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    body = "The old bridge in Arlen was closed in March. " * 8
    file.write_text(f"<html><body><nav>Home</nav><article><p>{body}</p></article></body></html>", encoding="utf-8")
    claims = cli("claims", file, "--json").records
    assert {claim["sentence"] for claim in claims} == {"The old bridge in Arlen was closed in March."}


# --------------------------------------------------------------------------------------------------------- models


def test_models_are_listed_with_licence_and_checksum(cli: Cli) -> None:
    rows = cli("models", "list", "--json").records
    assert all(row["licence"] and row["sha256"] for row in rows)
    assert "all-MiniLM-L6-v2" in cli("models", "list").out


def test_an_unknown_runtime_is_refused_with_those_that_there_are(cli: Cli, tmp_path: Path) -> None:
    refused = cli("check", "It rained.", "--collection", tmp_path / "c", "--nli-runtime", "fp8")
    assert refused.code != 0
    assert "VERIFIER_NLI_RUNTIME" in refused.err
    assert "'fp32' or 'int8'" in refused.err

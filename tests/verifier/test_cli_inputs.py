"""Bad input on the command line: a clear answer each time, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

FAKE_CLI = (
    "import sys; from verifier.cli import run; from verifier.cli.fakes import FakeParts; "
    "sys.exit(run(sys.argv[1:], parts=FakeParts()))"
)
GERMAN = (
    "Der Bürgermeister sagte am Freitag, dass die alte Brücke im März geschlossen worden sei. "
    "Die Fähre fährt seitdem jeden Sonntag über den Fluss, und das Museum zeigt alte Boote."
)
ENGLISH = "The mayor said on Friday that the old bridge was closed in March. The ferry sails on Sunday."


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "bridge.txt").write_text("The old bridge was closed in March.", encoding="utf-8")
    assert program(["index", "add", str(folder / "bridge.txt"), "--collection", str(folder / "c")]).returncode == 0
    return folder / "c"


def program(arguments: Sequence[str], *, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", FAKE_CLI, *arguments], input=stdin, capture_output=True, timeout=120, check=False
    )


def refusal(done: subprocess.CompletedProcess[bytes], *, code: int = 2) -> str:
    """The error line of a program that refused its input as it should."""
    assert done.returncode == code, done.stderr.decode()
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert [line.split(":")[0] for line in lines[-2:]] == ["error", "hint"]
    assert len(lines) == 2, lines
    assert all(line.isprintable() for line in lines)
    return lines[0]


@pytest.mark.parametrize("command", ["claims", "article"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text"),
        (b" \n\t \r\n", "no text"),
        ("\u200f\u202e\u200f".encode(), "without a letter"),
        (b"...!?", "without a letter"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "UTF-8"),
        (b"The bridge\x00 was closed.", "NUL"),
        (b"The bridge was \xe9t\xe9 closed.", "0xe9"),
        ("The bridge was closed.".encode("utf-16"), "UTF-8"),
        (b"The bridge was closed. " * 450_000, "characters"),
        (GERMAN.encode(), "English"),
    ],
    ids=["empty", "blank", "marks", "signs", "binary", "nul", "latin-1", "utf-16", "10 MB", "german"],
)
def test_an_article_that_cannot_be_checked_is_refused(command: str, data: bytes, said: str, collection: Path) -> None:
    arguments = [command, "-", "--json"] + (["--collection", str(collection)] if command == "article" else [])
    assert said.lower() in refusal(program(arguments, stdin=data)).lower()


def test_right_to_left_marks_in_a_text_are_read_as_they_are(collection: Path) -> None:
    text = "\u200fThe old bridge was closed in March.\u200e " + ENGLISH
    done = program(["article", "-", "--json", "--collection", str(collection)], stdin=text.encode())
    assert done.returncode == 0, done.stderr.decode()
    assert "\u200f".encode() in done.stdout


def test_soup_of_markup_is_answered(tmp_path: Path, collection: Path) -> None:
    soup = tmp_path / "soup.html"
    soup.write_bytes(b"<div><p>" * 2000 + b"<table><<td>&nbsp;&bogus;</b></i>" + b"\xff\xfe<script>" * 50)
    assert "main text" in refusal(program(["article", str(soup), "--json", "--collection", str(collection)]))
    added = program(["index", "add", str(soup), "--collection", str(collection)])
    assert added.returncode == 2
    assert b"Traceback" not in added.stderr


def test_an_encrypted_pdf_is_named_and_left_out(tmp_path: Path, collection: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="The old bridge was closed.")
    pdf.set_encryption(owner_password="owner", user_password="user", permissions=AccessPermission.none())
    path = tmp_path / "locked.pdf"
    path.write_bytes(bytes(pdf.output()))
    added = program(["index", "add", str(path), "--collection", str(collection)])
    assert added.returncode == 2
    warning, error, hint = added.stderr.decode().splitlines()
    assert "locked.pdf" in warning
    assert "password" in warning or "encrypted" in warning
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")


@pytest.mark.parametrize(
    ("claim", "said"),
    [("", "claim"), ("   ", "claim"), ("\u202e\u200f", "letter"), ("?!", "letter"), ("word " * 2000, "characters")],
)
def test_a_claim_that_says_nothing_or_too_much_is_refused(claim: str, said: str, collection: Path) -> None:
    assert said in refusal(program(["check", claim, "--collection", str(collection), "--json"]))


@pytest.mark.parametrize(
    "claim", ["Bridge", "\u200fThe bridge was closed\u200e", "Die Brücke wurde im März geschlossen."]
)
def test_an_odd_claim_is_answered(claim: str, collection: Path) -> None:
    done = program(["check", claim, "--collection", str(collection), "--json"])
    assert done.returncode == 0, done.stderr.decode()
    assert claim in done.stdout.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "at least one claim"),
        (b"\n\n", "at least one claim"),
        (b'{"claim": "One."}\n\xff\n', "UTF-8"),
        (b'{"claim": "One."}\n\x00\n', "NUL"),
        (b'{"claim": "One."}\n{"claim": "half \\ud800"}\n', "line 2"),
        (b'{"claim": "One."}\n' + b"[" * 100_000, "line 2"),
        (b'{"claim": "One.", "id": ' + b"9" * 5000 + b"}", "line 1"),
    ],
)
def test_a_claims_file_that_is_none_is_refused(data: bytes, said: str, collection: Path) -> None:
    done = program(["check", "--claims-file", "-", "--collection", str(collection), "--json"], stdin=data)
    assert said in refusal(done)


def test_bad_lines_of_a_batch_are_answered_as_errors(tmp_path: Path, collection: Path) -> None:
    lines = [
        b'{"custom_id": "good", "claim": "The old bridge was closed in March."}',
        b"\xff\xfe",
        b"\x00",
        b'{"custom_id": "empty", "article": {"text": ""}}',
        b'{"custom_id": "german", "article": {"text": "' + GERMAN.encode() + b'"}}',
        b'{"custom_id": "long", "article": {"text": "' + b"The bridge was closed. " * 450_000 + b'"}}',
        b'{"custom_id": "last", "claim": "The old bridge was closed in March."}',
    ]
    out = tmp_path / "out.jsonl"
    done = program(["batch", "-", "--out", str(out), "--collection", str(collection)], stdin=b"\n".join(lines))
    assert done.returncode == 0, done.stderr.decode()
    assert b"2 completed, 5 failed" in done.stdout
    assert b"Traceback" not in done.stderr
    answers = out.read_bytes().splitlines()
    assert [b'"error"' in answer for answer in answers] == [False, True, True, True, True, True, False]


def test_an_error_shows_control_characters_as_escapes(collection: Path) -> None:
    done = program(["index", "show", "\u202e\x1b[31mred", "--collection", str(collection)])
    assert "\\u202e\\x1b[31mred" in refusal(done)


def test_markup_in_plain_text_is_refused_and_a_folder_is_no_article(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html><body><p>The council opened a library in May.</p></body></html>"
    assert "found an HTML page" in refusal(program(["claims", "-"], stdin=page))
    (tmp_path / "folder.html").mkdir()
    refusal(program(["claims", str(tmp_path / "folder.html")]))

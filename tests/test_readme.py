"""The README's examples, run with the real models, print what it says they print."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexes.collection import Collection
from models.check_worthiness import CheckWorthinessModel
from models.embedder import SentenceEmbedder
from models.english import EnglishPipeline
from models.nli import load_nli
from models.protocols import CheckWorthiness, NliModel
from verifier import calibration
from verifier.assembly import make_extractor
from verifier.claims.extract import ClaimExtractor
from verifier.cli import run
from verifier.pipeline import Verifier
from verifier.settings import Settings, VerificationSettings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SERVER = "localhost:8000"
ELLIPSIS = "..."
READY_WITHIN_S = 120


@dataclass(frozen=True)
class Example:
    """A command of the README and what it is said to print, None where nothing is said."""

    command: str
    output: str | None = None


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def console_examples() -> list[Example]:
    found: list[Example] = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Example(command, output))
    return found


def bash_commands() -> list[str]:
    return [line for block in blocks("bash") for line in block.splitlines() if line.strip()]


def started_with(*words: str) -> list[str]:
    return [line for line in bash_commands() if line.split()[0] in words]


class SharedModels:
    """`verifier.cli.parts.Parts` whose models are loaded once for all examples."""

    def __init__(self) -> None:
        self._english = EnglishPipeline()
        self._embedder = SentenceEmbedder()
        self._nli = load_nli()

    @contextmanager
    def _opened(self, path: Path, *, create: bool) -> Iterator[Collection]:
        with Collection.open(path, embedder=self._embedder, splitter=self._english, create=create) as collection:
            yield collection

    def open_collection(
        self, path: Path, *, settings: Settings, create: bool = False
    ) -> AbstractContextManager[Collection]:
        return self._opened(path, create=create)

    @contextmanager
    def _verifier(self, path: Path, verification: VerificationSettings, *, create: bool) -> Iterator[Verifier]:
        with self._opened(path, create=create) as collection:
            yield Verifier(
                collection,
                nli=self._nli,
                extractor=self.make_extractor(),
                settings=verification,
                parser=self._english,
                calibration=calibration.packaged(),
            )

    def open_verifier(
        self, path: Path, *, settings: Settings, verification: VerificationSettings, create: bool = False
    ) -> AbstractContextManager[Verifier]:
        return self._verifier(path, verification, create=create)

    def make_extractor(self) -> ClaimExtractor:
        return make_extractor(english=self._english, embedder=self._embedder)

    def load_nli(self, path_or_name: str | None, *, settings: Settings) -> NliModel:
        return self._nli

    def load_worthiness(self, *, settings: Settings) -> CheckWorthiness:
        return CheckWorthinessModel(self._embedder)


@pytest.fixture(scope="module")
def models() -> SharedModels:
    return SharedModels()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stands for a checkout: it holds what the examples read, and takes what they write."""
    made = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "verifier" / "demo", made / "verifier" / "demo")
    return made


@pytest.fixture
def in_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("VERIFIER_COLLECTION", raising=False)


def words(text: str) -> str:
    """The text whatever its line breaks and indents."""
    return " ".join(text.split())


def recipe(target: str) -> str:
    """The verifier command that a target of the Makefile ends in."""
    found = re.search(rf"^{target}:.*\n\t@\$\(BIN\)/(verifier .+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert found is not None, f"make {target} does not end in a verifier command"
    return found.group(1)


def run_example(command: str, models: SharedModels, capfd: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command, comments=True)
    if program == "make":
        program, *arguments = shlex.split(recipe(arguments[0]))
    assert program == "verifier"
    code = run(arguments, parts=models)
    out, err = capfd.readouterr()
    assert code == 0, err
    return out


@pytest.mark.usefixtures("in_folder")
@pytest.mark.parametrize("example", console_examples(), ids=lambda example: " ".join(example.command.split()[:3]))
def test_a_transcript_is_what_the_command_prints(
    example: Example, models: SharedModels, capfd: pytest.CaptureFixture[str]
) -> None:
    printed = words(run_example(example.command, models, capfd))
    assert example.output
    position = 0
    for part in re.split(rf"^{re.escape(ELLIPSIS)}\n", example.output, flags=re.MULTILINE):
        expected = words(part)
        assert expected in printed[position:], f"{expected!r} is not (or not there) in {printed!r}"
        position = printed.index(expected, position) + len(expected)


@pytest.mark.usefixtures("in_folder")
def test_the_command_line_examples_run_in_their_order(
    models: SharedModels, capfd: pytest.CaptureFixture[str], folder: Path
) -> None:
    run_example("verifier index add verifier/demo/documents.jsonl --collection demo", models, capfd)
    for command in started_with("verifier", "echo"):
        if command.startswith("echo"):
            subprocess.run(["bash", "-c", command], cwd=folder, check=True)
        else:
            assert run_example(command, models, capfd) or "--html" in command or "batch" in command, command
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!")
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.fixture
def server(folder: Path, models: SharedModels, capfd: pytest.CaptureFixture[str]) -> Iterator[str]:
    """`verifier serve` as a process on a free port, its models loaded; gives host and port."""
    collection = folder / "served"
    documents = str(ROOT / "verifier" / "demo" / "documents.jsonl")
    run_example(f"verifier index add {documents} --collection {collection}", models, capfd)
    (folder / "in.jsonl").write_text('{"custom_id": "1", "claim": "The committee was not told."}\n', encoding="utf-8")
    command = [sys.executable, "-c", "from verifier.cli import main; main()", "serve", "--port", "0"]
    command += ["--collection", str(collection)]
    unbuffered = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=folder, env=unbuffered, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield _ready_address(process)
        finally:
            process.terminate()


def _ready_address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = re.search(r"http://(127\.0\.0\.1:\d+)", process.stdout.readline())
    assert found is not None, "the server ended without telling its address"
    address = found.group(1)
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://{address}/readyz", timeout=5):
                return address
        except urllib.error.HTTPError:
            time.sleep(0.5)
    pytest.fail(f"the server was not ready within {READY_WITHIN_S} s")


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_the_http_examples_are_answered_without_an_error(server: str, folder: Path) -> None:
    commands = started_with("curl")
    assert len(commands) >= 8
    for command in commands:
        line = command.replace(SERVER, server).replace("curl ", "curl --silent --show-error --fail-with-body ", 1)
        done = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stdout} {done.stderr}"


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", README)) - {"sure"}
    assert {"demo", "test", "serve", "check"} <= named <= targets


def test_every_link_to_a_file_of_the_project_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_figures_of_the_judge_are_those_of_its_card() -> None:
    rows = [line for line in (ROOT / "models/judge/README.md").read_text(encoding="utf-8").splitlines() if "|" in line]
    figures = re.findall(r"(0\.\d+)(?: accuracy)?\s+on\s+(FEVER|SciFact) dev \(n = ([\d,]+)\)", README)
    assert len(figures) == 2
    for figure, name, count in figures:
        assert any(row.startswith(f"| {name}") and f" {count} | {figure} " in row for row in rows), (figure, name)

"""`verifier serve`: what a person reads when it cannot start, and that it serves when it can."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from api.cli import is_loopback, listening_socket
from api.errors import AddressUnusable
from tests.api.harness import until
from tests.api.killing import ROOT, free_port, start, wait_ready
from verifier.assembly import open_verifier
from verifier.records import verdict_record
from verifier.types import ClaimRequest

PROGRAM = "import sys; from verifier.cli import main; sys.argv[0] = 'verifier'; main()"


def serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "serve", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_a_missing_collection_is_told_with_a_hint_and_exit_code_2(tmp_path: Path) -> None:
    ended = serve("--collection", str(tmp_path / "none"), "--port", "0")
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: ")
    assert "hint: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_told_with_a_hint_and_exit_code_1(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = serve("--collection", str(tmp_path / "new"), "--create", "--port", port)
    assert ended.returncode == 1
    assert port in ended.stderr
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(AddressUnusable, match=r"192\.0\.2\.1"):
        listening_socket("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],
)
def test_only_a_loopback_address_is_taken_for_one(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_it_serves_a_new_collection_with_the_real_models_and_ends_at_sigterm(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "server.log"
    arguments = ("-c", PROGRAM, "serve", "--collection", str(tmp_path / "new"), "--create", "--port", str(port))
    server = start([*arguments, "--host", "0.0.0.0"], log)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_ready(base, server, timeout_s=240)
        text = "The old pier of Lindholm has been closed since March because of storm damage."
        assert httpx.post(f"{base}/v1/documents", json={"text": text}, timeout=60).json()["added"] == 1
        claim = {"claim": "The old pier of Lindholm is closed."}
        (verdict,) = httpx.post(f"{base}/v1/claims/verify", json=claim, timeout=120).json()["verdicts"]
        assert verdict["label"] == "SUPPORTED"
        with open_verifier(tmp_path / "new") as verifier:
            (own,) = verifier.check([ClaimRequest(claim["claim"])])
        assert verdict == verdict_record(own)
        os.kill(server.pid, signal.SIGTERM)
        until(lambda: server.poll() is not None)
    finally:
        if server.poll() is None:
            server.kill()
    logged = log.read_text()
    assert "no authentication" in logged
    assert '"route": "/v1/claims/verify"' in logged
    assert "Traceback" not in logged
    assert "pier" not in logged

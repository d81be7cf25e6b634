from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.api.harness import make_app, make_collection, running


@pytest.fixture(autouse=True)
def _log_reaches_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serving in this process, as a test of the command line does, turns the service's log away from pytest."""
    monkeypatch.setattr(logging.getLogger("verifier.api"), "propagate", True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of the harness' documents."""
    return make_collection(tmp_path / "collection")


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """A client of a ready service over fakes."""
    with running(make_app(folder)) as client:
        yield client

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.api.harness import make_app, make_collection, running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of the harness' documents."""
    return make_collection(tmp_path / "collection")


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """A client of a ready service over fakes."""
    with running(make_app(folder)) as client:
        yield client

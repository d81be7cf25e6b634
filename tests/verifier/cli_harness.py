"""The command line over fake models, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from verifier.cli import run
from verifier.cli.fakes import FakeParts


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)

    @property
    def records(self) -> list[dict[str, object]]:
        found = self.json
        assert isinstance(found, list)
        return found

    @property
    def record(self) -> dict[str, object]:
        found = self.json
        assert isinstance(found, dict)
        return found


Cli = Callable[..., Outcome]


def fake_cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Runs one command line and gives what it wrote."""

    def call(*arguments: str | Path) -> Outcome:
        code = run([str(argument) for argument in arguments], parts=FakeParts())
        out, err = capsysbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return call

"""The command line: `verifier` (see `verifier --help`)."""

from __future__ import annotations

import sys

from verifier.cli.app import run
from verifier.cli.parts import Parts, RealParts

__all__ = ["Parts", "RealParts", "main", "run"]


def main() -> None:
    """Entry point of the console script; ends the process with the command's exit code."""
    sys.exit(run(sys.argv[1:], parts=RealParts()))

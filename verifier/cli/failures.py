"""How a command ends: one table from errors to exit codes, and the two lines that a person gets to read.

0 is done, 2 is wrong usage or unreadable input, 1 anything else, an interrupt and a request to end (SIGTERM) included.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from indexes.errors import CollectionError, CollectionMissing, DocumentInvalid, DocumentUnreadable
from models.errors import ModelError, PairsUnreadable, UnsupportedLanguage
from verifier.errors import OutputBusy, VerifierError

DONE: Final = 0
FAILED: Final = 1
USAGE: Final = 2

# The first row that fits decides.
_EXIT_CODES: Final[tuple[tuple[type[BaseException], int], ...]] = (
    (OutputBusy, FAILED),
    (VerifierError, USAGE),
    (UnsupportedLanguage, USAGE),
    (PairsUnreadable, USAGE),
    (ModelError, FAILED),
    (CollectionMissing, USAGE),
    (DocumentInvalid, USAGE),
    (DocumentUnreadable, USAGE),
    (CollectionError, FAILED),
    (FileNotFoundError, USAGE),
    (IsADirectoryError, USAGE),
    (NotADirectoryError, USAGE),
    (PermissionError, USAGE),
)


class Terminated(KeyboardInterrupt):
    """SIGTERM asked for the end; like an interrupt, it leaves nothing half done."""


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM raises Terminated inside the block, so that it ends like an interrupt."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def exit_code(error: BaseException) -> int:
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), FAILED)


def tell(message: str, hint: str | None = None) -> None:
    """Prints `error: ...` and `hint: ...`, each on one line of stderr."""
    print(f"error: {one_line(message)}", file=sys.stderr)  # noqa: T201 - the command line's own voice
    if hint:
        print(f"hint: {one_line(hint)}", file=sys.stderr)  # noqa: T201 - the same


def warn(message: str, hint: str | None = None) -> None:
    """Prints `warning: ...` on one line of stderr."""
    print(f"warning: {one_line(f'{message} {hint}' if hint else message)}", file=sys.stderr)  # noqa: T201 - the same


def fail(error: Exception, *, verbose: bool) -> int:
    """Tells of an error and returns the exit code. A traceback is shown only on request."""
    if verbose:
        traceback.print_exception(error)
    tell(*_message_and_hint(error))
    return exit_code(error)


def _message_and_hint(error: Exception) -> tuple[str, str]:
    hint = getattr(error, "hint", None)
    if isinstance(hint, str):
        return str(error), hint
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}", "Check the path, its permissions and the space on the disk."
    return (
        f"unexpected {type(error).__name__}: {error}",
        "This is a defect of verifier: run it again as `verifier --verbose ...` and report what it prints.",
    )


def one_line(text: str) -> str:
    """The text on one line: line breaks become spaces; control and direction marks are written as escapes."""
    joined = " ".join(text.split())
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "surrogatepass").decode()
        for character in joined
    )

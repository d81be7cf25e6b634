"""The text of a PDF, by pypdf, with the lines of its layout joined into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from indexes.errors import DocumentUnreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

_FULL_LINE_SHARE: Final = 0.75
_ENDS: Final = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_HYPHEN: Final = re.compile(r"(?<=[a-z])-$")


@dataclass(frozen=True, slots=True)
class PdfText:
    """`blank_pages` are the numbers, from 1, of pages that hold no text."""

    text: str
    title: str | None
    pages: int
    blank_pages: tuple[int, ...]


def pdf_text(data: bytes, *, source: str) -> PdfText:
    """Raises DocumentUnreadable for what is encrypted, damaged, of an unknown kind, or without any text (a scan)."""
    try:
        reader = _open(data, source)
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DocumentUnreadable:
        raise
    except Exception as error:  # a foreign parser meets hostile bytes here with errors of any kind
        raise DocumentUnreadable(
            f"{source}: expected a PDF, found a damaged one, or one of a kind that is not read:"
            f" {str(error) or type(error).__name__}",
            hint="Open the file and save it anew, or save its text as a .txt file.",
        ) from error
    blank = tuple(number for number, page in enumerate(pages, start=1) if not page.strip())
    if len(blank) == len(pages):
        raise DocumentUnreadable(
            f"{source}: expected text, found {len(pages)} pages without any (a scan?)",
            hint="Run OCR over the file first, then add it again.",
        )
    text = "\n\n".join(paragraphs(page) for page in pages if page.strip())
    return PdfText(text, title if isinstance(title, str) else None, len(pages), blank)


def paragraphs(page: str) -> str:
    """The page with soft line ends taken out: a paragraph ends at a blank line, or at a short line after which a
    sentence ends or another begins. A word that is hyphenated at a line's end is joined."""
    lines = [line.strip() for line in page.splitlines()]
    full = _FULL_LINE_SHARE * max((len(line) for line in lines), default=0)
    parts: list[str] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        short = len(line) < full and (_ENDS.search(line) is not None or not following[:1].islower())
        if not line:
            parts.append("\n")
        elif not following or short:
            parts.append(line + "\n")
        elif _HYPHEN.search(line) and following[:1].islower():
            parts.append(line[:-1])
        else:
            parts.append(line + " ")
    return re.sub(r"\n+", "\n\n", "".join(parts)).strip()


def _open(data: bytes, source: str) -> PdfReader:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns about every oddity of a file
    reader = PdfReader(io.BytesIO(data))
    try:
        # Many files are encrypted only to forbid printing, and open with the empty password.
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
    except (DependencyError, NotImplementedError):
        locked = True
    if locked:
        raise DocumentUnreadable(
            f"{source}: expected a PDF that opens without a password, found an encrypted one",
            hint="Save a copy without a password and add that.",
        )
    return reader

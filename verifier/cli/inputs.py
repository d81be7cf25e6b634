"""What the commands read: files and standard input, as bytes that must be UTF-8 text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from indexes.types import Document
from verifier.cli.failures import warn
from verifier.errors import InputEmpty, InputTooLarge, InputUnreadable, VerifierError
from verifier.records import looks_like_html, mapping_from_json, request_from_record
from verifier.types import Article, ClaimRequest

STANDARD_INPUT = "-"
MAX_BYTES = 64 * 1024 * 1024

_READ_AS_DOCUMENT = frozenset({".html", ".htm", ".pdf"})

T = TypeVar("T")


def read_bytes(name: str) -> bytes:
    """A whole file, or standard input for "-". Raises InputUnreadable, and InputTooLarge over 64 MiB."""
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputUnreadable(
            f"{name}: expected a file that can be read, found: {error.strerror}",
            hint="Check the path, or give - to read standard input.",
        ) from error
    if len(data) > MAX_BYTES:
        raise InputTooLarge(
            f"{_shown(name)}: expected at most {MAX_BYTES // 1024**2} MiB, found more",
            hint="Cut the input into parts.",
        )
    return data


def decode(data: bytes, *, name: str) -> str:
    """UTF-8 text, strictly; a byte order mark at its start is left out."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputUnreadable(
            f"{_shown(name)}: expected UTF-8 text, found the byte 0x{data[error.start]:02x} at position {error.start}",
            hint="Save the text in UTF-8; a PDF or a Word file has to be turned into text first.",
        ) from error
    if "\x00" in text:
        raise InputUnreadable(
            f"{_shown(name)}: expected text, found a NUL character at position {text.index(chr(0))}",
            hint="This looks like a binary file; give one of plain text or HTML.",
        )
    return text


def read_article(name: str) -> Article:
    """An article: the text of a file as it stands, or what the reader of HTML and PDF finds in one. Never blank."""
    if Path(name).suffix.lower() in _READ_AS_DOCUMENT and not Path(name).is_dir():
        return _article_of_document(Path(name))
    text = decode(read_bytes(name), name=name)
    if looks_like_html(text):
        raise InputUnreadable(
            f"{_shown(name)}: expected plain text, found an HTML page",
            hint="Save the page in a file that ends in .html and give that; its text is taken out of the markup.",
        )
    if not text.strip():
        raise InputEmpty(
            f"{_shown(name)}: expected an article, found no text", hint="Give a file that holds the article's text."
        )
    return Article(text)


def dated(article: Article, published: date | None) -> Article:
    """The article with the day that was given, where one was."""
    return article if published is None else replace(article, published_at=published)


def read_requests(claims: Sequence[str], claims_file: str | None, *, as_of: date | None) -> list[ClaimRequest]:
    """The claims of the command line, then those of the file; `as_of` holds where a line gives none.

    The whole file is read before anything is answered: InputUnreadable names the first line that is wrong.
    """
    requests = [_request_of_argument(claim, as_of) for claim in claims]
    if claims_file is not None:
        text = decode(read_bytes(claims_file), name=claims_file)
        requests.extend(_request_of_line(line, number, as_of) for number, line in _lines(text))
    if not requests:
        raise InputEmpty("expected at least one claim, found none", hint="Give a claim in quotes, or --claims-file.")
    return requests


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _request_of_argument(claim: str, as_of: date | None) -> ClaimRequest:
    request = request_from_record({"claim": claim, "as_of": None if as_of is None else as_of.isoformat()})
    _require_claim(request)
    return request


def _require_claim(request: ClaimRequest) -> None:
    from verifier.admission import require_claim  # with the settings, too slow to import for --help
    from verifier.settings import VerificationSettings

    require_claim(request, VerificationSettings())


def _request_of_line(line: str, number: int, as_of: date | None) -> ClaimRequest:
    where = f"line {number} of the claims file"
    try:
        request = request_from_record(mapping_from_json(line, what="the line"))
        _require_claim(request)
    except VerifierError as error:
        raise type(error)(f"{where}: {error}", hint=error.hint) from error
    except ValueError as error:
        raise InputUnreadable(f"{where}: {error}", hint="Write one JSON object a line.") from error
    return request if request.as_of is not None else replace(request, as_of=as_of)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their numbers. JSON strings may hold other line separators, so only LF cuts."""
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _article_of_document(path: Path) -> Article:
    from indexes.readers import read_paths  # only pages and PDFs need it

    found: Article | None = None
    for item in read_paths([path]):
        if isinstance(item, Document):
            found = Article(item.text, item.title, item.url, item.publisher, item.published_at)
        elif found is None:
            raise InputUnreadable(item.error, hint=item.hint)
        else:
            warn(item.error, item.hint)
    if found is None:
        raise InputEmpty(f"{path}: expected an article, found nothing", hint="Give a file that holds the text.")
    return found


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name

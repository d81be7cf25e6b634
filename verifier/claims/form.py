"""The outer form of a claim: one line that begins with a capital, ends with a full stop and has no lone marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from models.types import Span

_LEAD_IN = re.compile(
    r"^(?P<marks>[“\"'‘(]*)(?:(?:But|And|So(?! far)|Yet|Or|Still|Also|Then|Plus),? "
    r"|(?:Instead|Namely|Further|Furthermore|Moreover|However|In fact|Indeed|Meanwhile|In addition|Besides|Nonetheless"
    r"|Nevertheless|Therefore|Thus), |For (?:example|instance)[,:] )"
    r"(?=[A-Za-z“\"])"
)
_COMMA_BEFORE_MARK = re.compile(r",([\"”’'»]+)$")
_BLANK_BEFORE_COMMA = re.compile(r"\s+(?=[,;](?:\s|$)|\.$)")
_DOUBLED_COMMA = re.compile(r",(?:\s*,)+")
_OPENED = re.compile(r"(?:^|[\s(])(?P<mark>[“\"])(?=\w)[^“”\"]*$")
_TERMINAL: Final = ".!?…"
_MARKS: Final = "\"”’'»)]"


def as_sentence(words: str) -> str:
    """One line that begins with a capital and ends with a full stop."""
    words = _DOUBLED_COMMA.sub(",", _BLANK_BEFORE_COMMA.sub("", " ".join(words.split())))
    words = _LEAD_IN.sub(r"\g<marks>", words.strip(" ,;:-–—"))
    letter = next((at for at, char in enumerate(words) if char.isalnum()), 0)
    if words[letter : letter + 1].islower() and not any(map(str.isupper, words[letter:].split(" ")[0])):
        words = words[:letter] + words[letter].upper() + words[letter + 1 :]
    words = _COMMA_BEFORE_MARK.sub(r"\1", balanced(words)).rstrip(" ,;")
    bare = words.rstrip(_MARKS)
    return words if bare.endswith(tuple(_TERMINAL)) or not words else words + "."


def balanced(words: str) -> str:
    """Without a lone quotation mark at either end, whose partner stands in another sentence."""
    if words.endswith("”") and words.count("”") > words.count("“"):
        return words[:-1].rstrip()
    if words.startswith("“") and words.count("“") > words.count("”"):
        return words[1:].lstrip()
    for mark in ('"', "''"):
        if words.count(mark) % 2 and words.startswith(mark):
            return words[len(mark) :].lstrip()
        if words.count(mark) % 2 and words.endswith(mark):
            return words[: -len(mark)].rstrip()
    opened = _OPENED.search(words)
    if opened is not None and (opened["mark"] == "“" or words.count('"') % 2):
        return words + ("”" if opened["mark"] == "“" else '"')  # the quotation goes on in the next sentence
    return words


def with_edits(text: str, span: Span, edits: Mapping[Span, str]) -> str:
    """The words at `span` of the text with others in the place of those that the edits replace."""
    pieces: list[str] = []
    at = span.start
    for where in sorted(edits):
        if where.start < at or where.end > span.end:
            continue
        pieces += [text[at : where.start], edits[where]]
        at = where.end
    pieces.append(text[at : span.end])
    return "".join(pieces)

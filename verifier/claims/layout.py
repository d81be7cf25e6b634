"""What stands around the prose of a document: list marks, time stamps of live blogs, speaker labels of transcripts,
signatures of tweets, tables.

It is blanked before the text is parsed, so that it does not leak into sentences; blanks keep every offset. What holds
words of its own is listed as left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.types import Span
from verifier.claims.runin import is_titled, run_in_headings, shouted_headings
from verifier.claims.words import word_set
from verifier.types import SkippedSentence

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_FEWEST_TURNS = 3
_FEWEST_SHOUTED = 2
_WORDY = 6  # words of a tag that may hold a sentence
_MOSTLY = 0.6  # of the lines bear a label where a whole text is a transcript

_BULLET = re.compile(r"\s*(?:[-–—•*~‣◦▪·●]+|\(?(?:[0-9]{1,3}|[a-z])[.)])[ \t\u00a0]+(?=[^\sa-z])")
_STAMP = re.compile(
    r"\s*[\[(]?(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9])?(?:[ \u00a0]?[ap]\.?m\b\.?)?"
    r"(?:[ \u00a0][A-Z]{2,4}\b)?[\])]?(?:[ \t\u00a0]*[-–—:|][ \t\u00a0]*|[ \t\u00a0]+|$)(?=[A-Z“\"‘@#]|$)"
)
_LABEL = re.compile(
    r"\s*[\"“]?(?P<name>(?:[A-Z][\w.’'-]*|de|van|von|al)(?:[ ,]{1,2}(?:[A-Z][\w.’'-]*|de|van|von|of|the)){0,5})"
    r"(?: ?[(\[][^)\]\n]{1,40}[)\]])?:[ \t\u00a0]+(?=\S)"
)
_NO_LABEL = word_set(
    "note update updated correction photo image video related more source sources read contributing editor’s editor's "
    "click advertisement caption credit contact where when what why how who here warning breaking watch exclusive by"
)
_SIGNATURE = re.compile(r"\s*(?P<dash>[-–—]+) ?(?P<name>[^\n(@]{2,60}?) ?\((?P<handle>@\w{1,20})\),?[^\n]{0,40}$")
_SIGNED = re.compile(
    r"(?<=[.!?…”\"]) *[-–—]+ ?[A-Z][^\n(@]{1,60}?\(@\w{1,20}\),? [A-Z][a-z]{2,8}\.? [0-9]{1,2}, [0-9]{4}"
    r"(?:</\w{1,20}>\.?|(?=\s*(?:\n|$)))"
)
_NEWS = re.compile(r"(?m:^|(?<=>))\s*(?:BREAKING(?: NEWS)?|JUST IN|DEVELOPING|EXCLUSIVE):[ \t\u00a0]+(?=[\"“]?[A-Z])")
_LINK = re.compile(r"(?:https?://)?\b(?:pic\.twitter\.com|t\.co)/\w+|^\s*RT @\w+:?")
_CELLS = re.compile(r"</?(?:table|thead|tbody|tr|td|th)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</[A-Za-z][\w-]{0,20} ?>|<[A-Za-z][\w-]{0,20}(?:\s{1,3}[\w:-]{1,30} ?= ?(?:\"[^\"<>\n]{0,300}\"|'[^'<>\n]{0,300}'"
    r"|[^\s\"'<>]{1,300})){0,12} ?/?>"
)
_INTRODUCTION = re.compile(
    r"\s*[\[(\"“]?(?:(?:the|a|here|here[’']s|is|below|partial|full|rush|complete|edited|relevant|official) ){0,4}"
    r"transcript(?: (?:is|as|of|from|via|below|follows)\b[^.:\n]{0,60})?:\s*",
    re.IGNORECASE,
)
_TAGS_ONLY = re.compile(r"\s*(?:</?[a-zA-Z][^<>]{0,300}>\s*)+[.]?\s*")


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of text that is one speaker's, as its label or signature says. `source` is where the speaker is named
    and `mark` the `sign` that stands for a cue, the label's colon or the signature's dash."""

    span: Span
    speaker: str
    source: Span
    mark: Span
    sign: str


@dataclass(frozen=True, slots=True)
class Layout:
    """`text` has blanks for what is no prose and is as long as the text it was made from; `items` are the lines that
    had a mark of a list, a time or a label."""

    text: str
    skipped: tuple[SkippedSentence, ...]
    turns: tuple[Turn, ...]
    items: tuple[Span, ...]

    def is_item(self, span: Span) -> bool:
        """Whether the span begins in a line of a list, an entry of a live blog or a turn of a transcript."""
        at = bisect_right(self.items, span.start, key=lambda item: item.start) - 1
        return at >= 0 and span.start < self.items[at].end

    def turn_of(self, span: Span) -> Turn | None:
        """The turn in which the span begins."""
        at = bisect_right(self.turns, span.start, key=lambda turn: turn.span.start) - 1
        return self.turns[at] if at >= 0 and span.start < self.turns[at].span.end else None


def lay_out(text: str) -> Layout:
    """Never raises; a text of plain paragraphs comes back as it is."""
    lines = [Span(line.start(), line.end()) for line in _LINE.finditer(text) if line.group().strip()]
    labels = _labels(text, lines)
    headings = run_in_headings(text, lines) | shouted_headings(text, lines)
    blanks: list[Span] = []
    skipped: list[SkippedSentence] = []
    items: list[Span] = []
    for line in lines:
        reason = _no_prose(line.of(text))
        if reason is not None:
            blanks.append(line)
            skipped.append(SkippedSentence(_trimmed(text, line), "boilerplate", reason))
            continue
        marks = list(_marks(text, line, labelled=line.start in labels))
        if marks and marks[0].start == line.start:
            items.append(line)
        blanks.extend(marks)
        skipped += [
            SkippedSentence(_trimmed(text, mark), "boilerplate", "It is markup.")
            for mark in marks
            if text[mark.start] == "<" and len(mark.of(text).split()) >= _WORDY
        ]
        heading = headings.get(line.start)
        if heading is not None and not any(mark.overlaps(heading) for mark in marks):
            blanks.append(heading)
            reason = "It is a heading, which repeats what the text says."
            skipped.append(SkippedSentence(_trimmed(text, heading), "fragment", reason))
    return Layout(_blanked(text, sorted(blanks)), tuple(skipped), _turns(text, lines, labels), tuple(items))


def _no_prose(line: str) -> str | None:
    """Why a whole line is no prose, None where it is."""
    if _CELLS.search(line) or _is_row(line):
        return "It is a row of a table."
    if _TAGS_ONLY.fullmatch(line):
        return "It is markup."
    if _INTRODUCTION.fullmatch(line):
        return "It is a note of the editors."
    if _SIGNATURE.fullmatch(line):
        return "It is the signature of a post."
    if _STAMP.fullmatch(line):
        return "It is the time of an entry."
    return None


def _is_row(line: str) -> bool:
    for mark in ("|", "\t"):
        cells = [cell for cell in line.split(mark) if cell.strip()]
        if len(cells) >= 3 or (len(cells) == 2 and line.strip().startswith("|")):
            return all(len(cell) < 80 for cell in cells)
    return False


def _marks(text: str, line: Span, *, labelled: bool) -> Iterator[Span]:
    """Marks at the start of a line that goes on with prose, and links and tags that only a screen can use."""
    at = line.start
    for pattern in (_BULLET, _STAMP, *([_LABEL] if labelled else [])):
        found = pattern.match(text, at, line.end)
        if found is not None and found.end() < line.end:
            yield Span(at, found.end())
            at = found.end()
    found_later = [Span(found.start(), found.end()) for pattern in (_NEWS, _SIGNED, _LINK, _TAG)
                   for found in pattern.finditer(text, at, line.end)]  # fmt: skip
    for span in sorted(found_later):
        if span.start >= at:
            yield span
            at = span.end


def _labels(text: str, lines: Sequence[Span]) -> dict[int, re.Match[str]]:
    """Labels by the start of their line. At least three of them, of which two are the same, are a transcript, and so
    are two that are all in capitals."""
    found: dict[int, re.Match[str]] = {}
    for line in lines:
        stamp = _STAMP.match(text, line.start, line.end)
        match = _LABEL.match(text, stamp.end() if stamp is not None else line.start, line.end)
        if match is None or (line is lines[0] and is_titled(text[match.end() : line.end])):
            continue
        if not set(match["name"].lower().split()) & _NO_LABEL:
            found[line.start] = match
    counts = Counter(_named(match) for match in found.values())
    shouted = len(found) >= _FEWEST_SHOUTED and all(map(str.isupper, counts))
    return found if shouted or (len(found) >= _FEWEST_TURNS and max(counts.values()) > 1) else {}


def _named(match: re.Match[str]) -> str:
    return " ".join(match["name"].split())


def _turns(text: str, lines: Sequence[Span], labels: dict[int, re.Match[str]]) -> tuple[Turn, ...]:
    """A labelled line is one turn; where a whole text is a transcript a turn goes on to the next label."""
    spoken = [line for line in lines if labels and line.start >= min(labels)]
    goes_on = len(labels) >= max(_FEWEST_TURNS, _MOSTLY * len(spoken))
    found: list[Turn] = []
    label: re.Match[str] | None = None
    for number, line in enumerate(lines):
        signed = _SIGNATURE.match(text, line.start, line.end)
        if signed is not None and signed.end() == line.end and number:
            dash = Span(signed.start("dash"), signed.start("dash") + 1)
            name = Span(*signed.span("name"))
            found.append(Turn(_block_before(text, lines, number), name.of(text).strip(), name, dash, dash.of(text)))
        goes_on_here = goes_on and not _INTRODUCTION.fullmatch(line.of(text))
        label = labels.get(line.start) or (label if goes_on_here else None)
        if label is not None:
            mark = text.index(":", label.end("name"))
            found.append(Turn(line, _named(label), Span(*label.span("name")), Span(mark, mark + 1), ":"))
    return tuple(sorted(found, key=lambda turn: turn.span.start))


def _block_before(text: str, lines: Sequence[Span], number: int) -> Span:
    """The lines right above a signature, up to a blank line."""
    first = number - 1
    while first and text[lines[first - 1].end : lines[first].start].count("\n") < 2:
        first -= 1
    return Span(lines[first].start, lines[number - 1].end)


def _trimmed(text: str, span: Span) -> Span:
    line = span.of(text)
    start = span.start + len(line) - len(line.lstrip())
    return Span(start, start + len(line.strip()))


def _blanked(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        start = max(span.start, at)  # a tag may reach into what is blanked already
        pieces += [text[at:start], " " * (span.end - start)]
        at = max(span.end, at)
    return "".join([*pieces, text[at:]])

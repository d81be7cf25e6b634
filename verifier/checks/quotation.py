"""The words of a quotation against evidence: verbatim, altered (and how), or not to be found.

Words are compared in their order, without regard to case, marks and punctuation; the distance is the number of words
that would have to be put in, left out or replaced (Levenshtein 1966, over words, by the alignment of Ratcliff and
Obershelp 1988). What the quotation itself marks as left out ("...", "[...]") counts as no alteration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from models.quotes import find_quotes
from verifier.types import Check, CheckOutcome

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARKED = re.compile(r"\.\.\.|…|\[[^\]]*\]")
_FEWEST: Final = 4  # words, below which the same words say nothing about a quotation
_ALIKE: Final = 0.6  # share of the words, below which it is another quotation
_SHOWN: Final = 5  # differences that are listed


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the quotation and what the evidence has in their place; one of them may be empty."""

    quoted: str
    evidence: str

    def __str__(self) -> str:
        if not self.quoted:
            return f"left out “{self.evidence}”"
        return f"added “{self.quoted}”" if not self.evidence else f"“{self.quoted}” for “{self.evidence}”"


@dataclass(frozen=True, slots=True)
class Alignment:
    """The place [start, end) in the evidence that is nearest to a quotation, in its characters, and what differs."""

    start: int
    end: int
    distance: int
    differences: tuple[Difference, ...]


def compare_quotations(claim_text: str, evidence: str) -> list[Check]:
    """One check for each quotation of the claim that the evidence has, verbatim or altered; named "attribution".

    Verbatim is a match. An altered one is `contradicted`, which takes support away and never refutes: that somebody
    said something else does not show that they did not say this. What is not to be found gives no check.
    """
    checks = (_check(quoted, evidence) for quoted in _quotations(claim_text))
    return [check for check in checks if check is not None]


def _quotations(text: str) -> Iterator[str]:
    for quote in find_quotes(text):
        inner = quote.inner.of(text).strip(" ,")
        if len(_WORD.findall(inner)) >= _FEWEST:
            yield inner


def _check(quoted: str, evidence: str) -> Check | None:
    found = align(quoted, evidence)
    if found is None:
        return None
    same = found.distance == 0
    outcome: CheckOutcome = "match" if same else "contradicted"
    listed = "; ".join(str(one) for one in found.differences[:_SHOWN])
    detail = "verbatim in the evidence" if same else f"altered by {found.distance} words: {listed}"
    return Check("attribution", outcome, quoted, evidence[found.start : found.end], detail, "none" if same else "veto")


def align(quoted: str, evidence: str) -> Alignment | None:
    """Where the evidence has the quotation, or most of its words in order; None where it does not."""
    ours = [word.casefold().replace("’", "'") for word in _WORD.findall(_MARKED.sub(" ", quoted))]
    places = [match.span() for match in _WORD.finditer(evidence)]
    theirs = [evidence[start:end].casefold().replace("’", "'") for start, end in places]
    window = _window(ours, theirs)
    if window is None:
        return None
    first, last = window
    opcodes = SequenceMatcher(None, ours, theirs[first:last], autojunk=False).get_opcodes()
    may_omit = _MARKED.search(quoted) is not None
    differences: list[Difference] = []
    distance = 0
    for kind, i, j, low, high in opcodes:
        if kind == "equal" or (kind == "insert" and may_omit):
            continue
        distance += max(j - i, high - low)
        differences.append(Difference(" ".join(ours[i:j]), " ".join(theirs[first + low : first + high])))
    return Alignment(places[first][0], places[last - 1][1], distance, tuple(differences))


def _window(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int] | None:
    """The words [first, last) of the evidence around the longest run in common that the quotation can reach over."""
    if not ours:
        return None
    longest = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    slack = max(3, len(ours) // 2)
    begin = max(0, longest.b - longest.a - slack)
    stop = min(len(theirs), longest.b - longest.a + len(ours) + slack)
    blocks = [
        block
        for block in SequenceMatcher(None, ours, theirs[begin:stop], autojunk=False).get_matching_blocks()
        if block.size
    ]
    if sum(block.size for block in blocks) < _ALIKE * len(ours):
        return None
    return begin + blocks[0].b, begin + blocks[-1].b + blocks[-1].size

"""Times that count from what a claim does not name: "three days later", "that year", "earlier in the day".

Which day they mean stands elsewhere in the article, so that a claim that has nothing else to date them is unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from models.types import Span
from verifier.claims.context import Context
from verifier.claims.grammar import Tree
from verifier.types import TimeRange

_UNITS = "day|night|morning|afternoon|evening|week|weekend|month|year|decade"
_UNIT = rf"(?:{_UNITS})"
_COUNT = r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,3}|a few|several|many) )?"
# Counted from what was told before, unless the claim tells it first: "He fell ill and died three days later".
_AFTER: Final = re.compile(
    rf"\b(?:{_COUNT}(?:hour|{_UNITS})s? (?:later|afterwards?|earlier|previously)|(?:since|by|until) then"
    r"|at (?:the|that) time(?=,|\.$)|(?:(?<=said )|(?<=reported )|(?<=wrote )|(?<=noted ))at the time(?= that\b)"
    rf"|the (?:next|following|previous|preceding) {_UNIT}(?! (?:of|after|that)\b))\b",
    re.IGNORECASE,
)
# Dated by another time of the claim, or by none.
_SAME: Final = re.compile(
    rf"\b(?:that (?:same )?{_UNIT}|the same (?:period|month|year|quarter))\b(?! (?:that|when|as|in|of|last)\b)",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    rf"\b(?:(?:earlier|later) in the (?:[a-z]+ )?(?:{_UNITS}|season|campaign|race|cycle|contest|debate|speech"
    r"|interview|hearing|trial|meeting|program|show|trip|tour)"
    r"|(?:began|started|opened|ended) the (?:morning|afternoon|evening|night|day|week))\b"
    r"(?! (?:of|for|in|before|after)\b)",
    re.IGNORECASE,
)


def hanging_times(
    context: Context, number: int, inside: Sequence[int], times: Sequence[TimeRange]
) -> Iterator[tuple[int, int]]:
    """First and last token of each such time among the tokens `inside` of a claim; `times` are those that its sentence
    tells by themselves."""
    tree, span = context.trees[number], context.sentences[number].span
    words, own = span.of(context.text), set(inside)
    for pattern in (_AFTER, _SAME, _PART):
        for match in pattern.finditer(words):
            found = Span(span.start + match.start(), span.start + match.end())
            tokens = tree.inside(found)
            if not tokens or not own.issuperset(tokens) or _is_told(context, number, inside, found, times):
                continue
            if pattern is _AFTER and _follows_event(tree, inside, tokens[0]):
                continue
            if pattern is _SAME and tree.tokens[tokens[0]].dep not in {"det", "amod"}:
                continue  # the "that" that opens a clause
            yield tokens[0], tokens[-1]


def _follows_event(tree: Tree, inside: Sequence[int], at: int) -> bool:
    """Whether the claim has told what happened first: a verb before the time, other than that on which it hangs."""
    verb = next((above for above in tree.ancestors(at) if tree.tokens[above].pos in {"VERB", "AUX"}), None)
    return any(tree.tokens[other].pos == "VERB" for other in inside if other < at and other != verb)


def _is_told(context: Context, number: int, inside: Sequence[int], found: Span, times: Sequence[TimeRange]) -> bool:
    """Whether another time of the claim says which day is meant."""
    tree = context.trees[number]
    return any(not time.span.overlaps(found) and set(tree.inside(time.span)) & set(inside) for time in times)

"""Relative times that a claim keeps as the article has them, though it is told when the article was published.

They are those with two readings ("Tuesday's vote" before and after a vote) and those for which no safe wording is
known ("until last month"): who reads the claim cannot tell which day, week or month it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from models.types import Span
from verifier.claims.context import Context
from verifier.claims.grammar import Tree
from verifier.claims.timewords import WEEKDAY_NAME
from verifier.types import TimeRange

_MONTHS: Final = r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_UNIT: Final = r"(?:days?|nights?|weeks?|weekends?|months?|quarters?|years?|decades?)"
_RELATIVE: Final = re.compile(
    rf"\b(?:{WEEKDAY_NAME}|yesterday|today|tonight|tomorrow|ago"
    r"|(?:this|last|next|past|coming|previous|current) |weekend)",
    re.IGNORECASE,
)
# What no range of days is made of.
_VAGUE: Final = re.compile(
    r"\b(?:(?:in|over|during|within|throughout|for|of) (?:the )?(?:(?:past|last|next)"
    rf" (?:(?:few|several|couple of) )?{_UNIT}|recent (?:days|weeks|months))"
    rf"|(?:a few|several|{_UNIT}) ago|the (?:day|night|week|month|year) before(?=,|\.|$)"
    rf"|the (?:most recent|latest) (?:[\w-]+ )?(?:debate|poll|survey|primary|election|average)"
    r"|(?:just |only )recently(?! (?:as|before)\b)"
    r"|(?:by|until|before|through|at) the end of the (?:day|week|month|year))\b(?! (?:of|before|after|that|when|in)\b)",
    re.IGNORECASE,
)
# An event that nothing but "recent" dates.
_AT_RECENT: Final = re.compile(
    r"\b(?:at|in|on|during|after) (?:an?|the|his|her|their|its) recent (?:[a-z-]+ ){0,2}?(?:appearance|concert|debate"
    r"|dinner|event|fundraiser|fundraising|gala|gathering|gig|hearing|interview|lunch|meeting|rally|speech|stop"
    r"|town hall|visit|(?:press|news) conference|conference call|forum)\b"
    r"(?! (?:before|after|that|when)\b)",
    re.IGNORECASE,
)
# "Sunday, 8 March" is a day by itself, whatever weekday stands beside it.
_FIXED: Final = re.compile(rf"\d{{4}}|\d0s\b|\bcentury\b|{_MONTHS}\.? \d|\d (?:of )?{_MONTHS}", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\b(?:earlier|before|previously|later|afterwards?|after)$", re.IGNORECASE)
# They come every week: "on Sunday shows", "a Saturday evening".
_WEEKLY: Final = frozenset({"show", "program", "programme", "paper", "newspaper", "school", "service", "edition"})
_PARTS: Final = frozenset({"mornings", "afternoons", "evenings", "nights"})


def undated_times(
    context: Context, number: int, inside: Sequence[int], times: Sequence[TimeRange], edited: Iterable[Span]
) -> Iterator[tuple[int, int]]:
    """First and last token of each such time among the tokens `inside` of a claim; `edited` are the places where other
    words are put in, and quoted words stay as they were said."""
    tree, span = context.trees[number], context.sentences[number].span
    own, words = set(inside), span.of(context.text)
    taken = [*edited, *(quote.outer for quote in context.quotes_in(span))]
    vague = [
        Span(span.start + one.start(), span.start + one.end())
        for pattern in (_VAGUE, _AT_RECENT)
        for one in pattern.finditer(words)
    ]
    told = [time.span for time in times if _is_relative(context.text, time.span)]
    for found in (*told, *vague):
        tokens = tree.inside(found)
        if not tokens or not own.issuperset(tokens) or any(found.overlaps(other) for other in taken):
            continue
        if not _is_weekly(tree, tokens):
            yield tokens[0], tokens[-1]


def _is_relative(text: str, span: Span) -> bool:
    """Whether the words count from the day of publication; "the last months of 2015" do not."""
    words = span.of(text)
    if text[span.end : span.end + 4] == " of ":
        return False
    return _RELATIVE.search(words) is not None and _FIXED.search(words) is None and _COUNTED.search(words) is None


def _is_weekly(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether the time stands before the noun of what comes every week: "on Sunday shows", "on Sunday news shows"."""
    after = tree.tokens[tokens[-1] + 1 : tokens[-1] + 4]
    for place, token in enumerate(after):
        if token.text.lower().removesuffix("s") in _WEEKLY and (place > 0 or token.pos in {"NOUN", "PROPN"}):
            return True
        if token.text.lower() in _PARTS:
            return True
        if token.pos not in {"NOUN", "PROPN", "ADJ"}:
            return False
    return False

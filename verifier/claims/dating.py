"""Relative times in the words of a claim, written out with their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.types import Span
from verifier.claims.context import Context
from verifier.claims.timewords import absolute_words
from verifier.types import TimeRange

_OWNING: Final = ("’s", "'s")


def dated(
    context: Context, number: int, spans: Sequence[Span], times: Sequence[TimeRange], taken: dict[Span, str]
) -> Iterator[tuple[Span, str]]:
    """Relative times outside quotation marks, written out; one with two readings stays as it is."""
    quoted = [quote.outer for quote in context.quotes_in(context.sentences[number].span)]
    for time in times:
        if time.alternative is not None:
            continue
        if not any(span.covers(time.span) for span in spans) or any(span.overlaps(time.span) for span in taken):
            continue
        start, end = time.span.start, time.span.end
        owning = context.text[end : end + 2] in _OWNING
        if any(span.overlaps(time.span) for span in quoted):
            continue
        if not owning and _is_attributive(context, number, time.span):
            continue
        before = context.text[max(start - 30, 0) : start].split()
        words, last = time.span.of(context.text), before[-1] if before else ""
        made = absolute_words(words, time.start, time.end, before="of" if owning else last)
        if made is not None and not owning:
            yield time.span, made
        elif made is not None and time.start is not None and made[0].isupper():
            yield Span(start, end + 2), f"the {made}"  # "Friday's ruling" is the ruling of that day


def _is_attributive(context: Context, number: int, span: Span) -> bool:
    """Whether the time stands before the noun that it belongs to ("her Sunday morning walk"), where only a plain
    month and day may get a year."""
    tree = context.trees[number]
    inside = tree.inside(span)
    if not inside:
        return True
    heads = [at for at in inside if tree.tokens[at].head not in inside]
    before_noun = any(
        tree.tokens[at].dep in {"compound", "nmod", "amod", "poss", "nummod"} and tree.tokens[at].head > inside[-1]
        for at in heads
    )
    return before_noun and not any(map(str.isdigit, span.of(context.text)))

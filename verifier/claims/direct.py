"""Direct speech: quotations that are sentences of the speaker's own, not words woven into the writer's sentence."""

from __future__ import annotations

from models.quotes import Quote
from models.types import Span
from verifier.claims.context import Context
from verifier.claims.grammar import Tree
from verifier.claims.words import SPEAKING

_TRAILING = " ,;\t\u00a0"
_CLAUSE = 5  # tokens before a comma, from which on a quotation is taken for a clause
_LEADING = " \t\u00a0"


def direct_segments(context: Context, number: int) -> list[Span]:
    """The parts of a sentence that are direct speech, without marks and without the comma before the closing mark."""
    sentence = context.sentences[number].span
    quotes = context.quotes_in(sentence)
    segments = [
        trimmed
        for quote in quotes
        if _is_direct(context, number, quote)
        and (trimmed := trim(context.text, _part(quote.inner, sentence))) is not None
    ]
    return [segment for segment in segments if any(char.isalnum() for char in segment.of(context.text))]


def is_all_quoted(context: Context, number: int) -> bool:
    """Whether nothing but marks stands outside the quotation."""
    sentence = context.sentences[number].span
    tree = context.trees[number]
    inside = {at for quote in context.quotes_in(sentence) for at in tree.inside(quote.outer)}
    return bool(inside) and all(
        at in inside or not any(map(str.isalnum, token.text)) for at, token in enumerate(tree.tokens)
    )


def trim(text: str, span: Span) -> Span | None:
    """The span without white space around it and without a comma at its end; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end) if end > start else None


def clean(context: Context, number: int, span: Span) -> Span | None:
    """The span without surrounding punctuation, but with both marks of a quotation or none."""
    text = context.text
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:-–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—."):
        end -= 1
    end = _closed(context, Span(start, end), context.sentences[number].span)
    return trim(text, Span(start, end)) if end > start else None


def _closed(context: Context, span: Span, sentence: Span) -> int:
    """The end of the span, past the closing mark of a quotation that was opened in it; with the sentence where the
    quotation goes on in the next one."""
    for quote in context.quotes_in(span):
        if span.start <= quote.outer.start < span.end < quote.outer.end <= sentence.end:
            return quote.outer.end
        if span.start < quote.outer.start < span.end and quote.outer.end > sentence.end:
            return sentence.end
    return span.end


def _part(span: Span, sentence: Span) -> Span:
    start = max(span.start, sentence.start)
    return Span(start, max(min(span.end, sentence.end), start))


def _is_direct(context: Context, number: int, quote: Quote) -> bool:
    sentence = context.sentences[number]
    tree = context.trees[number]
    part = _part(quote.inner, sentence.span)
    inside = tree.inside(part)
    if not inside:
        return False
    starts_before = quote.outer.start < sentence.span.start
    goes_on = quote.outer.end > sentence.span.end
    lead = context.text[sentence.span.start : quote.outer.start].rstrip()
    if starts_before or (goes_on and not _is_woven_in(tree, inside[0], lead)):
        return True
    words = part.of(context.text).rstrip()
    whole = words.endswith(("?", "!", ".")) or (words.endswith(",") and len(inside) >= _CLAUSE)
    if len(inside) < 2 or not (whole or tree.is_finite(inside)) or _is_gone_on_with(tree, inside):
        return False
    first = inside[0]
    if not any(map(str.isalnum, lead)):
        return True
    before = tree.tokens[max(first - 2, 0)]
    capital = tree.tokens[first].text[:1].isupper()
    after_cue = before.lemma.lower() in SPEAKING and before.pos == "VERB"
    return lead.endswith((",", ":")) or (capital and after_cue)


def _is_gone_on_with(tree: Tree, inside: list[int]) -> bool:
    """Whether the writer ends the sentence that the quotation leaves open: “they want to measure” income."""
    after = inside[-1] + 2
    if after >= len(tree.tokens) or not any(map(str.isalnum, tree.tokens[inside[-1]].text)):
        return False
    noun = next((at for at in (after, *tree.ancestors(after)) if tree.tokens[at].head in inside), None)
    return (
        noun is not None
        and noun not in inside
        and tree.tokens[noun].dep in {"dobj", "pobj", "attr"}
        and tree.tokens[after].pos in {"NOUN", "PROPN", "ADJ"}
    )


def _is_woven_in(tree: Tree, first: int, lead: str) -> bool:
    """Whether a quotation that goes on in the next sentence begins in the middle of what a cue before it tells: "said
    she would “close the port. I mean it.”"."""
    if lead.endswith((",", ":", "—", "–", "-")) or not tree.tokens[first].text[:1].islower() or first < 2:
        return False
    told = any(token.pos == "VERB" for token in tree.tokens[: first - 1])
    return told and tree.tokens[first - 2].lemma.lower() not in SPEAKING

"""An article made ready for the claim rules: without its dateline, its layout and what belongs to the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from models.types import ParsedSentence, Span
from verifier.claims.boilerplate import left_out
from verifier.claims.context import Context
from verifier.claims.dateline import Dateline, find_dateline
from verifier.claims.layout import Layout, lay_out
from verifier.types import Article, Claim, SentenceKind, SkippedSentence


class Parser(Protocol):
    """Cuts and parses a text; never raises. `models.english.EnglishPipeline` is one."""

    def parse(self, text: str) -> list[ParsedSentence]: ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """`context` has the text with blanks for what was set aside, so that all offsets hold. `out` tells by number which
    sentences are no part of the report, `skipped` what was set aside before the text was cut into sentences."""

    article: Article
    context: Context
    layout: Layout
    dateline: Dateline | None
    out: dict[int, tuple[SentenceKind, str]]
    skipped: tuple[SkippedSentence, ...]

    @property
    def reference(self) -> date | None:
        """The day from which relative times are read: the article's, or else that of its dateline."""
        if self.article.published_at is not None or self.dateline is None:
            return self.article.published_at
        return self.dateline.published_at

    def is_wanted(self, number: int) -> bool:
        """Whether the sentence reaches into the part of the article that is asked for."""
        fragment = self.article.fragment
        return fragment is None or self._whole_span(number).overlaps(fragment)

    def set_aside(self, number: int) -> SkippedSentence | None:
        found = self.out.get(number)
        return None if found is None else SkippedSentence(self.context.sentences[number].span, *found)

    def whole(self, claim: Claim, number: int) -> Claim:
        """The claim with its whole sentence, the dateline included where it leads the sentence."""
        return replace(claim, sentence=self._whole_span(number).of(self.article.text))

    def _whole_span(self, number: int) -> Span:
        span = self.context.sentences[number].span
        leads = self.dateline is not None and span.start == self.dateline.span.end
        return Span(self.dateline.span.start, span.end) if self.dateline is not None and leads else span


def prepare(article: Article, parser: Parser) -> Prepared:
    """Never raises."""
    dateline = find_dateline(article.text)
    layout = lay_out(_without(article.text, dateline))
    context = Context(layout.text, parser.parse(layout.text))
    lead = _lead(context, dateline)
    skipped = [one for one in layout.skipped if article.fragment is None or one.span.overlaps(article.fragment)]
    if dateline is not None and lead is None and (article.fragment is None or article.fragment.overlaps(dateline.span)):
        end = dateline.span.start + len(dateline.span.of(article.text).rstrip())
        skipped.append(SkippedSentence(Span(dateline.span.start, end), "boilerplate", "It is the dateline."))
    return Prepared(article, context, layout, dateline, left_out(context, layout, lead=lead), tuple(skipped))


def _without(text: str, dateline: Dateline | None) -> str:
    """The text with blanks for the dateline."""
    if dateline is None:
        return text
    return text[: dateline.span.start] + " " * len(dateline.span) + text[dateline.span.end :]


def _lead(context: Context, dateline: Dateline | None) -> int | None:
    """The sentence that goes on where the dateline ends."""
    if dateline is None:
        return None
    return next((at for at, sentence in enumerate(context.sentences) if sentence.span.start == dateline.span.end), None)

"""Claims of an article, and the analysis of a claim that is given on its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.english import EnglishPipeline
from models.types import ParsedSentence, Span
from verifier.claims.attribution import find_sayings
from verifier.claims.context import Context
from verifier.claims.kinds import CHECKABLE
from verifier.claims.prepared import prepare
from verifier.claims.repeats import merged
from verifier.claims.sentence import Sentence
from verifier.types import (
    Article,
    Claim,
    Extraction,
)


class ClaimExtractor:
    """Finds the claims of articles. Never raises on any text; safe to use from several threads."""

    def __init__(self, english: EnglishPipeline) -> None:
        self._english = english

    def extract(self, article: Article) -> Extraction:
        """Claims and skipped sentences in the order of the text: each sentence gives at least one of them.

        Times are read from the article's date, or else from the date of its dateline.
        """
        prepared = prepare(article, self._english)
        context, reference = prepared.context, prepared.reference
        claims: list[Claim] = []
        skipped = list(prepared.skipped)
        for number, saying in enumerate(prepared.spoken(find_sayings(context))):
            if not prepared.is_wanted(number):
                continue
            if (aside := prepared.set_aside(number)) is not None:
                skipped.append(aside)
                continue
            for item in Sentence(context, number, saying, reference).results():
                if isinstance(item, Claim):
                    claims.append(prepared.whole(item, number))
                else:
                    skipped.append(item)
        return Extraction(
            tuple(merged(sorted(claims, key=_place))), tuple(sorted(skipped, key=lambda sentence: sentence.span))
        )

    def analyse(self, text: str, *, as_of: date | None) -> Claim:
        """A claim given on its own: the text as it is, with its kind, amounts, times and attribution.

        Relative times are read from `as_of`. A text of several sentences has the kind of the first checkable one.
        `text` must not be blank (ValueError).
        """
        return self.analyse_all([(text, as_of)])[0]

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]:
        """`analyse` of each (text, as_of), in one pass over the parser."""
        parses = self._english.parse_all([text for text, _ in claims])
        return [_analysed(text, as_of, parsed) for (text, as_of), parsed in zip(claims, parses, strict=True)]


def _analysed(text: str, as_of: date | None, parsed: Sequence[ParsedSentence]) -> Claim:
    context = Context(text, parsed)
    parts = [Sentence(context, number, saying, as_of) for number, saying in enumerate(find_sayings(context))]
    if not parts:
        return Claim(text, None, text, 0.0, "fragment")  # raises: the text is blank
    main = next((part for part in parts if part.kind in CHECKABLE), parts[0])
    return Claim(
        text=text,
        span=None,
        sentence=text,
        check_worthiness=main.worthiness,
        kind=main.kind,
        attribution=main.attribution,
        quantities=tuple(quantity for part in parts for quantity in part.quantities),
        times=tuple(time for part in parts for time in part.times),
    )


def _place(claim: Claim) -> Span:
    return claim.span or Span(0, 0)

"""Claims of an article, and the analysis of a claim that is given on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.attribution.tagger import AttributionTagger
from models.english import EnglishPipeline
from models.protocols import CheckWorthiness
from models.types import Worthiness
from verifier.claims.attribution import find_sayings
from verifier.claims.attributions import Tagger, find_attributions
from verifier.claims.context import Context
from verifier.claims.kinds import CHECKABLE
from verifier.claims.prepared import prepare
from verifier.claims.readiness import Readers, with_readiness
from verifier.claims.repeats import merged, place_of
from verifier.claims.sayings import one_saying, with_saying
from verifier.claims.sentence import Sentence
from verifier.claims.surroundings import surroundings
from verifier.claims.worth import sentence_worth
from verifier.types import (
    Article,
    Claim,
    Extraction,
)


class ClaimExtractor:
    """Finds the claims of articles. Never raises on any text; safe to use from several threads.

    `worthiness` tells how much a statement is worth checking; without it the rules of `kinds` do. `tagger` finds
    attributions inside sentences; the released one where none is given. With `readiness` each claim of an article gets
    a score of how likely it can be taken over as it is (`verifier.claims.readiness`).
    """

    def __init__(
        self,
        english: EnglishPipeline,
        *,
        worthiness: CheckWorthiness | None = None,
        tagger: Tagger | None = None,
        readiness: Readers | None = None,
    ) -> None:
        self._english = english
        self._worthiness = worthiness
        self._tagger = tagger or AttributionTagger()
        self._readiness = readiness

    def extract(self, article: Article) -> Extraction:
        """Claims and skipped sentences in the order of the text: each sentence gives at least one of them.

        Times are read from the article's date, or else from the date of its dateline.
        """
        prepared = prepare(article, self._english)
        context, reference = prepared.context, prepared.reference
        claims: list[Claim] = []
        skipped = list(prepared.skipped)
        sayings = find_sayings(context, prepared.layout)
        proper = frozenset(one.text for parsed in context.sentences for one in parsed.tokens if one.pos == "PROPN")
        (worth,) = sentence_worth(self._worthiness, [context])
        for number, saying in enumerate(sayings):
            if not prepared.is_wanted(number):
                continue
            if (aside := prepared.set_aside(number)) is not None:
                skipped.append(aside)
                continue
            own: list[Claim] = []
            for item in Sentence(context, number, saying, reference, worth[number]).results():
                if isinstance(item, Claim):
                    around = surroundings(prepared, number, item.span or context.sentences[number].span)
                    whole = replace(prepared.whole(item, number), context=around)
                    own.extend(with_saying(whole, context.text, proper))
                else:
                    skipped.append(item)
            claims.extend(one_saying(own))
        attributions = find_attributions(context, sayings, self._tagger)
        found = merged(sorted(claims, key=place_of))
        return Extraction(
            tuple(found if self._readiness is None else with_readiness(found, self._readiness)),
            tuple(sorted(skipped, key=lambda sentence: sentence.span)),
            tuple(one for one in attributions if article.fragment is None or one.span.overlaps(article.fragment)),
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
        contexts = [Context(text, parsed) for (text, _), parsed in zip(claims, parses, strict=True)]
        worth = sentence_worth(self._worthiness, contexts)
        rows = zip(contexts, worth, claims, strict=True)
        return [_analysed(context, worths, as_of) for context, worths, (_, as_of) in rows]


def _analysed(context: Context, worth: Sequence[Worthiness | None], as_of: date | None) -> Claim:
    text = context.text
    parts = [
        Sentence(context, number, saying, as_of, worth[number]) for number, saying in enumerate(find_sayings(context))
    ]
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

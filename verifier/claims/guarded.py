"""The guard: a claim that its window is not found to entail gives way to its sentence as it stands.

Rewriting a claim so that it can be read alone may make it say more than the article does. So the judge reads each
rewritten claim beside its window (`verifier.claims.entailed`), and the words of the article take the place of those
that are not entailed. A claim that is its sentence already is not read: the article says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from models.sentences import split_sentences
from models.types import Span
from verifier.claims.entailed import ENTAILED, entailments, one_line, pair_of
from verifier.claims.repeats import merged, place_of
from verifier.types import Ambiguity, Article, Claim, Extraction, Quantity, TimeRange

if TYPE_CHECKING:
    from models.protocols import NliModel

_Placed = TypeVar("_Placed", Quantity, TimeRange, Ambiguity)


class Extractor(Protocol):
    """Finds the claims of an article; never raises."""

    def extract(self, article: Article) -> Extraction: ...


class GuardedExtractor:
    """An extractor whose claims are guarded."""

    def __init__(self, extractor: Extractor, *, nli: NliModel) -> None:
        self._extractor = extractor
        self._nli = nli

    def extract(self, article: Article) -> Extraction:
        return guarded(article, self._extractor.extract(article), self._nli)


def guarded(article: Article, extraction: Extraction, nli: NliModel) -> Extraction:
    """The extraction with every claim that is not entailed by its window kept verbatim (`verbatim`).

    Claims that come to be the same sentence are one claim, with all amounts, times and open words of the sentence.
    Where what somebody said is not entailed, its saying goes with it: the sentence states both. The order is that of
    the text.
    """
    doubtful = _doubtful(article, extraction.claims, nli)
    if not doubtful:
        return extraction
    sure = [claim for number, claim in enumerate(extraction.claims) if number not in doubtful]
    by_sentence: dict[Span | None, list[Claim]] = {}
    for number in sorted(doubtful):
        kept = verbatim(extraction.claims[number], article.text)
        by_sentence.setdefault(kept.span, []).append(kept)
    whole = [_whole(kept, extraction.claims) for kept in by_sentence.values()]
    claims = merged(sorted([*sure, *whole], key=place_of))
    return replace(extraction, claims=tuple(_apart(claim) for claim in claims))


def verbatim(claim: Claim, text: str) -> Claim:
    """A claim of an article's `text` as its whole sentence, word for word; white space apart.

    What was said becomes a saying where the sentence tells who said it.
    """
    place = _sentence_place(claim, text)
    kept = replace(claim, text=one_line(claim.sentence), span=place, kept_verbatim=True, readiness=None)
    if claim.role == "said" and _tells_speaker(claim, place):
        return replace(kept, role="saying", kind="quotation")
    return kept


def is_verbatim(claim: Claim) -> bool:
    """Whether a claim is its sentence as it stands."""
    return one_line(claim.text) == one_line(claim.sentence)


def _doubtful(article: Article, claims: Sequence[Claim], nli: NliModel) -> set[int]:
    """The places in `claims` of those that are not entailed, and of the sayings that go with them."""
    sentences = split_sentences(article.text)
    rewritten = [number for number, claim in enumerate(claims) if claim.span is not None and not is_verbatim(claim)]
    pairs = [pair_of(article, claims[number], sentences) for number in rewritten]
    read = entailments(nli, [(pair.premises, pair.hypothesis) for pair in pairs])
    failed = {number for number, entailment in zip(rewritten, read, strict=True) if entailment <= ENTAILED}
    said = {
        claim.span
        for claim in (claims[number] for number in failed)
        if claim.role == "said" and _tells_speaker(claim, _sentence_place(claim, article.text))
    }
    return failed | {number for number, claim in enumerate(claims) if claim.role == "saying" and claim.span in said}


def _sentence_place(claim: Claim, text: str) -> Span:
    """Where the sentence of a claim stands: around the claim."""
    span = place_of(claim)
    length = len(claim.sentence)
    start = text.find(claim.sentence, max(0, span.end - length), span.start + length)
    return span if start < 0 else Span(start, start + length)


def _tells_speaker(claim: Claim, place: Span) -> bool:
    """Whether the sentence at this place names the speaker or has the cue."""
    said = claim.attribution
    if said is None:
        return False
    spans = said.cue_spans if said.source is None else (said.source, *said.cue_spans)
    return any(span.overlaps(place) for span in spans)


def _whole(kept: Sequence[Claim], claims: Iterable[Claim]) -> Claim:
    """One claim of those that are the same sentence, attributed where one of them is."""
    main = next((claim for claim in kept if claim.attribution is not None), kept[0])
    place = main.span
    inside = [claim for claim in claims if claim.span is not None and place is not None and claim.span.overlaps(place)]
    return replace(
        main,
        check_worthiness=max(claim.check_worthiness for claim in kept),
        quantities=_in_order(one for claim in inside for one in claim.quantities),
        times=_in_order(one for claim in inside for one in claim.times),
        ambiguities=_in_order(one for claim in inside for one in claim.ambiguities),
        repeats=tuple(sorted({span for claim in kept for span in claim.repeats})),
    )


def _in_order(found: Iterable[_Placed]) -> tuple[_Placed, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.span))


def _apart(claim: Claim) -> Claim:
    """The claim without places that overlap its own."""
    own = claim.span
    if own is None or not any(span.overlaps(own) for span in claim.repeats):
        return claim
    return replace(claim, repeats=tuple(span for span in claim.repeats if not span.overlaps(own)))

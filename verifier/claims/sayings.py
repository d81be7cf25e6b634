"""The saying and the said: "X said P" is a claim that X said it and, where P can be checked, a claim that P is so.

The two stand at the same place of the article, the saying first. Neither is evidence for the other: that somebody said
it does not make it so, and that it is so does not show that they said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from models.types import Span
from verifier.claims.form import balanced
from verifier.claims.kinds import CHECKABLE
from verifier.claims.standing import is_nobody
from verifier.claims.words import HE, SHE, word_set
from verifier.types import Ambiguity, Attribution, Claim, SentenceKind

_SHARE: Final = 0.5  # of the check-worthiness of what was said
_KNOWN_BY: Final = 8  # words from which on a quotation can be found again
_SMALL: Final = word_set(
    "the a an this that these those he she it they we you his her its their our your my some many most several few all "
    "no not there in on at of for from by with after before as since until under over more less about nearly almost "
    "only even both each every any another other such people officials"
)
_BREAK: Final = "\0"  # between two quotations
# What the writer puts between two quotations, and not into the middle of one.
_JOINED_BY: Final = re.compile(r"\b(?:adding|added|continuing|continued|concluding|then|later|and)\b[^.]*$")
_SHOWING: Final = word_set("show shows showed find finds found reveal reveals revealed indicate indicates indicated")
_REACH: Final = 24  # characters
_AUXILIARY: Final = re.compile(r"\b(?:did|does|do|will|would|may|might|can|could|should|has|have|had)\b[^,.;]*$")
# "It’s", "Now,", "However,"
_AFTER_WORD: Final = re.compile(r"[’']\w+$|(?:(?<=ly)|(?<=[Nn]ow)|(?<=[Ww]ell)|(?<=ever)|(?<=[Yy]es))[,;:]$")
_PRONOUN: Final = re.compile(r"(?:he|she|it|they)\b", re.IGNORECASE)
_JOINING: Final = word_set("and but or so yet because although though while which who")


def with_saying(claim: Claim, text: str, proper: frozenset[str]) -> Iterator[Claim]:
    """The claim of an article's `text`, and before it the claim that its speaker said it, where one is named; that
    alone where what was said cannot be checked.

    `proper` are the words of its proper nouns, which keep their capital inside a sentence.
    """
    if claim.attribution is None or claim.span is None:
        yield claim
    elif claim.kind == "quotation" or claim.text.startswith(f"{claim.attribution.speaker} {claim.attribution.cue} "):
        open_words = tuple(_left_open(claim)) or claim.ambiguities
        yield replace(claim, role="saying", kind=_known(claim.kind), ambiguities=open_words)
    else:
        said = replace(claim, role="said")
        yield replace(
            said,
            text=_said(said, text, proper),
            role="saying",
            kind="quotation",
            ambiguities=tuple(_left_open(said)),
            check_worthiness=_SHARE * claim.check_worthiness,
        )
        if said.kind in CHECKABLE:
            yield said


def one_saying(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence, in which the saying of a quotation with several statements is one claim: it has the
    amounts and the times of them all, and their places."""
    kept: list[Claim] = []
    at: dict[str, int] = {}
    for claim in claims:
        place = at.setdefault(claim.text, len(kept)) if claim.role == "saying" else len(kept)
        if place == len(kept):
            kept.append(claim)
            continue
        first = kept[place]
        kept[place] = replace(
            first,
            quantities=(*first.quantities, *claim.quantities),
            times=(*first.times, *claim.times),
            check_worthiness=max(first.check_worthiness, claim.check_worthiness),
            repeats=(*first.repeats, *((claim.span,) if claim.span is not None and claim.span != first.span else ())),
        )
    return kept


def _known(kind: SentenceKind) -> SentenceKind:
    """The kind of a saying by that of what was said."""
    return kind if kind in CHECKABLE else "quotation"


def _left_open(claim: Claim) -> Iterator[Ambiguity]:
    """A quotation can be looked up however much its words leave open, unless it is too short to be known by them; what
    is told indirectly, and a speaker whom the article does not name, cannot."""
    attribution = claim.attribution
    if attribution is not None and attribution.source is not None and is_nobody(attribution.speaker):
        yield Ambiguity(attribution.speaker, (), attribution.source)
    if attribution is None or (attribution.verbatim and len(claim.text.split()) >= _KNOWN_BY):
        return
    for found in claim.ambiguities:
        # "Vega said she had left" tells of itself whom "she" means, unless the article gives others.
        if attribution.verbatim or found.text.lower() not in HE | SHE or set(found.readings) - {attribution.speaker}:
            yield found


def _said(claim: Claim, text: str, proper: frozenset[str]) -> str:
    """A quotation keeps the words of the article, without the writer's between them; what is told indirectly keeps
    those of the claim."""
    attribution, span = claim.attribution, claim.span
    speaker = attribution.speaker if attribution is not None else ""
    lead = f"{speaker[:1].upper()}{speaker[1:]} {_verb(attribution, text)}"
    if attribution is None or span is None or not attribution.verbatim:
        return f"{lead} {_again(claim, text) or _inside(claim.text, proper)}"
    # whole, also where the claim is of a part of it: half a quotation may say what its speaker did not
    words = balanced(_joined(text, attribution.content or (span,))).replace(_BREAK, "” and “")
    end = "" if words.endswith((".", "!", "?", "…")) else "."
    return f"{lead}: “{words}”{end}"


def _again(claim: Claim, text: str) -> str | None:
    """The claim with the pronoun of the article for the speaker, who stands right before it; None where it does not
    open with one: "Vega said she had left", not "Vega said Vega had left"."""
    attribution, span = claim.attribution, claim.span
    if attribution is None or span is None:
        return None
    pronoun = _PRONOUN.match(span.of(text))
    name = f"{attribution.speaker} "
    return f"{pronoun[0].lower()} {claim.text.removeprefix(name)}" if pronoun and claim.text.startswith(name) else None


def _verb(attribution: Attribution | None, text: str) -> str:
    """ "said", whatever the cue, but of a document that shows or finds something; `text` is that of the article."""
    if attribution is None or not attribution.cue_spans or attribution.cue.lower() not in _SHOWING:
        return "said"
    before = text[max(attribution.cue_spans[0].start - _REACH, 0) : attribution.cue_spans[0].start]
    return "said" if _AUXILIARY.search(before) else attribution.cue.lower()


def _joined(text: str, spans: Sequence[Span]) -> str:
    """The pieces of a quotation of the `text` that the writer broke off, with a comma before a clause that is joined to
    the first; two quotations that the writer joined ("..., adding, ...") stay two."""
    words = _piece(text, spans[0])
    for last, span in pairwise(spans):
        piece = _piece(text, span)
        if span.of(text)[:1].isupper() and _JOINED_BY.search(text[last.end : span.start]):
            words += f"{_BREAK}{piece}"
            continue
        joined = words[-1:].isalnum() and piece.split(" ", 1)[0].lower() in _JOINING
        words += (", " if joined else " ") + piece
    return words


def _piece(text: str, span: Span) -> str:
    return " ".join(span.of(text).split()).rstrip(",")


def _inside(claim: str, proper: frozenset[str]) -> str:
    """The claim as it goes on in a sentence: its first word small, unless it is a name or more than its first letter
    is a capital."""
    first = _AFTER_WORD.sub("", claim.split(" ", 1)[0])
    small = first.lower() in _SMALL or (first[1:].islower() and first.isalpha() and first not in proper)
    return first.lower() + claim[len(first) :] if small else claim

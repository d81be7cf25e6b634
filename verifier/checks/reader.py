"""A claim beside its evidence, with what the checks ask of both; each sentence of the evidence is read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from models.types import ParsedSentence, Span, Token
from verifier.checks.calendar_dates import WrittenDate, written_dates
from verifier.checks.content import STOP, WORD, stem, stems
from verifier.checks.figures import Figure, figures, values
from verifier.checks.margins import without_sureness
from verifier.claims.numbers import word_set
from verifier.claims.quantities import Reading, read_quantities
from verifier.claims.surface import Surface, surface_of
from verifier.claims.times import find_times
from verifier.types import Claim, TimeRange

_CLAUSE: Final = re.compile(r"[;:.]|, (?:but|while|and|whereas|although)\b", re.IGNORECASE)
_PRONOUN: Final = re.compile(r"^\W*(?:he|she|it|they|its|his|her|their)\b", re.IGNORECASE)
_DENIAL: Final = re.compile(
    r"^\W*(?:that|this|it|the (?:claim|number|figure|report|story))(?: (?:is|was)| ?[’']s)(?: simply| just)?"
    r"(?:(?: not| ?n[’']t) (?:so|true|correct|right|accurate|the case)"
    r"| (?:false|wrong|untrue|incorrect|inaccurate|a lie))\b",
    re.IGNORECASE,
)
_FEW: Final = 4
_NO_NAMES: Final = word_set(
    "mr mrs ms dr president mayor chief director senator governor minister secretary police prime officials monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec the"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Verbatim words and where they stand; `span` is None where they stand in no text that has offsets (a title)."""

    text: str
    span: Span | None


@dataclass(frozen=True)
class Sentence:
    """An evidence sentence with what the checks ask of it. `offsets` says whether its spans are those of the text."""

    parsed: ParsedSentence
    evidence_date: date | None
    offsets: bool = True

    def place(self, start: int, end: int) -> Place:
        """The sentence's words at [start, end) of its surface."""
        span = self.surface.span(start, end) if self.offsets else None
        return Place(self.raw[start:end], span)

    @cached_property
    def surface(self) -> Surface:
        return surface_of(self.parsed)

    @cached_property
    def raw(self) -> str:
        """The sentence's own characters; only white space between tokens is a blank."""
        characters = [" "] * len(self.parsed.span)
        for token in self.parsed.tokens:
            start = token.span.start - self.parsed.span.start
            for place, character in enumerate(token.text, start):
                if 0 <= place < len(characters):
                    characters[place] = character
        return "".join(characters)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.surface.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of proper nouns."""
        return frozenset(stem(token.text) for token in self.parsed.tokens if _is_name(token))

    def around(self, start: int, end: int, reach: int = 90) -> frozenset[str]:
        """The content stems of the clause about [start, end), at most `reach` characters away."""
        text = self.surface.text
        before = _CLAUSE.split(text[max(0, start - reach) : start])[-1]
        return stems(before) | stems(_CLAUSE.split(text[end : end + reach], maxsplit=1)[0])

    @cached_property
    def times(self) -> list[TimeRange]:
        return find_times(self.parsed, reference=self.evidence_date)

    @cached_property
    def dates(self) -> tuple[WrittenDate, ...]:
        return written_dates(self.surface.text)

    @cached_property
    def quantities(self) -> list[Reading]:
        return read_quantities(self.surface)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return figures(self.surface.text)

    @cached_property
    def values(self) -> frozenset[float]:
        """The values of all numerals and of words that mean one; levels of confidence are values of nothing."""
        return values(without_sureness(self.surface.text))


@lru_cache(maxsize=4_096)
def sentence_of(parsed: ParsedSentence, evidence_date: date | None, *, offsets: bool = True) -> Sentence:
    """The sentence, read once however many claims are set against it."""
    return Sentence(parsed, evidence_date, offsets)


def _is_name(token: Token) -> bool:
    return token.tag in {"NNP", "NNPS"} and token.text[:1].isalpha() and token.text.lower() not in _NO_NAMES


@dataclass(frozen=True)
class Reader:
    """A claim beside its evidence: the sentences that are read against it, and `around` them the rest of the passage
    and the title, which may give what the sentences leave out but never stand against the claim. `before` is what
    stands before the passage; `claim_sentences` is the parse of the claim's text, empty where there is none."""

    claim: Claim
    source_text: str
    sentences: tuple[Sentence, ...]
    around: tuple[Sentence, ...] = ()
    before: str = ""
    claim_sentences: tuple[ParsedSentence, ...] = ()

    @property
    def stands_alone(self) -> bool:
        """Whether the claim's spans are in its own text."""
        return self.source_text == self.claim.text

    @cached_property
    def evidence(self) -> tuple[Sentence, ...]:
        return (*self.sentences, *self.around)

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences, but for those of which the next one says that they are not so."""
        return tuple(one for one in self.sentences if not self._is_denied(one))

    @cached_property
    def told_around(self) -> tuple[Sentence, ...]:
        """The same of the sentences around."""
        return tuple(one for one in self.around if not self._is_denied(one))

    def _is_denied(self, sentence: Sentence) -> bool:
        return sentence.offsets and sentence.parsed.span.end in self._denied

    @cached_property
    def _denied(self) -> frozenset[int]:
        """Where the sentences end that stand right before a denial."""
        ends = [one.parsed.span.end for one in self.evidence if one.offsets]
        denials = [one.parsed.span.start for one in self.evidence if one.offsets and _DENIAL.search(one.surface.text)]
        return frozenset(max((end for end in ends if end <= start), default=-1) for start in denials)

    @property
    def all_texts(self) -> tuple[str, ...]:
        """All that may name somebody: sentences, passage, title, and what stands before the passage."""
        return (*(one.surface.text for one in self.evidence), self.before)

    @cached_property
    def values(self) -> frozenset[float]:
        """The values of all numerals of the evidence."""
        return frozenset().union(*(sentence.values for sentence in self.evidence))

    @cached_property
    def claimed_sentences(self) -> tuple[Sentence, ...]:
        """The claim's own text as the evidence is read; none where it was not parsed."""
        return tuple(sentence_of(one, None) for one in self.claim_sentences)

    @cached_property
    def evidence_stems(self) -> frozenset[str]:
        return frozenset().union(*(sentence.stems for sentence in self.evidence))

    def claimed(self, span: Span) -> Place:
        """The claim's words at a span of its source text."""
        return Place(self.verbatim(span), span if span.end <= len(self.source_text) else None)

    def claimed_in_text(self, start: int, end: int) -> Place:
        """The words at [start, end) of the claim's text; their span where they stand in the source text too."""
        said = self.claim.text[start:end]
        if self.stands_alone:
            return Place(said, Span(start, end))
        within = self.claim.span or Span(0, len(self.source_text))
        at = self.source_text.find(said, within.start, within.end)
        return Place(said, None if at < 0 else Span(at, at + len(said)))

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.claim.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the claim's capitalised words, the first included, as there is no parse to tell."""
        words = WORD.findall(self.claim.text)
        return frozenset(
            stem(word)
            for word in words
            if word[0].isupper() and word.lower() not in _NO_NAMES and word.lower() not in STOP
        )

    def verbatim(self, span: Span) -> str:
        """The claim's words at a span of its source text; the claim's text where the span reaches past it."""
        return self.source_text[span.start : span.end] or self.claim.text

    def share(self, sentence: Sentence, *, without: frozenset[str] = frozenset()) -> float:
        """Which part of the claim's content words, `without` some, the sentence has; in [0, 1].

        A sentence that speaks of "he" or "it" and names nobody cannot have the claim's names: they do not count.
        """
        wanted = self.stems - without
        if not sentence.names and _PRONOUN.search(sentence.surface.text) and wanted - self.names:
            wanted -= self.names
        return len(wanted & sentence.stems) / len(wanted) if wanted else 0.0

    def is_retold(self, sentence: Sentence, *, without: frozenset[str] = frozenset()) -> bool:
        """Whether a sentence says hardly anything but what the claim says, which may say more."""
        theirs = sentence.stems - without
        return len(theirs) >= _FEW and len(theirs & self.stems) >= 0.8 * len(theirs)

    def same_subject(self, sentence: Sentence) -> bool:
        """False where the sentence names others than the claim does: half or more of the claim's names are nowhere in
        the evidence, and the sentence has names that the claim has not."""
        everywhere = frozenset().union(*(one.stems for one in self.sentences))
        missing = self.names - everywhere
        return not (missing and sentence.names - self.stems and 2 * len(missing) >= len(self.names))

    def same_time(self, sentence: Sentence) -> bool:
        """False where the claim and the sentence both name times and none of them meet."""
        theirs = sentence.times
        if not theirs or not self.claim.times:
            return True
        return any(
            meet(ours, other)
            for claimed in self.claim.times
            for time in theirs
            for ours in readings(claimed)
            for other in readings(time)
        )


def readings(time: TimeRange) -> tuple[TimeRange, ...]:
    """The time, and its other reading where its words have two."""
    if time.alternative is None or time.alternative == (None, None):
        return (time,)
    start, end = time.alternative
    return (time, TimeRange(start, end, time.span))


def meet(first: TimeRange, second: TimeRange) -> bool:
    """Whether two ranges of days share a day; an open side reaches for ever."""
    starts = [one for one in (first.start, second.start) if one is not None]
    ends = [one for one in (first.end, second.end) if one is not None]
    return not starts or not ends or max(starts) < min(ends)

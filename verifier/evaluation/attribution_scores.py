"""How well found attributions agree with marked ones: by shared words and exactly, for each part and as a whole.

Attributions are compared as sets of words. A word is a run of letters and digits, so that quotation marks and commas
at the edges count neither for nor against. Found and marked attributions are paired one to one, those with the most
words of content in common first; what is left over has nothing in common with anything.

By token overlap ("partial" in Pareti, O'Keefe, Konstas, Curran and Koprinska 2013, "Automatically detecting and
attributing indirect quotations"; "soft" in Johansson and Moschitti 2010): precision is the mean, over the found spans,
of the share of their words that the marked span of their pair has; recall is the mean, over the marked spans, of the
share of their words that the found span of their pair has. Every span weighs the same, be it one word or fifty; the
`words` figures count every word the same instead. Exact: all words of the span and no others. Spans that are empty on
a side (a marked attribution may have no source) are counted on neither.

A whole attribution is its source and its content together, each word with its part; a pair that shares no word of
content, or no word of a source that either of them has, has nothing in common.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from models.types import Span

Part = Literal["source", "cue", "content", "whole"]
PARTS: Final[tuple[Part, ...]] = ("source", "cue", "content", "whole")
Interval = tuple[float, float]

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_RESAMPLES: Final = 1000
_SEED: Final = 2018


@dataclass(frozen=True, slots=True)
class Parted:
    """The spans of one attribution, found or marked, in characters of the article."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of one part; they add up over articles.

    `covered_found` and `covered_marked` are sums of shares in [0, 1], one a span; the `words_` are numbers of words.
    """

    found: int = 0
    marked: int = 0
    covered_found: float = 0.0
    covered_marked: float = 0.0
    exact: int = 0
    words_found: int = 0
    words_marked: int = 0
    words_both: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.found + other.found,
            self.marked + other.marked,
            self.covered_found + other.covered_found,
            self.covered_marked + other.covered_marked,
            self.exact + other.exact,
            self.words_found + other.words_found,
            self.words_marked + other.words_marked,
            self.words_both + other.words_both,
        )

    @property
    def precision(self) -> float | None:
        return _ratio(self.covered_found, self.found)

    @property
    def recall(self) -> float | None:
        return _ratio(self.covered_marked, self.marked)

    @property
    def f1(self) -> float | None:
        return _harmonic(self.precision, self.recall)

    @property
    def exact_precision(self) -> float | None:
        return _ratio(self.exact, self.found)

    @property
    def exact_recall(self) -> float | None:
        return _ratio(self.exact, self.marked)

    @property
    def exact_f1(self) -> float | None:
        return _ratio(2 * self.exact, self.found + self.marked)

    @property
    def words_precision(self) -> float | None:
        return _ratio(self.words_both, self.words_found)

    @property
    def words_recall(self) -> float | None:
        return _ratio(self.words_both, self.words_marked)

    @property
    def words_f1(self) -> float | None:
        return _ratio(2 * self.words_both, self.words_found + self.words_marked)


def _ratio(above: float, below: float) -> float | None:
    return above / below if below else None


def _harmonic(first: float | None, second: float | None) -> float | None:
    if first is None or second is None:
        return None
    return 2 * first * second / (first + second) if first + second else 0.0


def agree(text: str, found: Sequence[Parted], marked: Sequence[Parted]) -> dict[Part, Agreement]:
    """The counts of one article."""
    places = [match.span() for match in _WORD.finditer(text)]
    ours, theirs = [_worded(places, one) for one in found], [_worded(places, one) for one in marked]
    pairs = _paired(ours, theirs)
    return {part: _agreement(part, ours, theirs, pairs) for part in PARTS}


@dataclass(frozen=True, slots=True)
class _Worded:
    """Numbers of the words of each part; in `whole` a word of the source is negative."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    def of(self, part: Part) -> frozenset[int]:
        if part == "whole":
            return self.content | {-1 - word for word in self.source}
        return {"source": self.source, "cue": self.cue, "content": self.content}[part]


def _worded(places: Sequence[tuple[int, int]], one: Parted) -> _Worded:
    def words(spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(number for span in spans for number in _inside(places, span))

    return _Worded(words(one.source), words(one.cue), words(one.content))


def _inside(places: Sequence[tuple[int, int]], span: Span) -> range:
    """The numbers of the words that the span reaches into."""
    first = bisect_right(places, span.start, key=lambda place: place[1])
    return range(first, bisect_left(places, span.end, lo=first, key=lambda place: place[0]))


def _paired(found: Sequence[_Worded], marked: Sequence[_Worded]) -> list[tuple[int, int]]:
    """(found, marked) one to one, by words of content in common, then of the cue, then of the source."""
    by_word: dict[int, set[int]] = {}
    for number, theirs in enumerate(marked):
        for word in theirs.content:
            by_word.setdefault(word, set()).add(number)
    common: list[tuple[int, int, int, int, int]] = []
    for number, ours in enumerate(found):
        for other in set().union(*(by_word.get(word, set()) for word in ours.content)):
            theirs = marked[other]
            shared = (len(ours.content & theirs.content), len(ours.cue & theirs.cue), len(ours.source & theirs.source))
            common.append((-shared[0], -shared[1], -shared[2], number, other))
    pairs: list[tuple[int, int]] = []
    used_found: set[int] = set()
    used_marked: set[int] = set()
    for *_, number, other in sorted(common):
        if number not in used_found and other not in used_marked:
            used_found.add(number)
            used_marked.add(other)
            pairs.append((number, other))
    return pairs


def _agreement(
    part: Part, found: Sequence[_Worded], marked: Sequence[_Worded], pairs: Sequence[tuple[int, int]]
) -> Agreement:
    covered_found = covered_marked = 0.0
    exact = both = 0
    for number, other in pairs:
        ours, theirs = found[number].of(part), marked[other].of(part)
        shared = ours & theirs
        if not shared or (part == "whole" and not _same_source(found[number], marked[other])):
            continue
        covered_found += len(shared) / len(ours)
        covered_marked += len(shared) / len(theirs)
        both += len(shared)
        exact += ours == theirs
    sizes_found, sizes_marked = [len(one.of(part)) for one in found], [len(one.of(part)) for one in marked]
    return Agreement(
        sum(map(bool, sizes_found)), sum(map(bool, sizes_marked)), covered_found, covered_marked, exact,
        sum(sizes_found), sum(sizes_marked), both,
    )  # fmt: skip


def _same_source(ours: _Worded, theirs: _Worded) -> bool:
    return bool(ours.source & theirs.source) or not (ours.source or theirs.source)


def total(rows: Iterable[Agreement]) -> Agreement:
    return sum(rows, Agreement())


def interval(rows: Sequence[Agreement], measure: Callable[[Agreement], float | None]) -> Interval | None:
    """The 95 % percentile interval of a measure, by resampling whole articles (Efron 1979); the same every time. None
    where there are fewer than two articles or nothing to measure."""
    if len(rows) < 2 or measure(total(rows)) is None:
        return None
    chance = random.Random(_SEED)  # noqa: S311 - a resample is no secret
    drawn = (measure(total(chance.choices(rows, k=len(rows)))) for _ in range(_RESAMPLES))
    values = sorted(value for value in drawn if value is not None)
    return values[round(0.025 * (len(values) - 1))], values[round(0.975 * (len(values) - 1))]

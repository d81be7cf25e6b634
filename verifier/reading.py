"""The judge's passes over what was selected: whole passages of all claims, then the sentences that matter.

1. Each chosen passage is read whole.
2. The sentences of passages that lean to a side, and sentences that repeat most of the claim, are read one by one, to
   find the exact sentences that carry the verdict.
3. Where a passage leans and none of its sentences decides, runs of sentences around the nearest one are read.

Text that opens with a pronoun, or does not name the claim's subject where the title does, is read after the title and
date of its document (`verifier.context`). Every character of a chosen passage is read in the first pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.context import context_before
from verifier.evidence import Candidate, Gathered, Reading
from verifier.hypothesis import hypothesis_beside
from verifier.wording import Wording, shared_either_way, wording

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.types import PairReading
    from verifier.settings import VerificationSettings

_SENTENCE_OVERLAP: Final = 0.5
_SENTENCES_OF_ONE_PASSAGE: Final = 2
_LEAST_TO_PART: Final = 3
"""Sentences of a passage, below which each run of several of them is the whole passage."""

_Run = tuple[int, tuple[Span, ...]]
"""The index of a candidate, and consecutive sentences of its passage."""


def read(selected: Sequence[Gathered], nli: NliModel, *, settings: VerificationSettings) -> list[Gathered]:
    """Reads all chosen passages of all claims, then single sentences, each pass in one call to the judge."""
    pairs = [
        pair_for(gathered, candidate, candidate.passage.span)
        for gathered in selected
        for candidate in gathered.candidates
    ]
    known = read_once(nli, pairs)
    whole = [_with_whole(gathered, known) for gathered in selected]
    wanted = [_sentences_to_read(gathered, settings) for gathered in whole]
    single = _with_close(whole, wanted, nli)
    runs = [_runs_to_read(gathered, settings) for gathered in single]
    return _with_close(single, runs, nli)


def pair_for(gathered: Gathered, candidate: Candidate, span: Span) -> tuple[str, str]:
    """(premise, hypothesis) for a part of a candidate's document; the premise may begin with `_context`."""
    text = span.of(candidate.document.text)
    claim = gathered.question.claim.text
    hypothesis = hypothesis_beside(claim, text, published_at=candidate.document.published_at)
    return f"{_context(gathered, candidate, span)}{text}", hypothesis


def _context(gathered: Gathered, candidate: Candidate, span: Span) -> str:
    return context_before(span.of(candidate.document.text), candidate.document, gathered.question.names)


def read_once(nli: NliModel, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], PairReading]:
    """Each distinct pair is read once; a reading does not depend on the pairs beside it."""
    once = list(dict.fromkeys(pairs))
    return dict(zip(once, nli.read(once), strict=True)) if once else {}


def _with_whole(gathered: Gathered, known: Mapping[tuple[str, str], PairReading]) -> Gathered:
    claim = wording(gathered.question.claim.text)
    candidates: list[Candidate] = []
    windows = unread = 0
    for candidate in gathered.candidates:
        pair = pair_for(gathered, candidate, candidate.passage.span)
        reading = known[pair]
        windows += len(reading.windows)
        unread = max(unread, len(pair[1]) - len(reading.hypothesis_read))
        before = len(_context(gathered, candidate, candidate.passage.span))
        candidates.append(replace(candidate, whole=_windows(candidate, reading, claim, before)))
    coverage = replace(
        gathered.coverage,
        windows_read=windows,
        characters_unread=gathered.coverage.characters_unread + unread,
    )
    return replace(gathered, candidates=tuple(candidates), coverage=coverage, claim_unread=unread)


def _windows(candidate: Candidate, reading: PairReading, claim: Wording, before: int) -> tuple[Reading, ...]:
    """The judge's windows over a passage, each with the sentences it reaches into; `before` is the length of the
    context that stands before the passage, and a window that holds nothing else says nothing of the passage."""
    readings: list[Reading] = []
    for window in reading.windows:
        if window.span.end <= before < reading.windows[-1].span.end:
            continue
        inside = Span(max(0, window.span.start - before), max(0, window.span.end - before))
        span = inside.shift(candidate.passage.span.start)
        sentences = tuple(one for one in candidate.passage.sentences if one.overlaps(span))
        share = shared_either_way(claim, wording(span.of(candidate.document.text)))
        readings.append(Reading(sentences or candidate.passage.sentences, window.stance, share))
    return tuple(readings)


def _sentences_to_read(gathered: Gathered, settings: VerificationSettings) -> list[_Run]:
    """Single sentences for the second pass, most promising first, at most `sentences_read`."""
    claim = wording(gathered.question.claim.text)
    ranked: list[tuple[bool, float, int, Span]] = []
    for index, candidate in enumerate(gathered.candidates):
        if len(candidate.passage.sentences) == 1:
            continue
        leans = candidate.leaning >= settings.reread_threshold
        shares = sentence_shares(candidate, claim)
        shares.sort(key=lambda share: (-share[0], share[1]))
        for share, span in shares[: _SENTENCES_OF_ONE_PASSAGE if leans else 1]:
            if leans or share >= _SENTENCE_OVERLAP:
                ranked.append((not leans, -share, index, span))
    ranked.sort()
    return [(index, (span,)) for _, _, index, span in ranked[: settings.sentences_read]]


def _runs_to_read(gathered: Gathered, settings: VerificationSettings) -> list[_Run]:
    """Runs of 2 to `window_sentences` sentences, shorter than their passage, around the nearest sentence of passages
    that lean to a side where no sentence of them does so far enough to decide; at most `sentences_read`."""
    claim = wording(gathered.question.claim.text)
    runs: list[_Run] = []
    for index, candidate in enumerate(gathered.candidates):
        sentences = candidate.passage.sentences
        if len(sentences) < _LEAST_TO_PART or candidate.leaning < settings.reread_threshold:
            continue
        if any(_decides(reading, settings) for reading in candidate.single):
            continue
        nearest = max(sentence_shares(candidate, claim), key=lambda share: (share[0], -share[1].start))[1]
        runs.extend((index, run) for run in runs_around(sentences, nearest, settings.window_sentences))
    return runs[: settings.sentences_read]


def runs_around(sentences: tuple[Span, ...], around: Span, longest: int) -> list[tuple[Span, ...]]:
    """The runs of 2 to `longest` sentences that hold `around` and are not all of them, the shortest first."""
    at = sentences.index(around)
    return [
        sentences[start : start + size]
        for size in range(2, min(longest, len(sentences) - 1) + 1)
        for start in range(max(0, at - size + 1), min(at, len(sentences) - size) + 1)
    ]


def _decides(reading: Reading, settings: VerificationSettings) -> bool:
    stance = reading.stance
    return stance.entailment >= settings.support_threshold or stance.contradiction >= settings.refute_threshold


def sentence_shares(candidate: Candidate, claim: Wording) -> list[tuple[float, Span]]:
    """For each sentence of a passage the words it shares with the claim, as in `Reading.overlap`."""
    text = candidate.document.text
    return [(shared_either_way(claim, wording(span.of(text))), span) for span in candidate.passage.sentences]


def _with_close(selected: Sequence[Gathered], wanted: Sequence[Sequence[_Run]], nli: NliModel) -> list[Gathered]:
    """The claims with the readings of the runs of sentences that are wanted of each, in one call to the judge."""
    known = read_once(
        nli,
        (
            pair_for(gathered, gathered.candidates[index], _covering(run))
            for gathered, runs in zip(selected, wanted, strict=True)
            for index, run in runs
        ),
    )
    return [_with_runs(gathered, runs, known) for gathered, runs in zip(selected, wanted, strict=True)]


def _with_runs(gathered: Gathered, runs: Sequence[_Run], known: Mapping[tuple[str, str], PairReading]) -> Gathered:
    claim = wording(gathered.question.claim.text)
    found: dict[int, list[Reading]] = defaultdict(list)
    windows = 0
    for index, run in runs:
        candidate, span = gathered.candidates[index], _covering(run)
        reading = known[pair_for(gathered, candidate, span)]
        windows += len(reading.windows)
        share = shared_either_way(claim, wording(span.of(candidate.document.text)))
        found[index].extend(Reading(run, window.stance, share) for window in reading.windows)
    candidates = tuple(
        replace(
            candidate,
            single=(*candidate.single, *(one for one in found[index] if len(one.sentences) == 1)),
            joined=(*candidate.joined, *(one for one in found[index] if len(one.sentences) > 1)),
        )
        for index, candidate in enumerate(gathered.candidates)
    )
    coverage = replace(gathered.coverage, windows_read=gathered.coverage.windows_read + windows)
    return replace(gathered, candidates=candidates, coverage=coverage)


def _covering(run: tuple[Span, ...]) -> Span:
    return Span(run[0].start, run[-1].end)

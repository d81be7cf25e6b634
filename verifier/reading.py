"""The judge's two passes over what was selected: whole passages of all claims, then the sentences that matter.

1. Each chosen passage is read whole. Titles and dates are not mixed into the premise.
2. The sentences of passages that lean to a side, and sentences that repeat most of the claim, are read one by one, to
   find the exact sentences that carry the verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.evidence import Candidate, Gathered, Reading
from verifier.hypothesis import hypothesis_beside
from verifier.wording import Wording, shared_either_way, wording

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.types import PairReading
    from verifier.settings import VerificationSettings

_SENTENCE_OVERLAP: Final = 0.5
_SENTENCES_OF_ONE_PASSAGE: Final = 2


def read(selected: Sequence[Gathered], nli: NliModel, *, settings: VerificationSettings) -> list[Gathered]:
    """Reads all chosen passages of all claims, then single sentences, each pass in one call to the judge."""
    pairs = [
        _pair(gathered, candidate, candidate.passage.span) for gathered in selected for candidate in gathered.candidates
    ]
    known = _read_once(nli, pairs)
    whole = [_with_whole(gathered, known) for gathered in selected]
    wanted = [_sentences_to_read(gathered, settings) for gathered in whole]
    texts = [
        _pair(gathered, gathered.candidates[index], span)
        for gathered, choices in zip(whole, wanted, strict=True)
        for index, span in choices
    ]
    known = _read_once(nli, texts)
    return [_with_single(gathered, choices, known) for gathered, choices in zip(whole, wanted, strict=True)]


def _pair(gathered: Gathered, candidate: Candidate, span: Span) -> tuple[str, str]:
    """(premise, hypothesis) for a part of a candidate's document."""
    premise = span.of(candidate.document.text)
    claim = gathered.question.claim.text
    return premise, hypothesis_beside(claim, premise, published_at=candidate.document.published_at)


def _read_once(nli: NliModel, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], PairReading]:
    """Each distinct pair is read once; a reading does not depend on the pairs beside it."""
    once = list(dict.fromkeys(pairs))
    return dict(zip(once, nli.read(once), strict=True)) if once else {}


def _with_whole(gathered: Gathered, known: Mapping[tuple[str, str], PairReading]) -> Gathered:
    claim = wording(gathered.question.claim.text)
    candidates: list[Candidate] = []
    windows = unread = 0
    for candidate in gathered.candidates:
        pair = _pair(gathered, candidate, candidate.passage.span)
        reading = known[pair]
        windows += len(reading.windows)
        unread = max(unread, len(pair[1]) - len(reading.hypothesis_read))
        candidates.append(replace(candidate, whole=_windows(candidate, reading, claim)))
    coverage = replace(
        gathered.coverage,
        windows_read=windows,
        characters_unread=gathered.coverage.characters_unread + unread,
    )
    return replace(gathered, candidates=tuple(candidates), coverage=coverage, claim_unread=unread)


def _windows(candidate: Candidate, reading: PairReading, claim: Wording) -> tuple[Reading, ...]:
    """The judge's windows over a passage, each with the sentences it reaches into."""
    readings: list[Reading] = []
    for window in reading.windows:
        span = window.span.shift(candidate.passage.span.start)
        sentences = tuple(one for one in candidate.passage.sentences if one.overlaps(span))
        share = shared_either_way(claim, wording(span.of(candidate.document.text)))
        readings.append(Reading(sentences or candidate.passage.sentences, window.stance, share))
    return tuple(readings)


def _sentences_to_read(gathered: Gathered, settings: VerificationSettings) -> list[tuple[int, Span]]:
    """(index of the candidate, sentence) for the second pass, most promising first, at most `sentences_read`."""
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
    return [(index, span) for _, _, index, span in ranked[: settings.sentences_read]]


def sentence_shares(candidate: Candidate, claim: Wording) -> list[tuple[float, Span]]:
    """For each sentence of a passage the words it shares with the claim, as in `Reading.overlap`."""
    text = candidate.document.text
    return [(shared_either_way(claim, wording(span.of(text))), span) for span in candidate.passage.sentences]


def _with_single(
    gathered: Gathered, choices: Sequence[tuple[int, Span]], known: Mapping[tuple[str, str], PairReading]
) -> Gathered:
    claim = wording(gathered.question.claim.text)
    single: dict[int, list[Reading]] = defaultdict(list)
    windows = 0
    for index, span in choices:
        pair = _pair(gathered, gathered.candidates[index], span)
        reading = known[pair]
        windows += len(reading.windows)
        share = shared_either_way(claim, wording(pair[0]))
        single[index].extend(Reading((span,), window.stance, share) for window in reading.windows)
    candidates = tuple(
        replace(candidate, single=tuple(single[index])) for index, candidate in enumerate(gathered.candidates)
    )
    coverage = replace(gathered.coverage, windows_read=gathered.coverage.windows_read + windows)
    return replace(gathered, candidates=candidates, coverage=coverage)

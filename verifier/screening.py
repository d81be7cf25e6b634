"""The cascade: a small model, the screen, reads everything that was found, and picks what the judge must read.

The screen never decides: what the judge does not read counts for neither side, and what it reads counts as without a
screen. (Cascades of classifiers, Viola and Jones 2001; retrieval and reranking in stages, Nogueira et al. 2019.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from verifier.reading import pair_for, read_once

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.types import Stance
    from verifier.evidence import Gathered
    from verifier.settings import VerificationSettings

_NEAREST: Final = 1  # shown where nothing decides, and compared with the claim's amounts and dates


def to_judge(stances: Sequence[Stance], *, best: int, floor: float, certain: float) -> tuple[int, ...]:
    """The places, in order, of the windows that the judge must read; `stances` are the screen's, the nearest first.

    They are the nearest window, and of those with entailment or contradiction of at least `floor` the `best` by
    entailment, the `best` by contradiction, and the `best` of the others that are uncertain: below `certain` on both
    sides. Of equals the nearer comes first.
    """
    possible = [place for place, one in enumerate(stances) if _lean(one) >= floor]

    def first(places: Sequence[int], strength: Sequence[float]) -> list[int]:
        return sorted(places, key=lambda place: (-strength[place], place))[:best]

    picked = set(range(min(_NEAREST, len(stances))))
    picked.update(first(possible, [one.entailment for one in stances]))
    picked.update(first(possible, [one.contradiction for one in stances]))
    uncertain = [place for place in possible if place not in picked and _lean(stances[place]) < certain]
    picked.update(first(uncertain, [_lean(one) for one in stances]))
    return tuple(sorted(picked))


def screened(selected: Sequence[Gathered], screen: NliModel, *, settings: VerificationSettings) -> list[Gathered]:
    """The claims with the passages that the judge must read: a passage is read if one of its windows is picked.

    The screen reads all passages near each claim, in one call. Those that it sets aside are no longer `left`: they
    were read, though not by the judge, whose passages and windows `coverage` counts.
    """
    pairs = [
        [pair_for(gathered, one, one.passage.span) for one in (*gathered.candidates, *gathered.left)]
        for gathered in selected
    ]
    known = read_once(screen, (pair for each in pairs for pair in each))
    chosen: list[Gathered] = []
    for gathered, each in zip(selected, pairs, strict=True):
        windows = [(place, window.stance) for place, pair in enumerate(each) for window in known[pair].windows]
        picked = to_judge(
            [stance for _, stance in windows],
            best=settings.cascade_best,
            floor=settings.cascade_floor,
            certain=settings.cascade_certain,
        )
        places = {windows[index][0] for index in picked}
        chosen.append(_keeping(gathered, places))
    return chosen


def _keeping(gathered: Gathered, places: set[int]) -> Gathered:
    everything = (*gathered.candidates, *gathered.left)
    kept = tuple(one for place, one in enumerate(everything) if place in places)
    coverage = replace(
        gathered.coverage,
        passages_read=len(kept),
        documents_read=len({one.document.id for one in kept}),
        characters_unread=gathered.coverage.characters_unread - sum(len(one.passage.text) for one in gathered.left),
    )
    return replace(gathered, candidates=kept, left=(), coverage=coverage)


def _lean(stance: Stance) -> float:
    return max(stance.entailment, stance.contradiction)

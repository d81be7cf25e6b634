"""Verdicts on the cases: each over a collection of its own evidence alone, and with irrelevant documents beside it.

One collection serves all cases in turn; what a verdict rests on is what is in it then.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from indexes.types import Document
from verifier.evaluation.perturbations.sources import named
from verifier.types import ClaimRequest
from verifier.wording import wording

if TYPE_CHECKING:
    from indexes.collection import Collection
    from verifier.evaluation.perturbations.cases import Case
    from verifier.types import Label, Verdict

DISTRACTORS: Final = 50
_GROUP: Final = 10
"""Cases that share their distractors, so that those are embedded once for all."""
_SHARED: Final = 1
"""Content words that a distractor may share with a claim."""
_ID: Final = "evidence"


class CaseChecker(Protocol):
    """What is needed of `verifier.pipeline.Verifier`."""

    @property
    def collection(self) -> Collection: ...

    def check(self, requests: Sequence[ClaimRequest]) -> list[Verdict]: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the verdict on its claim as it is, and on the altered one (or with distractors)."""

    case: Case
    before: Label
    after: Label

    @property
    def changed(self) -> bool:
        return self.before != self.after


def judge(
    cases: Sequence[Case], checker: CaseChecker, *, on_progress: Callable[[int], None] = lambda done: None
) -> list[Judged]:
    """Both verdicts on each case, over its evidence as the only document. The collection is left with the last one.

    Raises what verifying raises.
    """
    found: list[Judged] = []
    for case in cases:
        before, after = _labels(case, checker, (case.claim, case.altered))
        found.append(Judged(case, before, after))
        on_progress(len(found))
    return found


def judge_distracted(
    cases: Sequence[Case],
    pool: Sequence[str],
    checker: CaseChecker,
    *,
    seed: int,
    on_progress: Callable[[int], None] = lambda done: None,
) -> list[Judged]:
    """The verdicts over the evidence alone, and with `DISTRACTORS` texts of `pool` beside it that share no name and
    hardly a word with the claim. Fewer where the pool has no more. Raises what verifying raises."""
    found: list[Judged] = []
    for start in range(0, len(cases), _GROUP):
        group = cases[start : start + _GROUP]
        before = [_labels(case, checker, (case.claim,))[0] for case in group]
        documents = [
            Document(f"distractor-{number}", text, language="en")
            for number, text in enumerate(_irrelevant(group, pool, seed=seed))
        ]
        checker.collection.add(documents)
        after = [_labels(case, checker, (case.claim,))[0] for case in group]
        checker.collection.remove([document.id for document in documents])
        found += [Judged(*one) for one in zip(group, before, after, strict=True)]
        on_progress(len(found))
    return found


def _labels(case: Case, checker: CaseChecker, claims: Sequence[str]) -> list[Label]:
    checker.collection.add([Document(_ID, case.evidence, language="en")])
    return [verdict.label for verdict in checker.check([ClaimRequest(claim) for claim in claims])]


def _irrelevant(group: Sequence[Case], pool: Sequence[str], *, seed: int) -> Iterator[str]:
    """Texts that are irrelevant to every case of a group, drawn by the seed and the group's first claim."""
    digest = hashlib.sha256(f"{seed} {group[0].claim}".encode()).hexdigest()
    shuffled = random.Random(digest).sample(pool, len(pool))  # noqa: S311 - a sample, not a secret
    names = frozenset[str]().union(*(named(case.claim) for case in group))
    words = [wording(case.claim).words for case in group]
    given = 0
    for text in shuffled:
        said = wording(text).words
        if given < DISTRACTORS and not names & named(text) and all(len(said & one) <= _SHARED for one in words):
            given += 1
            yield text

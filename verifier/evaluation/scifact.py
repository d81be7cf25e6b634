"""SciFact (Wadden et al. 2020) over its 5,183 abstracts, open retrieval. CC BY-NC 2.0: for evaluation only.

The claims of a split are those of its relevance table. A claim is labelled by its rows among the pairs of claim and
abstract, or claim and rationale; all rows of one claim agree. The evidence is the abstracts of the table that such a
row speaks of, and in them the rationales: runs of words that stand in the abstract, since a rationale joins sentences
that need not be neighbours. A claim whose cited abstract does not decide it is NOT_ENOUGH_EVIDENCE; that no other
abstract decides it either was not looked into by the annotators.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.evaluation.tasks import (
    Gold,
    LabelledClaim,
    Task,
    corpus,
    field,
    one_label,
    pairs,
    plain,
    queries,
    relevant,
)

if TYPE_CHECKING:
    from indexes.types import Document

NAME: Final = "scifact"
SPLITS: Final = ("dev", "train")
_WORD: Final = re.compile(r"\S+")
_NO_WORD: Final = re.compile(r"\W+")
_LEAST_RUN: Final = 5
"""Words that must be the same in a row for a rationale to stand there."""

_Words = list[tuple[str, Span]]


def read_scifact(data: Path, *, split: str) -> Task:
    """The claims of a split (300 of dev, 809 of train) over all abstracts. Raises InputUnreadable."""
    documents = corpus(data, NAME)
    by_id = {document.id: document for document in documents}
    texts, tables = queries(data, NAME), relevant(data, NAME, split=split)
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in pairs(data, NAME):
        rows[plain(field(row, "hypothesis"))].append((field(row, "premise"), field(row, "label")))
    claims = (
        _claim(id_, texts[id_], [by_id[one] for one in cited if one in by_id], rows[plain(texts[id_])])
        for id_, cited in tables.items()
        if id_ in texts
    )
    return Task(NAME, split, tuple(claim for claim in claims if claim is not None), documents)


def _claim(id_: str, text: str, cited: Sequence[Document], rows: Sequence[tuple[str, str]]) -> LabelledClaim | None:
    label = one_label([label for _, label in rows]) if rows else None
    if label is None:
        return None
    if label == "NOT_ENOUGH_EVIDENCE":
        return LabelledClaim(id_, plain(text), label)
    spans: dict[str, list[Span]] = {}
    for premise, _ in rows:
        for document_id, found in _places(premise, cited).items():
            spans.setdefault(document_id, []).extend(found)
    evidence = tuple(Gold(document_id, tuple(sorted(set(found)))) for document_id, found in spans.items())
    return LabelledClaim(id_, plain(text), label, evidence)


def _places(premise: str, cited: Sequence[Document]) -> Mapping[str, list[Span]]:
    """The abstract that a premise is, or the one that it is a rationale of, with its places there; none otherwise."""
    said = [word for word, _ in _words(premise)]
    best: tuple[int, str, list[Span]] = (0, "", [])
    for document in cited:
        words = _words(document.text)
        if said == [word for word, _ in [*_words(document.title or ""), *words]]:
            return {document.id: []}
        runs = list(_runs(said, words))
        covered = sum(len(run) for run in runs)
        if covered > best[0]:
            best = (covered, document.id, [Span(run[0].start, run[-1].end) for run in runs])
    covered, document_id, spans = best
    return {document_id: spans} if 2 * covered > len(said) else {}


def _runs(said: Sequence[str], words: _Words) -> Iterator[list[Span]]:
    """What is said as runs of words of the text, each as long as can be, from the first word on."""
    starts: dict[str, list[int]] = defaultdict(list)
    for place, (word, _) in enumerate(words):
        starts[word].append(place)
    at = 0
    while at < len(said):
        run = max((_run(said, at, words, start) for start in starts.get(said[at], ())), key=len, default=[])
        if len(run) >= _LEAST_RUN:
            yield run
        at += max(1, len(run))


def _run(said: Sequence[str], at: int, words: _Words, start: int) -> list[Span]:
    run: list[Span] = []
    for word, (found, span) in zip(said[at:], words[start:], strict=False):
        if word != found:
            break
        run.append(span)
    return run


def _words(text: str) -> _Words:
    """Words without case and punctuation, with their places; those that are nothing else are left out."""
    found = ((_NO_WORD.sub("", match.group()).lower(), Span(*match.span())) for match in _WORD.finditer(text))
    return [(word, span) for word, span in found if word]

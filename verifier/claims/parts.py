"""What statements are made of: the words of a claim, a fact that a sentence tells by the way, runs of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.types import Span
from verifier.claims.grammar import Tree, run_around
from verifier.claims.kinds import Judged

Part = Span | str


@dataclass(frozen=True, slots=True)
class Detail:
    """A fact told by the way: the `parts` of a sentence of its own, the `span` in which they stand, the `clause` that
    tells it, the tokens `without` which the rest of the sentence is whole, whether it only says who somebody is, and
    whether by an office that everybody knows them to hold."""

    parts: tuple[Part, ...]
    span: Span
    clause: Span
    without: tuple[int, ...] = ()
    names_only: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a claim: where they stand, what kind they are, and the words of ours between them."""

    spans: tuple[Span, ...]
    judged: Judged
    parts: tuple[Part, ...] = ()

    @property
    def span(self) -> Span:
        return Span(min(span.start for span in self.spans), max(span.end for span in self.spans))

    def covers(self, span: Span) -> bool:
        return any(own.covers(span) for own in self.spans)


def noun_phrase(tree: Tree, noun: int, *, without: frozenset[str]) -> list[int]:
    """The run of a noun and what stands with it, but for what hangs on it by the relations `without`."""
    return run_around(noun, set(tree.subtree(noun, without=without)))


def spans_of(tree: Tree, indices: Sequence[int]) -> tuple[Span, ...]:
    """The runs of the tokens, without punctuation at the ends of the first and the last."""
    indices = list(indices)
    while len(indices) > 1 and tree.tokens[indices[0]].text in {",", ";", ":"}:
        indices.pop(0)
    runs: list[list[int]] = []
    for at in indices:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return tuple(tree.span(run) for run in runs)

"""A fact that a sentence tells by the way, and the runs of words of which statements are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.types import Span
from verifier.claims.grammar import Tree

Part = Span | str


@dataclass(frozen=True, slots=True)
class Detail:
    """A fact told by the way: the `parts` of a sentence of its own, the `span` in which they stand, the `clause` that
    tells it, the tokens `without` which the rest of the sentence is whole, and whether it only says who somebody is."""

    parts: tuple[Part, ...]
    span: Span
    clause: Span
    without: tuple[int, ...] = ()
    names_only: bool = False


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

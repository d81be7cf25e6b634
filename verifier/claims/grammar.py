"""Walking the dependencies of a parsed sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from models.types import ParsedSentence, Span, Token

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


class Tree:
    """Children and subtrees of a sentence's tokens, by index into `tokens`."""

    def __init__(self, sentence: ParsedSentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in order."""
        return self.sentence.dependents()

    @cached_property
    def root(self) -> int | None:
        """The first token that is its own head."""
        return next((at for at, token in enumerate(self.tokens) if token.head == at), None)

    def subtree(self, at: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """A token and all that hangs on it, in order; dependents of the labels in `without` are left out."""
        found, stack = [], [at]
        while stack:
            top = stack.pop()
            found.append(top)
            stack.extend(child for child in self.children[top] if self.tokens[child].dep not in without)
        return sorted(found)

    def child(self, at: int, deps: Iterable[str]) -> int | None:
        """The first dependent with one of the labels."""
        wanted = frozenset(deps)
        return next((child for child in self.children[at] if self.tokens[child].dep in wanted), None)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb that it is coordinated with."""
        for _ in range(len(self.tokens)):
            found = self.child(verb, SUBJECTS)
            if found is not None:
                return found
            if self.tokens[verb].dep != "conj":
                return None
            verb = self.tokens[verb].head
        return None

    def auxiliaries(self, verb: int) -> list[Token]:
        return [self.tokens[child] for child in self.children[verb] if self.tokens[child].dep in {"aux", "auxpass"}]

    def is_negated(self, verb: int) -> bool:
        return self.child(verb, {"neg"}) is not None

    def ancestors(self, at: int) -> list[int]:
        """The heads above a token, nearest first."""
        chain: list[int] = []
        while self.tokens[at].head != at and len(chain) < len(self.tokens):
            at = self.tokens[at].head
            chain.append(at)
        return chain

    def inside(self, span: Span) -> list[int]:
        """The tokens that lie wholly in the span."""
        at = bisect_left(self.tokens, span.start, key=lambda token: token.span.start)
        found: list[int] = []
        while at < len(self.tokens) and self.tokens[at].span.end <= span.end:
            found.append(at)
            at += 1
        return found

    def span(self, indices: Sequence[int]) -> Span:
        """From the start of the first to the end of the last token."""
        return Span(self.tokens[min(indices)].span.start, self.tokens[max(indices)].span.end)

    def is_finite(self, indices: Iterable[int]) -> bool:
        """Whether a finite verb is among the tokens."""
        return any(self.tokens[at].tag in FINITE_TAGS for at in indices)


def run_around(at: int, indices: Collection[int]) -> list[int]:
    """The token and those of the indices that touch it on both sides without a gap, in order."""
    first = last = at
    while first - 1 in indices:
        first -= 1
    while last + 1 in indices:
        last += 1
    return list(range(first, last + 1))


def third_person(verb: str) -> str:
    """The form of a verb that goes with "he" and "she": "works" of "work"."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"

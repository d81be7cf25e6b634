"""A statement in the form of a fact, as the rules on opinions read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.types import Span
from verifier.claims.grammar import Tree
from verifier.claims.words import word_set

_LINKING: Final = word_set("be seem sound look feel remain become appear stay prove")


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement: its tokens `inside` the tree, its main verb `head`, and `text`, its words as they stand.

    `spoken`: they are somebody's words, as reported; `verbatim`: in quotation marks. `doubt`: the probability in [0, 1]
    that the sentence is no factual statement, None without a classifier.
    """

    tree: Tree
    inside: Sequence[int]
    head: int
    text: str
    spoken: bool
    verbatim: bool
    doubt: float | None

    def is_doubted(self, least: float) -> bool:
        return self.doubt is not None and self.doubt >= least

    def word(self, at: int) -> str:
        return self.tree.tokens[at].text.lower()

    def lemma(self, at: int) -> str:
        return self.tree.tokens[at].lemma.lower()

    def is_person(self, at: int) -> bool:
        """Whether the token is in the name of a person."""
        span = self.tree.tokens[at].span
        return any(found.label == "PERSON" and found.span.covers(span) for found in self.tree.sentence.entities)

    def complement(self) -> int | None:
        """The predicate of a linking verb; of "comes off as commanding", the word after "as"."""
        if self.lemma(self.head) in _LINKING:
            return self.tree.child(self.head, {"acomp", "attr", "oprd"})
        if self.lemma(self.head) in {"come", "strike"}:
            for at in range(self.head + 1, min(self.head + 4, len(self.tree.tokens))):
                if self.word(at) == "as":
                    hanging = (*self.tree.children[at], self.tree.tokens[at].head)
                    return next((other for other in hanging if other > at), None)
        return None

    def is_present(self) -> bool:
        token = self.tree.tokens[self.head]
        tags = {aux.tag for aux in self.tree.auxiliaries(self.head)}
        if token.tag in {"VBZ", "VBP"}:
            return True
        return token.tag in {"VB", "VBG"} and bool(tags & {"VBZ", "VBP"}) and not tags & {"MD", "VBD"}

    def has_phrase(self, phrases: re.Pattern[str]) -> bool:
        """Whether the main verb, or what hangs on it, is part of one of the phrases."""
        start = self.tree.span(self.inside).start
        for found in phrases.finditer(self.text):
            words = self.tree.inside(Span(start + found.start(), start + found.end()))
            if any(at == self.head or self.tree.tokens[at].head == self.head for at in words):
                return True
        return False

"""A parsed sentence as the attribution tagger sees it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from models.types import ParsedSentence, Token

_CUE_TAGS: Final = frozenset({"VERB", "NOUN", "ADJ", "AUX", "ADP", "ADV", "SCONJ", "PART"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_LIMIT: Final = 40  # steps up the tree, where a parse is strange

Path = tuple[str, ...]


class View:
    """Children, lemmas and entities of a sentence by the index of the token. `quoted` tells for each token whether it
    stands in a quotation."""

    def __init__(self, sentence: ParsedSentence, quoted: Sequence[bool]) -> None:
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.quoted = quoted
        self._sentence = sentence

    @cached_property
    def children(self) -> list[list[int]]:
        return self._sentence.dependents()

    @cached_property
    def lemmas(self) -> list[str]:
        """Lemmas in lower case; all names are one."""
        return ["#name" if token.pos == "PROPN" else token.lemma.lower() for token in self.tokens]

    @cached_property
    def nominals(self) -> list[str]:
        """What kind of thing a token names: a pronoun, an entity's label, or else its part of speech."""
        kinds = [f"={token.text.lower()}" if token.pos == "PRON" else token.pos for token in self.tokens]
        for entity in self._sentence.entities:
            for at, token in enumerate(self.tokens):
                if token.pos != "PRON" and entity.span.covers(token.span):
                    kinds[at] = entity.label
        return kinds

    def may_be_cue(self, at: int) -> bool:
        return self.tokens[at].pos in _CUE_TAGS or self.tokens[at].text == ":"

    def ancestors(self, at: int) -> list[int]:
        """The heads above a token, nearest first."""
        chain: list[int] = []
        while self.tokens[at].head != at and len(chain) < _LIMIT:
            at = self.tokens[at].head
            chain.append(at)
        return chain

    def subject(self, at: int) -> tuple[int | None, str]:
        """The subject of a word, its own or that of a verb above it, and the labels on the way up."""
        way = ""
        for _ in range(4):
            token = self.tokens[at]
            own = next((child for child in self.children[at] if self.tokens[child].dep in _SUBJECTS), None)
            if own is not None:
                return own, way
            if token.head == at or token.dep not in {"conj", "xcomp", "advcl", "acl", "relcl"}:
                return None, way
            way += token.dep[0]
            at = token.head
            if token.dep in {"acl", "relcl"}:
                return at, way
        return None, way

    def paths(self, start: int) -> list[tuple[Path, int]]:
        """For each token the labels on the way from `start` ("^" up, "<" and ">" down to a side), and the token at
        which the way turns down, or its end where it does not."""
        paths: list[tuple[Path, int]] = [(("?",), at) for at in range(len(self.tokens))]
        seen: set[int] = set()
        up: Path = ()
        for peak in (start, *self.ancestors(start)):
            if peak in seen:
                break
            paths[peak] = (up, peak)
            seen.add(peak)
            self._down(peak, paths, seen)
            up = (*up, f"^{self.tokens[peak].dep}")
        return paths

    def _down(self, peak: int, paths: list[tuple[Path, int]], seen: set[int]) -> None:
        stack = [peak]
        while stack:
            top = stack.pop()
            path, turn = paths[top]
            for child in self.children[top]:
                if child not in seen:
                    seen.add(child)
                    step = f"{'<' if child < top else '>'}{self.tokens[child].dep}"
                    paths[child] = ((*path, step), child if top == peak else turn)
                    stack.append(child)

"""An article as the claim rules see it: sentences with their trees, quotations, people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from models.quotes import Quote, find_quotes
from models.types import ParsedSentence, Span
from verifier.claims.acronyms import written_out
from verifier.claims.bodies import first_named
from verifier.claims.grammar import Tree
from verifier.claims.people import People
from verifier.claims.titles import Titles

PLURAL: Final = frozenset({"NNS", "NNPS"})


class Context:
    """What the rules share; nothing is computed twice. All spans are in characters of `text`."""

    def __init__(self, text: str, sentences: Sequence[ParsedSentence]) -> None:
        self.text = text
        self.sentences = sentences
        self.trees = [Tree(sentence) for sentence in sentences]

    @cached_property
    def people(self) -> People:
        return People(self.sentences)

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """The full name of each acronym that the article writes out."""
        return written_out(self.text, self.sentences)

    @cached_property
    def organisations(self) -> dict[str, int]:
        """Where each organisation is named first, in characters of the text."""
        return first_named(self.sentences)

    @cached_property
    def titles(self) -> Titles:
        return Titles(self)

    @cached_property
    def nouns(self) -> dict[tuple[str, bool], dict[int, list[int]]]:
        """Where each noun, by its lemma and whether it is plural, is the head of a phrase: tokens by sentence, in
        order."""
        found: dict[tuple[str, bool], dict[int, list[int]]] = {}
        for number, tree in enumerate(self.trees):
            for at, token in enumerate(tree.tokens):
                if token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "nmod", "attr"}:
                    key = (token.lemma.lower(), token.tag in PLURAL)
                    found.setdefault(key, {}).setdefault(number, []).append(at)
        return found

    @cached_property
    def offices_of_strangers(self) -> frozenset[str]:
        """Capitalised words, in lower case, before a name that is no mention of anybody named in full."""
        return frozenset(
            token.text.lower()
            for number, tree in enumerate(self.trees)
            for at, (token, follows) in enumerate(zip(tree.tokens, tree.tokens[1:], strict=False))
            if token.text[:1].isupper() and follows.pos == "PROPN" and not follows.text.isupper()
            if self.people.at(number, at + 1) is None
        )

    @cached_property
    def quotes(self) -> list[Quote]:
        return find_quotes(self.text)

    def is_quoted(self, span: Span) -> bool:
        """Whether the span lies in one quotation, its marks included."""
        return any(quote.outer.covers(span) for quote in self.quotes_in(span))

    def quotes_in(self, span: Span) -> list[Quote]:
        """The quotations that reach into the span, in order."""
        first = bisect_left(self.quotes, span.start, key=lambda quote: quote.outer.end - 1)
        found: list[Quote] = []
        for quote in self.quotes[first:]:
            if quote.outer.start >= span.end:
                break
            found.append(quote)
        return found

    def paragraph_of(self, sentence: int) -> int:
        return self.sentences[sentence].paragraph

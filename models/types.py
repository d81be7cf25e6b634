"""Plain types of the models room. Importing this module loads nothing heavy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

NliLabel = Literal["entailment", "neutral", "contradiction"]
WorthinessLabel = Literal["check_worthy", "unimportant", "non_factual"]

_SUM_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) in characters of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that this span covers; raises ValueError where it reaches past the text."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) reaches past a text of {len(text)} characters")
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same span in a text where this one's origin stands at `by`."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Stance:
    """How a premise stands to a hypothesis: three probabilities in [0, 1] that sum to 1."""

    entailment: float
    neutral: float
    contradiction: float

    def __post_init__(self) -> None:
        parts = (self.entailment, self.neutral, self.contradiction)
        if not all(math.isfinite(part) and 0.0 <= part <= 1.0 for part in parts):
            raise ValueError(f"stance probabilities must lie in [0, 1], got {parts}")
        if abs(sum(parts) - 1.0) > _SUM_TOLERANCE:
            raise ValueError(f"stance probabilities must sum to 1, got {sum(parts):.6f}")


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Names exactly one set of weights: the name for people, the sha256 (64 hex digits) for machines. `runtime` names
    the arithmetic it runs in where there is more than one (`models.runtimes`)."""

    name: str
    sha256: str
    runtime: str = ""

    def __str__(self) -> str:
        weights = f"{self.name}@{self.sha256[:12]}"
        return f"{weights}/{self.runtime}" if self.runtime else weights


@dataclass(frozen=True, slots=True)
class WindowReading:
    """One window of a premise, in characters of the premise, and the stance read in it."""

    span: Span
    stance: Stance


@dataclass(frozen=True, slots=True)
class PairReading:
    """What an NLI model read of one (premise, hypothesis) pair.

    `windows` are in order and together cover the premise; there is one where the premise fits the model's limit.
    `hypothesis_read` is the part of the hypothesis that was read: all of it but for extreme lengths.
    """

    windows: tuple[WindowReading, ...]
    hypothesis_read: Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parsed sentence. `span` is in characters of the whole text; `head` is the index of the
    syntactic head in the sentence's tokens (its own index at the root). Tags: `pos` Universal POS, `tag` Penn
    Treebank, `dep` ClearNLP dependency labels, as spaCy's English models give them."""

    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity; `label` is of OntoNotes 5 (PERSON, ORG, GPE, DATE, ...)."""

    span: Span
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its tokens and entities; all spans are in characters of the whole text. `paragraph` counts
    from 0 and is the same for the sentences of one paragraph."""

    span: Span
    paragraph: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]

    def dependents(self) -> list[list[int]]:
        """The tokens that hang on each token, in order, by index."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            if token.head != at:
                children[token.head].append(at)
        return children


@dataclass(frozen=True, slots=True)
class Worthiness:
    """What a sentence is: a factual statement that is worth checking, one that is not important, or no factual
    statement. Probabilities in [0, 1] that sum to 1, calibrated on sentences of political debates."""

    check_worthy: float
    unimportant: float
    non_factual: float

    def __post_init__(self) -> None:
        parts = (self.check_worthy, self.unimportant, self.non_factual)
        if not all(math.isfinite(part) and 0.0 <= part <= 1.0 for part in parts):
            raise ValueError(f"probabilities of worthiness must lie in [0, 1], got {parts}")
        if abs(sum(parts) - 1.0) > _SUM_TOLERANCE:
            raise ValueError(f"probabilities of worthiness must sum to 1, got {sum(parts):.6f}")

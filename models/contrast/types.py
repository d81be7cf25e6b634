"""What the transformations take and give."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from models.types import NliLabel


@dataclass(frozen=True, slots=True)
class Grounds:
    """A text that is true where the premise is: the premise's own sentence, made shorter, or an entailed hypothesis.

    `text` is one declarative sentence with its full stop.
    """

    premise: str
    text: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A labelled pair that a rule made; `family` and `rule` say how, as in "number" and "more_than"."""

    premise: str
    hypothesis: str
    label: NliLabel
    family: str
    rule: str


Rule = Callable[[Grounds, random.Random], list[Contrast]]
"""A pure function: the same grounds and the same state of the generator give the same contrasts, or none."""

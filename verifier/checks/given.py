"""Whether the evidence gives a number of the claim in another way than as the same quantity.

The same number may count something by another name ("53,000 copies" for "53,000 units"); a list has as many members
as it names; two years are as far apart as a claim says that something lasted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from models.types import ParsedSentence
from verifier.checks.content import stems
from verifier.checks.durations import lasts
from verifier.checks.figures import holds
from verifier.checks.intervals import Amount
from verifier.checks.kinds import is_human, relation
from verifier.checks.reader import Reader, Sentence
from verifier.claims.units import WORTH

_SMALL: Final = 13
_NEAR: Final = 30  # characters
_LISTED: Final = 20
_OPEN: Final = 2.0
_FIELD: Final = re.compile(r"(?P<key>[^:]{1,40}): (?P<list>[^:]+)")
_NAMES: Final = re.compile(
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*(?:, [A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)+,? and [A-Z][\w'-]*"
)


def is_given(reader: Reader, amount: Amount, unit: str | None, *, after: str, countable: bool) -> bool:
    """Whether the evidence has the number for something else that need not be different, or lets it be counted.

    `after` is what follows the number in the claim. `countable` says that the evidence gives no other number of that
    kind, so that its lists may be counted.
    """
    value = amount.centre
    if value == 1 or (holds(value, reader.values) and _not_of_another(reader, value, unit, after)):
        return True
    if lasts(reader, amount, unit):
        return True
    if unit in WORTH or unit == "percent":
        return False
    listable = countable and 1 < value <= _LISTED and value == int(value)
    about = reader.stems | stems(unit or "")
    lengths = [length for one in reader.evidence for length in listed(one, about, people=is_human(unit))]
    return listable and (value in lengths or (math.isinf(amount.high) and any(value < one for one in lengths)))


def _not_of_another(reader: Reader, value: float, unit: str | None, after: str) -> bool:
    """False where the evidence has a small number only of things of another kind."""
    if value >= _SMALL or unit is None:
        return True
    ours = stems(unit) | stems(after[:_NEAR])
    for sentence in reader.evidence:
        counted = [one for one in sentence.quantities if one.interval == (value, value)]
        alone = sum(figure.value == value for figure in sentence.figures)
        if alone > len(counted) or (alone == 0 and holds(value, sentence.values)):
            return True
        text = sentence.surface.text
        if any(
            one.unit is None or relation(unit, one.unit) or ours & stems(text[one.end : one.end + _NEAR])
            for one in counted
        ):
            return True
    return False


def listed(sentence: Sentence, about: frozenset[str], *, people: bool) -> frozenset[int]:
    """The lengths of the sentence's lists ("A, B and C": 3). Of a table those whose key is `about` the claim, or any
    where people are counted ("Relatives" are siblings)."""
    text = sentence.surface.text
    dated = len(re.findall(r"\([12][0-9]{3}\)", text))
    return (
        frozenset(_coordinations(sentence.parsed))
        | frozenset(_names(text))
        | frozenset(_fields(text, about, people=people))
        | {dated}
    )


def _coordinations(parsed: ParsedSentence) -> Iterator[int]:
    """The sizes of the chains of conjuncts in the tree."""
    tokens = parsed.tokens
    after: dict[int, int] = {}
    for at, token in enumerate(tokens):
        if token.dep == "conj" and token.head != at:
            root = token.head
            while tokens[root].dep == "conj" and tokens[root].head < root:
                root = tokens[root].head
            after[root] = after.get(root, 1) + 1
    return iter(after.values())


def _names(text: str) -> Iterator[int]:
    """The lengths of the lists of names, where the tree took them for something else."""
    for match in _NAMES.finditer(text):
        yield match.group().count(",") + (1 if re.search(r", and ", match.group()) else 2)


def _fields(text: str, about: frozenset[str], *, people: bool) -> Iterator[int]:
    """The lengths of the lists of a table's row written as "Key: a, b, c."."""
    for match in _FIELD.finditer(text):
        if not people and not stems(match["key"]) & about:
            continue
        parts = [part for part in re.split(r" ?[,;/] ?| and ", match["list"]) if part.strip(" .")]
        if len(parts) > 1:
            yield len(parts)

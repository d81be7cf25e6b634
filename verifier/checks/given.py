"""Whether the evidence gives a number of the claim in another way than as the same quantity.

The same number may count something by another name ("53,000 copies" for "53,000 units"); a list has as many members
as it names; two years are as far apart as a claim says that something lasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from models.types import ParsedSentence
from verifier.checks.content import stems
from verifier.checks.figures import holds
from verifier.checks.intervals import Amount
from verifier.checks.kinds import relation
from verifier.checks.reader import Reader, Sentence
from verifier.claims.units import WORTH

_SMALL: Final = 13
_NEAR: Final = 30  # characters
_LISTED: Final = 20
_YEARS: Final = {"year": 1.0, "decade": 10.0, "century": 100.0}
_OPEN: Final = 2.0
_FIELD: Final = re.compile(r"[^:]{1,40}: (?P<list>[^:]+)")


def is_given(reader: Reader, amount: Amount, unit: str | None, *, after: str, countable: bool) -> bool:
    """Whether the evidence has the number for something else that need not be different, or lets it be counted.

    `after` is what follows the number in the claim. `countable` says that the evidence gives no other number of that
    kind, so that its lists may be counted.
    """
    value = amount.centre
    if value == 1 or (holds(value, reader.values) and _not_of_another(reader, value, unit, after)):
        return True
    if unit in _YEARS and _years_apart(reader, amount.times(_YEARS[unit])):
        return True
    if unit in WORTH or unit == "percent":
        return False
    listable = countable and 1 < value <= _LISTED and value == int(value)
    return listable and any(value in listed(one) for one in reader.evidence)


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


def _years_apart(reader: Reader, amount: Amount) -> bool:
    """Whether two years of the evidence, or one and that of its publication, lie so far apart: a year more where the
    last one was not full."""
    years = {day.first for sentence in reader.evidence for day in sentence.dates if day.first == day.last}
    known = {year for year in years if year is not None}
    known |= {one.evidence_date.year for one in reader.sentences if one.evidence_date is not None}
    return any(amount.low <= abs(first - second) <= amount.high + 1 for first, second in combinations(known, 2))


def listed(sentence: Sentence) -> frozenset[int]:
    """The lengths of the sentence's lists ("A, B and C": 3)."""
    text = sentence.surface.text
    dated = len(re.findall(r"\([12][0-9]{3}\)", text))
    return frozenset(_coordinations(sentence.parsed)) | frozenset(_fields(text)) | {dated}


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


def _fields(text: str) -> Iterator[int]:
    """The lengths of the lists of a table's row written as "Key: a, b, c."."""
    for match in _FIELD.finditer(text):
        parts = [part for part in re.split(r" ?[,;/] ?| and ", match["list"]) if part.strip(" .")]
        if len(parts) > 1:
            yield len(parts)

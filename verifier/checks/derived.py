"""Amounts of a claim that the evidence bears out without giving the same number of the same kind.

A rounded number may count things by another name ("almost 25,000 pigs", 24,693 piglets), "millions" is any number of
them, a group of ages is the same with "years" and without, "a decade" is ten years, and a relative risk of 0.5 halves a
risk. All of it only keeps support; none
of it ever refutes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from verifier.checks.durations import lasts
from verifier.checks.found import Found, in_sentence
from verifier.checks.intervals import Amount, stand
from verifier.checks.margins import margins
from verifier.checks.reader import Reader
from verifier.claims.numbers import PLURAL_SCALES
from verifier.claims.units import CURRENCY_CODES, WORTH

_SMALL: Final = 13
_AGE: Final = re.compile(r"\b(?:turn(?:ed|ing|s)?|aged?|age of|at age) (?:of )?$", re.IGNORECASE)
_LONG: Final = {
    10.0: re.compile(r"\b(?:an?|one|the (?:last|past|first)) decade\b", re.IGNORECASE),
    50.0: re.compile(r"\bhalf[ -](?:a[ -])?century\b", re.IGNORECASE),
    100.0: re.compile(r"\b(?:an?|one|the (?:last|past)) century\b", re.IGNORECASE),
}
_RATIO: Final = re.compile(r"\b(?:(?:hazard|risk|odds|rate) ratios?|relative risks?|a?(?:HR|RR|OR|IRR)s?)\b")
_DECIMAL: Final = re.compile(r"(?<![\w.])[0-9]{1,2}\.[0-9]{1,3}(?![\w%]|\.[0-9]| ?%)")
_LESS: Final = re.compile(r"\b(?:reduc|lower|less|fewer|cut|decreas|declin|protect|halv|drop|fall|fell)", re.IGNORECASE)
_MORE: Final = re.compile(r"\b(?:increas|rais|ris(?=e|ing)|rose|higher|more|greater|elevat|grow|grew)", re.IGNORECASE)
_POINTS: Final = 1.0  # percentage points that a ratio of two decimals may be off by


def is_derived(reader: Reader, claimed: Found) -> bool:
    """Whether the evidence bears an amount of the claim out in one of the ways of this module."""
    return (
        _magnitude(reader, claimed)
        or _rounded(reader, claimed)
        or _same_range(reader, claimed)
        or _aged(reader, claimed)
        or _long_time(reader, claimed)
        or _risk(reader, claimed)
    )


def _counts(reader: Reader) -> Iterator[Found]:
    """The numbers of things of the evidence: no money, measures or shares."""
    for sentence in reader.evidence:
        yield from (one for one in in_sentence(sentence) if not one.margin and not one.nothing and _is_count(one.unit))


def _is_count(unit: str | None) -> bool:
    return not (unit in WORTH or unit in CURRENCY_CODES or (unit or "").startswith(("percent", "basis", "degree")))


def _magnitude(reader: Reader, claimed: Found) -> bool:
    """ "millions of cases" where 5,556,679 are given."""
    scale = PLURAL_SCALES.get(claimed.place.text.lower())
    if scale is None or not _is_count(claimed.unit):
        return False
    return any(claimed.amount.low <= one.amount.low < 1_000 * scale for one in _counts(reader))


def _rounded(reader: Reader, claimed: Found) -> bool:
    """The number within its rounding, of things by another name; small numbers are too common for that."""
    if claimed.amount.centre < _SMALL or math.isinf(claimed.amount.high) or not _is_count(claimed.unit):
        return False
    return any(
        one.amount.centre >= _SMALL and not math.isinf(one.amount.high - one.amount.low)
        and stand(claimed.amount, one.amount) in {"match", "within_rounding"}
        for one in _counts(reader)
    )  # fmt: skip


def _same_range(reader: Reader, claimed: Found) -> bool:
    """ "individuals from 16 to 24" where the evidence has "aged 16-24 years"."""
    ours = claimed.amount
    if not ours.low < ours.high or math.isinf(ours.high - ours.low) or not _is_time_or_bare(claimed.unit):
        return False
    return any(
        (one.amount.low, one.amount.high) == (ours.low, ours.high) and _is_time_or_bare(one.unit) and not one.margin
        for sentence in reader.evidence
        for one in in_sentence(sentence)
    )


def _is_time_or_bare(unit: str | None) -> bool:
    return unit == "year" or _is_count(unit)


def _aged(reader: Reader, claimed: Found) -> bool:
    """ "after turning 22", where a birth and the event are so far apart."""
    return claimed.unit is None and _AGE.search(claimed.before) is not None and lasts(reader, claimed.amount, "year")


def _long_time(reader: Reader, claimed: Found) -> bool:
    pattern = _LONG.get(claimed.amount.centre) if claimed.unit == "year" else None
    return pattern is not None and any(pattern.search(one.surface.text) for one in reader.evidence)


def _risk(reader: Reader, claimed: Found) -> bool:
    """ "cut the risk by a third", where the evidence has a hazard ratio of 0.69."""
    if claimed.unit != "percent" or claimed.amount.centre <= 0:
        return False
    less, more = (one.search(reader.claim.text) is not None for one in (_LESS, _MORE))
    if less == more:
        return False
    slack = max(_POINTS, claimed.amount.slack)
    ours = Amount(claimed.amount.low - slack, claimed.amount.high + slack, rough=False, slack=0.0, counts=False)
    changes = (100 * (1 - ratio) if less else 100 * (ratio - 1) for ratio in _ratios(reader))
    return any(ours.low <= change <= ours.high for change in changes)


def _ratios(reader: Reader) -> Iterator[float]:
    """The decimals of sentences that speak of ratios of risk, ends of intervals left out."""
    for sentence in reader.evidence:
        text = sentence.surface.text
        if _RATIO.search(text) is None:
            continue
        for found in _DECIMAL.finditer(text):
            if not any(start <= found.start() < end for start, end in margins(text)):
                yield float(found[0])

"""Numerals of a claim that are neither quantities nor times: ordinals, decades, numbers in names, single months.

Each must stand in the evidence. A number in a name ("Apollo 11") must, where the evidence has the rest of the name.
What tells only which thing is meant ("Split (2016 film)") must not differ from what the evidence says of the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from verifier.checks.calendar_dates import WrittenDate, written_dates
from verifier.checks.content import STOP, stem, stems
from verifier.checks.dates import confirming, described_otherwise
from verifier.checks.durations import years_apart
from verifier.checks.figures import Figure, figures, holds
from verifier.checks.found import quantities_of
from verifier.checks.intervals import Amount
from verifier.checks.labels import is_label
from verifier.checks.lifespans import in_parentheses
from verifier.checks.made import made
from verifier.checks.reader import Place, Reader
from verifier.checks.undated import dates_the_report
from verifier.claims.surface import even
from verifier.types import Check, CheckName

_NAME_BEFORE: Final = re.compile(r"(?P<name>[A-Z][\w'.-]*)[: ]{1,2}$")
_NAME_AFTER: Final = re.compile(r"[ -](?P<name>[A-Z][\w'.-]*)")
# "COVID-19" may be told by another name; "F-15" is not "F-16"
_GLUED_NAME: Final = re.compile(r"(?P<name>[^\W\d_]+)-$")
_COMPARED: Final = re.compile(r"(?:about|approximately|around|roughly|nearly|almost|over|under|only|just|some)\b", re.I)
# "the second half", and "nineteen" of "nineteen seventies", of which the decade is compared
_PART: Final = re.compile(r"[ -](?:half|quarter|part|\w+ties)\b")
_BIRTHDAY: Final = re.compile(r" (?:birthday|anniversary)\b")
_NOUN: Final = re.compile(r"[ -](?:\w+[ -]){0,2}?(?P<noun>[a-z]{3,})")
_NO_NAME: Final = re.compile(r"(?:No\.?|Number|Top|.*'s?|.*s')$")
_DOUBTFUL: Final = frozenset({3, 5})
_MARCH_OR_MAY: Final = re.compile(r"\b(?:in|of|since|until|during|by|early|late|mid|last|this|from|to|and|on) $", re.I)


def compare_numerals(reader: Reader) -> list[Check]:
    """One check for each numeral that the evidence leaves out or gives otherwise; none for those that it has."""
    text = even(reader.claim.text)
    taken = list(_taken(reader, text))
    checks: list[Check] = []
    for day in written_dates(text):
        if any(start <= day.start < end for start, end in taken) or _only_a_word(text, day):
            continue
        taken.append((day.start, day.end))
        if not _has_date(reader, day) and _must_have(reader, text, day):
            checks.append(_absent("date", reader.claimed_in_text(day.start, day.end)))
    for figure in figures(text):
        if any(start <= figure.start < end for start, end in taken):
            continue
        if not _has(reader, text, figure):
            checks.append(_absent("quantity", reader.claimed_in_text(figure.start, figure.end)))
    return checks


def name_around(text: str, start: int, end: int) -> str | None:
    """The capitalised word that a numeral at [start, end) makes a name with: "Apollo" of "Apollo 11"."""
    if text[start].islower() or _COMPARED.match(text, start):
        return None
    before = _NAME_BEFORE.search(text[max(0, start - 40) : start])
    if before is not None and not _NO_NAME.match(before["name"]) and before["name"].lower() not in STOP:
        return before["name"]
    after = _NAME_AFTER.match(text, end) if start == 0 or text[start].isupper() else None
    return after["name"] if after is not None else None


def named_otherwise(reader: Reader, name: str, value: float) -> bool:
    """Whether the evidence has the name and not the number that goes with it."""
    return stem(name) in reader.evidence_stems and not holds(value, reader.values)


def _taken(reader: Reader, text: str) -> Iterator[tuple[int, int]]:
    """Where the claim's quantities and times stand in its text."""
    spans = [one.span for one in quantities_of(reader)] + [one.span for one in reader.claim.times]
    for span in spans:
        said = even(reader.verbatim(span))
        if reader.stands_alone:
            yield span.start, span.end
        elif said in text:
            yield text.index(said), text.index(said) + len(said)
    if reader.stands_alone:
        return
    for time in reader.claim.times:  # a time that was written out for the claim ("in February 2026")
        for day in written_dates(text):
            if day.year in {bound.year for bound in (time.start, time.end) if bound is not None}:
                yield day.start, day.end


def _only_a_word(text: str, day: WrittenDate) -> bool:
    """ "March" and "May" may be a verb or a name."""
    alone = day.month in _DOUBTFUL and day.year is None and day.day is None
    return alone and _MARCH_OR_MAY.search(text[: day.start]) is None


def _has_date(reader: Reader, day: WrittenDate) -> bool:
    if confirming(reader, day) is not None:
        return True
    return day.year is not None and day.month is None and holds(day.year, reader.values) and _is_free(reader, day)


def _is_free(reader: Reader, day: WrittenDate) -> bool:
    """Whether no date of the evidence has that number as its year: then it stands there as something else."""
    return all(day.year != other.year for sentence in reader.evidence for other in sentence.dates)


def _must_have(reader: Reader, text: str, day: WrittenDate) -> bool:
    name = name_around(text, day.start, day.end)
    if name is not None and day.year is not None:
        return named_otherwise(reader, name, day.year)
    if reader.stands_alone and dates_the_report(reader, day.start, day.end):
        return False
    return not in_parentheses(text, day.start) or described_otherwise(reader, text, day.end)


def _has(reader: Reader, text: str, figure: Figure) -> bool:
    if holds(figure.value, reader.values) or _PART.match(text, figure.end):
        return True
    if is_label(reader, text, figure.start, figure.end):
        return True
    if _BIRTHDAY.match(text, figure.end) and years_apart(reader, _exactly(figure.value)):
        return True
    if figure.kind == "decade":
        first = int(figure.value) + (1900 if figure.value < 100 else 0)
        years = {day.first for sentence in reader.evidence for day in sentence.dates}
        return any(year is not None and first <= year <= first + 9 for year in years)
    glued = _GLUED_NAME.search(text[: figure.start])
    if glued is not None:
        return not _numbered_otherwise(reader, glued["name"])
    name = name_around(text, figure.start, figure.end)
    if name is not None:
        return not named_otherwise(reader, name, figure.value)
    return figure.value == 1 and not (figure.kind == "ordinal" and _counted_otherwise(reader, text, figure))


def _numbered_otherwise(reader: Reader, name: str) -> bool:
    """Whether the evidence has the name with a number, which is another one where the claim's is not there."""
    numbered = re.compile(rf"\b{re.escape(name)}-?[0-9]", re.IGNORECASE)
    return any(numbered.search(one.surface.text) for one in reader.evidence)


def _exactly(value: float) -> Amount:
    return Amount(value, value, rough=False, slack=0.0, counts=True)


def _counted_otherwise(reader: Reader, text: str, figure: Figure) -> bool:
    """Whether the evidence gives the noun of "the first album" another ordinal."""
    noun = _NOUN.match(text, figure.end)
    if noun is None or noun["noun"] in STOP:
        return False
    wanted = stem(noun["noun"])
    return any(
        other.kind == "ordinal" and wanted in stems(sentence.surface.text[other.end : other.end + 30])
        for sentence in reader.evidence
        for other in sentence.figures
    )


def _absent(name: CheckName, claimed: Place) -> Check:
    what = "date" if name == "date" else "number"
    detail = f"claim says {claimed.text}, the evidence does not give that {what}"
    return made(name, "not_comparable", claimed, None, detail, effect="veto")

"""Times of a claim against those of the evidence.

A date is confirmed where the evidence gives every part of it (day, month, year), the same; a decade or a century by a
year in it; a time before or after a day by a date on that side; a time within a period that the evidence gives from
beginning to end. Where a time has two readings ("last Friday" on a Saturday) either may be confirmed, and both must
differ before anything is contradicted. What is not confirmed is not supported, except where words relative to different
days may mean the same, or where the evidence gives no date and was published at that time.

Ranges apart are `contradicted` only where much speaks for it: both are closed, the claim names one time, the sentence
speaks of the same subject with most of the claim's content words, this time alone of the sentence's belongs to one of
those words, no amount of the claim differs, and the gap is wider than what reports of one event commonly differ by.
All else is `not_comparable`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from verifier.checks.calendar_dates import WrittenDate, written_dates
from verifier.checks.content import stem
from verifier.checks.labels import is_label
from verifier.checks.lifespans import in_parentheses, wrong_end
from verifier.checks.made import made
from verifier.checks.reader import Place, Reader, Sentence, readings
from verifier.checks.undated import is_undated
from verifier.claims.surface import Surface, even
from verifier.types import Check, CheckOutcome, TimeRange

_MOST: Final = 0.6
# A day is often told by the day of the report or by another time zone.
_SLACK: Final = timedelta(days=3)
_ZONE: Final = timedelta(days=1)
_REPORTED: Final = timedelta(days=7)
_MONTH_DAYS: Final = 31
_YEAR_DAYS: Final = 366
_SIDE: Final = re.compile(r"(?:before|prior to|after|by|no later than)\b", re.IGNORECASE)
_SINCE: Final = re.compile(r"(?:ever )?since\b", re.IGNORECASE)
_POINT: Final = re.compile(
    r"\b(?:begin|beg[au]n|start|end|born|birth|die[sd]?|death|found|establish|launch|releas|open|clos|publish|premier|form|creat"
    r"|elect|marri)\w*(?: [a-z]+){0,2} $",
    re.IGNORECASE,
)
_BEFORE: Final = 40  # characters
_LIST: Final = re.compile(r"[A-Z][\w ()]{1,30} ?: ")
_PERIOD: Final = re.compile(r"(?:ever )?since\b|\d[^\d,;]*(?:-|\bto\b|\band\b|\bthrough\b|\buntil\b)", re.IGNORECASE)
_ENDED: Final = re.compile(r"(?:until|till|through|up)\b|(?:from\b|.*\d *(?:-|to\b|through\b))", re.IGNORECASE)


def compare_times(reader: Reader, amounts: Sequence[Check]) -> list[Check]:
    """One check for each time of the claim, in order. `amounts` are the checks of the claim's quantities: other amounts
    at another time are likely those of another event of the kind, so nothing is contradicted then."""
    same_amounts = all(check.outcome in {"match", "within_rounding"} for check in amounts)
    return [_check(reader, time, same_amounts=same_amounts) for time in reader.claim.times]


def confirming(reader: Reader, part: WrittenDate) -> tuple[Sentence, WrittenDate] | None:
    """The date of the evidence that gives all of a date of the claim, in the sentence nearest to the claim."""
    for sentence in _nearest_first(reader):
        for other in sentence.dates:
            if part.confirmed_by(other) and not wrong_end(reader.claim.text, sentence.surface.text, other):
                return sentence, other
    return None


def described_otherwise(reader: Reader, text: str, end: int) -> bool:
    """Whether the evidence puts a year to the noun that stands after a year in parentheses ("(2016 film)")."""
    noun = re.match(r"[^()]*?(\w+)\)", text[end:])
    if noun is None:
        return True
    kind = re.compile(rf"\b(?:an?|the) [12][0-9]{{3}} (?:[\w-]+ ){{0,4}}?{re.escape(noun[1])}\b")
    return any(kind.search(one.surface.text) for one in reader.evidence)


def _check(reader: Reader, claimed: TimeRange, *, same_amounts: bool) -> Check:
    ours = reader.claimed(claimed.span)
    found = _confirmed(reader, claimed, ours.text)
    if found is not None:
        return _made(ours, "match", found)
    if _is_name(reader, claimed):
        detail = f"{ours.text} is part of a name, which the evidence does not number otherwise"
        return made("date", "not_comparable", ours, None, detail)
    if _in_parentheses(reader, claimed) and not described_otherwise(reader, reader.source_text, claimed.span.end):
        detail = f"{ours.text} tells which thing the claim is about, and the evidence does not say"
        return made("date", "not_comparable", ours, None, detail)
    if is_undated(reader, claimed, ours.text):
        detail = f"claim says {ours.text}, the evidence has no occasion to give that date in full"
        return made("date", "not_comparable", ours, None, detail)
    against = _contradicting(reader, claimed) if same_amounts else None
    if against is not None:
        return _made(ours, "contradicted", against)
    nearest = next(((sentence, time) for sentence in _nearest_first(reader) for time in sentence.times), None)
    if nearest is None:
        written = next((_place(one, day) for one in _nearest_first(reader) for day in one.dates), None)
        if written is not None:
            return _made(ours, "not_comparable", written, veto=True)
        return _undated(reader, claimed, ours)
    return _made(ours, "not_comparable", _of_time(*nearest), veto=not _same_but_for_zones(claimed, ours, *nearest))


def _is_name(reader: Reader, claimed: TimeRange) -> bool:
    """Whether the year of a time belongs to a name ("disease 2019", "2019-nCoV"), whatever word stands before it."""
    text, end = even(reader.source_text), claimed.span.end
    return text[end - 4 : end].isdigit() and is_label(reader, text, end - 4, end)


def _undated(reader: Reader, claimed: TimeRange, ours: Place) -> Check:
    """The evidence gives no date; its own date may speak for one."""
    published = next((sentence.evidence_date for sentence in reader.sentences), None)
    detail = f"claim says {ours.text}, the evidence gives no date"
    if published is not None and any(_reported_then(one, published) for one in readings(claimed)):
        return made("date", "not_comparable", ours, None, f"{detail} but was published on {published.isoformat()}")
    return made("date", "not_comparable", ours, None, detail, effect="veto")


def _reported_then(claimed: TimeRange, published: date) -> bool:
    """Whether a report of that day that names no time may well mean the claimed one."""
    if claimed.start is None or claimed.end is None:
        return False
    length = (claimed.end - claimed.start).days
    late = _REPORTED if length <= _MONTH_DAYS else timedelta(0)
    return length <= _YEAR_DAYS and claimed.start <= published < claimed.end + late


def _nearest_first(reader: Reader) -> list[Sentence]:
    return [*sorted(reader.sentences, key=lambda sentence: -reader.share(sentence)), *reader.around]


def _confirmed(reader: Reader, claimed: TimeRange, said: str) -> Place | None:
    parts = written_dates(said)
    ended = len(parts) > 1 and _ENDED.match(even(said)) is not None
    # "in March" of another year is another month: without a year the days are compared, where both sides have a day
    floating = any(part.year is None and not part.spans_years for part in parts)
    if claimed.alternative is not None:
        parts = ()
    if floating and any(sentence.evidence_date is not None for sentence in reader.sentences):
        parts = ()
    if parts and not _SIDE.match(said):
        found = [confirming(reader, part) for part in parts]
        if all(found) and (last := found[-1]) is not None:
            return _place(*last)
    if _SINCE.match(said):
        return next(_begun_then(reader, claimed), None) or next(_periods_around(reader, claimed), None)
    if ended:
        return next(_periods_around(reader, claimed), None)
    return next(_within(reader, claimed), None) or next(_periods_around(reader, claimed), None)


def _within(reader: Reader, claimed: TimeRange) -> Iterator[Place]:
    """Times of the evidence that lie in the claimed one, or are the same."""
    for sentence in _nearest_first(reader):
        for time in sentence.times:
            if _either_inside(time, claimed) and not _one_end(time, claimed) and not _is_lifespan(sentence, time):
                yield _of_time(sentence, time)
        for day in sentence.dates:
            inside = any(_years_inside(day, ours) for ours in readings(claimed))
            if inside and not wrong_end(reader.claim.text, sentence.surface.text, day):
                yield _place(sentence, day)


def _begun_then(reader: Reader, claimed: TimeRange) -> Iterator[Place]:
    """Times "since" the same day as the claimed one, told on whatever day."""
    for sentence in _nearest_first(reader):
        for time in sentence.times:
            place = _of_time(sentence, time)
            starts = {one.start for one in readings(time)} & {one.start for one in readings(claimed)}
            if starts - {None} and _SINCE.match(place.text):
                yield place


def _periods_around(reader: Reader, claimed: TimeRange) -> Iterator[Place]:
    """Periods of the evidence, told from beginning to end, around the claimed time, where no other date is told (or in
    a table's list of periods). None where the claim tells of a beginning or an end."""
    ours = reader.claimed(claimed.span).text
    if _POINT.search(reader.source_text[max(0, claimed.span.start - _BEFORE) : claimed.span.start]):
        return
    for sentence in _nearest_first(reader):
        for time in sentence.times:
            start = time.span.start - sentence.parsed.span.start
            end = time.span.end - sentence.parsed.span.start
            said = sentence.surface.text[start:end]
            others = [
                day
                for day in sentence.dates
                if (day.end <= start or day.start >= end) and not in_parentheses(sentence.surface.text, day.start)
            ]
            inside = any(_inside(one, time) for one in readings(claimed))
            alone = not others or _LIST.match(sentence.surface.text) is not None
            period = _PERIOD.search(said) is not None and not (_SINCE.match(said) and _SINCE.match(ours))
            if inside and period and alone and not _one_end(time, claimed) and not _is_lifespan(sentence, time):
                yield _of_time(sentence, time)


def _is_lifespan(sentence: Sentence, time: TimeRange) -> bool:
    """Whether a range of days stands in parentheses: when someone lived, not how long something went on."""
    start = time.span.start - sentence.parsed.span.start
    end = time.span.end - sentence.parsed.span.start
    inside = [day for day in sentence.dates if start <= day.start < end]
    return len(inside) > 1 and in_parentheses(sentence.surface.text, start) and any(day.day for day in inside)


def _either_inside(time: TimeRange, claimed: TimeRange) -> bool:
    """Whether a closed reading of a time lies in a reading of the claimed one, or both are open alike."""
    if (time.start, time.end) == (claimed.start, claimed.end):
        return True
    closed = [one for one in readings(time) if one.start is not None and one.end is not None]
    return any(_inside(one, ours) for one in closed for ours in readings(claimed))


def _one_end(time: TimeRange, claimed: TimeRange) -> bool:
    """Whether two periods of years have one end in common and not the other: "from 2001 to 2014", "2013 to 2014"."""
    ours, theirs = _years(claimed), _years(time)
    return ours > 1 and theirs > 1 and (time.start == claimed.start) != (time.end == claimed.end)


def _years(time: TimeRange) -> int:
    if time.start is None or time.end is None:
        return 0
    return (time.end - time.start).days // (_YEAR_DAYS - 1)


def _inside(inner: TimeRange, outer: TimeRange) -> bool:
    starts = outer.start is None or (inner.start is not None and inner.start >= outer.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def _years_inside(day: WrittenDate, claimed: TimeRange) -> bool:
    """Whether whole years that are written lie in the claimed range."""
    if day.first is None or day.last is None:
        return False
    first, last = date(day.first, 1, 1), date(day.last, 12, 31)
    return (claimed.start is None or first >= claimed.start) and (claimed.end is None or last < claimed.end)


def _same_but_for_zones(claimed: TimeRange, ours: Place, sentence: Sentence, time: TimeRange) -> bool:
    """Whether the days are next to one another and at least one is told by the day of the report."""
    if claimed.start is None or claimed.end is None or time.start is None or time.end is None:
        return False
    close = max(time.start - claimed.end, claimed.start - time.end) < _ZONE
    days = (claimed.end - claimed.start).days == 1 == (time.end - time.start).days
    told = written_dates(ours.text) and written_dates(_of_time(sentence, time).text)
    return close and days and not told


def _place(sentence: Sentence, day: WrittenDate) -> Place:
    return sentence.place(day.start, day.end)


def _of_time(sentence: Sentence, time: TimeRange) -> Place:
    start = sentence.parsed.span.start
    return sentence.place(time.span.start - start, time.span.end - start)


def _made(ours: Place, outcome: CheckOutcome, theirs: Place, *, veto: bool = False) -> Check:
    detail = f"claim says {ours.text}, evidence says {theirs.text}"
    if outcome == "not_comparable":
        detail += ", which need not be the time of the same event"
    return made("date", outcome, ours, theirs, detail, effect="veto" if veto else "none")


def _contradicting(reader: Reader, claimed: TimeRange) -> Place | None:
    for sentence in sorted(reader.sentences, key=lambda sentence: -reader.share(sentence)):
        for time in sentence.times:
            if _contradicts(reader, claimed, sentence, time):
                return _of_time(sentence, time)
    return None


def _contradicts(reader: Reader, claimed: TimeRange, sentence: Sentence, time: TimeRange) -> bool:
    if len(reader.claim.times) != 1 or _in_parentheses(reader, claimed):
        return False
    if not all(_apart(ours, theirs) for ours in readings(claimed) for theirs in readings(time)):
        return False
    if not reader.same_subject(sentence) or reader.share(sentence) < _MOST:
        return False
    of_claim = [other for other in sentence.times if _modified(sentence.surface, other) in reader.stems]
    return of_claim == [time]


def _apart(claimed: TimeRange, time: TimeRange) -> bool:
    """Whether two closed ranges lie further apart than reports of one event commonly differ by."""
    if claimed.start is None or claimed.end is None or time.start is None or time.end is None:
        return False
    gap = max(time.start - claimed.end, claimed.start - time.end)
    return gap >= timedelta(0) and (gap >= _SLACK or (claimed.end - claimed.start).days >= 28)


def _in_parentheses(reader: Reader, claimed: TimeRange) -> bool:
    """Whether the claim's time only tells which thing is meant ("Split (2016 film)")."""
    return reader.source_text[max(0, claimed.span.start - 1) : claimed.span.start] == "("


def _modified(surface: Surface, time: TimeRange) -> str | None:
    """The stem of the verb, or else of the word, that the time belongs to in the tree."""
    tokens = surface.sentence.tokens
    at = surface.token_index(max(0, time.span.end - surface.sentence.span.start - 1))
    for _ in range(8):
        if at is None or not 0 <= at < len(tokens):
            return None
        inside = time.span.covers(tokens[at].span) or tokens[at].pos in {"ADP", "NUM", "ADV", "PUNCT"}
        if not inside:
            return stem(tokens[at].text)
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None

"""Time expressions of a sentence as half-open ranges of days.

Rules
- Absolute dates, months, quarters, years, decades and centuries are ranges of their own granularity.
- A weekday, a month or a day without a year is the last one on or before the reference (the date of publication; a
  weekday named in a report of that very weekday is that day), or the first on or after it where the verb looks ahead.
  Where the words lead up to it ("until the convention in July") it is the nearest month or day.
- "this", "last" and "next" week, month, quarter, year, decade: calendar units, weeks from Monday (ISO 8601). A
  weekend is Saturday and Sunday. "the past three years" ends with the reference, "the last quarter" is one of the
  calendar too, "two years ago" is that calendar year, "two weeks ago" the seven days about that day, "a week earlier"
  counts from another date of the sentence.
- "since" and "after" leave the end open; "until", "by", "through" and "before" leave the start open. "until May" goes
  to the end of May, "before May" to its beginning.
- Seasons are the meteorological ones of the northern hemisphere.
- Habits ("on Fridays", "typically slump in the summer"), names ("Sunday Times", "Black Friday", "Theresa May"), times
  of the clock and vague counts ("a few years ago") give no range.
- Where an expression has two readings both are kept: "6/7/2019", "last Friday" on a Saturday, "next Friday" on a
  Monday, "last week" on a Sunday, "last June" in July, "the winter of 2010", "fiscal 2018", a bare weekday without a
  verb that tells past from future, a contest on a weekday or a month that no verb tells to be over, and the event of
  a weekday that something came before ("unveiled it ahead of Friday's meeting"), unless that day is tomorrow.
- A span holds the expression with what bounds it ("since 2015", "between 2010 and 2014"), without a plain "in" or "on".
- Without a reference only absolute expressions are found. Years are 1 to 9999; what would leave them is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from models.types import ParsedSentence
from verifier.claims.calendar import around, moved
from verifier.claims.openness import came_before_event, may_be_next, may_lead_up
from verifier.claims.resolve import NO_REFERENCE, RULES, Resolver, Rule, When, counted_unit
from verifier.claims.surface import Surface, surface_of
from verifier.claims.tense import is_before_event, looks_ahead, may_be_ahead, was_planned
from verifier.claims.timelike import is_habit, is_time
from verifier.types import TimeRange

Bounds = tuple[date | None, date | None]

_SINGLE: Final = frozenset({"day", "month", "year", "weekday", "quarter", "season", "decade", "named day"})
_JOINT: Final = re.compile(r" *(?:-{1,2}|to|through|thru|until|till) *(?:the |early |late )?", re.IGNORECASE)
_AND: Final = re.compile(r" +and +(?:the |early |late )?", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bbetween +(?:the +)?$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom +(?:the +)?$", re.IGNORECASE)
_RESCHEDULED: Final = re.compile(
    r"\b(?:mov|postpon|delay|reschedul|push|chang|shift|switch|defer|bring|brought|revis)\w*\b[^.;]*$", re.IGNORECASE
)
_DAY: Final = timedelta(days=1)
_JUST: Final = timedelta(days=60)
_MONTH_OVER: Final = timedelta(days=31)
_FAR: Final = timedelta(days=240)
_MORE_THAN: Final = re.compile(r"\b(?:more than|over|at least) +$", re.IGNORECASE)
_LIMIT: Final = re.compile(
    r"\b(?P<word>ever since|since|until|till|up until|up to|through|before|prior to|after|by|no later than)"
    r" +(?:the +(?:end|start|beginning) +of +)?(?:the +)?$",
    re.IGNORECASE,
)


_JOINED: Final = re.compile(r"(?:,? (?:and|or) |, )(?:in )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at [start, end) of the surface; `bounds` is None where it cannot be placed."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]
    floating: bool
    bounds: Bounds | None
    other: Bounds | None = None


def find_times(sentence: ParsedSentence, *, reference: date | None) -> list[TimeRange]:
    """The time ranges that the sentence names, in order, disjoint, by the rules of this module; never raises.

    `reference` is the day of publication; without it relative expressions are left out.
    """
    surface = surface_of(sentence)
    found: list[TimeRange] = []
    for expression in read_times(surface, reference=reference):
        if expression.bounds is not None and _in_order(expression.bounds):
            other = expression.other if expression.other and _in_order(expression.other) else None
            span = surface.span(expression.start, expression.end)
            found.append(TimeRange(*expression.bounds, span, None if other == expression.bounds else other))
    return found


def read_times(surface: Surface, *, reference: date | None) -> list[Expression]:
    """All expressions, also those that cannot be placed: numbers inside them are no quantities."""
    candidates = sorted(_candidates(surface, reference), key=lambda expression: expression.start)
    joined = _joined(surface, candidates, reference)
    anchored = [_anchored(surface, expression, joined) for expression in joined]
    return [_limited(surface, expression) for expression in _in_turn(surface, anchored, reference)]


def _in_turn(surface: Surface, expressions: Sequence[Expression], reference: date | None) -> list[Expression]:
    """Of months that "and", "or" or a comma joins, and of which the first is to come, each comes after the one before
    it: "planned for December, January and February"."""
    found = list(expressions)
    for at in range(1, len(found)):
        first, second = found[at - 1], found[at]
        months = {first.rule.name, second.rule.name} == {"month"} and first.floating and second.floating
        if not months or not _JOINED.fullmatch(surface.text[first.end : second.start]):
            continue
        if first.bounds is None or second.bounds is None or first.bounds[0] is None or second.bounds[0] is None:
            continue
        if second.bounds[0] < first.bounds[0] and _is_to_come(first, reference, doubtful=second.other is not None):
            found[at] = replace(second, bounds=_resolved(second, first.bounds[0], ahead=True), other=None)
    return found


def _is_to_come(expression: Expression, reference: date | None, *, doubtful: bool) -> bool:
    """Whether the time begins after the day of publication, or is not over where what follows it is `doubtful`."""
    if reference is None or expression.bounds is None or None in expression.bounds:
        return False
    start, end = expression.bounds
    return (start is not None and start > reference) or (doubtful and end is not None and end > reference)


def _in_order(bounds: Bounds) -> bool:
    start, end = bounds
    if start is None or end is None:
        return start is not None or end is not None
    return start < end


def _candidates(surface: Surface, reference: date | None) -> Iterator[Expression]:
    taken = bytearray(len(surface.text))
    for rule in RULES:
        for match in rule.pattern.finditer(surface.text):
            start, end = match.span()
            while start < end and surface.text[start] == " ":
                start += 1
            while end > start and surface.text[end - 1] == " ":
                end -= 1
            if start == end or any(taken[start:end]) or not is_time(surface, rule, match, certain=False):
                continue
            taken[start:end] = b"\x01" * (end - start)
            floating = rule.needs_reference(match)
            expression = Expression(start, end, rule, match, floating, None)
            yield _placed(surface, expression, reference)


def _placed(surface: Surface, expression: Expression, reference: date | None) -> Expression:
    if expression.floating and (reference is None or is_habit(surface, expression.rule, expression.match)):
        return expression
    of_month = expression.rule.name == "day"
    ahead = expression.floating and looks_ahead(surface, expression.start, expression.end, of_month=of_month)
    day = reference or NO_REFERENCE
    if expression.floating and not ahead and expression.rule.name in {"day", "month"}:
        ahead = is_before_event(surface, expression.start) and _is_nearer_ahead(expression, day)
    before_event = _is_before_event_of_day(surface, expression)
    if before_event:
        ahead = _resolved(expression, day, ahead=True) == _tomorrow(day)  # who names tomorrow's event means no other
    bounds, other = _resolved(expression, day, ahead=ahead), _other(expression, day, ahead=ahead)
    if before_event and not ahead:
        other = _resolved(expression, day, ahead=True)
    if ahead and expression.rule.name == "weekday" and other is None and was_planned(surface, expression.start):
        other = _resolved(expression, day, ahead=False)
    doubtful = expression.floating and not ahead and other is None
    if doubtful and expression.rule.name == "weekday" and may_lead_up(surface, expression.start, expression.end):
        other = _resolved(expression, day, ahead=True)
    if doubtful and expression.rule.name == "month" and _is_long_ago(bounds, day):
        ahead_too = "which" not in expression.match.re.groupindex
        if ahead_too and may_be_next(surface, expression.start, expression.end):
            other = _resolved(expression, day, ahead=True)
    if ahead and of_month and expression.floating and other is None:
        other = _just_past(expression, bounds, day)
    doubtful = doubtful and of_month
    if doubtful and may_be_ahead(surface, expression.start, expression.end, nearer=_is_nearer_ahead(expression, day)):
        other = _resolved(expression, day, ahead=True)
    if expression.rule.name == "weekday" and other is None and not ahead and not _has_verb(surface):
        other = _resolved(expression, day, ahead=True)
    return replace(expression, bounds=bounds, other=other)


def _is_before_event_of_day(surface: Surface, expression: Expression) -> bool:
    plain = expression.rule.name == "weekday" and expression.match.group("which") is None
    return plain and came_before_event(surface, expression.start, expression.end)


def _tomorrow(day: date) -> Bounds | None:
    return (day + _DAY, day + 2 * _DAY) if day <= date.max - 2 * _DAY else None


def _is_nearer_ahead(expression: Expression, day: date) -> bool:
    """Whether the next such day or month is nearer than the last."""
    last, following = _resolved(expression, day, ahead=False), _resolved(expression, day, ahead=True)
    if last is None or following is None or last[1] is None or following[0] is None:
        return False
    return following[0] - day < day - last[1]


def _is_long_ago(bounds: Bounds | None, day: date) -> bool:
    """A month that has just been is hardly that of the next year, whatever the verb."""
    return bounds is not None and bounds[1] is not None and day - bounds[1] > _MONTH_OVER


def _just_past(expression: Expression, bounds: Bounds | None, day: date) -> Bounds | None:
    """The last such day where it has just been and the next one is far away: "hails his win on Feb. 1" in February."""
    last = _resolved(expression, day, ahead=False)
    if bounds is None or bounds[0] is None or last is None or last[0] is None:
        return None
    return last if day - last[0] <= _JUST and bounds[0] - day > _FAR else None


def _has_verb(surface: Surface) -> bool:
    return any(token.pos in {"VERB", "AUX"} for token in surface.sentence.tokens)


def _other(expression: Expression, reference: date, *, ahead: bool) -> Bounds | None:
    resolve = expression.rule.other
    return None if resolve is None else _tried(resolve, expression.match, When(reference, ahead))


def _resolved(expression: Expression, reference: date, *, ahead: bool) -> Bounds | None:
    return _tried(expression.rule.resolve, expression.match, When(reference, ahead))


def _tried(resolve: Resolver, match: re.Match[str], when: When) -> Bounds | None:
    try:
        return resolve(match, when)
    except (ValueError, OverflowError):  # a day that no calendar has, or one outside the years 1 to 9999
        return None


def _joined(surface: Surface, candidates: Sequence[Expression], reference: date | None) -> list[Expression]:
    """Ranges made of two expressions; weak expressions that stand alone must then hold by themselves."""
    result: list[Expression] = []
    at = 0
    while at < len(candidates):
        following = candidates[at + 1] if at + 1 < len(candidates) else None
        pair = None if following is None else _pair(surface, candidates[at], following, reference)
        if pair is not None:
            result.append(pair)
            at += 2
            continue
        if is_time(surface, candidates[at].rule, candidates[at].match, certain=True):
            result.append(candidates[at])
        at += 1
    return result


def _pair(surface: Surface, first: Expression, second: Expression, reference: date | None) -> Expression | None:
    """ "between 2010 and 2014", "from March to May", "Monday through Friday" as one expression."""
    if first.rule.name not in _SINGLE or second.rule.name not in _SINGLE:
        return None
    link, before = surface.text[first.end : second.start], surface.text[max(0, first.start - 80) : first.start]
    opening = _BETWEEN.search(before) if _AND.fullmatch(link) else _FROM.search(before)
    if not (_JOINT.fullmatch(link) or (_AND.fullmatch(link) and opening)):
        return None
    if _RESCHEDULED.search(before) or (opening is None and first.rule.name != second.rule.name):
        return None
    if opening is None and not is_time(surface, first.rule, first.match, certain=True):
        return None
    start = first.start if opening is None else first.start - (len(before) - opening.start())
    bounds = _pair_bounds(first, second, reference)
    return Expression(start, second.end, second.rule, second.match, first.floating or second.floating, bounds)


def _pair_bounds(first: Expression, second: Expression, reference: date | None) -> Bounds | None:
    """From the start of the first to the end of the second; what has no year takes its place from the other."""
    if second.floating and not first.floating and first.bounds is not None and first.bounds[0] is not None:
        late = _resolved(second, first.bounds[0], ahead=True)
        return None if late is None else (first.bounds[0], late[1])
    if second.bounds is None or second.bounds[0] is None:
        return None
    if first.floating and (reference is not None or not second.floating):
        early = _resolved(first, second.bounds[0], ahead=False)
        return None if early is None else (early[0], second.bounds[1])
    return None if first.bounds is None else (first.bounds[0], second.bounds[1])


def _anchored(surface: Surface, expression: Expression, others: Sequence[Expression]) -> Expression:
    """Counts "a week earlier" and "two days later" from the nearest other date of the sentence, if there is one."""
    if expression.rule.name != "earlier":
        return expression
    way = expression.match.group("way").lower()
    ends_clause = re.match(r" *(?:[.,;:)\"]|$)", surface.text[expression.end :]) is not None
    if way not in {"earlier", "previously", "later"} and not ends_clause:
        return expression
    dated = [other for other in others if other.rule.name != "earlier" and other.bounds and other.bounds[0]]
    measure = counted_unit(expression.match)
    if not dated or measure is None:
        return expression
    count, unit = measure
    nearest = min(dated, key=lambda other: abs(other.start - expression.start))
    anchor = nearest.bounds[0] if nearest.bounds else None
    if anchor is None:
        return expression
    sign = 1 if way in {"later", "after", "afterward", "afterwards"} else -1
    try:
        return replace(expression, bounds=around(moved(anchor, unit, sign * count), unit))
    except (ValueError, OverflowError):  # outside the years 1 to 9999
        return replace(expression, bounds=None)


def _limited(surface: Surface, expression: Expression) -> Expression:
    """Opens one side after "since", "until", "before", "after", "by" and takes the word into the span."""
    before = surface.text[max(0, expression.start - 40) : expression.start]
    longer = _MORE_THAN.search(before) if expression.rule.name == "ago" and expression.bounds else None
    if longer is not None and expression.bounds is not None:
        begin = expression.start - (len(before) - longer.start())
        return replace(expression, start=begin, bounds=(None, expression.bounds[1]))
    limit = _LIMIT.search(before)
    if limit is None or expression.bounds is None or None in expression.bounds:
        return expression
    if surface.text[expression.end : expression.end + 2].lower() == "'s":
        return expression
    word = " ".join(limit.group("word").lower().split())
    start = expression.start - (len(before) - limit.start())
    other = None if expression.other is None else _opened(word, expression.other)
    return replace(expression, start=start, bounds=_opened(word, expression.bounds), other=other)


def _opened(word: str, bounds: Bounds) -> Bounds:
    start, end = bounds
    match word:
        case "since" | "ever since":
            return start, None
        case "after":
            return end, None
        case "before" | "prior to":
            return None, start
        case _:
            return None, end

"""Relative times in the words of a claim, written out with their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from models.types import Span
from verifier.claims.bounded import unbounded
from verifier.claims.context import Context
from verifier.claims.elapsed import RECENTLY, counted_back
from verifier.claims.grammar import Tree
from verifier.claims.present import as_of_day, at_present, counted_on, counted_on_day, end_of_year
from verifier.claims.timewords import absolute_words, written_day
from verifier.claims.weekdays import WEEKDAY, day_of_event
from verifier.claims.words import word_set
from verifier.types import TimeRange

_OWNING: Final = ("’s", "'s")
_DAY: Final = timedelta(days=1)
_VOWELS: Final = "AO"  # April, August, October
# What "the Monday night debate" is; "the Sunday paper" comes every week.
_EVENTS: Final = word_set(
    "announcement appearance arrest attack attacks auction ballot blast bombing breakfast briefing broadcast caucus "
    "caucuses ceremony clash conference crash deadline debate dinner earthquake election event explosion fire flood "
    "forum funeral gathering hall hearing interview launch letter lunch luncheon march match meeting memo murder "
    "news-conference performance post primary protest raid rally release report riot ruling session shooting speech "
    "statement storm strike summit talks trial tweet verdict vigil vote"
)
_TODAYS: Final = word_set(
    "age climate culture economy environment era generation kids market society standards terms times world youth"
)
_RECENT: Final = re.compile(
    r"\b(?P<lead>in|over|during|throughout|within) (?:the )?(?:recent|(?:past|last) (?:few|several|couple of))"
    r" (?P<unit>days|weeks|months|years|decades)\b(?![’']| (?:and|or) (?:days|weeks|months|years|decades)\b)",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"[ \u00a0](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}\b")
_AGO: Final = re.compile(r"\bago $", re.IGNORECASE)
_NOWADAYS: Final = re.compile(r"\b(?:even|what(?:[’']s| is| are)?) $", re.IGNORECASE)  # before "today"
_SO_FAR: Final = re.compile(r"(?:^\W*|[,;] )(?P<words>so far)(?=,)", re.IGNORECASE)
_TO_DATE: Final = re.compile(r"\bto date\b", re.IGNORECASE)
_OVERNIGHT: Final = re.compile(r"\bovernight\b", re.IGNORECASE)
_PART: Final = re.compile(r" (?:morning|afternoon|evening|night)\b", re.IGNORECASE)
_HOURS: Final = frozenset({"early", "late", "earlier", "later"})
_SEASON: Final = re.compile(r"the (?P<name>spring|summer|autumn|fall) of (?P<year>\d{4})")
_LASTING: Final = word_set("become camp change hold keep last park sleep stay transform turn")


def dated(
    context: Context,
    number: int,
    spans: Sequence[Span],
    times: Sequence[TimeRange],
    taken: dict[Span, str],
    *,
    day: date | None,
) -> Iterator[tuple[Span, str]]:
    """Relative times outside quotation marks, written out; one with two readings stays as it is.

    `day` is the day of publication, from which "recent months" and "overnight" are told where the sentence names no
    earlier time.
    """
    quoted = [quote.outer for quote in context.quotes_in(context.sentences[number].span)]

    def is_free(found: Span) -> bool:
        return any(span.covers(found) for span in spans) and not any(
            found.overlaps(other) for other in (*taken, *quoted)
        )

    for time in (_alone(context.text, time) for time in times):
        if time.alternative is None and is_free(time.span):
            edits = list(_of_time(context, number, time, day=day))
            if all(where == time.span or is_free(where) for where, _ in edits):  # half an edit would say something else
                yield from edits
    if day is not None:
        yield from (edit for edit in _from_publication(context, number, times, day) if is_free(edit[0]))


def _from_publication(
    context: Context, number: int, times: Sequence[TimeRange], day: date
) -> Iterator[tuple[Span, str]]:
    """Times that only the day of publication dates: "in recent months", "two weeks ago", "now"."""
    text, tree, span = context.text, context.trees[number], context.sentences[number].span
    yield from counted_back(text, span, times, day=day)
    if not times:
        yield from (*counted_on_day(tree, day), *end_of_year(tree, text, day))
    if all(time.start is None or day - time.start <= RECENTLY for time in times):
        for where, words in _of_publication(context, number, day):
            if not any(where.overlaps(time.span) for time in times):
                yield where, words
        yield from counted_on(tree, text, day)


def _alone(text: str, time: TimeRange) -> TimeRange:
    """The day of "since the Monday" and "before Monday night's debate", without what bounds it and with its part where
    it stands before a noun; another time as it is."""
    time = unbounded(text, time)
    part = _PART.match(text, time.span.end) if WEEKDAY.fullmatch(text, time.span.start, time.span.end) else None
    return time if part is None else replace(time, span=Span(time.span.start, part.end()))


def _of_time(context: Context, number: int, time: TimeRange, *, day: date | None) -> Iterator[tuple[Span, str]]:
    start, end = time.span.start, time.span.end
    if _AGO.search(context.text, max(start - 5, 0), start) or _is_described(context, number, time.span):
        return  # "a year ago today" is another day
    if _NOWADAYS.search(context.text, max(start - 10, 0), start) and time.span.of(context.text).lower() == "today":
        return
    owning = context.text[end : end + 2] in _OWNING
    before = context.text[max(start - 30, 0) : start].split()
    words, last = time.span.of(context.text), before[-1] if before else ""
    attributive = not owning and _is_attributive(context, number, time.span)
    if (owning or attributive) and day is not None and WEEKDAY.match(words):
        meant = day_of_event(context, number, time, day=day)
        if meant is None or meant == date.max:
            return
        time = replace(time, start=meant, end=meant + _DAY)
    bare = owning or attributive or (_as_day(time) is not None and _is_argument(context, number, time.span))
    made = absolute_words(words, time.start, time.end, before="of" if bare else last)
    if made is None or time.start is None:
        return
    if not owning and (_SEASON.search(made) is not None and _is_argument(context, number, time.span)):
        return
    if owning:
        yield from _of_owner(context, number, time, made)
    elif not attributive:
        if last.lower() != "the":  # "since the Monday of the strike" tells itself which one
            yield time.span, made
    elif _is_of_event(context, number, time.span) and (written := _as_day(time)) is not None:
        if last.lower() in {"a", "an"}:
            yield Span(start - len(last) - 1, end), f"{'an' if written[0] in _VOWELS else 'a'} {written}"
        else:
            yield time.span, written


def _of_owner(context: Context, number: int, time: TimeRange, made: str) -> Iterator[tuple[Span, str]]:
    """ "Friday's ruling" is the ruling of that day, "this week's ruling" the ruling in that week."""
    tree, inside = context.trees[number], context.trees[number].inside(time.span)
    noun = tree.tokens[tree.tokens[inside[-1]].head] if inside else None
    owner = Span(time.span.start, time.span.end + 2)
    if _DATE.match(context.text, owner.end):
        return  # "Sunday's Sept. 11 service" has its day already
    if noun is None or (time.span.of(context.text).lower() == "today" and noun.text.lower() in _TODAYS):
        return
    if made.startswith("the week"):
        after = context.text[noun.span.end : noun.span.end + 4]
        closed = not after.startswith(_OWNING) and after != " of "
        if noun.pos in {"NOUN", "PROPN"} and noun.span.start >= owner.end and closed:
            yield owner, "the"
            yield noun.span, f"{noun.text} {'on' if made.startswith('the weekend') else 'in'} {made}"
    elif made[0].isupper() or made.isdigit():
        yield owner, f"the {made}"
    elif (season := _SEASON.fullmatch(made)) is not None:
        yield owner, f"the {season['name']} {season['year']}"
    elif made.startswith("the ") and (written := _as_day(time)) is not None:
        yield owner, f"the {written}"  # of "Monday night's debate" the day is enough


def _as_day(time: TimeRange) -> str | None:
    if time.start is None or time.end is None or time.end - time.start != _DAY:
        return None
    return written_day(time.start)


def _is_argument(context: Context, number: int, span: Span) -> bool:
    """Whether the time is the object or the subject of a verb: "spent Thursday morning at sea"."""
    tree = context.trees[number]
    inside = tree.inside(span)
    last = tree.tokens[inside[-1]] if inside else None
    if last is None:
        return False
    follows = tree.tokens[inside[-1] + 1] if inside[-1] + 1 < len(tree.tokens) else None
    opens = inside[0] == 0 and follows is not None and follows.pos in {"VERB", "AUX"}
    taken = last.dep in {"dobj", "nsubj", "nsubjpass", "attr"} or tree.tokens[last.head].lemma.lower() == "spend"
    taken = taken or _is_spent(tree, inside[0])
    return taken or (opens and tree.child(last.head, {"nsubj", "nsubjpass"}) is None)


def _is_spent(tree: Tree, first: int) -> bool:
    """ "Spent Friday campaigning", where the parse may take the day for a part of the noun after it."""
    return first > 0 and tree.tokens[first - 1].lemma.lower() == "spend"


def _is_described(context: Context, number: int, span: Span) -> bool:
    """ "A mild Friday night": in the place of the day words would hang on its date."""
    tree = context.trees[number]
    inside = tree.inside(span)
    before = tree.tokens[inside[0] - 1] if inside and inside[0] > 0 else None
    if before is None or before.text.lower() in _HOURS or before.pos != "ADJ" or before.head not in inside:
        return False
    return any(token.text.lower() in {"a", "an", "the"} for token in tree.tokens[max(inside[0] - 3, 0) : inside[0] - 1])


def _is_of_event(context: Context, number: int, span: Span) -> bool:
    """Whether the time stands before the noun of an event that the words mark as a single one: "the Monday debate"."""
    tree = context.trees[number]
    inside = tree.inside(span)
    noun = next((tree.tokens[at].head for at in inside if tree.tokens[at].head > inside[-1]), None)
    if noun is None or tree.tokens[noun].text.lower() not in _EVENTS:
        return False
    return any(tree.tokens[at].text.lower() in {"the", "a", "an"} for at in tree.children[noun] if at < inside[0])


def _of_publication(context: Context, number: int, day: date) -> Iterator[tuple[Span, str]]:
    """Vague times up to the day of publication: "now", "in recent months", "to date", "so far, ", "overnight"."""
    tree, span = context.trees[number], context.sentences[number].span
    text, written = span.of(context.text), written_day(day)

    def at(start: int, end: int) -> Span:
        return Span(span.start + start, span.start + end)

    yield from (*as_of_day(tree, day), *at_present(tree, context.text, day))
    for found in _RECENT.finditer(text):
        yield at(*found.span()), f"{found['lead']} the {found['unit']} before {written}"
    for found in _SO_FAR.finditer(text):
        yield at(*found.span("words")), f"as of {written}"
    for found in _TO_DATE.finditer(text):
        where = at(*found.span())
        if all(token.pos != "VERB" for token in map(tree.tokens.__getitem__, tree.inside(where))):
            yield where, f"as of {written}"
    for found in _OVERNIGHT.finditer(text):
        where = at(*found.span())
        inside = tree.inside(where)
        verb = tree.tokens[tree.tokens[inside[0]].head] if inside else None
        if verb is None or tree.tokens[inside[0]].dep != "advmod" or verb.tag not in {"VBD", "VBN"}:
            continue
        if verb.lemma.lower() not in _LASTING:
            yield where, f"in the night to {written}"


def _is_attributive(context: Context, number: int, span: Span) -> bool:
    """Whether the time stands before the noun that it belongs to ("her Sunday morning walk"), where only a plain
    month and day may get a year."""
    tree = context.trees[number]
    inside = tree.inside(span)
    if not inside:
        return True
    if _is_spent(tree, inside[0]):
        return False
    heads = [at for at in inside if tree.tokens[at].head not in inside]
    before_noun = any(
        tree.tokens[at].dep in {"compound", "nmod", "amod", "poss", "nummod"} and tree.tokens[at].head > inside[-1]
        for at in heads
    )
    return before_noun and not any(map(str.isdigit, span.of(context.text)))

"""Time expressions that English sentences name; the report is of Saturday, 22 June 2019."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.english import EnglishPipeline
from models.types import Entity, ParsedSentence, Span, Token
from verifier.claims.times import find_times
from verifier.types import TimeRange

SATURDAY = date(2019, 6, 22)
Row = tuple[str | None, str | None, str]

# One sentence a line, with the rule that it holds; published on that Saturday.
TABLE = Path(__file__).parent / "tables" / "times.jsonl"
LABELLED = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


def _read(english: EnglishPipeline, text: str, reference: date | None = SATURDAY) -> list[TimeRange]:
    return [time for sentence in english.parse(text) for time in find_times(sentence, reference=reference)]


def _rows(times: list[TimeRange], text: str) -> list[Row]:
    return [
        (t.start.isoformat() if t.start else None, t.end.isoformat() if t.end else None, t.span.of(text)) for t in times
    ]


@pytest.mark.parametrize("row", LABELLED, ids=[f"{row['rule']}: {row['text']}" for row in LABELLED])
def test_a_sentence_has_its_times(english: EnglishPipeline, row: dict[str, Any]) -> None:
    found = [as_labelled(time, row["text"]) for time in _read(english, row["text"])]
    assert found == row["times"]


def as_labelled(time: TimeRange, text: str) -> dict[str, Any]:
    days = [day and day.isoformat() for day in (time.start, time.end, *(time.alternative or ()))]
    row: dict[str, Any] = {"start": days[0], "end": days[1], "text": time.span.of(text)}
    return row if time.alternative is None else row | {"alternative": days[2:]}


def test_the_labelled_times_are_many_and_no_sentence_is_there_twice() -> None:
    assert len({row["text"] for row in LABELLED}) == len(LABELLED) > 200
    assert sum(len(row["times"]) for row in LABELLED) > 150


def test_without_a_reference_only_absolute_expressions_are_found(english: EnglishPipeline) -> None:
    text = "On Friday, two weeks ago and in February he recalled June 3, 2018 and the year 2015."
    assert _rows(_read(english, text, None), text) == [
        ("2018-06-03", "2018-06-04", "June 3, 2018"),
        ("2015-01-01", "2016-01-01", "the year 2015"),
    ]


def test_a_range_whose_end_has_a_year_needs_no_reference(english: EnglishPipeline) -> None:
    text = "The plant ran from November to February 2018."
    assert _rows(_read(english, text, None), text) == [("2017-11-01", "2018-03-01", "from November to February 2018")]


def test_a_weekday_of_the_day_itself_is_that_day(english: EnglishPipeline) -> None:
    text = "The council met on Friday."
    assert _rows(_read(english, text, date(2019, 6, 21)), text) == [("2019-06-21", "2019-06-22", "Friday")]


def test_the_29th_of_february_is_looked_for_in_leap_years(english: EnglishPipeline) -> None:
    text = "The bill passed on Feb. 29."
    assert _rows(_read(english, text, date(2019, 6, 22)), text) == [("2016-02-29", "2016-03-01", "Feb. 29")]


def test_the_sample_sentence_is_placed_in_2019(english: EnglishPipeline) -> None:
    text = "The director on Friday said the agency sent letters to more than 2,000 migrants in February."
    assert _rows(_read(english, text), text) == [
        ("2019-06-21", "2019-06-22", "Friday"),
        ("2019-02-01", "2019-03-01", "February"),
    ]


def test_what_leaves_the_calendar_is_left_out(english: EnglishPipeline) -> None:
    assert _read(english, "It fell 5000 years ago.", date(2019, 6, 22)) == []
    assert _read(english, "It will open next year.", date(9999, 6, 1)) == []
    assert _read(english, "It opened last year.", date(1, 6, 1)) == []


_WORDS = (
    "Friday on June May 3 5 , 2019 in since until by between and from to the last next this week years ago two a "
    "earlier "
    "later quarter second of 2018 1990s '80s 19th century summer tonight 31 February 2019-02-30 6/22/2019 9999 0001 Q3 "
    "will said 5 p.m. 2010-14 fiscal weekend 5000 decade . ; İ"
)
_PIECES = st.sampled_from(_WORDS.split())


@st.composite
def _sentences(draw: st.DrawFn) -> ParsedSentence:
    """A sentence of pieces of grammar or of any text, with tags and heads that need not make sense."""
    words = [word for word in draw(st.lists(st.one_of(_PIECES, st.text(max_size=6)), max_size=14)) if word.strip()]
    lead = draw(st.integers(0, 50))
    length, tokens = lead, []
    for word in words:
        span = Span(length, length + len(word))
        pos, tag = draw(
            st.sampled_from([("NOUN", "NN"), ("VERB", "VBD"), ("VERB", "VB"), ("AUX", "MD"), ("NUM", "CD")])
        )
        tokens.append(Token(span, word, word.lower(), pos, tag, "", draw(st.integers(-2, len(words) + 1))))
        length = span.end + draw(st.integers(0, 1))
    span = Span(lead, length)
    label = draw(st.sampled_from(["DATE", "PERSON", "ORG", "CARDINAL"]))
    return ParsedSentence(span, 0, tuple(tokens), (Entity(span, " ".join(words), label),) if len(span) else ())


@settings(max_examples=500, deadline=None)
@given(_sentences(), st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max])))
def test_any_tokens_and_any_reference_give_sound_times(sentence: ParsedSentence, reference: date | None) -> None:
    found = find_times(sentence, reference=reference)
    for time in found:
        assert sentence.span.covers(time.span)
        assert len(time.span) > 0
        assert time.start is None or time.end is None or time.start < time.end
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["Monday", "Tuesday", "Thursday", "Sunday"]))
def test_a_past_weekday_is_one_of_the_seven_days_up_to_the_reference(
    english: EnglishPipeline, reference: date, weekday: str
) -> None:
    (time,) = _read(english, f"The council met on {weekday}.", reference)
    assert time.start is not None
    assert 0 <= (reference - time.start).days <= 6
    assert time.start.strftime("%A") == weekday


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1500, 1, 1), date(2100, 12, 31)))
def test_every_day_written_out_is_read_back(english: EnglishPipeline, day: date) -> None:
    (time,) = _read(english, f"The bill passed on {day:%B} {day.day}, {day.year}.", None)
    assert time.start == day


@pytest.mark.parametrize(
    "text",
    [
        "The mayor urged them to vote Tuesday.",
        "The mayor has spent the week in Oslo ahead of voting Tuesday.",
        "The mayor faces a contest on Tuesday.",
    ],
)
def test_a_weekday_that_may_lie_ahead_has_two_readings(english: EnglishPipeline, text: str) -> None:
    (time,) = _read(english, text, date(2016, 6, 8))
    assert (time.start, time.alternative) == (date(2016, 6, 7), (date(2016, 6, 14), date(2016, 6, 15)))


@pytest.mark.parametrize(
    "text", ["The mayor won a contest on Tuesday.", "With the fall in tolls on Tuesday, the pressure is growing."]
)
def test_a_weekday_of_what_was_has_one(english: EnglishPipeline, text: str) -> None:
    (time,) = _read(english, text, date(2016, 6, 8))
    assert (time.start, time.alternative) == (date(2016, 6, 7), None)


def test_this_weekend_has_two_readings_early_in_the_week(english: EnglishPipeline) -> None:
    (monday,) = _read(english, "Nine people were shot this weekend.", date(2019, 6, 24))
    (friday,) = _read(english, "Nine people were shot this weekend.", date(2019, 6, 21))
    assert (monday.start, monday.alternative) == (date(2019, 6, 29), (date(2019, 6, 22), date(2019, 6, 24)))
    assert (friday.start, friday.alternative) == (date(2019, 6, 22), None)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("They met in Oslo ahead of the July 7 primary.", date(2019, 7, 7)),
        ("They met in Oslo ahead of the state's July 7 primary.", date(2019, 7, 7)),
        ("They met in Oslo ahead of the state's June 7 primary.", date(2019, 6, 7)),
        ("They left it open until the convention in August.", None),
        ("The seal will help to persuade them to back Ode in August.", date(2019, 8, 1)),
        ("The seal helped to persuade them to back Ode in August.", date(2018, 8, 1)),
    ],
)
def test_what_leads_up_to_an_event_has_the_nearest_day(english: EnglishPipeline, text: str, first: date | None) -> None:
    (found,) = _read(english, text)
    assert found.start == first or (first is None and found.end == date(2019, 9, 1))


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("It rose in the last quarter.", date(2019, 1, 1), date(2019, 4, 1)),
        ("It rained there this past weekend.", date(2019, 6, 22), date(2019, 6, 24)),
    ],
)
def test_the_last_quarter_and_weekend_are_of_the_calendar(
    english: EnglishPipeline, text: str, first: date, end: date
) -> None:
    (found,) = _read(english, text)
    assert (found.start, found.end) == (first, end)

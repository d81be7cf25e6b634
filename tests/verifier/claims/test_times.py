"""Time expressions that English sentences name, one rule a row; the report is of Saturday, 22 June 2019."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.english import EnglishPipeline
from models.types import Entity, ParsedSentence, Span, Token
from verifier.claims.times import find_times
from verifier.types import TimeRange

SATURDAY = date(2019, 6, 22)
Row = tuple[str | None, str | None, str]

FOUND: list[tuple[str, list[Row]]] = [
    ("The council met on Friday.", [("2019-06-21", "2019-06-22", "Friday")]),
    ("The council met on Saturday.", [("2019-06-22", "2019-06-23", "Saturday")]),
    ("The council will meet on Friday.", [("2019-06-28", "2019-06-29", "Friday")]),
    ("The council will meet on Saturday.", [("2019-06-22", "2019-06-23", "Saturday")]),
    ("The council met last Friday.", [("2019-06-21", "2019-06-22", "last Friday")]),
    ("The council meets next Friday.", [("2019-06-28", "2019-06-29", "next Friday")]),
    ("Next Saturday the council meets.", [("2019-06-29", "2019-06-30", "Next Saturday")]),
    ("The march starts this Sunday.", [("2019-06-23", "2019-06-24", "this Sunday")]),
    ("Raids could begin as soon as Sunday.", [("2019-06-23", "2019-06-24", "Sunday")]),
    ("In advance of Sunday, mayors spoke out.", [("2019-06-23", "2019-06-24", "Sunday")]),
    ("He plans to march on Sunday.", [("2019-06-23", "2019-06-24", "Sunday")]),
    ("The vote is scheduled for Tuesday.", [("2019-06-25", "2019-06-26", "Tuesday")]),
    (
        "The vote will be held Tuesday, the speaker said Friday.",
        [("2019-06-25", "2019-06-26", "Tuesday"), ("2019-06-21", "2019-06-22", "Friday")],
    ),
    ("On Monday the mayor resigned.", [("2019-06-17", "2019-06-18", "Monday")]),
    ("The mayor resigned today.", [("2019-06-22", "2019-06-23", "today")]),
    ("The mayor resigned yesterday.", [("2019-06-21", "2019-06-22", "yesterday")]),
    ("The mayor will resign tomorrow.", [("2019-06-23", "2019-06-24", "tomorrow")]),
    ("The mayor speaks tonight.", [("2019-06-22", "2019-06-23", "tonight")]),
    ("The mayor spoke this morning.", [("2019-06-22", "2019-06-23", "this morning")]),
    ("The mayor spoke last night.", [("2019-06-21", "2019-06-22", "last night")]),
    ("The mayor resigned the day before yesterday.", [("2019-06-20", "2019-06-21", "the day before yesterday")]),
    ("The raids begin this week.", [("2019-06-17", "2019-06-24", "this week")]),
    ("The raids began last week.", [("2019-06-10", "2019-06-17", "last week")]),
    ("The raids begin next week.", [("2019-06-24", "2019-07-01", "next week")]),
    ("Agents are preparing raids this weekend.", [("2019-06-22", "2019-06-24", "this weekend")]),
    ("The storm hit last weekend.", [("2019-06-15", "2019-06-17", "last weekend")]),
    ("The storm hit over the weekend.", [("2019-06-22", "2019-06-24", "over the weekend")]),
    ("Sales rose last month.", [("2019-05-01", "2019-06-01", "last month")]),
    ("Mexico agreed this month to send soldiers.", [("2019-06-01", "2019-07-01", "this month")]),
    ("Mexico agreed earlier this month to send soldiers.", [("2019-06-01", "2019-06-23", "earlier this month")]),
    ("The rule takes effect next month.", [("2019-07-01", "2019-08-01", "next month")]),
    ("The rule took effect last year.", [("2018-01-01", "2019-01-01", "last year")]),
    ("The rule takes effect next year.", [("2020-01-01", "2021-01-01", "next year")]),
    ("Profits fell last quarter.", [("2019-01-01", "2019-04-01", "last quarter")]),
    ("The letters were sent in February.", [("2019-02-01", "2019-03-01", "February")]),
    ("The letters will be sent in February.", [("2020-02-01", "2020-03-01", "February")]),
    ("Data for June are not out.", [("2019-06-01", "2019-07-01", "June")]),
    ("Rents rose in May.", [("2019-05-01", "2019-06-01", "May")]),
    ("Floods hit the delta in March.", [("2019-03-01", "2019-04-01", "March")]),
    ("The letters were sent in February 2019.", [("2019-02-01", "2019-03-01", "February 2019")]),
    ("The letters were sent in early February.", [("2019-02-01", "2019-03-01", "early February")]),
    ("The bill passed on Feb. 3.", [("2019-02-03", "2019-02-04", "Feb. 3")]),
    ("The bill passed on June 17.", [("2019-06-17", "2019-06-18", "June 17")]),
    ("The bill passed on July 4.", [("2018-07-04", "2018-07-05", "July 4")]),
    ("The bill will pass on July 4.", [("2019-07-04", "2019-07-05", "July 4")]),
    ("The bill passed on 17 June 2019.", [("2019-06-17", "2019-06-18", "17 June 2019")]),
    ("The bill passed on June 17, 2019.", [("2019-06-17", "2019-06-18", "June 17, 2019")]),
    ("The bill passed on Monday, June 17.", [("2019-06-17", "2019-06-18", "Monday, June 17")]),
    ("The bill passed on the 17th of June 2019.", [("2019-06-17", "2019-06-18", "17th of June 2019")]),
    ("The file is dated 2019-06-22.", [("2019-06-22", "2019-06-23", "2019-06-22")]),
    ("The file is dated 6/22/2019.", [("2019-06-22", "2019-06-23", "6/22/2019")]),
    ("The file is dated 22.06.2019.", [("2019-06-22", "2019-06-23", "22.06.2019")]),
    ("The plant opened in 2015.", [("2015-01-01", "2016-01-01", "2015")]),
    ("The plant has been open since 2015.", [("2015-01-01", None, "since 2015")]),
    ("The plant was open until 2015.", [(None, "2016-01-01", "until 2015")]),
    ("The plant was open until May.", [(None, "2019-06-01", "until May")]),
    ("The plant closed before 2015.", [(None, "2015-01-01", "before 2015")]),
    ("The plant closed after 2015.", [("2016-01-01", None, "after 2015")]),
    ("The plant will close by 2030.", [(None, "2031-01-01", "by 2030")]),
    ("The plant ran between 2010 and 2014.", [("2010-01-01", "2015-01-01", "between 2010 and 2014")]),
    ("The plant ran from 2010 to 2014.", [("2010-01-01", "2015-01-01", "from 2010 to 2014")]),
    ("The plant ran from March to May.", [("2019-03-01", "2019-06-01", "from March to May")]),
    ("The plant ran from March 2018 to May 2018.", [("2018-03-01", "2018-06-01", "from March 2018 to May 2018")]),
    ("The plant ran from November to February.", [("2018-11-01", "2019-03-01", "from November to February")]),
    ("The fair runs from Monday to Friday.", [("2019-06-17", "2019-06-22", "from Monday to Friday")]),
    ("The fair ran June 3-5.", [("2019-06-03", "2019-06-06", "June 3-5")]),
    ("The fair ran June 3-5, 2018.", [("2018-06-03", "2018-06-06", "June 3-5, 2018")]),
    ("The fair ran in 2010-2014.", [("2010-01-01", "2015-01-01", "2010-2014")]),
    ("Output grew in the second quarter.", [("2019-04-01", "2019-07-01", "the second quarter")]),
    ("Output grew in the second quarter of 2018.", [("2018-04-01", "2018-07-01", "the second quarter of 2018")]),
    ("Output grew in Q3 2018.", [("2018-07-01", "2018-10-01", "Q3 2018")]),
    ("Output grew in the first half of 2018.", [("2018-01-01", "2018-07-01", "the first half of 2018")]),
    ("The dance was popular in the 1990s.", [("1990-01-01", "2000-01-01", "the 1990s")]),
    ("The dance was popular in the '80s.", [("1980-01-01", "1990-01-01", "the '80s")]),
    ("The castle dates from the 19th century.", [("1801-01-01", "1901-01-01", "the 19th century")]),
    ("The lake froze in the winter of 2010.", [("2010-12-01", "2011-03-01", "winter of 2010")]),
    ("The lake dried up in the summer.", [("2019-06-01", "2019-09-01", "in the summer")]),
    ("The lake dried up last summer.", [("2018-06-01", "2018-09-01", "last summer")]),
    ("The lake dried up this spring.", [("2019-03-01", "2019-06-01", "this spring")]),
    ("The bridge fell two years ago.", [("2017-01-01", "2018-01-01", "two years ago")]),
    ("The bridge fell three days ago.", [("2019-06-19", "2019-06-20", "three days ago")]),
    ("The bridge fell two weeks ago.", [("2019-06-05", "2019-06-12", "two weeks ago")]),
    ("The bridge fell a month ago.", [("2019-05-01", "2019-06-01", "a month ago")]),
    ("The bridge fell more than 20 years ago.", [(None, "2000-01-01", "more than 20 years ago")]),
    ("Rents rose 5 percent from a year earlier.", [("2018-01-01", "2019-01-01", "a year earlier")]),
    (
        "The talks opened on June 3, 2018, a week earlier than planned.",
        [("2018-06-03", "2018-06-04", "June 3, 2018"), ("2018-05-24", "2018-05-31", "a week earlier")],
    ),
    (
        "He fell ill on June 3, 2018, and died two days later.",
        [("2018-06-03", "2018-06-04", "June 3, 2018"), ("2018-06-05", "2018-06-06", "two days later")],
    ),
    ("Over the past three years rents rose.", [("2016-06-23", "2019-06-23", "the past three years")]),
    ("Rents rose in the last two weeks.", [("2019-06-09", "2019-06-23", "the last two weeks")]),
    ("Rents will rise over the next two years.", [("2019-06-22", "2021-06-23", "the next two years")]),
    ("The 2016 election was close.", []),
    ("The fiscal year 2018 ended with a loss.", [("2018-01-01", "2019-01-01", "fiscal year 2018")]),
    ("The 2018-19 season was short.", [("2018-01-01", "2020-01-01", "2018-19")]),
    ("The war of 1812 was long.", [("1812-01-01", "1813-01-01", "1812")]),
]

NONE = [
    "He writes for the Sunday Times.",
    "Shops prepare for Black Friday.",
    "Theresa May resigned.",
    "Soldiers march through the town.",
    "You may leave.",
    "The market opens on Fridays.",
    "Every Sunday they meet.",
    "Numbers typically slump in the summer.",
    "The crash killed 2000 people.",
    "The fall of Saigon shocked the world.",
    "She left a few years ago.",
    "The train leaves at 5 p.m.",
    "He read USA Today at breakfast.",
    "Dial 555-2015 for help.",
    "The store sold 1,999 phones.",
    "It happened on February 30, 2019.",
    "He ran 2010 meters.",
    "Sheffield Wednesday won again.",
    "Call me when you can.",
    "April Jones was there.",
    "August Wilson wrote plays.",
    "Windows 2000 was stable.",
    "The quarterback scored in the second quarter.",
    "They waited for two weeks.",
]


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


def _read(english: EnglishPipeline, text: str, reference: date | None = SATURDAY) -> list[TimeRange]:
    return [time for sentence in english.parse(text) for time in find_times(sentence, reference=reference)]


def _rows(times: list[TimeRange], text: str) -> list[Row]:
    return [
        (t.start.isoformat() if t.start else None, t.end.isoformat() if t.end else None, t.span.of(text)) for t in times
    ]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_a_time_has_its_days_and_its_text(english: EnglishPipeline, text: str, expected: list[Row]) -> None:
    assert _rows(_read(english, text), text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time_gives_none(english: EnglishPipeline, text: str) -> None:
    assert _read(english, text) == []


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

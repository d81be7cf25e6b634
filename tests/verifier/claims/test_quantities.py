"""Quantities that English sentences name, one rule a row."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.english import EnglishPipeline
from models.types import Entity, ParsedSentence, Span, Token
from verifier.claims.quantities import find_quantities
from verifier.types import Quantity

Row = tuple[float | None, float | None, str | None, str, str]

FOUND: list[tuple[str, list[Row]]] = [
    (
        "The agency sent letters to more than 2,000 undocumented migrants.",
        [(2000, None, "migrant", "more_than", "more than 2,000")],
    ),
    ("The fire killed 140 people.", [(140, 140, "person", "exactly", "140")]),
    ("Officials counted 2174 ballots.", [(2174, 2174, "ballot", "exactly", "2174")]),
    ("The museum owns twenty-five paintings.", [(25, 25, "painting", "exactly", "twenty-five")]),
    ("Police seized two dozen rifles.", [(24, 24, "rifle", "exactly", "two dozen")]),
    ("About a hundred farmers marched to the capital.", [(90, 110, "farmer", "about", "About a hundred")]),
    ("A dozen lawmakers abstained.", [(12, 12, "lawmaker", "exactly", "A dozen")]),
    ("The town has two hundred and five houses.", [(205, 205, "house", "exactly", "two hundred and five")]),
    (
        "The library holds two thousand five hundred maps.",
        [(2500, 2500, "map", "exactly", "two thousand five hundred")],
    ),
    ("Half a million tourists came.", [(500_000, 500_000, "tourist", "exactly", "Half a million")]),
    (
        "The lake covers two and a half million acres.",
        [(2_500_000, 2_500_000, "acre", "exactly", "two and a half million acres")],
    ),
    ("The dam cost $1.2 billion.", [(1_200_000_000, 1_200_000_000, "USD", "exactly", "$1.2 billion")]),
    ("The bank lost 3.5 million euros.", [(3_500_000, 3_500_000, "EUR", "exactly", "3.5 million euros")]),
    ("The fund raised £40m for charity.", [(40_000_000, 40_000_000, "GBP", "exactly", "£40m")]),
    ("The firm paid €2.5bn in taxes.", [(2_500_000_000, 2_500_000_000, "EUR", "exactly", "€2.5bn")]),
    ("The deal was worth US$3 million.", [(3_000_000, 3_000_000, "USD", "exactly", "US$3 million")]),
    ("A ticket costs C$15.", [(15, 15, "CAD", "exactly", "C$15")]),
    (
        "The ministry promised 1,200 million dollars.",
        [(1_200_000_000, 1_200_000_000, "USD", "exactly", "1,200 million dollars")],
    ),
    ("The grant was 3 million pounds.", [(3_000_000, 3_000_000, "GBP", "exactly", "3 million pounds")]),
    ("A coffee costs 90 cents there.", [(0.9, 0.9, "USD", "exactly", "90 cents")]),
    (
        "The loan of 500 million Swiss francs was repaid.",
        [(500_000_000, 500_000_000, "CHF", "exactly", "500 million Swiss francs")],
    ),
    ("The state owes 20 billion yen.", [(20_000_000_000, 20_000_000_000, "JPY", "exactly", "20 billion yen")]),
    ("It spent USD 45 million on roads.", [(45_000_000, 45_000_000, "USD", "exactly", "USD 45 million")]),
    ("Unemployment fell to 4.5 percent.", [(4.5, 4.5, "percent", "exactly", "4.5 percent")]),
    ("Turnout was 61%.", [(61, 61, "percent", "exactly", "61%")]),
    ("Prices rose by 3 per cent.", [(3, 3, "percent", "exactly", "3 per cent")]),
    ("The lead narrowed to two percentage points.", [(2, 2, "percentage point", "exactly", "two percentage points")]),
    ("The bank raised its rate by 25 basis points.", [(25, 25, "basis point", "exactly", "25 basis points")]),
    ("Between 80 and 90 percent of the trees burned.", [(80, 90, "percent", "between", "Between 80 and 90 percent")]),
    ("Between 80 % and 90 % of the trees burned.", [(80, 90, "percent", "between", "Between 80 % and 90 %")]),
    ("The park hired 10 to 15 rangers.", [(10, 15, "ranger", "between", "10 to 15")]),
    ("The park hired 5-10 rangers.", [(5, 10, "ranger", "between", "5-10")]),
    (
        "The repair would cost $2 million to $3 million.",
        [(2_000_000, 3_000_000, "USD", "between", "$2 million to $3 million")],
    ),
    ("The repair would cost $2-3 million.", [(2_000_000, 3_000_000, "USD", "between", "$2-3 million")]),
    (
        "Unemployment rose from 10 to 15 percent.",
        [(10, 10, "percent", "exactly", "10"), (15, 15, "percent", "exactly", "15 percent")],
    ),
    ("Salaries range from 10 to 15 dollars.", [(10, 15, "USD", "between", "from 10 to 15 dollars")]),
    ("Two or three boats sank.", [(2, 3, "boat", "between", "Two or three")]),
    ("Nearly half of the members resigned.", [(47.5, 50, "percent", "about", "Nearly half")]),
    ("Two thirds of the voters stayed home.", [(66.6667, 66.6667, "percent", "exactly", "Two thirds")]),
    ("Three-quarters of the crop was lost.", [(75, 75, "percent", "exactly", "Three-quarters")]),
    ("A third of the staff was dismissed.", [(33.3333, 33.3333, "percent", "exactly", "A third")]),
    ("A quarter of all patients relapsed.", [(25, 25, "percent", "exactly", "A quarter")]),
    ("One in ten adults cannot read.", [(10, 10, "percent", "exactly", "One in ten")]),
    ("Nine out of 10 dentists agreed.", [(90, 90, "percent", "exactly", "Nine out of 10")]),
    (
        "Less than half of 1 percent of the samples failed.",
        [(None, 0.5, "percent", "less_than", "Less than half of 1 percent")],
    ),
    ("No fewer than 12 children were rescued.", [(12, None, "child", "at_least", "No fewer than 12")]),
    ("At least 30 houses collapsed.", [(30, None, "house", "at_least", "At least 30")]),
    ("Up to 300 jobs will go.", [(None, 300, "job", "at_most", "Up to 300")]),
    ("As many as 40 soldiers deserted.", [(None, 40, "soldier", "at_most", "As many as 40")]),
    ("Fewer than 50 seats were empty.", [(None, 50, "seat", "less_than", "Fewer than 50")]),
    ("Less than 5 kilometers remain.", [(None, 5, "kilometer", "less_than", "Less than 5 kilometers")]),
    ("At most six ships can dock.", [(None, 6, "ship", "at_most", "At most six")]),
    ("No more than ten guests may stay.", [(None, 10, "guest", "at_most", "No more than ten")]),
    ("Exactly 51 senators signed.", [(51, 51, "senator", "exactly", "Exactly 51")]),
    ("Nearly 4.8 million workers are idle.", [(4_560_000, 4_800_000, "worker", "about", "Nearly 4.8 million")]),
    ("Almost 900 schools closed.", [(850, 900, "school", "about", "Almost 900")]),
    ("Around 70 dogs were found.", [(65, 75, "dog", "about", "Around 70")]),
    ("Some 200 trucks waited.", [(180, 220, "truck", "about", "Some 200")]),
    ("Roughly 1,000 pages are missing.", [(900, 1100, "page", "about", "Roughly 1,000")]),
    ("An estimated 7,000 birds died.", [(6500, 7500, "bird", "about", "An estimated 7,000")]),
    ("Just over 300 cars were sold.", [(300, 330, "car", "more_than", "Just over 300")]),
    ("Just under 300 cars were sold.", [(270, 300, "car", "less_than", "Just under 300")]),
    ("Over 60 nurses quit.", [(60, None, "nurse", "more_than", "Over 60")]),
    ("Under 20 families remain.", [(None, 20, "family", "less_than", "Under 20")]),
    ("2,000 people or more were evacuated.", [(2000, None, "person", "at_least", "2,000 people or more")]),
    ("More than 300+ arrests followed.", [(300, None, "arrest", "at_least", "300+")]),
    ("The shelter feeds 40-odd cats.", [(36, 44, "cat", "about", "40-odd")]),
    ("The train reached 320 km/h.", [(320, 320, "kilometer per hour", "exactly", "320 km/h")]),
    ("The trail is 1,200 kilometers long.", [(1200, 1200, "kilometer", "exactly", "1,200 kilometers")]),
    ("The truck carried 20 tons of sand.", [(20, 20, "ton", "exactly", "20 tons")]),
    ("It was 38 degrees Celsius in the shade.", [(38, 38, "degree celsius", "exactly", "38 degrees Celsius")]),
    ("The night was cold, at -5 degrees.", [(-5, -5, "degree", "exactly", "-5 degrees")]),
    ("The suspect is a 25-year-old man.", [(25, 25, "year", "exactly", "25-year-old")]),
    ("John Smith, 25, was arrested.", [(25, 25, "year", "exactly", "25")]),
    ("The reactor makes 900 megawatts.", [(900, 900, "megawatt", "exactly", "900 megawatts")]),
    ("The speech lasted 45 minutes.", [(45, 45, "minute", "exactly", "45 minutes")]),
    ("The farm covers 12 square miles.", [(12, 12, "square mile", "exactly", "12 square miles")]),
    ("A 12-member panel will decide.", [(12, 12, "member", "exactly", "12")]),
    ("Dozens of protesters were held.", [(24, None, "protester", "at_least", "Dozens")]),
    ("Tens of thousands of people fled.", [(20_000, None, "person", "at_least", "Tens of thousands")]),
    ("Hundreds of homes burned down.", [(200, None, "home", "at_least", "Hundreds")]),
    ("Millions of dollars were wasted.", [(2_000_000, None, "USD", "at_least", "Millions")]),
    ("One person died in the crash.", [(1, 1, "person", "exactly", "One")]),
    ("The two leaders shook hands.", [(2, 2, "leader", "exactly", "two")]),
    ("Zero cases were reported.", [(0, 0, "case", "exactly", "Zero")]),
    ("Population is 67 million.", [(67_000_000, 67_000_000, None, "exactly", "67 million")]),
    ("Thirty-two of the miners survived.", [(32, 32, "miner", "exactly", "Thirty-two")]),
    ("Only 3 of the windows broke.", [(3, 3, "window", "exactly", "3")]),
    ("The plant employs 2k workers.", [(2000, 2000, "worker", "exactly", "2k")]),
    ("The fleet flew 30 Boeing 737 jets.", [(30, 30, "jet", "exactly", "30")]),
]

NONE = [
    "The war ended in 1945.",
    "The 2016 election was close.",
    "She was born on June 3, 2019.",
    "Call 555-123-4567 for help.",
    "Call (555) 123-4567 for help.",
    "A Boeing 737 crashed.",
    "The base is called Area 51.",
    "They drove along Route 66.",
    "An F-16 took off.",
    "Patients with COVID-19 recovered.",
    "He fought in World War 2.",
    "The meeting starts at 5:30 p.m.",
    "The meeting starts at 7 o'clock.",
    "He finished 3rd in the race.",
    "It is the twenty-first time.",
    "The team won 3-2.",
    "The Senate voted 51-49.",
    "The court split 5-4 along party lines.",
    "1. Open the door.",
    "One of the officials resigned.",
    "No one knows the answer.",
    "One day it will end.",
    "They left two years ago.",
    "It happened in the 1990s.",
    "The first half was dull.",
    "He waited half an hour in vain, then left.",
    "Several people were hurt.",
    "A few boats sank.",
    "The attacks of 9/11 changed the law.",
    "The store is open 24/7.",
    "Article 50 was triggered.",
    "Flight 370 vanished.",
    "Windows 10 is out.",
    "See page 12 of the report.",
    "The G20 met in Osaka.",
    "The Five Eyes alliance met.",
    "He drives on Interstate 95.",
    "It was a two-way street.",
    "Room 12 is empty.",
    "He saw 7-Eleven on the corner.",
]


@pytest.fixture(scope="module")
def english() -> EnglishPipeline:
    return EnglishPipeline()


def _read(english: EnglishPipeline, text: str) -> list[Quantity]:
    return [quantity for sentence in english.parse(text) for quantity in find_quantities(sentence)]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_a_quantity_has_its_interval_unit_comparator_and_text(
    english: EnglishPipeline, text: str, expected: list[Row]
) -> None:
    found = [(q.low, q.high, q.unit, q.comparator, q.span.of(text)) for q in _read(english, text)]
    assert found == [(*map(_close, row[:2]), *row[2:]) for row in expected]


def _close(value: float | None) -> object:
    return None if value is None else pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_amount_gives_none(english: EnglishPipeline, text: str) -> None:
    assert _read(english, text) == []


def test_spans_are_in_characters_of_the_whole_text(english: EnglishPipeline) -> None:
    text = "The mayor spoke.\n\nMore than 2,000 migrants came, and 15 \u201cstayed\u201d."
    assert [q.span.of(text) for q in _read(english, text)] == ["More than 2,000", "15"]


def test_the_quantities_of_one_sentence_come_in_order(english: EnglishPipeline) -> None:
    found = _read(english, "The vaccine worked in 85 %, 86 % and 89.4 % of the patients.")
    assert [(q.low, q.unit) for q in found] == [(85, "percent"), (86, "percent"), (89.4, "percent")]


def test_a_wrong_parse_does_not_hide_the_number() -> None:
    text = "more than 2,000 people"
    tokens = tuple(
        Token(Span(start, end), text[start:end], text[start:end], "X", "XX", "dep", 0)
        for start, end in ((0, 4), (5, 9), (10, 15), (16, 22))
    )
    (found,) = find_quantities(ParsedSentence(Span(0, len(text)), 0, tokens, ()))
    assert (found.low, found.high, found.span.of(text)) == (2000, None, "more than 2,000")


_WORDS = (
    "5 2,000 twenty - five half a million % percent $ € of in to and between from 2019 1/2 ½ dozen hundreds tens one "
    "1e9 9999999999999999999999999 .5 3.14.15 k m people Friday . , ( ) + # 51-49 degrees or more about no nearly per "
    "İ \u0661\u0662 \ud800"
)
_PIECES = st.sampled_from(_WORDS.split())
_TAGS = st.sampled_from(["NN", "NNS", "NNP", "CD", "JJ", "IN", "DT", "VBD", "."])


@st.composite
def _sentences(draw: st.DrawFn) -> tuple[str, ParsedSentence]:
    """A sentence of pieces of grammar or of any text, with tags and heads that need not make sense."""
    words = [word for word in draw(st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=14)) if word.strip()]
    lead = draw(st.integers(0, 50))
    text, tokens = " " * lead, []
    for word in words:
        span = Span(len(text), len(text) + len(word))
        head = draw(st.integers(-2, len(words) + 1))
        tokens.append(
            Token(span, word, word.lower(), draw(st.sampled_from(["NUM", "NOUN", "VERB"])), draw(_TAGS), "", head)
        )
        text += word + draw(st.sampled_from([" ", " ", ""]))
    span = Span(lead, len(text))
    label = draw(st.sampled_from(["DATE", "PERSON", "ORG", "CARDINAL"]))
    return text, ParsedSentence(span, 0, tuple(tokens), (Entity(span, text[lead:], label),) if len(span) else ())


@settings(max_examples=400, deadline=None)
@given(_sentences())
def test_any_tokens_give_sound_quantities(drawn: tuple[str, ParsedSentence]) -> None:
    _, sentence = drawn
    found = find_quantities(sentence)
    for quantity in found:
        assert sentence.span.covers(quantity.span)
        assert len(quantity.span) > 0
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_sound_quantities(english: EnglishPipeline, text: str) -> None:
    for quantity in _read(english, text):
        assert quantity.span.of(text).strip()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12))
def test_digits_with_separators_are_read_exactly(english: EnglishPipeline, value: int) -> None:
    (found,) = _read(english, f"The city counted {value:,} visitors.")
    assert (found.low, found.high, found.unit) == (value, value, "visitor")

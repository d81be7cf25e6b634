"""Which noun beside a cue says it, and what nobody says."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.attribution import find_sayings
from verifier.claims.context import Context
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

LEAD = "Harbor Chief Ann Ode met Captain Erik Falk in Oslo. "


def said(english: EnglishPipeline, text: str) -> list[tuple[str, str]]:
    """Speaker and content of the sayings."""
    context = Context(text, english.parse(text))
    return [(found.speaker, found.span.of(text)) for found in find_sayings(context) if found is not None]


def told(extractor: ClaimExtractor, text: str) -> list[tuple[str, str | None]]:
    """Text and speaker of the claims of a text."""
    found = extractor.extract(Article(text)).claims
    return [(claim.text, claim.attribution.speaker if claim.attribution else None) for claim in found]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ann Ode attacked the plan, saying the port had lost money.", "Ann Ode", "the port had lost money"),
        (
            "Attacks on the port have left 62 percent of voters saying trade relations are growing worse.",
            "62 percent of voters",
            "trade relations are growing worse",
        ),
        (
            "The report on her ships that suggested they were slow was printed in Oslo.",
            "The report on her ships",
            "they were slow",
        ),
        ("Ode pointed out that Falk had lost a ship.", "Ode", "Falk had lost a ship"),
        (
            "The toll has not made the port less busy: Oslo was the largest port in 2015, according to one index.",
            "one index",
            "Oslo was the largest port in 2015",
        ),
        (
            "Going down to the pier, during which she also touched on tolls, Ode said that she was tired.",
            "Ode",
            "she was tired",
        ),
    ],
)
def test_the_speaker_is_the_noun_that_says_it(english: EnglishPipeline, text: str, speaker: str, content: str) -> None:
    assert said(english, text) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Ode pointed to the nine times Falk had lost a ship.",
        "Trade has suffered, captains complain of the tolls and some have left.",
        "After the long winter, Ode is finding them reluctant to leave the port.",
        "The ruling was a setback for Falk, whose captains argued that the port was safe.",
        "Ode asked, according to a transcript of the hearing.",
    ],
)
def test_what_is_no_saying_is_nobodys(english: EnglishPipeline, text: str) -> None:
    assert said(english, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No captain of Oslo said that the port had lost 40 ships.",
        "The board of Oslo started by asking Ann Ode why she closed the port in 2019 when she had stated it was safe.",
        "The new tolls of 2019 have left 62 percent of captains saying the port of Oslo is growing worse.",
        "Falk's fleet took 40 crowns in 2019, with a list of donors that shows it has grown beyond Oslo.",
    ],
)
def test_what_nobody_states_is_the_sentence_of_the_writer(extractor: ClaimExtractor, text: str) -> None:
    ((_, speaker),) = told(extractor, text)
    assert speaker is None


def test_what_somebody_has_found_out_is_the_writers(extractor: ClaimExtractor) -> None:
    rows = told(extractor, LEAD + "But in 2016, Ode has found that the toll of Oslo came into vogue among 40 captains.")
    assert {speaker for text, speaker in rows if "vogue" in text} == {None}


def test_the_following_day_is_not_in_what_was_revealed(extractor: ClaimExtractor) -> None:
    text = (
        "On March 2, 2015, the New York Times revealed that the port of Oslo used 40 boats as tugs, and the following "
        "day, the harbor committee requested documents of Oslo."
    )
    assert told(extractor, text) == [
        ("The New York Times revealed the port of Oslo used 40 boats as tugs.", "the New York Times"),
        ("The port of Oslo used 40 boats as tugs.", "the New York Times"),
        ("The following day, the harbor committee requested documents of Oslo.", None),
    ]


def test_a_sentence_of_two_who_speak_is_kept_whole(extractor: ClaimExtractor) -> None:
    first = "Ode stressed that the port of Oslo was not safe"
    rows = told(extractor, f"{LEAD}{first}, and harbor groups warned that the board was losing 40 boats.")
    assert {speaker for said, speaker in rows if "40 boats" in said} == {None}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The harbor office last week said that 40 boats had been sold in 2015.", "the harbor office"),
        ("Police showed that Bob Vega paid 400 dollars for the pier of Oslo.", "police"),
        ("The agency suggests that 40 boats sank at Oslo in 2015.", "the agency"),
        ("No Labels said that 40 lawmakers joined it in Oslo.", "no labels"),
    ],
)
def test_bodies_and_names_keep_what_they_say(extractor: ClaimExtractor, text: str, speaker: str) -> None:
    assert {(one or "").lower() for _, one in told(extractor, text)} == {speaker}


def test_who_a_speaker_is_told_between_the_quotations_is_not_said(extractor: ClaimExtractor) -> None:
    text = "“The 40 captains of Oslo,” Erik Falk, the Harbor consultant, said, “left the port in May 2019.”"
    rows = told(extractor, text)
    assert ("Erik Falk is the Harbor consultant.", "Erik Falk") not in rows


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Asked whether Erik Falk could close the port, Brann demurred.\n\n", "he"),
        ("Erik Falk closed the pier. “The pier was mine,” said the captain of a tug.\n\n", "he"),
        ("Erik Falk closed the pier in May.\n\n", "Erik Falk"),
        ("“The pier was mine,” said the captain of a tug. Erik Falk closed it in May.\n\n", "Erik Falk"),
    ],
)
def test_a_pronoun_stays_where_another_may_be_meant(english: EnglishPipeline, before: str, speaker: str) -> None:
    text = f"Captain Erik Falk met the board of Oslo.\n\n{before}“The port of Oslo is closed to ships,” he said."
    assert said(english, text)[-1][0] == speaker


def test_they_are_the_many_of_their_own_sentence(english: EnglishPipeline) -> None:
    text = "The harbor board announced that it was open. While many sailors expect a toll, they say it will be low."
    assert said(english, text)[-1][0] == "they"


def test_one_human_being_is_not_they(english: EnglishPipeline) -> None:
    text = "Their candidate announced that he would leave. They determined that the port would close."
    assert said(english, text)[-1][0] == "They"


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        (
            "Ann Ode said that she understands the captains but downplayed the loss of 40 boats in Oslo.",
            "Ann Ode downplayed the loss of 40 boats in Oslo.",
        ),
        ("Ann Ode announced that she was leaving Oslo and vowed to sell 40 boats.", "Ann Ode vowed to sell 40 boats."),
    ],
)
def test_what_a_speaker_did_besides_was_not_said(extractor: ClaimExtractor, text: str, besides: str) -> None:
    assert (besides, None) in told(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ode said she is a captain and donated to both parties for 30 years.",
        "Ann Ode admitted she was in Oslo and lied to the board about 40 boats.",
        "Ann Ode recalled that she called Bo Falk in 2015 and pledged $4 million to the port.",
    ],
)
def test_what_a_speaker_tells_of_their_own_deeds_is_theirs(extractor: ClaimExtractor, text: str) -> None:
    assert {speaker for _, speaker in told(extractor, text)} == {"Ann Ode"}

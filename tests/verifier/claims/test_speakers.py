"""Who speaks: participles after a dash, pronouns beside names, and speakers of several places."""

from __future__ import annotations

from tests.verifier.claims.telling import LEAD, told
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article


def test_two_joined_quotations_stay_two(extractor: ClaimExtractor) -> None:
    text = "“The port of Oslo has lost 40 ships,” Ode said in May, adding, “Nobody in Oslo wants to pay for them.”"
    assert told(extractor, text)[0][0] == (
        "Ann Ode said: “The port of Oslo has lost 40 ships” and “Nobody in Oslo wants to pay for them.”"
    )


def test_a_participle_after_a_dash_belongs_to_the_main_subject(extractor: ClaimExtractor) -> None:
    text = "Ode dismissed claims that the Bergen board is breaking laws in Oslo — saying the port had lost 40 ships."
    assert ("The port had lost 40 ships.", "Ann Ode") in told(extractor, text)


def test_who_shoots_back_speaks(extractor: ClaimExtractor) -> None:
    text = "Falk said the port was shut. Ode shot back, “The port of Oslo took 40 ships in May.”"
    assert ("The port of Oslo took 40 ships in May.", "Ann Ode") in told(extractor, text)


def test_whom_the_words_tell_of_did_not_say_them(extractor: ClaimExtractor) -> None:
    text = "Falk, a sailor from Oslo, said he will not leave. Also, Erik Dahl owns 40 ships, he said."
    article = LEAD + "Captain Erik Dahl came too. " + text
    found = {one.text: one.attribution for one in extractor.extract(Article(article)).claims if one.role == "said"}
    said = found["Erik Dahl owns 40 ships."]
    assert said is not None
    assert said.speaker != "Erik Dahl"


def test_all_the_places_of_a_speaker_are_named(extractor: ClaimExtractor) -> None:
    text = "Most captains in Oslo, Bergen and Moss said the port lost 40 ships in 2019."
    assert {speaker for _, speaker in told(extractor, text)} == {"Most captains in Oslo, Bergen and Moss"}

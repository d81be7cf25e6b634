"""Sentences of the page are told from sentences of the report."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.boilerplate import furniture, left_out
from verifier.claims.context import Context
from verifier.claims.layout import lay_out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("By Ann Ode and Erik Karlsen", "author"),
        ("CLARIFICATION: The first sentence names the mayor.", "editors"),
        ("The port and its owners did not immediately respond to requests for comment.", "did not answer"),
        ("The owners of the port could not be reached for comment on Friday.", "did not answer"),
        ("A spokesman for Ann Ode had no response.", "did not answer"),
        ("Name: Ann Ode Age: 27City: OsloJob: CaptainPay: $5 per hourWhy she strikes: she is poor.", "particulars"),
        ("Additional reporting by Ann Ode.", "author"),
        ("(Reporting by Ann Ode; Editing by Tom Hallam)", "author"),
        ("Contributing: Erik Karlsen.", "author"),
        ("Ann Ode is a staff writer for the Herald.", "author"),
        ("Erik Karlsen contributed to this report.", "author"),
        ("Correction: The port lost 40 boats, not 50.", "editors"),
        ("An earlier version of this story gave another number.", "editors"),
        ("Because of an editing error, an article on Friday about the port gave another number.", "editors"),
        ("This article was updated on Friday.", "editors"),
        ("Photo: Erik Karlsen", "caption"),
        ("(AP Photo/Erik Karlsen)", "caption"),
        ("Subscribe to our newsletter.", "subscribe"),
        ("Follow Ann Ode on Twitter: @annode.", "subscribe"),
        ("Reach her at ode@herald.example.", "subscribe"),
        ("Tune in on Friday for the debate about the port.", "subscribe"),
        ("For more from the Herald, download our app.", "subscribe"),
        ("To follow the debate, visit our blog.", "subscribe"),
        ("Here’s how the port was lost, and the case for a second one.", "other stories"),
        ("Related: Port opens in May", "other stories"),
        ("RELATED STORIES", "other stories"),
        ("Advertisement", "other stories"),
        ("© 2021 The Herald. All rights reserved.", "rights"),
        ("FOR IMMEDIATE RELEASE", "press release"),
        ("Media contact: Ann Ode, 555 0100", "press release"),
        ("About the Harbor Board", "press release"),
        ("###", "press release"),
    ],
)
def test_furniture_is_recognised(words: str, reason: str) -> None:
    found = furniture(words, late=False)
    assert found is not None
    assert reason in found


@pytest.mark.parametrize(
    "words",
    [
        "By Friday the port had closed.",
        "The island could not be reached by boat.",
        "Because of an error, the report on the port was delayed until Friday.",
        "Because of a production error, the pier of Oslo was closed for 40 hours.",
        "Time: it is all that the port of Oslo has.",
        "The port did not respond to the fire, which sank 40 boats.",
        "For the port, download numbers fell in May.",
        "For years, readers of the Herald saw the port from the pier.",
        "Here is what the mayor said: “The port is closed.”",
        "To the north, visiting boats fish for cod.",
        "More than 40 boats sank.",
        "Related costs rose by 40 percent.",
        "The photo by Erik Karlsen shows the pier.",
        "Subscribers of the Herald numbered 40,000 in May.",
        "About 40 people watched.",
        "Ann Ode reported from Oslo that the pier was lost.",
        "Read in May, the bill became law in June.",
        "Also in May, the pier closed.",
        "Tags cost 4 kroner.",
    ],
)
def test_reports_that_only_look_like_it_are_not(words: str) -> None:
    assert furniture(words, late=False) is None


def test_a_credit_of_reporters_counts_at_the_end_only() -> None:
    assert furniture("Karlsen reported from Oslo.", late=True) is not None
    assert furniture("Karlsen reported from Oslo; Ode, from Bergen.", late=True) is not None
    assert furniture("Karlsen reported from Oslo.", late=False) is None


def set_aside(english: EnglishPipeline, text: str, *, lead: int | None = None) -> list[str]:
    context = Context(text, english.parse(text))
    found = left_out(context, lay_out(text), lead=lead)
    return [context.sentences[number].span.of(text) for number in sorted(found)]


BODY = """\
The port of Oslo closed its northern pier on Monday. Boats moved to the southern pier.

The pier was built in 1920. It had been closed twice before.

The board met on Friday. Nobody spoke against the plan.

The harbor patrol left."""


def test_a_headline_whose_words_come_again_is_a_heading(english: EnglishPipeline) -> None:
    assert set_aside(english, f"Oslo closes northern pier.\n\n{BODY}") == ["Oslo closes northern pier."]


def test_a_first_paragraph_that_tells_something_else_is_text(english: EnglishPipeline) -> None:
    assert set_aside(english, f"Bergen sold a museum.\n\n{BODY}") == []


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Ann Ode Sides With Bill Falk On ‘The Bridge.’", True),
        ("HOW THE PORT IS CHANGING OSLO.", True),
        ("Ann Ode met Bill Falk of the Oslo Boat Club.", False),
        ("The UN and the EU are in Oslo.", False),
    ],
)
def test_a_paragraph_in_the_manner_of_a_title_is_a_heading(english: EnglishPipeline, line: str, heading: bool) -> None:
    text = "\n\n".join(["The port closed.", "It lost 40 ships.", line, "The mayor met the board.", "They left."])
    context = Context(text, english.parse(text))
    assert (2 in left_out(context, lay_out(text))) == heading


def test_what_stands_above_a_dateline_is_a_heading(english: EnglishPipeline) -> None:
    assert set_aside(english, f"Storm over Norway hits shipping.\n\n{BODY}", lead=1)[0].startswith("Storm")


def test_a_line_without_an_end_mark_among_sentences_is_a_heading(english: EnglishPipeline) -> None:
    assert set_aside(english, BODY.replace("The board", "Storms hit the town\n\nThe board")) == ["Storms hit the town"]


def test_a_line_of_a_list_needs_no_end_mark(english: EnglishPipeline) -> None:
    text = BODY.replace("The board", "- The pier lost 40 boats\n\nThe board")
    context = Context(lay_out(text).text, english.parse(lay_out(text).text))
    assert left_out(context, lay_out(text)) == {}


def test_a_photograph_takes_its_short_paragraph_along(english: EnglishPipeline) -> None:
    text = f"{BODY}\n\nThe northern pier stands empty on Monday. (AP Photo/Erik Karlsen)"
    assert set_aside(english, text)[0] == "The northern pier stands empty on Monday."


def test_links_to_other_stories_go_on_to_the_next_sentence(english: EnglishPipeline) -> None:
    text = BODY.replace("The board", "Related stories:\nBergen sells a museum\nTromso buys a boat\n\nThe board")
    assert set_aside(english, text) == ["Related stories:", "Bergen sells a museum", "Tromso buys a boat"]


@pytest.mark.parametrize(
    ("lead", "bio", "aside"),
    [
        ("By Ann Ode\n\n", "Ann Ode, a former captain, is a fellow of the Harbor School.", True),
        ("", "Ann Ode, a former captain, is a fellow of the Harbor School.", False),
        ("By Ann Ode\n\nAnn Ode sold boats.\n\n", "Ann Ode, a former captain, is a fellow of the school.", False),
        ("By TOM HALLAM and ANN ODE\n\n", "Ann Ode, a former captain, is a fellow of the Harbor School.", True),
        ("The deal was approved by Ann Ode.\n\n", "Ann Ode is a former mayor of Oslo.", False),
        ("By Ann Ode\n\n", "Ann Ode was a captain of the Harbor School.", False),
        ("", "Harrow Falls is the largest town of the coast, with 40,000 people.", False),
    ],
)
def test_who_the_author_is_stands_at_the_end(english: EnglishPipeline, lead: str, bio: str, aside: bool) -> None:
    body = "\n\n".join(f"The port of Oslo lost {count} boats in May." for count in range(2, 10))
    assert (bio in set_aside(english, f"{lead}{body}\n\n{bio}")) is aside

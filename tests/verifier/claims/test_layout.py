"""What stands around the prose is blanked, so that it neither leaks into sentences nor moves an offset."""

from __future__ import annotations

import pytest

from verifier.claims.layout import lay_out

TALK = """\
MODERATOR: Welcome to the harbour hall.
ODE: The port lost 40 boats.
MODERATOR: When was that?
ODE: It was in May."""


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("- The port lost 40 boats.\n- The pier closed.", "The port lost 40 boats. The pier closed."),
        ("1. The port lost 40 boats.\n2) The pier closed.", "The port lost 40 boats. The pier closed."),
        ("~ The port lost 40 boats.\n~ The pier closed.", "The port lost 40 boats. The pier closed."),
        ("14:05 The pier closed.", "The pier closed."),
        ("[2:45 p.m. ET] — The pier closed.", "The pier closed."),
        ("10.32am GMT: The pier closed.", "The pier closed."),
        ("The pier closed. pic.twitter.com/abc123", "The pier closed."),
        ("RT @harbour: The pier closed.", "The pier closed."),
        ("BREAKING: The pier closed. — Ode News (@ode) May 3, 2016", "The pier closed."),
        ('<post id = “7” by="@ode">The pier closed.</post>', "The pier closed."),
        ('The <a href="http://port.example/a?b=c">pier</a> closed.<br/>', "The pier closed."),
        ("The pier cost <40 boats and the port > 2.", "The pier cost <40 boats and the port > 2."),
        (TALK, "Welcome to the harbour hall. The port lost 40 boats. When was that? It was in May."),
    ],
)
def test_marks_are_blanked(text: str, prose: str) -> None:
    made = lay_out(text)
    assert len(made.text) == len(text)
    assert " ".join(made.text.split()) == prose
    assert not made.skipped


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("| Pier | Boats | Year |", "table"),
        ("North\t40\t2019", "table"),
        ("<tr><td>North</td><td>40</td></tr>", "table"),
        ('<post id="4"></post>', "markup"),
        ("— Ann Ode (@annode) June 17, 2019", "signature"),
        ("14:05", "time"),
        ("Partial transcript as follows:", "editors"),
        ("[Transcript of the hearing in Oslo:", "editors"),
    ],
)
def test_lines_without_prose_are_set_aside_with_the_reason(line: str, reason: str) -> None:
    text = f"The pier closed.\n{line}\nThe port opened."
    made = lay_out(text)
    assert [(one.span.of(text), one.kind) for one in made.skipped] == [(line, "boilerplate")]
    assert reason in made.skipped[0].reason
    assert " ".join(made.text.split()) == "The pier closed. The port opened."


@pytest.mark.parametrize(
    "text",
    [
        "The port lost 40 boats.",
        "At 14:05 the pier closed.",
        "Note: the pier is closed.",
        "Oslo: The pier closed.",
        "It cost 3.50 kroner — the pier, that is.",
        "Ode — the mayor — spoke.",
        "- lower case goes on",
    ],
)
def test_prose_stays_as_it_is(text: str) -> None:
    made = lay_out(text)
    assert (made.text, made.skipped, made.turns) == (text, (), ())


def test_a_transcript_has_a_turn_for_each_label() -> None:
    made = lay_out(TALK)
    assert [turn.speaker for turn in made.turns] == ["MODERATOR", "ODE", "MODERATOR", "ODE"]
    lost = TALK.index("The port")
    assert made.is_item(made.turns[1].span)
    assert made.turns[1].span.start <= lost < made.turns[1].span.end


def test_a_signature_names_the_speaker_of_the_post_above_it() -> None:
    made = lay_out("The pier closed.\n\nThe port lost 40 boats.\n— Ann Ode (@annode) June 17, 2019")
    assert [(turn.speaker, turn.span.of(made.text)) for turn in made.turns] == [("Ann Ode", "The port lost 40 boats.")]


def test_a_headline_and_a_note_of_the_editors_are_in_nobodys_mouth() -> None:
    text = f"Ode: Port of Oslo Lost Ships in Storm\nThe hall was full.\nFull transcript follows:\n{TALK}"
    made = lay_out(text)
    assert (made.turns[0].speaker, made.turns[0].span.of(text)) == (
        "MODERATOR",
        "MODERATOR: Welcome to the harbour hall.",
    )
    assert len(made.turns) == 4


def test_a_note_of_the_editors_ends_a_turn() -> None:
    text = f"{TALK}\nTranscript of the second part:\nThe hall was empty by then.\n{TALK}"
    turns = [turn.span.of(text) for turn in lay_out(text).turns]
    assert "The hall was empty by then." not in turns
    assert len(turns) == 8


def test_a_tag_that_holds_a_sentence_is_listed() -> None:
    tag = '<post post-author="Ann Ode said that the port is closed for good">'
    made = lay_out(f"The port closed. {tag} Rain fell in Oslo.")
    assert [(one.span.of(f"The port closed. {tag}"), one.reason) for one in made.skipped] == [(tag, "It is markup.")]
    assert made.text.split() == ["The", "port", "closed.", "Rain", "fell", "in", "Oslo."]


def test_what_is_label_and_heading_is_blanked_once() -> None:
    text = (
        "ODE: The port of Oslo spent $3 million.\n\nODE: The pier of Oslo was closed in 2019.\n\n"
        "Superdelegates: Vega is backed by 520 captains of the port of Oslo.\n\n"
        "Voter participation: The turnout of the captains of Oslo rose to 40 percent in May.\n\n"
        "Campaign funding: The board of the port of Oslo raised $3 million from the captains.\n\n"
        "The port has 40 berths.\n"
    )
    laid = lay_out(text)
    assert len(laid.text) == len(text)
    assert all(one in {" ", two} for one, two in zip(laid.text, text, strict=True))
    assert laid.text.count("Superdelegates") == 0

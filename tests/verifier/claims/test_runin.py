"""Headings before the first sentence of a section are told from names, labels and sentences with a colon."""

from __future__ import annotations

import pytest

from models.types import Span
from verifier.claims.layout import lay_out
from verifier.claims.runin import is_titled

SHOUTED = """\
HARBOR BOARD RAISES ITS TOLLS The mayor of Oslo raised them twice in one year. [Oslo Post.]

HOW A FERRY WAS LOST IN THE FJORD “The port of Oslo lost 40 ships in the spring,” a judge found.

ROW BOATS Ann Ode of Bergen has won the race for the third time."""

SECTIONS = """\
Long Wait for Ferries: The port of Oslo lost 40 ships in the spring.

Harbor Tolls Divide the Board: The mayor raised them twice in one year."""


def test_headings_are_blanked_and_listed() -> None:
    made = lay_out(SECTIONS)
    assert " ".join(made.text.split()) == (
        "The port of Oslo lost 40 ships in the spring. The mayor raised them twice in one year."
    )
    assert [(one.span.of(SECTIONS), one.kind) for one in made.skipped] == [
        ("Long Wait for Ferries:", "fragment"),
        ("Harbor Tolls Divide the Board:", "fragment"),
    ]
    assert made.skipped[0].span == Span(0, 22)


def test_short_headings_are_blanked_where_there_are_three() -> None:
    lines = (
        "Port tolls: The port of Oslo raised them twice in one year.",
        "Ferries: The boats of Bergen lost the race for the third time.",
        "Captains: The mayor of Oslo met all of them in the spring.",
    )
    made = lay_out("\n\n".join(lines))
    assert [one.span.of("\n\n".join(lines)) for one in made.skipped] == ["Port tolls:", "Ferries:", "Captains:"]
    for few in (lines[:2], lines[1:], (lines[0], *lines)):  # too few, no second word, one that comes again
        assert lay_out("\n\n".join(few)).skipped == ()


def test_headings_in_capitals_are_blanked_and_listed() -> None:
    made = lay_out(SHOUTED)
    assert [" ".join(line.split())[:16] for line in made.text.split("\n\n")] == [
        "The mayor of Osl",
        "“The port of Osl",
        "Ann Ode of Berge",
    ]
    assert [one.span.of(SHOUTED) for one in made.skipped] == [
        "HARBOR BOARD RAISES ITS TOLLS",
        "HOW A FERRY WAS LOST IN THE FJORD",
        "ROW BOATS",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "HARBOR BOARD RAISES ITS TOLLS The mayor of Oslo raised them twice in one year.",
        "ROW BOATS Ann Ode of Bergen has won it.\n\nFISH SALES Erik Dahl of Bergen lost it for the third time.",
        "OSLO AND ALL OF NORWAY, Nov. 3 (NTB) — The mayor won.\n\nBERGEN AND ALL OF NORWAY, Nov. 3 (NTB) — She won.",
    ],
)
def test_names_in_capitals_stay(text: str) -> None:
    assert lay_out(text).text == text


def test_headings_in_capitals_are_no_part_of_the_sentence_after_them() -> None:
    text = (
        "AT LEAST 12 SHIPS ARE LOST IN OSLO Harbor Chief Ann Ode met the board on Monday.\n\n"
        "THE BOARD IS TIRED OF IT As the vote came near, the captains left the town of Oslo. [OSLO TIMES.]"
    )
    made = lay_out(text)
    assert " ".join(made.text.split()) == (
        "Harbor Chief Ann Ode met the board on Monday. As the vote came near, the captains left the town of Oslo. "
        "[OSLO TIMES.]"
    )
    assert [one.span.of(text) for one in made.skipped] == [
        "AT LEAST 12 SHIPS ARE LOST IN OSLO",
        "THE BOARD IS TIRED OF IT",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "THE PORT OF OSLO lost 40 ships in the spring.\n\nTHE BOARD OF OSLO met the mayor on Monday evening.",
        "AT LEAST 12 SHIPS ARE LOST IN OSLO Harbor Chief Ann Ode met the board on Monday.",
        "Long Wait for Ferries: The port of Oslo lost 40 ships in the spring.",
        "Mayor Ann Ode: The port of Oslo lost 40 ships.\n\nJudge Erik Dahl: The port of Oslo lost no ships at all.",
        "The mayor said it again: The port of Oslo is shut.\n\nThe board had one answer: The port of Oslo is open.",
        "Long Wait for Ferries: A Tale of Two Ports in Oslo\n\nTolls for the Board: An End to the Quarrels in Oslo",
    ],
)
def test_what_only_looks_like_headings_stays(text: str) -> None:
    assert lay_out(text).text == text


@pytest.mark.parametrize(
    ("words", "titled"),
    [
        ("The Port Is Shut for Good", True),
        ("The port Is Shut for Good", False),
        ("The Port", False),
        ("The port lost 40 ships", False),
    ],
)
def test_titles_have_capitals(words: str, titled: bool) -> None:
    assert is_titled(words) is titled

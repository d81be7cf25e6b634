"""Datelines of agencies and newspapers, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.dateline import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "published", "rest"),
    [
        (" date 2021-03-05 (Herald Wire) -- The port opened.", None, date(2021, 3, 5), "The port opened."),
        ("OSLO (AP) — The port opened.", "OSLO", None, "The port opened."),
        ("OSLO ― The port opened.", "OSLO", None, "The port opened."),
        (
            "NEW HAVEN, Conn., March 5, 2021 (Reuters) - The port opened.",
            "NEW HAVEN, Conn.",
            date(2021, 3, 5),
            "The port opened.",
        ),
        ("OSLO, 5 March 2021 — The port opened.", "OSLO", date(2021, 3, 5), "The port opened."),
        ("OSLO, March 5 (Reuters) - The port opened.", "OSLO", None, "The port opened."),
        ("(CNN) — The port opened.", None, None, "The port opened."),
        ("Oslo (CNN) The port opened.", "Oslo", None, "The port opened."),
        ("Port Opens\n\nOSLO (AP) — The port opened.", "OSLO", None, "The port opened."),
        ("OSLO -- “We are open,” she said.", "OSLO", None, "“We are open,” she said."),
        ("March 5, 2021\n\nThe port opened.", None, date(2021, 3, 5), "\n\nThe port opened."),
    ],
)
def test_the_dateline_ends_where_the_story_begins(
    text: str, place: str | None, published: date | None, rest: str
) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.place, found.published_at) == (place, published)
    assert text[found.span.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "The port opened.",
        "",
        "The port (which is old) opened.",
        "Ode -- who is 60 -- opened the port.",
        "- The port opened.",
        "— the mayor",
        "It opened on March 5, 2021 in Oslo.",
        "I — we — opened it.",
        "NATO — the alliance — met in Oslo.",
        "The Harbor Act (HA) Congress passed is old.",
        "OSLO (AP)\nThe port opened.",
    ],
)
def test_prose_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_a_day_that_is_not_in_the_calendar_is_no_date() -> None:
    found = find_dateline("OSLO, 2021-02-31 (AP) — The port opened.")
    assert found is not None
    assert found.published_at is None

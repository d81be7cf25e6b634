"""Words for nothing, one case a row."""

from __future__ import annotations

import pytest

from verifier.checks.none import nothings

# text, the words for nothing and what there was none of
ZEROS = [
    ("No one was hurt.", [("No one", "person")]),
    ("None of the passengers died.", [("None of the passengers", "passenger")]),
    ("There were no injuries and not a single ship.", [("no injuries", "injury")]),
    ("None was found.", [("None", None)]),
    ("No less than ten came, with no doubts.", []),
    ("No, this is so.", []),
]


@pytest.mark.parametrize(("text", "found"), ZEROS)
def test_words_for_nothing_are_found(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(text[one.start : one.end], one.unit) for one in nothings(text)] == found

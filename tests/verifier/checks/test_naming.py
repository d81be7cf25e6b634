"""Whether a text speaks of a name, in any form."""

from __future__ import annotations

import pytest

from verifier.checks.naming import speaks_of, words_of

# text, name, whether the text speaks of it
FORMS = [
    ("Berg signed the law.", "Anna Berg", True),
    ("Holm signed the law.", "Anna Berg", False),
    ("The French army came.", "France", True),
    ("The army of France came.", "French", True),
    ("Italians came.", "Italy", True),
    ("The U.S. army came.", "the United States", True),
    ("The WHO warned.", "the World Health Organization", True),
    ("The World Health Organization warned.", "WHO", True),
    ("Anna's boat sank.", "Anna Berg", True),
    ("The Swiss army came.", "Sweden", False),
    ("The town of Ode.", "the Bay of Holm", False),
    ("", "Anna Berg", False),
    ("Nobody came.", "of the", True),
]


@pytest.mark.parametrize(("text", "name", "known"), FORMS)
def test_a_text_speaks_of_a_name(text: str, name: str, *, known: bool) -> None:
    assert speaks_of(text, name) == known


def test_words_have_no_full_stops_and_no_possessive() -> None:
    assert words_of("The U.S. and Anna’s boat") == {"us", "anna", "boat"}

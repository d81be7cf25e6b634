"""The outer form of a claim, and words whose form alone shows that they state nothing."""

from __future__ import annotations

import pytest

from verifier.claims.form import as_sentence
from verifier.claims.phrases import is_question, says_nothing


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("the port opened", "The port opened."),
        ("  the\n port\topened , ", "The port opened."),
        ("But the port opened.", "The port opened."),
        ("However, the port opened.", "The port opened."),
        ("For instance: Ode opened the port in 2011.", "Ode opened the port in 2011."),
        ("For instance: That year the port lost 40 boats.", "That year the port lost 40 boats."),
        ("“But the port opened,” she said", "“The port opened,” she said."),
        ("she wrote “So sad” and “But why” on it", "She wrote “So sad” and “But why” on it."),
        ("iPhones were sold.", "iPhones were sold."),
        ("the port opened,”", "The port opened."),
        ("“the port opened", "The port opened."),
        ("he said “the port opened,”", "He said “the port opened”."),
        ('"the port opened', "The port opened."),
        ("The port opened!", "The port opened!"),
        ("The port opened (in May)", "The port opened (in May)."),
        ('she would "close the port.', 'She would "close the port."'),
        ("she would “close the port", "She would “close the port”."),
        ('the 5" pipe broke', 'The 5" pipe broke.'),
        ("an “old“ port", "An “old“ port."),
        ("the port , which opened , , closed", "The port, which opened, closed."),
        ("the port opened .", "The port opened."),
        ("But", "But."),
        ("", ""),
    ],
)
def test_a_claim_is_one_whole_line(words: str, sentence: str) -> None:
    assert as_sentence(words) == sentence
    assert as_sentence(sentence) == sentence


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("What time is it?", "question"),
        ("“Where is the port?”", "question"),
        ("So what else can we do?", "rhetorical"),
        ("Isn’t that a port?", "rhetorical"),
        ("Who knew?!", "rhetorical"),
        ("Thank you, Ann.", "rhetorical"),
        ("Make no mistake.", "rhetorical"),
        ("We’ll see.", "rhetorical"),
    ],
)
def test_questions_and_set_phrases_say_nothing(words: str, kind: str) -> None:
    found = says_nothing(words)
    assert found is not None
    assert found[0] == kind
    assert found[1].endswith(".")


@pytest.mark.parametrize("words", ["The port opened.", "Thank you letters were sent to 40 skippers of the port.", ""])
def test_a_statement_may_say_something(words: str) -> None:
    assert says_nothing(words) is None
    assert not is_question(words)

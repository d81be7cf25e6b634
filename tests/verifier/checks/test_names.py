"""Another name in the same part, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing

# claim, evidence, the other name (None: no check)
NAMES = [
    ("Anna Berg directed the film Harbour.", "Carl Holm directed the film Harbour.", "Carl Holm"),
    ("The film Harbour was directed by Anna Berg.", "The film Harbour was directed by Carl Holm.", "Carl Holm"),
    ("The film Harbour was directed by Anna Berg.", "Carl Holm directed the film Harbour.", "Carl Holm"),
    ("The old bridge was built in Paris by monks.", "The old bridge was built in Berlin by monks.", "Berlin"),
    ("Anna Berg directed the film Harbour.", "Anna Berg and Carl Holm directed the film Harbour.", None),
    ("Anna Berg directed the film Harbour.", "Carl Holm directed the film Harbour, which Berg wrote.", None),
    ("Anna Berg directed the film Harbour.", "Carl Holm produced the film Harbour.", None),
    ("Anna Berg directed the film Harbour.", "Carl Holm directed the opera.", None),
    ("The old bridge was built in Paris by monks.", "The old bridge was built in 1820 by monks.", None),
    ("The old bridge was built in France by monks.", "The old French bridge was built in Berlin by monks.", None),
]


@pytest.mark.parametrize(("claim", "evidence", "other"), NAMES)
def test_another_name_in_the_same_part_is_a_veto_and_refutes_nothing(
    comparing: Comparing, claim: str, evidence: str, other: str | None
) -> None:
    found = comparing.named("name", claim, evidence)
    assert [one.evidence_text for one in found] == ([] if other is None else [other])
    assert all((one.outcome, one.effect) == ("not_comparable", "veto") for one in found)


@pytest.mark.parametrize(
    ("title", "before"), [("Anna Berg", ""), ("", "The film is by Ms. Berg, a painter."), ("The films of A. Berg", "")]
)
def test_a_name_in_the_title_or_before_the_passage_is_known(comparing: Comparing, title: str, before: str) -> None:
    claim, evidence = "Anna Berg directed the film Harbour.", "Carl Holm directed the film Harbour."
    assert comparing.named("name", claim, evidence, title=title, before=before) == []


def test_both_names_have_their_places(comparing: Comparing) -> None:
    claim, evidence = "The film Harbour was directed by Anna Berg.", "It rained. Carl Holm directed the film Harbour."
    (check,) = comparing.named("name", claim, evidence)
    assert check.claim_span is not None
    assert check.evidence_span is not None
    assert (check.claim_span.of(claim), check.evidence_span.of(evidence)) == ("Anna Berg", "Carl Holm")

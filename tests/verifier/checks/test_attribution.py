"""Who is said to have said it, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing

# claim, evidence, effect (None: no check), the speaker in the evidence
SPEAKERS = [
    ("Anna Berg said that the old bridge is safe.", "Carl Holm said that the old bridge is safe.", "veto", "Carl Holm"),
    ("Anna Berg said that the old bridge is safe.", "The old bridge is safe, according to Holm.", "veto", "Holm"),
    ("Anna Berg said that the old bridge is safe.", "The old bridge is safe.", "lower", None),
    ("Anna Berg said that the old bridge is safe.", "Ms. Berg said that the old bridge is safe.", None, None),
    ("Anna Berg said that the old bridge is safe.", "He said that the old bridge is safe.", None, None),
    ("Anna Berg said that the old bridge is safe.", "Carl Holm said that ferries are late.", None, None),
    ("The old bridge is safe.", "Carl Holm said that the old bridge is safe.", None, None),
]


@pytest.mark.parametrize(("claim", "evidence", "effect", "speaker"), SPEAKERS)
def test_what_another_said_or_nobody_is_not_borne_out(
    comparing: Comparing, claim: str, evidence: str, effect: str | None, speaker: str | None
) -> None:
    found = comparing.named("attribution", claim, evidence)
    assert [(one.effect, one.evidence_text) for one in found] == ([] if effect is None else [(effect, speaker)])
    assert all((one.outcome, one.claim_text) == ("not_comparable", "Anna Berg") for one in found)


def test_a_speaker_in_the_title_is_known(comparing: Comparing) -> None:
    claim, evidence = "Anna Berg said that the old bridge is safe.", "The old bridge is safe."
    assert comparing.named("attribution", claim, evidence, title="What Berg told the council") == []

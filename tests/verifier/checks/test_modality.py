"""What is stated against what is denied, alleged, planned or deemed possible, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing

# claim, evidence, outcome of the check of modality (None: no check), the evidence's word
MODALITY = [
    (
        "The mayor took bribes from builders.",
        "The mayor denied that he took bribes from builders.",
        "contradicted",
        "denied",
    ),
    ("The mayor took bribes from builders.", "The mayor took bribes from builders, a court found.", None, None),
    (
        "The mayor took bribes from builders.",
        "The mayor allegedly took bribes from builders.",
        "not_comparable",
        "allegedly",
    ),
    ("The city built a stadium.", "The city plans to build a stadium.", "not_comparable", "plans to"),
    ("The city built a stadium.", "The city proposed building a stadium.", "not_comparable", "proposed"),
    ("The city plans to build a stadium.", "The city intends to build a stadium.", None, None),
    ("The vaccine causes fever.", "The vaccine may cause fever.", "not_comparable", "may"),
    ("The vaccine causes fever.", "In May the vaccine caused fever.", None, None),
    (
        "The vaccine causes fever.",
        "There is no evidence that the vaccine causes fever.",
        "contradicted",
        "no evidence that",
    ),
    (
        "The mayor took bribes from builders.",
        "The mayor denied him entry. The mayor took bribes from builders.",
        None,
        None,
    ),
    ("The mayor took bribes from builders.", "The governor denied a report on schools.", None, None),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome", "said"), MODALITY)
def test_modality_stands_so_to_the_evidence(
    comparing: Comparing, claim: str, evidence: str, outcome: str | None, said: str | None
) -> None:
    found = [check for check in comparing.checks(claim, evidence) if check.name == "modality"]
    assert [(check.outcome, check.evidence_text) for check in found] == ([] if outcome is None else [(outcome, said)])


# claim, evidence, effect of the check of modality (None: no check), the evidence's words
DENIALS = [
    ("The mayor took bribes.", "The mayor took bribes, a paper wrote. The town rejected the report.", "lower",
     "rejected the report"),
    ("The mayor took bribes.", "The mayor took bribes, a paper wrote. He has denied the claims.", "lower",
     "has denied the claims"),
    ("The mayor took bribes.", "The mayor took bribes, a paper wrote. He denied it.", "lower", "denied it"),
    ("The mayor took bribes.", "The mayor took bribes. The council rejected the budget.", None, None),
    ("The mayor took bribes.", "The town rejected the report. The mayor took bribes.", None, None),
    ("The mayor denied that he took bribes.", "The mayor took bribes.", "veto", "The mayor took bribes."),
    ("The mayor denied that he took bribes.", "The mayor denied taking bribes.", None, None),
    ("The mayor may have taken bribes.", "The mayor has taken bribes.", "none", "The mayor has taken bribes."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "effect", "said"), DENIALS)
def test_a_denial_on_either_side_weakens_support(
    comparing: Comparing, claim: str, evidence: str, effect: str | None, said: str | None
) -> None:
    found = comparing.named("modality", claim, evidence)
    assert [(one.effect, one.evidence_text) for one in found] == ([] if effect is None else [(effect, said)])

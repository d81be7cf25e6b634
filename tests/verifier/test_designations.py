from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.designations import designations, missing_in


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Tonic signalling is amplified by MyD88/CD40.", {"myd88", "cd40"}),
        ("IL-15 and the scFv bind anti-GFP.", {"il15", "scfv", "gfp"}),
        ("NATO's members met on YouTube.", {"nato", "youtube"}),
        ("The Harbour office of New York sent 2,000 letters in the 1990s on the 20th day.", set()),
        ("Long-term costs of post-war Europe rose.", set()),
        ("THE AGENCY OF NATO SENT LETTERS", set()),
        ("Vitamin B12 is a vitamin, A is another.", {"b12"}),
    ],
)
def test_codes_and_acronyms_are_found_and_plain_names_are_not(claim: str, found: set[str]) -> None:
    assert designations(claim) == found


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("TNF was measured.", 0),
        ("Levels of tumor necrosis factor rose.", 0),
        ("TNFs rose, and the anti-TNF drug was given.", 0),
        ("Its levels rose.", 1),
        ("Interleukin 15 rose.", 1),
    ],
)
def test_a_designation_may_stand_as_it_is_or_written_out(text: str, missing: int) -> None:
    assert missing_in(designations("The level of TNF rose."), text) == missing


def test_hyphens_do_not_part_a_code_from_its_number() -> None:
    assert missing_in(designations("IL-15 rose."), "IL15 rose.") == 0
    assert missing_in(designations("IL15 rose."), "IL-15 rose.") == 0
    assert missing_in(designations("IL-15 rose."), "IL-2 rose.") == 1


@given(st.text(max_size=60))
def test_a_text_has_all_of_its_own_designations(text: str) -> None:
    assert missing_in(designations(text), text) == 0

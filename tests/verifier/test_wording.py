"""Shared words are counted without regard to endings."""

from __future__ import annotations

from verifier.wording import wording


def test_endings_possessives_and_commas_do_not_hide_a_shared_word() -> None:
    claim = wording("The agency sends letters to 2,000 migrants.")
    assert claim.share_in(wording("Agencies’ letter: 2000 migrant’s addresses")) == 4 / 5


def test_function_words_do_not_count() -> None:
    assert wording("It was not for them that he had been there").words == frozenset()
    assert wording("of the").share_in(wording("of the")) == 0.0

"""Shared words are counted without regard to endings, and names are told apart."""

from __future__ import annotations

from verifier.wording import wording


def test_endings_possessives_and_commas_do_not_hide_a_shared_word() -> None:
    claim = wording("The agency sends letters to 2,000 migrants.")
    assert claim.share_in(wording("Agencies’ letter: 2000 migrant’s addresses")) == 4 / 5


def test_function_words_do_not_count() -> None:
    assert wording("It was not for them that he had been there").words == frozenset()
    assert wording("of the").share_in(wording("of the")) == 0.0


def test_names_are_capitalised_words_after_the_first() -> None:
    claim = wording("Yesterday Mayor Lena Ortiz opened the Bridge")
    assert claim.names == {"mayor", "lena", "ortiz", "bridg"}
    assert claim.names_in(wording("Ms. ORTIZ did not come"))
    assert not claim.names_in(wording("The opening was late"))


def test_a_claim_without_names_asks_for_none() -> None:
    assert wording("Prices rose").names_in(wording("anything"))

"""Whom a claim is about, and whether a text names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.english import EnglishPipeline
from tests.verifier.making import collection, document, verifier
from verifier import reasons
from verifier.names import acronyms, last_name, named_in, subject_names
from verifier.types import ClaimRequest
from verifier.wording import stem

ENGLISH = EnglishPipeline()


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("Dora Ekman was inducted into the Hall of Fame.", {"dora", "ekman", "de"}),
        ("Burundi is in South America.", {"burundi"}),
        ("The mayor of Ostmark met Lena Ortiz.", {"ostmark"}),
        ("The mayor met Lena Ortiz.", {"lena", "ortiz", "lo"}),
        ("The prices rose.", set()),
    ],
)
def test_a_claim_is_about_the_names_of_its_subject(claim: str, names: set[str]) -> None:
    assert subject_names(ENGLISH.parse(claim)) == names


def test_an_acronym_stands_for_a_name() -> None:
    assert "ice" in acronyms("agents of Immigration and Customs Enforcement came")
    assert "fra" in named_in("The Federal Residence Agency wrote letters.")
    assert acronyms("Agency of none") == frozenset()


def test_a_word_in_lower_case_is_no_name() -> None:
    assert "new" not in named_in("the new bridge")
    assert "östberg" in named_in("and Östberg’s bridge")


def test_what_fits_many_people_does_not_support_a_claim_about_one(tmp_path: Path) -> None:
    claim = ClaimRequest("Dora Ekman was inducted into the Hall of Fame.")
    fits = "The singer was inducted into the Hall of Fame. Dora was there, and Ekman too."
    other = document("other", "A singer of that name, ekman and dora: she was inducted into the Hall of Fame.")
    about = document("about", f"Dora Ekman sings. She lives in Aldby.\n\n{fits}")
    with collection(tmp_path, [other]) as over:
        (without,) = verifier(over).check([claim])
        over.add([about])
        (with_name,) = verifier(over).check([claim])
    assert [reason.code for reason in without.reasons] == [reasons.NO_EVIDENCE]
    assert (with_name.label, with_name.evidence[0].document.id) == ("SUPPORTED", "about")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Border Guard", {"guard", "bg"}),
        ("Ines Calloway", {stem("Calloway"), "ic"}),
        ("the fund", set()),
        ("The", set()),
    ],
)
def test_the_last_word_of_a_name_tells_whose_it_is(name: str, expected: set[str]) -> None:
    assert last_name(name) == expected

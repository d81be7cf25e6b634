"""What belongs to what: places in front, clauses with "which", appositions, pronouns before their subject."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article


def texts(extractor: ClaimExtractor, text: str) -> list[str]:
    found = extractor.extract(Article(text, published_at=date(2016, 9, 25)))
    return [claim.text for claim in found.claims if claim.role != "saying"]


def test_a_place_in_front_holds_for_both_statements(extractor: ClaimExtractor) -> None:
    assert texts(extractor, "In Norway, Ann Ode opened 40 ports and closed 12 schools.") == [
        "In Norway, Ann Ode opened 40 ports.",
        "In Norway, Ann Ode closed 12 schools.",
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "On September 3, 2016, Ann Ode opened 40 ports and closed 12 schools.",
            "On September 3, 2016, Ann Ode closed 12 schools.",
        ),
        ("Last year, the ports of Oslo shot up and sold 12 boats.", "In 2015, the ports of Oslo sold 12 boats."),
        (
            "On September 3, 2016, Ann Ode opened 40 ports and closed 12 schools in 2017.",
            "Ann Ode closed 12 schools in 2017.",
        ),
        ("In 2008, Ann Ode bought 40 ports and now employs 400 people.", "Ann Ode now employs 400 people."),
        ("In 2008, Ann Ode bought 40 ports and later sold 12 of the boats.", "Ann Ode later sold 12 of the boats."),
        ("On Tuesday, Ann Ode won 40 votes and leads in Oslo.", "Ann Ode leads in Oslo."),
        ("In 1970, Ann Ode married Bo Falk and raised four sons.", "Ann Ode raised four sons."),
    ],
)
def test_a_time_in_front_holds_for_both_unless_the_second_has_its_own(
    extractor: ClaimExtractor, text: str, second: str
) -> None:
    assert texts(extractor, text)[1:] == [second]


def test_a_clause_that_does_not_agree_with_its_noun_stays(extractor: ClaimExtractor) -> None:
    text = "Many of the 40 contests of Norway are closed races, which does not help Ann Ode."
    assert texts(extractor, text) == [text]


def test_a_clause_that_agrees_is_told_by_itself(extractor: ClaimExtractor) -> None:
    made = texts(extractor, "Ann Ode opened 40 ports, which were closed by the king in 1990.")
    assert any(text.startswith("40 ports were closed") for text in made)


def test_an_apposition_that_nothing_closes_is_none(extractor: ClaimExtractor) -> None:
    text = "Though Ann Ode keeps a lead over Erik Dahl, a narrower victory in the town she led has raised 40 questions."
    assert not any("is a narrower" in made for made in texts(extractor, text))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Sweden and Norway lost 40 ships.\n\nOn its own or with others, Denmark is building 40 new ports.",
            "On its own or with others, Denmark is building 40 new ports.",
        ),
        (
            "Ann Ode spoke in Oslo.\n\nAs she has for weeks, Ode avoided all talk of the 40 boats.",
            "As she has for weeks, Ann Ode avoided all talk of the 40 boats.",
        ),
    ],
)
def test_a_pronoun_before_its_subject_stays(extractor: ClaimExtractor, text: str, claim: str) -> None:
    assert texts(extractor, text)[-1] == claim


def test_a_pronoun_before_its_subject_is_not_the_speaker(extractor: ClaimExtractor) -> None:
    text = (
        "Erik Dahl was held in Oslo. "
        'Despite his "brash" letters, public defender Shannon Vega wrote, Dahl is a devoted father of 4.'
    )
    assert texts(extractor, text)[-1] == 'Despite his "brash" letters Erik Dahl is a devoted father of 4.'


def test_a_pronoun_in_the_subject_is_written_out(extractor: ClaimExtractor) -> None:
    text = "The Harbor Board published its report. Its pilots lost 40 boats."
    assert texts(extractor, text)[-1] == "The Harbor Board’s pilots lost 40 boats."


def test_an_apposition_before_the_verb_of_its_name_is_told(extractor: ClaimExtractor) -> None:
    text = "Erik Dahl, a pilot for men such as Ole Vik and Una Moe, lost 40 boats of his in Bergen."
    assert any(made.startswith("Erik Dahl is a pilot for men such as") for made in texts(extractor, text))


def test_a_statement_before_a_colon_has_its_own_subject(extractor: ClaimExtractor) -> None:
    text = "Erik Dahl came to Oslo.\n\nHe has his own plan: Mr. Dahl helped sell 40 boats in May."
    assert any("Erik Dahl has his own plan" in made for made in texts(extractor, text))


def test_what_follows_in_another_number_is_not_meant(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article("Fortunately for them, the Harbor Board sold 40 boats in 2016."))
    assert [one.text for one in found.claims[0].ambiguities] == ["them"]

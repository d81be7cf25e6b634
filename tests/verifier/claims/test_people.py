"""Who is meant: full names, last names, given names, titles, and who stays unknown."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.extract import ClaimExtractor
from verifier.claims.people import People
from verifier.types import Article


def people(english: EnglishPipeline, text: str) -> People:
    return People(english.parse(text))


def mentions(english: EnglishPipeline, text: str) -> list[tuple[str, str, bool]]:
    """(words, person, whole) of each mention."""
    found = people(english, text).mentions
    return [(one.span.of(text), one.person.full, one.whole) for sentence in found for one in sentence]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ann Ode met Erik Karlsen. Ode left. Karlsen stayed.",
            [("Ann Ode", "Ann Ode"), ("Erik Karlsen", "Erik Karlsen"), ("Ode", "Ann Ode"), ("Karlsen", "Erik Karlsen")],
        ),
        ("Ann Ode met the board. Ann left at noon.", [("Ann Ode", "Ann Ode"), ("Ann", "Ann Ode")]),
        ("Ann Ode met Ann Dahl. Ann left at noon.", [("Ann Ode", "Ann Ode"), ("Ann Dahl", "Ann Dahl")]),
        ("Ann Ode met the board. Tom Ode left.", [("Ann Ode", "Ann Ode"), ("Tom Ode", "Tom Ode")]),
        ("Ann Ode met the board. The Ode administration left.", [("Ann Ode", "Ann Ode")]),
        ("Harrow Falls Mayor Ines Calloway left.", [("Ines Calloway", "Ines Calloway")]),
        (
            "Entrusting Donald Ode is a risk, the senator wrote. Ode left.",
            [("Donald Ode", "Donald Ode"), ("Ode", "Donald Ode")],
        ),
        (
            "Tom Ode met the board. Tom and Erik Karlsen left.",
            [("Tom Ode", "Tom Ode"), ("Erik Karlsen", "Erik Karlsen")],
        ),
        (
            "Ann Ode met Tom Ode. Ann and Tom Ode left.",
            [("Ann Ode", "Ann Ode"), ("Tom Ode", "Tom Ode"), ("Ann", "Ann Ode"), ("Tom Ode", "Tom Ode")],
        ),
        ("Tom Ode met the board. A couple of hours later Tom left.", [("Tom Ode", "Tom Ode"), ("Tom", "Tom Ode")]),
        ("Tom Ode met the board. The Karlsen brothers, Tom and Jens, left.", [("Tom Ode", "Tom Ode")]),
        ("Tom Ode met the board. Tom and the board left.", [("Tom Ode", "Tom Ode"), ("Tom", "Tom Ode")]),
    ],
)
def test_names_are_those_of_one_person_only(english: EnglishPipeline, text: str, found: list[tuple[str, str]]) -> None:
    assert [(words, person) for words, person, _ in mentions(english, text)] == found


def test_a_title_tells_two_of_one_name_apart(english: EnglishPipeline) -> None:
    text = "Hillary Dahl met the board. Mr. Dahl left. Mrs. Dahl stayed. Dahl spoke."
    assert mentions(english, text) == [("Hillary Dahl", "Hillary Dahl", True), ("Dahl", "Hillary Dahl", False)]
    found = people(english, text)
    strangers = [[span.of(text) for span in found.strangers(number)] for number in range(3)]
    assert strangers == [[], ["Mr. Dahl"], []]


def test_mr_is_not_the_brother_of_whom_the_article_just_spoke(english: EnglishPipeline) -> None:
    text = "Tom Dahl met Tom Dahl. Erik Dahl left. Mr. Dahl spoke."
    assert [person for _, person, _ in mentions(english, text)] == ["Tom Dahl", "Tom Dahl", "Erik Dahl"]
    text = "Tom Dahl met Tom Dahl. Mary Dahl left. Mr. Dahl spoke."
    assert mentions(english, text)[-1] == ("Dahl", "Tom Dahl", False)


def test_somebody_who_is_not_known_keeps_the_pronoun_open(extractor: ClaimExtractor) -> None:
    text = "Mary Dahl is a judge in Oslo. Freddy moved to Bergen. He sold 40 boats in 2019."
    claim = extractor.extract(Article(text)).claims[-1]
    assert claim.text == "He sold 40 boats in 2019."
    assert [one.readings for one in claim.ambiguities] == [("Freddy",)]


def test_a_given_name_is_written_out(extractor: ClaimExtractor) -> None:
    text = "Erik Karlsen opened the port of Oslo. The board met. Erik sold 40 boats in 2019."
    assert extractor.extract(Article(text)).claims[-1].text == "Erik Karlsen sold 40 boats in 2019."


@pytest.mark.parametrize(
    ("name", "person"), [("ODE", "Ann Ode"), ("Ann Ode", "Ann Ode"), ("ann ode", "Ann Ode"), ("Karlsen", None)]
)
def test_a_label_finds_its_person(english: EnglishPipeline, name: str, person: str | None) -> None:
    found = people(english, "Ann Ode met Erik Karlsen. Tom Karlsen left.").named(name)
    assert (found and found.full) == person


def test_he_is_the_man_who_spoke_last_though_only_his_title_is_known(extractor: ClaimExtractor) -> None:
    text = "Tom Dahl met Erik Dahl. Mr. Dahl said the port was shut. The ferry sank in 2019, he said."
    said = extractor.extract(Article(text)).claims[-1].attribution
    assert said is not None
    assert said.speaker == "Mr. Dahl"


def test_she_is_nobody_with_a_mans_name(english: EnglishPipeline) -> None:
    (ann,), (erik,) = people(english, "Ann Ode left. Erik Karlsen stayed.").mentions
    assert (ann.person.may_be("she"), ann.person.may_be("he")) == (True, False)
    assert (erik.person.may_be("Her"), erik.person.may_be("his")) == (False, True)


def test_a_word_of_a_headline_is_no_part_of_a_name(extractor: ClaimExtractor) -> None:
    text = "Captains Rip Bill Vega Over Moorings.\n\nBill Vega came to Oslo. Vega sold 40 boats in 2019."
    assert extractor.extract(Article(text)).claims[-1].text == "Bill Vega sold 40 boats in 2019."


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ann Ode, the nominee of the Green party, met the board. President Ode left.", None),
        ("President Ann Ode met the board. President Ode left.", "Ann Ode"),
        ("Ann Ode, the president of Norway, met the board. President Ode left.", "Ann Ode"),
        ("Ann Ode met the board. Senator Ode left.", "Ann Ode"),
        ("Sen. Ann Ode met the board. Senator Ode left.", "Ann Ode"),
        ("Mayor Ann Ode met the board. Senator Ode left.", None),
        ("Ann Ode met Ann Ode again. Tom Ode stayed. Senator Ode left.", None),
    ],
)
def test_an_office_goes_to_nobody_else_of_that_name(english: EnglishPipeline, text: str, person: str | None) -> None:
    last = people(english, text).mentions[-1]
    assert [one.person.full for one in last] == ([] if person is None else [person])


def test_the_words_of_a_heading_are_nobody(english: EnglishPipeline) -> None:
    text = "Gender Equality.\n\nThe board of Oslo met on equality of gender. Equality is far."
    assert mentions(english, text) == []
    assert mentions(english, "Ann Ode.\n\nThe board of Oslo met. Ode left.")[-1][1] == "Ann Ode"


def test_a_last_name_that_two_may_have_keeps_the_pronoun_open(extractor: ClaimExtractor) -> None:
    text = "Susan Dahl met Mary Dahl. Ann Ode is a judge in Oslo. The film was of Dahl when she sold 40 boats."
    assert extractor.extract(Article(text)).claims[-1].text == "The film was of Dahl when she sold 40 boats."


def test_a_pronoun_after_a_description_is_nobody_of_the_sentence_before(extractor: ClaimExtractor) -> None:
    text = "Ann Ode is a judge in Oslo. The candidate’s answer to Erik Dahl came in her speech of 2019."
    assert extractor.extract(Article(text)).claims[-1].text == (
        "The candidate’s answer to Erik Dahl came in her speech of 2019."
    )


def test_a_description_in_the_claim_explains_its_pronoun(extractor: ClaimExtractor) -> None:
    text = "Erik Dahl is a judge in Oslo. Captains of Oslo urged the senator of Bergen to sell his 40 boats in 2019."
    claim = extractor.extract(Article(text)).claims[-1]
    assert claim.text == "Captains of Oslo urged the senator of Bergen to sell his 40 boats in 2019."
    assert not claim.ambiguities


def test_a_pronoun_is_not_the_description_that_it_is_a_part_of(extractor: ClaimExtractor) -> None:
    text = "Erik Dahl is a captain in Oslo. A judge in the case against him left Oslo in 2019."
    assert (
        extractor.extract(Article(text)).claims[-1].text == "A judge in the case against Erik Dahl left Oslo in 2019."
    )


def test_the_verb_of_a_headline_is_no_last_name(english: EnglishPipeline) -> None:
    text = "Mary Karlsen Jacked Up Her Rent.\n\nMary Karlsen met the board. Mary Karlsen left at noon."
    assert {person for _, person, _ in mentions(english, text)} == {"Mary Karlsen"}


def test_a_son_of_one_given_name_may_be_another(english: EnglishPipeline) -> None:
    found = mentions(english, "George Dahl met the board. Ann Ode came with her son George on Monday.")
    assert [words for words, _, _ in found] == ["George Dahl", "Ann Ode"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Vega sold 40 boats. The firm of Vega & Company came to Oslo.",
        "Mara Latina sold 40 boats. In 2019 Ann Ode was the first Latina on the board.",
    ],
)
def test_a_last_name_in_another_name_is_not_the_person(english: EnglishPipeline, text: str) -> None:
    found = [words for words, person, _ in mentions(english, text) if person.startswith("Mara")]
    assert len(found) == 1


def test_a_last_name_is_left_where_another_was_named_in_full_just_before(english: EnglishPipeline) -> None:
    told = "Mara Vega sold boats. Mara Vega bought a pier. Tom Vega was in Oslo. Vega was tired."
    assert "Vega" not in [words for words, _, _ in mentions(english, told)]
    back = f"{told} It rained. It snowed. Mara Vega came. Vega left."
    assert mentions(english, back)[-1] == ("Vega", "Mara Vega", False)


def test_a_firm_of_that_name_is_not_the_person(english: EnglishPipeline) -> None:
    text = "Michael Bloomberg met the board. Bloomberg estimates the fortune of Ann Ode at $42 billion."
    assert ("Bloomberg", "Michael Bloomberg", False) not in mentions(english, text)
    text = "Michael Bloomberg met the board. Bloomberg said he gave $42 billion."
    assert ("Bloomberg", "Michael Bloomberg", False) in mentions(english, text)


def test_junior_is_another_where_the_article_has_both(english: EnglishPipeline) -> None:
    found = mentions(english, "Tom Vega met the board. Tom Vega Jr. left.")
    assert [one[:2] for one in found] == [("Tom Vega", "Tom Vega"), ("Tom Vega Jr.", "Tom Vega Jr.")]
    turned = mentions(english, "Tom Vega Jr. met the board. Tom Vega left.")
    assert [one[:2] for one in turned] == [("Tom Vega Jr.", "Tom Vega Jr."), ("Tom Vega", "Tom Vega")]


def test_a_given_name_in_the_name_of_a_body_stays(extractor: ClaimExtractor) -> None:
    text = "Hillary Vega left. Bo Falk gave 40 boats to the Bill, Hillary & Chelsea Vega Foundation."
    assert extractor.extract(Article(text)).claims[-1].text.endswith("the Bill, Hillary & Chelsea Vega Foundation.")


def test_a_person_who_was_taken_for_a_body_is_known_by_given_and_last_name(english: EnglishPipeline) -> None:
    text = (
        "The film does not show the port itself, where Keith Lamont Scott, a captain, was sitting in his boat. "
        "It does not say whether Scott had a boat. Rakeyia Scott wept. It does not say whether Scott had a wife."
    )
    found = mentions(english, text)
    assert ("Keith Lamont Scott", "Keith Lamont Scott", True) in found
    assert ("Scott", "Rakeyia Scott", False) not in found

"""What of a saying is the speaker's own: statements, silence, and where the writer goes on."""

from __future__ import annotations

import pytest

from models.english import EnglishPipeline
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

LEAD = "Harbor Chief Ann Ode met the board. "


def told(extractor: ClaimExtractor, text: str) -> list[tuple[str, str | None]]:
    """Text and speaker of the claims after the lead."""
    found = extractor.extract(Article(LEAD + text)).claims
    rows = [(claim.text, claim.attribution.speaker if claim.attribution else None) for claim in found]
    return [row for row in rows if row[0] not in {"Harbor Chief Ann Ode met the board.", "Ann Ode is Harbor Chief."}]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "A study of the port shows in detail how 40 ships hid their cargo in Oslo.",
            [("A study of the port shows in detail how 40 ships hid their cargo in Oslo.", "A study of the port")],
        ),
        (
            "Ode mentioned harsh remarks the mayor had made about Oslo as examples of his anger.",
            [("Ann Ode mentioned harsh remarks the mayor had made about Oslo as examples of his anger.", None)],
        ),
        (
            "Ode isn't saying much about the port of Oslo, with one exception.",
            [("Ann Ode isn't saying much about the port of Oslo, with one exception.", None)],
        ),
        (
            "Ode could not explain why the port of Oslo lost 40 ships.",
            [("Ann Ode could not explain why the port of Oslo lost 40 ships.", None)],
        ),
    ],
)
def test_what_is_no_statement_of_the_speaker_is_the_sentence_itself(
    extractor: ClaimExtractor, text: str, claims: list[tuple[str, str | None]]
) -> None:
    assert told(extractor, text) == claims


def test_words_that_end_before_a_quotation_go_on_with_it(extractor: ClaimExtractor) -> None:
    text = "Ode said the captains of Oslo took 40 crowns for harping on “this pier, that pier.”"
    assert told(extractor, text)[-1] == (
        "The captains of Oslo took 40 crowns for harping on “this pier, that pier.”",
        "Ann Ode",
    )


def test_the_verb_before_a_quotation_is_left_off(extractor: ClaimExtractor) -> None:
    text = "Ann Ode met the dockers of Oslo, saying: “The port has lost 40 ships.”"
    assert told(extractor, text)[0] == ("Ann Ode met the dockers of Oslo.", None)


def test_the_participle_after_a_quotation_is_no_part_of_it(extractor: ClaimExtractor) -> None:
    text = 'Ann Ode stressed that "the port of Oslo has lost 40 ships," suggesting that Bill Falk left in 2014.'
    assert '"The port of Oslo has lost 40 ships".' in [one for one, _ in told(extractor, text)]


def test_who_is_told_something_is_not_what_is_told(extractor: ClaimExtractor) -> None:
    assert told(extractor, "Ode told reporters the port of Oslo lost 40 ships.") == [
        ("Ann Ode said the port of Oslo lost 40 ships.", "Ann Ode"),
        ("The port of Oslo lost 40 ships.", "Ann Ode"),
    ]


def test_that_before_a_plural_joins_the_clause(extractor: ClaimExtractor) -> None:
    text = (
        "In May, Ode, who made millions with tolls, told captains "
        "that concerns about ports like Oslo were shared by 40 towns."
    )
    assert told(extractor, text)[-1] == ("Concerns about ports like Oslo were shared by 40 towns.", "Ann Ode")


def test_what_only_shows_something_does_not_say_it(extractor: ClaimExtractor) -> None:
    (claim,) = told(extractor, "It showed that the port of Oslo can take 40 ships.")
    assert claim == ("It showed that the port of Oslo can take 40 ships.", None)


def test_what_somebody_may_tell_is_not_said(extractor: ClaimExtractor) -> None:
    (claim,) = told(extractor, "The rules of Oslo allow captains to tell one port that a ferry is a barge.")
    assert claim[1] is None


def test_the_writer_goes_on_after_a_source(extractor: ClaimExtractor) -> None:
    text = "According to the register, Ann Ode owned 40 ships in Oslo in 2012, but still lost the port."
    assert told(extractor, text)[-1] == ("Ann Ode still lost the port.", None)


def test_what_the_writer_states_beside_a_piece_is_a_claim(extractor: ClaimExtractor) -> None:
    text = "As Ode explained, 40 ships left the port of Oslo in 2019, “which sounds like a lot of ships.”"
    assert "40 ships left the port of Oslo in 2019" in told(extractor, text)[-1][0]


def test_a_detail_of_a_quotation_is_told_in_words_of_its_own(extractor: ClaimExtractor) -> None:
    text = "“The board met Erik Dahl, who once owned 40 ships in Oslo,” Ode said."
    (detail,) = [
        claim for claim in extractor.extract(Article(LEAD + text)).claims if claim.text.startswith("Ann Ode said Erik")
    ]
    assert detail.text == "Ann Ode said Erik Dahl once owned 40 ships in Oslo."
    assert detail.attribution is not None
    assert not detail.attribution.verbatim


@pytest.mark.parametrize(
    "text",
    [
        "Captains in Oslo chose the boats of the port in May 2015, according to their old preference.",
        "Bo Falk sent a letter to Oslo after Ann Ode learned that the port had lost 40 ships.",
        "Ann Ode’s angry letters about Oslo include one in May 2015 saying the port had lost 40 ships.",
        "Bo Falk of Oslo called a publisher in 2005 after Ann Ode announced her plan to ask if they print the book.",
    ],
)
def test_what_nobody_said_is_the_writers_sentence(extractor: ClaimExtractor, text: str) -> None:
    assert told(extractor, text) == [(text, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Figures show the port of Oslo lost 40 ships in 2015.",
        "The port of Oslo lost 40 ships in 2015, according to figures the board released.",
        "Monday night’s results show that the port of Oslo lost 40 ships in 2015.",
    ],
)
def test_what_figures_show_has_no_speaker(extractor: ClaimExtractor, text: str) -> None:
    assert told(extractor, text) == [("The port of Oslo lost 40 ships in 2015.", None)]


def test_figures_of_somebody_named_are_a_source(extractor: ClaimExtractor) -> None:
    rows = told(extractor, "The port lost 40 ships in 2015, according to a count by the Oslo Times.")
    assert ("The port lost 40 ships in 2015.", "a count by the Oslo Times") in rows


def test_the_writer_goes_on_after_according_to(extractor: ClaimExtractor) -> None:
    text = "Ode leads Bo Falk by 12 votes, according to the Oslo Times, but Falk has vowed to stay in the race."
    assert told(extractor, text) == [
        ("The Oslo Times said Ann Ode leads Bo Falk by 12 votes.", "the Oslo Times"),
        ("Ann Ode leads Bo Falk by 12 votes.", "the Oslo Times"),
        ("Bo Falk has vowed to stay in the race.", None),
    ]


def test_what_follows_a_source_at_the_beginning_is_its_content(extractor: ClaimExtractor) -> None:
    rows = told(extractor, "According to the Oslo Times, while Ode slept, the port of Oslo lost 40 ships.")
    assert ("While Ann Ode slept, the port of Oslo lost 40 ships.", "the Oslo Times") in rows


def test_the_writers_clause_before_a_semicolon_is_nobodys_words(extractor: ClaimExtractor) -> None:
    text = (
        "Falk named the port as a place that is linked to the old town of Oslo; by contrast, Ann Ode has often argued "
        "that ships of Oslo are older than the port."
    )
    rows = told(extractor, text)
    assert ("Falk named the port as a place that is linked to the old town of Oslo.", None) in rows
    assert ("Ships of Oslo are older than the port.", "Ann Ode") in rows


def test_the_writers_clause_is_no_part_of_the_saying_after_a_semicolon(extractor: ClaimExtractor) -> None:
    text = (
        "Falk named the port as a place that is linked to Oslo; by contrast, captains have often argued that ships "
        "would be safer if more of them carried boats."
    )
    rows = told(extractor, text)
    assert ("Falk named the port as a place that is linked to Oslo.", None) in rows
    assert [row for row, speaker in rows if speaker == "captains"] == [
        "By contrast, captains have often argued that ships would be safer if more of them carried boats."
    ]


def test_a_clause_beside_quoted_words_may_be_the_writers(extractor: ClaimExtractor) -> None:
    rows = told(extractor, "Ode said the ship, which sank in the middle of Oslo harbor in 2015, had “old roots.”")
    assert ("The ship sank in the middle of Oslo harbor in 2015.", None) in rows
    assert ("The ship had “old roots.”", "Ann Ode") in rows


def test_what_is_said_between_dashes_is_not_said_by_there(extractor: ClaimExtractor) -> None:
    text = (
        "Ode said Bo Falk had begun calling captains of the port - there are four from each of the two towns of Oslo - "
        "but said the vote was still open."
    )
    assert "Ann Ode said the vote was still open." in [row for row, _ in told(extractor, text)]
    assert not any(row.startswith("There ") for row, _ in told(extractor, text))


def test_who_adds_words_is_who_said_the_rest(extractor: ClaimExtractor) -> None:
    text = "On Monday, Ode said the process of naming the captain could be “slow,” adding, “The port of Oslo is old.”"
    assert ("Ann Ode said: “The port of Oslo is old.”", "Ann Ode") in told(extractor, text)


def test_a_quotation_that_begins_inside_a_clause_keeps_the_clause(extractor: ClaimExtractor) -> None:
    text = "Ode has said that she would “carpet the piers of Oslo with red wool. I do not know how long it takes.”"
    assert told(extractor, text)[0] == (
        "Ann Ode has said that she would “carpet the piers of Oslo with red wool.”",
        "Ann Ode",
    )


def test_a_condition_without_its_statement_is_not_what_was_reported(extractor: ClaimExtractor) -> None:
    text = (
        "The Oslo Times reported on Monday, based on the current vessels count, if Ode wins her town and Falk wins his "
        "town, the captain will almost certainly be chosen in July."
    )
    assert told(extractor, text) == []


def test_the_senator_of_another_paragraph_is_not_meant_beside_another_name(extractor: ClaimExtractor) -> None:
    lead = "Norway Sen. Ann Ode met the board in Oslo.\n\n"
    other = "Cora Lund went to the old harbor. Walking through the gate, the senator said 40 captains were ready."
    same = "Cora Lund met Ode at the old harbor. The senator said 40 captains were ready."
    speakers = [
        {claim.attribution.speaker for claim in extractor.extract(Article(lead + rest)).claims if claim.attribution}
        for rest in (other, same)
    ]
    assert speakers == [{"the senator"}, {"Ann Ode"}]


def test_what_a_visit_suggests_is_the_writers(english: EnglishPipeline) -> None:
    found = ClaimExtractor(english).extract(Article("The visit suggests that Ann Ode closed the port of Oslo in May."))
    assert all(claim.attribution is None for claim in found.claims)


def test_what_was_told_does_not_begin_with_that(english: EnglishPipeline) -> None:
    text = "Ann Ode told the newspaper's editorial board that she supported a bridge built in 2010 over the Oslo fjord."
    found = ClaimExtractor(english).extract(Article(text))
    assert found.claims
    assert not [claim.text for claim in found.claims if claim.text.startswith("That ")]


def test_words_with_a_verb_only_by_the_way_are_no_statement(extractor: ClaimExtractor) -> None:
    text = (
        "Port Director Ann Ode's talk on Tuesday, in which she laid out a long record of fires by Bo Falk but then "
        "announced that she would not close the port, was just the latest in a series of talks."
    )
    found = [claim.text for claim in extractor.extract(Article(text)).claims if "talk" in claim.text]
    assert found == [text]


def test_what_only_leads_to_a_quotation_is_left_off(extractor: ClaimExtractor) -> None:
    text = (
        'Bo Falk had obtained video of Ode at a fire in Oslo on Feb. 27, 2015, in which Ode said: "The port is lost."'
    )
    first = told(extractor, text)[0]
    assert first == ("Bo Falk had obtained video of Ann Ode at a fire in Oslo on Feb. 27, 2015.", None)

"""Claims stand on their own, and say no more than the article does."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

INTRODUCED = "Mayor Ann Ode and Port Chief Erik Karlsen met in Oslo on Monday.\n\n"
DAY = date(2021, 3, 5)  # a Friday


def texts(extractor: ClaimExtractor, text: str, *, published: date | None = DAY) -> list[str]:
    return [claim.text for claim in extractor.extract(Article(text, published_at=published)).claims]


def last(extractor: ClaimExtractor, text: str) -> str:
    return texts(extractor, INTRODUCED + text)[-1]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Karlsen opened the port.", "Erik Karlsen opened the port."),
        ("Mr. Karlsen opened the port.", "Erik Karlsen opened the port."),
        ("The board likes Karlsen’s plan.", "The board likes Erik Karlsen’s plan."),
        ("Karlsen left when Karlsen was tired.", "Erik Karlsen left when Karlsen was tired."),
        ("The Karlsen plan failed in Oslo.", "The Karlsen plan failed in Oslo."),
        ("But Karlsen opened the port.", "Erik Karlsen opened the port."),
        (
            "A book on the port, The Hard Case for Karlsen, came out in Oslo.",
            "A book on the port, The Hard Case for Karlsen, came out in Oslo.",
        ),
        (
            "Readers of The Oslo Evening Post and Karlsen left.",
            "Readers of The Oslo Evening Post and Erik Karlsen left.",
        ),
        (
            "A new book, The Trouble Of Karlsen, came out in Oslo.",
            "A new book, The Trouble Of Karlsen, came out in Oslo.",
        ),
        ("The board of the port voted for Karlsen.", "The board of the port voted for Erik Karlsen."),
    ],
)
def test_last_names(extractor: ClaimExtractor, text: str, claim: str) -> None:
    assert last(extractor, text) == claim


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Karlsen said he’d opened the port.", "Erik Karlsen had opened the port."),
        ("Karlsen said his men had opened the port.", "Erik Karlsen’s men had opened the port."),
        ("Ode said she had opened the port herself.", "Ann Ode had opened the port herself."),
        ("Ode said he had opened the port.", "He had opened the port."),
        ("Karlsen opened the port. He left town later that day.", "Erik Karlsen left town later that day."),
        ("The board met. He left town later.", "Erik Karlsen left town later."),
        ("Karlsen met Peter Dahl. He left town later.", "He left town later."),
        ("“I have sold the port of Oslo,” Karlsen said.", "Erik Karlsen has sold the port of Oslo."),
        ("“I sold my boat in Oslo,” Karlsen said.", "Erik Karlsen sold my boat in Oslo."),
    ],
)
def test_pronouns(extractor: ClaimExtractor, text: str, claim: str) -> None:
    made = last(extractor, text)
    assert made == claim or (" my " in claim and made == claim.replace(" my ", " Erik Karlsen’s "))


def test_somebody_who_could_be_he_or_she_is_not_both(extractor: ClaimExtractor) -> None:
    found = texts(
        extractor, "Kim Berg filed papers in Oslo on Monday.\n\nPapers of hers noted that she said he hit a guard."
    )
    assert not any("Berg hit" in claim for claim in found)


def test_words_of_a_we_that_nobody_resolves_are_no_claim(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article(INTRODUCED + "“We sold 40 boats in Oslo in 2019,” Karlsen said."))
    assert not any("boats" in claim.text for claim in found.claims)
    assert "first person" in found.skipped[-1].reason


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("FIFA boss Erik Karlsen said the agency sent 40 letters.", "FIFA sent 40 letters."),
        (
            "The Harbor Commission met. Officials said the commission sent 40 letters.",
            "The Harbor Commission sent 40 letters.",
        ),
        ("The FBI met the DEA in Oslo. The agency sent 40 letters.", "The agency sent 40 letters."),
        ("The FBI met in Oslo. The agency of the port sent 40 letters.", "The agency of the port sent 40 letters."),
    ],
)
def test_bodies(extractor: ClaimExtractor, text: str, claim: str) -> None:
    assert texts(extractor, text)[-1] == claim


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The port opened on Monday.", "The port opened on March 1, 2021."),
        ("The port opened Monday.", "The port opened on March 1, 2021."),
        ("The port opened in February.", "The port opened in February 2021."),
        ("The port opened on June 17.", "The port opened on June 17, 2020."),
        ("The port opened this month.", "The port opened in March 2021."),
        ("The port opened last year.", "The port opened in 2020."),
        ("The port opened yesterday.", "The port opened on March 4, 2021."),
        ("The port opened in May 2019.", "The port opened in May 2019."),
        ("He took his Monday walk at the port.", "He took his Monday walk at the port."),
        ("The port opened a few days ago.", "The port opened a few days before March 5, 2021."),
    ],
)
def test_relative_times(extractor: ClaimExtractor, text: str, claim: str) -> None:
    assert texts(extractor, text) == [claim]


def test_without_any_date_relative_times_stay(extractor: ClaimExtractor) -> None:
    assert texts(extractor, "The port opened on Monday.", published=None) == ["The port opened on Monday."]


def test_times_inside_quotation_marks_stay(extractor: ClaimExtractor) -> None:
    assert last(extractor, "“The port of Oslo opened on Monday,” Karlsen said.") == "The port of Oslo opened on Monday."


def test_the_articles_date_wins_over_the_dateline(extractor: ClaimExtractor) -> None:
    text = "OSLO, March 2, 2020 (AP) — The port opened in February."
    assert texts(extractor, text) == ["The port opened in February 2021."]
    assert texts(extractor, text, published=None) == ["The port opened in February 2020."]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Karlsen opened the port last Tuesday.", "Erik Karlsen opened the port last Tuesday."),
        ("Karlsen opened the port last Sunday.", "Erik Karlsen opened the port on February 28, 2021."),
    ],
)
def test_a_time_with_two_readings_is_left_as_it_is(extractor: ClaimExtractor, text: str, claim: str) -> None:
    assert last(extractor, text) == claim


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("This week, Oslo sold 40 boats.", "In the week of June 17, 2019, Oslo sold 40 boats."),
        ("Earlier this month, Oslo sold 40 boats.", "In June 2019, Oslo sold 40 boats."),
        ("Oslo sold 40 boats earlier this year.", "Oslo sold 40 boats in 2019."),
        ("Friday’s storm sank 40 boats off Oslo.", "The June 21, 2019 storm sank 40 boats off Oslo."),
    ],
)
def test_relative_times_are_written_with_their_dates(extractor: ClaimExtractor, sentence: str, claim: str) -> None:
    (made,) = extractor.extract(Article(sentence, published_at=date(2019, 6, 22))).claims
    assert made.text == claim


def test_the_link_to_the_cue_is_no_part_of_what_was_said(extractor: ClaimExtractor) -> None:
    text = "Harbor Chief Ann Ode came. Ode told reporters on Friday that Oslo had sold 40 boats."
    said = extractor.extract(Article(text, published_at=date(2019, 6, 22))).claims[-1]
    assert said.text == "Oslo had sold 40 boats."


def test_a_request_with_a_clause_states_nothing(extractor: ClaimExtractor) -> None:
    text = "Harbor Chief Ann Ode came. “Look at how many boats have sunk off Oslo,” Ode said."
    assert not [claim for claim in extractor.extract(Article(text)).claims if claim.role == "said"]

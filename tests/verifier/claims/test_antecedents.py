"""Whom "he" and "she" mean, and where that stays open."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article


def texts(extractor: ClaimExtractor, text: str) -> list[str]:
    return [claim.text for claim in extractor.extract(Article(text)).claims]


def test_a_speaker_says_of_themselves_what_no_other_is_named_for(extractor: ClaimExtractor) -> None:
    text = "Mr. Tom Hallam met Mr. Piet Vega in Oslo. Mr. Hallam said he had bought 40 boats."
    assert "Tom Hallam had bought 40 boats." in texts(extractor, text)


@pytest.mark.parametrize(
    "said",
    [
        "Mr. Hallam said Mr. Vega paid 40 crowns for his boat.",
        "Mr. Hallam said the real estate mogul paid 40 crowns for his boat.",
    ],
)
def test_another_man_in_the_words_said_may_be_meant(extractor: ClaimExtractor, said: str) -> None:
    found = texts(extractor, f"Mr. Tom Hallam and Mr. Piet Vega came to Oslo in 2019. {said}")
    assert found
    assert not any("Tom Hallam’s boat" in text for text in found)


def test_who_may_be_a_she_is_not_preferred_to_the_man_addressed(extractor: ClaimExtractor) -> None:
    text = "Robin Ode wrote to Mr. Tom Hallam in May. Robin Ode told Mr. Hallam that the boat he sold had sunk in 2015."
    assert "The boat he sold had sunk in 2015." in texts(extractor, text)


def test_the_subject_of_a_clause_is_not_who_the_clause_names_later(extractor: ClaimExtractor) -> None:
    text = "Mr. Tom Hallam needs 40 votes. Only one of the pilots has signaled he might back Hallam in May."
    assert "Only one of the pilots has signaled he might back Tom Hallam in May." in texts(extractor, text)


def test_words_between_quotation_marks_stay_as_they_are(extractor: ClaimExtractor) -> None:
    text = (
        "Mr. Tom Hallam runs the port. The report says in 2019 more than “40 boats of Hallam and his sons” were sold "
        "in Oslo."
    )
    assert any("“40 boats of Hallam and his sons”" in found for found in texts(extractor, text))


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("I’m responsible for 40 boats in Oslo", "Tom Hallam is responsible for 40 boats in Oslo."),
        ("I work in Oslo and I’m tired of it", "Tom Hallam works in Oslo and Tom Hallam is tired of it."),
    ],
)
def test_i_am_becomes_a_name_with_is(said: str, claim: str, extractor: ClaimExtractor) -> None:
    assert claim in texts(extractor, f"“{said},” Tom Hallam said.")


def test_somebody_of_whom_the_article_says_she_is_no_he(extractor: ClaimExtractor) -> None:
    text = "Zora Quent, a pilot from Oslo, won her race. Ann Ode of Bergen, his best pilot, lost 40 boats."
    assert not any("Zora Quent’s best pilot" in made for made in texts(extractor, text))


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Tom Hallam met the crew in Oslo. A port employee told the council that he had sold 40 boats in 2019.",
        "Mr. Tom Hallam met the crew in Oslo. At the port, a cashier was shaken by the 40 letters he got in 2019.",
        "Tom Hallam.\n\nHe sold 40 boats in Oslo in 2019.",
        "Mr. Tom Hallam met the crew in Oslo. While Quent laid out his plan for 40 boats, the crew sold the port.",
    ],
)
def test_somebody_else_who_stands_nearer_may_be_meant(text: str, extractor: ClaimExtractor) -> None:
    found = texts(extractor, text)
    assert any("40 " in made for made in found)
    assert not any("Hallam" in made and "40 " in made for made in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Piet Vega came to Oslo. Mr. Vega blames Mr. Tom Ode for the storm and Mr. Hallam says he sold 40 boats.",
        "Mr. Hallam asked the governor for help in Oslo and said he had sold 40 boats.",
    ],
)
def test_a_saying_joined_to_what_tells_of_another_leaves_he_open(text: str, extractor: ClaimExtractor) -> None:
    found = texts(extractor, f"Mr. Bo Hallam runs the port of Bergen. {text}")
    assert any("he" in made.split() and "40 boats" in made for made in found)
    assert not any("Hallam sold 40" in made or "Hallam had sold 40" in made for made in found)


def test_a_bare_name_that_acts_in_the_sentence_before_may_be_meant(extractor: ClaimExtractor) -> None:
    text = "Mr. Tom Hallam runs the port of Oslo. For years, {} has been dogged by charges. He sold 40 boats in May."
    assert any(found.startswith("Tom Hallam sold 40 boats") for found in texts(extractor, text.format("Hallam")))
    assert not any(found.startswith("Tom Hallam sold 40 boats") for found in texts(extractor, text.format("Veg")))


@pytest.mark.parametrize(
    ("before", "after"),
    [("He’s been fined 40 crowns by Oslo.", "Tom Hallam has been fined 40 crowns by Oslo."),
     ("He's been in Oslo since 2015.", "Tom Hallam has been in Oslo since 2015."),
     ("But he's also said much over the years about the board's duty to Oslo.",
      "Tom Hallam has also said much over the years about the board's duty to Oslo."),
     ("He’s said to own 40 boats in Oslo.", "Tom Hallam is said to own 40 boats in Oslo.")],
)  # fmt: skip
def test_what_somebody_has_been_is_written_out(extractor: ClaimExtractor, before: str, after: str) -> None:
    assert after in texts(extractor, f"Mr. Tom Hallam runs the port. {before}")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Mr. Piet Vega spoke in Oslo. He said that Tom Hallam had sold a pier in 2015. He sold 40 boats in 2019.",
            "Tom Hallam sold 40 boats in 2019.",
        ),
        (
            "Mr. Tom Hallam met the board in Oslo. The mogul’s pier burned in 2015. He sold 40 boats in 2019.",
            "Tom Hallam sold 40 boats in 2019.",
        ),
        (
            "Ann Ode praised Mr. Piet Vega in May. In 2015 it rained. He sold 40 boats in 2019, Mr. Tom Hallam said.",
            "Tom Hallam sold 40 boats in 2019.",
        ),
        (
            "Mr. Tom Hallam praised Mr. Piet Vega, saying he had sold 40 boats in 2019.",
            "Tom Hallam had sold 40 boats in 2019.",
        ),
        (
            "Mr. Tom Hallam left in 2015. The front-runner said the vote had been stolen from him in 2019.",
            "The vote had been stolen from Tom Hallam in 2019.",
        ),
    ],
)
def test_whom_something_speaks_against_is_not_put_in(extractor: ClaimExtractor, text: str, claim: str) -> None:
    found = texts(extractor, text)
    assert found
    assert claim not in found


def test_he_goes_on_about_whom_the_sentences_before_it_name(extractor: ClaimExtractor) -> None:
    text = "Mr. Piet Vega came to Oslo. He is Tom Hallam’s lawyer. His boats were sold for $40 million in 2019."
    assert "Piet Vega’s boats were sold for $40 million in 2019." in texts(extractor, text)


def test_what_somebody_described_declares_of_themselves_is_of_nobody_named(extractor: ClaimExtractor) -> None:
    text = "Mr. Tom Hallam came to Oslo. Declaring that he sold 40 boats in 2019, the billionaire left the harbor."
    assert not any("Tom Hallam sold" in found for found in texts(extractor, text))


@pytest.mark.parametrize(
    ("before", "said", "claim", "meant"),
    [
        (
            "Ms. Ann Ode came to Oslo in May. The port was shut.",
            "the crew planned a march in 2019 to grant her entry to the port",
            "The crew planned a march in 2019 to grant her entry to the port.",
            [("her", ("Zora Quent", "Ann Ode"))],
        ),
        (
            "Mr. Erik Dahl came to Oslo in May.",
            "the crew planned a march in 2019 to grant her entry to the port",
            "The crew planned a march in 2019 to grant Zora Quent’s entry to the port.",
            [],
        ),
        ("Ms. Ann Ode came to Oslo.", "she had sold 40 boats in 2019", "Zora Quent had sold 40 boats in 2019.", []),
    ],
)
def test_her_in_what_a_woman_said_of_others_may_be_another(
    extractor: ClaimExtractor, before: str, said: str, claim: str, meant: list[tuple[str, tuple[str, ...]]]
) -> None:
    made = extractor.extract(Article(f"{before} Ms. Zora Quent said {said}.")).claims[-1]
    assert made.text == claim
    assert [(found.text, found.readings) for found in made.ambiguities if found.text == "her"] == meant


def test_he_is_not_whom_only_the_words_of_another_name(extractor: ClaimExtractor) -> None:
    text = "“The boats of Piet Vega are good,” he said.\n\nIn 2019 he bought 40 of them in Oslo."
    found = extractor.extract(
        Article(f"Piet Vega and Tom Hallam came to Oslo in 2019. The board met.\n\n{text}")
    ).claims[-1]
    assert found.text == "In 2019 he bought 40 of them in Oslo."
    assert "he" in {one.text for one in found.ambiguities}
    party = "“The boats of Piet Vega are good,” the party said.\n\nIn 2019 he bought 40 of them in Oslo."
    assert any(found.startswith("In 2019 Piet Vega bought 40 of") for found in texts(extractor, party))
    plain = "The boats of Piet Vega are good.\n\nIn 2019 he bought 40 of them in Oslo."
    assert any(found.startswith("In 2019 Piet Vega bought 40 of") for found in texts(extractor, plain))


def test_somebody_with_a_given_name_alone_may_be_meant(extractor: ClaimExtractor) -> None:
    text = "Ouisa Ode is a lawyer. Several weeks ago, Tom Hallam stated that {} would discuss her history in Oslo."
    assert texts(extractor, text.format("Melania"))[-1].endswith("Melania would discuss her history in Oslo.")

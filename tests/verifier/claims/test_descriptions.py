"""What "the program" and "the mayor" mean, where the article leaves one reading."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Claim


def last(extractor: ClaimExtractor, text: str) -> Claim:
    return extractor.extract(Article(text)).claims[-1]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The Elm Valley program began in 2010. It was small. The program bought 40 boats.",
            "The Elm Valley program bought 40 boats.",
        ),
        (
            "The program, called Elm Valley, is small. The Elm Valley program began in 2010. It feeds 40 children.",
            "The Elm Valley program feeds 40 children.",
        ),
        (
            "Former President Ines Vega came to Oslo. Tom Hallam met her. The former president bought 40 boats.",
            "Ines Vega bought 40 boats.",
        ),
        (
            "Oslo wrote to more than 1,800 captains in May. Fewer than 50 of those captains came to Bergen.",
            "Fewer than 50 of the more than 1,800 captains came to Bergen.",
        ),
        ("Sen. Tom Hallam came to Oslo. It rained. The senator bought 40 boats.", "Tom Hallam bought 40 boats."),
    ],
)
def test_a_description_of_one_thing_is_written_out(extractor: ClaimExtractor, text: str, claim: str) -> None:
    made = last(extractor, text)
    assert (made.text, made.ambiguities) == (claim, ())


@pytest.mark.parametrize(
    "text",
    [
        "The Elm Valley program began. The Port Sorrel program began. The program bought 40 boats.",
        "The small program began in 2010. It rained. The program bought 40 boats.",
        "The Appeals Court of Oslo met. A district court had ruled. The court heard 40 cases.",
        "President Vega met Russian President Igor Petrov. It rained. The governor sold 40 boats.",
    ],
)
def test_a_description_of_one_among_several_stays(extractor: ClaimExtractor, text: str) -> None:
    made = last(extractor, text)
    assert made.text == text[text.rindex("The ") :]
    assert [found.text for found in made.ambiguities] == [" ".join(made.text.split()[:2])]


def test_an_office_that_somebody_without_a_full_name_may_hold_is_left(extractor: ClaimExtractor) -> None:
    text = "President Vega met Russian President Igor Petrov in Oslo. The president sold 40 boats."
    assert last(extractor, text).text == "The president sold 40 boats."


def test_a_speaker_who_is_described_is_named(extractor: ClaimExtractor) -> None:
    text = "Former President Ines Vega came to Oslo. The former president said the port lost $40 million in 2020."
    saying, said = extractor.extract(Article(text)).claims[-2:]
    assert saying.text == "Ines Vega said the port lost $40 million in 2020."
    assert said.attribution is not None
    assert said.attribution.speaker == "Ines Vega"


def test_a_description_beside_the_name_it_explains_stays(extractor: ClaimExtractor) -> None:
    text = "Oslo Mayor Tom Hallam sold 12 boats. In May Hallam, the mayor, lagged in sixth place with 40 votes."
    assert "Hallam, Tom Hallam" not in last(extractor, text).text


def test_a_book_is_not_its_author(extractor: ClaimExtractor) -> None:
    text = "Piet Vega, author of a book, came to Oslo. It rained. Tom Hallam sold the book in 2019."
    assert last(extractor, text).text == "Tom Hallam sold the book in 2019."


@pytest.mark.parametrize(
    "text",
    [
        "Ben Ode, an Oslo reporter, came. Mara Vega wrote a book. In 2019 Tom Hallam sued the reporter.",
        "Ann Ode joined the Oslo race. It rained in May. In 2019 Tom Hallam left the race.",
        "The almost empty Harbor Hall opened in May. It rained. In 2019 Tom Hallam sold the hall.",
        "Boats are built in Ireland. It rained in May. In 2019 Tom Hallam left the nation.",
        "Tom Hallam Ends Elm Valley Tunnel Plan.\n\nIt rained in May. In 2019 Tom Hallam sold the tunnel.",
    ],
)
def test_a_description_that_may_be_of_another_stays(extractor: ClaimExtractor, text: str) -> None:
    noun = text.rstrip(".").split()[-1]
    assert last(extractor, text).text.endswith(f" the {noun}.")


@pytest.mark.parametrize(
    ("text", "claim", "left"),
    [
        (
            "Guards of the Harbor Service came in May. Erik Dahl joined the Navy. In 2019 Erik Dahl left the service.",
            "In 2019 Erik Dahl left the service.",
            ["the service"],
        ),
        (
            "The Dahl campaign sold 40 boats in May. It rained. The tenor of the campaign changed in 2019.",
            "The tenor of the campaign changed in 2019.",
            [],
        ),
        (
            "The Dahl campaign opened in May. In 2019 the campaign sold 40 boats.",
            "In 2019 the Dahl campaign sold 40 boats.",
            [],
        ),
        (
            "The Harbor Department met in May. It rained. In 2019 the department sold 40 boats.",
            "In 2019 the department sold 40 boats.",
            ["the department"],
        ),
        (
            "The Harbor Department met in May. In 2019 the department sold 40 boats.",
            "In 2019 the Harbor Department sold 40 boats.",
            [],
        ),
    ],
)
def test_a_general_noun_is_written_out_only_right_after_its_name(
    extractor: ClaimExtractor, text: str, claim: str, left: list[str]
) -> None:
    made = last(extractor, text)
    assert made.text == claim
    assert [found.text for found in made.ambiguities] == left


def test_more_of_something_is_nothing_that_was_named(extractor: ClaimExtractor) -> None:
    text = "Ann Ode faced more questions in Oslo. Bo Falk turned these questions to his advantage in May 2015."
    assert last(extractor, text).text == "Bo Falk turned these questions to his advantage in May 2015."


def test_an_office_that_the_sentence_states_is_kept(extractor: ClaimExtractor) -> None:
    text = "John Kasich, the governor of Ohio, won. Ann Ode lost in the state where Kasich is the governor."
    assert last(extractor, text).text.endswith("is the governor.")

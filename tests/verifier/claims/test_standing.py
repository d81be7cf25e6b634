"""What a claim leaves open is told beside it, and what explains itself is not."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.claims.standing import is_nobody, left_open
from verifier.types import Article


def open_in(extractor: ClaimExtractor, text: str) -> list[str]:
    return [found.text for found in extractor.extract(Article(text)).claims[-1].ambiguities]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Ode met the board. The ruling cost Oslo $40 million.", ["The ruling"]),
        ("I sold my 40 boats to the mayor of Oslo in 2019.", ["I"]),
        ("Two laws were passed. In 2013 Oslo repealed the law.", ["the law"]),
        ("The police closed 40 piers in the state, where boats are kept.", ["the state"]),
        ("Several boats sank. Ann Ode sold those boats in 2019.", ["those boats"]),
        ("Officials came. The two raised $40 million in 2019.", ["The two"]),
        ("Ann Ode met the board. In 2019 the actress was asked for $40 million.", ["the actress"]),
        ("Ann Ode met the board. The demand cost Oslo $40 million.", ["The demand"]),
        ("Tom Hallam met Ben Ode. His wife sold 40 boats in Oslo.", ["His"]),
    ],
)
def test_what_hangs_on_the_article_is_open(extractor: ClaimExtractor, text: str, words: list[str]) -> None:
    assert open_in(extractor, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The economy grew by 3 percent in 2019.",
        "The law that Oslo passed in 2013 closed 40 piers.",
        "A ruling closed 40 piers when the ruling was printed in Oslo.",
        "In Oslo, the mayor said that Norway had sold 40 boats.",
        "Ann Ode sold her 40 boats in 2019.",
        "The 2019 ruling of the Supreme Court closed 40 piers.",
    ],
)
def test_what_the_claim_explains_is_not(extractor: ClaimExtractor, text: str) -> None:
    assert open_in(extractor, text) == []


def test_readings_are_what_the_article_said_before(extractor: ClaimExtractor) -> None:
    text = "The grant program began in 2010. The loan program began in 2012. The program bought 40 boats."
    (found,) = extractor.extract(Article(text)).claims[-1].ambiguities
    assert found.readings == ("the loan program", "the grant program")
    assert found.span.of(text) == "The program"
    claim = extractor.extract(Article(text)).claims[-1]
    assert left_open(claim) == "“The program” (the loan program or the grant program)"


def test_a_long_quotation_can_be_looked_up_whatever_it_leaves_open(extractor: ClaimExtractor) -> None:
    text = "Harbor Chief Ann Ode came. “They sold 40 boats and 12 piers to the city of Oslo in 2019,” Ode said."
    saying, said = extractor.extract(Article(text)).claims[-2:]
    assert (saying.role, saying.ambiguities) == ("saying", ())
    assert [found.text for found in said.ambiguities] == ["They"]


def test_a_saying_of_nobody_is_open(extractor: ClaimExtractor) -> None:
    text = "It was published in May. The study said 40 boats sank off Norway in 2019."
    saying, said = extractor.extract(Article(text)).claims[-2:]
    assert [found.text for found in saying.ambiguities] == ["The study"]
    assert said.ambiguities == ()


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("they", True),
        ("We", True),
        ("Official", True),
        ("the study", True),
        ("The agency", True),
        ("officials", False),
        ("Ann Ode", False),
        ("the Elm Valley study", False),
    ],
)
def test_nobody_is_a_pronoun_or_a_bare_description_or_one_unnamed(speaker: str, expected: bool) -> None:
    assert is_nobody(speaker) is expected

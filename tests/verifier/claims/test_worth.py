"""The worth of claims comes from the classifier where there is one; what is not checkable is left to the rules."""

from __future__ import annotations

from models.english import EnglishPipeline
from models.fakes import NumbersAreWorthy
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

TEXT = "The port of Oslo lost 40 boats in March. The mill burned down on Sunday. The ferry sailed north."


def test_a_claim_has_the_worth_of_its_sentence_beside_its_neighbours(english: EnglishPipeline) -> None:
    found = ClaimExtractor(english, worthiness=NumbersAreWorthy()).extract(Article(TEXT))
    assert [round(claim.check_worthiness, 3) for claim in found.claims] == [0.7, 0.3, 0.2]


def test_a_claim_of_its_own_does_not_depend_on_those_beside_it(english: EnglishPipeline) -> None:
    extractor = ClaimExtractor(english, worthiness=NumbersAreWorthy())
    texts = ["The port lost 40 boats.", "The mill burned down.", "What else can we do in 2020?"]
    together = extractor.analyse_all([(text, None) for text in texts])
    assert [extractor.analyse(text, as_of=None) for text in texts] == together
    assert [round(claim.check_worthiness, 3) for claim in together] == [0.7, 0.2, 0.0]


def test_without_a_classifier_the_rules_say_how_much(english: EnglishPipeline) -> None:
    ruled = ClaimExtractor(english).extract(Article(TEXT))
    read = ClaimExtractor(english, worthiness=NumbersAreWorthy()).extract(Article(TEXT))
    assert [claim.text for claim in ruled.claims] == [claim.text for claim in read.claims]
    assert ruled.claims[0].check_worthiness not in {0.7, 0.8}

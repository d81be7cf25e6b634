"""Claims that are hardly worth checking are set aside, and listed."""

from __future__ import annotations

from dataclasses import replace

from models.types import Span
from verifier.claims.worthwhile import WorthwhileExtractor, worthwhile
from verifier.types import Article, Claim, ClaimRole, Extraction, SkippedSentence

ASKED = SkippedSentence(Span(20, 30), "question", "It asks.")


def _claim(start: int, worth: float, role: ClaimRole | None = None) -> Claim:
    return Claim("Rain fell.", Span(start, start + 10), "Rain fell.", worth, "factual", role=role)


def test_what_is_worth_less_is_listed_in_the_order_of_the_text() -> None:
    found = worthwhile(Extraction((_claim(0, 0.5), _claim(40, 0.05)), (ASKED,)), least=0.1)
    assert found.claims == (_claim(0, 0.5),)
    reason = "It is hardly worth checking: 0.05, where 0.10 is the least."
    assert found.skipped == (ASKED, SkippedSentence(Span(40, 50), "factual", reason))


def test_what_is_just_worth_it_stays() -> None:
    extraction = Extraction((_claim(0, 0.1),), (ASKED,))
    assert worthwhile(extraction, least=0.1) == extraction


def test_nothing_is_set_aside_where_nothing_is_asked() -> None:
    extraction = Extraction((_claim(0, 0.0),), ())
    assert worthwhile(extraction, least=0.0) == extraction


def test_two_claims_at_one_place_are_listed_once() -> None:
    found = worthwhile(Extraction((_claim(0, 0.0, "saying"), _claim(0, 0.05, "said")), ()), least=0.1)
    assert (found.claims, [one.span for one in found.skipped]) == ((), [Span(0, 10)])


def test_what_was_said_is_as_worthwhile_as_that_it_was_said() -> None:
    both = Extraction((_claim(0, 0.0, "saying"), _claim(0, 0.5, "said")), ())
    assert worthwhile(both, least=0.1) == both


def test_the_other_places_of_a_claim_are_listed_too() -> None:
    found = worthwhile(Extraction((replace(_claim(0, 0.0), repeats=(Span(60, 70),)),), (ASKED,)), least=0.1)
    assert [one.span for one in found.skipped] == [Span(0, 10), Span(20, 30), Span(60, 70)]


def test_an_extractor_sets_aside_what_it_finds() -> None:
    class Finds:
        def extract(self, article: Article) -> Extraction:
            return Extraction((_claim(0, 0.3), _claim(11, 0.2)), ())

    found = WorthwhileExtractor(Finds(), least=0.25).extract(Article("Rain fell. Rain fell."))
    assert [one.check_worthiness for one in found.claims] == [0.3]

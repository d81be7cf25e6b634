"""A claim that its article is not found to entail gives way to the words of the article."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.fakes import OverlapNli
from models.nli import load_nli
from models.types import ModelIdentity, PairReading, Span
from verifier.claims.guarded import GuardedExtractor, guarded, verbatim
from verifier.types import Article, Attribution, Claim, Extraction, Quantity

TEXT = "Ann Ode opened the port of Oslo. It lost $40 million, and the pier of the port closed, Ode said. Rain fell."
FIRST, SECOND, THIRD = Span(0, 32), Span(33, 96), Span(97, 107)
LOST, CLOSED = Span(33, 53), Span(58, 86)
ODE, CUE = Span(88, 91), Span(92, 96)
ARTICLE = Article(TEXT)
MONEY = Quantity(40_000_000, 40_000_000, "USD", "exactly", Span(41, 53))
SAID = Attribution("Ann Ode", "said", verbatim=False, span=LOST, source=ODE, cue_spans=(CUE,))


class Reader(OverlapNli):
    """Keeps the hypotheses that it was given."""

    def __init__(self) -> None:
        self.hypotheses: list[str] = []

    @property
    def identity(self) -> ModelIdentity:
        return super().identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        self.hypotheses += [hypothesis for _, hypothesis in pairs]
        return super().read(pairs)


def claim(text: str, span: Span, sentence: Span = SECOND, worth: float = 0.5) -> Claim:
    return Claim(text, span, sentence.of(TEXT), worth, "factual")


def said(text: str) -> list[Claim]:
    """A saying and what was said, as the extractor gives them."""
    saying = Claim(
        f"Ann Ode said {text}", LOST, SECOND.of(TEXT), 0.4, "quotation", SAID, quantities=(MONEY,), role="saying"
    )
    return [saying, Claim(text, LOST, SECOND.of(TEXT), 0.8, "factual", SAID, quantities=(MONEY,), role="said")]


def texts(*claims: Claim) -> list[tuple[str, bool]]:
    found = guarded(ARTICLE, Extraction(claims, ()), OverlapNli())
    for one in found.claims:
        assert one.span is not None
        assert one.span.of(TEXT) in one.sentence
    return [(one.text, one.kept_verbatim) for one in found.claims]


def test_an_entailed_claim_is_left_and_another_one_becomes_its_sentence() -> None:
    entailed = claim("The pier of the port of Oslo closed.", CLOSED)
    too_much = claim("The pier of the port of Bergen closed.", CLOSED)
    assert texts(entailed) == [(entailed.text, False)]
    assert texts(too_much) == [(SECOND.of(TEXT), True)]


def test_a_claim_that_is_its_sentence_is_not_read() -> None:
    nli = Reader()
    sentence = claim(THIRD.of(TEXT), THIRD, THIRD)
    extraction = Extraction((sentence,), ())
    assert guarded(ARTICLE, extraction, nli) == extraction
    assert nli.hypotheses == []


def test_two_claims_that_fall_back_on_one_sentence_are_one_with_all_its_amounts() -> None:
    lost = Claim("The port of Bergen lost $40 million.", LOST, SECOND.of(TEXT), 0.7, "quantity", quantities=(MONEY,))
    closed = claim("The pier of the port of Bergen closed.", CLOSED)
    extraction = Extraction((claim(FIRST.of(TEXT), FIRST, FIRST), closed, lost), ())
    first, kept = guarded(ARTICLE, extraction, OverlapNli()).claims
    assert first == extraction.claims[0]
    assert (kept.text, kept.span, kept.repeats) == (SECOND.of(TEXT), SECOND, ())
    assert (kept.quantities, kept.check_worthiness) == ((MONEY,), 0.7)


def test_what_was_said_falls_back_on_the_sentence_that_tells_who_said_it_and_its_saying_with_it() -> None:
    (kept,) = guarded(ARTICLE, Extraction(tuple(said("the port of Bergen lost $40 million.")), ()), OverlapNli()).claims
    assert (kept.text, kept.role, kept.kind, kept.attribution) == (SECOND.of(TEXT), "saying", "quotation", SAID)
    assert (kept.check_worthiness, kept.quantities, kept.kept_verbatim) == (0.8, (MONEY,), True)


def test_a_saying_falls_back_alone() -> None:
    saying, content = said("the port lost $40 million.")
    doubtful = Claim(
        "Ann Ode shouted: “lost $40 million”.", LOST, saying.sentence, 0.4, "quotation", SAID, role="saying"
    )
    assert texts(doubtful, content) == [(content.text, False), (SECOND.of(TEXT), True)]


def test_what_was_said_in_an_earlier_sentence_stays_said() -> None:
    text = "“The port closed,” Ode said. “It will open in\nMay.”"
    place = Span(29, 51)
    attribution = Attribution("Ann Ode", "said", verbatim=True, span=Span(0, 51), source=Span(19, 22))
    one = Claim("The pier will open in May.", Span(30, 50), place.of(text), 0.5, "factual", attribution, role="said")
    kept = verbatim(one, text)
    assert (kept.text, kept.span, kept.role) == ("“It will open in May.”", place, "said")


def test_the_sentence_around_the_claim_is_meant_where_it_stands_twice() -> None:
    text = "Rain fell. Rain fell. Rain fell."
    one = Claim("It rained in Oslo.", Span(11, 20), "Rain fell.", 0.5, "factual")
    assert verbatim(one, text).span == Span(11, 21)


class Finds:
    """An extractor that finds what it is given."""

    def __init__(self, *claims: Claim) -> None:
        self._claims = claims

    def extract(self, article: Article) -> Extraction:
        return Extraction(self._claims, ())


def test_a_guarded_extractor_guards_what_it_finds() -> None:
    too_much = claim("The pier of the port of Bergen closed.", CLOSED)
    extractor = GuardedExtractor(Finds(too_much), nli=OverlapNli())
    assert [one.text for one in extractor.extract(ARTICLE).claims] == [SECOND.of(TEXT)]


@pytest.mark.parametrize(("more", "kept"), [("", False), (" and dismissed its director", True)])
def test_the_judge_keeps_what_the_article_says_and_refuses_what_it_does_not(more: str, kept: bool) -> None:
    text = "The port of Oslo closed for repairs. It lost $40 million in June."
    sentence = Span(37, 65)
    rewritten = Claim(f"The port of Oslo lost $40 million in June{more}.", sentence, sentence.of(text), 0.5, "factual")
    (found,) = guarded(Article(text), Extraction((rewritten,), ()), load_nli(None)).claims
    assert found.kept_verbatim is kept
    assert found.text == (sentence.of(text) if kept else rewritten.text)

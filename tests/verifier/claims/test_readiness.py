"""How likely a claim can be taken over as it is: what the model reads, and who is ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models.english import EnglishPipeline
from models.types import ModelIdentity, PairReading, Span, Stance, WindowReading
from verifier.claims.extract import ClaimExtractor
from verifier.claims.readiness import (
    READY,
    SECOND_SHARE,
    Readers,
    ReadyExtractor,
    as_read,
    is_hardly_usable,
    is_ready,
    with_readiness,
)
from verifier.types import Ambiguity, Article, Attribution, Claim, Extraction

TEXT = "The bridge in Arlen closed. He is a disgrace. The market opened in 1911. It cost $3 million."
SPANS = (Span(0, 27), Span(28, 45), Span(46, 72), Span(73, 92))


class Dated:
    """Is sure of texts with a number in them, and doubts the others."""

    def __init__(self, sure: float = 0.9375, doubtful: float = 0.25) -> None:
        self.asked: list[tuple[str, str]] = []
        self._sure = sure
        self._doubtful = doubtful

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity("dated", "0" * 64)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        self.asked += pairs
        return [self._reading(text) for _, text in pairs]

    def _reading(self, text: str) -> PairReading:
        sure = self._sure if any(map(str.isdigit, text)) else self._doubtful
        window = WindowReading(Span(0, 1), Stance(sure, 1.0 - sure, 0.0))
        return PairReading((window,), Span(0, len(text)))


def _claim(number: int, *, open_words: str = "") -> Claim:
    span = SPANS[number]
    left = (Ambiguity(open_words, (), Span(span.start, span.start + len(open_words))),) if open_words else ()
    return Claim(span.of(TEXT), span, span.of(TEXT), 0.57, "factual", ambiguities=left)


CLAIMS = (_claim(0), _claim(1), _claim(2), _claim(3, open_words="It"))


class Told:
    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._claims = claims

    def extract(self, article: Article) -> Extraction:
        return Extraction(self._claims, ())


def test_a_claim_is_read_with_what_is_known_of_it() -> None:
    spoken = replace(
        CLAIMS[3],
        role="said",
        kind="quantity",
        attribution=Attribution("Ann Ode", "said", verbatim=True, span=SPANS[3]),
    )
    assert as_read(CLAIMS[0]) == ("stated, factual, worth 5, clear", "The bridge in Arlen closed.")
    assert as_read(spoken) == ("said, quantity, worth 5, open, own words, Ann Ode", "It cost $3 million.")


def test_each_claim_gets_the_probability_of_its_own_text() -> None:
    first, second = Dated(), Dated()
    readers = Readers(first, second)
    assert [claim.readiness for claim in with_readiness(CLAIMS, readers)] == [0.25, 0.25, 0.9375, 0.9375]
    assert first.asked == [as_read(claim) for claim in CLAIMS]
    assert with_readiness([], readers) == []


def test_what_the_first_reader_finds_possible_is_read_again_and_both_count() -> None:
    second = Dated(sure=0.5)
    found = [claim.readiness for claim in with_readiness(CLAIMS, Readers(Dated(), second))]
    assert second.asked == [as_read(CLAIMS[2])]  # the last one leaves something open
    odds = 15 ** (1 - SECOND_SHARE)  # of 15 to 1 and 1 to 1
    assert found == [0.25, 0.25, round(odds / (1 + odds), 4), 0.9375]


def test_a_reader_that_is_quite_sure_does_not_outweigh_the_other_without_bound() -> None:
    claims = with_readiness(CLAIMS[2:3], Readers(Dated(sure=1.0), Dated(sure=0.5)))
    assert [claim.readiness for claim in claims] == [pytest.approx(0.888, abs=0.001)]  # 999 to 1, not more


@pytest.mark.parametrize(
    ("readiness", "open_words", "ready"),
    [(None, "", None), (READY, "", True), (READY - 0.01, "", False), (1.0, "It", False)],
)
def test_ready_is_what_is_likely_and_leaves_nothing_open(
    readiness: float | None, open_words: str, ready: bool | None
) -> None:
    assert is_ready(replace(_claim(3, open_words=open_words), readiness=readiness)) is ready


def test_what_is_not_ready_is_listed_with_the_reason() -> None:
    claims = (*with_readiness(CLAIMS, Readers(Dated(), Dated())), _claim(0))
    found = ReadyExtractor(Told(claims)).extract(Article(TEXT))
    assert [claim.text for claim in found.claims] == ["The market opened in 1911."]
    assert [(one.span, one.reason.split(": ")[1].split(",")[0].rstrip(".")) for one in found.skipped] == [
        (SPANS[0], "readiness 0.2500"),
        (SPANS[0], "nothing is known of its readiness"),
        (SPANS[1], "readiness 0.2500"),
        (SPANS[3], "it leaves open what is meant"),
    ]


@pytest.mark.parametrize(("readiness", "hardly"), [(None, False), (0.49, True), (0.5, False)])
def test_what_is_known_to_be_below_the_least_is_hardly_usable(readiness: float | None, hardly: bool) -> None:
    assert is_hardly_usable(replace(CLAIMS[0], readiness=readiness), 0.5) is hardly


def test_every_place_of_a_claim_that_is_not_ready_is_listed() -> None:
    again = replace(CLAIMS[0], readiness=0.2, repeats=(SPANS[1],))
    found = ReadyExtractor(Told((again,))).extract(Article(TEXT))
    assert [one.span for one in found.skipped] == [SPANS[0], SPANS[1]]


def test_an_extractor_gives_it_to_claims_of_articles_only(english: EnglishPipeline) -> None:
    extractor = ClaimExtractor(english, readiness=Readers(Dated(), Dated()))
    claims = extractor.extract(Article("Ann Ode opened the port of Oslo in 1911. Ann Ode lives in Oslo.")).claims
    assert [claim.readiness for claim in claims] == [0.9375, 0.25]
    assert extractor.analyse("Ann Ode opened the port of Oslo in 1911.", as_of=None).readiness is None


def test_a_claim_that_is_not_read_whole_has_none() -> None:
    class Short(Dated):
        def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
            return [replace(one, hypothesis_read=Span(0, 5)) for one in super().read(pairs)]

    for readers in (Readers(Short(), Dated()), Readers(Dated(), Short())):
        assert [claim.readiness for claim in with_readiness(CLAIMS[2:3], readers)] == [None]


def test_a_readiness_out_of_range_is_no_readiness() -> None:
    with pytest.raises(ValueError, match="readiness lies in"):
        replace(CLAIMS[0], readiness=1.5)

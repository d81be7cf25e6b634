"""How often the text around a claim entails it, without the guard and with it, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.english import EnglishPipeline
from models.fakes import OverlapNli
from models.types import ModelIdentity, PairReading, Span
from verifier.claims.entailed import Pair
from verifier.claims.extract import ClaimExtractor
from verifier.evaluation.entailment import Placed, Reading, measure, placed, report, sample
from verifier.types import Article, Claim, Extraction

TEXT = "Mayor Ann Ode opened the port of Oslo. It lost $40 million in June."
FIRST, SECOND = Span(0, 38), Span(39, 67)


class NothingEntails(OverlapNli):
    """Reads every hypothesis as one that no premise has the words of."""

    @property
    def identity(self) -> ModelIdentity:
        return super().identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        return super().read([("", hypothesis) for _, hypothesis in pairs])


def claims(*found: tuple[str, Span]) -> list[Placed]:
    made = tuple(Claim(text, span, span.of(TEXT), 0.5, "factual") for text, span in found)
    return placed(Article(TEXT), Extraction(made, ()), (FIRST, SECOND))


def test_the_guard_is_measured_beside_what_it_guards() -> None:
    wanted = claims((FIRST.of(TEXT), FIRST), ("The port of Bergen lost $40 million in June.", SECOND))
    plain, guarded = measure(wanted, OverlapNli())
    assert plain.entailment == plain.guarded_entailment > 0.9
    assert guarded.entailment < 0.5 < guarded.guarded_entailment == guarded.verbatim_entailment
    assert (plain.kept_verbatim, guarded.kept_verbatim) == (False, True)


def test_a_claim_that_is_its_sentence_stays_what_it_is() -> None:
    (reading,) = measure(claims(("It lost $40 million in June.", SECOND)), NothingEntails())
    assert not reading.kept_verbatim
    assert reading.guarded_entailment == reading.entailment < 0.5


def test_rates_have_their_counts() -> None:
    def reading(entailment: float, verbatim: float, *, hypothesis: str = "b", kept: bool = False) -> Reading:
        return Reading(Pair(("a",), hypothesis, "c"), entailment, verbatim, verbatim if kept else entailment, kept)

    assert report([reading(0.9, 0.9), reading(0.5, 0.9, kept=True), reading(0.9, 0.1, hypothesis="c")]) == {
        "claims": 3,
        "entailed": 2 / 3,
        "kept_verbatim": 1,
        "entailed_guarded": 1.0,
        "claims_rewritten": 2,
        "rewritten_entailed": 1 / 2,
        "sentences_entailed": 2 / 3,
        "claims_of_sentences_entailed": 2,
        "entailed_of_those": 1 / 2,
    }


def test_nothing_has_no_rate() -> None:
    found = report([])
    assert (found["claims"], found["entailed"], found["entailed_guarded"]) == (0, None, None)


@pytest.fixture(scope="module")
def extracted() -> list[Placed]:
    english = EnglishPipeline()
    article = Article("The pier closed. The ferry sank. Mayor Ann Ode said the port of Oslo lost $40 million in 2020.")
    return placed(article, ClaimExtractor(english).extract(article), english.sentences(article.text))


def test_what_was_said_and_its_saying_are_read_once(extracted: list[Placed]) -> None:
    assert [one.claim.role for one in extracted] == [None, None, "said"]


def test_a_sample_is_the_same_for_a_seed(extracted: list[Placed]) -> None:
    some = sample(extracted, limit=2, seed=1)
    assert len(some) == 2
    assert some == sample(extracted, limit=2, seed=1)
    assert sample(extracted, limit=9, seed=1) == extracted

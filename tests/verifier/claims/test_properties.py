"""What holds of every text: spans slice back, are ordered, do not hang on trailing white space; nothing raises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.english import EnglishPipeline
from models.types import Span
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Extraction

PIECES = (
    "said", "says", "tO said", "according to", "tweeted", "denied", "asked whether", "Mayor Ann Ode", "Ode", "Oslo",
    "the Harbor Police Agency (HPA)", "HPA", "he", "she", "they", "it", "we", "I", "that", "which", "who", "and", "but",
    "because", "if", "will close", "closed", "lost $40 million", "40%", "two thirds", "on Friday", "in May",
    "last week", "since 2019",
    "the port", "the city", "of", "is", "was", "No", "“", "”", '"', "‘", "’", "’s", "'", "(", ")", "—",
    "–", "-", ",", ".", "...", "?", "!", ":", ";", "\n", "\n\n", "\r\n", "\u2028", " ", "\t", "\u00a0", "\u200b",
    "\ufeff", "OSLO (Herald Wire) —", "date 2021-03-05 (Herald Wire) --", "ODE:", "MODERATOR:", "Q:", "- ", "1. ",
    "14:05 ",
    "— Ann Ode (@annode) June 17, 2019", "By Ann Ode", "| a | b | c |", "<td>", "Related stories:", "Photo: AP", "0",
    "a",
    "é", "漢字", "🙂", "\x00", "\x1c", "İ", "ﬁ", "\ud800",
)  # fmt: skip
NEWS = st.lists(st.sampled_from(PIECES), max_size=30).flatmap(
    lambda pieces: st.sampled_from((" ", "")).map(lambda joint: joint.join(pieces))
)
TEXTS = st.one_of(NEWS, NEWS, st.text(alphabet=st.characters(exclude_categories=[]), max_size=150))
SPACES = st.text(alphabet=" \n\r\t\u00a0\u2028", max_size=6)
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))


def spans_of(found: Extraction) -> list[Span]:
    """Every span of an extraction."""
    spans = [one.span for one in found.skipped]
    for claim in found.claims:
        assert claim.span is not None
        spans += [claim.span, *claim.repeats]
        spans += [amount.span for amount in claim.quantities]
        spans += [time.span for time in claim.times]
        spans += [open_.span for open_ in claim.ambiguities]
    attributions = [*found.attributions, *(claim.attribution for claim in found.claims if claim.attribution)]
    for said in attributions:
        spans += [said.span, *said.content, *said.cue_spans]
        spans += [] if said.source is None else [said.source]
    return spans


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, spaces=SPACES, day=DAYS)
@example(text="0 said. according tO said", spaces="\n", day=None)
@example(text="0" * 40 + "\nAA(A)–a", spaces="", day=None)
@example(text="said said says said “ said", spaces="\u00a0", day=None)
def test_spans_slice_back_in_order_and_do_not_hang_on_trailing_space(
    extractor: ClaimExtractor, text: str, spaces: str, day: date | None
) -> None:
    found = extractor.extract(Article(text, published_at=day))
    for span in spans_of(found):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text) != ""
    for claim in found.claims:
        assert claim.span is not None
        assert claim.sentence in text
        assert claim.span.of(text) in claim.sentence
    claims = [claim.span for claim in found.claims if claim.span is not None]
    skipped = [one.span for one in found.skipped]
    assert claims == sorted(claims)
    assert skipped == sorted(skipped)
    assert extractor.extract(Article(text + spaces, published_at=day)) == found


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_every_sentence_is_claimed_or_skipped(extractor: ClaimExtractor, english: EnglishPipeline, text: str) -> None:
    found = extractor.extract(Article(text))
    places = [one.span for one in found.skipped]
    places += [span for claim in found.claims if claim.span is not None for span in (claim.span, *claim.repeats)]
    for sentence in english.sentences(text):
        assert any(span.overlaps(sentence) for span in places), sentence.of(text)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS.filter(lambda text: text.strip()), day=DAYS)
def test_a_claim_given_on_its_own_never_raises(extractor: ClaimExtractor, text: str, day: date | None) -> None:
    claim = extractor.analyse(text, as_of=day)
    assert (claim.text, claim.span) == (text, None)
    for span in [*(amount.span for amount in claim.quantities), *(time.span for time in claim.times)]:
        assert span.of(text).strip() == span.of(text) != ""


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\ud800", "“”", "said", "?"])
def test_a_text_without_statements_has_no_claims(extractor: ClaimExtractor, text: str) -> None:
    assert extractor.extract(Article(text)).claims == ()

"""Claims and skipped sentences of articles, and claims that are given on their own."""

from __future__ import annotations

import gzip
import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from models.english import EnglishPipeline
from verifier.claims.extract import ClaimExtractor
from verifier.types import Article, Claim, Extraction

SHARED = Path(__file__).parents[3] / "../shared"
DATA = Path(os.environ.get("VERIFIER_DATA", SHARED / "data"))

STORY = """\
date 2021-03-05 (Herald Wire) -- Mayor Ann Ode said the port of Oslo lost $40 million in 2020.

HPA Director Erik Karlsen on Thursday said the agency sent letters to more than 2,000 boat owners in February, urging \
them to leave, according to an interview Thursday with Radio Nord. Few of them answered, he said.

“What else can we do?” he said. “They have had two letters,” Karlsen said. “We have no choice.”

Harbor Street

The port will close in May."""


def assert_sound(text: str, found: Extraction, english: EnglishPipeline) -> None:
    """What holds for every text: offsets slice back, everything is in order, no sentence is left out."""
    for claim in found.claims:
        assert claim.span is not None
        assert claim.sentence in text
        assert claim.span.of(text) in claim.sentence
        assert claim.span.of(text).strip() == claim.span.of(text) != ""
        assert all(claim.span.covers(amount.span) for amount in claim.quantities)
        assert all(claim.span.covers(when.span) for when in claim.times)
        assert claim.attribution is None or claim.attribution.span.of(text).strip()
    claims = [claim.span for claim in found.claims if claim.span is not None]
    skipped = [sentence.span for sentence in found.skipped]
    assert claims == sorted(claims)
    again = [span for claim in found.claims for span in claim.repeats]
    assert all(span.of(text).strip() for span in again)
    assert all(open_.span.of(text) == open_.text for claim in found.claims for open_ in claim.ambiguities)
    assert skipped == sorted(skipped)
    assert all(sentence.reason for sentence in found.skipped)
    for sentence in english.sentences(text):
        assert any(span.overlaps(sentence) for span in claims + again + skipped), sentence.of(text)


def claim_with(found: Extraction, words: str) -> Claim:
    """The claim that something is so, not the one that it was said."""
    (claim,) = [claim for claim in found.claims if words in claim.text and claim.role != "saying"]
    return claim


def test_a_claim_has_its_speaker_amount_time_and_a_text_of_its_own(extractor: ClaimExtractor) -> None:
    claim = claim_with(extractor.extract(Article(STORY)), "letters to")
    assert claim.text == "HPA sent letters to more than 2,000 boat owners in February 2021, urging them to leave."
    assert claim.attribution is not None
    assert (claim.attribution.speaker, claim.attribution.cue, claim.attribution.verbatim) == (
        "Erik Karlsen",
        "said",
        False,
    )
    assert [(found.low, found.high, found.comparator) for found in claim.quantities] == [(2000, None, "more_than")]
    assert [(found.start, found.end) for found in claim.times] == [(date(2021, 2, 1), date(2021, 3, 1))]
    assert claim.kind == "quantity"


def test_the_dateline_is_no_part_of_the_claim_but_of_its_sentence(extractor: ClaimExtractor) -> None:
    claim = claim_with(extractor.extract(Article(STORY)), "$40 million")
    assert claim.text == "The port of Oslo lost $40 million in 2020."
    assert claim.span is not None
    assert claim.span.of(STORY) == "the port of Oslo lost $40 million in 2020"
    assert claim.sentence.startswith("date 2021-03-05")


def test_a_dateline_on_its_own_line_is_listed(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    text = "March 5, 2021\n\nThe port opened in May."
    found = extractor.extract(Article(text))
    assert [sentence.span.of(text) for sentence in found.skipped] == ["March 5, 2021"]
    assert_sound(text, found, english)


def test_what_cannot_be_checked_is_listed_with_its_kind(extractor: ClaimExtractor) -> None:
    found = extractor.extract(Article(STORY))
    assert [(sentence.span.of(STORY), sentence.kind) for sentence in found.skipped] == [
        ("“What else can we do?” he said.", "rhetorical"),
        ("“We have no choice.”", "opinion"),
        ("Harbor Street", "fragment"),
        ("The port will close in May.", "prediction"),
    ]


def test_every_sentence_is_a_claim_or_is_listed(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    assert_sound(STORY, extractor.extract(Article(STORY)), english)


def test_a_saying_whose_content_cannot_be_checked_is_a_claim_about_the_saying(extractor: ClaimExtractor) -> None:
    (claim,) = extractor.extract(Article("Mayor Ann Ode said the port will close in May.")).claims
    assert (claim.kind, claim.text) == ("quotation", "Mayor Ann Ode said the port will close in May.")
    assert claim.attribution is not None
    assert claim.attribution.speaker == "Ann Ode"


def test_what_somebody_denies_is_no_claim_of_theirs(extractor: ClaimExtractor) -> None:
    (claim,) = extractor.extract(Article("Mayor Ann Ode denied that the port of Oslo lost money.")).claims
    assert (claim.kind, claim.text) == ("quotation", "Mayor Ann Ode denied that the port of Oslo lost money.")


def test_a_clause_of_the_writer_before_the_saying_is_a_claim_too(extractor: ClaimExtractor) -> None:
    text = "Mayor Ann Ode sold the port of Oslo and said the town had lost $40 million."
    assert [claim.text for claim in extractor.extract(Article(text)).claims] == [
        "Mayor Ann Ode sold the port of Oslo.",
        "Ann Ode said Oslo had lost $40 million.",
        "Oslo had lost $40 million.",
    ]


def test_a_verbatim_quotation_is_a_verbatim_claim(extractor: ClaimExtractor) -> None:
    text = "“The port of Oslo lost $40 million,” Mayor Ann Ode said."
    saying, claim = extractor.extract(Article(text)).claims
    assert saying.text == "Ann Ode said: “The port of Oslo lost $40 million”."
    assert claim.attribution is not None
    assert claim.attribution.verbatim
    assert claim.text == "The port of Oslo lost $40 million."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The port of Oslo lost $40 million in 2020.", "quantity"),
        ("The port of Oslo closed.", "factual"),
        ("Ann Ode said the port should close.", "quotation"),
        ("Ann Ode said the port closed.", "factual"),
        ("Did the port close?", "question"),
        ("Oslo", "fragment"),
        ("We have no choice.", "opinion"),
        ("...", "fragment"),
    ],
)
def test_a_given_claim_keeps_its_text_and_gets_its_kind(extractor: ClaimExtractor, text: str, kind: str) -> None:
    claim = extractor.analyse(text, as_of=None)
    assert (claim.text, claim.sentence, claim.span, claim.kind) == (text, text, None, kind)


def test_a_given_claim_has_amounts_times_and_a_speaker_in_its_own_text(extractor: ClaimExtractor) -> None:
    text = "Erik Karlsen said that HPA sent more than 2,000 letters in February."
    claim = extractor.analyse(text, as_of=date(2021, 3, 5))
    assert [found.span.of(text) for found in claim.quantities] == ["more than 2,000"]
    assert [(found.span.of(text), found.start) for found in claim.times] == [("February", date(2021, 2, 1))]
    assert claim.attribution is not None
    assert (claim.attribution.speaker, claim.attribution.span.of(text)) == (
        "Erik Karlsen",
        "HPA sent more than 2,000 letters in February",
    )


def test_a_blank_claim_is_refused(extractor: ClaimExtractor) -> None:
    with pytest.raises(ValueError, match="text"):
        extractor.analyse(" \n", as_of=None)


def test_claims_given_together_are_read_as_they_are_alone(extractor: ClaimExtractor) -> None:
    given_ = [("The port of Oslo closed on Monday.", date(2021, 3, 5)), ("Oslo", None), ("Is it?", None)]
    assert extractor.analyse_all(given_) == [extractor.analyse(text, as_of=day) for text, day in given_]


def test_the_sample_article(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    path = SHARED / "sample/article.txt"
    if not path.exists():
        pytest.skip(f"the sample article is not at {path}")
    text = path.read_text(encoding="utf-8")
    found = extractor.extract(Article(text, published_at=date(2019, 6, 22)))
    assert_sound(text, found, english)
    letters = claim_with(found, "letters to more than")
    assert letters.attribution is not None
    assert "Mark Morgan" in letters.attribution.speaker
    assert [(one.low, one.high, one.comparator) for one in letters.quantities] == [(2000, None, "more_than")]
    assert [(one.start, one.end) for one in letters.times] == [(date(2019, 2, 1), date(2019, 3, 1))]
    assert letters.text.startswith("ICE sent letters")
    assert "February 2019" in letters.text
    assert not any("options" in claim.text or "no choice" in claim.text for claim in found.claims)
    speakers = {claim.attribution.speaker for claim in found.claims if claim.attribution is not None}
    assert {"Donald Trump", "Mark Morgan", "Lori Lightfoot", "Michel Moore", "several Republican officials"} <= speakers


def test_news_articles_are_read_without_an_error(extractor: ClaimExtractor, english: EnglishPipeline) -> None:
    path = DATA / "attribution/polnear_dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"the articles of PolNeAR are not at {path}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line)["text"] for line in lines]
    for text in random.Random(2021).sample(articles, 30):
        found = extractor.extract(Article(text, published_at=date(2016, 9, 15)))
        assert_sound(text, found, english)
        assert found.claims

"""Copies are told from independent reports by their runs of words."""

from __future__ import annotations

import pytest

from tests.verifier.making import document
from verifier.duplicates import Original, ShingleCache, Shingles, distinct, normal_url
from verifier.types import Article

WIRE = (
    "The port authority of Ostmark closed the northern basin on Monday after a crane fell into the water. "
    "Nobody was hurt, its director Ulla Frey told reporters, but three ships must wait until the wreck is lifted. "
    "Divers from the navy began to look at the crane in the afternoon and found two of its legs broken. "
    "The basin handles a fifth of the port's containers, and shippers fear a week of delays."
)
INDEPENDENT = (
    "A crane has toppled at Ostmark's harbour, blocking the basin in the north. Director Ulla Frey said that no one "
    "had come to harm. Three vessels are held up while naval divers examine the wreck, whose legs are partly broken. "
    "Delays of about a week are expected by shipping firms, since one container in five passes through there."
)
CACHE = ShingleCache(words=5)


def shingles(text: str) -> Shingles:
    return Shingles.of(text, words=5)


def test_resemblance_is_broders() -> None:
    # a b c d e f and b c d e f g share one run of five of three in all
    assert shingles("a b c d e f").resemblance(shingles("b c d e f g")) == pytest.approx(1 / 3)
    assert shingles("a b c d e f").containment_in(shingles("a b c d e f g h")) == 1.0
    assert shingles("a b c d e f g h").containment_in(shingles("a b c d e f")) == 0.5


def test_nothing_to_compare_is_none_and_no_copy() -> None:
    assert shingles("...").resemblance(shingles("")) is None
    assert shingles("").containment_in(shingles("a b")) is None
    assert not shingles("").copies(shingles(""), threshold=0.5)


def test_case_and_punctuation_do_not_hide_a_copy() -> None:
    assert shingles(WIRE).resemblance(shingles(WIRE.upper().replace(",", " --"))) == 1.0


def test_a_cut_version_is_a_copy_and_an_independent_report_is_none() -> None:
    cut = "(Agency) " + WIRE[: WIRE.index("The basin handles")]
    assert shingles(WIRE).copies(shingles(cut), threshold=0.7)
    assert shingles(cut).copies(shingles(WIRE), threshold=0.7)
    assert not shingles(WIRE).copies(shingles(INDEPENDENT), threshold=0.5)


def test_a_short_text_that_is_quoted_is_no_copy() -> None:
    quoted = "Nobody was hurt, its director Ulla Frey told reporters."
    assert shingles(quoted).containment_in(shingles(WIRE)) == 1.0
    assert not shingles(quoted).copies(shingles(WIRE), threshold=0.5)


def test_short_texts_that_share_a_sentence_are_two_texts() -> None:
    sentence = "The office sent letters to two thousand captains of fishing boats."
    assert not shingles(f"A wet spring. {sentence}").copies(shingles(f"{sentence} Few came."), threshold=0.5)
    assert shingles(sentence).copies(shingles(sentence.upper()), threshold=0.5)


def test_the_article_is_recognised_by_text_and_by_address() -> None:
    original = Original.of(Article(WIRE, url="https://www.post.example/crane/?utm_source=x"), CACHE)
    same_text = document("a", f"Harbour news in brief. {WIRE} More follows.")
    same_url = document("b", "A later edition with other words.", url="http://post.example/crane#top")
    independent = document("c", INDEPENDENT, url="https://other.example/crane")
    found = [original.is_same(one, CACHE.document(one), threshold=0.5) for one in (same_text, same_url, independent)]
    assert found == [True, True, False]


def test_a_primary_document_quoted_in_full_is_not_the_article() -> None:
    statement = WIRE[: WIRE.index("The basin handles")]
    original = Original.of(Article(f"{statement} {INDEPENDENT}"), CACHE)
    primary = document("p", statement, kind="primary")
    news = document("n", statement, kind="news")
    assert not original.is_same(primary, CACHE.document(primary), threshold=0.5)
    assert original.is_same(news, CACHE.document(news), threshold=0.5)


def test_the_earliest_dated_source_stands_for_its_copies() -> None:
    documents = [
        document("undated", WIRE),
        document("b", WIRE + " Updated.", published="2020-01-03"),
        document("z", WIRE, published="2020-01-02"),
        document("a", INDEPENDENT, published="2020-01-05"),
    ]
    assert distinct(documents, ShingleCache(words=5), 0.7) == {
        "z": "z",
        "b": "z",
        "undated": "z",
        "a": "a",
    }


def test_of_two_undated_copies_the_smaller_id_stands() -> None:
    copies = [document("b", WIRE), document("a", WIRE)]
    assert distinct(copies, ShingleCache(words=5), 0.7) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        (None, None),
        ("HTTPS://WWW.Post.example:443/a/?b=2&utm_medium=x&a=1#c", "post.example/a?a=1&b=2"),
        ("not an address", "not an address"),
        ("http://[broken", "http://[broken"),
        (" ", None),
    ],
)
def test_addresses_are_compared_without_what_does_not_change_the_page(url: str | None, normal: str | None) -> None:
    assert normal_url(url) == normal

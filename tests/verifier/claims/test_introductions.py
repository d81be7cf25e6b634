"""Where an article introduces what a claim speaks of, beyond the sentences right before it."""

from __future__ import annotations

import pytest

from verifier.claims.extract import ClaimExtractor
from verifier.types import Article

FILLER = "Rain fell in Bergen on Monday. The port has 40 berths. Oslo sent three ships in May."


def _shown(extractor: ClaimExtractor, text: str, words: str) -> list[str]:
    claim = next(one for one in extractor.extract(Article(text)).claims if words in one.sentence)
    return [span.of(text) for span in claim.context]


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ("A Bergen University poll was taken in May.", "Nearly 46 percent of voters support the new pier of Oslo."),
        ("A Bergen University poll was taken in May.", "Most students polled support the new pier of Oslo in 2019."),
        ("The survey was taken by Bergen University.", "The findings trouble the council of Oslo and its 40 members."),
        ("Mr. Quent runs a mosque in Bergen.", "Mr. Quent counted 90 guests at the pier of Oslo in May."),
        ("The Bergen Post asked for 90 letters.", "The Post sent 90 lawyers to a court in Oslo in May."),
    ],
)
def test_what_the_claim_rests_on_is_shown(told: str, last: str, extractor: ClaimExtractor) -> None:
    text = f"A port was opened in Bergen in 1911. {told} {FILLER} {last}"
    assert told in _shown(extractor, text, last)


def test_a_poll_that_the_sentence_names_itself_needs_no_other(extractor: ClaimExtractor) -> None:
    told = "A Bergen University poll was taken in May."
    last = "In a Gallup poll 46 percent of voters supported the new pier of Oslo."
    assert told not in _shown(extractor, f"A port was opened in Bergen in 1911. {told} {FILLER} {last}", last)


def test_whom_he_means_is_looked_for_farther_back(extractor: ClaimExtractor) -> None:
    told = "Tom Hallam opened a museum in Oslo."
    last = "He sold 90 boats in Oslo in 2019."
    assert told in _shown(extractor, f"A port was opened in Bergen in 1911. {told} {FILLER} {last}", last)


def test_where_words_tell_which_thing_it_is_counts_beside_its_first_mention(extractor: ClaimExtractor) -> None:
    first, told = "A parade is a costly thing.", "Bergen held the parade of the fishermen."
    last = "The parade drew 90 guests from Oslo in 2019."
    shown = _shown(extractor, f"A port was opened in Bergen in 1911. {first} {told} {FILLER} {last}", last)
    assert first in shown
    assert told in shown

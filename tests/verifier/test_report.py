"""Reports for people: complete, readable without colours, and safe whatever the documents hold."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from rich.console import Console

from models.types import Span, Stance
from tests.verifier.making import check, claim, counts, document, passage
from verifier.report import html_report, text_report, text_verdict
from verifier.report.page import article_segments, safe_url
from verifier.types import (
    Article,
    Attribution,
    Evidence,
    Label,
    Provenance,
    Reason,
    Report,
    Selection,
    SkippedSentence,
    Verdict,
)

PROVENANCE = Provenance("embedder@1", "judge@2", "5" * 64, {"passages_read": 6, "use_later_evidence": False})
FIRST = "The harbour office sent 2,000 letters."
SECOND = "Few captains came, Ada Brandt said."
TEXT = f"{FIRST} {SECOND}\n\nWhat now?"
HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single' {{ 7*7 }} [bold red]x[/] \x1b[31mred\x00 \u202eback"


def verdict(text: str, label: Label, *, span: Span | None = None, said: str = "It says so.", **source: str) -> Verdict:
    origin = document("d1", f"Before. {said} After.", published="2020-01-02", publisher="Harbour Post", **source)  # type: ignore[arg-type]  # texts only
    evidence = Evidence(
        origin, passage(origin), (Span(8, 8 + len(said)),), Stance(0.9, 0.06, 0.04), 0.8, (check("quantity", "match"),)
    )
    reason = Reason("entailed", "Harbour Post says what the claim says.")
    return Verdict(
        "id", claim(text, span=span), label, 0.9, (evidence,), (reason,), counts(), PROVENANCE, f"Explained: {said}"
    )


def report(*verdicts: Verdict, text: str = TEXT, title: str | None = "Letters") -> Report:
    article = Article(text, title, "https://post.example/a", "Harbour Post", date(2020, 1, 3))
    skipped = (SkippedSentence(Span(len(text) - 3, len(text)), "question", "a question"),)
    return Report(article, verdicts, skipped, PROVENANCE, {"total": 1.5})


TWO = report(
    verdict(FIRST, "SUPPORTED", span=Span(0, 38)),
    verdict("Few captains came.", "REFUTED", span=Span(39, 74)),
)


def as_text(renderable: object, *, width: int = 80, color: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=color, no_color=not color).print(renderable)
    return out.getvalue()


def visible(page: str) -> str:
    """The text of a page as a browser shows it."""
    pieces: list[str] = []

    class Reader(HTMLParser):
        inside = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.inside += tag in ("style", "script", "title")

        def handle_endtag(self, tag: str) -> None:
            self.inside -= tag in ("style", "script", "title")

        def handle_data(self, data: str) -> None:
            if not self.inside:
                pieces.append(data)

    Reader().feed(page)
    return "".join(pieces)


def test_the_text_names_label_claim_quotation_source_and_reason() -> None:
    text = as_text(text_report(TWO))
    assert "SUPPORTED" in text
    assert FIRST in text
    assert "“It says so.”" in text
    assert "Harbour Post, 2020-01-02, d1" in text
    assert "[entailed]" in text
    assert "2 claims: 1 supported, 1 refuted, 0 conflicting, 0 not enough evidence" in text


def test_the_text_fits_80_columns_and_needs_no_colours() -> None:
    long = verdict(f"{FIRST} " * 12, "NOT_ENOUGH_EVIDENCE", said="Words without an end " * 30)
    text = as_text(text_verdict(long))
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "NOT ENOUGH EVIDENCE" in text
    assert "\x1b[1;34m" in as_text(text_verdict(long), color=True)


def test_the_text_shows_no_control_characters_and_no_markup_of_documents() -> None:
    text = as_text(text_verdict(verdict(HOSTILE, "SUPPORTED", said=HOSTILE)), width=200)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "[bold red]x[/]" in text


def test_the_page_shows_the_whole_article_with_every_claim_linked_both_ways() -> None:
    page = html_report(TWO)
    shown = visible(page)
    assert f"{FIRST}1 {SECOND}2\n\nWhat now?" in shown
    for number in (1, 2):
        assert f'href="#claim-{number}"' in page
        assert f'id="claim-{number}"' in page
        assert f'href="#in-text-{number}"' in page
        assert f'id="in-text-{number}"' in page


def test_the_page_marks_the_sentences_that_carry_the_verdict() -> None:
    assert 'Before. <mark class="supported">It says so.</mark> After.' in html_report(TWO)


def test_a_mark_has_the_look_of_its_own_stance_and_not_of_the_verdict() -> None:
    neutral = replace(TWO.verdicts[0].evidence[0], stance=Stance(0.1, 0.8, 0.1))
    against = replace(neutral, stance=Stance(0.1, 0.2, 0.7))
    page = html_report(report(replace(TWO.verdicts[0], evidence=(neutral, against))))
    assert page.count('<mark class="not_enough_evidence">It says so.</mark>') == 1
    assert page.count('<mark class="refuted">It says so.</mark>') == 1


def test_nothing_of_an_article_or_a_document_becomes_markup() -> None:
    hostile = report(
        verdict(HOSTILE, "CONFLICTING", said=HOSTILE, title=HOSTILE, url="javascript:alert(1)"),
        text=HOSTILE,
        title=HOSTILE,
    )
    page = html_report(hostile)
    assert "<script" not in page
    assert "javascript:" not in page
    assert "{{ 7*7 }}" in unescape(page)
    assert not re.search("[\x00-\x08\x0b-\x1f]", page)
    assert visible(page).count("<script>alert(1)</script>") >= 4


def test_the_page_asks_nothing_of_the_network() -> None:
    page = html_report(TWO)
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|link|iframe|object|embed|base)\b", page)
    assert not re.search(r"\b(src|srcset|action)=|@import|url\(", page)


def test_a_page_of_lone_surrogates_can_be_written() -> None:
    odd = report(verdict("Cut \ud83d here.", "SUPPORTED"), text="Cut \ud83d here.", title=None)
    assert "Cut \ufffd here." in html_report(odd).encode().decode()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://post.example/a?b=c", True),
        ("http://post.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//post.example", False),
        ("https:", False),
        ("java\nscript:alert(1)", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert safe_url(url) == (url if safe else None)


def test_overlapping_claims_keep_the_text_whole_and_each_its_own_end() -> None:
    whole, inner = Span(0, len(FIRST)), Span(4, 18)
    segments = article_segments(report(verdict("a b", "REFUTED", span=whole), verdict("c d", "SUPPORTED", span=inner)))
    assert "".join(segment.text for segment in segments) == TEXT
    assert [(one.text, one.number, one.ends) for one in segments[:3]] == [
        ("The ", 1, ()),
        ("harbour office", 2, (2,)),
        (" sent 2,000 letters.", 1, (1,)),
    ]


def test_an_article_without_claims_says_so() -> None:
    page = html_report(report())
    assert "No checkable claim was found in this text." in page
    assert "0 claims" in as_text(text_report(report()))


def test_an_attribution_without_a_cue_has_no_empty_quotation() -> None:
    said = Attribution("Ada Brandt", "", verbatim=True, span=Span(0, 38))
    quoted = replace(TWO.verdicts[0], claim=replace(TWO.verdicts[0].claim, attribution=said))
    assert "Attributed to Ada Brandt, verbatim" in visible(html_report(report(quoted)))
    cued = replace(quoted, claim=replace(quoted.claim, attribution=replace(said, cue="said")))
    assert "Attributed to Ada Brandt, “said”, verbatim" in visible(html_report(report(cued)))


def test_reports_say_whether_confidence_is_calibrated_and_what_an_error_rate_did() -> None:
    assert "confidence is not calibrated" in html_report(TWO)
    asked = replace(TWO.verdicts[0], selection=Selection(0.1, None, 41, 100))
    other = replace(TWO.verdicts[1], label="NOT_ENOUGH_EVIDENCE", selection=Selection(0.1, "REFUTED", 41, 100))
    both = replace(report(asked, other), provenance=replace(PROVENANCE, calibration="c" * 64))
    page, text = visible(html_report(both)), " ".join(as_text(text_report(both)).split())
    assert "confidence is not calibrated" not in page
    for shown in (page, text):
        assert "1 of 2 claims answered and 1 withheld as not sure enough; of 100 held-out claims 41" in shown


def test_evidence_for_a_part_of_a_claim_names_the_part() -> None:
    part = replace(TWO.verdicts[0].evidence[0], part="The office sent letters.")
    joined = report(replace(TWO.verdicts[0], evidence=(part,)))
    assert "Set against a part of the claim: “The office sent letters.”" in visible(html_report(joined))
    assert "on the part “The office sent letters.”" in as_text(text_report(joined))

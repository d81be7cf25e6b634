"""The JSON forms: what goes out is the published contract, what comes in is checked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from indexes.types import Hit
from models.types import Span, Stance
from tests.verifier.making import check, counts, document, passage
from verifier.errors import InputUnreadable
from verifier.evidence_records import hit_record
from verifier.records import (
    article_from_record,
    article_record,
    claim_record,
    dumps,
    extraction_record,
    looks_like_html,
    mapping_from_json,
    parse_date,
    report_record,
    request_from_record,
    terms_from_record,
    verdict_record,
)
from verifier.types import (
    Ambiguity,
    Article,
    Attribution,
    Claim,
    ClaimRequest,
    Evidence,
    Extraction,
    Provenance,
    Quantity,
    Reason,
    Report,
    Selection,
    SkippedSentence,
    Terms,
    TimeRange,
    Verdict,
)

COMPARED = replace(check("quantity", "match"), claim_span=Span(5, 10), evidence_span=Span(26, 31))
TEXT = "It rained. The harbour office sent more than 2,000 letters in February, Ada Brandt said."
LETTERS = Span(11, 88)
CLAIM = Claim(
    "The harbour office sent more than 2,000 letters in February, Ada Brandt said.",
    LETTERS,
    LETTERS.of(TEXT),
    0.87654321,
    "quantity",
    Attribution("Ada Brandt", "said", False, LETTERS, source=Span(72, 82), title="Clerk"),
    (Quantity(2000.0, None, "letter", "more_than", Span(35, 58)),),
    (TimeRange(date(2019, 2, 1), date(2019, 3, 1), Span(62, 70)),),
    role="said",
)
SOURCE = document(
    "d1", "Old news. The office sent 2,105 letters.", published="2019-05-01", publisher="Harbour Post", title="Letters"
)
VERDICT = Verdict(
    "abc",
    CLAIM,
    "SUPPORTED",
    0.91239999,
    (Evidence(SOURCE, passage(SOURCE), (Span(10, 40),), Stance(0.9, 0.06, 0.04), 0.81237, (COMPARED,)),),
    (Reason("entailed", "Harbour Post says so."),),
    counts(before=date(2019, 6, 23)),
    Provenance("embedder@1", "judge@2", "snapshot", {"passages_read": 6}),
    "Supported.",
)


def test_a_claim_has_the_published_fields_with_texts_sliced_from_the_article() -> None:
    assert claim_record(CLAIM, article_text=TEXT) == {
        "text": CLAIM.text,
        "span": {"start": 11, "end": 88},
        "sentence": CLAIM.sentence,
        "check_worthiness": 0.8765,
        "kind": "quantity",
        "role": "said",
        "attribution": {
            "speaker": "Ada Brandt",
            "title": "Clerk",
            "cue": "said",
            "verbatim": False,
            "source": {"text": "Ada Brandt", "start": 72, "end": 82},
            "content": {"text": LETTERS.of(TEXT), "start": 11, "end": 88},
        },
        "quantities": [
            {
                "low": 2000.0,
                "high": None,
                "unit": "letter",
                "comparator": "more_than",
                "per": None,
                "change": None,
                "text": "more than 2,000 letters",
            }
        ],
        "times": [{"start": "2019-02-01", "end": "2019-03-01", "alternative": None, "text": "February"}],
        "ambiguities": [],
        "repeats": [],
        "kept_verbatim": False,
        "context": [],
        "readiness": None,
        "ready": None,
    }


def test_a_claim_given_on_its_own_slices_its_own_text() -> None:
    alone = Claim(
        "It cost 5 euros.",
        None,
        "It cost 5 euros.",
        0.5,
        "quantity",
        None,
        (Quantity(5, 5, "EUR", "exactly", Span(8, 15), per="hour", change="by"),),
        (TimeRange(date(2019, 6, 7), date(2019, 6, 8), Span(0, 2), (date(2019, 7, 6), None)),),
    )
    record = claim_record(alone)
    assert record["quantities"] == [
        {"low": 5, "high": 5, "unit": "EUR", "comparator": "exactly", "per": "hour", "change": "by", "text": "5 euros"}
    ]
    other = {"start": "2019-07-06", "end": None}
    assert record["times"] == [{"start": "2019-06-07", "end": "2019-06-08", "alternative": other, "text": "It"}]


def test_open_words_and_other_places_are_told_with_their_offsets() -> None:
    claim = Claim(
        "It rained.",
        Span(0, 10),
        "It rained.",
        0.5,
        "factual",
        ambiguities=(Ambiguity("It", ("the sky", "the town"), Span(0, 2)),),
        repeats=(Span(11, 21),),
        kept_verbatim=True,
        context=(Span(0, 2),),
    )
    record = claim_record(claim, article_text="It rained. It rained.")
    assert record["context"] == [{"text": "It", "start": 0, "end": 2}]
    assert record["ambiguities"] == [{"text": "It", "readings": ["the sky", "the town"], "start": 0, "end": 2}]
    assert record["repeats"] == [{"start": 11, "end": 21}]
    assert record["kept_verbatim"] is True


def test_a_claim_of_an_article_cannot_be_written_without_the_article() -> None:
    with pytest.raises(ValueError, match="article's text"):
        claim_record(CLAIM)


def test_a_verdict_has_the_published_fields_and_an_explanation() -> None:
    record = verdict_record(VERDICT, article_text=TEXT)
    assert list(record) == [
        "id", "claim", "label", "confidence", "evidence", "reasons", "coverage", "provenance", "explanation",
        "signals", "selection",
    ]  # fmt: skip
    assert record["confidence"] == 0.9124
    assert record["evidence"] == [
        {
            "document_id": "d1",
            "title": "Letters",
            "url": None,
            "publisher": "Harbour Post",
            "published_at": "2019-05-01",
            "passage": {"text": SOURCE.text, "start": 0, "end": 40},
            "sentences": [{"text": "The office sent 2,105 letters.", "start": 10, "end": 40}],
            "stance": {"entailment": 0.9, "neutral": 0.06, "contradiction": 0.04},
            "similarity": 0.8124,
            "checks": [
                {
                    "name": "quantity",
                    "outcome": "match",
                    "claim_text": "2,000",
                    "evidence_text": "500",
                    "detail": "Compared.",
                    "effect": "none",
                    "claim_span": {"start": 5, "end": 10},
                    "evidence_span": {"start": 26, "end": 31},
                }
            ],
            "part": None,
        }
    ]
    assert record["reasons"] == [{"code": "entailed", "detail": "Harbour Post says so."}]
    assert record["provenance"] == {
        "embedder": "embedder@1",
        "nli": "judge@2",
        "collection_snapshot": "snapshot",
        "settings": {"passages_read": 6},
        "calibration": "uncalibrated",
    }
    assert record["selection"] is None


def test_an_error_rate_states_the_coverage_to_be_expected_and_that_of_the_report() -> None:
    answered = replace(VERDICT, selection=Selection(0.1, None, 41, 100))
    withheld = replace(VERDICT, label="NOT_ENOUGH_EVIDENCE", selection=Selection(0.1, "REFUTED", 41, 100))
    stated = {"max_error_rate": 0.1, "expected_coverage": 0.41, "expected_coverage_n": 100}
    assert verdict_record(withheld, article_text=TEXT)["selection"] == {**stated, "withheld_label": "REFUTED"}
    report = Report(Article(TEXT), (answered, withheld), (), VERDICT.provenance, {})
    assert report_record(report)["selection"] == {**stated, "answered": 1, "withheld": 1, "claims": 2}


@pytest.mark.parametrize(
    ("record", "terms"),
    [
        ({}, Terms()),
        ({"use_later_evidence": True, "max_error_rate": 0.5}, Terms(use_later_evidence=True, max_error_rate=0.5)),
        ({"use_later_evidence": "yes"}, "use_later_evidence: expected true or false, found 'yes'"),
        ({"max_error_rate": 0}, "max_error_rate: expected a number above 0 and at most 0.5, found 0"),
        ({"max_error_rate": 0.6}, "max_error_rate"),
        ({"max_error_rate": True}, "max_error_rate"),
        ({"max_error_rate": "0.1"}, "max_error_rate"),
    ],
)
def test_terms_are_read_or_refused(record: dict[str, object], terms: Terms | str) -> None:
    if isinstance(terms, Terms):
        assert terms_from_record(record) == terms
        return
    with pytest.raises(InputUnreadable, match=terms) as caught:
        terms_from_record(record)
    assert caught.value.hint


def test_coverage_gives_counts_and_the_window_of_dates() -> None:
    coverage = verdict_record(VERDICT, article_text=TEXT)["coverage"]
    assert isinstance(coverage, dict)
    assert coverage["passages_found"] == 1
    assert coverage["evidence_after"] is None
    assert coverage["evidence_before"] == "2019-06-23"


def test_a_report_holds_article_verdicts_skipped_provenance_and_timings() -> None:
    article = Article(TEXT, title="Rain", published_at=date(2019, 6, 22))
    skipped = SkippedSentence(Span(0, 10), "factual", "not worth checking")
    report = Report(article, (VERDICT,), (skipped,), VERDICT.provenance, {"total": 1.23456})
    record = json.loads(dumps(report_record(report)))
    assert list(record) == ["article", "verdicts", "skipped", "provenance", "selection", "timings_s"]
    assert record["skipped"] == [
        {"text": "It rained.", "start": 0, "end": 10, "kind": "factual", "reason": "not worth checking"}
    ]
    assert record["timings_s"] == {"total": 1.2346}
    assert article_from_record(record["article"]) == article


def test_an_extraction_lists_claims_and_skipped_sentences() -> None:
    record = extraction_record(Extraction((CLAIM,), ()), article_text=TEXT)
    assert record == {"claims": [claim_record(CLAIM, article_text=TEXT)], "skipped": []}


def test_a_hit_names_its_document_and_its_ranks() -> None:
    record = hit_record(Hit(passage(SOURCE), 0.5, 1, None, 0.0163934), SOURCE)
    assert record["document_id"] == "d1"
    assert record["passage"] == {"text": SOURCE.text, "start": 0, "end": 40}
    assert (record["dense_rank"], record["lexical_rank"], record["fused"]) == (1, None, 0.016393)


def test_json_keeps_its_characters_on_one_line_and_refuses_nan() -> None:
    assert dumps({"text": "„Größe“\n"}) == '{"text": "„Größe“\\n"}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(float("nan"))


@pytest.mark.parametrize("text", ["2019-06-22", "2019-06-22T23:30:00Z", "2019-06-22 04:00:00+02:00"])
def test_a_date_is_the_day_as_written(text: str) -> None:
    assert parse_date(text) == date(2019, 6, 22)


@pytest.mark.parametrize(
    "text", ["", "22.6.2019", "2019-6-2", "20190622", "2019-W25-6", "2019-02-30", "2019-06-22x", "٢٠١٩-٠٦-٢٢"]
)
def test_anything_but_an_iso_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputUnreadable, match="published_at: expected a day as YYYY-MM-DD") as caught:
        parse_date(text, field="published_at")
    assert caught.value.hint


def test_an_article_needs_only_a_text_and_keeps_fields_of_others_out() -> None:
    assert article_from_record({"text": "It rained.", "label": "x"}) == Article("It rained.")


def test_an_article_survives_the_way_out_and_in() -> None:
    article = Article(TEXT, "Rain", "https://example.org/rain", "Post", date(2019, 6, 22))
    assert article_from_record(article_record(article)) == article


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "text: expected a text, found nothing"),
        ({"text": None}, "text: expected a text, found nothing"),
        ({"text": 5}, "text: expected a text, found 5"),
        ({"text": "a", "title": ["b"]}, "title: expected a text"),
        ({"text": "a", "published_at": 2019}, "published_at: expected a day"),
        ({"text": "a\ud83d"}, "text: expected Unicode text, found half of a surrogate pair at character 1"),
        ({"text": "a\x00b"}, "text: expected text, found a NUL character at character 1"),
        ({"text": "a", "title": "\x00"}, "title: expected text, found a NUL"),
        ({"text": "a", "url": "\x00"}, "url: expected text, found a NUL"),
        ({"text": "a", "publisher": "\x00"}, "publisher: expected text, found a NUL"),
    ],
)
def test_a_malformed_article_names_field_expected_and_found(record: dict[str, object], message: str) -> None:
    with pytest.raises(InputUnreadable, match=message):
        article_from_record(record)


def test_a_request_takes_claim_day_and_id() -> None:
    assert request_from_record({"claim": "It rained.", "as_of": "2019-06-22", "id": 7, "label": "x"}) == ClaimRequest(
        "It rained.", date(2019, 6, 22), "7"
    )
    assert request_from_record({"claim": "It rained.", "as_of": None}) == ClaimRequest("It rained.")


@pytest.mark.parametrize("found", [True, 1.5, ["a"]])
def test_an_id_is_a_text_or_a_whole_number(found: object) -> None:
    with pytest.raises(InputUnreadable, match="id: expected a text or a whole number"):
        request_from_record({"claim": "It rained.", "id": found})


@pytest.mark.parametrize("field", ["claim", "id"])
def test_a_claim_with_a_nul_names_the_field(field: str) -> None:
    with pytest.raises(InputUnreadable, match=f"{field}: expected text, found a NUL character at character 2"):
        request_from_record({"claim": "It rained.", "id": "7", field: "It\x00"})


@pytest.mark.parametrize("line", ["", "[1]", "{", '"text"', "[" * 100_000])
def test_a_line_that_is_no_object_says_so(line: str) -> None:
    with pytest.raises(InputUnreadable, match="line 3: expected a JSON object"):
        mapping_from_json(line, what="line 3")


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html>",
        "\n\t <!DOCTYPE\n HTML PUBLIC>",
        "\ufeff<html>",
        '<HTML lang="en">It rained.',
        "<body",
        "<body/>",
        " <Body class='a'>",
    ],
)
def test_the_source_of_a_page_is_told_by_its_start(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text", ["", "It rained. <html>", "<b>It</b> rained.", "<htmlish>", "<bodyguard> speaks", "html", "<!doctype svg>"]
)
def test_a_text_with_a_tag_in_it_is_no_page(text: str) -> None:
    assert not looks_like_html(text)

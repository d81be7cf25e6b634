"""The pipeline over a real collection with fakes for the models: what goes in, what comes out, what it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import UnsupportedLanguage
from tests.verifier.making import collection, document, verifier
from verifier import reasons
from verifier.errors import InputEmpty, InputTooLarge
from verifier.settings import VerificationSettings
from verifier.types import Article, ClaimRequest

LETTERS = "The harbour office sent letters to 2,000 captains."
BEARS = "Two bears were born in the zoo of Ostmark."
GERMAN = "Die Hafenbehörde hat im Februar Briefe an zweitausend Kapitäne geschickt, sagte ihre Leiterin am Freitag."
DOCUMENTS = [document("letters", LETTERS, published="2020-01-01", publisher="Post"), document("bears", BEARS)]


def test_each_claim_is_answered_in_order_with_its_own_id(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        first, second, third = verifier(over).check(
            [ClaimRequest(BEARS, id="b"), ClaimRequest("Is it raining?"), ClaimRequest(LETTERS, id="l")]
        )
    assert (first.id, first.label, first.evidence[0].document.id) == ("b", "SUPPORTED", "bears")
    assert (second.label, second.reasons[0].code) == ("NOT_ENOUGH_EVIDENCE", reasons.CLAIM_NOT_CHECKABLE)
    assert (third.id, third.label, third.evidence[0].document.id) == ("l", "SUPPORTED", "letters")


def test_a_verdict_names_models_snapshot_settings_and_window(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        (verdict,) = verifier(over).check([ClaimRequest(LETTERS, as_of=date(2020, 2, 1))])
        snapshot = over.info().snapshot
    assert verdict.provenance.collection_snapshot == snapshot
    assert verdict.provenance.nli.startswith("overlap-nli@")
    assert verdict.provenance.embedder.startswith("hashing-embedder-64@")
    assert verdict.provenance.settings == VerificationSettings().as_mapping()
    assert verdict.coverage.evidence_before == date(2020, 2, 2)


def test_the_id_follows_from_everything_the_verdict_depends_on(tmp_path: Path) -> None:
    request = ClaimRequest(LETTERS)
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over)
        ids = [verdict.id for verdict in one.check([request, request, replace(request, as_of=date(2020, 2, 1))])]
        (other_settings,) = verifier(over, settings=VerificationSettings(passages_read=2)).check([request])
        over.add([document("new", "Nothing new.")])
        (other_snapshot,) = one.check([request])
    assert ids[0] == ids[1]
    assert len({*ids, other_settings.id, other_snapshot.id}) == 4
    assert len(ids[0]) == 16


def test_a_report_holds_a_verdict_a_claim_and_the_time_of_each_stage(tmp_path: Path) -> None:
    done: list[int] = []
    with collection(tmp_path, DOCUMENTS) as over:
        report = verifier(over).verify(Article(f"{LETTERS} {BEARS}"), on_progress=done.append)
    assert [verdict.label for verdict in report.verdicts] == ["SUPPORTED", "SUPPORTED"]
    assert {"extract", "search", "read", "decide", "total"} <= set(report.timings_s)
    assert done == [2]


def test_many_articles_come_back_in_order_each_with_its_own_claims(tmp_path: Path) -> None:
    articles = [Article(BEARS), Article("Nothing happened anywhere today."), Article(f"{LETTERS} {BEARS}")]
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over)
        reports = one.verify_many(articles)
        assert one.verify_many([]) == []
    assert [report.article for report in reports] == articles
    assert [len(report.verdicts) for report in reports] == [1, 1, 2]
    assert [verdict.label for verdict in reports[2].verdicts] == ["SUPPORTED", "SUPPORTED"]


def test_later_evidence_is_used_only_when_asked_for(tmp_path: Path) -> None:
    request = ClaimRequest(LETTERS, as_of=date(2019, 12, 31))
    with collection(tmp_path, DOCUMENTS[:1]) as over:
        (strict,) = verifier(over).check([request])
        (open_ended,) = verifier(over, settings=VerificationSettings(use_later_evidence=True)).check([request])
    assert strict.label == "NOT_ENOUGH_EVIDENCE"
    assert reasons.EVIDENCE_AFTER_CUTOFF in [reason.code for reason in strict.reasons]
    assert open_ended.label == "SUPPORTED"
    assert open_ended.coverage.evidence_before is None


def test_the_last_day_of_the_calendar_needs_no_cutoff(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        (verdict,) = verifier(over).check([ClaimRequest(LETTERS, as_of=date.max)])
    assert verdict.label == "SUPPORTED"


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200f\u202e", "\x00\x00", "?!"])
def test_nothing_to_read_is_an_error(tmp_path: Path, text: str) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over)
        with pytest.raises(InputEmpty, match="without a letter or a digit"):
            one.verify(Article(text))
        with pytest.raises(InputEmpty):
            one.check([ClaimRequest(LETTERS), ClaimRequest(text)])


def test_a_limit_is_named(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over, settings=VerificationSettings(max_article_characters=1_000, max_claim_characters=100))
        with pytest.raises(InputTooLarge, match=r"an article of at most 1,000 characters, found 1,020"):
            one.extract(Article((LETTERS + " ") * 20))
        with pytest.raises(InputTooLarge, match=r"a claim of at most 100 characters, found 153"):
            one.check([ClaimRequest((LETTERS + " ") * 3)])


def test_another_language_is_an_error_for_an_article_and_a_reason_for_a_claim(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over)
        with pytest.raises(UnsupportedLanguage):
            one.verify(Article(GERMAN))
        (verdict,) = one.check([ClaimRequest(GERMAN)])
    assert [reason.code for reason in verdict.reasons] == [reasons.UNSUPPORTED_LANGUAGE]


def test_an_empty_collection_gives_no_evidence(tmp_path: Path) -> None:
    with collection(tmp_path, []) as over:
        (verdict,) = verifier(over).check([ClaimRequest(LETTERS)])
        report = verifier(over).verify(Article(LETTERS))
    assert [reason.code for reason in verdict.reasons] == [reasons.NO_EVIDENCE]
    assert report.verdicts[0].label == "NOT_ENOUGH_EVIDENCE"


def test_evidence_is_found_without_a_verdict(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        result = verifier(over).search([BEARS], top_k=1)
    assert [hit.passage.document_id for hit in result.hits[0]] == ["bears"]

"""The laws of the house, held over a real collection and whole pipelines; fakes stand for the models."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from indexes.types import Document
from tests.verifier.making import collection, document, verifier
from verifier import reasons
from verifier.records import dumps, report_record, verdict_record
from verifier.settings import VerificationSettings
from verifier.types import Article, ClaimRequest, Verdict

LETTERS = "The harbour office sent letters to 2,000 captains."
NO_LETTERS = "The harbour office never sent letters to 2,000 captains."
BEARS = "Two bears were born in the zoo of Ostmark."
BRIDGE = "The bridge over the Elm was closed on Monday."
CLAIMS = [LETTERS, BEARS, BRIDGE, "The mayor bought a tram.", "Is it so?"]
DOCUMENTS = [
    document("letters", f"A wet spring. {LETTERS} Few came.", published="2020-01-01"),
    document("no-letters", f"{NO_LETTERS} The director said so herself.", published="2020-01-02"),
    document("bears", f"{BEARS}\n\nThey weigh a pound each. The zoo is glad.", published="2020-01-03"),
    document("bridge", "The bridge over the Elm was not closed on Monday. It was Tuesday.", published="2020-01-04"),
]
TOPICS = ["violins", "glaciers", "tax law", "beetles", "chess", "sourdough", "comets", "fencing", "opera", "moss"]


def irrelevant(count: int) -> list[tuple[str, str]]:
    chance = random.Random(7)
    return [
        (
            f"noise{number:03}",
            f"A handbook about {chance.choice(TOPICS)} and {chance.choice(TOPICS)} was never read, volume {number}.",
        )
        for number in range(count)
    ]


def answers(documents: list[Document], folder: Path) -> list[Verdict]:
    with collection(folder, documents) as over:
        return verifier(over).check([ClaimRequest(text) for text in CLAIMS])


def deciding(verdict: Verdict) -> list[tuple[str, tuple[int, int]]]:
    bar = VerificationSettings().support_threshold
    return [
        (one.document.id, (one.passage.span.start, one.passage.span.end))
        for one in verdict.evidence
        if max(one.stance.entailment, one.stance.contradiction) >= bar
    ]


def test_law_1_every_offset_slices_back_verbatim(tmp_path: Path) -> None:
    text = f"{LETTERS}\n\n“{BEARS}” she said.\u200f\n\n{BRIDGE}"
    with collection(tmp_path, DOCUMENTS) as over:
        report = verifier(over).verify(Article(text))
        record = json.loads(dumps(report_record(report)))
        sources = {one.id: one.text for one in over.list(limit=100, after_id=None)}
    assert len(record["verdicts"]) >= 3
    for verdict in record["verdicts"]:
        span = verdict["claim"]["span"]
        assert text[span["start"] : span["end"]] in verdict["claim"]["sentence"]
        for evidence in verdict["evidence"]:
            source = sources[evidence["document_id"]]
            for part in (evidence["passage"], *evidence["sentences"]):
                assert source[part["start"] : part["end"]] == part["text"]
        assert all(sentence["text"] for evidence in verdict["evidence"] for sentence in evidence["sentences"])


def test_law_2_what_was_not_read_is_counted_and_named(tmp_path: Path) -> None:
    near = [document(f"d{n}", f"The harbour office sent letters to captain {n}.") for n in range(6)]
    with collection(tmp_path, near) as over:
        settings = VerificationSettings(passages_read=2)
        (verdict,) = verifier(over, settings=settings).check([ClaimRequest(LETTERS)])
    assert verdict.coverage.passages_found > verdict.coverage.passages_read == 2
    assert verdict.coverage.characters_unread > 0
    assert reasons.TEXT_NOT_READ in [reason.code for reason in verdict.reasons]


def test_law_3_irrelevant_documents_change_no_label_no_confidence_and_no_deciding_evidence(tmp_path: Path) -> None:
    alone = answers(DOCUMENTS, tmp_path / "alone")
    noise = [document(id_, text) for id_, text in irrelevant(50)]
    among = answers([*noise, *DOCUMENTS], tmp_path / "among")
    assert [one.label for one in alone] == [
        "CONFLICTING",
        "SUPPORTED",
        "REFUTED",
        "NOT_ENOUGH_EVIDENCE",
        "NOT_ENOUGH_EVIDENCE",
    ]
    for before, after in zip(alone, among, strict=True):
        assert (before.label, before.confidence) == (after.label, after.confidence)
        assert deciding(before) == deciding(after)


def test_law_5_the_same_verdict_byte_for_byte_alone_together_and_in_any_order(tmp_path: Path) -> None:
    requests = [ClaimRequest(text, as_of=day) for text in CLAIMS for day in (None, date(2020, 1, 1), date(2021, 1, 1))]
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over)
        together = [dumps(verdict_record(verdict)) for verdict in one.check(requests)]
        alone = [dumps(verdict_record(one.check([request])[0])) for request in requests]
        backwards = [dumps(verdict_record(verdict)) for verdict in one.check(requests[::-1])]
    assert together == alone == backwards[::-1]


def test_law_5_an_article_gives_the_same_report_alone_and_among_others(tmp_path: Path) -> None:
    articles = [
        Article(f"{LETTERS} {BEARS}"),
        Article(f"{BRIDGE} {LETTERS}", published_at=date(2020, 1, 2)),
        Article(BEARS),
    ]
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over)
        together, alone = one.verify_many(articles), [one.verify(article) for article in articles]
    for first, second in zip(together, alone, strict=True):
        records = [{**report_record(report), "timings_s": None} for report in (first, second)]
        assert dumps(records[0]) == dumps(records[1])


def test_law_5_the_order_in_which_documents_came_changes_nothing(tmp_path: Path) -> None:
    first = answers(DOCUMENTS, tmp_path / "one")
    second = answers(DOCUMENTS[::-1], tmp_path / "two")
    assert [dumps(verdict_record(one)) for one in first] == [dumps(verdict_record(one)) for one in second]


def test_law_6_not_enough_evidence_always_carries_a_reason(tmp_path: Path) -> None:
    known = {value for name, value in vars(reasons).items() if name.isupper()}
    verdicts = [*answers(DOCUMENTS, tmp_path / "some"), *answers([], tmp_path / "none")]
    abstained = [one for one in verdicts if one.label == "NOT_ENOUGH_EVIDENCE"]
    assert len(abstained) >= 6
    for one in abstained:
        assert one.reasons
        assert {reason.code for reason in one.reasons} <= known
        assert one.reasons[0].detail in one.explanation


@pytest.mark.parametrize(
    ("as_of", "label"),
    [
        (date(2019, 12, 31), "NOT_ENOUGH_EVIDENCE"),
        (date(2020, 1, 1), "SUPPORTED"),
        (date(2020, 1, 2), "CONFLICTING"),
        (None, "CONFLICTING"),
    ],
)
def test_law_7_evidence_later_than_the_day_is_not_used(tmp_path: Path, as_of: date | None, label: str) -> None:
    with collection(tmp_path, DOCUMENTS[:2]) as over:
        (verdict,) = verifier(over).check([ClaimRequest(LETTERS, as_of=as_of)])
        report = verifier(over).verify(Article(LETTERS, published_at=as_of))
    assert verdict.label == report.verdicts[0].label == label
    for one in verdict.evidence:
        assert as_of is None or (one.document.published_at is not None and one.document.published_at <= as_of)
    if label == "NOT_ENOUGH_EVIDENCE":
        assert reasons.EVIDENCE_AFTER_CUTOFF in [reason.code for reason in verdict.reasons]


def test_law_8_the_article_its_copies_and_its_cut_versions_are_no_evidence(tmp_path: Path) -> None:
    story = " ".join(
        [LETTERS, *(f"Captain {n} of the pilot ship opened hers on day {n} of the month." for n in range(20))]
    )
    article = Article(story, url="https://post.example/letters")
    versions = [
        document("copy", story),
        document("syndicated", f"(Agency) {story} This story was supplied by an agency."),
        document("cut", story[: len(story) * 2 // 3]),
        document("address", f"{LETTERS} Changed since.", url="https://www.post.example/letters/"),
    ]
    with collection(tmp_path, versions) as over:
        (first, *_) = verifier(over).verify(article).verdicts
        over.add([document("independent", f"Mail from the quay. {LETTERS} Each captain was content.")])
        (second, *_) = verifier(over).verify(article).verdicts
    assert (first.label, first.evidence) == ("NOT_ENOUGH_EVIDENCE", ())
    assert [reason.code for reason in first.reasons] == [reasons.ONLY_SAME_TEXT]
    assert (second.label, second.evidence[0].document.id) == ("SUPPORTED", "independent")
    assert second.coverage.documents_same_as_article == 4


def test_law_8_near_duplicates_count_once_and_are_named(tmp_path: Path) -> None:
    copies = [document(f"copy{n}", LETTERS, published=f"2020-02-0{n}") for n in (3, 1, 2)]
    with collection(tmp_path, copies) as over:
        (verdict,) = verifier(over).check([ClaimRequest(LETTERS)])
    assert [one.document.id for one in verdict.evidence] == ["copy1"]
    assert verdict.coverage.duplicate_documents == 2
    (named,) = [reason for reason in verdict.reasons if reason.code == reasons.DUPLICATE_SOURCES]
    assert "copy2, copy3" in named.detail


def test_law_12_nothing_compared_is_none_and_counts_stay_counts(tmp_path: Path) -> None:
    with collection(tmp_path, []) as over:
        (verdict,) = verifier(over).check([ClaimRequest(LETTERS)])
    coverage = verdict_record(verdict)["coverage"]
    assert isinstance(coverage, dict)
    assert coverage["evidence_before"] is None
    assert coverage["evidence_after"] is None
    assert all(isinstance(value, int) for name, value in coverage.items() if not name.startswith("evidence"))


def test_rules_types_and_records_load_no_model_and_no_index() -> None:
    program = (
        "import sys, verifier.records, verifier.decide, verifier.weighing, verifier.explain, verifier.duplicates;"
        "print([m for m in ('torch', 'transformers', 'faiss', 'sqlite3', 'spacy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

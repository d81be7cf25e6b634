"""The demonstration: each verdict of its report for the right reason, with the real models."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexes.readers import read_paths
from indexes.types import Document
from verifier import reasons
from verifier.assembly import open_verifier
from verifier.demo import DOCUMENTS_FILE, demo_article
from verifier.types import Label, Report, Verdict

ARTICLE_COPY = "bayview-copy"
PUBLISHED_AFTERWARDS = "fra-staff-october"


@dataclass(frozen=True)
class Expected:
    """`part` finds the claim in the article; `deciding` are documents of which one must decide, on each side."""

    part: str
    label: Label
    why: str
    deciding: tuple[frozenset[str], ...] = ()
    reason: str | None = None


def one_of(*ids: str) -> frozenset[str]:
    return frozenset(ids)


EXPECTED = (
    Expected(
        "will begin to arrest families",
        "NOT_ENOUGH_EVIDENCE",
        "the Ansel Courier has seen a planning paper; that officials said so it does not tell",
        reason=reasons.LOW_CONFIDENCE,
    ),
    Expected(
        "sent letters to more than 1,800 people",
        "SUPPORTED",
        "two newspapers printed it, but one copied the other and counts once",
        (one_of("courier-letters"),),
        reasons.DUPLICATE_SOURCES,
    ),
    Expected(
        "Fewer than 50 of those people",
        "REFUTED",
        "the agency's own release counts 412 visits, and a fact-check says more than 400",
        (one_of("fra-notices-2026", "clearwater-answers"),),
    ),
    Expected(
        "had hired 300 new officers",
        "NOT_ENOUGH_EVIDENCE",
        "the only document that says so came out after the article",
        reason=reasons.EVIDENCE_AFTER_CUTOFF,
    ),
    Expected(
        "was not told about the operation",
        "SUPPORTED",
        "the committee's minutes say so",
        (one_of("committee-minutes"),),
    ),
    Expected(
        "operation in four cities cost $4.2 million",
        "CONFLICTING",
        "the agency's accounts and the audit office give different amounts",
        (one_of("fra-accounts-2025"), one_of("audit-office-2025")),
    ),
    Expected(
        "access to three databases",
        "SUPPORTED",
        "a newspaper reports it, and the order itself says it",
        (one_of("valley-databases", "hf-order-17"),),
    ),
    Expected(
        "his department would not help the agency",
        "SUPPORTED",
        "a radio station heard him say it, and his order says it",
        (one_of("bay-radio-renner", "lb-police-order"),),
    ),
    Expected(
        "Sunbridge is the only one of the six cities",
        "SUPPORTED",
        "a newspaper asked in all six cities",
        (one_of("tribune-agreements"),),
    ),
    Expected(
        "About 250 people marched",
        "NOT_ENOUGH_EVIDENCE",
        "only a copy of the article says so",
    ),
    Expected(
        "send 6,000 soldiers",
        "REFUTED",
        "the joint statement says 3,000, and a fact-check traces the larger number",
        (one_of("joint-statement", "clearwater-soldiers"),),
    ),
    Expected(
        "Crossings from Morvania fell by 40 percent",
        "CONFLICTING",
        "the border guard and an institute count differently",
        (one_of("border-guard-august"), one_of("institute-crossings")),
    ),
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    with open_verifier(tmp_path_factory.mktemp("demo") / "collection", create=True) as verifier:
        verifier.collection.add(one for one in read_paths([DOCUMENTS_FILE]) if isinstance(one, Document))
        return verifier.verify(demo_article())


def verdict_on(report: Report, part: str) -> Verdict:
    """The verdict on what is so, or else on who said it."""
    said = sorted(report.verdicts, key=lambda verdict: verdict.claim.role == "saying")
    found = [
        verdict
        for verdict in said
        if verdict.claim.span is not None and part in verdict.claim.span.of(report.article.text)
    ]
    if not found:  # a claim may be less than its sentence
        found = [verdict for verdict in said if part in verdict.claim.sentence]
    assert found, f"no claim with {part!r} among {[verdict.claim.text for verdict in report.verdicts]}"
    return found[0]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected.part.replace(" ", "-"))
def test_a_verdict_of_the_demo_is_right_and_for_the_right_reason(report: Report, expected: Expected) -> None:
    verdict = verdict_on(report, expected.part)
    assert verdict.label == expected.label, f"{expected.why}; got: {verdict.explanation}"
    for position, documents in enumerate(expected.deciding):
        deciding = {evidence.document.id for evidence in verdict.evidence[: max(len(expected.deciding), position + 1)]}
        assert deciding & documents, f"{expected.why}; decided by {deciding}"
    if expected.reason is not None:
        assert expected.reason in [reason.code for reason in verdict.reasons], expected.why


def test_the_demo_shows_every_label(report: Report) -> None:
    assert {verdict.label for verdict in report.verdicts} == {
        "SUPPORTED",
        "REFUTED",
        "CONFLICTING",
        "NOT_ENOUGH_EVIDENCE",
    }


def test_neither_the_articles_copy_nor_a_later_document_is_evidence_of_anything(report: Report) -> None:
    cited = {evidence.document.id for verdict in report.verdicts for evidence in verdict.evidence}
    assert cited
    assert cited.isdisjoint({ARTICLE_COPY, PUBLISHED_AFTERWARDS})


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("So what else is left to us?", "question"),
        ("We have no choice.", "opinion"),
        ("We have to be able to say yes.", "opinion"),
        ("Across the River", "fragment"),
    ],
)
def test_a_sentence_that_states_no_fact_is_set_aside_with_its_kind(report: Report, part: str, kind: str) -> None:
    assert [one.kind for one in report.skipped if part in one.span.of(report.article.text)] == [kind]


@pytest.mark.parametrize("part", ["This is the cruelest plan", "would ruin the autumn harvest trade", "Says No"])
def test_a_judgement_a_prediction_and_a_headline_are_never_decided(report: Report, part: str) -> None:
    decided = [verdict for verdict in report.verdicts if verdict.label != "NOT_ENOUGH_EVIDENCE"]
    assert decided
    assert [verdict.claim.text for verdict in decided if part in verdict.claim.sentence] == []


def test_the_demo_documents_are_of_every_kind_and_of_many_publishers() -> None:
    records = [json.loads(line) for line in Path(DOCUMENTS_FILE).read_text(encoding="utf-8").splitlines()]
    assert 25 <= len(records) <= 40
    assert len({record["id"] for record in records}) == len(records)
    assert {record["kind"] for record in records} == {"primary", "news", "fact-check", "other"}
    assert len({record["publisher"] for record in records}) >= 15
    assert all(record["url"].split("/")[2].endswith(".example.org") for record in records)

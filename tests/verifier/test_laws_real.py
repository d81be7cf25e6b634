"""The laws of a verdict with the released models: what fakes cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.verifier.making import document
from verifier.assembly import open_collection, open_verifier
from verifier.pipeline import Verifier
from verifier.records import dumps, report_record, verdict_record
from verifier.types import Article, ClaimRequest, Verdict

DOCUMENTS = [
    document(
        "ferry",
        "The ferry between Holm and Aldby has been out of service since March. Engineers found a crack in its hull. "
        "The operator sent refunds to 1,240 passengers in April.",
        published="2021-05-03",
        publisher="Holm Gazette",
        title="Ferry still in dock",
    ),
    document(
        "library",
        "The town library of Aldby reopened on Monday after two years of repairs. The new reading room has 80 seats.",
        published="2021-05-04",
        publisher="Aldby News",
    ),
    document(
        "council",
        "The council of Aldby did not approve the plan for a new bridge. Mayor Inga Solberg voted against it.",
        published="2021-05-05",
        kind="primary",
    ),
]
REQUESTS = [
    ClaimRequest("The ferry between Holm and Aldby has been out of service since March.", date(2021, 6, 1)),
    ClaimRequest("The council of Aldby approved the plan for a new bridge."),
    ClaimRequest("The operator of the ferry between Holm and Aldby sent refunds to 3,500 passengers in April."),
    ClaimRequest("Seven lighthouse keepers on the island of Store Sula went on strike."),
]
LABELS = ["SUPPORTED", "REFUTED", "REFUTED", "NOT_ENOUGH_EVIDENCE"]
TOPICS = (
    "Sourdough needs a warm kitchen and patience.",
    "The comet will not be seen again for 76 years.",
    "Nobody won the third game of the chess final.",
    "Beetles of this family never live above the tree line.",
    "The violin was made in Cremona in 1702.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real")
    with open_collection(path, create=True) as collection:
        collection.add(DOCUMENTS)
    return path


@pytest.fixture(scope="module")
def verifier(folder: Path) -> Iterator[Verifier]:
    with open_verifier(folder) as opened:
        yield opened


def rests_on(verdict: Verdict) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (one.document.id, tuple(span.of(one.document.text) for span in one.sentences))
        for one in verdict.evidence
        if one.stance.neutral < 0.5
    ]


def test_the_judge_supports_refutes_and_abstains(verifier: Verifier) -> None:
    verdicts = verifier.check(REQUESTS)
    assert [verdict.label for verdict in verdicts] == LABELS
    assert rests_on(verdicts[0])[0] == (
        "ferry",
        ("The ferry between Holm and Aldby has been out of service since March.",),
    )
    assert rests_on(verdicts[1])[0] == ("council", ("The council of Aldby did not approve the plan for a new bridge.",))


def test_law_3_fifty_irrelevant_documents_change_nothing(
    verifier: Verifier, tmp_path_factory: pytest.TempPathFactory
) -> None:
    noise = [document(f"noise{n:02}", f"Volume {n}. {TOPICS[n % 5]} {TOPICS[(n // 5) % 5]}") for n in range(50)]
    path = tmp_path_factory.mktemp("noisy")
    with open_collection(path, create=True) as collection:
        collection.add([*noise, *DOCUMENTS])
    before = verifier.check(REQUESTS)
    with open_verifier(path) as among:
        after = among.check(REQUESTS)
    for one, other in zip(before, after, strict=True):
        assert (one.label, one.confidence) == (other.label, other.confidence)
        assert rests_on(one) == rests_on(other)


def test_law_5_verdicts_are_the_same_bytes_alone_together_and_in_a_fresh_verifier(
    verifier: Verifier, folder: Path
) -> None:
    together = [dumps(verdict_record(verdict)) for verdict in verifier.check(REQUESTS)]
    with open_verifier(folder) as fresh:
        alone = [dumps(verdict_record(fresh.check([request])[0])) for request in reversed(REQUESTS)]
    assert together == alone[::-1]


def test_laws_1_and_7_hold_in_a_real_report(verifier: Verifier) -> None:
    text = (
        "ALDBY, May 4 (Coast Wire) -- The ferry between Holm and Aldby has been out of service since March, the "
        "operator said on Tuesday.\n\n“We sent refunds to 1,240 passengers in April,” its director Ola Brekke said. "
        "The council of Aldby approved the plan for a new bridge."
    )
    report = verifier.verify(Article(text, published_at=date(2021, 5, 4)))
    assert report.verdicts
    record = report_record(report)
    assert dumps(record)
    for verdict in report.verdicts:
        assert verdict.claim.span is not None
        assert verdict.claim.span.of(text) in verdict.claim.sentence
        assert verdict.coverage.evidence_before == date(2021, 5, 5)
        for one in verdict.evidence:
            assert one.document.id != "council"  # it came out a day after the article
            assert one.passage.span.of(one.document.text) == one.passage.text
            assert all(one.passage.span.covers(span) for span in one.sentences)

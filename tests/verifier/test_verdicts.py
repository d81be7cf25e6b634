"""From a decision to a verdict: calibrated confidence, withheld answers and what is shown."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from indexes.collection import Collection
from models.english import EnglishPipeline
from models.fakes import OverlapNli
from models.types import Span
from tests.verifier.making import SentenceClaims, collection, document, predictions
from verifier import reasons
from verifier.calibration import Calibration
from verifier.errors import CalibrationUnusable, SettingsInvalid
from verifier.fitting import fit, read_outcomes
from verifier.pipeline import Verifier
from verifier.records import dumps, report_record, verdict_record
from verifier.settings import VerificationSettings
from verifier.types import UNCALIBRATED, Ambiguity, Article, ClaimRequest, Extraction, Terms, Verdict

LETTERS = "The harbour office sent letters to 2,000 captains."
BEARS = "Two bears were born in the zoo of Ostmark."
BRIDGE = "The bridge over the Elm was closed on Monday."
DOCUMENTS = [
    document("letters", LETTERS, published="2020-01-01", publisher="Post"),
    document("bridge", "The bridge over the Elm was not closed on Monday.", published="2020-01-04"),
]
CLAIMS = [ClaimRequest(LETTERS), ClaimRequest(BRIDGE), ClaimRequest(BEARS), ClaimRequest("Is it raining?")]


@pytest.fixture(scope="module")
def calibration() -> Calibration:
    lines = predictions(1_500, chance=random.Random(3))
    return replace(fit(read_outcomes(lines), source="made up"), fingerprint="f" * 64)


def verifier(
    over: Collection, calibration: Calibration | None, rate: float | None = None, *, least: float = 0.0
) -> Verifier:
    return Verifier(
        over,
        nli=OverlapNli(),
        extractor=SentenceClaims(),
        parser=EnglishPipeline(),
        calibration=calibration,
        settings=VerificationSettings(max_error_rate=rate, least_confidence=least),
    )


def check(
    folder: Path, calibration: Calibration | None, rate: float | None = None, *, least: float = 0.0
) -> list[Verdict]:
    with collection(folder, DOCUMENTS) as over:
        return verifier(over, calibration, rate, least=least).check(CLAIMS)


def test_confidence_is_that_of_the_calibration_of_this_judge(tmp_path: Path, calibration: Calibration) -> None:
    plain = check(tmp_path / "plain", None)
    fitted = check(tmp_path / "fitted", calibration)
    foreign = check(tmp_path / "foreign", replace(calibration, nli="another@1"))
    assert [one.provenance.calibration for one in (plain[0], fitted[0], foreign[0])] == [
        UNCALIBRATED, "f" * 64, UNCALIBRATED
    ]  # fmt: skip
    for one in fitted[:3]:
        expected = calibration.confidence(one.label, one.signals)
        assert expected is not None
        assert one.confidence == round(expected, 4)
    assert fitted[3].confidence == plain[3].confidence == 1.0, "a question is no matter of probabilities"
    assert [one.confidence for one in foreign] == [one.confidence for one in plain]
    assert plain[0].id != fitted[0].id


def test_at_an_error_rate_only_what_is_sure_enough_is_answered(tmp_path: Path, calibration: Calibration) -> None:
    strict = replace(
        calibration, labels={**calibration.labels, "REFUTED": replace(calibration.labels["REFUTED"], curve=())}
    )
    answered, withheld, *rest = check(tmp_path, strict, 0.2)
    assert answered.label == "SUPPORTED"
    assert answered.selection is not None
    assert answered.selection.withheld is None
    assert (withheld.label, withheld.reasons[0].code) == ("NOT_ENOUGH_EVIDENCE", reasons.ABOVE_MAX_ERROR_RATE)
    assert withheld.selection is not None
    assert withheld.selection.withheld == "REFUTED"
    assert withheld.selection.expected_answers == strict.expected_answers(0.2) < strict.claims
    assert withheld.evidence[0].document.id == "bridge", "the evidence is still shown"
    assert withheld.reasons[0].detail in withheld.explanation
    assert "seems to say otherwise: “The bridge over the Elm was not closed on Monday.”" in withheld.explanation
    assert not {one.code for one in withheld.reasons} & {reasons.ENTAILED, reasons.CONTRADICTED}
    assert reasons.ENTAILED in {one.code for one in answered.reasons}
    assert all(one.selection is not None and one.selection.withheld is None for one in rest)


def test_a_label_below_the_least_confidence_is_withheld_where_confidence_is_calibrated(
    tmp_path: Path, calibration: Calibration
) -> None:
    told = check(tmp_path / "all", calibration)
    between = (told[0].confidence + told[1].confidence) / 2
    sure, unsure = (0, 1) if told[0].confidence > told[1].confidence else (1, 0)
    found = check(tmp_path / "sure", calibration, least=between)
    assert found[sure].label == told[sure].label
    assert (found[unsure].label, found[unsure].reasons[0].code) == ("NOT_ENOUGH_EVIDENCE", reasons.LOW_CONFIDENCE)
    assert f"points to {told[unsure].label}" in found[unsure].explanation
    assert found[unsure].selection is None
    assert found[2].label == told[2].label == "NOT_ENOUGH_EVIDENCE"
    plain = check(tmp_path / "plain", None, least=1.0)
    assert [one.label for one in plain] == [one.label for one in told], (
        "confidence that is no probability decides nothing"
    )


def test_a_withheld_label_names_the_confidence_that_is_needed(tmp_path: Path, calibration: Calibration) -> None:
    refuted = calibration.labels["REFUTED"]
    sure = replace(refuted, curve=(replace(refuted.curve[0], threshold=0.9999, answered=500, wrong=0),))
    _, withheld, *_ = check(tmp_path, replace(calibration, labels={**calibration.labels, "REFUTED": sure}), 0.1)
    assert "points to REFUTED" in withheld.reasons[0].detail
    assert "at most 0.1 1.00 is needed" in withheld.reasons[0].detail
    assert withheld.confidence < 0.5


def test_an_error_rate_needs_a_calibration_of_the_judge_and_a_rate_in_range(
    tmp_path: Path, calibration: Calibration
) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        for unfit in (None, replace(calibration, nli="another@1")):
            with pytest.raises(CalibrationUnusable, match="needs a calibration of the judge overlap-nli@") as caught:
                verifier(over, unfit).under(Terms(max_error_rate=0.1))
            assert caught.value.hint
        for rate in (0.0, -0.1, 0.51, float("nan")):
            with pytest.raises(SettingsInvalid, match="max_error_rate lies above 0"):
                verifier(over, calibration).under(Terms(max_error_rate=rate))


def test_terms_hold_for_one_question_and_leave_the_verifier_as_it_is(tmp_path: Path, calibration: Calibration) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        one = verifier(over, calibration)
        asked = one.under(Terms(use_later_evidence=True, max_error_rate=0.1))
        assert (asked.settings.use_later_evidence, asked.settings.max_error_rate) == (True, 0.1)
        assert one.settings == VerificationSettings(least_confidence=0.0)
        assert one.under(Terms()) is one


def test_a_report_states_the_coverage(tmp_path: Path, calibration: Calibration) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        report = verifier(over, calibration, 0.2).verify(Article(f"{LETTERS} {BRIDGE} {BEARS}"))
    found = report_record(report)["selection"]
    assert isinstance(found, dict)
    assert (found["answered"], found["claims"]) == (2, 3)
    assert found["expected_coverage_n"] == calibration.claims


LONG = "The harbour office sent letters to 2,000 captains and closed the bridge over the Elm."
CLOSED = document(
    "closed", "The harbour office closed the bridge over the Elm.", published="2020-02-01", publisher="Mail"
)
NOT_CLOSED = document("open", "The harbour office never closed the bridge over the Elm.", publisher="Mail")


def joined(folder: Path, *documents: str) -> Verdict:
    known = {"letters": DOCUMENTS[0], "closed": CLOSED, "open": NOT_CLOSED}
    with collection(folder, [known[name] for name in documents]) as over:
        (verdict,) = verifier(over, None).check([ClaimRequest(LONG)])
    return verdict


def test_several_documents_are_joined_where_each_covers_a_part(tmp_path: Path) -> None:
    verdict = joined(tmp_path, "letters", "closed")
    assert verdict.label == "SUPPORTED"
    (named,) = [reason for reason in verdict.reasons if reason.code == reasons.JOINED_EVIDENCE]
    assert "Post (2020-01-01) covers “The harbour office sent letters to 2,000 captains.”" in named.detail
    assert "Mail (2020-02-01) covers “The harbour office closed the bridge over the Elm.”" in named.detail
    assert [(one.document.id, one.part) for one in verdict.evidence[:2]] == [
        ("letters", "The harbour office sent letters to 2,000 captains."),
        ("closed", "The harbour office closed the bridge over the Elm."),
    ]
    assert f"“{CLOSED.text}”" in verdict.explanation
    assert verdict.confidence == pytest.approx(0.94**2 * (1 - 0.0), abs=0.06)
    assert dumps(verdict_record(verdict))


def test_a_refuted_part_refutes_and_an_uncovered_one_leaves_the_claim_open(tmp_path: Path) -> None:
    refuted = joined(tmp_path / "refuted", "letters", "open")
    assert refuted.label == "REFUTED"
    assert [(one.document.id, one.part) for one in refuted.evidence[:1]] == [
        ("open", "The harbour office closed the bridge over the Elm.")
    ]
    uncovered = joined(tmp_path / "uncovered", "letters")
    assert uncovered.label == "NOT_ENOUGH_EVIDENCE"
    (named,) = [reason for reason in uncovered.reasons if reason.code == reasons.PART_UNCOVERED]
    assert "“The harbour office closed the bridge over the Elm.”" in named.detail
    assert uncovered.coverage.passages_found == 3, "what was found for the claim and for each part"


class OpenClaims(SentenceClaims):
    """As its base, but every claim leaves its first word open."""

    def extract(self, article: Article) -> Extraction:
        found = super().extract(article)
        left = Ambiguity("The", ("the old one", "the new one"), Span(0, 3))
        return replace(found, claims=tuple(replace(claim, ambiguities=(left,)) for claim in found.claims))


def test_a_claim_that_leaves_open_what_it_speaks_of_is_not_answered(tmp_path: Path) -> None:
    with collection(tmp_path, DOCUMENTS) as over:
        clear = Verifier(over, nli=OverlapNli(), extractor=SentenceClaims(), parser=EnglishPipeline())
        unclear = Verifier(over, nli=OverlapNli(), extractor=OpenClaims(), parser=EnglishPipeline())
        article = Article(f"{LETTERS} {BEARS} The old pier of Ostmark is made of stone and iron.")
        answered, held = (one.verify(article).verdicts[0] for one in (clear, unclear))
    assert (answered.label, held.label) == ("SUPPORTED", "NOT_ENOUGH_EVIDENCE")
    assert held.reasons[0].code == reasons.CLAIM_UNCLEAR
    assert "“The” (the old one or the new one)" in held.reasons[0].detail
    assert held.evidence[0].document == answered.evidence[0].document


def test_of_a_claim_that_leaves_open_what_it_speaks_of_no_part_is_said_to_be_covered(tmp_path: Path) -> None:
    article = Article(f"{LONG} The old pier of Ostmark is made of stone and iron. Few people came to see it.")
    with collection(tmp_path, DOCUMENTS[:1]) as over:
        clear = Verifier(over, nli=OverlapNli(), extractor=SentenceClaims(), parser=EnglishPipeline())
        unclear = Verifier(over, nli=OverlapNli(), extractor=OpenClaims(), parser=EnglishPipeline())
        told, held = ({r.code for r in one.verify(article).verdicts[0].reasons} for one in (clear, unclear))
    assert (reasons.PART_UNCOVERED in told, reasons.PART_UNCOVERED in held) == (True, False)
    assert reasons.CLAIM_UNCLEAR in held

"""Explanations: what is said is borne out, over every label and reason, and nothing is told of what is not cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from models.types import Stance
from tests.verifier.making import CONTRADICTS, ENTAILS, NEUTRAL, candidate, check, claim, counts, document, gathered
from verifier import reasons
from verifier.decide import DecidedPart, Decision, abstain, decide
from verifier.evidence import Candidate, Question
from verifier.explain import Explanation, explain
from verifier.grounding import Statement, is_grounded
from verifier.joining import join
from verifier.settings import VerificationSettings
from verifier.types import Check, Coverage, Reason
from verifier.verdicts import shown_of
from verifier.weighing import Weighed, focus_of, weigh

SETTINGS = VerificationSettings()
CLAIM = "The harbour office sent 2,000 letters."
SAYS = document("says", "The harbour office sent 2,000 letters.", published="2020-01-01", publisher="Post")
ALSO = document("also", "Captains got 2,000 letters of the harbour office.", published="2020-01-03", publisher="Wire")
DENIES = document("denies", "The harbour office sent no letters.", published="2020-01-02", publisher="Mail")
OTHER = document("other", "The harbour office has a new roof.", title="Roofs")


def weighed(*of: Candidate, checks: Sequence[Check] = (), text: str = CLAIM) -> list[Weighed]:
    return [weigh(one, focus_of(one, text, SETTINGS), checks, SETTINGS) for one in of]


def decided(*of: Candidate, checks: Sequence[Check] = (), coverage: Coverage | None = None) -> Decision:
    return decide(gathered(CLAIM, of, coverage=coverage), weighed(*of, checks=checks), SETTINGS)


def told(decision: Decision, *, count: int = 5) -> Explanation:
    return explain(decision, CLAIM, cited=[one for one, _ in shown_of(decision, count)])


def superseded() -> Decision:
    pair = [
        candidate(SAYS, CONTRADICTS, id_=1),
        candidate(replace(ALSO, published_at=date(2021, 1, 1)), ENTAILS, id_=2),
    ]
    question = Question(claim(CLAIM), CLAIM, changeable=True)
    return decide(replace(gathered(CLAIM, pair), question=question), weighed(*pair), SETTINGS)


def parts(*stances: Stance) -> Decision:
    documents = (SAYS, DENIES)
    made = [
        DecidedPart(text, decide(gathered(text, [one]), weighed(one, text=text), SETTINGS))
        for text, one in zip(
            (CLAIM, "The harbour office sent letters."),
            (candidate(of, stance, id_=at) for at, (of, stance) in enumerate(zip(documents, stances, strict=True))),
            strict=True,
        )
    ]
    return join(decided(candidate(OTHER, NEUTRAL, id_=7)), made)


SUPPORTING, REFUTING = candidate(SAYS, ENTAILS), candidate(DENIES, CONTRADICTS, id_=2)
NEAR = candidate(OTHER, NEUTRAL, id_=3)
CUTOFF = counts(outside=2, before=date(2020, 1, 1))
CASES: list[tuple[Decision, list[str]]] = [
    (
        decided(SUPPORTING, checks=[check("quantity", "match", claimed="2,000 letters", found="2,000 letters")]),
        [
            "Supported. Post (2020-01-01) says what the claim says: “The harbour office sent 2,000 letters.”",
            "The amount agrees: the claim has “2,000 letters”, the evidence “2,000 letters”.",
            "An independent document that contradicts it",
        ],
    ),
    (
        decided(SUPPORTING, candidate(ALSO, ENTAILS, id_=5)),
        ["Supported. Wire (2020-01-03)", "1 further document stands on the same side: Post (2020-01-01)."],
    ),
    (
        decided(SUPPORTING, checks=[check("quantity", "contradicted", claimed="2,000 letters", found="500 letters")]),
        [
            "Refuted. Post (2020-01-01) says otherwise:",
            "The amount differs: the claim has “2,000 letters”, the evidence “500 letters”.",
            "An independent document that bears the claim out",
        ],
    ),
    (decided(REFUTING), ["Refuted. Mail (2020-01-02) says otherwise: “The harbour office sent no letters.”"]),
    (
        decided(SUPPORTING, REFUTING),
        [
            "Sources disagree. Post (2020-01-01) says what the claim says:",
            "Mail (2020-01-02) says otherwise:",
            "Were one of them a copy, withdrawn or superseded",
        ],
    ),
    (
        superseded(),
        [
            "Supported. Wire (2021-01-01) says what the claim says:",
            "Post (2020-01-01), which is older, says otherwise:",
            "so that the newer evidence stands",
        ],
    ),
    (
        parts(ENTAILS, ENTAILS),
        ["this part was looked up by itself: “The harbour office sent letters.”", "Mail (2020-01-02) says what"],
    ),
    (parts(ENTAILS, CONTRADICTS), ["Refuted. Of the claim", "Mail (2020-01-02) says otherwise:"]),
    (parts(ENTAILS, NEUTRAL), ["nothing that was read decides “The harbour office sent", "the uncovered part"]),
    (
        decided(NEAR),
        [
            "Not enough evidence. 1 passage of 1 document read; none decides",
            "The nearest passage is of Roofs: “The harbour office has a new roof.”",
            "Roofs leaves out “sent”, “2,000”, “letters” of the claim.",
            "A document that says or denies the whole claim would decide it.",
        ],
    ),
    (decided(SUPPORTING, checks=[check("modality", "contradicted", detail="Only planned.")]), ["Only planned."]),
    (decided(SUPPORTING, checks=[check("attribution", "contradicted", detail="Another said.")]), ["Another said."]),
    (decided(NEAR, checks=[check("date", "contradicted", detail="may is not june")]), ["May is not june."]),
    (
        decided(NEAR, checks=[check("quantity", "not_comparable", found=None, detail="No letters are counted.")]),
        ["No letters are counted."],
    ),
    (
        decided(NEAR, checks=[check("quantity", "not_comparable", found=None, detail="No number.", effect="veto")]),
        ["No number."],
    ),
    (
        decided(NEAR, checks=[check("date", "not_comparable", found=None, detail="No day.", effect="veto")]),
        ["No day."],
    ),
    (decided(NEAR, checks=[check("name", "contradicted", detail="Another harbour.")]), ["Another harbour."]),
    (decided(candidate(OTHER, ENTAILS, shared=1)), ["too little of the claim is in it."]),
    (
        decided(REFUTING, candidate(SAYS, Stance(0.5, 0.5, 0.0), id_=1)),
        ["Mail (2020-01-02) seems to say otherwise, but other text that was read leans to the claim."],
    ),
    (decided(coverage=CUTOFF), ["holds nothing near this claim", "2 near documents published after", "Later evidence"]),
    (
        decide(replace(gathered(CLAIM, []), only_same_text=True), [], SETTINGS),
        ["What comes nearest is the article itself or a version of it, which is no evidence."],
    ),
    (decide(replace(gathered(CLAIM, [NEAR]), claim_unread=9), weighed(NEAR), SETTINGS), ["9 characters of the claim"]),
    (
        abstain(Reason(reasons.UNSUPPORTED_LANGUAGE, "The claim seems to be written in 'de'; only English is read.")),
        ["Not enough evidence. The claim seems to be written in 'de'"],
    ),
    (abstain(Reason(reasons.CLAIM_NOT_CHECKABLE, "The claim reads as a question.")), ["Put as a statement of fact"]),
    (
        replace(
            decided(SUPPORTING),
            label="NOT_ENOUGH_EVIDENCE",
            reasons=(Reason(reasons.ABOVE_MAX_ERROR_RATE, "The evidence points to SUPPORTED with confidence 0.61."),),
            withheld="SUPPORTED",
        ),
        ["The evidence points to SUPPORTED", "Post (2020-01-01) seems to say what", "would let it stand."],
    ),
    (
        replace(
            decided(SUPPORTING),
            label="NOT_ENOUGH_EVIDENCE",
            reasons=(Reason(reasons.LOW_CONFIDENCE, "The evidence points to SUPPORTED with confidence 0.41."),),
            withheld="SUPPORTED",
        ),
        ["The evidence points to SUPPORTED", "Post (2020-01-01) seems to say what", "would let it stand."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("decision", "pieces"), CASES, ids=[case[1][0][:40] for case in CASES])
def test_an_explanation_says_what_the_source_says_what_was_compared_and_what_would_change_it(
    decision: Decision, pieces: list[str]
) -> None:
    found = told(decision)
    at = -1
    for piece in pieces:
        assert piece in found.text
        assert found.text.index(piece) > at, "in this order"
        at = found.text.index(piece)
    assert found.left_out == 0, "every sentence of the templates is borne out"


def test_every_reason_for_an_open_claim_is_in_its_explanation() -> None:
    for decision, _ in CASES:
        if decision.label == "NOT_ENOUGH_EVIDENCE" and decision.withheld is None:
            assert all(reason.detail in told(decision).text for reason in decision.reasons)


def test_the_cases_cover_every_code_that_an_open_claim_can_carry() -> None:
    shown = {reason.code for decision, _ in CASES for reason in decision.reasons}
    elsewhere = {reasons.CLAIM_UNCLEAR, reasons.DUPLICATE_SOURCES, reasons.UNDATED_EVIDENCE, reasons.TEXT_NOT_READ}
    known = {value for name, value in vars(reasons).items() if name.isupper()}
    assert shown | elsewhere == known


def test_nothing_is_told_of_evidence_that_is_not_cited() -> None:
    for decision, _ in CASES:
        text = explain(decision, CLAIM, cited=()).text
        assert not any(name in text.replace(CLAIM, "") for name in ("says what", "says otherwise:", "nearest passage"))


def test_quotations_slice_back_out_of_their_document() -> None:
    spread = document("spread", "It was wet.\n\nThe harbour office\nsent 2,000 letters. Few came.")
    found = told(decided(candidate(spread, ENTAILS)))
    assert "“It was wet. The harbour office sent 2,000 letters. Few came.”" in found.text
    assert found.left_out == 0


def test_a_long_quotation_ends_with_a_whole_sentence_and_says_so() -> None:
    long = document("long", " ".join(f"The harbour office wrote letter {n} of its 2,000 letters." for n in range(40)))
    found = told(decided(candidate(long, ENTAILS)))
    assert "letters. [...]”" in found.text
    assert len(found.text) < 700
    assert found.left_out == 0


def statement(text: str, *, of: Candidate = SUPPORTING, check_: Check | None = None) -> Statement:
    return Statement(text, CLAIM, weighed(of)[0], check_)


@pytest.mark.parametrize(
    ("text", "of", "borne_out"),
    [
        ("Post (2020-01-01) says what the claim says: “sent 2,000 letters”", SUPPORTING, True),
        ("Post (2020-01-01) says what the claim says: “sent 3,000 letters”", SUPPORTING, False),  # no quotation
        ("Post (2020-01-02) says what the claim says: “sent 2,000 letters”", SUPPORTING, False),  # another day
        ("Times (2020-01-01) says what the claim says.", SUPPORTING, True),  # opens the sentence: no name of its own
        ("The paper Times says what the claim says.", SUPPORTING, False),  # another name
        ("Post says otherwise.", SUPPORTING, False),  # another relation
        ("Mail says otherwise.", REFUTING, True),
        ("Some 3,000 letters were sent.", SUPPORTING, False),  # a number of its own
        ("Post leaves out “letters” of the claim.", SUPPORTING, False),  # it does not
        ("Roofs leaves out “letters” of the claim.", NEAR, True),
        ("Roofs leaves out “captains” of the claim.", NEAR, False),  # not in the claim either
        ("The amount agrees.", SUPPORTING, False),  # nothing was compared
    ],
)
def test_a_sentence_that_is_not_borne_out_is_recognised(text: str, of: Candidate, *, borne_out: bool) -> None:
    assert is_grounded(statement(text, of=of)) == borne_out


@pytest.mark.parametrize(
    ("verb", "outcome", "borne_out"),
    [
        ("agrees", "match", True),
        ("agrees", "contradicted", False),
        ("agrees within rounding", "within_rounding", True),
        ("agrees within rounding", "match", False),
        ("differs", "contradicted", True),
        ("differs", "match", False),
    ],
)
def test_a_comparison_is_told_as_it_came_out(verb: str, outcome: str, *, borne_out: bool) -> None:
    compared = check("quantity", outcome, claimed="2,000 letters", found="500 letters")  # type: ignore[arg-type]  # names come as texts here
    text = f"The amount {verb}: the claim has “2,000 letters”, the evidence “500 letters”."
    assert is_grounded(statement(text, check_=compared)) == borne_out


def test_what_is_not_borne_out_is_left_out_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    decision = decided(SUPPORTING)
    wrong = replace(decision.deciding[0], support=0.0, refute=0.9)  # stands on the other side than the label says
    found = explain(replace(decision, deciding=(wrong,)), CLAIM, cited=[wrong])
    assert "Post" not in found.text
    assert found.text.startswith("Supported. An independent document")
    assert found.left_out == 1
    assert "not borne out and were left out: 1" in caplog.text

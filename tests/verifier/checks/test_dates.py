"""Times of a claim against evidence, one case a row."""

from __future__ import annotations

import pytest

from tests.verifier.checks.comparing import Comparing

# claim, evidence, outcome of the claim's first time, what the evidence says
DATES = [
    ("The bridge was opened in 2015.", "The bridge was opened on June 3, 2015.", "match", "June 3, 2015"),
    ("The bridge was opened in 2015.", "The bridge was opened in 2016.", "contradicted", "2016"),
    ("The bridge was opened on June 3, 2015.", "The bridge was opened in 2015.", "not_comparable", "2015"),
    ("The bridge was opened in May 2015.", "The bridge was opened in May 1995.", "contradicted", "May 1995"),
    ("The bridge was opened in 2015.", "The bridge collapsed in 2016.", "not_comparable", "2016"),
    ("The bridge was opened in 2015.", "The bridge is long.", "not_comparable", None),
    ("The bridge closed in 2010.", "The bridge was opened in 1950 and closed in 2005.", "contradicted", "2005"),
    ("The bridge was opened on Friday.", "The bridge was opened on Thursday.", "not_comparable", "Thursday"),
    ("The bridge was opened on Friday.", "The bridge was opened yesterday.", "match", "yesterday"),
    ("The bridge was opened in Paris in 2015.", "The bridge was opened in Rome in 2016.", "not_comparable", "2016"),
    ("In 2018, 12 people died in floods.", "In 2015, 30 people died in floods.", "not_comparable", "2015"),
    ("The mayor has served since 2010.", "The mayor served in 2014.", "not_comparable", "2014"),
    ("The mayor was elected between 2010 and 2014.", "The mayor was elected in 2012.", "match", "2012"),
    (
        "The film Split (2016) was shot in Ohio.",
        "The film Split was shot in Ohio in November 2015.",
        "not_comparable",
        "November 2015",
    ),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome", "said"), DATES)
def test_a_date_stands_so_to_the_evidence(
    comparing: Comparing, claim: str, evidence: str, outcome: str, said: str | None
) -> None:
    first = next(check for check in comparing.checks(claim, evidence) if check.name == "date")
    assert (first.outcome, first.evidence_text) == (outcome, said)


# On Saturday 22 June 2019; claim, evidence, outcome, effect
TWO_READINGS = [
    ("The bridge was opened last Friday.", "The bridge was opened on June 14, 2019.", "match", "none"),
    ("The bridge was opened last Friday.", "The bridge was opened on June 21, 2019.", "match", "none"),
    ("The bridge was opened last Friday.", "The bridge was opened on May 3, 2019.", "contradicted", "veto"),
    ("The bridge was opened on 6/7/2019.", "The bridge was opened on July 6, 2019.", "match", "none"),
    ("The bridge was opened on 6/7/2019.", "The bridge was opened on June 7, 2019.", "match", "none"),
    ("The bridge was opened on 6/7/2019.", "The bridge was opened in August 2018.", "contradicted", "veto"),
    ("The bridge was opened on June 7, 2019.", "The bridge was opened on 6/7/2019.", "match", "none"),
    ("The bridge was opened on July 6, 2019.", "The bridge was opened on 6/7/2019.", "match", "none"),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome", "effect"), TWO_READINGS)
def test_either_reading_of_an_ambiguous_time_may_be_confirmed(
    comparing: Comparing, claim: str, evidence: str, outcome: str, effect: str
) -> None:
    (check,) = comparing.named("date", claim, evidence)
    assert (check.outcome, check.effect) == (outcome, effect)


def test_relative_dates_of_undated_evidence_are_not_compared(comparing: Comparing) -> None:
    claim = "The bridge was opened on Friday."
    (check,) = comparing.checks(claim, "The bridge was opened yesterday.", dated=None)
    assert (check.outcome, check.evidence_text) == ("not_comparable", None)

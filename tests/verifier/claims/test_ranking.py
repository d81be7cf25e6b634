"""Ranking claims for a desk: points with reasons, filters, and what says the same."""

from __future__ import annotations

import pytest

from models.types import Span
from verifier.claims.profile import Profile, parse_profile
from verifier.claims.ranking import Placed, pattern, rank
from verifier.types import Attribution, Claim, Quantity, SentenceKind


def placed(
    text: str,
    *,
    article: str = "a.txt",
    worth: float = 0.5,
    kind: SentenceKind = "factual",
    speaker: str | None = None,
    unit: str | None = None,
) -> Placed:
    said = None if speaker is None else Attribution(speaker, "said", False, Span(0, 1))
    amounts = () if unit is None else (Quantity(3, 3, unit, "exactly", Span(0, 1)),)
    return Placed(article, Claim(text, Span(0, len(text)), text, worth, kind, said, amounts))


def profile(text: str) -> Profile:
    return parse_profile(text, name="desk.toml")


def test_without_a_profile_the_most_check_worthy_comes_first_and_equals_keep_their_order() -> None:
    claims = [placed("The mill burned.", worth=0.2), placed("Rents rose."), placed("The ferry sank.")]
    found = rank(claims, Profile())
    assert [one.claim.text for one in found.ranked] == ["Rents rose.", "The ferry sank.", "The mill burned."]
    assert found.left_out == ()


def test_a_score_is_the_sum_of_its_reasons() -> None:
    desk = profile(
        '[worthiness]\nweight = 0.5\n[topic]\nweight = 0.3\nwords = ["ferr*"]\n'
        '[entity]\nweight = 0.2\nnames = ["ICE"]\n'
        '[quantity]\nweight = 0.1\nunits = ["usd"]\n[harm]\nweight = 0.4\n[source]\nweight = -0.2\nnames = ["ode"]\n'
        "[kind]\nweights = { quantity = 0.05 }\n"
    )
    claim = placed("ICE says the ferries killed 3.", kind="quantity", speaker="Mayor Ann Ode", unit="USD")
    (one,) = rank([claim], desk).ranked
    assert [(reason.criterion, reason.points, reason.detail) for reason in one.reasons] == [
        ("worthiness", 0.25, "check-worthiness 0.50"),
        ("topic", 0.3, "ferries"),
        ("entity", 0.2, "ICE"),
        ("quantity", 0.1, "USD"),
        ("harm", 0.4, "killed"),
        ("source", -0.2, "Mayor Ann Ode"),
        ("kind", 0.05, "quantity"),
    ]
    assert one.score == pytest.approx(sum(reason.points for reason in one.reasons))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[worthiness]\nminimum = 0.6\n", "check-worthiness 0.50 is under 0.60"),
        ('[kind]\nonly = ["quantity"]\n', "its kind is factual"),
        ('[topic]\nexclude = ["mill"]\n', "topic: excluded mill"),
        ('[topic]\nwords = ["ferry"]\nrequire = true\n', "topic: required, not found"),
        ('[entity]\nnames = ["MILL"]\nrequire = true\n', "entity: required, not found"),
        ("[quantity]\nrequire = true\n", "quantity: required, not found"),
        ("[source]\nrequire = true\n", "source: required, not found"),
    ],
)
def test_what_is_filtered_out_is_told_with_its_reason(text: str, reason: str) -> None:
    found = rank([placed("The mill burned.")], profile(text))
    assert found.ranked == ()
    assert [one.reason for one in found.left_out] == [reason]


def test_the_same_claim_in_several_articles_is_one_with_several_places() -> None:
    first = placed("The port of Oslo lost 40 boats in March.", worth=0.4)
    again = placed("In March, the port of Oslo lost 40 boats.", article="b.txt", worth=0.9)
    (one,) = rank([first, again], Profile()).ranked
    assert [place.article for place in one.places] == ["b.txt", "a.txt"]
    assert one.score == 0.9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (placed("The port lost 40 boats."), placed("The port lost 45 boats.")),
        (placed("The port lost boats."), placed("The port never lost boats.")),
        (placed("The port lost boats."), placed("The mill lost workers.")),
        (
            placed("It was said.", kind="quotation", speaker="Ann Ode"),
            placed("It was said.", kind="quotation", speaker="Erik Karlsen"),
        ),
    ],
)
def test_another_figure_negation_subject_or_speaker_is_another_claim(one: Placed, other: Placed) -> None:
    assert len(rank([one, other], Profile()).ranked) == 2


@pytest.mark.parametrize(
    ("term", "text", "cased", "found"),
    [
        ("migrant*", "Migrants came", False, True),
        ("migrant", "Migrants came", False, False),
        ("asylum seeker*", "asylum\nseekers", False, True),
        ("ICE", "ice on the road", True, False),
        ("C++", "in C++ and", True, True),
    ],
)
def test_terms_are_whole_words_and_a_star_is_any_ending(term: str, text: str, cased: bool, found: bool) -> None:
    assert bool(pattern(term, cased=cased).search(text)) is found

"""The rules of the suites on sentences of our own: what they alter, and what they must leave alone."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from models.contrast.types import Contrast, Grounds
from verifier.evaluation.perturbations import paraphrase, replaced

Rule = Callable[[Grounds, random.Random], list[Contrast]]


def alike(text: str, *, evidence: str | None = None) -> Grounds:
    return Grounds(evidence or text, text)


def made(rule: Rule, grounds: Grounds) -> set[str]:
    return {one.hypothesis for seed in range(60) for one in rule(grounds, random.Random(seed))}


def numbers_of(texts: set[str]) -> set[float]:
    return {float(word.replace(",", "").strip(".%")) for text in texts for word in text.split() if word[0].isdigit()}


def test_a_counted_number_is_only_raised_and_by_more_than_rounding() -> None:
    grounds = alike("The ferry carried 2,300 people.")
    found = numbers_of(made(replaced.number, grounds))
    assert found
    assert min(found) >= 1.14 * 2300


def test_a_share_may_also_be_lowered() -> None:
    found = numbers_of(made(replaced.number, alike("Rents rose by 40% in the spring.")))
    assert min(found) < 36
    assert max(found) > 44


@pytest.mark.parametrize(
    "text",
    [
        "The hall holds at least 5 boats.",
        "The hall holds more than 500 boats.",
        "The hall holds 5 or 6 boats.",
        "The hall holds between 20 and 30 boats.",
        "The hall holds 20 – 30 boats.",
        "The hall does not hold 20 boats.",
        "None of the halls holds 20 boats.",
        "About 5 – 10% of the boats sank.",
        "In 14 of 14 tested boats it leaked.",
        "Only 20 boats sank.",
        "The Group of 15 members met.",
    ],
)
def test_what_may_be_true_with_another_number_is_left_alone(text: str) -> None:
    assert not made(replaced.number, alike(text))


def test_a_number_that_the_evidence_does_not_give_is_left_alone() -> None:
    assert not made(replaced.number, alike("It has 12 boats.", evidence="It has many boats."))
    assert made(replaced.number, alike("It has 12 boats.", evidence="Twelve boats lie there."))


def test_another_number_of_the_evidence_is_never_put() -> None:
    evidence = "It has 3 boats; others have 4, 5, 6, 7, 8, 9, 10, 11, 12 or 13."
    assert made(replaced.number, alike("It has 3 boats.", evidence=evidence)) == {"It has 14 boats."}


def test_ages_and_lengths_count_too() -> None:
    assert made(replaced.number, alike("Per Dahl moved at age 18."))
    assert made(replaced.number, alike("The wall is 120 km long."))


def test_a_year_is_replaced_by_one_that_the_evidence_does_not_give() -> None:
    grounds = alike("The mill was built in 1931.", evidence="Built in 1931, the mill burned in 1935 and 1938.")
    found = made(replaced.year, grounds)
    assert found
    assert not any(year in text for text in found for year in ("1931", "1935", "1938"))


@pytest.mark.parametrize(
    "text",
    [
        "The mill has stood since 1931.",
        "The mill was built before 1931.",
        "The mill ran from 1931 to 1950.",
        "The mill was popular in the 1930s.",
        "The mill was built in about 1931.",
        "The mill was not built in 1931.",
        "The Mill (1931 film) was short.",
    ],
)
def test_an_open_or_denied_time_is_left_alone(text: str) -> None:
    assert not made(replaced.year, alike(text))


def test_a_whole_date_is_replaced_in_one_of_its_parts() -> None:
    found = made(replaced.date, alike("The hall was opened on May 3, 1962."))
    assert found
    assert not {"The hall was opened on May 3, 1962.", "The hall was opened on 3 May 1962."} & found
    assert not made(replaced.date, alike("The hall was opened in 1962."))


def test_a_name_is_replaced_by_another_of_its_kind_with_its_article() -> None:
    grounds = alike("Anna Brandt was a Danish painter.")
    found = made(replaced.name, grounds)
    assert "Anna Brandt was an Italian painter." in found
    assert not any("Danish" in text for text in found)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Anna Brandt is an American.", None),
        ("A Dane was here, and a Canadian.", None),
        ("A Canadian made Low Tide.", None),
        ("The Port of Spain is large.", None),
        ("Danish Pastry Days were held by a lake.", None),
        ("The Danish National Bank is large.", None),
        ("Anna Brandt was not a Danish painter.", None),
        ("Anna Brandt was a Danish painter.", "Anna Brandt was a Danish and Swedish painter."),
        ("Anna Brandt was a Danish painter.", "Anna Brandt was a painter."),
    ],
)
def test_a_name_inside_a_name_or_with_another_beside_it_is_left_alone(text: str, evidence: str | None) -> None:
    assert not made(replaced.name, alike(text, evidence=evidence))


def test_a_date_is_put_first() -> None:
    assert made(paraphrase.fronted, alike("The school was founded in 1931.")) == {"In 1931, the school was founded."}
    assert made(paraphrase.fronted, alike("Per Dahl died on May 3, 1962.")) == {"On May 3, 1962, Per Dahl died."}
    assert not made(paraphrase.fronted, alike("Per Dahl, who sang, died in 1962."))
    assert not made(paraphrase.fronted, alike("The story is set in 1962."))


def test_one_expression_is_exchanged_where_it_is_safe() -> None:
    assert made(paraphrase.synonym, alike("Low Tide is a film.")) == {"Low Tide is a movie."}
    assert made(paraphrase.synonym, alike("It sold more than 40 boats.")) == {"It sold over 40 boats."}
    for text in ("It was attended by Per Dahl.", "He is more than a friend.", "The film took place in a mill."):
        assert not made(paraphrase.synonym, alike(text))


def test_voice_comparison_and_notation_keep_the_meaning() -> None:
    assert made(paraphrase.voice, alike("Mara Voss defeated Ilse Kern.")) == {"Ilse Kern was defeated by Mara Voss."}
    assert made(paraphrase.comparison, alike("Lake Orm is larger than Lake Ulv.")) == {
        "Lake Ulv is smaller than Lake Orm."
    }
    assert made(paraphrase.notation, alike("It has three boats.")) == {"It has 3 boats."}
    assert made(paraphrase.notation, alike("It was opened on May 3, 1962.")) == {"It was opened on 3 May 1962."}
    assert not made(paraphrase.notation, alike("It was opened in 1962."))

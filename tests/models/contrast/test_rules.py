"""Each transformation on sentences of our own: the label that it gives, and where it must give nothing."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from models.contrast import attribution, date, entity, negation, number, order
from models.contrast.entity import Names
from models.contrast.numerals import numerals
from models.contrast.types import Contrast, Grounds
from models.pairs import NliPair

BRIDGE = Grounds(
    "The bridge at Alder Mill cost 4.2 million pounds and carries 2,300 people a day. It is closed in winter.",
    "The bridge carries 2,300 people a day.",
)
SCHOOL = Grounds(
    "The village school was founded in 1931 by Ruth Calder, a local baker.", "The village school was founded in 1931."
)
OPENED = Grounds("The hall was opened on May 3, 1962 by the mayor.", "The hall was opened on May 3, 1962.")
PAINTER = Grounds("Anna Brandt was a Danish painter who lived by the sea.", "Anna Brandt was a Danish painter.")
CHESS = Grounds("In the final Mara Voss defeated Ilse Kern in two hours.", "Mara Voss defeated Ilse Kern.")
Rule = Callable[[Grounds, random.Random], list[Contrast]]


def made(rule: Rule, grounds: Grounds, *, tries: int = 40) -> list[Contrast]:
    """All that a rule gives for these grounds over several seeds."""
    return [one for seed in range(tries) for one in rule(grounds, random.Random(seed))]


def texts(contrasts: list[Contrast], label: str) -> set[str]:
    return {one.hypothesis for one in contrasts if one.label == label}


def value(text: str) -> float:
    return numerals(text)[0].value


@pytest.mark.parametrize(
    ("rule", "grounds"),
    [
        *((rule, BRIDGE) for rule in number.RULES),
        *((rule, SCHOOL) for rule in date.RULES),
        *((rule, OPENED) for rule in date.RULES),
        *((rule, PAINTER) for rule in (*entity.RULES, *negation.RULES, *attribution.RULES)),
        *((rule, CHESS) for rule in (*entity.RULES, *order.RULES)),
    ],
)
def test_the_same_generator_gives_the_same_contrasts(rule: Rule, grounds: Grounds) -> None:
    for seed in range(5):
        assert rule(grounds, random.Random(seed)) == rule(grounds, random.Random(seed))


def test_a_changed_number_is_contradicted_and_far_from_what_was_rounded() -> None:
    found = made(number.changed, BRIDGE)
    assert texts(found, "entailment") == {BRIDGE.text}
    assert all(abs(value(text) - 2300) >= 0.14 * 2300 for text in texts(found, "contradiction"))


def test_a_lower_bound_below_the_number_is_entailed_and_one_above_it_contradicted() -> None:
    found = made(number.lower_bound, BRIDGE)
    assert all(value(text) <= 2300 for text in texts(found, "entailment"))
    assert all(value(text) > 2300 for text in texts(found, "contradiction"))
    upper = made(number.upper_bound, BRIDGE)
    assert all(value(text) > 2300 for text in texts(upper, "entailment"))
    assert all(value(text) < 2300 for text in texts(upper, "contradiction"))


def test_of_more_than_a_number_only_less_is_contradicted() -> None:
    more = Grounds("The crowd had more than 2,000 people.", "The crowd had more than 2,000 people.")
    found = texts(made(number.changed, more), "contradiction")
    assert found
    assert all(value(text) < 2000 and "more than" not in text for text in found)
    assert not texts(made(number.restated, more), "contradiction")


def test_a_number_is_rounded_to_what_it_is_near() -> None:
    found = made(number.rounded, BRIDGE)
    assert {value(text) for text in texts(found, "entailment")} == {2500.0}
    assert all(not 1500 < value(text) < 3500 for text in texts(found, "contradiction"))


def test_a_range_around_the_number_is_entailed_and_one_beside_it_contradicted() -> None:
    for one in made(number.between, BRIDGE):
        low, high = (float(word.replace(",", "")) for word in one.hypothesis.split() if word[0].isdigit())
        assert (low <= 2300 <= high) == (one.label == "entailment")


def test_a_million_is_rescaled_into_digits_and_a_billion_contradicted() -> None:
    grounds = Grounds("The firm made a profit of $3 million.", "The firm made a profit of $3 million.")
    found = made(number.rescaled, grounds)
    assert texts(found, "entailment") == {"The firm made a profit of $3,000,000."}
    assert not any(value(text) == 3_000_000 for text in texts(found, "contradiction"))


def test_per_cent_is_not_percentage_points() -> None:
    grounds = Grounds("Rents rose by 8% in the spring.", "Rents rose by 8% in the spring.")
    found = made(number.points, grounds)
    assert texts(found, "contradiction") == {"Rents rose by 8 percentage points in the spring."}


def test_an_exact_number_is_neutral_to_a_vague_premise() -> None:
    neutral = [one for one in made(number.not_given, BRIDGE) if one.label == "neutral"]
    assert neutral
    assert all("2,300" not in one.premise and "thousands of people" in one.premise for one in neutral)


def test_a_part_of_those_counted_is_left_open_unless_the_premise_speaks_of_it() -> None:
    for one in made(number.of_a_part, BRIDGE):
        assert (one.label == "neutral") == (one.premise == BRIDGE.premise)
        assert (one.label == "entailment") == (one.premise == one.hypothesis)
    women = Grounds("Of 300 people 200 were women.", "There were 300 people.")
    assert not made(number.of_a_part, women)


def test_a_number_that_the_premise_gives_twice_or_not_at_all_is_left_alone() -> None:
    twice = Grounds("It carried 2,300 people in May and 2,900 people in June.", "It carried 2,300 people.")
    absent = Grounds("It carries many people.", "It carries 2,300 people.")
    named = Grounds("Route 66 is long.", "Route 66 is long.")
    for rule in number.RULES:
        assert not made(rule, twice) + made(rule, absent) + made(rule, named)


def test_a_neutral_number_stays_neutral_however_it_is_changed() -> None:
    pair = NliPair("The ferry is old.", "The ferry holds 250 passengers.", "neutral")
    found = [one for seed in range(20) for one in number.of_neutral(pair, random.Random(seed))]
    assert {one.label for one in found} == {"neutral"}
    entailed = NliPair("The ferry holds 250 passengers.", "The ferry holds 250 passengers.", "entailment")
    assert not number.of_neutral(entailed, random.Random(1))


def test_another_date_is_contradicted_and_another_notation_entailed() -> None:
    found = [one for one in made(date.changed, OPENED) if one.premise == OPENED.premise]
    assert texts(found, "entailment") <= {"The hall was opened on May 3, 1962.", "The hall was opened on 3 May 1962."}
    assert not texts(found, "contradiction") & texts(found, "entailment")


def test_decade_and_century_follow_from_the_year() -> None:
    found = [one for one in made(date.coarser, SCHOOL) if one.premise == SCHOOL.premise]
    assert texts(found, "entailment") == {
        "The village school was founded in the 1930s.", "The village school was founded in the 20th century.",
    }  # fmt: skip
    assert not texts(found, "contradiction") & texts(found, "entailment")


@pytest.mark.parametrize("rule", [date.changed, date.coarser, date.between_years, date.finer, date.not_given])
def test_a_date_has_each_label_so_that_the_text_does_not_give_it_away(rule: Rule) -> None:
    found = [rule(SCHOOL, random.Random(seed)) for seed in range(12)]
    together = [made_of for made_of in found if len(made_of) > 1]
    assert together
    for made_of in together:
        labels: dict[str, set[str]] = {}
        for one in made_of:
            labels.setdefault(one.hypothesis, set()).add(one.label)
        assert all({"entailment", "contradiction"} <= of_text for of_text in labels.values())
    assert all(one.label == "neutral" for made_of in found if len(made_of) == 1 for one in made_of)


def test_what_happens_again_and_again_has_no_date_to_change() -> None:
    yearly = Grounds("The fair was cheerful in 1931 and in 1950.", "The fair was cheerful in 1931.")
    for rule in (date.changed, date.coarser, date.bounded, date.finer):
        assert not made(rule, yearly)


def test_born_and_died_are_read_from_the_brackets() -> None:
    lived = Grounds("Ida Lund Berg (3 May 1870 - 9 June 1931) was a botanist.", "Ida Lund Berg was a botanist.")
    found = made(date.lifetime, lived)
    entailed = texts(found, "entailment")
    assert all(("1870" in text) == ("born" in text) for text in entailed)
    assert not entailed & texts(found, "contradiction")


def test_another_nationality_is_contradicted_both_ways() -> None:
    found = made(entity.nationality, PAINTER)
    real = [one for one in found if one.premise == PAINTER.premise]
    assert texts(real, "entailment") == {PAINTER.text}
    assert not any("Danish" in text for text in texts(real, "contradiction"))
    two = Grounds("Anna Brandt was a Danish painter in a Swedish town.", "Anna Brandt was a Danish painter.")
    assert not made(entity.nationality, two)


def test_a_place_is_exchanged_for_one_of_its_kind() -> None:
    grounds = Grounds("Emil Roth was born in Vienna and moved often.", "Emil Roth was born in Vienna.")
    found = [one for one in made(entity.place, grounds) if one.premise == grounds.premise]
    assert "Emil Roth was born in Vienna." in texts(found, "entailment")
    assert not any("Vienna" in text for text in texts(found, "contradiction"))
    assert not made(entity.place, Grounds("Emil Roth was born in Lower Elm.", "Emil Roth was born in Lower Elm."))


def test_active_and_passive_say_the_same_and_exchanged_roles_do_not() -> None:
    found = made(entity.role, CHESS)
    assert texts(found, "entailment") == {"Mara Voss defeated Ilse Kern.", "Ilse Kern was defeated by Mara Voss."}
    assert texts(found, "contradiction") == {"Ilse Kern defeated Mara Voss.", "Mara Voss was defeated by Ilse Kern."}
    assert not made(entity.role, Grounds("Mara Voss married Ilse Kern.", "Mara Voss married Ilse Kern."))


def test_a_comparison_turns_with_its_names() -> None:
    grounds = Grounds("Lake Orm is larger than Lake Ulv.", "Lake Orm is larger than Lake Ulv.")
    found = made(entity.compared, grounds)
    assert texts(found, "entailment") == {"Lake Ulv is smaller than Lake Orm."}
    assert texts(found, "contradiction") == {"Lake Ulv is larger than Lake Orm.", "Lake Orm is smaller than Lake Ulv."}


def test_a_maker_is_exchanged_for_another_of_the_trade() -> None:
    grounds = Grounds("Low Tide was directed by Nora Falk.", "Low Tide was directed by Nora Falk.")
    names = Names({"directed": ("Ada Moe", "Per Dahl", "Eva Lie", "Kai Ness", "Jon Vik", "Nora Falk")})
    found = entity.maker(grounds, names, random.Random(2))
    assert [one.label for one in found] == ["entailment", "contradiction"]
    assert "Nora Falk" not in found[1].hypothesis
    assert not entity.maker(grounds, Names({}), random.Random(2))


def test_names_are_gathered_by_what_was_made() -> None:
    names = entity.gather_names(["Low Tide was directed by Nora Falk.", "The song was written by Per Dahl in May."])
    assert names.makers == {"directed": ("Nora Falk",), "written": ("Per Dahl",)}


def test_a_denial_is_contradicted_and_entailed_by_a_premise_that_denies() -> None:
    found = made(negation.inserted, PAINTER)
    assert texts(found, "entailment") == {PAINTER.text}
    assert "Anna Brandt was not a Danish painter." in texts(found, "contradiction")
    denied = made(negation.denied_premise, PAINTER)
    assert texts(denied, "contradiction") == {PAINTER.text}
    assert not any(one.premise == PAINTER.text for one in denied)


def test_a_sentence_with_a_negative_word_or_a_quantifier_is_not_denied() -> None:
    for text in ("Nobody was in the hall.", "Some painters were rich.", "Anna Brandt was never rich."):
        assert not made(negation.inserted, Grounds(text, text))


def test_a_refuted_text_denied_is_entailed_and_an_open_one_stays_open() -> None:
    refuted = NliPair("Anna Brandt was a painter.", "Anna Brandt was a singer.", "contradiction")
    denial, plain = negation.of_refuted(refuted, random.Random(1))
    assert (denial.label, plain.label) == ("entailment", "contradiction")
    open_ = NliPair("Anna Brandt was a painter.", "Anna Brandt was a mother.", "neutral")
    assert {one.label for one in negation.of_refuted(open_, random.Random(1))} == {"neutral"}


def test_what_is_said_is_not_so_and_what_is_denied_is_not_said() -> None:
    said = made(attribution.said, PAINTER)
    assert {one.label for one in said if one.hypothesis == PAINTER.text} == {"neutral"}
    assert all("denied" in one.hypothesis for one in said if one.label == "contradiction")
    denied = made(attribution.denied, PAINTER)
    assert {one.label for one in denied if one.hypothesis == PAINTER.text} == {"neutral"}
    quoted = Grounds("The mayor said the sea rose.", "The mayor said the sea rose.")
    assert not made(attribution.said, quoted)


def test_an_order_is_turned_both_ways() -> None:
    grounds = Grounds("Eva Lie was the first mayor of Elm.", "Eva Lie was the first mayor of Elm.")
    found = made(order.swapped, grounds)
    assert texts(found, "entailment") == texts(found, "contradiction")
    both = Grounds("Eva Lie was the first and the last mayor.", "Eva Lie was the first mayor.")
    assert not any("last" in one.hypothesis for one in made(order.swapped, both))

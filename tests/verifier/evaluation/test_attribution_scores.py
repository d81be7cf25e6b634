"""How found and marked attributions are compared."""

from __future__ import annotations

import pytest

from models.types import Span
from verifier.evaluation.attribution_scores import Agreement, Parted, agree, interval, total

TEXT = "Mayor Ann Ode said “the port opened,” and Karlsen denied the loss."


def at(words: str) -> tuple[Span, ...]:
    return (Span(TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()


def parted(source: str, cue: str, content: str) -> Parted:
    return Parted(at(source), at(cue), at(content))


ODE = parted("Mayor Ann Ode", "said", "“the port opened,”")
KARLSEN = parted("Karlsen", "denied", "the loss")


def test_what_is_the_same_agrees_whatever_marks_stand_around_it() -> None:
    found = agree(TEXT, [parted("Mayor Ann Ode", "said", "the port opened"), KARLSEN], [ODE, KARLSEN])
    assert {part: (one.f1, one.exact_f1, one.words_f1) for part, one in found.items()} == dict.fromkeys(
        ("source", "cue", "content", "whole"), (1.0, 1.0, 1.0)
    )


def test_token_overlap_is_the_mean_share_of_words_in_common() -> None:
    found = agree(TEXT, [parted("Ann Ode", "said", "the port")], [ODE, KARLSEN])
    source, content = found["source"], found["content"]
    assert (source.precision, content.precision) == (1.0, 1.0)
    assert source.recall == pytest.approx(2 / 3 / 2)
    assert content.recall == pytest.approx(2 / 3 / 2)
    assert (content.exact_precision, content.exact_recall) == (0.0, 0.0)
    assert content.words_recall == pytest.approx(2 / 5)


def test_a_whole_attribution_with_another_source_has_nothing_in_common() -> None:
    found = agree(TEXT, [parted("Karlsen", "said", "the port opened")], [ODE])
    assert (found["content"].f1, found["source"].f1, found["whole"].f1) == (1.0, 0.0, 0.0)


def test_an_attribution_is_paired_with_one_other_only() -> None:
    found = agree(TEXT, [ODE, ODE], [ODE])
    assert (found["content"].precision, found["content"].recall) == (0.5, 1.0)


def test_an_empty_source_counts_on_neither_side() -> None:
    found = agree(TEXT, [parted("", "said", "the port opened")], [parted("", "said", "the port opened")])
    assert (found["source"].found, found["source"].marked, found["source"].f1) == (0, 0, None)
    assert found["whole"].f1 == 1.0


def test_nothing_to_divide_by_is_none() -> None:
    empty = Agreement()
    assert (empty.precision, empty.recall, empty.f1, empty.exact_f1, empty.words_f1) == (None,) * 5


def test_the_interval_is_over_articles_and_the_same_every_time() -> None:
    good, bad = agree(TEXT, [ODE], [ODE])["content"], agree(TEXT, [KARLSEN], [ODE])["content"]
    rows = [good, bad] * 10
    found = interval(rows, lambda one: one.f1)
    assert found == interval(rows, lambda one: one.f1)
    assert found is not None
    assert 0.0 < found[0] < (total(rows).f1 or 0.0) < found[1] < 1.0
    assert interval([good], lambda one: one.f1) is None
    assert interval([Agreement(), Agreement()], lambda one: one.f1) is None

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexes.fusion import RANK_CONSTANT, reciprocal_rank
from indexes.lexical import MAX_TERMS, match_expression

TABLE = "CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2')"


def found(query: str, *stored: str) -> list[int]:
    """Numbers, from 1, of the stored texts that the query matches."""
    expression = match_expression(query)
    if expression is None:
        return []
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(TABLE)
        connection.executemany("INSERT INTO t VALUES (?)", [(text,) for text in stored])
        rows = connection.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (expression,))
        return [row[0] for row in rows]
    finally:
        connection.close()


@given(st.text(st.characters(exclude_categories=()), max_size=120))
@settings(max_examples=300, deadline=None)
def test_no_text_of_a_user_breaks_the_query(text: str) -> None:
    found(text, "The mayor spoke.")


@pytest.mark.parametrize(
    "text",
    [
        'mayor" OR "x',
        "NEAR(mayor spoke, 2)",
        "text: mayor AND NOT (",
        "mayor*^",
        "mayor\x00 spoke",
        "\u202emayor\u202c",
        "-mayor +{}",
        "'; DROP TABLE t; -- mayor",
    ],
)
def test_operators_quotes_and_control_characters_are_only_text(text: str) -> None:
    assert found(text, "The mayor is here.", "Nobody.") == [1]


def test_any_term_matches_and_word_forms_are_alike() -> None:
    assert found("bridges closing", "A bridge fell.", "They closed it.", "Nothing here.") == [1, 2]
    assert found("cafe", "The Café is open.") == [1]


def test_stop_words_do_not_match_unless_there_is_nothing_else() -> None:
    assert found("the bridge", "The mayor spoke.", "One bridge.") == [2]
    assert found("to be or not to be", "It is to be.") == [1]


def test_numbers_with_separators_and_initials_are_looked_up_whole() -> None:
    assert found("2,000", "In 2000 or 000.", "More than 2,000 came.") == [2]
    assert found("U.S.", "See us.", "The U.S. army.") == [2]


def test_a_text_without_words_has_no_expression() -> None:
    assert match_expression("?! \u200f …") is None


def test_a_very_long_text_is_looked_up_by_its_first_terms() -> None:
    expression = match_expression(" ".join(f"term{number}" for number in range(5_000)))
    assert expression is not None
    assert expression.count(" OR ") == MAX_TERMS - 1


def test_fusion_is_the_sum_of_reciprocal_ranks() -> None:
    assert reciprocal_rank(1, 2) == pytest.approx(1 / (RANK_CONSTANT + 1) + 1 / (RANK_CONSTANT + 2))
    assert reciprocal_rank(None, 3) == 1 / (RANK_CONSTANT + 3)
    assert reciprocal_rank(None, None) == 0.0

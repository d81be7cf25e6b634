"""Lexical search: from any text of a user to a safe FTS5 query, ranked by BM25 (Robertson and Zaragoza 2009)."""

from __future__ import annotations

import re
from typing import Final

MAX_TERMS: Final = 64

# Initials ("U.S.") and numbers with separators ("2,000") are looked up as phrases of their parts.
_TERM: Final = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+|[^\W_]+")

_FUNCTION_WORDS: Final = (
    "a about above after again against all also am an and any are as at be because been before being below "
    "between both but by can cannot could did do does doing down during each few for from further had has "
    "have having he her here hers herself him himself his how i if in into is it its itself just ll me more "
    "most my myself no nor not now of off on once only or other our ours ourselves out over own re s said "
    "same she should so some such t than that the their theirs them themselves then there these they this "
    "those through to too under until up ve very was we were what when where which while who whom why will "
    "with would you your yours yourself yourselves"
)
_STOP_WORDS: Final = frozenset(_FUNCTION_WORDS.split())


def match_expression(text: str) -> str | None:
    """An FTS5 expression that matches any of the text's terms; None where it has none.

    Stop words are left out unless there is nothing else. Of a very long text the first `MAX_TERMS` distinct terms are
    looked up. Terms hold letters, digits, dots, commas and colons only and are quoted: nothing in them is an operator.
    """
    terms = dict.fromkeys(match.group().lower() for match in _TERM.finditer(text))
    telling = [term for term in terms if term not in _STOP_WORDS] or list(terms)
    if not telling:
        return None
    return " OR ".join(f'"{term}"' for term in telling[:MAX_TERMS])

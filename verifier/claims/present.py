""" "Now" and "currently" in the words of a claim: as of the day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from models.types import Span
from verifier.claims.grammar import SUBJECTS, Tree
from verifier.claims.timewords import written_day

_NOW: Final = frozenset({"now", "currently"})
_PRESENT: Final = frozenset({"VBZ", "VBP"})


def as_of_day(tree: Tree, day: date) -> Iterator[tuple[Span, str]]:
    """The words to replace, each with ", as of June 22, 2019,": between a subject and its verb in the present, or
    between that and what it carries. Elsewhere ("until now", "now that") the word may mean more than the day."""
    for at, token in enumerate(tree.tokens):
        if not 0 < at < len(tree.tokens) - 1 or token.text not in _NOW or token.dep != "advmod":
            continue
        before, follows = tree.tokens[at - 1], tree.tokens[at + 1]
        if follows.pos == "PUNCT" or follows.text.lower() == "that" or not _stands_in_verb(tree, at):
            continue
        yield Span(before.span.end, token.span.end), f", as of {written_day(day)},"


def _stands_in_verb(tree: Tree, at: int) -> bool:
    verb = tree.tokens[at].head
    carriers = [other for other in (*tree.children[verb], verb) if tree.tokens[other].tag in _PRESENT]
    carriers = [other for other in carriers if other == verb or tree.tokens[other].dep in {"aux", "auxpass"}]
    subject = tree.child(verb, SUBJECTS)
    if not carriers or subject is None or subject > at or tree.tokens[subject].text.lower() == "what":
        return False
    return at - 1 in carriers or (at - 1 in tree.subtree(subject) and at < min(carriers))

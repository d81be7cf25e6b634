"""The title or the role that an article gives a person: "Harrow Falls Mayor", "the head of the harbor board"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from verifier.claims.cuts import with_whole_name
from verifier.claims.headlines import is_headline
from verifier.claims.humans import is_human
from verifier.claims.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.types import Token
    from verifier.claims.context import Context
    from verifier.claims.people import Mention, Person

_BESIDE: Final = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
_LEFT_OUT: Final = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "conj", "cc"})
_LONGEST: Final = 10  # words, above which an apposition says more than a role
_CLOCK: Final = re.compile(r"\d:\d|\d[AP]M")
_ROLES: Final = word_set(
    "official fellow associate expert scholar dean principal ally counsel mate whip spokesperson envoy surrogate "
    "graduate alumnus member"
)
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_COURTESY: Final = frozenset({"mr.", "mrs.", "ms.", "miss", "mr", "mrs", "ms"})


class Titles:
    """Looks through the mentions of an article once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[Person, str] = {}
        for mentions in context.people.mentions:
            for mention in mentions:
                if mention.person not in self._known:
                    title = self._before(mention) or self._apposition(mention)
                    if title is not None:
                        self._known[mention.person] = title

    def of(self, person: Person | None) -> str | None:
        """The first title in the words of the article; None where it gives none."""
        return None if person is None else self._known.get(person)

    def known(self) -> Iterable[tuple[Person, str]]:
        """Everybody whom the article gives a title, with the first one."""
        return self._known.items()

    def _before(self, mention: Mention) -> str | None:
        """The words right before the name that belong to it; none in a headline, where its verbs look like names."""
        if is_headline(self._context.sentences[mention.sentence]):
            return None
        tokens = self._context.sentences[mention.sentence].tokens
        first = mention.first
        while first and tokens[first - 1].dep in _BESIDE and mention.first <= tokens[first - 1].head < mention.stop:
            first -= 1
            first = self._with_own(mention.sentence, first)
        words = [token for token in tokens[first : mention.first] if token.text.lower() not in _COURTESY]
        if not any(token.pos in {"PROPN", "NOUN"} for token in words) or words[-1].tag in _FINITE:
            return None  # "Vega accused Ode", where the parser took the verb for a part of the name
        if not words[0].text[0].isalnum() or any(_CLOCK.search(token.text) for token in words):
            return None  # "co-conspirator" cut at its hyphen, or a line of a picture's credit
        others = (self._context.people.at(mention.sentence, at) for at in range(first, mention.first))
        if any(found is not None and tokens[found.stop - 1].dep != "poss" for found in others):
            return None  # the name of another, as in lists without commas
        return self._text(words[0].span.start, words[-1].span.end)

    def _with_own(self, number: int, at: int) -> int:
        """The first token of what hangs before a word of a title: "Harrow" of "Harrow Falls Mayor"."""
        return min(self._context.trees[number].subtree(at, without=_LEFT_OUT))

    def _apposition(self, mention: Mention) -> str | None:
        tree = self._context.trees[mention.sentence]
        for at in range(mention.first, mention.stop):
            role = tree.child(at, {"appos"})
            if role is not None and role >= mention.stop and _is_role(tree.tokens[role]):
                words = tree.subtree(role, without=_LEFT_OUT)
                owned = any(tree.tokens[word].tag == "WP$" for word in words)  # "whose book" is nobody's role
                whole = with_whole_name(tree, words)  # "head of the Harbor and Transport Board"
                if whole is not None and len(words) <= _LONGEST and not owned:
                    span = tree.span(whole)
                    return self._text(span.start, span.end)
        return None

    def _text(self, start: int, end: int) -> str:
        return " ".join(self._context.text[start:end].split())


def _is_role(noun: Token) -> bool:
    return noun.tag == "NN" and (is_human(noun) or noun.lemma.lower() in _ROLES)

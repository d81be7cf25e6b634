"""Names the speaker of a saying as fully as the article does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.types import Span
from verifier.claims.context import Context
from verifier.claims.descriptions import described, office_holder
from verifier.claims.grammar import Tree
from verifier.claims.people import Mention, Person
from verifier.claims.words import FEMALE_TITLES, HE, MALE_TITLES, SHE

_LEFT_OUT = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "conj", "cc", "dep"})
_SENTENCES_BACK = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` is the fullest name, or the words of the article where nobody is named; `span` is where those words stand
    that name the speaker beside the cue."""

    name: str
    person: Person | None = None
    span: Span | None = None


class Speakers:
    """Remembers who spoke, for "he said"."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._spoke: list[tuple[int, Speaker]] = []

    def spoke(self, sentence: int, speaker: Speaker) -> None:
        self._spoke.append((sentence, speaker))

    def name(self, number: int, tree: Tree, head: int) -> Speaker:
        """The speaker that a noun or a pronoun of the sentence stands for."""
        return replace(self._named(number, tree, head), span=self._phrase(tree, head))

    def _named(self, number: int, tree: Tree, head: int) -> Speaker:
        mention = self._context.people.at(number, head)
        if mention is not None and mention.stop > head:
            return Speaker(mention.person.full, mention.person)
        if tree.tokens[head].dep == "appos" and tree.tokens[head].head != head:
            return self._named(number, tree, tree.tokens[head].head)
        word = tree.tokens[head].text
        person = office_holder(self._context, number, head)
        if person is not None:
            return Speaker(person.full, person)
        article = next((at for at in tree.children[head] if tree.tokens[at].text.lower() == "the"), None)
        meant = described(self._context, number, article) if article is not None else None
        if meant is not None:
            return Speaker(meant[1])
        if word.lower() in HE | SHE:
            return self._pronoun(number, head, word)
        if (
            word.lower() == "they"
            and self._spoke
            and number - self._spoke[-1][0] <= 2
            and not self._spoke[-1][1].person
        ):
            return self._spoke[-1][1]
        return Speaker(" ".join(self._phrase(tree, head).of(self._context.text).split()) or word)

    def _pronoun(self, number: int, head: int, word: str) -> Speaker:
        """The last matching speaker nearby, or else the matching person that was named last; the pronoun itself where
        both of two may be meant, since words in another's mouth are worse than words in nobody's."""
        mention = self._named_before(number, head, word)
        for sentence, speaker in reversed(self._spoke):
            if number - sentence > _SENTENCES_BACK:
                break
            if speaker.person is None and _is_titled(speaker.name, word):
                return speaker
            if speaker.person is None and self._is_unknown(sentence, speaker):
                return Speaker(word)
            if speaker.person is not None and speaker.person.may_be(word):
                if mention is not None and mention.sentence > sentence and _is_subject(self._context, mention):
                    break
                others = self._named_since(sentence, number, head, word) - {speaker.person}
                return Speaker(word) if others else speaker
        return Speaker(mention.person.full, mention.person) if mention is not None else Speaker(word)

    def _named_before(self, number: int, head: int, word: str) -> Mention | None:
        """The person of the nearest sentence that names any who fits, up to the pronoun: the only one, or the only one
        who is the subject of its main clause. None where several fit."""
        for sentence in range(number, max(number - _SENTENCES_BACK, -1), -1):
            fits = list(self._fitting(sentence, number, head, word))
            if not fits:
                continue
            main = [found for found in fits if _is_main_subject(self._context, found)]
            chosen = main or fits
            return chosen[-1] if len({found.person for found in chosen}) == 1 else None
        return None

    def _named_since(self, sentence: int, number: int, head: int, word: str) -> set[Person]:
        """Everybody who fits and is named after a sentence and before the pronoun."""
        later = range(sentence + 1, number + 1)
        return {found.person for one in later for found in self._fitting(one, number, head, word)}

    def _fitting(self, sentence: int, number: int, head: int, word: str) -> Iterator[Mention]:
        """The mentions of a sentence up to the pronoun that it may mean. Whom a speaker names in their own words is
        not the speaker."""
        for found in self._context.people.mentions[sentence]:
            before = sentence < number or found.stop <= head
            if before and found.person.may_be(word) and not self._is_quoted(found.span):
                yield found

    def _is_unknown(self, sentence: int, speaker: Speaker) -> bool:
        """Whether the speaker is somebody whom the article names, but not in full, so that they may be meant too."""
        span = speaker.span
        return span is not None and any(span.overlaps(found) for found in self._context.people.strangers(sentence))

    def _is_quoted(self, span: Span) -> bool:
        return any(quote.outer.covers(span) for quote in self._context.quotes_in(span))

    def _phrase(self, tree: Tree, head: int) -> Span:
        """The noun phrase without relative clauses and appositions."""
        indices = tree.subtree(head, without=_LEFT_OUT)
        indices += [at for at, token in enumerate(tree.tokens) if token.text in {"-", "’", "'"} and at + 1 in indices]
        run = [head]
        while run[0] - 1 in indices:
            run.insert(0, run[0] - 1)
        while run[-1] + 1 in indices:
            run.append(run[-1] + 1)
        while len(run) > 1 and tree.tokens[run[0]].text in {"-", "–", "—"}:
            run.pop(0)
        return tree.span(run)


def _is_subject(context: Context, mention: Mention) -> bool:
    return context.sentences[mention.sentence].tokens[mention.stop - 1].dep in {"nsubj", "nsubjpass"}


def _is_main_subject(context: Context, mention: Mention) -> bool:
    tokens = context.sentences[mention.sentence].tokens
    verb = tokens[mention.stop - 1].head
    return _is_subject(context, mention) and tokens[verb].head == verb


def _is_titled(name: str, pronoun: str) -> bool:
    """Whether somebody who is only known by "Mr." or "Mrs." can be meant by "he" or "she"."""
    title = name.split(" ", 1)[0].lower().rstrip(".")
    return title in (MALE_TITLES if pronoun.lower() in HE else FEMALE_TITLES)

"""Names the speaker of a saying as fully as the article does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.types import Span
from verifier.claims.context import Context
from verifier.claims.descriptions import described, office_holder
from verifier.claims.grammar import SUBJECTS, Tree, run_around
from verifier.claims.people import Mention, Person
from verifier.claims.tellers import has_plural_subject
from verifier.claims.words import FEMALE_TITLES, HE, HUMANS, MALE_TITLES, SHE

_LEFT_OUT = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "conj", "cc", "dep"})
_SENTENCES_BACK = 4
_TITLE_AND_LINK = 3  # words between two names: "and Mr."


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
            both = self._both(number, tree, head, mention)
            return both or Speaker(mention.person.full, mention.person)
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
        if word.lower() == "they" and self._spoke and not has_plural_subject(tree, head):
            sentence, last = self._spoke[-1]
            if number - sentence <= 2 and not last.person and not self._is_one_human(sentence, last):
                return last
        return Speaker(" ".join(self._phrase(tree, head).of(self._context.text).split()) or word)

    def _both(self, number: int, tree: Tree, head: int, first: Mention) -> Speaker | None:
        """Two people who say it together: "Ode and Vega agreed that P"."""
        joined = tree.child(head, {"conj"})
        if joined is None or tree.child(joined, {"conj"}) is not None:
            return None
        second = self._context.people.at(number, joined)
        if second is None or second.person == first.person:
            return None
        linked = [token.text.lower() for token in tree.tokens[first.stop : second.first]]
        plain = linked[:1] == ["and"] and len(linked) <= _TITLE_AND_LINK
        return Speaker(f"{first.person.full} and {second.person.full}") if plain else None

    def _pronoun(self, number: int, head: int, word: str) -> Speaker:
        """The last matching speaker nearby, or else the matching person that was named last; the pronoun itself where
        both of two may be meant, since words in another's mouth are worse than words in nobody's."""
        mention = self._named_before(number, head, word)
        for sentence, speaker in reversed(self._spoke):
            if number - sentence > _SENTENCES_BACK:
                break
            if speaker.person is None and _is_titled(speaker.name, word):
                return Speaker(word) if self._named_since(sentence, number, head, word) else speaker
            open_pronoun = speaker.name.lower() in (HE if word.lower() in HE else SHE)
            if speaker.person is None and (open_pronoun or self._is_unknown(sentence, speaker)):
                if mention is not None and mention.sentence > sentence and _is_main_subject(self._context, mention):
                    break
                return Speaker(word)
            if speaker.person is not None and speaker.person.may_be(word):
                if mention is not None and mention.sentence > sentence and _is_subject(self._context, mention):
                    break
                others = self._named_since(sentence, number, head, word) - {speaker.person}
                return Speaker(word) if others else speaker
        clear = mention is not None and not self._is_beside_stranger(mention)
        return Speaker(mention.person.full, mention.person) if clear and mention is not None else Speaker(word)

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
            before = sentence < number or (found.stop <= head and not self._is_told(number, found, head))
            if before and found.person.may_be(word) and not self._context.is_quoted(found.span):
                yield found

    def _is_told(self, number: int, mention: Mention, head: int) -> bool:
        """Whether the name is the subject of what the pronoun's verb tells: "Ode has no ships, she said" is not said by
        Ode. Beside a quotation, and before a dash, the name may stand in the writer's words."""
        tree = self._context.trees[number]
        if self._context.quotes_in(self._context.sentences[number].span) or tree.tokens[head - 1].text != ",":
            return False
        told = tree.tokens[mention.stop - 1]
        clause = tree.tokens[told.head]
        return told.dep in SUBJECTS and clause.dep == "ccomp" and clause.head == tree.tokens[head].head

    def _is_unknown(self, sentence: int, speaker: Speaker) -> bool:
        """Whether the speaker is somebody whom the article does not name, or not in full, so that they may be meant
        too."""
        span = speaker.span
        if span is None:
            return False
        if any(span.overlaps(found) for found in self._context.people.strangers(sentence)):
            return True
        return self._is_one_human(sentence, speaker) or self._is_bare_name(sentence, span)

    def _is_one_human(self, sentence: int, speaker: Speaker) -> bool:
        """Whether the speaker is only described, as one human being: "the woman", "their candidate"."""
        if speaker.span is None or " ".join(speaker.span.of(self._context.text).split()) != speaker.name:
            return False
        tree = self._context.trees[sentence]
        inside = tree.inside(speaker.span)
        head = next((tree.tokens[at] for at in inside if tree.tokens[at].head not in inside), None)
        return head is not None and head.tag == "NN" and head.lemma.lower() in HUMANS

    def _is_bare_name(self, sentence: int, span: Span) -> bool:
        """Whether it is a proper noun of one word that the parser takes for the name of nothing it knows."""
        tree = self._context.trees[sentence]
        inside = tree.inside(span)
        known = any(found.span.overlaps(span) for found in self._context.sentences[sentence].entities)
        return len(inside) == 1 and tree.tokens[inside[0]].tag == "NNP" and not known

    def _is_beside_stranger(self, mention: Mention) -> bool:
        """Whether the sentence that names them, not as its main subject, has somebody else for that, whom the article
        does not name in full: "Asked about Vega, Ban shrugged"."""
        tree = self._context.trees[mention.sentence]
        if tree.root is None or _is_main_subject(self._context, mention):
            return False
        subject = tree.subject(tree.root)
        strangers = self._context.people.strangers(mention.sentence)
        return subject is not None and any(span.covers(tree.tokens[subject].span) for span in strangers)

    def _phrase(self, tree: Tree, head: int) -> Span:
        """The noun phrase without relative clauses and appositions."""
        indices = _with_coordinated(tree, head, tree.subtree(head, without=_LEFT_OUT))
        indices += [at for at, token in enumerate(tree.tokens) if token.text in {"-", "’", "'"} and at + 1 in indices]
        indices += [
            at for at, token in enumerate(tree.tokens) if token.text == "/" and {at - 1, at + 1} <= set(indices)
        ]
        run = run_around(head, set(indices))
        while len(run) > 1 and tree.tokens[run[0]].text in {"-", "–", "—"}:
            run.pop(0)
        return tree.span(run)


def _with_coordinated(tree: Tree, head: int, indices: list[int]) -> list[int]:
    """The tokens of a noun phrase, with the other names in a phrase inside it: "captains in Oslo, Bergen and Moss"."""
    found = set(indices)
    for at in indices:
        token = tree.tokens[at]
        joined = tree.child(at, {"conj"}) if token.dep == "pobj" and at != head else None
        if joined is None or tree.tokens[joined].pos not in {"NOUN", "PROPN"}:
            continue
        rest = tree.subtree(joined, without=frozenset({"relcl", "appos", "acl", "advcl"}))
        run = range(at + 1, max(rest) + 1)
        inner = {"ADP"} if tree.tokens[joined].pos == "PROPN" else set()  # "and the University of Oslo"
        if all(tree.tokens[one].pos in {"NOUN", "PROPN", "CCONJ", "PUNCT", "DET", "ADJ"} | inner for one in run):
            found.update(run)
    return sorted(found)


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

"""Whom "he" and "she" mean: the speaker, the only person who fits, or nobody whom the article leaves clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from verifier.claims.attached import subject_ahead
from verifier.claims.descriptions import is_somebody, office_holder, somebody_described
from verifier.claims.names import gender_of
from verifier.claims.words import CUES, HE, SHE

if TYPE_CHECKING:
    from verifier.claims.context import Context
    from verifier.claims.grammar import Tree
    from verifier.claims.people import Mention, Person

_SENTENCES_BACK: Final = 3
_RIVALS_BACK: Final = 2  # sentences in which another may be named whom a speaker means
_NO_SUBJECT_FORMS: Final = frozenset({"him", "his", "her", "hers"})
_ACTED_ON: Final = frozenset({"dobj", "pobj", "poss", "dative", "nsubj", "nsubjpass"})
_NOBODY: Final = frozenset({"GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART"})
_NO_SUBJECT: Final = _NOBODY | {"ORG"}  # of a sentence before, where "he" hardly takes up a body by mistake


class Antecedents:
    """The people who may be meant in one claim. `inside` are its tokens, `named` are those whom it has named so far,
    and `speaker` is who says its words, `verbatim` or not."""

    def __init__(
        self,
        context: Context,
        number: int,
        inside: Sequence[int],
        *,
        named: Sequence[Person],
        speaker: Person | None,
        verbatim: bool,
    ) -> None:
        self._context = context
        self._number = number
        self._tree = context.trees[number]
        self._inside = inside
        self._named = named
        self._speaker = speaker
        self._verbatim = verbatim

    def person(self, at: int, word: str) -> Person | None:
        """The only person that "he" or "she" can mean; None where the claim names them already or several fit."""
        if any(person.may_be(word) for person in self._named):
            return None
        if self._unknown_before(at, word):
            return None
        if self._verbatim:
            return None  # the speaker means somebody else, and their words around it may not all be in the article
        speaker = self._speaker
        if speaker is not None:
            rival = not speaker.may_be(word) or self._has_rival(at, word, speaker) or self._is_told_later(at, speaker)
            return None if rival or self._named_just_before(at, word, speaker) else speaker
        if self._speaker_described(at, word):
            return None  # who most likely speaks of themselves
        only = self._only_one(at, word)
        return None if only is not None and self._acts_on(at, only) else only

    def _unknown_before(self, at: int, word: str) -> bool:
        """Whether "her" is most likely somebody whom the article names by a given name alone, who is the subject of the
        clause: "Hallam said that Melissa would sell her boats" after a sentence on another woman."""
        if word not in _NO_SUBJECT_FORMS:
            return False
        subject = self._subject_above(at)
        if subject is None or subject > at or self._context.people.at(self._number, subject) is not None:
            return False
        token = self._tree.tokens[subject]
        gender = gender_of(token.text) if token.pos == "PROPN" else None
        return gender is not None and word in (HE if gender == "he" else SHE)

    def _subject_above(self, at: int) -> int | None:
        """The subject of the nearest verb above that has one, other than the token itself."""
        subjects = (self._tree.child(up, {"nsubj", "nsubjpass"}) for up in self._tree.ancestors(at))
        return next((found for found in subjects if found is not None and found != at), None)

    def _has_rival(self, at: int, word: str, speaker: Person) -> bool:
        """Whether "he" in what somebody said may be another: named in the words said, or in the sentence where the
        speaker may as well be a she, or told of by an office or as a stranger before it."""
        start = self._tree.tokens[at].span.start
        before = self._mentions_before(at)
        own = max((found.first for found in before if found.person == speaker), default=-1)
        others = [found for found in before if found.person != speaker and found.person.may_be(word)]
        if any(found.first in self._inside or (speaker.gender is None and found.first > own) for found in others):
            return True
        said = [other for other in self._inside if other < at]
        first = self._tree.tokens[said[0]].span.start if said else start
        strangers = self._context.people.strangers(self._number)
        unnamed = any(first <= span.start and span.end <= start for span in strangers)
        return unnamed or somebody_described(self._tree, at, self._inside) or self._told_of_before(at, word, speaker)

    def _named_just_before(self, at: int, word: str, speaker: Person) -> tuple[Person, ...]:
        """Others, named in the sentences before, whom "her" in what somebody said may mean as well as the speaker: in a
        clause of which the speaker is not the subject ("Ode said the crew asked to grant her entry")."""
        if word not in _NO_SUBJECT_FORMS or self._is_of_speakers_clause(at, speaker):
            return ()
        near = range(self._number - 1, max(self._number - 1 - _RIVALS_BACK, -1), -1)
        found = (mention.person for back in near for mention in self._context.people.mentions[back])
        return tuple(dict.fromkeys(person for person in found if person != speaker and person.may_be(word)))

    def _is_of_speakers_clause(self, at: int, speaker: Person) -> bool:
        """Whether the subject of the nearest verb above that has one is the speaker, by name or as "he" or "she"."""
        subject = self._subject_above(at)
        if subject is None:
            return True
        mention = self._context.people.at(self._number, subject)
        return self._tree.tokens[subject].text.lower() in {"he", "she"} or (
            mention is not None and mention.person == speaker
        )

    def _is_told_later(self, at: int, speaker: Person) -> bool:
        """Whether the pronoun opens a sentence that names its speaker only after it, and the sentences before may tell
        of somebody else: "Ode has 40 boats. He sold them all, Vega said"."""
        if any(found.person == speaker for found in self._mentions_before(at)):
            return False
        if not any(found.person == speaker for found in self._context.people.mentions[self._number]):
            return False
        return self._only_one(at, self._tree.tokens[at].text.lower()) != speaker

    def _speaker_described(self, at: int, word: str) -> bool:
        """Whether the words are those of somebody only described: "the mogul said he had won", "declaring that he
        had won, the mogul left"."""
        tokens = self._tree.tokens
        for verb in (up for up in self._tree.ancestors(at) if tokens[up].lemma.lower() in CUES):
            by_the_way = tokens[verb].tag == "VBG" and tokens[verb].dep == "advcl"
            subject = self._tree.child(tokens[verb].head if by_the_way else verb, {"nsubj"})
            before = subject is not None and (subject < at or by_the_way)
            if subject is not None and before and is_somebody(self._tree, subject, word):
                return True
        return False

    def _told_of_before(self, at: int, word: str, speaker: Person) -> bool:
        """Whether what is joined to the saying tells of another: "Ode criticized Vega and Hallam said he had sold 40
        boats", "Ode asked the senator for help and said he had sold 40 boats"."""
        tokens = self._tree.tokens
        start = next((other for other in self._inside if other <= at), at)
        verbs = [other for other in self._tree.ancestors(start) if other < start and tokens[other].dep == "conj"]
        verb = next((other for other in verbs if tokens[other].pos == "VERB"), None)
        if verb is None:
            return self._speaks_of(at, word, speaker)
        first = tokens[verb].head
        run = range(first, verb)
        if somebody_described(self._tree, at, run):
            return True
        own = self._tree.child(verb, {"nsubj"}) is not None
        others = [found.person for found in self._mentions_before(at) if first < found.first < verb]
        unknown = self._context.people.strangers(self._number)
        strange = any(tokens[first].span.end <= span.start and span.end <= tokens[verb].span.start for span in unknown)
        return own and (strange or any(one != speaker and one.may_be(word) for one in others))

    def _speaks_of(self, at: int, word: str, speaker: Person) -> bool:
        """Whether the saying is told by the way of what was done to another: "Hallam praised Vega, saying he had sold
        40 boats"."""
        tokens = self._tree.tokens
        ways = [up for up in self._tree.ancestors(at) if tokens[up].tag == "VBG" and tokens[up].lemma.lower() in CUES]
        if not ways or tokens[ways[-1]].dep not in {"advcl", "xcomp", "conj", "acl"}:
            return False
        others = [found for found in self._mentions_before(at) if found.person != speaker and found.person.may_be(word)]
        return any(found.stop <= ways[-1] and tokens[found.stop - 1].dep in _ACTED_ON for found in others)

    def _acts_on(self, at: int, person: Person) -> bool:
        """Whether the pronoun is the subject of a clause that names the person later: "he might back Vega" is of
        somebody else (principle C of the binding theory, Chomsky 1981)."""
        token = self._tree.tokens[at]
        if token.dep not in {"nsubj", "nsubjpass"}:
            return False
        clause = set(self._tree.subtree(token.head))
        # Where the parser has cut the clause short, it goes on to the next mark at least.
        rest = range(at, len(self._tree.tokens))
        clause |= set(range(at, next((other for other in rest if self._tree.tokens[other].pos == "PUNCT"), at)))
        return any(
            found.person == person and found.first > at and found.first in clause
            for found in self._context.people.mentions[self._number]
        )

    def is_named_later(self, at: int, word: str) -> bool:
        """Whether the claim names whom the pronoun means after it: "Despite his age, Vega ran" (cataphora). In a clause
        of its own ("As he left, Vega waved") the pronoun may mean another, so that both readings must agree."""
        ahead = subject_ahead(self._tree, at, self._inside)
        if ahead is None:
            return False
        mention = self._context.people.at(self._number, ahead[0])
        if mention is None:
            labels = {found.label for found in self._tree.sentence.entities
                      if found.span.covers(self._tree.tokens[ahead[0]].span)}  # fmt: skip
            return not ahead[1] and "PERSON" in labels
        return mention.person.may_be(word) and (not ahead[1] or self.person(at, word) == mention.person)

    def tells_two_apart(self, word: str) -> bool:
        """Whether the sentence has "he" and "she": then somebody who could be either is one of them, unknown which."""
        return _has_other(self._tree, word)

    def _mentions_before(self, at: int) -> list[Mention]:
        return [found for found in self._context.people.mentions[self._number] if found.stop <= at]

    def _only_one(self, at: int, word: str) -> Person | None:
        """The one matching person of this sentence up to the pronoun, or of the sentences just before."""
        people, start = self._context.people, self._tree.tokens[at].span.start
        here = {found.person for found in self._mentions_before(at) if found.person.may_be(word)}
        unclear = (*people.strangers(self._number), *people.unclear(self._number))
        if here or any(span.end <= start for span in unclear) or somebody_described(self._tree, at, range(at)):
            return None  # named in the sentence itself, so the claim names them or the reading is open
        if _somebody_acts(self._context, self._number, at, nobody=_NOBODY):
            return None
        for back in self._sentences_before(HE if word in HE else SHE):
            named = people.mentions[back]
            words = [token.span for token in self._context.sentences[back].tokens if token.text[:1].isalnum()]
            if named and all(any(found.span.covers(word) for found in named) for word in words):
                return None  # a signature or a byline
            fits = {found.person for found in named if found.person.may_be(word)}
            if people.strangers(back) or _somebody_acts(self._context, back, None, nobody=_NO_SUBJECT):
                return None  # who may be meant as well
            if fits and not _is_led_by(self._context.trees[back], HE if word in HE else SHE):
                only = next(iter(fits))
                several = len(fits) > 1 or self._is_told_otherwise(back, only, word)
                other = several or self._is_described_since(back, word, only) or self._is_spoken_of(at, back, only)
                return None if other else only
        return None

    def _is_spoken_of(self, at: int, number: int, person: Person) -> bool:
        """Whether the sentence names the person only in the words of somebody whom a pronoun tells: "“The board likes
        Vega,” he said. He left" goes on about who spoke."""
        spans = [found.span for found in self._context.people.mentions[number] if found.person == person]
        if not all(map(self._context.is_quoted, spans)) or self._context.is_quoted(self._tree.tokens[at].span):
            return False
        pronouns = HE if self._tree.tokens[at].text.lower() in HE else SHE
        return any(self._says(self._context.trees[back], pronouns) for back in range(number, self._number))

    def _says(self, tree: Tree, pronouns: frozenset[str]) -> bool:
        """Whether "he said" stands in the sentence, outside of quotations."""
        return any(
            token.text.lower() in pronouns
            and token.dep == "nsubj"
            and tree.tokens[token.head].lemma.lower() in CUES
            and not self._context.is_quoted(token.span)
            for token in tree.tokens
        )

    def _sentences_before(self, pronouns: frozenset[str]) -> Iterator[int]:
        """The sentences just before, nearest first. One of which the subject is the pronoun itself goes on about whom
        those before it name, and does not count."""
        near = self._number
        for back in range(self._number - 1, -1, -1):
            close = self._context.paragraph_of(back) >= self._context.paragraph_of(near) - 1
            if near - back > _SENTENCES_BACK or not close:
                return
            yield back
            if _is_led_by(self._context.trees[back], pronouns):
                near = back

    def _is_described_since(self, number: int, word: str, person: Person) -> bool:
        """Whether a sentence after this one speaks of somebody by a description, and not by the person's office."""
        for between in range(number + 1, self._number):
            tree = self._context.trees[between]
            for at in range(len(tree.tokens)):
                if not is_somebody(tree, at, word) or _is_topic(tree, at):
                    continue
                other = office_holder(self._context, between, at)
                if other is None or (other != person and other.may_be(word)):
                    return True
        return False

    def _is_told_otherwise(self, number: int, person: Person, word: str) -> bool:
        """Whether the sentence has "her" where the word is "he", and nobody but the person to whom that may point."""
        if person.gender is not None or not _has_other(self._context.trees[number], word):
            return False
        other = "she" if word in HE else "he"
        named = self._context.people.mentions[number]
        return not any(found.person != person and found.person.may_be(other) for found in named)

    def readings(self, at: int, word: str) -> tuple[str, ...]:
        """Everybody whom "he" or "she" may mean: those of the nearest sentence that names any, up to the pronoun, and
        those before it whom a speaker may mean."""
        speaker = None if self._verbatim else self._speaker
        others = self._named_just_before(at, word, speaker) if speaker is not None and speaker.may_be(word) else ()
        if speaker is not None and others:
            here = (found.person for found in self._mentions_before(at) if found.person.may_be(word))
            return tuple(dict.fromkeys(person.full for person in (speaker, *here, *others)))
        for back in range(self._number, max(self._number - 1 - _SENTENCES_BACK, -1), -1):
            named = self._mentions_before(at) if back == self._number else self._context.people.mentions[back]
            fits = dict.fromkeys(found.person.full for found in named if found.person.may_be(word))
            before = self._tree.tokens[at].span.start
            unknown = [span for span in self._context.people.strangers(back) if span.end <= before]
            fits |= dict.fromkeys(" ".join(span.of(self._context.text).split()) for span in unknown)
            if fits:
                return tuple(fits)
        return ()


def _somebody_acts(context: Context, number: int, at: int | None, *, nobody: frozenset[str]) -> bool:
    """Whether a name that is no mention of anybody named in full is a subject in the sentence, before the token `at` if
    one is given: "While Vega laid out his plan". Entities labelled as `nobody` are none."""
    tree = context.trees[number]
    labels = [
        {found.label for found in tree.sentence.entities if found.span.covers(token.span)}
        for other, token in enumerate(tree.tokens[:at])
        if token.tag == "NNP" and token.dep in {"nsubj", "nsubjpass"} and context.people.at(number, other) is None
    ]
    return any(not found & nobody for found in labels)


def _is_led_by(tree: Tree, pronouns: frozenset[str]) -> bool:
    """Whether the subject of the main verb is one of the pronouns."""
    subject = tree.subject(tree.root) if tree.root is not None else None
    return subject is not None and tree.tokens[subject].text.lower() in pronouns


def _is_topic(tree: Tree, noun: int) -> bool:
    """Whether a description is most likely of whom the sentences before it tell: "He is a pilot", "The pilot left"."""
    token = tree.tokens[noun]
    main = token.dep == "nsubj" and tree.tokens[token.head].dep == "ROOT"
    return token.dep == "attr" or (main and any(tree.tokens[at].text.lower() == "the" for at in tree.children[noun]))


def _has_other(tree: Tree, word: str) -> bool:
    """Whether the sentence has "she" where the word is "he", or "he" where it is "she"."""
    others = SHE if word in HE else HE
    return any(token.text.lower() in others for token in tree.tokens)

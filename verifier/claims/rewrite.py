"""Makes the words of a claim stand on their own: pronouns, bare last names, "the agency" and relative times are
written out where the article leaves one reading; everything else stays as it is written.

A rewriting never adds what the article does not say. Where two readings are possible, the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.types import Span, Token
from verifier.claims.bodies import named_body
from verifier.claims.context import Context
from verifier.claims.grammar import Tree
from verifier.claims.people import Mention, Person
from verifier.claims.timewords import absolute_words
from verifier.claims.words import FIRST_PLURAL, FIRST_SINGULAR, HE, SECOND, SHE, VAGUE_SUBJECTS
from verifier.types import TimeRange

_SENTENCES_BACK = 3
_VERB_FORMS = {"am": "is", "’m": " is", "'m": " is", "’ve": " has", "'ve": " has", "have": "has", "do": "does",
               "are": "is", "’re": " is", "'re": " is"}  # fmt: skip
_CLITICS = {"’ll": " will", "'ll": " will"}
_LEAD_IN = re.compile(r"(?:But|And|So|Yet|Or|Still|Also|Then|Plus),? (?=[A-Za-z“\"])")
_COMMA_BEFORE_MARK = re.compile(r",([\"”’'»]+)$")
_TERMINAL = ".!?…"
_MARKS = "\"”’'»)]"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`vague`: the subject is a pronoun that could not be resolved. `first_person`: words like "we" are left whose
    speaker is not in the text."""

    text: str
    vague: bool
    first_person: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks the words: `person` where it is a named person, and whether the words are theirs verbatim."""

    person: Person | None = None
    verbatim: bool = False


def rewrite(
    context: Context,
    number: int,
    spans: Sequence[Span],
    *,
    voice: Voice,
    times: Sequence[TimeRange],
) -> Rewritten:
    """The words of a sentence in `spans` as a sentence of their own."""
    writer = _Writer(context, number, spans, voice)
    edits = dict(writer.edits())
    if not voice.verbatim:
        edits |= dict(_times(context, number, spans, times, edits))
    pieces = [_apply(context.text, span, edits) for span in spans]
    return Rewritten(_sentence(" ".join(pieces)), vague=writer.vague, first_person=writer.first_person)


class _Writer:
    """Finds the replacements in the words of one claim, from left to right."""

    def __init__(self, context: Context, number: int, spans: Sequence[Span], voice: Voice) -> None:
        self._context = context
        self._number = number
        self._tree: Tree = context.trees[number]
        self._voice = voice
        self._inside = [at for span in spans for at in self._tree.inside(span)]
        self._named: list[Person] = []
        self.vague = False
        self.first_person = False

    def edits(self) -> Iterator[tuple[Span, str]]:
        """Replacements, each with the span of the words that it replaces."""
        done: set[int] = set()
        for at in self._inside:
            if at in done:
                continue
            mention = self._context.people.at(self._number, at)
            if mention is not None:
                done.update(range(mention.first, mention.stop))
                yield from self._name(mention)
            elif (body := named_body(self._context, self._number, at)) is not None:
                yield body
            elif self._tree.tokens[at].pos in {"PRON", "DET"} or self._tree.tokens[at].tag in {"PRP", "PRP$"}:
                yield from self._pronoun(at)

    def _name(self, mention: Mention) -> Iterator[tuple[Span, str]]:
        """A bare last name becomes the full name, once; "Mr." goes, other titles stay."""
        first_time = mention.person not in self._named
        self._named.append(mention.person)
        if mention.whole or not first_time or self._is_quoted_title(mention):
            return
        before = self._tree.tokens[mention.first - 1] if mention.first - 1 in self._inside else None
        if before is not None and before.text.lower().rstrip(".") in {"mr", "mrs", "ms", "miss"}:
            yield Span(before.span.start, mention.span.end), mention.person.full
        else:
            yield mention.span, mention.person.full

    def _is_quoted_title(self, mention: Mention) -> bool:
        """A hashtag, a handle or a compound: "@karlsen", "pro-Karlsen"."""
        text = self._context.text
        before = text[mention.span.start - 1] if mention.span.start else " "
        after = text[mention.span.end : mention.span.end + 1]
        return before in "@#-/" or after in {"-", "/", "@"}

    def _pronoun(self, at: int) -> Iterator[tuple[Span, str]]:
        token = self._tree.tokens[at]
        word = token.text.lower()
        if word in HE | SHE:
            person = self._third_person(at, word)
            if person is not None:
                self._named.append(person)
                yield from self._put(at, person)
            elif not any(named.may_be(word) for named in self._named):
                self._left(at)
        elif word in FIRST_SINGULAR and self._voice.verbatim:
            if self._voice.person is not None and not self._in_inner_speech(at):
                self._named.append(self._voice.person)
                yield from self._put(at, self._voice.person)
            else:
                self.first_person = True
        elif word in FIRST_PLURAL | FIRST_SINGULAR | SECOND:
            self.first_person = True
        elif word in VAGUE_SUBJECTS:
            self._left(at)

    def _left(self, at: int) -> None:
        """A pronoun that stays: the claim is vague where it is the subject of the main clause."""
        token = self._tree.tokens[at]
        if token.dep in {"nsubj", "nsubjpass"} and token.tag != "WDT" and not self._before(at):
            self.vague = True

    def _before(self, at: int) -> bool:
        """Whether a noun before it in the claim can be what the pronoun means."""
        return any(self._tree.tokens[other].pos in {"NOUN", "PROPN"} for other in self._inside if other < at)

    def _third_person(self, at: int, word: str) -> Person | None:
        """The only person that "he" or "she" can mean; None where the claim names them already or several fit."""
        if any(person.may_be(word) for person in self._named):
            return None
        if self._voice.verbatim:
            return None  # the speaker means somebody else, and their words around it may not all be in the article
        speaker = self._voice.person
        if speaker is not None:
            others = [found for found in self._mentions_before(at) if found.person not in {speaker}]
            between = [found for found in others if found.first in self._inside and found.person.may_be(word)]
            return speaker if speaker.may_be(word) and not between else None
        return self._only_one(at, word)

    def _mentions_before(self, at: int) -> list[Mention]:
        return [found for found in self._context.people.mentions[self._number] if found.stop <= at]

    def _only_one(self, at: int, word: str) -> Person | None:
        """The one matching person of this sentence up to the pronoun, or of the sentences just before."""
        here = {found.person for found in self._mentions_before(at) if found.person.may_be(word)}
        if here:
            return None  # named in the sentence itself, so the claim names them or the reading is open
        paragraph = self._context.paragraph_of(self._number)
        for back in range(self._number - 1, max(self._number - 1 - _SENTENCES_BACK, -1), -1):
            if self._context.paragraph_of(back) < paragraph - 1:
                return None
            named = self._context.people.mentions[back]
            fits = {found.person for found in named if found.person.may_be(word)}
            if fits:
                return next(iter(fits)) if len(fits) == 1 else None
        return None

    def _in_inner_speech(self, at: int) -> bool:
        """Whether the word stands in a quotation inside the quotation."""
        here = self._tree.tokens[at].span.start
        words = self._context.text[self._context.sentences[self._number].span.start : here]
        return words.count("‘") > words.count("’")

    def _put(self, at: int, person: Person) -> Iterator[tuple[Span, str]]:
        """The name in place of a pronoun, and the verb forms that go with it."""
        token = self._tree.tokens[at]
        word = token.text.lower()
        possessive = token.tag == "PRP$" or token.dep == "poss" or word in {"mine", "hers"}
        if word.endswith(("self",)):
            return
        yield token.span, person.full + ("’s" if possessive else "")
        if token.dep in {"nsubj", "nsubjpass"}:
            yield from self._agree(at, first=word == "i")

    def _agree(self, at: int, *, first: bool) -> Iterator[tuple[Span, str]]:
        head = self._tree.tokens[at].head
        if at + 1 >= len(self._tree.tokens):
            return
        follows = self._tree.tokens[at + 1]
        glued = follows.span.start == self._tree.tokens[at].span.end
        if glued and follows.text in {"’d", "'d", "’s", "'s"}:
            yield follows.span, self._written_out(follows, head)
        elif glued and follows.text in _CLITICS:
            yield follows.span, _CLITICS[follows.text]
        elif first:
            yield from self._third_form(head)

    def _written_out(self, clitic: Token, head: int) -> str:
        participle = self._tree.tokens[head].tag in {"VBN", "VBD"}
        if clitic.text[-1] == "d":
            return " had" if participle else " would"
        return " has" if clitic.lemma == "have" else " is"

    def _third_form(self, head: int) -> Iterator[tuple[Span, str]]:
        """ "I have" becomes "has", "I work" becomes "works"; past and modal forms stay."""
        carriers = [*self._tree.auxiliaries(head), self._tree.tokens[head]]
        for token in carriers:
            if token.text.lower() in _VERB_FORMS and token.tag in {"VBP", "VB"}:
                yield token.span, _VERB_FORMS[token.text.lower()]
                return
            if token.tag in {"MD", "VBD", "VBZ"}:
                return
        verb = self._tree.tokens[head]
        if verb.tag == "VBP":
            yield verb.span, _third_person(verb.text)


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _times(
    context: Context, number: int, spans: Sequence[Span], times: Sequence[TimeRange], taken: dict[Span, str]
) -> Iterator[tuple[Span, str]]:
    """Relative times outside quotation marks, written out; one with two readings stays as it is."""
    quoted = [quote.outer for quote in context.quotes_in(context.sentences[number].span)]
    for time in times:
        if time.alternative is not None:
            continue
        if not any(span.covers(time.span) for span in spans) or any(span.overlaps(time.span) for span in taken):
            continue
        if any(span.overlaps(time.span) for span in quoted) or _is_attributive(context, number, time.span):
            continue
        start, end = time.span.start, time.span.end
        before = context.text[max(start - 30, 0) : start].split()
        made = absolute_words(
            time.span.of(context.text),
            time.start,
            time.end,
            before=before[-1] if before else "",
            after=context.text[end : end + 2],
        )
        if made is not None:
            yield time.span, made


def _is_attributive(context: Context, number: int, span: Span) -> bool:
    """Whether the time stands before the noun that it belongs to ("her Sunday morning walk"), where only a plain
    month and day may get a year."""
    tree = context.trees[number]
    inside = tree.inside(span)
    if not inside:
        return True
    heads = [at for at in inside if tree.tokens[at].head not in inside]
    before_noun = any(
        tree.tokens[at].dep in {"compound", "nmod", "amod", "poss", "nummod"} and tree.tokens[at].head > inside[-1]
        for at in heads
    )
    return before_noun and not any(map(str.isdigit, span.of(context.text)))


def _apply(text: str, span: Span, edits: dict[Span, str]) -> str:
    pieces: list[str] = []
    at = span.start
    for where in sorted(edits):
        if where.start < at or where.end > span.end:
            continue
        pieces += [text[at : where.start], edits[where]]
        at = where.end
    pieces.append(text[at : span.end])
    return "".join(pieces)


def _sentence(words: str) -> str:
    """One line that begins with a capital and ends with a full stop."""
    words = _LEAD_IN.sub("", " ".join(words.split()).strip(" ,;:-–—"))
    letter = next((at for at, char in enumerate(words) if char.isalnum()), 0)
    if words[letter : letter + 1].islower() and not any(map(str.isupper, words[letter:].split(" ")[0])):
        words = words[:letter] + words[letter].upper() + words[letter + 1 :]
    words = _COMMA_BEFORE_MARK.sub(r"\1", words)
    bare = words.rstrip(_MARKS)
    return words if bare.endswith(tuple(_TERMINAL)) or not words else words + "."

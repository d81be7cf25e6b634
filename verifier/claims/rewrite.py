"""Makes the words of a claim stand on their own: pronouns, bare last names, "the agency" and relative times are
written out where the article leaves one reading; everything else stays as it is written.

A rewriting never adds what the article does not say. Where two readings are possible, the words stay and the readings
are told beside the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.types import Span, Token
from verifier.claims.antecedents import Antecedents
from verifier.claims.attached import names_thing_later
from verifier.claims.bodies import named_body
from verifier.claims.context import Context
from verifier.claims.dating import dated
from verifier.claims.descriptions import described, phrases_before, somebody_described
from verifier.claims.form import as_sentence, with_edits
from verifier.claims.grammar import Tree, third_person
from verifier.claims.hanging import hanging_times
from verifier.claims.people import Mention, Person
from verifier.claims.places import named_place
from verifier.claims.references import (
    IT,
    POINTING,
    THEY,
    is_elliptic,
    readings,
    readings_afar,
    stands_for_clause,
    thing_meant,
)
from verifier.claims.standing import open_words
from verifier.claims.undated import undated_times
from verifier.claims.words import FIRST_PLURAL, FIRST_SINGULAR, HE, SECOND, SHE, VAGUE_SUBJECTS
from verifier.types import Ambiguity, TimeRange

_SPANS_OF_TIME = frozenset({"time", "day", "week", "weekend", "month", "year", "night", "morning", "point", "way"})
_VERB_FORMS = {"am": "is", "’m": " is", "'m": " is", "’ve": " has", "'ve": " has", "have": "has", "do": "does",
               "are": "is", "’re": " is", "'re": " is"}  # fmt: skip
_PLURAL_CLITICS = {"’re": " are", "'re": " are", "’ve": " have", "'ve": " have"}
_CLITICS = {"’ll": " will", "'ll": " will"}

_TITLE_LINKS = frozenset({"for", "of", "about", "on", "against", "For", "Of", "About", "On", "Against", "With"})
_TITLE_WORDS = 7


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`vague`: the subject is a pronoun that could not be resolved. `first_person`: words like "we" are left whose
    speaker is not in the text. `ambiguities`: words that were left, with what they may mean."""

    text: str
    vague: bool
    first_person: bool
    ambiguities: tuple[Ambiguity, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks the words: `person` where it is a named person, `body` where it is an organisation that speaks of
    itself as "we", and whether the words are theirs verbatim."""

    person: Person | None = None
    verbatim: bool = False
    body: str | None = None


def rewrite(
    context: Context,
    number: int,
    parts: Sequence[Span | str],
    *,
    voice: Voice,
    times: Sequence[TimeRange],
    day: date | None,
) -> Rewritten:
    """The words of a sentence in `parts`, with words of our own between them, as a sentence of their own; `day` is the
    day of publication."""
    spans = [part for part in parts if isinstance(part, Span)]
    writer = _Writer(context, number, spans, voice, times)
    edits = dict(writer.edits())
    writer.leave_open(edits)
    if not voice.verbatim:
        edits |= dict(dated(context, number, spans, times, edits, day=day))
        if day is not None:
            writer.leave_undated(edits)
    pieces = [part if isinstance(part, str) else with_edits(context.text, part, edits) for part in parts]
    return Rewritten(
        as_sentence(" ".join(pieces)),
        vague=writer.vague,
        first_person=writer.first_person,
        ambiguities=tuple(writer.ambiguities),
    )


class _Writer:
    """Finds the replacements in the words of one claim, from left to right."""

    def __init__(
        self, context: Context, number: int, spans: Sequence[Span], voice: Voice, times: Sequence[TimeRange]
    ) -> None:
        self._context = context
        self._number = number
        self._tree: Tree = context.trees[number]
        self._voice = voice
        self._times = times
        self._inside = [at for span in spans for at in self._tree.inside(span)]
        self._quoted = frozenset() if voice.verbatim else self._in_quotes()
        self._named: list[Person] = []
        self._who = Antecedents(
            context, number, self._inside, named=self._named, speaker=voice.person, verbatim=voice.verbatim
        )
        self._written: set[str] = set()
        self._settled: set[int] = set()
        self.vague = False
        self.first_person = False
        self.ambiguities: list[Ambiguity] = []

    def edits(self) -> Iterator[tuple[Span, str]]:
        """Replacements, each with the span of the words that it replaces."""
        done: set[int] = set()
        for at in self._inside:
            if at in done:
                continue
            if at in self._quoted:
                self._mind_quoted(at)
                continue
            mention = self._context.people.at(self._number, at)
            if mention is not None:
                done.update(range(mention.first, mention.stop))
                yield from self._name(mention)
            elif (meant := self._meant(at)) is not None:
                done.update(self._tree.inside(meant[0]))
                yield meant
            elif is_elliptic(self._tree, at) and not self._before(at):
                self._leave(at, at, readings_afar(self._context, self._number, plural=True))
            elif self._is_pointing(at):
                self._leave(at, self._tree.tokens[at].head, ())
            elif self._tree.tokens[at].pos in {"PRON", "DET"} or self._tree.tokens[at].tag in {"PRP", "PRP$"}:
                yield from self._pronoun(at)

    def _in_quotes(self) -> frozenset[int]:
        """The tokens between quotation marks: words that somebody is quoted with stay as they are."""
        quotes = self._context.quotes_in(self._context.sentences[self._number].span)
        return frozenset(at for quote in quotes for at in self._tree.inside(quote.inner))

    def _mind_quoted(self, at: int) -> None:
        """Takes note of the people in quoted words, and of pronouns in them that nobody named before explains."""
        mention = self._context.people.at(self._number, at)
        word = self._tree.tokens[at].text.lower()
        if mention is not None:
            self._named.append(mention.person)
        elif word in HE | SHE and not any(named.may_be(word) for named in self._named):
            self._left(at, self._who.readings(at, word))
        elif word in FIRST_PLURAL | FIRST_SINGULAR | SECOND:
            self.first_person = True

    def leave_open(self, edited: Iterable[Span]) -> None:
        """Adds what is left open beside the pronouns: descriptions, and what hangs on a word outside the claim, a time
        too."""
        done = {at for span in edited for at in self._tree.inside(span)} | self._settled
        for first, last in open_words(self._context, self._number, self._inside, edited=done):
            self._leave_new(first, last, phrases_before(self._context, self._number, first, last))
        for first, last in hanging_times(self._context, self._number, self._inside, self._times):
            self._leave_new(first, last, ())

    def leave_undated(self, edited: Iterable[Span]) -> None:
        """Adds the relative times that stay as they are though there is a day to count from."""
        for first, last in undated_times(self._context, self._number, self._inside, self._times, edited):
            self._leave_new(first, last, ())

    def _leave_new(self, first: int, last: int, meant: tuple[str, ...]) -> None:
        span = self._tree.span([first, last])
        if not any(ambiguity.span.overlaps(span) for ambiguity in self.ambiguities):
            self._leave(first, last, meant)

    def _meant(self, at: int) -> tuple[Span, str] | None:
        """A definite description or an acronym, and what it means."""
        if self._voice.verbatim:
            return None  # the speaker's own words, of which the article may give only a part
        for reading in (named_body, named_place, described):
            if (found := reading(self._context, self._number, at)) is not None:
                return found
        token = self._tree.tokens[at]
        full = self._context.acronyms.get(token.text)
        if full is None or token.text in self._written:
            return None
        self._written.add(token.text)
        around = self._context.text[max(token.span.start - 1, 0) : token.span.end + 1]
        if any(char in "()-/@#" for char in around) or full in self._sentence_text():
            return None
        return token.span, f"{full} ({token.text})"

    def _sentence_text(self) -> str:
        return " ".join(self._context.sentences[self._number].span.of(self._context.text).split())

    def _name(self, mention: Mention) -> Iterator[tuple[Span, str]]:
        """A bare last name becomes the full name, once; "Mr." goes, other titles stay."""
        first_time = mention.person not in self._named
        self._named.append(mention.person)
        if mention.whole or not first_time or self._is_quoted_title(mention) or self._is_in_title(mention):
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

    def _is_in_title(self, mention: Mention) -> bool:
        """The name of a book or a film that ends in a name: "her book, The Case for Karlsen, sold well"."""
        words = [token.text for token in self._tree.tokens[max(mention.first - _TITLE_WORDS, 1) : mention.first]]
        if not words or words[-1] not in _TITLE_LINKS:
            return False
        opened = next((at for at, word in reversed(list(enumerate(words))) if word in {"The", "A", "An"}), None)
        return opened is not None and all(word[:1].isupper() for word in words[opened:-1]) and len(words) - opened > 2

    def _pronoun(self, at: int) -> Iterator[tuple[Span, str]]:
        token = self._tree.tokens[at]
        word = token.text.lower()
        if word in HE | SHE and self._who.is_named_later(at, word):
            return
        if word in HE | SHE:
            person = self._who.person(at, word)
            if person is not None and not (person.gender is None and self._who.tells_two_apart(word)):
                self._named.append(person)
                yield from self._put(at, person.full)
            elif not (
                any(named.may_be(word) for named in self._named) or somebody_described(self._tree, at, self._inside)
            ):
                self._left(at, self._who.readings(at, word))
        elif word in FIRST_SINGULAR and self._voice.verbatim:
            if self._voice.person is not None and not self._in_inner_speech(at):
                self._named.append(self._voice.person)
                yield from self._put(at, self._voice.person.full)
            else:
                self.first_person = True
        elif word in FIRST_PLURAL and self._voice.verbatim and self._voice.body is not None:
            yield from self._put(at, self._voice.body)
        elif word in FIRST_SINGULAR and self._voice.person is None and not self.first_person:
            self.first_person = True
            self._leave(at, at, ())  # the writer, of whom a claim does not tell
        elif word in FIRST_PLURAL | FIRST_SINGULAR | SECOND:
            self.first_person = True
        elif word in IT | THEY and not self._before(at):
            yield from self._thing(at)
        elif word in VAGUE_SUBJECTS:
            self._left(at, ())

    def _thing(self, at: int) -> Iterator[tuple[Span, str]]:
        """ "It" and "they": the only thing that they can mean, or else they stay."""
        plural = self._tree.tokens[at].text.lower() in THEY
        if names_thing_later(self._tree, at, self._inside, plural=plural):
            return
        found: tuple[str, ...] = ()
        meant: str | None = None
        if not self._voice.verbatim:
            found = readings(self._context, self._number, at, self._inside)
            meant = thing_meant(self._context, self._number, at, self._inside)
        clause = stands_for_clause(self._tree, at)
        if meant is not None and meant in self._written:
            self._settled.add(at)  # "they" was written out, and "their" is clear behind it
            return
        if meant is not None:
            self._written.add(meant)
            yield from self._put(at, meant)
        elif self._tree.tokens[at].dep in {"nsubj", "nsubjpass"}:
            afar = () if clause else readings_afar(self._context, self._number, plural=plural)
            self._left(at, found or afar)

    def _left(self, at: int, meant: tuple[str, ...]) -> None:
        """A pronoun that stays: the claim is vague where it is the subject of the main clause."""
        token = self._tree.tokens[at]
        subject = token.dep in {"nsubj", "nsubjpass"} and token.tag != "WDT" and not self._before(at)
        if subject:
            self.vague = True
        if (subject or meant) and token.pos in {"PRON", "DET"} and token.text.lower() != "there":
            self._leave(at, at, meant)

    def _leave(self, first: int, last: int, meant: tuple[str, ...]) -> None:
        """Words that stay, with what they may mean."""
        span = Span(self._tree.tokens[first].span.start, self._tree.tokens[last].span.end)
        self.ambiguities.append(Ambiguity(span.of(self._context.text), meant, span))

    def _is_pointing(self, at: int) -> bool:
        """ "That deal has failed": a thing that was named before, and nothing in the claim itself says which."""
        token = self._tree.tokens[at]
        noun = self._tree.tokens[token.head]
        if token.text.lower() not in POINTING or token.dep != "det" or token.head < at or self._before(at):
            return False
        parts = {self._tree.tokens[child].dep for child in self._tree.children[token.head]}
        timed = noun.lemma.lower() in _SPANS_OF_TIME or any(found.span.overlaps(noun.span) for found in self._times)
        return noun.pos == "NOUN" and not timed and not parts & {"prep", "relcl", "acl"}

    def _before(self, at: int) -> bool:
        """Whether a noun before it in the claim can be what the pronoun means."""
        return any(self._tree.tokens[other].pos in {"NOUN", "PROPN"} for other in self._inside if other < at)

    def _in_inner_speech(self, at: int) -> bool:
        """Whether the word stands in a quotation inside the quotation."""
        here = self._tree.tokens[at].span.start
        words = self._context.text[self._context.sentences[self._number].span.start : here]
        return words.count("‘") > words.count("’")

    def _put(self, at: int, name: str) -> Iterator[tuple[Span, str]]:
        """The name in place of a pronoun, and the verb forms that go with it."""
        token = self._tree.tokens[at]
        word = token.text.lower()
        possessive = token.tag == "PRP$" or token.dep == "poss" or word in {"mine", "hers"}
        if word.endswith(("self", "selves")):
            return
        yield token.span, name + (("’" if name.endswith("s") else "’s") if possessive else "")
        if token.dep in {"nsubj", "nsubjpass"} or word == "i":
            yield from self._agree(at, first=word in {"i", "we"})

    def _agree(self, at: int, *, first: bool) -> Iterator[tuple[Span, str]]:
        head = self._tree.tokens[at].head
        if at + 1 >= len(self._tree.tokens):
            return
        follows = self._tree.tokens[at + 1]
        glued = follows.span.start == self._tree.tokens[at].span.end
        if glued and follows.text in {"’d", "'d", "’s", "'s"}:
            been = at + 2 < len(self._tree.tokens) and self._tree.tokens[at + 2].text.lower() == "been"
            yield follows.span, " has" if been and follows.text[-1] == "s" else self._written_out(follows, head)
        elif glued and follows.text in _CLITICS:
            yield follows.span, _CLITICS[follows.text]
        elif glued and first and follows.text in _VERB_FORMS:
            yield follows.span, _VERB_FORMS[follows.text]
        elif glued and follows.text in _PLURAL_CLITICS:
            yield follows.span, _PLURAL_CLITICS[follows.text]
        elif first:
            yield from self._third_form(head)

    def _written_out(self, clitic: Token, head: int) -> str:
        verb = self._tree.tokens[head]
        participle = verb.tag in {"VBN", "VBD"}
        if clitic.text[-1] == "d":
            return " had" if participle else " would"
        had = participle and verb.dep != "nsubjpass" and self._tree.child(head, {"dobj", "ccomp"}) is not None
        had = had or (verb.lemma == "be" and verb.tag == "VBN") or (verb.lemma == "say" and not self._is_told_to(head))
        return " has" if clitic.lemma == "have" or had else " is"

    def _is_told_to(self, verb: int) -> bool:
        """Whether somebody "is said to" do something."""
        follows = self._tree.tokens[verb + 1 : verb + 2]
        return self._tree.tokens[verb].tag != "VBN" or any(token.text.lower() == "to" for token in follows)

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
            yield verb.span, third_person(verb.text)

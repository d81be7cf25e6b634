"""Who said it: direct, indirect and mixed speech in the order of the article.

A saying has a cue ("said"), a speaker and a content. The content of direct speech is what stands between the marks;
of indirect speech the clause that hangs on the cue, or what stands before ", X said". A quotation without a cue of
its own belongs to the speaker of the same quotation, of the same paragraph, or of the colon before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.types import Span
from verifier.claims.according import according_to
from verifier.claims.context import Context
from verifier.claims.cues import Cue, beside_quotation, find_cues
from verifier.claims.direct import direct_segments, is_all_quoted
from verifier.claims.grammar import Tree
from verifier.claims.indirect import indirect_content
from verifier.claims.layout import Layout, Turn
from verifier.claims.people import Person
from verifier.claims.speakers import Speaker, Speakers
from verifier.claims.words import MESSAGES, SPEAKING


@dataclass(frozen=True, slots=True)
class _Source:
    """Who speaks, by which words of which sentence; `token` is the cue verb where the content's sentence has it, and
    `mark` the sign of a turn, which is no part of any sentence."""

    speaker: Speaker
    cue: Span
    origin: int
    token: int | None = None
    asserted: bool = True
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution. `content` has more than one span where the cue stands in the middle of a quotation.

    `asserted` is False where the speaker does not state the content (denied, asked, would not say). `source` and
    `cue_span` are the words for the speaker and the cue in sentence `origin`, which is another one than `sentence`
    where a quotation inherits its speaker; `cue_token` is None then.
    """

    speaker: str
    person: Person | None
    source: Span | None
    cue: str
    cue_span: Span
    origin: int
    content: tuple[Span, ...]
    verbatim: bool
    asserted: bool
    sentence: int
    cue_token: int | None

    @property
    def span(self) -> Span:
        return Span(self.content[0].start, self.content[-1].end)


def find_sayings(context: Context, layout: Layout | None = None) -> list[Saying | None]:
    """The outermost saying of each sentence, None where nobody is said to say it. What stands in a turn of the layout
    is said by the speaker of the turn."""
    finder = _Finder(context, layout)
    found: list[Saying | None] = []
    for number in range(len(context.sentences)):
        found.append(finder.find(number))
    return found


class _Finder:
    """Goes through the sentences in order and remembers who spoke last."""

    def __init__(self, context: Context, layout: Layout | None) -> None:
        self._context = context
        self._speakers = Speakers(context)
        self._layout = layout
        self._turn: tuple[int, Turn] | None = None  # its first sentence
        self._last: tuple[int, _Source] | None = None  # paragraph, source
        self._opened: tuple[int, _Source] | None = None  # a paragraph that ends with a colon or an open quotation

    def find(self, number: int) -> Saying | None:
        tree = self._context.trees[number]
        if not tree.tokens:
            return None
        turn = self._layout.turn_of(self._context.sentences[number].span) if self._layout is not None else None
        if turn is not None:
            return self._in_turn(number, turn)
        segments = direct_segments(self._context, number)
        found = self._direct(number, tree, segments) if segments else self._indirect(number, tree)
        self._remember(number, found[0] if found else None, quoted=bool(segments))
        return None if found is None else _saying(self._context, *found, number, verbatim=bool(segments))

    def _in_turn(self, number: int, turn: Turn) -> Saying:
        """A sentence of a turn: the label is the speaker and stands for the cue."""
        if self._turn is None or (self._turn[1].source, self._turn[1].mark) != (turn.source, turn.mark):
            self._turn = (number, turn)
        speaker = Speaker(turn.speaker, self._context.people.named(turn.speaker), turn.source)
        if speaker.person is not None:
            speaker = replace(speaker, name=speaker.person.full)
        source = _Source(speaker, turn.mark, self._turn[0], mark=turn.sign)
        return _saying(self._context, source, (self._context.sentences[number].span,), number, verbatim=True)

    def _remember(self, number: int, source: _Source | None, *, quoted: bool) -> None:
        sentence = self._context.sentences[number]
        if source is not None:
            self._last = (sentence.paragraph, source)
            self._speakers.spoke(number, source.speaker)
        tail = sentence.span.of(self._context.text)[-1]
        quotes = self._context.quotes_in(Span(sentence.span.end - 1, sentence.span.end))
        if tail == ":":
            announced = self._announced(number)
            if announced is not None:
                self._opened = (sentence.paragraph, announced)
        elif source is not None and quoted and quotes and not quotes[-1].closed:
            self._opened = (sentence.paragraph, source)

    # Direct speech

    def _direct(self, number: int, tree: Tree, segments: list[Span]) -> tuple[_Source, tuple[Span, ...]] | None:
        source = self._spoken_by(number, tree, segments)
        return None if source is None else (source, tuple(segments))

    def _by_cue(self, number: int, cue: Cue, *, asserted: bool = True) -> _Source:
        """The source of a cue, for its own sentence."""
        tree = self._context.trees[number]
        speaker = self._speakers.name(number, tree, cue.speaker)
        return _Source(speaker, tree.tokens[cue.verb].span, number, cue.verb, asserted)

    def _spoken_by(self, number: int, tree: Tree, segments: list[Span]) -> _Source | None:
        cue = self._cue_outside(number, tree, segments)
        if cue is not None:
            return self._by_cue(number, cue)
        return self._before_colon(number, tree, segments) or self._inherited(number)

    def _cue_outside(self, number: int, tree: Tree, segments: list[Span]) -> Cue | None:
        """The speaking verb nearest to the quotation, outside it."""
        quotes = self._context.quotes_in(self._context.sentences[number].span)
        quoted = frozenset(at for quote in quotes for at in tree.inside(quote.outer))
        cues = [cue for cue in find_cues(tree, SPEAKING) if not quoted & {cue.verb, cue.speaker}]
        beside = beside_quotation(tree, segments, quoted)
        if beside is not None and all(cue.verb != beside.verb for cue in cues):
            cues.append(beside)

        def distance(cue: Cue) -> int:
            at = tree.tokens[cue.verb].span
            return min(min(abs(at.start - segment.end), abs(segment.start - at.end)) for segment in segments)

        return min(cues, key=distance, default=None)

    def _before_colon(self, number: int, tree: Tree, segments: list[Span]) -> _Source | None:
        """The subject before `in a tweet: "..."`."""
        colon = next(
            (at for at, token in enumerate(tree.tokens) if token.text == ":" and token.span.end <= segments[0].start),
            None,
        )
        if colon is None:
            return None
        nouns = [at for at in range(colon) if tree.tokens[at].lemma.lower() in MESSAGES]
        subject = self._last_subject(tree, colon)
        if not nouns or subject is None:
            return None
        return _Source(self._speakers.name(number, tree, subject), tree.tokens[nouns[-1]].span, number)

    @staticmethod
    def _last_subject(tree: Tree, before: int) -> int | None:
        subjects = [at for at in range(before) if tree.tokens[at].dep == "nsubj" and tree.tokens[at].pos != "PRON"]
        pronouns = [
            at
            for at in range(before)
            if tree.tokens[at].dep == "nsubj" and tree.tokens[at].lemma.lower() in {"he", "she"}
        ]
        return max(subjects + pronouns, default=None)

    def _announced(self, number: int) -> _Source | None:
        """The source of a sentence that ends with a colon."""
        tree = self._context.trees[number]
        cues = find_cues(tree, SPEAKING)
        if cues:
            return replace(self._by_cue(number, cues[-1]), token=None)
        subject = self._last_subject(tree, len(tree.tokens))
        noun = next((token for token in tree.tokens if token.lemma.lower() in MESSAGES), None)
        if subject is None or noun is None:
            return None
        return _Source(self._speakers.name(number, tree, subject), noun.span, number)

    def _inherited(self, number: int) -> _Source | None:
        paragraph = self._context.paragraph_of(number)
        ahead = self._from_same_quotation(number)
        if ahead is not None:
            return ahead
        if self._last is not None and self._last[0] == paragraph:
            return replace(self._last[1], token=None, asserted=True)
        if self._opened is not None and self._opened[0] == paragraph - 1:
            return replace(self._opened[1], token=None, asserted=True)
        return self._from_next(number)

    def _from_same_quotation(self, number: int) -> _Source | None:
        """The cue at the end of a quotation of several sentences: “A. B,” she said."""
        span = self._context.sentences[number].span
        quotes = self._context.quotes_in(span)
        if not quotes or quotes[-1].outer.end <= span.end:
            return None
        for later in range(number + 1, len(self._context.sentences)):
            if self._context.sentences[later].span.start >= quotes[-1].outer.end:
                return None
            tree = self._context.trees[later]
            cue = self._cue_outside(later, tree, direct_segments(self._context, later) or [quotes[-1].inner])
            if cue is not None:
                return replace(self._by_cue(later, cue), token=None)
        return None

    def _from_next(self, number: int) -> _Source | None:
        """“A.” “B,” she said: the next sentence of the paragraph, where it is direct speech with a cue."""
        later = number + 1
        if later >= len(self._context.sentences):
            return None
        if self._context.paragraph_of(later) != self._context.paragraph_of(number):
            return None
        segments = direct_segments(self._context, later)
        if not segments or not is_all_quoted(self._context, number):
            return None
        tree = self._context.trees[later]
        cue = self._cue_outside(later, tree, segments)
        if cue is None:
            return None
        return replace(self._by_cue(later, cue), token=None)

    # Indirect speech

    def _indirect(self, number: int, tree: Tree) -> tuple[_Source, tuple[Span, ...]] | None:
        for cue in find_cues(tree):
            content = indirect_content(self._context, number, cue)
            if content:
                return self._by_cue(number, cue, asserted=cue.asserted), content
        found = according_to(self._context, number)
        if found is None:
            return None
        phrase, noun, content = found
        return _Source(self._speakers.name(number, tree, noun), phrase, number), content


def _saying(context: Context, source: _Source, content: tuple[Span, ...], number: int, *, verbatim: bool) -> Saying:
    speaker = source.speaker
    return Saying(
        speaker=speaker.name,
        person=speaker.person,
        source=speaker.span,
        cue=source.mark or " ".join(source.cue.of(context.text).lower().split()),
        cue_span=source.cue,
        origin=source.origin,
        content=content,
        verbatim=verbatim,
        asserted=source.asserted,
        sentence=number,
        cue_token=source.token,
    )

"""Every attribution of an article: sayings, and also beliefs, wishes, plans, questions and other stances.

The learnt tagger finds them sentence by sentence; the rules of `verifier.claims.attribution` add what it cannot see:
the quotations that go on in other sentences, and transcripts. Only sayings become claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from models.attribution.tagger import Tagged
from models.quotes import quoted_tokens
from models.types import ParsedSentence, Span
from verifier.claims.attribution import Saying
from verifier.claims.context import Context
from verifier.claims.speakers import Speakers
from verifier.claims.words import ASSERTING, SPEAKING, word_set
from verifier.types import Attribution, AttributionKind

_BELIEVING: Final = word_set(
    "think believe feel fear know see consider suspect worry imagine guess understand assume doubt view regard "
    "expect anticipate belief opinion view fear sense"
)
_WANTING: Final = word_set(
    "want wish hope prefer like need love seek hate desire plan intend aim vow promise pledge propose agree refuse "
    "decline decide threaten try plan intention promise hope pledge goal desire"
)
_ASKING: Final = word_set("ask question wonder inquire query question")
_DENYING: Final = word_set("deny reject dismiss dispute refute denial")
_KINDS: Final[tuple[tuple[AttributionKind, frozenset[str]], ...]] = (
    ("asked", _ASKING),
    ("denied", _DENYING),
    ("believed", _BELIEVING),
    ("wanted", _WANTING),
    ("said", ASSERTING | SPEAKING | word_set("accord according statement claim comment remark announcement report")),
)


class Tagger(Protocol):
    """Finds the attributions inside one sentence; `models.attribution.tagger.AttributionTagger` is one."""

    def tag(self, sentence: ParsedSentence, quoted: Sequence[bool]) -> list[Tagged]: ...


@dataclass(slots=True)
class _Draft:
    """An attribution that may still grow."""

    sentence: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: list[Span]
    inner: bool = False
    tagged: Tagged | None = None
    saying: Saying | None = None
    continued: list[Span] = field(default_factory=list)


def find_attributions(context: Context, sayings: Sequence[Saying | None], tagger: Tagger) -> list[Attribution]:
    """All attributions in the order of their cues; one inside the content of another has `inner` set."""
    drafts: list[_Draft] = []
    for number, quoted in enumerate(quoted_tokens(context.text, context.sentences)):
        drafts.extend(_tagged(context, number, one) for one in tagger.tag(context.sentences[number], quoted))
    by_sentence: dict[int, list[_Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    for saying in sayings:
        if saying is not None:
            _join(saying, by_sentence)
    speakers = Speakers(context)
    found = [_finished(context, draft, speakers) for many in by_sentence.values() for draft in many]
    return sorted(found, key=lambda one: (one.cue_spans[:1] or one.content, one.content))


def _tagged(context: Context, number: int, tagged: Tagged) -> _Draft:
    def spans(tokens: Sequence[int]) -> tuple[Span, ...]:
        return _runs(context, number, tokens)

    return _Draft(
        number, spans(tagged.source), spans(tagged.cue), list(spans(tagged.content)), tagged.inner, tagged=tagged
    )


def _runs(context: Context, number: int, tokens: Sequence[int]) -> tuple[Span, ...]:
    """The spans of runs of tokens; punctuation between two of them joins them."""
    known = context.sentences[number].tokens
    runs: list[Span] = []
    before = None
    for at in tokens:
        between = range(at) if before is None else range(before + 1, at)
        if before is not None and all(known[mid].pos == "PUNCT" for mid in between):
            runs[-1] = Span(runs[-1].start, known[at].span.end)
        else:
            runs.append(known[at].span)
        before = at
    return tuple(runs)


def _join(saying: Saying, by_sentence: dict[int, list[_Draft]]) -> None:
    """Gives the content of a saying of the rules to the attribution that has its cue, or makes it one of its own."""
    near = by_sentence.setdefault(saying.origin, [])
    same = next((draft for draft in near if any(saying.cue_span.overlaps(span) for span in draft.cue)), None)
    if same is None:
        overlapping = (draft for draft in near if any(_touch(draft.content, part) for part in saying.content))
        same = next(overlapping, None) if saying.origin == saying.sentence else None
    if same is None:
        source = () if saying.source is None else (saying.source,)
        near.append(_Draft(saying.origin, source, (saying.cue_span,), list(saying.content), saying=saying))
        return
    same.saying = same.saying or saying
    if saying.verbatim:
        same.content.extend(part for part in saying.content if not _touch(same.content, part))


def _touch(spans: Iterable[Span], other: Span) -> bool:
    return any(span.overlaps(other) for span in spans)


def _finished(context: Context, draft: _Draft, speakers: Speakers) -> Attribution:
    content = tuple(sorted(draft.content))
    saying, source = draft.saying, " ".join(span.of(context.text) for span in draft.source)
    person = saying.person if saying is not None else None
    name = saying.speaker if saying is not None else " ".join(source.split())
    if saying is None and draft.source and draft.tagged is not None:
        head = _head(context, draft.sentence, draft.tagged.source)
        speaker = speakers.name(draft.sentence, context.trees[draft.sentence], head)
        name, person = speaker.name, speaker.person
    return Attribution(
        speaker=name,
        cue=" ".join(" ".join(span.of(context.text) for span in draft.cue).lower().split()),
        verbatim=saying is not None and saying.verbatim,
        span=Span(content[0].start, content[-1].end),
        source=draft.source[0] if draft.source else None,
        title=context.titles.of(person),
        content=content,
        cue_spans=draft.cue,
        kind=_kind(context, draft),
        inner=draft.inner,
    )


def _head(context: Context, number: int, tokens: Sequence[int]) -> int:
    known = context.sentences[number].tokens
    return next((at for at in tokens if known[at].head not in tokens), tokens[0])


def _kind(context: Context, draft: _Draft) -> AttributionKind:
    if draft.tagged is None:
        return "said"
    lemma = context.sentences[draft.sentence].tokens[draft.tagged.head].lemma.lower()
    if lemma == ":":
        return "said"
    return next((kind for kind, lemmas in _KINDS if lemma in lemmas), "other")

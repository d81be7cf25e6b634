"""Claims of an article, and the analysis of a claim that is given on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.attribution.tagger import AttributionTagger
from models.english import EnglishPipeline
from models.protocols import CheckWorthiness
from models.types import ParsedSentence, Span
from verifier.claims.attribution import Saying, find_sayings
from verifier.claims.attributions import Tagger, find_attributions
from verifier.claims.context import Context
from verifier.claims.dateline import Dateline, find_dateline
from verifier.claims.direct import is_all_quoted
from verifier.claims.kinds import CHECKABLE, Judged, judge, worthiness
from verifier.claims.quantities import find_quantities
from verifier.claims.rewrite import Rewritten, Voice, rewrite
from verifier.claims.times import find_times
from verifier.claims.worth import sentence_worth
from verifier.types import (
    Article,
    Attribution,
    Claim,
    Extraction,
    Quantity,
    SentenceKind,
    SkippedSentence,
    TimeRange,
)


class ClaimExtractor:
    """Finds the claims of articles. Never raises on any text; safe to use from several threads.

    `worthiness` tells how much a statement is worth checking; without it the rules of `kinds` do. `tagger` finds
    attributions inside sentences; the released one where none is given.
    """

    def __init__(
        self, english: EnglishPipeline, *, worthiness: CheckWorthiness | None = None, tagger: Tagger | None = None
    ) -> None:
        self._english = english
        self._worthiness = worthiness
        self._tagger = tagger or AttributionTagger()

    def extract(self, article: Article) -> Extraction:
        """Claims and skipped sentences in the order of the text: each sentence gives at least one of them.

        Times are read from the article's date, or else from the date of its dateline.
        """
        dateline = find_dateline(article.text)
        text = _without(article.text, dateline)
        reference = article.published_at or (dateline.published_at if dateline is not None else None)
        context = Context(text, self._english.parse(text))
        sayings = find_sayings(context)
        (worth,) = sentence_worth(self._worthiness, [context])
        claims: list[Claim] = []
        skipped: list[SkippedSentence] = []
        if dateline is not None and not _leads(context, dateline):
            end = dateline.span.start + len(dateline.span.of(article.text).rstrip())
            skipped.append(SkippedSentence(Span(dateline.span.start, end), "fragment", "It is the dateline."))
        for number, saying in enumerate(sayings):
            found = _Sentence(context, number, saying, reference, worth[number]).results()
            for item in found:
                if isinstance(item, Claim):
                    claims.append(_whole(item, article.text, context.sentences[number], dateline))
                else:
                    skipped.append(item)
        return Extraction(tuple(claims), tuple(skipped), tuple(find_attributions(context, sayings, self._tagger)))

    def analyse(self, text: str, *, as_of: date | None) -> Claim:
        """A claim given on its own: the text as it is, with its kind, amounts, times and attribution.

        Relative times are read from `as_of`. A text of several sentences has the kind of the first checkable one.
        `text` must not be blank (ValueError).
        """
        return self.analyse_all([(text, as_of)])[0]

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]:
        """`analyse` of each (text, as_of), in one pass over the parser."""
        parses = self._english.parse_all([text for text, _ in claims])
        contexts = [Context(text, parsed) for (text, _), parsed in zip(claims, parses, strict=True)]
        worth = sentence_worth(self._worthiness, contexts)
        rows = zip(contexts, worth, claims, strict=True)
        return [_analysed(context, worths, as_of) for context, worths, (_, as_of) in rows]


def _analysed(context: Context, worth: Sequence[float | None], as_of: date | None) -> Claim:
    text = context.text
    parts = [
        _Sentence(context, number, saying, as_of, worth[number]) for number, saying in enumerate(find_sayings(context))
    ]
    if not parts:
        return Claim(text, None, text, 0.0, "fragment")  # raises: the text is blank
    main = next((part for part in parts if part.kind in CHECKABLE), parts[0])
    return Claim(
        text=text,
        span=None,
        sentence=text,
        check_worthiness=main.worthiness,
        kind=main.kind,
        attribution=main.attribution,
        quantities=tuple(quantity for part in parts for quantity in part.quantities),
        times=tuple(time for part in parts for time in part.times),
    )


def _without(text: str, dateline: Dateline | None) -> str:
    """The text with blanks for the dateline, so that all offsets hold."""
    if dateline is None:
        return text
    return text[: dateline.span.start] + " " * len(dateline.span) + text[dateline.span.end :]


def _leads(context: Context, dateline: Dateline) -> bool:
    """Whether a sentence goes on where the dateline ends."""
    return any(sentence.span.start == dateline.span.end for sentence in context.sentences)


def _whole(claim: Claim, text: str, sentence: ParsedSentence, dateline: Dateline | None) -> Claim:
    """The claim with its whole sentence, the dateline included where it leads the sentence."""
    if dateline is None or sentence.span.start != dateline.span.end:
        return claim
    whole = text[dateline.span.start : sentence.span.end]
    return Claim(
        claim.text,
        claim.span,
        whole,
        claim.check_worthiness,
        claim.kind,
        claim.attribution,
        claim.quantities,
        claim.times,
    )


@dataclass(frozen=True, slots=True)
class _Content:
    """The words of a claim: where they stand and what kind they are."""

    spans: tuple[Span, ...]
    judged: Judged

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)


class _Sentence:
    """What one sentence gives."""

    def __init__(
        self, context: Context, number: int, saying: Saying | None, reference: date | None, worth: float | None
    ) -> None:
        self._worth_by_model = worth
        self._context = context
        self._number = number
        self._tree = context.trees[number]
        self._sentence = context.sentences[number]
        self._saying = saying
        self.quantities: Sequence[Quantity] = find_quantities(self._sentence)
        self.times: Sequence[TimeRange] = find_times(self._sentence, reference=reference)

    # A claim on its own

    @property
    def kind(self) -> SentenceKind:
        """The kind of what is said, or "quotation" where only the saying can be checked."""
        saying = self._saying
        whole = self._judge(self._sentence.span, given=True)
        if saying is None or saying.cue_token is None:
            return whole.kind
        said = self._judge(max(saying.content, key=len), given=True)
        if said.kind in CHECKABLE and saying.asserted:
            return said.kind
        return whole.kind if whole.kind in {"question", "fragment"} else "quotation"

    @property
    def worthiness(self) -> float:
        return self._worth(self._sentence.span, self.kind, vague=False)

    @property
    def attribution(self) -> Attribution | None:
        return self._attribution(self._saying) if self._saying is not None else None

    # Of an article

    def results(self) -> list[Claim | SkippedSentence]:
        """At least one claim or skipped sentence, in order."""
        saying = self._saying
        if saying is None:
            return [self._of_writer()]
        before = self._clause_before(saying)
        speech = self._of_speech(saying)
        if before and isinstance(speech, SkippedSentence):
            speech = SkippedSentence(saying.span, speech.kind, speech.reason)
        return [*before, speech]

    def _of_speech(self, saying: Saying) -> Claim | SkippedSentence:
        """The claim that what was said is so, or else that it was said."""
        content = self._content(saying)
        if saying.asserted and content.judged.kind in CHECKABLE:
            claim = self._of_speaker(saying, content)
            if claim is not None:
                return claim
        return self._skip(saying, content) if saying.verbatim else self._of_saying(saying, content)

    def _of_writer(self) -> Claim | SkippedSentence:
        span = self._sentence.span
        judged = self._judge(span)
        if judged.kind not in CHECKABLE:
            return SkippedSentence(span, judged.kind, judged.reason)
        content = _Content((span,), judged)
        made = self._rewrite(content, Voice(verbatim=is_all_quoted(self._context, self._number)))
        if made.first_person and is_all_quoted(self._context, self._number):
            return SkippedSentence(span, judged.kind, "Its speaker is not named, so that it does not stand on its own.")
        return self._claim(content, made, None, judged.kind)

    def _of_speaker(self, saying: Saying, content: _Content) -> Claim | None:
        """The claim that what was said is so; None where it does not stand on its own."""
        made = self._rewrite(content, Voice(saying.person, saying.verbatim))
        if made.first_person:
            return None
        return self._claim(content, made, self._attribution(saying), content.judged.kind)

    def _of_saying(self, saying: Saying, content: _Content) -> Claim | SkippedSentence:
        """The claim that it was said, where what was said cannot be checked."""
        span = self._sentence.span
        whole = self._judge(span)
        if whole.kind in {"question", "fragment"}:
            return SkippedSentence(span, whole.kind, whole.reason)
        made = self._rewrite(_Content((span,), whole), Voice())
        return self._claim(_Content((span,), whole), made, self._attribution(saying), "quotation")

    def _skip(self, saying: Saying, content: _Content) -> SkippedSentence:
        judged = content.judged
        reason = judged.reason
        if judged.kind in CHECKABLE:
            reason = "It speaks in the first person of others than the speaker, so that it does not stand on its own."
        return SkippedSentence(self._sentence.span, judged.kind, reason)

    def _clause_before(self, saying: Saying) -> list[Claim]:
        """What the writer states before the speech: "She condemned the plan and said ...", "... in a tweet: "."""
        start = self._sentence.span.start
        end = self._before_colon(saying) if saying.verbatim else self._before_joint(saying)
        return self._aside(Span(start, end)) if end is not None and start < end <= saying.span.start else []

    def _aside(self, span: Span) -> list[Claim]:
        judged = self._judge(span)
        if judged.kind not in CHECKABLE:
            return []
        content = _Content((span,), judged)
        return [self._claim(content, self._rewrite(content, Voice()), None, judged.kind)]

    def _before_joint(self, saying: Saying) -> int | None:
        """The end of the clause that the cue is coordinated with."""
        cue, tokens = saying.cue_token, self._tree.tokens
        if cue is None or tokens[cue].dep not in {"conj", "advcl"} or tokens[cue].head > cue:
            return None
        if tokens[cue].dep == "advcl":
            lead = tokens[cue - 1].text == "," and tokens[cue].tag == "VBG" and cue > 1
            return tokens[cue - 2].span.end if lead else None
        head = tokens[cue].head
        joint = next((at for at in range(head, cue) if tokens[at].dep == "cc" and tokens[at].head == head), None)
        if joint is None or joint < head + 2:
            return None
        return tokens[joint - 2 if tokens[joint - 1].text == "," else joint - 1].span.end

    def _before_colon(self, saying: Saying) -> int | None:
        """The end of the writer's own statement before a quotation after a colon, where its verb is not the cue."""
        cue = saying.cue_token
        if cue is not None and self._tree.tokens[cue].dep not in {"advcl", "relcl", "acl"}:
            return None
        if self._sentence.span.start >= saying.span.start:
            return None
        lead = self._context.text[self._sentence.span.start : saying.span.start].rstrip(" \t\u00a0\"'“”‘«")
        return self._sentence.span.start + len(lead) - 1 if len(lead) > 1 and lead.endswith(":") else None

    # Parts

    def _content(self, saying: Saying) -> _Content:
        main = max(saying.content, key=len)
        by_subject = saying.person is not None and self._subject_is_speaker(saying, main)
        return _Content(saying.content, self._judge(main, by_subject=by_subject))

    def _subject_is_speaker(self, saying: Saying, span: Span) -> bool:
        inside = self._tree.inside(span)
        first = self._tree.tokens[inside[0]].text.lower() if inside else ""
        return first in {"he", "she", "his", "her", "their", "i", "we", "my", "our"}

    def _judge(self, span: Span, *, by_subject: bool = False, given: bool = False) -> Judged:
        """The kind of the words in the span; with an amount among them a statement is a quantity."""
        judged = judge(self._tree, span, text=self._context.text, by_subject=by_subject, given=given)
        if judged.kind in {"factual", "quotation"} and any(span.covers(found.span) for found in self.quantities):
            return Judged("quantity", judged.reason)
        return judged

    def _rewrite(self, content: _Content, voice: Voice) -> Rewritten:
        return rewrite(self._context, self._number, content.spans, voice=voice, times=self.times)

    def _attribution(self, saying: Saying) -> Attribution:
        return Attribution(saying.speaker, saying.cue, saying.verbatim, saying.span)

    def _claim(self, content: _Content, made: Rewritten, attribution: Attribution | None, kind: SentenceKind) -> Claim:
        span = content.span
        return Claim(
            text=made.text,
            span=span,
            sentence=self._sentence.span.of(self._context.text),
            check_worthiness=self._worth(span, kind, vague=made.vague),
            kind=kind,
            attribution=attribution,
            quantities=tuple(found for found in self.quantities if span.covers(found.span)),
            times=tuple(found for found in self.times if span.covers(found.span)),
        )

    def _worth(self, span: Span, kind: SentenceKind, *, vague: bool) -> float:
        named = self._saying is not None and self._saying.person is not None
        return worthiness(
            self._tree,
            span,
            kind,
            quantities=sum(span.covers(found.span) for found in self.quantities),
            times=sum(span.covers(found.span) for found in self.times),
            named_speaker=named,
            vague=vague,
            by_model=self._worth_by_model,
        )

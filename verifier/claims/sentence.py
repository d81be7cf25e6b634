"""What one sentence gives: its claims, and what is skipped with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.types import Span, Worthiness
from verifier.claims.attribution import Saying
from verifier.claims.context import Context
from verifier.claims.direct import is_all_quoted
from verifier.claims.grammar import SUBJECTS
from verifier.claims.impressions import impression
from verifier.claims.indirect import without_link
from verifier.claims.kinds import CHECKABLE, Judged, head_verb, judge
from verifier.claims.opinions import OF_OTHERS, opinion
from verifier.claims.parts import Content, Detail, spans_of
from verifier.claims.pieces import is_cut
from verifier.claims.propositions import Statement, details, statements
from verifier.claims.quantities import find_quantities
from verifier.claims.rewrite import Rewritten, Voice, rewrite
from verifier.claims.roles import KNOWN_OFFICE, is_of_old
from verifier.claims.spoken import (
    after_source,
    before_speech,
    is_added,
    is_by_the_way,
    is_figures,
    is_of_nobody,
    is_of_writer,
    is_statement,
    is_told_by_writer,
    judged_speech,
    opens_with_speaker,
    own_part,
    speaking_body,
    stands_beside_quote,
    tells_besides,
    without_lead,
)
from verifier.claims.tellers import is_day_after
from verifier.claims.times import find_times
from verifier.claims.worth import worthiness
from verifier.claims.years import with_years
from verifier.types import Attribution, Claim, Quantity, SentenceKind, SkippedSentence

_FEWEST = 4  # tokens of a statement
_CLAUSES = frozenset({"relcl", "appos", "acl", "punct"})
_IDENTITY = 0.3  # check-worthiness, at the most, of who somebody is
_HANGS = "Its subject points at what was said before, so that it does not stand on its own."


class Sentence:
    """What one sentence gives."""

    def __init__(
        self, context: Context, number: int, saying: Saying | None, reference: date | None, worth: Worthiness | None
    ) -> None:
        self._reading = worth
        self._day = reference
        self._context = context
        self._number = number
        self._tree = context.trees[number]
        self._sentence = context.sentences[number]
        self._saying = None if saying is not None and is_of_nobody(context, saying) else saying
        self._unattributed = saying is not None and self._saying is None
        self._unnamed = saying is not None and is_figures(context, saying)  # who says it the sentence does not tell
        self._told: set[int] = set()  # tokens of what is told by the way and becomes a claim of its own
        self.quantities: Sequence[Quantity] = find_quantities(self._sentence)
        self.times = with_years(context, number, find_times(self._sentence, reference=reference), day=reference)

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
        told = self._details()
        if saying is None:
            return [*self._of_writer(), *told]
        before = self._clause_before(saying)
        speech = self._of_speech(saying)
        if before and len(speech) == 1 and isinstance(speech[0], SkippedSentence):
            speech = [SkippedSentence(saying.span, speech[0].kind, speech[0].reason)]
        return [*before, *speech, *self._clause_after(saying), *told]

    def _details(self) -> list[Claim | SkippedSentence]:
        """What the sentence tells by the way, each in the voice of whoever says it."""
        found: list[Claim | SkippedSentence] = []
        saying = self._saying
        for detail in details(self._context, self._number):
            if self._unattributed and not detail.names_only:
                continue  # somebody may say it after all
            spoken = saying is not None and any(part.overlaps(detail.clause) for part in saying.content)
            if spoken and saying is not None and is_added(self._tree, saying, detail.clause):
                if not detail.names_only and not stands_beside_quote(self._context, saying, detail.clause):
                    continue  # whether the speaker or the writer tells it is open, so that it stays in its sentence
                spoken = False
            if spoken and saying is not None and not (saying.asserted and saying.span.covers(detail.clause)):
                continue
            words = detail.clause.of(self._context.text)
            aside = Judged("factual", KNOWN_OFFICE) if detail.known else None
            if not spoken and not detail.names_only:
                aside = impression(self._tree, self._tree.inside(detail.clause), words)
            if aside is not None:
                found.append(SkippedSentence(detail.clause, aside.kind, aside.reason))
                self._told.update(detail.without)
                continue
            if detail.names_only and is_of_old(self._tree, self.times, self._day, words):
                continue
            if (claim := self._detail(detail, saying if spoken else None)) is not None:
                found.append(claim)
                self._told.update(detail.without)
        return found

    def _detail(self, detail: Detail, saying: Saying | None) -> Claim | None:
        judged = Judged("factual", "") if detail.names_only else self._judge_stated(detail.clause)
        told = self._tree.inside(detail.clause)
        if judged.kind not in CHECKABLE or is_cut(self._tree, told, detail.clause.of(self._context.text)):
            return None
        spans = tuple(part for part in detail.parts if isinstance(part, Span))
        content = Content(spans, judged, detail.parts)
        made = self._rewrite(content, self._voice(saying))
        if made.first_person or made.vague or any(" " not in found.text for found in made.ambiguities):
            return None  # a pronoun hangs on the sentence from which it would be parted
        # The words of a detail stand in another order than they were spoken.
        attribution = replace(self._attribution(saying), verbatim=False) if saying is not None else None
        claim = self._claim(content, made, attribution, judged.kind)
        return replace(claim, check_worthiness=min(claim.check_worthiness, _IDENTITY)) if detail.names_only else claim

    def _of_speech(self, saying: Saying) -> Sequence[Claim | SkippedSentence]:
        """The claims that what was said is so, or else that it was said."""
        content = self._content(saying)
        whole = is_statement(self._tree, saying, self._context.text)
        if saying.asserted and content.judged.kind in CHECKABLE and whole:
            made = self._of_speaker(saying, content)
            if made:
                return made
        besides = content.judged.kind == "fragment" and tells_besides(self._tree, saying)
        alone = saying.verbatim and whole and not besides
        return [self._skip(saying, content) if alone else self._of_saying(saying, content)]

    def _of_writer(self) -> list[Claim | SkippedSentence]:
        span = self._sentence.span
        judged = self._judge(span)
        if judged.kind not in CHECKABLE:
            return [SkippedSentence(span, judged.kind, judged.reason)]
        quoted = is_all_quoted(self._context, self._number)
        found: list[Claim | SkippedSentence] = []
        for statement in statements(self._context, self._number, span, self._told):
            content, made = self._stated(statement, Voice(verbatim=quoted))
            if content.judged.kind not in CHECKABLE:
                found.append(SkippedSentence(statement.core, content.judged.kind, content.judged.reason))
            elif made.first_person and quoted:
                reason = "Its speaker is not named, so that it does not stand on its own."
                found.append(SkippedSentence(statement.core, content.judged.kind, reason))
            elif self._hangs(content, made):
                found.append(SkippedSentence(statement.core, content.judged.kind, _HANGS))
            else:
                found.append(self._claim(content, made, None, content.judged.kind))
        return found

    def _of_speaker(self, saying: Saying, content: Content) -> list[Claim | SkippedSentence]:
        """The claims that what was said is so; none where no part of it stands on its own."""
        attribution = self._attribution(saying)
        if len(content.spans) > 1:
            content = replace(content, judged=self._judge_stated(max(content.spans, key=len)))
            made = self._rewrite(content, self._voice(saying))
            return [] if made.first_person else self._said(content, made, attribution, content.span)
        found: list[Claim | SkippedSentence] = []
        span = without_link(self._tree, content.span)
        for statement in statements(self._context, self._number, span, self._told):
            part, made = self._stated(statement, self._voice(saying))
            if part.judged.kind not in CHECKABLE | {"opinion"}:
                found.append(SkippedSentence(statement.core, part.judged.kind, part.judged.reason))
            elif made.first_person:
                found.append(SkippedSentence(statement.core, part.judged.kind, OF_OTHERS))
            elif self._hangs(part, made):
                found.append(SkippedSentence(statement.core, part.judged.kind, _HANGS))
            else:
                by_writer = bool(found) and is_of_writer(saying, statement.core, self._context.text)
                found.extend(self._said(part, made, None if by_writer else attribution, statement.core))
        claimed = any(isinstance(item, Claim) for item in found)
        hanging = all(isinstance(item, SkippedSentence) and item.reason == _HANGS for item in found)
        return found if claimed or (hanging and saying.verbatim) else []

    def _said(
        self, content: Content, made: Rewritten, attribution: Attribution | None, core: Span
    ) -> list[Claim | SkippedSentence]:
        """What a speaker states: a claim; of an opinion only that it was said can be checked, so that it is skipped
        itself, and its claim, of kind "opinion", tells what was said."""
        judged = content.judged
        if judged.kind in CHECKABLE:
            return [self._claim(content, made, attribution, judged.kind)]
        skipped = SkippedSentence(core, judged.kind, judged.reason)
        if attribution is None or self._unnamed:
            return [skipped]
        return [replace(self._claim(content, made, attribution, "factual"), kind=judged.kind), skipped]

    def _stated(self, statement: Statement, voice: Voice) -> tuple[Content, Rewritten]:
        content = Content(statement.spans, self._judge_stated(statement.core))
        return content, self._rewrite(content, voice)

    def _judge_stated(self, span: Span) -> Judged:
        """The kind of one statement. In the form of a fact, without amounts and dates, it may be a judgement."""
        judged = self._judge(span)
        spoken = self._saying is not None and any(part.covers(span) for part in self._saying.content)
        quoted = is_all_quoted(self._context, self._number)
        # "She thinks" in somebody's own words is told of another; "she thinks" told of her is what she said.
        verbatim = quoted if self._saying is None else spoken and self._saying.verbatim
        if judged.kind not in ({"factual", "quotation"} if verbatim else {"factual"}):
            return judged
        inside, text = self._tree.inside(span), span.of(self._context.text)  # dates told by the way tie nothing
        if not (spoken or quoted) and (seen := impression(self._tree, inside, text)) is not None:
            return seen
        dated = [at for time in self.times if span.covers(time.span) for at in self._tree.inside(time.span)]
        if not self._told.issuperset(dated):
            return judged
        doubt = self._reading.non_factual if self._reading else None
        return opinion(self._tree, inside, text=text, spoken=spoken or quoted, verbatim=verbatim, doubt=doubt) or judged

    def _hangs(self, content: Content, made: Rewritten) -> bool:
        """Whether the subject points at what was said before, and nothing in the words ties them to the world."""
        if not made.vague or any(found.readings for found in made.ambiguities):
            return False
        tied = [entity.span for entity in self._sentence.entities]
        tied += [amount.span for amount in self.quantities] + [time.span for time in self.times]
        return not any(content.covers(span) for span in tied)

    def _voice(self, saying: Saying | None) -> Voice:
        if saying is None:
            return Voice()
        return Voice(saying.person, saying.verbatim, speaking_body(self._context, self._number, saying))

    def _of_saying(self, saying: Saying, content: Content) -> Claim | SkippedSentence:
        """The claim that it was said, where what was said cannot be checked."""
        span = own_part(self._context, self._number, saying)
        whole = self._judge(span)
        by_writer = self._unnamed or is_told_by_writer(self._tree, saying)
        if whole.kind in {"question", "fragment"} or (by_writer and whole.kind not in CHECKABLE):
            return SkippedSentence(span, whole.kind, whole.reason)
        left = [at for at in self._tree.inside(span) if at not in self._told]
        content = Content(spans_of(self._tree, left) if self._told else (span,), whole)
        made = self._rewrite(content, Voice())
        if by_writer:
            return self._claim(content, made, None, whole.kind)
        return self._claim(content, made, self._attribution(saying), "quotation")

    def _skip(self, saying: Saying, content: Content) -> SkippedSentence:
        reason = OF_OTHERS if content.judged.kind in CHECKABLE else content.judged.reason
        return SkippedSentence(self._sentence.span, content.judged.kind, reason)

    def _clause_before(self, saying: Saying) -> list[Claim]:
        """What the writer states before the speech: "She condemned the plan and said ...", "... in a tweet: "."""
        start = self._sentence.span.start
        end = before_speech(self._context, self._number, saying)
        return self._aside(Span(start, end)) if end is not None and start < end <= saying.span.start else []

    def _clause_after(self, saying: Saying) -> list[Claim]:
        """What the speaker did besides: "She said the port was safe, and on Friday closed it."."""
        if (goes_on := after_source(self._context, self._number, saying)) is not None:
            return self._aside(goes_on)
        cue = saying.cue_token
        subject = self._tree.subject(cue) if cue is not None and not saying.verbatim else None
        rest = self._tree.inside(Span(saying.span.end, self._sentence.span.end))
        while rest and self._tree.tokens[rest[0]].text in {",", "-", "–", "—"}:
            rest.pop(0)
        if subject is None or len(rest) < _FEWEST or self._tree.tokens[rest[0]].text.lower() not in {"and", "but"}:
            return []
        found: list[Claim] = []
        if is_day_after(self._tree, rest[1]):
            return self._aside(self._tree.span(rest[1:]))
        phrase = spans_of(self._tree, self._tree.subtree(subject, without=_CLAUSES))
        for statement in statements(self._context, self._number, self._tree.span(rest[1:])):
            judged = self._judge(statement.core)
            head = head_verb(self._tree, self._tree.inside(statement.core))
            if judged.kind in CHECKABLE and head is not None and self._tree.child(head, SUBJECTS) is None:
                content = Content((*phrase, statement.core), judged)
                found.append(self._claim(content, self._rewrite(content, Voice()), None, judged.kind))
        return found

    def _aside(self, span: Span) -> list[Claim]:
        span = without_lead(self._tree, span)
        judged = self._judge_stated(span)
        if judged.kind not in CHECKABLE or is_by_the_way(self._tree, span):
            return []
        content = Content((span,), judged)
        return [self._claim(content, self._rewrite(content, Voice()), None, judged.kind)]

    # Parts

    def _content(self, saying: Saying) -> Content:
        main = max(saying.content, key=len)
        by_subject = saying.person is not None and opens_with_speaker(self._tree, main)
        judged = self._judge(main, by_subject=by_subject)
        return Content(saying.content, judged_speech(self._context, saying, judged))

    def _judge(self, span: Span, *, by_subject: bool = False, given: bool = False) -> Judged:
        """The kind of the words in the span; with an amount among them a statement is a quantity."""
        judged = judge(self._tree, span, text=self._context.text, by_subject=by_subject, given=given)
        if judged.kind in {"factual", "quotation"} and any(span.covers(found.span) for found in self.quantities):
            return Judged("quantity", judged.reason)
        return judged

    def _rewrite(self, content: Content, voice: Voice) -> Rewritten:
        parts = content.parts or content.spans
        return rewrite(self._context, self._number, parts, voice=voice, times=self.times, day=self._day)

    def _attribution(self, saying: Saying) -> Attribution:
        title = self._context.titles.of(saying.person)
        said = (saying.content, (saying.cue_span,))
        return Attribution(saying.speaker, saying.cue, saying.verbatim, saying.span, saying.source, title, *said)

    def _claim(self, content: Content, made: Rewritten, attribution: Attribution | None, kind: SentenceKind) -> Claim:
        span = content.span
        return Claim(
            text=made.text,
            span=span,
            sentence=self._sentence.span.of(self._context.text),
            check_worthiness=self._worth(span, kind, vague=made.vague),
            kind=kind,
            attribution=None if self._unnamed else attribution,
            quantities=tuple(found for found in self.quantities if content.covers(found.span)),
            times=tuple(found for found in self.times if content.covers(found.span)),
            ambiguities=made.ambiguities,
        )

    def _worth(self, span: Span, kind: SentenceKind, *, vague: bool) -> float:
        return worthiness(
            self._tree,
            span,
            kind,
            quantities=sum(span.covers(found.span) for found in self.quantities),
            times=sum(span.covers(found.span) for found in self.times),
            named_speaker=self._saying is not None and self._saying.person is not None,
            vague=vague,
            by_model=None if self._reading is None else self._reading.check_worthy,
        )

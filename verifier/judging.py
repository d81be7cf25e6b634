"""From what a search found to decisions: what is chosen is read, compared, weighed and decided, many claims at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from verifier.checks import compare
from verifier.decide import DecidedPart, Decision, abstain, decide
from verifier.evidence import Candidate, Found, Gathered, Question, select
from verifier.joining import join, joined_coverage
from verifier.reading import read
from verifier.saying import of_the_sayer
from verifier.screening import screened
from verifier.verdicts import Asked, nothing_read
from verifier.weighing import Focus, Weighed, focus_of, weigh

if TYPE_CHECKING:
    from models.protocols import NliModel
    from models.types import ParsedSentence, Span
    from verifier.clock import Clock
    from verifier.duplicates import ShingleCache
    from verifier.settings import VerificationSettings
    from verifier.types import Check, Coverage, Reason


class Parser(Protocol):
    """Parses English texts, in one pass; never raises. `models.english.EnglishPipeline` is one."""

    def parse_all(self, texts: Sequence[str]) -> list[list[ParsedSentence]]: ...


@dataclass(frozen=True, slots=True)
class Task:
    """A claim to answer, and the parts of it that may be told apart. `refusal` tells why it is not looked up."""

    asked: Asked
    refusal: Reason | None
    parts: tuple[Question, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that is looked up, the whole claim first."""
        return () if self.refusal is not None else (self.asked.question, *self.parts)


class Judging:
    """Reads and decides with one judge, one parser and one set of settings; with a screen in front of the judge where
    there is one."""

    def __init__(
        self, nli: NliModel, parser: Parser, settings: VerificationSettings, *, screen: NliModel | None = None
    ) -> None:
        self._nli = nli
        self._screen = screen
        self._parser = parser
        self._settings = settings

    def decided(
        self, chunk: Sequence[tuple[Task, Sequence[Found]]], cache: ShingleCache, clock: Clock
    ) -> list[tuple[Decision, Coverage]]:
        """The decision on each claim of a chunk and what was read for it. Parts of claims are read only where no
        passage decides the whole."""
        whole = iter(
            self._read_and_decide([(task.asked.question, found[0]) for task, found in chunk if found], cache, clock)
        )
        decided = [
            next(whole) if task.refusal is None else (abstain(task.refusal), nothing_read(task.asked.question))
            for task, _ in chunk
        ]
        open_ = [
            at for at, (task, _) in enumerate(chunk) if task.parts and decided[at][0].label == "NOT_ENOUGH_EVIDENCE"
        ]
        wanted = [pair for at in open_ for pair in zip(chunk[at][0].parts, chunk[at][1][1:], strict=True)]
        parts = iter(self._read_and_decide(wanted, cache, clock))
        for at in open_:
            questions = chunk[at][0].parts
            found = [next(parts) for _ in questions]
            told = [DecidedPart(one.claim.text, each) for one, (each, _) in zip(questions, found, strict=True)]
            decision, coverage = decided[at]
            decided[at] = (join(decision, told), joined_coverage(coverage, [each for _, each in found]))
        return decided

    def _read_and_decide(
        self, asked: Sequence[tuple[Question, Found]], cache: ShingleCache, clock: Clock
    ) -> list[tuple[Decision, Coverage]]:
        with clock.stage("select"):
            selected = [select(question, found, cache=cache, settings=self._settings) for question, found in asked]
        if self._screen is not None:
            with clock.stage("screen"):
                selected = screened(selected, self._screen, settings=self._settings)
        with clock.stage("read"):
            gathered = read(selected, self._nli, settings=self._settings)
        with clock.stage("decide"):
            return [
                (decide(one, weighed, self._settings), one.coverage)
                for one, weighed in zip(gathered, self._weighed(gathered), strict=True)
            ]

    def _weighed(self, gathered: Sequence[Gathered]) -> list[list[Weighed]]:
        """The passages of each claim with their checks; what may be compared is parsed in one pass."""
        focused = [
            [(one, focus_of(one, each.question.claim.text, self._settings)) for one in each.candidates]
            for each in gathered
        ]
        texts = list(
            dict.fromkeys(
                text
                for each in focused
                for one, focus in each
                if self._compares(focus)
                for text in (one.passage.text, one.document.title or "")
            )
        )
        parsed = dict(zip(texts, self._parser.parse_all(texts), strict=True))
        return [
            [
                of_the_sayer(
                    each.question.claim,
                    weigh(one, focus, self._checks(each.question, one, focus, parsed), self._settings),
                )
                for one, focus in pairs
            ]
            for each, pairs in zip(gathered, focused, strict=True)
        ]

    def _compares(self, focus: Focus) -> bool:
        if not self._settings.use_checks:
            return False
        return focus.leans or focus.reading.overlap >= self._settings.same_event_overlap

    def _checks(
        self, question: Question, candidate: Candidate, focus: Focus, parsed: Mapping[str, list[ParsedSentence]]
    ) -> tuple[Check, ...]:
        if not self._compares(focus):
            return ()
        passage, at = candidate.passage, candidate.passage.span.start
        whole = parsed[passage.text]
        sentences = _standing_in(whole, focus.reading.sentences, at)
        checks = compare(
            question.claim,
            question.source_text,
            sentences,
            evidence_date=candidate.document.published_at,
            around=[sentence for sentence in whole if sentence not in sentences],
            title=parsed[candidate.document.title or ""],
            before=candidate.document.text[max(0, at - self._settings.antecedent_characters) : at],
            claim_sentences=question.parsed,
        )
        return tuple(_in_document(check, candidate) for check in checks)


def _in_document(check: Check, candidate: Candidate) -> Check:
    """The check with its evidence span in characters of the document, whose own characters its evidence text are."""
    if check.evidence_span is None:
        return check
    span = check.evidence_span.shift(candidate.passage.span.start)
    return replace(check, evidence_span=span, evidence_text=span.of(candidate.document.text))


def _standing_in(parsed: Sequence[ParsedSentence], spans: Sequence[Span], passage_start: int) -> list[ParsedSentence]:
    """The parsed sentences of a passage that lie in any of `spans`, which are in characters of the document."""
    return [sentence for sentence in parsed if any(span.overlaps(sentence.span.shift(passage_start)) for span in spans)]

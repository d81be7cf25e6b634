"""The pipeline: articles and claims in, verdicts and reports out. The same object serves every door.

It only joins the parts: `claims` find what is claimed, `evidence` what was read, `weighing` and `decide` the label,
`explain` the words. All claims of a call share one snapshot of the collection and are read together; a verdict does
not depend on what was asked beside it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from indexes.types import SearchFilter, SearchMode, SearchResult
from models.english import EnglishPipeline
from models.language import detect_language
from models.types import Stance
from verifier.admission import require_article, require_claim
from verifier.checks import compare
from verifier.decide import Decision, abstain, decide, not_checkable
from verifier.duplicates import Original, ShingleCache
from verifier.evidence import Candidate, Found, Gathered, Question, find, select
from verifier.explain import explain
from verifier.names import subject_names
from verifier.reading import read
from verifier.records import dumps, provenance_record, rounded
from verifier.settings import VerificationSettings
from verifier.types import Article, Claim, ClaimRequest, Coverage, Evidence, Extraction, Provenance, Report, Verdict
from verifier.weighing import Focus, Weighed, focus_of, weigh

if TYPE_CHECKING:
    from indexes.collection import Collection
    from models.protocols import NliModel
    from models.types import ParsedSentence, Span
    from verifier.types import Check, Reason

CLAIMS_AT_ONCE = 16
"""Claims that are read together: enough pairs to fill the judge's batches, few enough to show progress."""
_ID_DIGITS = 16


class Parser(Protocol):
    """Parses English texts, in one pass; never raises. `models.english.EnglishPipeline` is one."""

    def parse_all(self, texts: Sequence[str]) -> list[list[ParsedSentence]]: ...


class Extractor(Protocol):
    """Finds the claims of an article, and analyses claims given on their own as (text, as_of)."""

    def extract(self, article: Article) -> Extraction: ...

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]: ...


@dataclass(frozen=True, slots=True)
class _Task:
    """A claim to answer. `refusal` tells why it is not looked up."""

    question: Question
    as_of: date | None
    id: str | None
    refusal: Reason | None


class Verifier:
    """Verifies articles and claims against one collection. Constructing is cheap: models load on first use.

    `parser` reads evidence for the checks beside the judge; share the extractor's to load its model once.
    Not safe for several threads at once; give it one worker thread. Raises the errors of the rooms beneath it.
    """

    def __init__(
        self,
        collection: Collection,
        *,
        nli: NliModel,
        extractor: Extractor,
        settings: VerificationSettings | None = None,
        parser: Parser | None = None,
    ) -> None:
        self._collection = collection
        self._nli = nli
        self._extractor = extractor
        self._parser = parser or EnglishPipeline()
        self._settings = settings or VerificationSettings()

    @property
    def collection(self) -> Collection:
        return self._collection

    @property
    def settings(self) -> VerificationSettings:
        return self._settings

    def extract(self, article: Article) -> Extraction:
        """The claims of an article. Raises InputEmpty, InputTooLarge and UnsupportedLanguage."""
        require_article(article, self._settings)
        return self._extractor.extract(article)

    def search(
        self, queries: Sequence[str], *, top_k: int, where: SearchFilter | None = None, mode: SearchMode = "fused"
    ) -> SearchResult:
        """Passages near each query, without a verdict; see `indexes.collection.Collection.search`."""
        return self._collection.search(queries, top_k=top_k, where=where or SearchFilter(), mode=mode)

    def check(
        self, requests: Sequence[ClaimRequest], *, on_progress: Callable[[int], None] | None = None
    ) -> list[Verdict]:
        """One verdict a claim, in order. `on_progress` gets the number of claims answered so far.

        Raises InputEmpty and InputTooLarge before anything is looked up.
        """
        for request in requests:
            require_claim(request, self._settings)
        claims = self._extractor.analyse_all([(request.text, request.as_of) for request in requests])
        names = self._names(claims)
        tasks = [self._task(*task) for task in zip(requests, claims, names, strict=True)]
        verdicts, _ = self._answer(tasks, on_progress, _Clock())
        return verdicts

    def verify(self, article: Article, *, on_progress: Callable[[int], None] | None = None) -> Report:
        """All claims of one article; raises what `extract` raises. `on_progress` as in `check`."""
        return self.verify_many([article], on_progress=on_progress)[0]

    def verify_many(
        self, articles: Sequence[Article], *, on_progress: Callable[[int], None] | None = None
    ) -> list[Report]:
        """One report an article, in order. What several articles share is searched and read once.

        Raises what `extract` raises. The timings of a report are those of the whole call.
        """
        if not articles:
            return []
        clock = _Clock()
        for article in articles:
            require_article(article, self._settings)
        with clock.stage("extract"):
            extractions = [self._extractor.extract(article) for article in articles]
        cache = ShingleCache(words=self._settings.shingle_words)
        tasks = [
            task
            for article, extraction in zip(articles, extractions, strict=True)
            for task in self._tasks(article, extraction, Original.of(article, cache))
        ]
        verdicts, provenance = self._answer(tasks, on_progress, clock)
        timings = clock.timings()
        remaining = iter(verdicts)
        return [
            Report(article, tuple(next(remaining) for _ in found.claims), found.skipped, provenance, timings)
            for article, found in zip(articles, extractions, strict=True)
        ]

    def _names(self, claims: Sequence[Claim]) -> list[frozenset[str]]:
        return [subject_names(parsed) for parsed in self._parser.parse_all([claim.text for claim in claims])]

    def _task(self, request: ClaimRequest, claim: Claim, names: frozenset[str]) -> _Task:
        question = Question(claim, claim.text, names, self._before(request.as_of))
        refusal = not_checkable(claim, language=detect_language(request.text))
        return _Task(question, request.as_of, request.id, refusal)

    def _tasks(self, article: Article, extraction: Extraction, original: Original) -> Iterator[_Task]:
        before = self._before(article.published_at)
        for claim, names in zip(extraction.claims, self._names(extraction.claims), strict=True):
            question = Question(claim, article.text, names, before, original)
            yield _Task(question, article.published_at, None, not_checkable(claim, language=None))

    def _before(self, as_of: date | None) -> date | None:
        """The first day whose evidence is too late."""
        if as_of is None or as_of == date.max or self._settings.use_later_evidence:
            return None
        return as_of + timedelta(days=1)

    def _answer(
        self, tasks: Sequence[_Task], on_progress: Callable[[int], None] | None, clock: _Clock
    ) -> tuple[list[Verdict], Provenance]:
        asked = [index for index, task in enumerate(tasks) if task.refusal is None]
        cache = ShingleCache(words=self._settings.shingle_words)
        with clock.stage("search"):
            snapshot, found = self._find([tasks[index].question for index in asked], cache)
        by_task = dict(zip(asked, found, strict=True))
        provenance = self._provenance(snapshot)
        verdicts: list[Verdict] = []
        for start in range(0, len(tasks), CLAIMS_AT_ONCE):
            chunk = [(tasks[i], by_task.get(i)) for i in range(start, min(start + CLAIMS_AT_ONCE, len(tasks)))]
            gathered = self._gather(chunk, cache, clock)
            with clock.stage("decide"):
                verdicts.extend(self._verdicts(chunk, gathered, provenance))
            if on_progress is not None:
                on_progress(len(verdicts))
        return verdicts, provenance

    def _find(self, questions: Sequence[Question], cache: ShingleCache) -> tuple[str, list[Found]]:
        if not questions:
            return self._collection.info().snapshot, []
        return find(self._collection, questions, cache=cache, settings=self._settings)

    def _provenance(self, snapshot: str) -> Provenance:
        return Provenance(
            embedder=str(self._collection.info().embedder),
            nli=str(self._nli.identity),
            collection_snapshot=snapshot,
            settings=self._settings.as_mapping(),
        )

    def _gather(
        self, chunk: Sequence[tuple[_Task, Found | None]], cache: ShingleCache, clock: _Clock
    ) -> list[Gathered]:
        """What was read for the claims of a chunk that were looked up, in their order."""
        with clock.stage("select"):
            selected = [
                select(task.question, found, cache=cache, settings=self._settings)
                for task, found in chunk
                if found is not None
            ]
        with clock.stage("read"):
            return read(selected, self._nli, settings=self._settings)

    def _verdicts(
        self, chunk: Sequence[tuple[_Task, Found | None]], gathered: Sequence[Gathered], provenance: Provenance
    ) -> Iterator[Verdict]:
        remaining = iter(zip(gathered, self._weighed(gathered), strict=True))
        for task, _ in chunk:
            if task.refusal is not None:
                yield self._verdict(task, abstain(task.refusal), _nothing_read(task.question), provenance)
                continue
            one, weighed = next(remaining)
            yield self._verdict(task, decide(one, weighed, self._settings), one.coverage, provenance)

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
            [weigh(one, focus, self._checks(each.question, one, focus, parsed), self._settings) for one, focus in pairs]
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
        passage = candidate.passage
        whole = parsed[passage.text]
        sentences = _standing_in(whole, focus.reading.sentences, passage.span.start)
        checks = compare(
            question.claim,
            question.source_text,
            sentences,
            evidence_date=candidate.document.published_at,
            around=[sentence for sentence in whole if sentence not in sentences],
            title=parsed[candidate.document.title or ""],
        )
        return tuple(_in_document(check, candidate) for check in checks)

    def _verdict(self, task: _Task, decision: Decision, coverage: Coverage, provenance: Provenance) -> Verdict:
        shown = (*decision.deciding, *decision.others)[: self._settings.evidence_shown]
        return Verdict(
            id=task.id or _verdict_id(task, provenance),
            claim=task.question.claim,
            label=decision.label,
            confidence=rounded(decision.confidence),
            evidence=tuple(_evidence(one) for one in shown),
            reasons=decision.reasons,
            coverage=coverage,
            provenance=provenance,
            explanation=explain(decision),
        )


class _Clock:
    """Seconds spent in each stage of a call."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._spent[name] = self._spent.get(name, 0.0) + time.perf_counter() - began

    def timings(self) -> dict[str, float]:
        return {**self._spent, "total": time.perf_counter() - self._started}


def _in_document(check: Check, candidate: Candidate) -> Check:
    """The check with its evidence span in characters of the document, whose own characters its evidence text are."""
    if check.evidence_span is None:
        return check
    span = check.evidence_span.shift(candidate.passage.span.start)
    return replace(check, evidence_span=span, evidence_text=span.of(candidate.document.text))


def _standing_in(parsed: Sequence[ParsedSentence], spans: Sequence[Span], passage_start: int) -> list[ParsedSentence]:
    """The parsed sentences of a passage that lie in any of `spans`, which are in characters of the document."""
    return [sentence for sentence in parsed if any(span.overlaps(sentence.span.shift(passage_start)) for span in spans)]


def _nothing_read(question: Question) -> Coverage:
    return Coverage(0, 0, 0, 0, 0, 0, 0, 0, evidence_after=None, evidence_before=question.before)


def _evidence(weighed: Weighed) -> Evidence:
    stance = weighed.focus.reading.stance
    return Evidence(
        document=weighed.candidate.document,
        passage=weighed.candidate.passage,
        sentences=weighed.focus.reading.sentences,
        stance=Stance(rounded(stance.entailment), rounded(stance.neutral), rounded(stance.contradiction)),
        similarity=rounded(weighed.candidate.similarity),
        checks=weighed.checks,
    )


def _verdict_id(task: _Task, provenance: Provenance) -> str:
    """The first 64 bits of the sha256 of all that the verdict depends on."""
    span = task.question.claim.span
    named = {
        "text": task.question.claim.text,
        "span": None if span is None else [span.start, span.end],
        "as_of": None if task.as_of is None else task.as_of.isoformat(),
        "provenance": provenance_record(provenance),
    }
    return hashlib.sha256(dumps(named).encode(errors="surrogatepass")).hexdigest()[:_ID_DIGITS]

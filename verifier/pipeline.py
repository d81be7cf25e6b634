"""The pipeline: articles and claims in, verdicts and reports out. The same object serves every door.

It only joins the parts: `claims` find what is claimed, `evidence` what is found for it, `judging` reads and decides,
`verdicts` adds confidence and words. All claims of a call share one snapshot of the collection and are read together;
a verdict does not depend on what was asked beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from indexes.types import SearchFilter, SearchMode, SearchResult
from models.english import EnglishPipeline
from models.language import detect_language
from verifier.admission import require_article, require_claim
from verifier.claims.guarded import guarded
from verifier.claims.worthwhile import worthwhile
from verifier.clock import Clock
from verifier.decide import not_checkable
from verifier.duplicates import Original, ShingleCache
from verifier.errors import CalibrationUnusable, SettingsInvalid
from verifier.evidence import Found, Question, find
from verifier.judging import Judging, Parser, Task
from verifier.names import subject_names
from verifier.parts import is_changeable, parts_of
from verifier.settings import VerificationSettings
from verifier.types import (
    UNCALIBRATED,
    Article,
    Claim,
    ClaimRequest,
    Extraction,
    Provenance,
    Report,
    Terms,
    Verdict,
)
from verifier.verdicts import Asked, VerdictMaker

if TYPE_CHECKING:
    from indexes.collection import Collection
    from models.protocols import NliModel
    from models.types import ParsedSentence
    from verifier.calibration import Calibration
    from verifier.types import Reason

CLAIMS_AT_ONCE = 16
"""Claims that are read together: enough pairs to fill the judge's batches, few enough to show progress."""


class Extractor(Protocol):
    """Finds the claims of an article, and analyses claims given on their own as (text, as_of)."""

    def extract(self, article: Article) -> Extraction: ...

    def analyse_all(self, claims: Sequence[tuple[str, date | None]]) -> list[Claim]: ...


class Verifier:
    """Verifies articles and claims against one collection. Constructing is cheap: models load on first use.

    `parser` reads evidence for the checks beside the judge; share the extractor's to load its model once.
    `calibration` counts where it was fitted with this judge; confidence is uncalibrated without it. `screen` is the
    small model of a cascade, which the settings switch on. Not safe for several threads at once; give it one worker
    thread. Raises the errors of the rooms beneath it, SettingsInvalid for a cascade without a screen, and
    CalibrationUnusable where the settings ask for an error rate that no calibration of this judge can promise.
    """

    def __init__(
        self,
        collection: Collection,
        *,
        nli: NliModel,
        extractor: Extractor,
        settings: VerificationSettings | None = None,
        parser: Parser | None = None,
        calibration: Calibration | None = None,
        screen: NliModel | None = None,
    ) -> None:
        self._collection = collection
        self._nli = nli
        self._extractor = extractor
        self._parser = parser or EnglishPipeline()
        self._settings = settings or VerificationSettings()
        self._calibration = calibration
        self._screen = screen
        if self._settings.cascade and screen is None:
            raise SettingsInvalid(
                "expected a screen for the cascade, found none", hint="Give a screen, or leave cascade off."
            )
        if self._settings.max_error_rate is not None:
            self._require_calibrated()

    @property
    def collection(self) -> Collection:
        return self._collection

    @property
    def settings(self) -> VerificationSettings:
        return self._settings

    def provenance(self) -> Provenance:
        """What a verdict that is given now rests on."""
        return self._provenance(self._collection.info().snapshot)

    def under(self, terms: Terms) -> Verifier:
        """This verifier under the terms of one question; it shares models and collection. Raises SettingsInvalid and
        CalibrationUnusable."""
        return self if terms == Terms() else self.with_settings(self._settings.under(terms))

    def with_settings(self, settings: VerificationSettings) -> Verifier:
        """This verifier with other settings; it shares models and collection. Raises what constructing raises."""
        return Verifier(
            self._collection,
            nli=self._nli,
            extractor=self._extractor,
            settings=settings,
            parser=self._parser,
            calibration=self._calibration,
            screen=self._screen,
        )

    def extract(self, article: Article) -> Extraction:
        """The claims of an article. Raises InputEmpty, InputTooLarge and UnsupportedLanguage."""
        require_article(article, self._settings)
        return self._extracted(article)

    def search(
        self, queries: Sequence[str], *, top_k: int, where: SearchFilter | None = None, mode: SearchMode = "fused"
    ) -> SearchResult:
        """Passages near each query, without a verdict; see `indexes.collection.Collection.search`."""
        return self._collection.search(queries, top_k=top_k, where=where or SearchFilter(), mode=mode)

    def check(
        self,
        requests: Sequence[ClaimRequest],
        *,
        on_progress: Callable[[int], None] | None = None,
        on_timings: Callable[[Mapping[str, float]], None] | None = None,
    ) -> list[Verdict]:
        """One verdict a claim, in order. `on_progress` gets the number of claims answered so far, `on_timings` at the
        end the seconds of each stage.

        Raises InputEmpty and InputTooLarge before anything is looked up.
        """
        for request in requests:
            require_claim(request, self._settings)
        clock = Clock()
        with clock.stage("analyse"):
            claims = self._extractor.analyse_all([(request.text, request.as_of) for request in requests])
        asked = [
            Asked(Question(claim, claim.text, before=self._before(request.as_of)), request.as_of, request.id)
            for request, claim in zip(requests, claims, strict=True)
        ]
        refusals = [
            not_checkable(claim, language=detect_language(request.text))
            for request, claim in zip(requests, claims, strict=True)
        ]
        with clock.stage("analyse"):
            tasks = self._tasks(asked, refusals)
        verdicts, _ = self._answer(tasks, on_progress, clock)
        if on_timings is not None:
            on_timings(clock.timings())
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
        clock = Clock()
        for article in articles:
            require_article(article, self._settings)
        with clock.stage("extract"):
            extractions = [self._extracted(article) for article in articles]
        cache = ShingleCache(words=self._settings.shingle_words)
        asked = [
            Asked(
                Question(claim, article.text, before=self._before(article.published_at), original=original),
                article.published_at,
                None,
            )
            for article, extraction in zip(articles, extractions, strict=True)
            for original in [Original.of(article, cache)]
            for claim in extraction.claims
        ]
        refusals = [not_checkable(one.question.claim, language=None) for one in asked]
        tasks = self._tasks(asked, refusals)
        verdicts, provenance = self._answer(tasks, on_progress, clock)
        timings = clock.timings()
        remaining = iter(verdicts)
        return [
            Report(article, tuple(next(remaining) for _ in found.claims), found.skipped, provenance, timings)
            for article, found in zip(articles, extractions, strict=True)
        ]

    def _extracted(self, article: Article) -> Extraction:
        found = worthwhile(self._extractor.extract(article), least=self._settings.least_worth)
        return guarded(article, found, self._nli) if self._settings.guard_claims else found

    def _tasks(self, asked: Sequence[Asked], refusals: Sequence[Reason | None]) -> list[Task]:
        """The claims with what their parse tells: whom they are about, whether they may change, and their parts."""
        texts = [one.question.claim.text for one in asked]
        parses = self._parser.parse_all(texts)
        parts = [
            () if refusal is not None else parts_of(text, parsed)
            for text, parsed, refusal in zip(texts, parses, refusals, strict=True)
        ]
        wanted = [(one, text) for one, found in zip(asked, parts, strict=True) for text in found]
        of_parts = iter(self._part_questions(wanted))
        return [
            Task(replace(one, question=_as_parsed(one.question, parsed)), refusal, tuple(next(of_parts) for _ in found))
            for one, parsed, refusal, found in zip(asked, parses, refusals, parts, strict=True)
        ]

    def _part_questions(self, parts: Sequence[tuple[Asked, str]]) -> list[Question]:
        """Parts of claims as questions of their own, under the same dates."""
        claims = self._extractor.analyse_all([(text, one.as_of) for one, text in parts]) if parts else []
        parses = self._parser.parse_all([claim.text for claim in claims])
        return [
            _as_parsed(replace(one.question, claim=claim, source_text=claim.text), parsed)
            for (one, _), claim, parsed in zip(parts, claims, parses, strict=True)
        ]

    def _before(self, as_of: date | None) -> date | None:
        """The first day whose evidence is too late."""
        if as_of is None or as_of == date.max or self._settings.use_later_evidence:
            return None
        return as_of + timedelta(days=1)

    def _answer(
        self, tasks: Sequence[Task], on_progress: Callable[[int], None] | None, clock: Clock
    ) -> tuple[list[Verdict], Provenance]:
        cache = ShingleCache(words=self._settings.shingle_words)
        with clock.stage("search"):
            snapshot, found = self._find([question for task in tasks for question in task.questions], cache)
        remaining = iter(found)
        looked_up = [(task, [next(remaining) for _ in task.questions]) for task in tasks]
        provenance = self._provenance(snapshot)
        maker = VerdictMaker(provenance, self._settings, self._fitting_calibration())
        screen = self._screen if self._settings.cascade else None
        judging = Judging(self._nli, self._parser, self._settings, screen=screen)
        verdicts: list[Verdict] = []
        for start in range(0, len(tasks), CLAIMS_AT_ONCE):
            chunk = looked_up[start : start + CLAIMS_AT_ONCE]
            decided = judging.decided(chunk, cache, clock)
            with clock.stage("decide"):
                verdicts += [maker.verdict(task.asked, *each) for (task, _), each in zip(chunk, decided, strict=True)]
            if on_progress is not None:
                on_progress(len(verdicts))
        return verdicts, provenance

    def _find(self, questions: Sequence[Question], cache: ShingleCache) -> tuple[str, list[Found]]:
        if not questions:
            return self._collection.info().snapshot, []
        return find(self._collection, questions, cache=cache, settings=self._settings)

    def _provenance(self, snapshot: str) -> Provenance:
        calibration = self._fitting_calibration()
        screen = {"screen": str(self._screen.identity)} if self._screen and self._settings.cascade else {}
        return Provenance(
            embedder=str(self._collection.info().embedder),
            nli=str(self._nli.identity),
            collection_snapshot=snapshot,
            settings={**self._settings.as_mapping(), **screen},
            calibration=UNCALIBRATED if calibration is None else calibration.fingerprint,
        )

    def _fitting_calibration(self) -> Calibration | None:
        """The calibration, where it was fitted with this judge."""
        calibration = self._calibration
        return calibration if calibration is not None and calibration.nli == str(self._nli.identity) else None

    def _require_calibrated(self) -> None:
        if self._fitting_calibration() is not None:
            return
        fitted = "none" if self._calibration is None else f"one of {self._calibration.nli}"
        raise CalibrationUnusable(
            f"max_error_rate needs a calibration of the judge {self._nli.identity}, found {fitted}",
            hint="Leave max_error_rate out, or fit a calibration with `verifier calibrate`.",
        )


def _as_parsed(question: Question, parsed: Sequence[ParsedSentence]) -> Question:
    return replace(question, names=subject_names(parsed), changeable=is_changeable(parsed), parsed=tuple(parsed))

"""From claims to what the judge should read: search, and the choice of passages.

1. One search for each distinct time window, all from one snapshot of the collection.
2. The article itself and its versions are set aside, copies of one source count once, and the nearest passages are
   chosen by a measure that does not depend on what else was found, so that unrelated documents change no choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from indexes.errors import CollectionBusy
from indexes.types import Document, Hit, Passage, SearchFilter, SearchMode, SearchResult
from models.types import Span, Stance
from verifier.bearing import may_decide
from verifier.designations import designations, missing_in
from verifier.duplicates import Original, ShingleCache, distinct, facts
from verifier.names import named_in
from verifier.types import Claim, Coverage
from verifier.wording import wording

if TYPE_CHECKING:
    from models.types import ParsedSentence
    from verifier.settings import VerificationSettings

SNAPSHOT_TRIES = 8
_DECIMALS = 4
_NEAR = 0.55
"""Cosine similarity from which a document that only dates keep out is told of: its words are not compared."""
_WIDEST = 16
"""How many times `passages_found` are searched at most, where copies crowd the others out."""


class Searcher(Protocol):
    """What is needed of a collection: one answer to several queries, from one snapshot."""

    def search(
        self, queries: Sequence[str], *, top_k: int, where: SearchFilter = ..., mode: SearchMode = ...
    ) -> SearchResult: ...


@dataclass(frozen=True, slots=True)
class Question:
    """A claim to find evidence for. `source_text` is what the claim's spans stand in; `names` are those of its subject
    (`verifier.names`); evidence lies before `before` (exclusive, None: no limit); `original` is the article the claim
    stands in, which is no evidence for itself; `changeable` tells that the claim is of a state that may change
    (`verifier.parts`); `parsed` is the parse of the claim's text."""

    claim: Claim
    source_text: str
    names: frozenset[str] = frozenset()
    before: date | None = None
    original: Original | None = None
    changeable: bool = False
    parsed: tuple[ParsedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found for one claim, best first; `outside_dates` counts near documents that only dates kept out."""

    hits: tuple[Hit, ...]
    documents: Mapping[str, Document]
    outside_dates: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One text of a passage that the judge read: the sentences it covers (in characters of the document) and how they
    stand to the claim. `overlap` is the share of the claim's content words that they repeat, or the share of theirs
    that the claim repeats where that is greater: a short sentence may speak of one part of a long claim."""

    sentences: tuple[Span, ...]
    stance: Stance
    overlap: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage chosen for reading, and what was read of it: `whole` in the judge's windows, `single` sentence by
    sentence, `joined` in runs of sentences shorter than the passage.

    `overlap` is the share of the claim's content words in the passage and its title, `shared` their count; `named`
    tells whether they, or the text before the passage, name the claim's subject, `designated` is the share of the
    claim's codes and acronyms in them.
    """

    document: Document
    passage: Passage
    similarity: float
    overlap: float
    shared: int
    named: bool
    designated: float
    whole: tuple[Reading, ...] = ()
    single: tuple[Reading, ...] = ()
    joined: tuple[Reading, ...] = ()

    @property
    def close(self) -> tuple[Reading, ...]:
        """What was read of less than the passage, the fewest sentences first."""
        return (*self.single, *self.joined)

    @property
    def relevance(self) -> float:
        """How near the passage is to the claim, in [0, 1], whatever else was found."""
        return (max(self.similarity, 0.0) + self.overlap) / 2

    @property
    def leaning(self) -> float:
        """The greatest 1 - neutral of the readings of the whole passage; 0 before it was read."""
        return max((1.0 - reading.stance.neutral for reading in self.whole), default=0.0)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything read for one claim, in order of relevance, and what was left out and why.

    `claim_unread` counts the characters of the claim that the judge could not read; `copies` are the documents about
    the claim that counted as another one, as (id, id of the other one); `left` are the passages near the claim that
    were too far down to be read; `only_same_text` tells that all there is about the claim is the article's own text.
    """

    question: Question
    candidates: tuple[Candidate, ...]
    coverage: Coverage
    copies: tuple[tuple[str, str], ...] = ()
    left: tuple[Candidate, ...] = ()
    claim_unread: int = 0
    only_same_text: bool = False


def find(
    searcher: Searcher, questions: Sequence[Question], *, cache: ShingleCache, settings: VerificationSettings
) -> tuple[str, list[Found]]:
    """The snapshot searched, and what was found for each claim. Writers may change the collection meanwhile: then the
    searches are done again, so that one call sees one snapshot; CollectionBusy where that never succeeds.

    A story that was copied often would fill the search with itself: where versions of the article and copies of one
    source leave less than `passages_found`, the search is widened, up to `_WIDEST` times as far.
    """
    by_window: dict[date | None, list[int]] = defaultdict(list)
    for index, question in enumerate(questions):
        by_window[question.before].append(index)
    for _ in range(SNAPSHOT_TRIES):
        found: dict[int, Found] = {}
        snapshots: set[str] = set()
        for before, indices in by_window.items():
            top_k, asked = settings.passages_found, indices
            while asked:
                result = _search(searcher, [questions[index].claim.text for index in asked], before, top_k)
                snapshots.add(result.snapshot)
                for index, hits, outside in zip(asked, result.hits, result.outside_dates, strict=True):
                    near = sum(similarity >= _NEAR for similarity in outside)
                    found[index] = Found(hits, result.documents, near)
                crowded = [
                    index
                    for index in asked
                    if len(found[index].hits) == top_k
                    and len(_sources(questions[index], found[index], cache, settings).own) < settings.passages_found
                ]
                top_k *= 2
                asked = crowded if top_k <= _WIDEST * settings.passages_found else []
        if len(snapshots) == 1:
            return snapshots.pop(), [found[index] for index in range(len(questions))]
    raise CollectionBusy(
        f"expected one snapshot for all searches of a call, found another one in each of {SNAPSHOT_TRIES} tries",
        hint="Verify again when the collection is no longer being written to.",
    )


def _search(searcher: Searcher, texts: Sequence[str], before: date | None, top_k: int) -> SearchResult:
    """One search a distinct text: the same claim in several articles is looked up once."""
    distinct_texts = list(dict.fromkeys(texts))
    result = searcher.search(distinct_texts, top_k=top_k, where=SearchFilter(before=before))
    row = {text: index for index, text in enumerate(distinct_texts)}
    return replace(
        result,
        hits=tuple(result.hits[row[text]] for text in texts),
        outside_dates=tuple(result.outside_dates[row[text]] for text in texts),
    )


def select(question: Question, found: Found, *, cache: ShingleCache, settings: VerificationSettings) -> Gathered:
    """Chooses what the judge reads for one claim; nothing is read yet."""
    sources = _sources(question, found, cache, settings)
    same, documents = sources.same, found.documents
    near = _near(question, [hit for hit in found.hits if hit.passage.document_id not in same], documents, settings)
    independent = {hit.passage.id for hit in sources.own[: settings.passages_found]}
    own = [one for one in near if one.passage.id in independent]
    chosen, left = own[: settings.passages_read], own[settings.passages_read :]
    coverage = Coverage(
        passages_found=len(found.hits),
        passages_read=len(chosen),
        windows_read=0,
        documents_read=len({one.document.id for one in chosen}),
        documents_outside_dates=found.outside_dates,
        documents_same_as_article=len(same),
        duplicate_documents=sources.duplicates,
        characters_unread=sum(len(one.passage.text) for one in left),
        evidence_after=None,
        evidence_before=question.before,
    )
    return Gathered(
        question,
        tuple(chosen),
        coverage,
        copies=tuple(
            (id_, sources.counted_as[id_])
            for id_ in sorted({one.document.id for one in near} - {one.document.id for one in own})
            if sources.counted_as[id_] != id_
        ),
        left=tuple(left),
        only_same_text=not own
        and bool(_near(question, [hit for hit in found.hits if hit.passage.document_id in same], documents, settings)),
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """The documents found that are the article itself, as which document each of the others counts, and the hits of
    those that are no copies."""

    same: frozenset[str]
    counted_as: Mapping[str, str]
    own: tuple[Hit, ...]

    @property
    def duplicates(self) -> int:
        return len(self.counted_as) - len(set(self.counted_as.values()))


def _sources(question: Question, found: Found, cache: ShingleCache, settings: VerificationSettings) -> _Sources:
    documents = {hit.passage.document_id: found.documents[hit.passage.document_id] for hit in found.hits}
    same = _same_as_article(question, documents.values(), cache, settings)
    counted_as = distinct((one for one in documents.values() if one.id not in same), cache, settings.near_duplicate)
    own = (
        hit
        for hit in found.hits
        if hit.passage.document_id not in same and _is_own(hit.passage, counted_as, documents, cache, settings)
    )
    return _Sources(same, counted_as, tuple(own))


def _same_as_article(
    question: Question, documents: Iterable[Document], cache: ShingleCache, settings: VerificationSettings
) -> frozenset[str]:
    original = question.original
    if original is None:
        return frozenset()
    return frozenset(
        one.id for one in documents if original.is_same(one, cache.document(one), threshold=settings.same_text)
    )


def _near(
    question: Question, hits: Iterable[Hit], documents: Mapping[str, Document], settings: VerificationSettings
) -> list[Candidate]:
    """The passages that are about the claim, nearest first, in an order that does not depend on the search."""
    near = [
        one for one in (_candidate(question, hit, documents, settings) for hit in hits) if may_decide(one, settings)
    ]
    return sorted(near, key=lambda one: (-one.relevance, one.document.id, one.passage.span))


def _is_own(
    passage: Passage,
    counted_as: Mapping[str, str],
    documents: Mapping[str, Document],
    cache: ShingleCache,
    settings: VerificationSettings,
) -> bool:
    """Whether a passage is its document's own: what a longer copy adds to its source is not in the source, and neither
    are the numbers and names of another release from the same template, or of a correction."""
    source = counted_as[passage.document_id]
    if source == passage.document_id:
        return True
    shared = cache.text(passage.text).containment_in(cache.document(documents[source]))
    if shared is not None and shared < settings.near_duplicate:
        return True
    return not facts(passage.text) <= facts(documents[source].text)


def _candidate(
    question: Question, hit: Hit, documents: Mapping[str, Document], settings: VerificationSettings
) -> Candidate:
    document = documents[hit.passage.document_id]
    claim = wording(question.claim.text)
    around = wording(f"{document.title or ''}\n{hit.passage.text}")
    return Candidate(
        document=document,
        passage=hit.passage,
        similarity=round(hit.similarity, _DECIMALS),
        overlap=claim.share_in(around),
        shared=len(claim.words & around.words),
        named=not question.names
        or bool(question.names & _named_before(document, hit.passage.span, settings.antecedent_characters)),
        designated=_designated(question.claim.text, document, hit.passage.span, settings.antecedent_characters),
    )


def _named_before(document: Document, span: Span, reach: int) -> frozenset[str]:
    """Who is named in a passage, its title and the text before it, where a pronoun's antecedent stands."""
    return named_in(document.title or "") | named_in(_before(document, span, reach))


def _designated(claim: str, document: Document, span: Span, reach: int) -> float:
    """The share of the claim's codes and acronyms that a passage, its title or the text before it has; 1 of none."""
    wanted = designations(claim)
    missing = missing_in(wanted, f"{document.title or ''}\n{_before(document, span, reach)}")
    return 1.0 - missing / len(wanted) if wanted else 1.0


def _before(document: Document, span: Span, reach: int) -> str:
    return document.text[max(0, span.start - reach) : span.end]

"""From claims to what was read: over a real collection, with fakes for the models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexes.collection import Collection
from indexes.errors import CollectionBusy
from indexes.types import SearchFilter, SearchMode, SearchResult
from models.fakes import OverlapNli
from models.types import ModelIdentity, PairReading, Span, Stance, WindowReading
from tests.verifier import making
from tests.verifier.making import claim, collection, document
from verifier.bearing import may_refute, may_support
from verifier.duplicates import Original, ShingleCache
from verifier.evidence import Gathered, Question, find, select
from verifier.reading import read
from verifier.settings import VerificationSettings
from verifier.types import Article
from verifier.weighing import focus_of

SETTINGS = VerificationSettings()
_ANY = SearchFilter()
CACHE = ShingleCache(words=5)
LETTERS = "The harbour office sent letters to 2,000 captains."


class CountingNli(OverlapNli):
    """Keeps the pairs of each call."""

    def __init__(self) -> None:
        self.calls: list[list[tuple[str, str]]] = []

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        self.calls.append(list(pairs))
        return super().read(pairs)


class ChangingSearcher:
    """A collection that another process writes to: its snapshot changes with each of the first `changes` searches."""

    def __init__(self, over: Collection, *, changes: int) -> None:
        self._over = over
        self._changes = changes
        self.searches = 0

    def search(
        self, queries: Sequence[str], *, top_k: int, where: SearchFilter = _ANY, mode: SearchMode = "fused"
    ) -> SearchResult:
        self.searches += 1
        result = self._over.search(queries, top_k=top_k, where=where, mode=mode)
        return replace(result, snapshot=f"snapshot {min(self.searches, self._changes)}")


def gather(
    over: Collection, questions: Sequence[Question], *, settings: VerificationSettings = SETTINGS
) -> list[Gathered]:
    cache = ShingleCache(words=5)
    _, found = find(over, questions, cache=cache, settings=settings)
    selected = [select(one, hits, cache=cache, settings=settings) for one, hits in zip(questions, found, strict=True)]
    return read(selected, OverlapNli(), settings=settings)


def ask(text: str, *, before: date | None = None, original: Original | None = None) -> Question:
    return Question(claim(text), text, before=before, original=original)


def read_ids(gathered: Gathered) -> list[str]:
    return [one.document.id for one in gathered.candidates]


def test_the_passage_that_says_it_is_read_first_and_entails(tmp_path: Path) -> None:
    with collection(tmp_path, [document("roof", "The harbour has a new roof."), document("letters", LETTERS)]) as over:
        (one,) = gather(over, [ask(LETTERS)])
    assert read_ids(one)[0] == "letters"
    assert one.candidates[0].whole[0].stance.entailment == pytest.approx(0.94)
    assert one.candidates[0].overlap == 1.0


def test_evidence_lies_before_the_cutoff_and_what_came_later_is_counted(tmp_path: Path) -> None:
    documents = [
        document("old", LETTERS, published="2020-01-01"),
        document("new", LETTERS + " Again.", published="2020-06-01"),
        document("bread", "Bread costs nine crowns.", published="2020-06-01"),
    ]
    with collection(tmp_path, documents) as over:
        (one,) = gather(over, [ask(LETTERS, before=date(2020, 6, 1))])
    assert read_ids(one) == ["old"]
    assert one.coverage.documents_outside_dates == 1, "the bread has nothing to do with it"
    assert one.coverage.evidence_before == date(2020, 6, 1)


def test_all_claims_share_one_snapshot_even_when_the_collection_changes(tmp_path: Path) -> None:
    with collection(tmp_path, [document("letters", LETTERS)]) as over:
        searcher = ChangingSearcher(over, changes=3)
        snapshot, found = find(
            searcher, [ask(LETTERS), ask(LETTERS, before=date(2020, 1, 1))], cache=CACHE, settings=SETTINGS
        )
    assert snapshot == "snapshot 3"
    assert searcher.searches == 4
    assert [len(one.hits) for one in found] == [1, 1]


def test_a_collection_that_never_rests_is_an_error(tmp_path: Path) -> None:
    with (
        collection(tmp_path, [document("letters", LETTERS)]) as over,
        pytest.raises(CollectionBusy, match="one snapshot for all searches"),
    ):
        find(
            ChangingSearcher(over, changes=99),
            [ask("a b"), ask("a b", before=date(2020, 1, 1))],
            cache=CACHE,
            settings=SETTINGS,
        )


def test_the_same_text_is_searched_and_read_once(tmp_path: Path) -> None:
    judge = CountingNli()
    with collection(tmp_path, [document("letters", f"{LETTERS} Few came.")]) as over:
        questions = [ask(LETTERS), ask(LETTERS)]
        _, found = find(over, questions, cache=CACHE, settings=SETTINGS)
        cache = ShingleCache(words=5)
        selected = [select(q, f, cache=cache, settings=SETTINGS) for q, f in zip(questions, found, strict=True)]
        first, second = read(selected, judge, settings=SETTINGS)
    assert first == second
    assert [len(call) for call in judge.calls] == [1, 2]


def test_sentences_of_a_leaning_passage_are_read_by_themselves(tmp_path: Path) -> None:
    with collection(tmp_path, [document("d", f"It was wet. {LETTERS} Few people came.")]) as over:
        (one,) = gather(over, [ask(LETTERS)])
    candidate = one.candidates[0]
    stances = {
        reading.sentences[0].of(candidate.document.text): reading.stance.entailment for reading in candidate.single
    }
    assert stances[LETTERS] == pytest.approx(0.94)
    assert len(stances) == 2
    assert one.coverage.windows_read == 3


def test_the_article_is_not_its_own_evidence(tmp_path: Path) -> None:
    body = " ".join(f"Captain number {n} said that the letter came on day {n} of the month." for n in range(12))
    article = Article(f"{LETTERS} {body}", url="https://post.example/letters")
    with collection(tmp_path, [document("copy", f"{article.text} More soon.")]) as over:
        original = Original.of(article, ShingleCache(words=5))
        (one,) = gather(over, [ask(LETTERS, original=original)])
        (free,) = gather(over, [ask(LETTERS)])
    assert one.candidates == ()
    assert one.coverage.documents_same_as_article == 1
    assert read_ids(free)[0] == "copy"


def test_copies_count_once_and_do_not_crowd_out_another_source(tmp_path: Path) -> None:
    copies = [document(f"copy{n:02}", LETTERS, published=f"2020-01-{n:02}") for n in range(2, 9)]
    other = document("other", "Letters went from the harbour office to 2,000 captains, who were sent for.")
    with collection(tmp_path, [*copies, other]) as over:
        (one,) = gather(over, [ask(LETTERS)], settings=replace(SETTINGS, passages_read=2))
    assert set(read_ids(one)) == {"copy02", "other"}
    assert one.coverage.duplicate_documents == 6
    assert one.copies == tuple((f"copy{n:02}", "copy02") for n in range(3, 9))


def test_what_a_longer_copy_adds_is_read(tmp_path: Path) -> None:
    wire = " ".join(f"Pilot {n} told the agency that the ships came in late on day {n} of the month." for n in range(8))
    documents = [
        document("wire", wire, published="2020-01-01"),
        document("longer", f"{wire}\n\n{LETTERS} They are all at sea by now.", published="2020-01-02"),
    ]
    with collection(tmp_path, documents) as over:
        (added,) = gather(over, [ask(LETTERS)])
        (copied,) = gather(over, [ask("Pilot 3 told the agency that the ships came in late.")])
    assert (added.copies, copied.copies) == ((), (("longer", "wire"),))
    assert [one.passage.text[: len(LETTERS)] for one in added.candidates] == [LETTERS]
    assert set(read_ids(copied)) == {"wire"}


def test_what_is_near_but_not_read_is_counted_in_characters(tmp_path: Path) -> None:
    texts = [f"The harbour office sent letters to {n} pilots." for n in ("nine", "eleven", "seven")]
    with collection(tmp_path, [document(f"d{n}", text) for n, text in enumerate(texts)]) as over:
        (one,) = gather(over, [ask(LETTERS)], settings=replace(SETTINGS, passages_read=1))
    unread = sum(map(len, texts)) - len(one.candidates[0].passage.text)
    assert (one.coverage.passages_found, one.coverage.passages_read) == (3, 1)
    assert one.coverage.characters_unread == unread


def test_text_about_something_else_is_not_read(tmp_path: Path) -> None:
    with collection(tmp_path, [document("zoo", "Two bears were born.")]) as over:
        (one,) = gather(over, [ask(LETTERS)], settings=replace(SETTINGS, relevance_floor=0.3))
    assert (one.coverage.passages_found, one.coverage.passages_read) == (1, 0)


class WindowedNli:
    """Reads the first and the last ten characters as two windows, and half of the hypothesis."""

    @property
    def identity(self) -> ModelIdentity:
        return OverlapNli().identity

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        return [
            PairReading(
                (
                    WindowReading(Span(0, 10), Stance(0.1, 0.8, 0.1)),
                    WindowReading(Span(len(premise) - 10, len(premise)), Stance(0.8, 0.1, 0.1)),
                ),
                Span(0, len(hypothesis) // 2),
            )
            for premise, hypothesis in pairs
        ]


def test_every_window_is_kept_with_its_own_sentences_and_unread_text_is_counted(tmp_path: Path) -> None:
    text = f"{LETTERS} In the end few captains came to the office."
    with collection(tmp_path, [document("d", f"Weather report. {text}")]) as over:
        questions = [ask(LETTERS)]
        _, found = find(over, questions, cache=CACHE, settings=SETTINGS)
        selected = [select(questions[0], found[0], cache=ShingleCache(words=5), settings=SETTINGS)]
        (one,) = read(selected, WindowedNli(), settings=SETTINGS)
    source = one.candidates[0].document.text
    windows = [[span.of(source) for span in reading.sentences] for reading in one.candidates[0].whole]
    assert windows == [["Weather report."], ["In the end few captains came to the office."]]
    assert one.claim_unread == len(LETTERS) - len(LETTERS) // 2
    assert one.coverage.characters_unread == one.claim_unread


def test_no_claims_need_no_model(tmp_path: Path) -> None:
    judge = CountingNli()
    assert read([], judge, settings=SETTINGS) == []
    assert judge.calls == []


BULLETIN = (
    "The harbour office sent letters to {number} captains in {month}, said its monthly bulletin. "
    "The bulletin comes out on the first working day after the month and leaves out the letters that came back. "
    "The office has nine clerks who write the letters, and it said that their number had not changed since the spring, "
    "when two clerks had left and two others had been taken on in their place by the harbour master."
)


@pytest.mark.parametrize(("month", "number"), [("June", "4,210"), ("July", "9,870")])
def test_releases_from_one_template_are_not_copies_where_they_differ(tmp_path: Path, month: str, number: str) -> None:
    documents = [
        document("june", BULLETIN.format(number="4,210", month="June"), published="2020-07-01"),
        document("july", BULLETIN.format(number="9,870", month="July"), published="2020-08-01"),
    ]
    said = f"The harbour office sent letters to {number} captains in {month}."
    with collection(tmp_path, documents) as over:
        (one,) = gather(over, [ask(said)])
    assert {"june", "july"} <= set(read_ids(one))
    assert any(said[:-1] in each.passage.text for each in one.candidates)


def test_copies_of_the_article_do_not_crowd_out_what_is_independent(tmp_path: Path) -> None:
    text = "\n\n".join([LETTERS + " They were late. The captains were cross about it, the office said.", BULLETIN])
    article = Article(text)
    copies = [document(f"copy-{number:02}", f"{text} Paper {number}.") for number in range(40)]
    independent = document("other", "Letters went out. The harbour office sent letters to 2,000 captains, clerks said.")
    settings = replace(SETTINGS, passages_found=4, passages_read=2)
    with collection(tmp_path, [*copies, independent]) as over:
        original = Original.of(article, ShingleCache(words=5))
        (one,) = gather(over, [ask(LETTERS, original=original)], settings=settings)
    assert read_ids(one) == ["other"]
    assert one.coverage.documents_same_as_article > settings.passages_found
    assert not one.only_same_text


class LeaningNli(CountingNli):
    """Leans to entailment for every premise, and is sure of two sentences that stand together."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        self.calls.append(list(pairs))
        return [
            PairReading(
                (WindowReading(Span(0, len(premise)), Stance(*self._stance_of(premise))),), Span(0, len(hypothesis))
            )
            for premise, hypothesis in pairs
        ]

    @staticmethod
    def _stance_of(premise: str) -> tuple[float, float, float]:
        return (0.9, 0.05, 0.05) if "office met. It" in premise and premise.endswith("captains.") else (0.4, 0.5, 0.1)


def test_where_no_sentence_decides_runs_of_sentences_are_read_and_the_fewest_that_carry_it_are_shown(
    tmp_path: Path,
) -> None:
    text = "The harbour office met. It sent letters to 2,000 captains. Few of them came."
    judge = LeaningNli()
    with collection(tmp_path, [document("d", text)]) as over:
        _, found = find(over, [ask(LETTERS)], cache=CACHE, settings=SETTINGS)
        (one,) = read([select(ask(LETTERS), found[0], cache=CACHE, settings=SETTINGS)], judge, settings=SETTINGS)
    assert [len(call) for call in judge.calls] == [1, 2, 2]
    (candidate,) = one.candidates
    focus = focus_of(candidate, LETTERS, SETTINGS)
    assert [span.of(text) for span in focus.reading.sentences] == [
        "The harbour office met.",
        "It sent letters to 2,000 captains.",
    ]
    assert one.coverage.windows_read == 5


def test_the_title_is_read_before_text_that_needs_it_and_offsets_are_those_of_the_text(tmp_path: Path) -> None:
    source = document("d", f"It was wet. {LETTERS}", title="Harbour news", published="2020-05-04")
    judge = CountingNli()
    with collection(tmp_path, [source]) as over:
        _, found = find(over, [ask(LETTERS)], cache=CACHE, settings=SETTINGS)
        (one,) = read([select(ask(LETTERS), found[0], cache=CACHE, settings=SETTINGS)], judge, settings=SETTINGS)
    premises = [premise for call in judge.calls for premise, _ in call]
    assert premises[0] == f"Harbour news (2020-05-04). {source.text}"
    assert LETTERS in premises, "what stands on its own is read by itself"
    (candidate,) = one.candidates
    assert [span.of(source.text) for span in candidate.whole[0].sentences] == ["It was wet.", LETTERS]


class TitleWindowNli(CountingNli):
    """Reads the context and the text in two windows."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        return [
            PairReading(
                (
                    WindowReading(Span(0, 10), Stance(0.9, 0.05, 0.05)),
                    WindowReading(Span(10, len(premise)), Stance(0.1, 0.8, 0.1)),
                ),
                Span(0, len(hypothesis)),
            )
            for premise, hypothesis in pairs
        ]


def test_a_window_over_the_title_alone_says_nothing_of_the_passage(tmp_path: Path) -> None:
    source = document("d", f"They met. {LETTERS}", title="Harbour office and letters")
    with collection(tmp_path, [source]) as over:
        _, found = find(over, [ask(LETTERS)], cache=CACHE, settings=SETTINGS)
        selected = [select(ask(LETTERS), found[0], cache=CACHE, settings=SETTINGS)]
        (one,) = read(selected, TitleWindowNli(), settings=SETTINGS)
    assert [reading.stance.entailment for reading in one.candidates[0].whole] == [0.1]


@pytest.mark.parametrize(("words", "decides"), [(2, True), (3, False)])
def test_how_many_shared_words_evidence_against_needs_is_a_setting(words: int, *, decides: bool) -> None:
    one = making.candidate(document("d", "Aldby lies in Norway."), making.CONTRADICTS, shared=2, overlap=0.6)
    assert may_refute(one, replace(SETTINGS, shared_to_refute=words)) == decides
    assert may_refute(replace(one, overlap=1.0), SETTINGS), "all the words that the claim has are enough"


def test_text_without_the_claims_codes_supports_nothing_and_refutes_where_one_of_them_stands(tmp_path: Path) -> None:
    asked = ask("The valve pump KX-7 of the WLO plant failed in March.")
    source = document("d", "The valve pump of the Western Lock Office's plant, a LM-9, failed in March.")
    with collection(tmp_path, [source]) as over:
        _, found = find(over, [asked], cache=CACHE, settings=SETTINGS)
        (one,) = select(asked, found[0], cache=CACHE, settings=SETTINGS).candidates
    assert one.designated == 0.5
    assert not may_support(one, SETTINGS)
    assert may_refute(one, SETTINGS)
    assert may_support(replace(one, designated=1.0), SETTINGS)
    assert not may_refute(replace(one, designated=0.0), SETTINGS)

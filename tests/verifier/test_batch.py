"""Batches: what is read, what is answered, and how a run continues from its own output."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from indexes.errors import CollectionBusy, CollectionDamaged
from models.types import Span
from verifier.batch import CHUNK_CLAIMS, BatchCounts, BatchFault, BatchItem, read_items, run_batch
from verifier.batch_output import open_output
from verifier.errors import InputEmpty, InputTooLarge, OutputBusy, OutputUnusable
from verifier.types import (
    Article,
    Claim,
    ClaimRequest,
    Coverage,
    Provenance,
    Reason,
    Report,
    SkippedSentence,
    Terms,
    Verdict,
)

_COVERAGE = Coverage(0, 0, 0, 0, 0, 0, 0, 0, None, None)


class StubVerifier:
    """Answers by text and keeps what it was asked; some words make it fail."""

    def __init__(self, *, snapshot: str = "s1", error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.terms: list[Terms] = []
        self._provenance = Provenance("embedder", "nli", snapshot, {"top_k": 5})
        self._error = error or InputEmpty("expected words, found poison", hint="Leave it out.")

    def under(self, terms: Terms) -> StubVerifier:
        self.terms.append(terms)
        return self

    def check(self, requests: Sequence[ClaimRequest]) -> list[Verdict]:
        return [self._verdict(request.text, request.id or "") for request in requests]

    def verify_many(self, articles: Sequence[Article]) -> list[Report]:
        reports = []
        for article in articles:
            verdict = self._verdict(article.text, article.text)
            skipped = (SkippedSentence(Span(0, 1), "fragment", "too short"),)
            reports.append(Report(article, (verdict,), skipped, self._provenance, {"total": 0.1}))
        return reports

    def _verdict(self, text: str, verdict_id: str) -> Verdict:
        if "interrupt" in text:
            raise KeyboardInterrupt
        if "poison" in text:
            raise self._error
        self.asked.append(text)
        claim = Claim(text, None, text, 1.0, "factual")
        reasons = (Reason("no_evidence", "Nothing was found."),)
        return Verdict(verdict_id, claim, "NOT_ENOUGH_EVIDENCE", 0.5, (), reasons, _COVERAGE, self._provenance, "None.")


def claims(*texts: str) -> list[str]:
    return [json.dumps({"custom_id": text, "claim": text}) for text in texts]


def lines_of(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def ids_of(out: Path) -> list[object]:
    return [line["custom_id"] for line in lines_of(out)]


def faults(lines: Iterable[bytes | str]) -> list[BatchFault]:
    return [item for item in read_items(lines) if isinstance(item, BatchFault)]


def test_reads_an_article_and_a_claim() -> None:
    read = list(
        read_items(
            [
                '{"custom_id": "a", "article": {"text": "One.", "published_at": "2026-01-02"}}\n',
                b'{"custom_id": "b", "claim": "Two.", "as_of": "2026-01-03"}\n',
            ]
        )
    )
    article, claim = read
    assert isinstance(article, BatchItem)
    assert isinstance(claim, BatchItem)
    assert article.article is not None
    assert str(article.article.published_at) == "2026-01-02"
    assert claim.claim is not None
    assert (claim.claim.text, str(claim.claim.as_of), claim.claim.id) == ("Two.", "2026-01-03", "b")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('{"claim": "No id."}', "custom_id"),
        ('{"custom_id": 7, "claim": "A number."}', "custom_id"),
        ('{"custom_id": "  ", "claim": "Blank."}', "custom_id"),
        ('{"custom_id": "\\ud800", "claim": "Half a pair."}', "surrogate"),
        ('{"custom_id": "a"}', "neither"),
        ('{"custom_id": "a", "claim": "x", "article": {"text": "x"}}', "both"),
        ('{"custom_id": "a", "article": "text"}', "article"),
        ('{"custom_id": "a", "article": {}}', "text"),
        ('{"custom_id": "a", "article": {"text": 3}}', "text"),
        ('{"custom_id": "a", "claim": "x", "as_of": "June"}', "as_of"),
        ('{"custom_id": "a", "claim": "\\ud800"}', "surrogate"),
        ('{"custom_id": "a\\u0000", "claim": "NUL."}', "custom_id: expected text, found a NUL"),
        ('{"custom_id": "a", "claim": "\\u0000"}', "claim: expected text, found a NUL"),
        ('{"custom_id": "a", "article": {"text": "\\u0000"}}', "text: expected text, found a NUL"),
        ("[1, 2]", "object"),
        ("{", "object"),
        ("[" * 100_000, "object"),
        ('{"custom_id": "a", "claim": ' + "9" * 5000 + "}", "digits"),
        (b'{"custom_id": "\xff"}', "UTF-8"),
        (b"\x00\x01\x02", "object"),
    ],
)
def test_a_line_that_is_no_item_is_a_fault_that_says_what_is_wrong(line: bytes | str, found: str) -> None:
    (fault,) = faults([line])
    assert found in str(fault.error)
    assert fault.line == 1


def test_the_second_item_with_a_custom_id_is_a_fault() -> None:
    (fault,) = faults(claims("a", "b", "a"))
    assert (fault.line, fault.custom_id) == (3, "a")


def test_blank_lines_are_no_items_but_count_as_lines() -> None:
    (fault,) = faults(["\n", "  \n", "x"])
    assert fault.line == 3


def test_answers_come_in_the_order_of_the_input(tmp_path: Path) -> None:
    lines = [
        '{"custom_id": "1", "article": {"text": "One."}}',
        '{"custom_id": "2", "claim": "Two."}',
        "broken",
        '{"custom_id": "4", "article": {"text": "Four."}}',
    ]
    counts = run_batch(StubVerifier(), read_items(lines), tmp_path / "out", total=4)
    assert ids_of(tmp_path / "out") == ["1", "2", None, "4"]
    assert [next(iter(line.keys() - {"custom_id", "line"})) for line in lines_of(tmp_path / "out")] == [
        "report",
        "verdict",
        "error",
        "report",
    ]
    assert counts == BatchCounts(total=4, completed=3, failed=1)


def test_a_bad_item_gets_an_error_and_the_others_their_answers(tmp_path: Path) -> None:
    out = tmp_path / "out"
    counts = run_batch(StubVerifier(), read_items(claims("a", "poison", "c")), out)
    assert (counts.completed, counts.failed) == (2, 1)
    assert lines_of(out)[1] == {
        "custom_id": "poison",
        "error": {"type": "InputEmpty", "message": "expected words, found poison", "hint": "Leave it out."},
    }
    assert ids_of(out) == ["a", "poison", "c"]


def test_an_unexpected_exception_is_the_error_of_its_item(tmp_path: Path) -> None:
    run_batch(StubVerifier(error=KeyError("x")), read_items(claims("poison")), tmp_path / "out")
    (line,) = lines_of(tmp_path / "out")
    assert isinstance(line["error"], dict)
    assert line["error"]["type"] == "KeyError"


def test_the_log_of_a_failed_item_tells_places_and_never_the_text(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="verifier.batch")
    error = KeyError("the minister's private poison")
    run_batch(
        StubVerifier(error=error), read_items([*claims("a"), '{"custom_id": "x", "claim": "poison"}']), tmp_path / "o"
    )
    (record,) = caplog.records
    shown = {**vars(record), "shown": logging.Formatter().format(record)}
    assert (shown["custom_id"], shown["error"]) == ("x", "KeyError")
    assert shown["frames"][-1].endswith(" _verdict")
    assert "poison" not in repr(shown)


def no_giants(item: BatchItem) -> None:
    if item.claim is not None and "giant" in item.claim.text:
        raise InputTooLarge("expected a dwarf, found a giant", hint="Send dwarfs.")


def test_an_item_against_the_rule_of_the_caller_is_a_fault_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "out"
    counts = run_batch(StubVerifier(), read_items(claims("a", "giant", "c"), require=no_giants), out)
    assert (counts.completed, counts.failed) == (2, 1)
    assert lines_of(out)[1] == {
        "custom_id": "giant",
        "line": 2,
        "error": {"type": "InputTooLarge", "message": "expected a dwarf, found a giant", "hint": "Send dwarfs."},
    }


def test_a_rule_that_changed_since_answers_no_item_twice(tmp_path: Path) -> None:
    out, lines = tmp_path / "out", claims("a", "giant", "c")
    for first, second in ((None, no_giants), (no_giants, None)):
        out.unlink(missing_ok=True)
        run_batch(StubVerifier(), read_items(lines, require=first), out)
        before = out.read_bytes()
        assert run_batch(StubVerifier(), read_items(lines, require=second), out).resumed == 3
        assert out.read_bytes() == before


def test_an_answer_that_is_no_unicode_is_the_error_of_its_item(tmp_path: Path) -> None:
    items = [BatchItem("a", claim=ClaimRequest("half \ud800")), BatchItem("b", claim=ClaimRequest("whole"))]
    run_batch(StubVerifier(), items, tmp_path / "out")
    assert ["error" in line for line in lines_of(tmp_path / "out")] == [True, False]


@pytest.mark.parametrize("error", [CollectionDamaged("d", hint="h"), CollectionBusy("b", hint="h")])
def test_an_error_of_the_collection_ends_the_run_instead_of_failing_every_item(
    tmp_path: Path, error: Exception
) -> None:
    many = [str(number) for number in range(CHUNK_CLAIMS)]
    with pytest.raises(type(error)):
        run_batch(StubVerifier(error=error), read_items(claims(*many, "poison")), tmp_path / "out")
    assert ids_of(tmp_path / "out") == many


def test_an_error_that_the_caller_names_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        run_batch(
            StubVerifier(error=LookupError()), read_items(claims("poison")), tmp_path / "out", ends_run=(LookupError,)
        )
    assert ids_of(tmp_path / "out") == []


def test_what_is_answered_is_not_asked_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(StubVerifier(), read_items(claims("a", "poison")), out)
    before = out.read_bytes()
    second = StubVerifier()
    counts = run_batch(second, read_items(claims("a", "poison", "c")), out, total=3)
    assert second.asked == ["c"]
    assert out.read_bytes().startswith(before)
    assert counts == BatchCounts(total=3, completed=2, failed=1, resumed=2)


def test_faults_are_not_told_twice(tmp_path: Path) -> None:
    out = tmp_path / "out"
    lines = ["broken", *claims("a", "a")]
    run_batch(StubVerifier(), read_items(lines), out)
    before = out.read_bytes()
    counts = run_batch(StubVerifier(), read_items(lines), out)
    assert out.read_bytes() == before
    assert (counts.completed, counts.failed, counts.resumed) == (1, 2, 3)


def test_errors_are_tried_again_on_request(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(StubVerifier(), read_items(["broken", *claims("a", "poison", "c")]), out)
    again = StubVerifier(error=LookupError())
    counts = run_batch(again, read_items(claims("a", "poison", "c")), out, retry_errors=True)
    assert again.asked == []
    assert ids_of(out) == ["a", "c", "poison"]
    assert (counts.completed, counts.failed, counts.resumed) == (2, 1, 2)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("cut", [1, 12, 60, 200])
def test_a_torn_last_line_is_cut_off_and_its_item_answered_again(tmp_path: Path, cut: int) -> None:
    out = tmp_path / "out"
    run_batch(StubVerifier(), read_items(claims("a", "b")), out)
    whole = out.read_bytes()
    out.write_bytes(whole[:-cut])
    second = StubVerifier()
    run_batch(second, read_items(claims("a", "b")), out)
    assert out.read_bytes() == whole
    assert second.asked == ["b"]


def test_zeros_that_a_power_cut_left_are_cut_off(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(StubVerifier(), read_items(claims("a")), out)
    whole = out.read_bytes()
    out.write_bytes(whole + b"\x00" * 4096)
    run_batch(StubVerifier(), read_items(claims("a")), out)
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    "content",
    [
        b"Dear diary\n",
        b"Dear diary",
        b'{"custom_id": "a", "claim": "An input, not an output."}\n',
        b'{"custom_id": "a", "claim": "An input, not an output."}',
        b'{"custom_id": "a", "verdict"\n{"custom_id": "b", "verdict": {}}\n',
    ],
)
def test_a_file_that_is_no_output_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "out"
    out.write_bytes(content)
    with pytest.raises(OutputUnusable):
        run_batch(StubVerifier(), read_items(claims("a")), out)
    assert out.read_bytes() == content


def test_an_output_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputUnusable, match="No such file"):
        run_batch(StubVerifier(), [], tmp_path / "nowhere" / "out")
    with pytest.raises(OutputUnusable, match="directory"):
        run_batch(StubVerifier(), [], tmp_path)
    with pytest.raises(OutputUnusable, match="device"):
        run_batch(StubVerifier(), [], Path("/dev/null"))


def test_two_runs_on_one_output_are_kept_apart(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with open_output(out), pytest.raises(OutputBusy):
        run_batch(StubVerifier(), read_items(claims("a")), out)
    run_batch(StubVerifier(), read_items(claims("a")), out)
    assert ids_of(out) == ["a"]


def test_an_interrupt_keeps_what_was_answered_and_nothing_by_halves(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = [str(number) for number in range(CHUNK_CLAIMS)]
    with pytest.raises(KeyboardInterrupt):
        run_batch(StubVerifier(), read_items(claims(*first, "x", "interrupt", "y")), out)
    assert ids_of(out) == first


def test_a_run_stops_between_chunks_when_told_to(tmp_path: Path) -> None:
    out = tmp_path / "out"
    many = [str(number) for number in range(3 * CHUNK_CLAIMS)]
    answers = iter([False, True])
    counts = run_batch(StubVerifier(), read_items(claims(*many)), out, should_stop=lambda: next(answers))
    assert (counts.stopped, counts.done) == (True, CHUNK_CLAIMS)
    counts = run_batch(StubVerifier(), read_items(claims(*many)), out)
    assert (counts.stopped, counts.done, counts.resumed) == (False, len(many), CHUNK_CLAIMS)
    assert ids_of(out) == many


def test_progress_counts_up_to_everything(tmp_path: Path) -> None:
    seen: list[int] = []
    many = [str(number) for number in range(2 * CHUNK_CLAIMS + 1)]
    keep: Callable[[BatchCounts], None] = lambda counts: seen.append(counts.done)  # noqa: E731 - typed
    run_batch(StubVerifier(), read_items(claims(*many)), tmp_path / "out", on_progress=keep)
    assert seen == sorted(seen)
    assert seen[-1] == len(many)


def test_answers_of_another_snapshot_are_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    out = tmp_path / "out"
    run_batch(StubVerifier(), read_items(claims("a", "b", "poison")), out)
    same = run_batch(StubVerifier(), read_items(claims("a", "b", "poison", "c")), out)
    assert same.other_provenance == 0
    assert not caplog.records
    other = run_batch(StubVerifier(snapshot="s2"), read_items(claims("a", "b", "poison", "c", "d")), out)
    assert other.other_provenance == 3
    assert "another collection snapshot" in caplog.text


def test_items_with_terms_of_their_own_are_answered_on_them_and_in_order(tmp_path: Path) -> None:
    verifier = StubVerifier()
    lines = [
        json.dumps({"custom_id": "1", "claim": "one"}),
        json.dumps({"custom_id": "2", "claim": "two", "max_error_rate": 0.1}),
        json.dumps({"custom_id": "3", "article": {"text": "three"}, "use_later_evidence": True}),
        json.dumps({"custom_id": "4", "claim": "four", "max_error_rate": 0.7}),
        json.dumps({"custom_id": "5", "claim": "five"}),
    ]
    counts = run_batch(verifier, read_items(lines), tmp_path / "out.jsonl")
    assert (counts.completed, counts.failed) == (4, 1)
    assert ids_of(tmp_path / "out.jsonl") == ["1", "2", "3", "4", "5"]
    assert verifier.terms == [Terms(), Terms(max_error_rate=0.1), Terms(use_later_evidence=True)]

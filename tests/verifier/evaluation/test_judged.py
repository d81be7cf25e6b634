"""Claims that readers judged: found again by place and words, told apart by article."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from models.fakes import OverlapNli
from models.types import ModelIdentity, PairReading, Span, Stance, WindowReading
from verifier.claims.readiness import READY, Readers, as_read
from verifier.cli.fakes import PlainSentences
from verifier.errors import InputUnreadable
from verifier.evaluation.extraction import MarkedArticle
from verifier.evaluation.judged import Judged, judged, key_of, main, pairs, read_labels, table
from verifier.types import Ambiguity, Claim

TEXTS = [f"The bridge in Arlen closed in {year}. The market in Arlen opened." for year in range(1900, 1930)]
ARTICLES = [MarkedArticle(f"paper_{1990 + at}-05-01_bridge", text, ()) for at, text in enumerate(TEXTS)]


class Sure:
    """Takes every claim for one that a reader would take over."""

    identity = ModelIdentity("sure", "0" * 64)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
        window = WindowReading(Span(0, 1), Stance(1.0, 0.0, 0.0))
        return [PairReading((window,), Span(0, len(text))) for _, text in pairs]


def _line(text: str, sentence: str, label: str) -> str:
    start = text.index(sentence)
    claim = Claim(sentence, Span(start, start + len(sentence)), sentence, 0.5, "factual")
    return "\t".join(map(str, (*key_of(claim, sha256(text.encode()).hexdigest()), label)))


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    lines = [_line(text, text.split(". ")[0] + ".", "OK") for text in TEXTS]
    lines += [_line(text, "The market in Arlen opened.", "trivial") for text in TEXTS]
    lines.append(lines[0].replace(lines[0].split("\t")[4], "0" * 12))  # said otherwise today
    file = tmp_path / "labels.tsv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_the_claims_of_today_get_their_judgement(labels: Path) -> None:
    found = judged(ARTICLES, read_labels(labels), PlainSentences())
    assert [one.usable for one in found] == [True, False] * len(TEXTS)
    assert len(read_labels(labels)) == 2 * len(TEXTS) + 1


def test_whole_articles_are_held_out(labels: Path) -> None:
    found = judged(ARTICLES, read_labels(labels), PlainSentences())
    out = {text for text in TEXTS if int(sha256(text.encode()).hexdigest(), 16) % 5 == 0}
    assert 0 < len(out) < len(TEXTS)
    assert [one.held_out for one in found] == [text in out for text in TEXTS for _ in range(2)]


def test_pairs_say_whether_a_reader_would_take_the_claim(labels: Path) -> None:
    found = judged(ARTICLES[:1], read_labels(labels), PlainSentences())
    first, second = pairs(found)
    assert (first["premise"], first["hypothesis"]) == as_read(found[0].claim)
    assert (first["label"], second["label"]) == ("entailment", "neutral")
    assert {first["split"], second["split"]} == {"dev" if found[0].held_out else "train"}


def test_the_table_counts_from_each_readiness_on(labels: Path) -> None:
    found = judged(ARTICLES, read_labels(labels), PlainSentences())
    rows = table(found, Readers(OverlapNli(), OverlapNli()))
    whole = next(row for row in rows if row.threshold == 0.0)
    assert (whole.kept, whole.n, whole.usable) == ("all", len(found), len(found) // 2)
    assert {row.threshold for row in rows} >= {READY}
    assert all(row.usable <= row.n <= len(found) for row in rows)


def test_the_table_counts_what_leaves_nothing_open() -> None:
    plain = Claim("The port closed.", Span(0, 16), "The port closed.", 0.5, "factual")
    open_ = replace(plain, ambiguities=(Ambiguity("The port", (), Span(0, 8)),))
    found = [Judged(claim, usable, held_out=True) for claim, usable in ((plain, True), (open_, False))]
    rows = {(row.kept, row.threshold): (row.n, row.usable) for row in table(found, Readers(Sure(), Sure()))}
    assert [rows[kind, READY] for kind in ("all", "nothing open")] == [(2, 1), (1, 1)]


def test_an_unreadable_file_of_labels_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "labels.tsv"
    broken.write_text("01a\t3\tOK\n", encoding="utf-8")
    with pytest.raises(InputUnreadable, match="six fields"):
        read_labels(broken)


def test_the_command_writes_pairs_and_tells_what_is_gone(
    tmp_path: Path, labels: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "articles.jsonl.gz", tmp_path / "pairs.jsonl.gz"
    rows = [json.dumps({"article": one.name, "text": one.text, "attributions": []}) for one in ARTICLES[:2]]
    data.write_bytes(gzip.compress("\n".join(rows).encode()))
    assert main(["--data", str(data), "--labels", str(labels), "--out", str(out)]) == 0
    assert "4 of 5 judged claims are found" in capfd.readouterr().err
    written = [json.loads(line) for line in gzip.decompress(out.read_bytes()).decode().splitlines()]
    assert {row["label"] for row in written} == {"entailment", "neutral"}
    assert main(["--data", str(data), "--labels", str(labels), "--json"]) == 0
    assert {row["threshold"] for row in json.loads(capfd.readouterr().out)} >= {0.0, READY}
    for more, claims in (([], 0), (["--every"], 4)):
        assert main(["--data", str(data), "--labels", str(labels), *more]) == 0
        assert (
            f"all, readiness from 0.000: {'-' if not claims else '0.500'} usable (n {claims})" in capfd.readouterr().out
        )
    assert main(["--data", str(tmp_path / "none.gz"), "--labels", str(labels)]) == 1

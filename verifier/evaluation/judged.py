"""Claims that readers judged: pairs to train the model of readiness on, and how well it tells them.

    python -m verifier.evaluation.judged --data polnear_train.jsonl.gz --labels models/readiness/labels.tsv
        [--every] [--out pairs.jsonl.gz] [--first readiness] [--second second-reader] [--json]

The labels name places and no words: article (the first twelve hexadecimal digits of the sha256 of its text), start and
end of the claim, its role, as many digits of the sha256 of its own text, and the judgement. A label counts where the
extractor gives that very claim today; the others are told as gone. The articles whose sha256 is divisible by five are
held out: they are split dev of the pairs, and what the table is about. With --every it is about all articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import ModelError
from models.nli import load_nli
from verifier.assembly import make_extractor
from verifier.claims.readiness import READY, Readers, as_read, with_readiness
from verifier.errors import InputUnreadable, VerifierError
from verifier.evaluation.extraction import read_marked
from verifier.settings import READINESS, SECOND_READER
from verifier.types import Article, Claim, Extraction

if TYPE_CHECKING:
    from verifier.claims.guarded import Extractor
    from verifier.evaluation.extraction import MarkedArticle

USABLE: Final = frozenset({"OK", "OKctx"})
"""Usable by its own words, or with what is shown beside it; every other judgement names a fault."""
THRESHOLDS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9)
_HELD_OUT: Final = 5
_DIGITS: Final = 12
_DAY: Final = re.compile(r"_(\d{4}-\d\d-\d\d)_")

Key = tuple[str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim as the extractor gives it today, and whether its reader would take it over."""

    claim: Claim
    usable: bool
    held_out: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Of `n` claims with at least that readiness, and of that kind, `usable` are."""

    threshold: float
    kept: str
    n: int
    usable: int


def read_labels(path: Path) -> dict[Key, str]:
    """The judgement of each claim; raises InputUnreadable."""
    found: dict[Key, str] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            article, start, end, role, digest, label = line.split("\t")
            found[article, int(start), int(end), role, digest] = label
    except (OSError, ValueError) as error:
        raise InputUnreadable(
            f"expected lines of six fields in {path}, found: {error}", hint="Give models/readiness/labels.tsv."
        ) from error
    return found


def judged(articles: Sequence[MarkedArticle], labels: Mapping[Key, str], extractor: Extractor) -> list[Judged]:
    """The claims of today that have a judgement, in the order of the articles."""
    wanted = {key[0] for key in labels}
    found: list[Judged] = []
    for marked in articles:
        digest = sha256(marked.text.encode()).hexdigest()
        if digest[:_DIGITS] not in wanted:
            continue
        day = _DAY.search(marked.name)
        published = None if day is None else date.fromisoformat(day[1])
        extraction = extractor.extract(Article(marked.text, published_at=published))
        found += _of(extraction, digest, labels)
    return found


def key_of(claim: Claim, article: str) -> Key:
    """What names a claim of an article with that sha256."""
    start, end = (-1, -1) if claim.span is None else (claim.span.start, claim.span.end)
    return article[:_DIGITS], start, end, claim.role or "", sha256(claim.text.encode()).hexdigest()[:_DIGITS]


def pairs(found: Sequence[Judged]) -> list[dict[str, str]]:
    """What the model reads of each claim, as lines of a file of labelled pairs: entailment where it is usable."""
    return [
        {
            **dict(zip(("premise", "hypothesis"), as_read(one.claim), strict=True)),
            "label": "entailment" if one.usable else "neutral",
            "split": "dev" if one.held_out else "train",
        }
        for one in found
    ]


def table(found: Sequence[Judged], readers: Readers) -> list[Row]:
    """How many claims are usable from each readiness on: of all, and of those with nothing open."""
    claims = with_readiness([one.claim for one in found], readers)
    read = [replace(one, claim=claim) for claim, one in zip(claims, found, strict=True)]
    kept = (("all", read), ("nothing open", [one for one in read if not one.claim.ambiguities]))
    return [_row(name, part, threshold) for name, part in kept for threshold in sorted({*THRESHOLDS, READY})]


def _row(kept: str, read: Sequence[Judged], threshold: float) -> Row:
    usable = [one.usable for one in read if (one.claim.readiness or 0.0) >= threshold]
    return Row(threshold, kept, len(usable), sum(usable))


def _of(extraction: Extraction, article: str, labels: Mapping[Key, str]) -> list[Judged]:
    out = _is_held_out(article)
    keyed = [(claim, labels.get(key_of(claim, article))) for claim in extraction.claims]
    return [Judged(claim, label in USABLE, out) for claim, label in keyed if label is not None]


def _is_held_out(article: str) -> bool:
    """Of an article by the whole sha256 of its text."""
    return int(article, 16) % _HELD_OUT == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 an error."""
    parser = argparse.ArgumentParser(prog="python -m verifier.evaluation.judged", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the articles, gzip-compressed JSON lines")
    parser.add_argument("--labels", type=Path, required=True, help="the judgements")
    parser.add_argument("--every", action="store_true", help="the table is about all articles, not those held out")
    parser.add_argument("--out", type=Path, help="file for the pairs, gzip-compressed JSON lines")
    for name, released in (("--first", READINESS), ("--second", SECOND_READER)):
        parser.add_argument(name, default=released, help="a released model, or the folder of another one")
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    given = parser.parse_args(arguments)
    try:
        labels = read_labels(given.labels)
        articles = read_marked(given.data)
        if given.out is None and not given.every:  # the table is about these alone
            articles = [one for one in articles if _is_held_out(sha256(one.text.encode()).hexdigest())]
        found = judged(articles, labels, make_extractor(with_readiness=False))
        looked_at = {sha256(one.text.encode()).hexdigest()[:_DIGITS] for one in articles}
        known = sum(key[0] in looked_at for key in labels)
        sys.stderr.write(f"{len(found)} of {known} judged claims are found; the others are gone or changed\n")
        if given.out is not None:
            lines = "".join(json.dumps(row) + "\n" for row in pairs(found))
            given.out.write_bytes(gzip.compress(lines.encode(), mtime=0))
            return 0
        rows = table(found, Readers(load_nli(given.first), load_nli(given.second)))
    except (ModelError, VerifierError) as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        return 1
    _print(rows, as_json=given.json)
    return 0


def _print(rows: Sequence[Row], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in rows]) + "\n")
        return
    for one in rows:
        share = "-" if not one.n else f"{one.usable / one.n:.3f}"
        sys.stdout.write(f"{one.kept}, readiness from {one.threshold:.3f}: {share} usable (n {one.n})\n")


if __name__ == "__main__":
    sys.exit(main())

"""Labelled sentences for the check-worthiness classifier, and the debates that are held out.

ClaimBuster (Arslan et al. 2020): sentences of US presidential debates in their order. CheckThat! 2021 task 1A (Shaar
et al. 2021): English tweets, check-worthy or not, for evaluation only.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from models.errors import PairsUnreadable
from models.types import WorthinessLabel

DEBATES_FILE: Final = "claimbuster_crowdsourced.jsonl.gz"
TWEETS_FILE: Final = "checkthat.jsonl.gz"
TWEETS_SPLIT: Final = "dev"

_LABELS: Final[dict[str, WorthinessLabel]] = {"CFS": "check_worthy", "UFS": "unimportant", "NFS": "non_factual"}
_HINT: Final = f"Give a folder with {DEBATES_FILE} and {TWEETS_FILE}: gzip-compressed JSON lines of text and label."
_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence as it stands in a debate."""

    text: str
    label: WorthinessLabel


@dataclass(frozen=True, slots=True)
class Debate:
    """The labelled sentences of one debate in their order."""

    name: str
    statements: tuple[Statement, ...]

    @property
    def texts(self) -> list[str]:
        return [statement.text for statement in self.statements]


@dataclass(frozen=True, slots=True)
class Tweet:
    """A text on its own, and whether people held it worth checking."""

    text: str
    check_worthy: bool


def read_debates(data: Path) -> list[Debate]:
    """The debates in the order of the file; raises PairsUnreadable, naming the line and field."""
    found: dict[str, list[Statement]] = {}
    for row, where in _rows(data / DEBATES_FILE):
        label = _LABELS.get(str(row.get("label")))
        if label is None:
            raise PairsUnreadable(f"{where}: expected a label of {', '.join(_LABELS)}", hint=_HINT)
        found.setdefault(_field(row, "file", where), []).append(Statement(_field(row, "text", where), label))
    return [Debate(name, tuple(statements)) for name, statements in found.items()]


def read_tweets(data: Path) -> list[Tweet]:
    """The tweets of the development part; raises PairsUnreadable, naming the line and field."""
    tweets: list[Tweet] = []
    for row, where in _rows(data / TWEETS_FILE):
        if row.get("label") not in {"0", "1"}:
            raise PairsUnreadable(f"{where}: expected a label of 0 or 1", hint=_HINT)
        if row.get("split") == TWEETS_SPLIT:
            tweets.append(Tweet(_field(row, "text", where), row["label"] == "1"))
    if not tweets:
        raise PairsUnreadable(
            f"expected tweets of split {TWEETS_SPLIT!r} in {data / TWEETS_FILE}, found none", hint=_HINT
        )
    return tweets


def hold_out(debates: Sequence[Debate]) -> tuple[list[Debate], list[Debate]]:
    """(debates to train on, debates held out), each in the given order.

    Debates are taken in the order of the sha256 of their names until a fifth of all sentences is held out: whole
    debates, chosen by nothing that has to do with what is said in them.
    """
    ordered = sorted(debates, key=lambda debate: hashlib.sha256(debate.name.encode()).digest())
    total = sum(len(debate.statements) for debate in debates)
    chosen: set[str] = set()
    taken = 0
    for debate in ordered:
        if taken * _PARTS >= total:
            break
        chosen.add(debate.name)
        taken += len(debate.statements)
    return [one for one in debates if one.name not in chosen], [one for one in debates if one.name in chosen]


def folds(debates: Sequence[Debate], count: int) -> list[int]:
    """The fold in [0, count) of each debate: the largest debates first, each into the fold with fewest sentences."""
    sizes: Counter[int] = Counter(dict.fromkeys(range(count), 0))
    found = [0] * len(debates)
    for index in sorted(range(len(debates)), key=lambda one: (-len(debates[one].statements), debates[one].name)):
        fold = min(sizes, key=lambda one: (sizes[one], one))
        found[index] = fold
        sizes[fold] += len(debates[index].statements)
    return found


def _rows(file: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Each object of the file with the place to name in an error."""
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield _object(line, f"{file.name} line {number}"), f"{file.name} line {number}"
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise PairsUnreadable(f"expected a readable file at {file}, found {error}", hint=_HINT) from error


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row: Any = json.loads(line)
    except ValueError as error:
        raise PairsUnreadable(f"{where}: expected a JSON object, found {error}", hint=_HINT) from error
    if not isinstance(row, dict):
        raise PairsUnreadable(f"{where}: expected a JSON object, found {type(row).__name__}", hint=_HINT)
    return row


def _field(row: dict[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise PairsUnreadable(f"{where}: expected a text in {name!r}, found {value!r}", hint=_HINT)
    return value

"""Real claims to alter: of development sets only, each with evidence that says on its own what the claim says.

Of `nli/NAME.jsonl.gz` the rows of split `dev` are read. Left out are claims that also stand among what the judge may
be trained on, pairs whose rows disagree, claims that are no single written statement, and claims that name something
which their evidence does not name: FEVER's evidence carries no page title, and "He was born in 1931" says of nobody
whom it speaks of. FEVEROUS and Fool Me Twice have a `dev` split too, but the judge is trained on it; the
claims of COVID-Fact are headlines, and its evidence was found by machine.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.contrast.text import raised, sentences, shortened, tidy, usable
from verifier.errors import InputUnreadable
from verifier.evaluation.tasks import field, one_label, pairs, plain
from verifier.types import Label

SETS: Final = ("fever_rte_dev", "fever_symmetric", "healthver", "scifact", "check_covid")
"""SciFact is for evaluation only (CC BY-NC), which this is."""
_TRAINED: Final = ("fever_train_joined", "fever_train_nei_retrieved")
_WORD: Final = re.compile(r"[\w'’-]+")
_LONGEST_CLAIM: Final = 40
_LONGEST_SENTENCE: Final = 36
_PRONOUN: Final = re.compile(
    r"(?:He|She|It|They|This|These|Those|That|His|Her|Its|Their|There|Here|I|We|Our|Both|Each)\b"
)
_LONGEST_EVIDENCE: Final = 300
_DECIDED: Final[tuple[Label, ...]] = ("SUPPORTED", "REFUTED")
_HINT: Final = "Give --data the folder that holds nli/ with the development sets."


@dataclass(frozen=True, slots=True)
class RealClaim:
    """A claim of a set, one sentence with its full stop, its gold label and its gold evidence as one text."""

    source: str
    text: str
    evidence: str
    label: Label


@dataclass(frozen=True, slots=True)
class RealTexts:
    """Claims of the sets, and sentences of their evidence that serve as claims where those with a number are few."""

    claims: tuple[RealClaim, ...]
    sentences: tuple[RealClaim, ...]


def read_texts(data: Path) -> RealTexts:
    """The SUPPORTED and REFUTED claims of all sets in `data`, and the sentences of all their evidence, each text once.

    A sentence is made shorter where that leaves one; it is supported by the evidence that it stands in. One that begins
    with a pronoun is left out. Raises InputUnreadable, also where there is no claim.
    """
    there = [name for name in SETS if (data / "nli" / f"{name}.jsonl.gz").exists()]
    trained = set(_trained(data, there))
    claims: dict[str, RealClaim] = {}
    sentences_: dict[str, RealClaim] = {}
    for name in there:
        for (claim, evidence), labels in _dev(data, name).items():
            label = one_label(labels)
            key = claim.lower()
            if label in _DECIDED and key not in trained and _fit(claim, evidence, name):
                claims.setdefault(key, RealClaim(name, claim, evidence, label))
            for text in _sentences(evidence):
                sentences_.setdefault(text, RealClaim(f"{name} evidence", text, evidence, "SUPPORTED"))
    if not claims:
        raise InputUnreadable(f"expected claims of {', '.join(SETS)} in {data / 'nli'}, found none", hint=_HINT)
    return RealTexts(tuple(claims.values()), tuple(sentences_.values()))


def _trained(data: Path, names: Sequence[str]) -> Iterator[str]:
    for name in (*_TRAINED, *names):
        if (data / "nli" / f"{name}.jsonl.gz").exists():
            for row in pairs(data, name):
                if field(row, "split") == "train":
                    yield _closed(field(row, "hypothesis")).lower()


def _dev(data: Path, name: str) -> dict[tuple[str, str], list[str]]:
    """Claim and evidence to the labels that they have."""
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in pairs(data, name):
        if field(row, "split") == "dev":
            labels[_closed(field(row, "hypothesis")), tidy(field(row, "premise"))].append(field(row, "label"))
    return labels


def _sentences(evidence: str) -> Iterator[str]:
    if len(evidence.split()) <= _LONGEST_EVIDENCE:
        for text in map(shortened, sentences(evidence)):
            if usable(text, longest=_LONGEST_SENTENCE) and not _PRONOUN.match(text):
                yield text


def _fit(claim: str, evidence: str, source: str) -> bool:
    return usable(claim, longest=_LONGEST_CLAIM) and _stands_alone(claim, evidence, source)


def _stands_alone(claim: str, evidence: str, source: str) -> bool:
    """Whether all that the claim names, the evidence names. Claims about health begin with any word."""
    first = frozenset() if source.startswith("fever") else words(claim.split(" ", 1)[0])
    return len(evidence.split()) <= _LONGEST_EVIDENCE and named(claim) - first <= words(evidence)


def named(text: str) -> frozenset[str]:
    """The words that begin with a capital or a digit, in lower case."""
    return frozenset(_bare(word).lower() for word in _WORD.findall(text) if word[0].isupper() or word[0].isdigit())


def words(text: str) -> frozenset[str]:
    """All words in lower case, without possessive endings."""
    return frozenset(_bare(word).lower() for word in _WORD.findall(text))


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _closed(text: str) -> str:
    text = raised(plain(text))
    return text if text.endswith((".", "!", "?")) else f"{text}."

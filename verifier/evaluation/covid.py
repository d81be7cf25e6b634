"""Claims about COVID-19 over the texts that were cited for any of them, open retrieval: another domain than Wikipedia.

The claims are those of the development splits of Check-COVID (Wang et al. 2023; MIT; claims of news against abstracts)
and of COVID-Fact (Saakyan et al. 2021; no licence stated; its refuted claims are altered by a machine), none of which
stands in a training split. Every premise of both, of the training splits too, is a document. A claim is supported or
refuted where one of its rows is and no row says the opposite, and those rows' premises are its evidence; where all of
its rows are neutral it is NOT_ENOUGH_EVIDENCE, although nobody looked whether another text decides it.

As in FEVER (`verifier.evaluation.fever`) a part of the claims is asked with its evidence *withheld*.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexes.types import Document
from verifier.evaluation.tasks import LABELS, Gold, LabelledClaim, Task, field, pairs, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME: Final = "covid"
SPLITS: Final = ("calibration",)
_SETS: Final = ("check_covid", "covid_fact")
_CLAIMS_OF: Final = "dev"
_WITHHELD: Final = 4
"""One in so many claims is asked without its evidence."""
_DECIDED: Final = frozenset({"entailment", "contradiction"})


def read_covid(data: Path, *, split: str = "calibration") -> Task:
    """The claims and all documents but those withheld. Raises InputUnreadable."""
    premises: dict[str, None] = {}
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in (row for name in _SETS for row in pairs(data, name)):
        premise, claim = plain(field(row, "premise")), plain(field(row, "hypothesis"))
        premises[premise] = None
        if field(row, "split") == _CLAIMS_OF:
            rows[claim].append((premise, field(row, "label")))
    hidden = {premise for claim, found in rows.items() if _is_withheld(claim) for premise, _ in found}
    claims = (_claim(text, found, hidden) for text, found in rows.items())
    documents = tuple(Document(id=_id(text), text=text, language="en") for text in premises if text not in hidden)
    return Task(NAME, split, tuple(claim for claim in claims if claim is not None), documents)


def _claim(text: str, rows: Iterable[tuple[str, str]], hidden: set[str]) -> LabelledClaim | None:
    """None where rows contradict one another, and where the evidence of another claim being hidden hides this one's."""
    decided = {label: [premise for premise, found in rows if found == label] for label in _DECIDED}
    labels = [label for label, found in decided.items() if found]
    evidence = [premise for found in decided.values() for premise in found]
    id_ = f"{NAME}-{_id(text)}"
    if len(labels) > 1:
        return None
    if not labels or _is_withheld(text):
        return LabelledClaim(id_, text, "NOT_ENOUGH_EVIDENCE")
    if any(premise in hidden for premise in evidence):
        return None
    return LabelledClaim(id_, text, LABELS[labels[0]], tuple(Gold(_id(premise)) for premise in dict.fromkeys(evidence)))


def _is_withheld(claim: str) -> bool:
    return int(hashlib.sha256(f"withheld {claim}".encode()).hexdigest(), 16) % _WITHHELD == 0


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]

"""FEVER (Thorne et al. 2018; CC BY-SA) over sentences of its Wikipedia pages, open retrieval.

What the data holds decides what can be measured:

- The 34,487 sentences come from FEVER *train*, and so do all claims of their relevance tables; the labels of those of
  its `dev` table are not there. So the claims of FEVER dev are those of `nli/fever_rte_dev`, with label and gold
  sentences joined in the premise. The premises are cut into sentences, and the sentences that the 34,487 lack are added
  as documents of their own.
- FEVER dev's claims without enough evidence are not in the data. In their place a fixed third of the claims is asked
  with its evidence *withheld*: none of its gold sentences is in the collection, so NOT_ENOUGH_EVIDENCE is right, unless
  some other sentence happens to decide the claim. Claims of which a part of the evidence stands there all the same are
  left out.
- The claims are parted by their evidence into two halves: `dev` is for measuring, `calibration` for fitting
  confidence on claims that nothing was trained on.
- `train` takes the claims of train's table with the labels of `nli/fever_train_joined`, and those of
  `nli/fever_train_nei_retrieved`, for which annotators found no evidence. The judge may have been trained on them.

Sentences carry no page title, so many name nobody ("He was born in ..."): harder than a document with a beginning.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexes.types import Document
from verifier.evaluation.tasks import (
    LABELS,
    Gold,
    LabelledClaim,
    Task,
    corpus,
    field,
    one_label,
    pairs,
    plain,
    queries,
    relevant,
)

if TYPE_CHECKING:
    from models.protocols import SentenceSplitter

NAME: Final = "fever"
SPLITS: Final = ("dev", "calibration", "train")
_SENTENCES: Final = "fever_sentences"
_WITHHELD: Final = 3
"""One in so many claims of dev is asked without its evidence."""


@dataclass(frozen=True, slots=True)
class _Pair:
    claim: str
    label: str
    sentences: tuple[str, ...]

    @property
    def draw(self) -> bytes:
        """What parts the claims: claims on the same evidence fall together."""
        return hashlib.sha256(min(self.sentences, default="").encode()).digest()

    @property
    def withheld(self) -> bool:
        return self.draw[0] % _WITHHELD == 0

    @property
    def split(self) -> str:
        return SPLITS[self.draw[1] % 2]


def read_fever(data: Path, *, split: str, splitter: SentenceSplitter) -> Task:
    """The claims of a split over train's sentences and those of dev that are not withheld. Raises InputUnreadable.

    Claims of dev with two labels, or that also stand in train, are left out.
    """
    trained = _trained(data)
    dev = list(_dev(data, splitter, known=trained.keys()))
    documents = list(corpus(data, _SENTENCES))
    ids = {plain(document.text): document.id for document in documents}
    for sentence in sorted({one for pair in dev if not pair.withheld for one in pair.sentences} - ids.keys()):
        ids[sentence] = f"dev-{hashlib.sha256(sentence.encode()).hexdigest()[:12]}"
        documents.append(Document(ids[sentence], sentence))
    claims = _train_claims(data, trained) if split == "train" else _dev_claims(dev, ids, split=split)
    return Task(NAME, split, tuple(claims), tuple(documents))


def _trained(data: Path) -> Mapping[str, list[str]]:
    """The claims of train with the labels that they have."""
    labels: dict[str, list[str]] = defaultdict(list)
    for name in ("fever_train_joined", "fever_train_nei_retrieved"):
        for row in pairs(data, name):
            labels[plain(field(row, "hypothesis"))].append(field(row, "label"))
    return labels


def _dev(data: Path, splitter: SentenceSplitter, *, known: Iterable[str]) -> Iterator[_Pair]:
    premises: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, list[str]] = defaultdict(list)
    for row in pairs(data, "fever_rte_dev"):
        claim = plain(field(row, "hypothesis"))
        premises[claim].append(field(row, "premise"))
        labels[claim].append(field(row, "label"))
    seen = set(known)
    cut: dict[str, tuple[str, ...]] = {}
    for claim, of_claim in premises.items():
        if claim in seen or one_label(labels[claim]) is None:
            continue
        for premise in of_claim:
            if premise not in cut:
                cut[premise] = tuple(plain(span.of(premise)) for span in splitter.sentences(premise))
        sentences = dict.fromkeys(one for premise in of_claim for one in cut[premise])
        yield _Pair(claim, labels[claim][0], tuple(sentences))


def _dev_claims(dev: Iterable[_Pair], ids: Mapping[str, str], *, split: str) -> Iterator[LabelledClaim]:
    for pair in dev:
        if pair.split != split:
            continue
        id_ = f"fever-{hashlib.sha256(pair.claim.encode()).hexdigest()[:12]}"
        there = [ids[sentence] for sentence in pair.sentences if sentence in ids]
        if not pair.withheld:
            yield LabelledClaim(id_, pair.claim, LABELS[pair.label], tuple(Gold(one) for one in there))
        elif not there:
            yield LabelledClaim(id_, pair.claim, "NOT_ENOUGH_EVIDENCE")


def _train_claims(data: Path, trained: Mapping[str, list[str]]) -> Iterator[LabelledClaim]:
    texts, seen = queries(data, _SENTENCES), set[str]()
    for id_, sentences in relevant(data, _SENTENCES, split="train").items():
        text = plain(texts.get(id_, ""))
        label = one_label(trained[text]) if text in trained else None
        if label in ("SUPPORTED", "REFUTED") and text not in seen:
            seen.add(text)
            yield LabelledClaim(f"fever-{id_}", text, label, tuple(Gold(one) for one in sentences))
    for text, labels in trained.items():
        if one_label(labels) == "NOT_ENOUGH_EVIDENCE":
            yield LabelledClaim(f"fever-{hashlib.sha256(text.encode()).hexdigest()[:12]}", text, "NOT_ENOUGH_EVIDENCE")

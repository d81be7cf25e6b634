"""A claim set against a text, as the tests of the checks do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from verifier.checks import compare
from verifier.checks.reader import Reader, sentence_of
from verifier.claims.extract import ClaimExtractor

if TYPE_CHECKING:
    from models.english import EnglishPipeline
    from verifier.types import Check, CheckName, Claim

SATURDAY = date(2019, 6, 22)


@dataclass(frozen=True)
class Comparing:
    """Claims and evidence are of the same Saturday; the claim is given on its own."""

    english: EnglishPipeline

    def claim(self, text: str, *, as_of: date | None = SATURDAY) -> Claim:
        return ClaimExtractor(self.english).analyse(text, as_of=as_of)

    def reader(self, claim: str, evidence: str, *, around: str = "", dated: date | None = SATURDAY) -> Reader:
        return Reader(
            self.claim(claim),
            claim,
            tuple(sentence_of(one, dated) for one in self.english.parse(evidence)),
            tuple(sentence_of(one, dated, offsets=False) for one in self.english.parse(around)),
            "",
            tuple(self.english.parse(claim)),
        )

    def checks(
        self, claim: str, evidence: str, *, title: str = "", before: str = "", dated: date | None = SATURDAY
    ) -> tuple[Check, ...]:
        return compare(
            self.claim(claim),
            claim,
            self.english.parse(evidence),
            evidence_date=dated,
            title=self.english.parse(title),
            before=before,
            claim_sentences=self.english.parse(claim),
        )

    def named(self, name: CheckName, claim: str, evidence: str, *, title: str = "", before: str = "") -> list[Check]:
        """The checks of one name."""
        return [one for one in self.checks(claim, evidence, title=title, before=before) if one.name == name]

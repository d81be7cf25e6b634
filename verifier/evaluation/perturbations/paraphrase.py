"""The same claim in other words, by rules that are safe without a parser: names stay, nothing is added or lost."""

from __future__ import annotations

import random
import re
from typing import Final

from models.contrast import date, entity, number, values
from models.contrast.numerals import numerals
from models.contrast.text import lowered, raised
from models.contrast.types import Contrast, Grounds, Rule

_FAMILY: Final = "paraphrase"
_BEFORE_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_LAST_DATE: Final = re.compile(
    rf" (?P<when>in (?:the )?(?:(?:{_BEFORE_MONTHS}),? )?\d{{4}}s?|on (?:{_BEFORE_MONTHS}) \d{{1,2}},? \d{{4}})\.$"
)
_MOVABLE: Final = re.compile(
    r"\b(?:was|were) (?:\w+ly )?(?:born|founded|released|published|built|established|opened|formed|elected|created|"
    r"launched|killed|completed|acquired|signed|introduced|discovered|invented|destroyed|held|directed|recorded)\b|"
    r"\b(?:died|premiered|debuted|retired|won|became|began|ended|took place|received|joined|married)\b"
)
_SYNONYMS: Final = (
    ("is a film", "is a movie"), ("is a movie", "is a film"), ("American film", "American movie"),
    ("is located in", "is situated in"), ("is situated in", "is located in"), ("took place", "was held"),
    ("was released in", "came out in"), ("began in", "started in"), ("started in", "began in"),
    ("more than", "over"), ("at least", "no fewer than"), ("approximately", "about"),
    ("was purchased by", "was bought by"), ("purchased", "bought"), ("attended", "went to"),
    ("the author of", "the writer of"), ("is an author", "is a writer"), ("was an author", "was a writer"),
    ("increases the risk of", "raises the risk of"), ("increased risk of", "higher risk of"),
    ("reduces", "lowers"), ("decreases", "reduces"), ("is associated with", "is linked to"),
    ("is caused by", "results from"), ("died in", "passed away in"), ("died on", "passed away on"),
    ("was established in", "was set up in"), ("in the United States", "in the US"),
    ("is also known as", "is also called"), ("is part of", "belongs to"), ("a physician", "a doctor"),
)  # fmt: skip
"""What may stand for what in any sentence that `_UNSAFE` does not keep out."""
_UNSAFE: Final = {
    "attended": re.compile(r"\battended (?:by|to)\b|\b(?:be|been|was|were|is) attended\b"),
    "more than": re.compile(r"\bmore than (?!\d)|\bno more than\b"),
    "at least": re.compile(r"at least (?!\d)"),
    "took place": re.compile(r"\b(?:events|story|film|novel|show|plot) took place"),
    "purchased": re.compile(r"\b(?:be|been|was|were|is) purchased\b"),
}


def fronted(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A date at the end is put first: "In 1931, the school was founded." """
    match = _LAST_DATE.search(grounds.text)
    before = grounds.text[: match.start()] if match else ""
    if match is None or not _MOVABLE.search(before) or re.search(r",| and | who | that | which ", before):
        return []
    return _same(grounds, f"{raised(match['when'])}, {lowered(before)}.", "fronted")


def synonym(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """One expression is exchanged for another that means the same wherever the rule lets it."""
    fit = [pair for pair in _SYNONYMS if len(re.findall(rf"\b{pair[0]}\b", grounds.text)) == 1]
    fit = [(old, new) for old, new in fit if not (old in _UNSAFE and _UNSAFE[old].search(grounds.text))]
    if not fit:
        return []
    old, new = rng.choice(fit)
    return _same(grounds, re.sub(rf"\b{old}\b", new, grounds.text), "synonym")


def voice(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """Active for passive, passive for active."""
    return _kept(entity.role(grounds, rng), grounds, "voice")


def comparison(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """The smaller one named first."""
    return _kept(entity.compared(grounds, rng), grounds, "comparison")


def notation(grounds: Grounds, rng: random.Random) -> list[Contrast]:
    """A number in words or in digits, a date in the other order."""
    made: list[str] = []
    for found in numerals(grounds.text):
        write = values.other_notation(found)
        if write is not None and not found.comparator:
            made.append(number.put(grounds.text, found, write(found.value)))
    for day in date.dates(grounds.text):
        made.append(date.put(grounds.text, day, day.written(rng)))
    different = [text for text in made if text != grounds.text]
    return _same(grounds, rng.choice(different), "notation") if different else []


RULES: Final[tuple[Rule, ...]] = (fronted, synonym, voice, comparison, notation)


def _kept(made: list[Contrast], grounds: Grounds, rule: str) -> list[Contrast]:
    same = (one.hypothesis for one in made if one.label == "entailment" and one.premise == grounds.premise)
    return [contrast for text in same if text != grounds.text for contrast in _same(grounds, text, rule)]


def _same(grounds: Grounds, text: str, rule: str) -> list[Contrast]:
    return [Contrast(grounds.premise, text, "entailment", _FAMILY, rule)]

"""Numbers that are part of what a thing is called: "coronavirus 2", "disease 2019", "2019-nCoV", "phase 3", "3M".

Such a number counts nothing. Evidence that calls the thing by another name ("COVID-19", "the new virus") does not leave
an amount out; evidence that gives the same kind another number speaks of another thing.
"""

from __future__ import annotations

import re
from typing import Final

from verifier.checks.figures import values
from verifier.checks.reader import Reader

_HEAD: Final = re.compile(
    r"\b(?P<head>coronavirus|virus|disease|syndrome|strain|variant|serotype|genotype|isoform|helper|interleukin|receptor"
    r"|factor|chromosome|exon|phase|stage|grade|type|class|cohort|arm)(?: |-)$",
    re.IGNORECASE,
)
_VIRUS: Final = re.compile(r"-n?cov\b", re.IGNORECASE)
_SLASHED: Final = re.compile(r"[0-9][a-c]?/$")
_COUNTED: Final = re.compile(r" (?!trials|studies|patients|virus|diabetes)[a-z]+s\b")  # "a virus 12 laboratories keep"
_TOKEN: Final = re.compile(r"[A-Za-z0-9.]*[0-9][A-Za-z0-9.]*")


def is_label(reader: Reader, text: str, start: int, end: int) -> bool:
    """Whether the number at [start, end) of a text is part of a name, and the evidence does not call the same kind of
    thing by another number."""
    if _VIRUS.match(text, end):
        return not any(_VIRUS.search(one.surface.text) for one in reader.evidence)
    before = text[:start]
    while (slash := _SLASHED.search(before)) is not None:  # "phase 2b/3"
        before = before[: slash.start()]
    head = _HEAD.search(before)
    if head is None or _COUNTED.match(text, end):
        return False
    numbered = re.compile(rf"\b{re.escape(head['head'])}s?[ -](?=[0-9])[\w/.-]+", re.IGNORECASE)
    theirs = [values(match[0]) for one in reader.evidence for match in numbered.finditer(one.surface.text)]
    return not theirs or any(values(text[start:end]) <= one for one in theirs)


def is_same_token(reader: Reader, text: str, start: int) -> bool:
    """Whether letters and digits written as one word ("3M", "28g") stand in the evidence as the same word."""
    found = next((one for one in _TOKEN.finditer(text) if one.start() <= start < one.end()), None)
    word = "" if found is None else found[0].strip(".")
    if not re.search("[A-Za-z]", word):
        return False
    same = re.compile(rf"(?<![\w.]){re.escape(word)}(?!\w)", re.IGNORECASE)
    return any(same.search(one.surface.text) for one in reader.evidence)

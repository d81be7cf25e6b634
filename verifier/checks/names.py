"""A person, place or organisation of a claim in whose part the evidence has another one.

Precision first, as one part may be played by several and one name has many forms. A check is made only where

- the name is nowhere in the evidence, its title and the text before it, in any form (`verifier.checks.naming`);
- a sentence of the evidence has a name of the same kind in the same part of the same word;
- that sentence has most of the claim's other content words.

It takes support away and never refutes: a town lies in a country, and a film has more than one writer.
"""

from __future__ import annotations

from typing import Final

from verifier.checks.content import stems
from verifier.checks.made import made
from verifier.checks.naming import speaks_of
from verifier.checks.reader import Reader, Sentence
from verifier.checks.roles import Named, named
from verifier.types import Check

_MOST: Final = 0.6
_LEAST_WORDS: Final = 2


def compare_names(reader: Reader) -> list[Check]:
    """One check for each name of the claim in whose part the evidence has another one, in order."""
    checks: list[Check] = []
    for parsed in reader.claim_sentences:
        for ours in named(parsed):
            if any(speaks_of(text, ours.text) for text in reader.all_texts):
                continue
            other = _other(reader, ours)
            if other is None:
                continue
            sentence, theirs = other
            at = parsed.span.start
            claimed = reader.claimed_in_text(at + ours.start, at + ours.end)
            found = sentence.place(theirs.start, theirs.end)
            detail = f"claim names {ours.text}, evidence names {theirs.text} in the same part"
            checks.append(made("name", "not_comparable", claimed, found, detail, effect="veto"))
    return checks


def _other(reader: Reader, ours: Named) -> tuple[Sentence, Named] | None:
    """The name that plays the part in the nearest sentence that has most of the rest of the claim."""
    own = stems(ours.text)
    rest = reader.stems - own
    if len(rest) < _LEAST_WORDS:
        return None
    for sentence in sorted(reader.sentences, key=lambda one: -reader.share(one, without=own)):
        if reader.share(sentence, without=own) < _MOST:
            return None
        for theirs in named(sentence.parsed):
            same = (theirs.kind, theirs.part, theirs.on) == (ours.kind, ours.part, ours.on)
            if same and not speaks_of(reader.claim.text, theirs.text):
                return sentence, theirs
    return None
